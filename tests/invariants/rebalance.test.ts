// I1, I12: two instances of one step share its partitions; one joins, one is killed, one leaves while records flow, and each
// file is judged once, in order.
// Mutants: unassign inside the rebalance callback; commit positions of partitions that were given away. The second test makes the
// situation in which the client keeps partitions under another member id (docs/adr/0025), but not the moment: without
// `IsMemberOfAssignment` of scripts/node-rdkafka.patch it stays green in most runs.
import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'
import { groupOf } from '../../runtime/stage.ts'
import type { Candidate, File } from '../../schemas/types.ts'
import { filesQuality, filesSubmitted } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission, untilDrained } from '../support/pipeline.ts'
import { until } from '../support/waits.ts'

const pipelineOf = livePipeline()

test('instances that come and go lose nothing, double nothing, keep the order', async () => {
  const pipeline = pipelineOf()
  const instance = (number: number) => pipeline.spawn(['run', 'quality', '--instance', String(number)])
  const first = instance(0)
  await pipeline.submit(madeSubmission('one', 1_500))
  const second = instance(1)
  await pipeline.submit(madeSubmission('two', 1_500))
  await sleep(3_000)
  second.child.kill('SIGKILL')
  await pipeline.submit(madeSubmission('three', 1_500))
  const third = instance(2)
  await sleep(3_000)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe('130')
  const again = instance(1)
  await untilDrained(pipeline.connection, ['quality'])
  for (const one of [third, again]) {
    one.child.kill('SIGTERM')
    await one.ended
  }

  expect(await judgedOnce(pipeline)).toBe(4_050)
})

/** Expects each file to be judged once, in the order in which it was submitted; how many there are. */
async function judgedOnce(pipeline: LivePipeline): Promise<number> {
  const place = ([a]: readonly unknown[], [b]: readonly unknown[]): number => Number(a) - Number(b)
  const submitted = (await eventsOf<File>(pipeline.connection, filesSubmitted)).map(({ event, record }) => [
    record.partition,
    event.fileId,
  ])
  const judged = (await eventsOf<Candidate>(pipeline.connection, filesQuality)).map(({ event, record }) => [
    record.partition,
    event.file.fileId,
  ])
  expect(judged.toSorted(place)).toEqual(submitted.toSorted(place))
  return submitted.length
}

/** Waits, looking as often as it can, until the group of quality is in this state with so many members. */
async function untilGroup(pipeline: LivePipeline, state: string, count: number): Promise<void> {
  const { brokers } = pipeline.connection.kafka
  const admin = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING }).admin()
  await admin.connect()
  try {
    await until({
      what: `${count} members in a group that is ${state}`,
      home: pipeline.config.home,
      look: async () => (await admin.describeGroups([groupOf('quality')])).groups[0],
      holds: (group) => group?.state === state && group.members.length === count,
      pollMs: 5,
    })
  } finally {
    await admin.disconnect()
  }
}

test('one that stood still in the middle of a rebalance does not go on with what others have had meanwhile', async () => {
  const pipeline = pipelineOf()
  const instance = (number: number) => pipeline.spawn(['run', 'quality', '--instance', String(number)])
  const first = instance(0)
  await untilGroup(pipeline, 'Stable', 1)
  const second = instance(1)
  // It has given partitions back, and waits for what the group makes of that: until the other asks whether it is alive.
  await untilGroup(pipeline, 'Stable', 2)
  await untilGroup(pipeline, 'PreparingRebalance', 2)
  first.child.kill('SIGSTOP')
  await pipeline.submit(madeSubmission('meanwhile', 600))
  await untilDrained(pipeline.connection, ['quality'])
  first.child.kill('SIGCONT')
  // It joins again under another id, and its client says nothing of the partitions that it had.
  await Promise.race([first.ended, sleep(20_000)])
  await pipeline.submit(madeSubmission('after', 60))
  await untilDrained(pipeline.connection, ['quality'])
  for (const one of [first, second]) {
    one.child.kill('SIGTERM')
    await one.ended
  }
  expect(await judgedOnce(pipeline)).toBeGreaterThanOrEqual(540 + 54)
})
