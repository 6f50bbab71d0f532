// A consumer closes in any state of its group: what it was asked and has not answered it answers itself, in the thread that
// closes it (scripts/node-rdkafka.patch). Mutants: Closing does not answer what is open, so that the close waits for ever.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAdmin } from '../../runtime/admin.ts'
import { openConsumer } from '../../runtime/kafka.ts'
import type { Consumer, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { startTestServers, type TestServers } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const state: { servers?: TestServers } = {}
beforeAll(async () => {
  state.servers = await startTestServers()
})
afterAll(() => state.servers?.stop())

type Member = Consumer & { readonly events: readonly RebalanceEvent[] }

const address = () => ({ brokers: state.servers?.addresses.kafkaBrokers ?? '', properties: {} })

/** Joins a group; what it is asked is kept and, where it should, answered at once. */
async function member(group: string, topic: string, answers: boolean): Promise<Member> {
  const events: RebalanceEvent[] = []
  const consumer: Consumer = await openConsumer(address(), {
    group,
    onRebalance: (event) => {
      events.push(event)
      if (!answers) return
      if (event.kind === 'revoke') consumer.incrementalUnassign(event.partitions)
      else consumer.incrementalAssign(event.partitions.map((partition) => ({ ...partition, offset: 0 })))
    },
  })
  consumer.subscribe([topic])
  return { ...consumer, events }
}

async function topicNamed(name: string): Promise<string> {
  const admin = await openAdmin(address())
  await admin.provision([{ ...filesSubmitted, name }], 4)
  await admin.close()
  return name
}

/** All consume, as a step does between batches, until it holds. */
const consuming = (members: readonly Member[], holds: () => boolean): Promise<boolean> =>
  vi.waitUntil(
    async () => {
      for (const one of members) await one.consume(1)
      return holds()
    },
    { timeout: patienceMs },
  )

const has = ({ events }: Member, kind: RebalanceEvent['kind']): boolean => events.some((event) => event.kind === kind)

test('partitions that were offered and not taken yet', async () => {
  const topic = await topicNamed('closed.offered')
  const one = await member('closed.offered', topic, false)
  await consuming([one], () => has(one, 'assign'))
  await one.close()
})

test('partitions that are asked back and not given yet: who asked has them at once', async () => {
  const topic = await topicNamed('closed.asked')
  const slow = await member('closed.asked', topic, false)
  await consuming([slow], () => has(slow, 'assign'))
  const [offered] = slow.events
  slow.incrementalAssign((offered?.partitions ?? []).map((partition) => ({ ...partition, offset: 0 })))
  const other = await member('closed.asked', topic, true)
  await consuming([slow, other], () => has(slow, 'revoke'))
  await slow.close()
  await consuming([other], () => other.assignments().length === 4)
  await other.close()
})

test('a group that is being joined', async () => {
  const topic = await topicNamed('closed.joined')
  for (let turn = 0; turn < 20; turn++) {
    const one = await member('closed.joined', topic, false)
    for (let wait = 0; wait < turn % 5; wait++) await one.consume(1)
    await one.close()
  }
  expect(await member('closed.joined', topic, true).then((one) => one.close())).toBe(undefined)
})
