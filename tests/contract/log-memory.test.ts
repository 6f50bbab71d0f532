// The memory log keeps the log's contract.
import { deadLetterOf } from '../../runtime/dead-letter.ts'
import { createMemoryBroker, memoryLog, memorySink } from '../../runtime/memory.ts'
import { dlqByStep } from '../../topics/index.ts'
import { logContract } from './log-contract.ts'

logContract(async () => {
  const broker = createMemoryBroker(3)
  const context = { step: 'test', ruleset: '', topic: dlqByStep.quality, at: 0 }
  return {
    append: async (records) => broker.append(records.map((record) => ({ ...record, topic: 'in', headers: [] }))),
    open: async () => ({
      log: memoryLog({ broker, inputs: ['in'], untilEnd: true }),
      sink: memorySink(broker, 'group', (burial) => deadLetterOf(burial, context)),
      output: 'out',
    }),
    written: async () => broker.records('out'),
    buried: async () => broker.records(dlqByStep.quality.name),
    lag: async () =>
      broker
        .records('in')
        .filter(({ partition, offset }) => offset >= (broker.positions('group').get(`in/${partition}`) ?? 0)).length,
  }
})
