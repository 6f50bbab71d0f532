// I1, I12: two instances of one step share its partitions; one joins, one is killed, one leaves while records flow, and each
// file is judged once, in order.
// Mutants: unassign inside the rebalance callback; commit positions of partitions that were given away.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Candidate, File } from '../../schemas/types.ts'
import { filesQuality, filesSubmitted } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSubmission, untilDrained } from '../support/pipeline.ts'

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

  const place = ([a]: readonly unknown[], [b]: readonly unknown[]): number => Number(a) - Number(b)
  const submitted = (await eventsOf<File>(pipeline.connection, filesSubmitted)).map(({ event, record }) => [
    record.partition,
    event.fileId,
  ])
  const judged = (await eventsOf<Candidate>(pipeline.connection, filesQuality)).map(({ event, record }) => [
    record.partition,
    event.file.fileId,
  ])
  expect(submitted).toHaveLength(4_050)
  expect(judged.toSorted(place)).toEqual(submitted.toSorted(place))
})
