// The trainer's log on a real broker: what waits is counted in records, and the markers of transactions are passed by
// positions alone, so that a trainer that waits for more samples has a lag of 0 once it has them all.
// Mutants: count the offsets between position and end; wait for records where only markers are left.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAdmin } from '../../runtime/admin.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { type LaneView, openLaneLog, type PackedLanes } from '../../runtime/lane-log.ts'
import { markOf } from '../../runtime/resumption.ts'
import type { Batch } from '../../runtime/step.ts'
import { filesSubmitted, type Topic } from '../../topics/index.ts'
import { packBatch } from '../../trainer/index.ts'
import { startTestServers, type TestServers } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const state: { servers?: TestServers } = {}
beforeAll(async () => {
  state.servers = await startTestServers()
})
afterAll(() => state.servers?.stop())

// Longer than the producer waits for more of a batch.
const lingerMs = 1_500

const topic: Topic = { ...filesSubmitted, name: 'test.lanes.v1' }

test('records that wait are counted without markers, and markers that are left are passed alone', async () => {
  const address = { brokers: state.servers?.addresses.kafkaBrokers ?? '', properties: {} }
  const admin = await openAdmin(address)
  await admin.provision([topic], 1)
  const producer = await openProducer(address, 'test.lanes')
  await producer.initTransactions()
  const send = async (value: string, end: 'commit' | 'abort' = 'commit'): Promise<void> => {
    await producer.begin()
    const record = { topic: topic.name, key: 'one', value: Buffer.from(value), headers: [] }
    await producer.produce([record], AbortSignal.timeout(patienceMs))
    // What is aborted before the client has sent it leaves no trace in the log.
    if (end === 'abort') await sleep(lingerMs)
    await producer[end]()
  }
  for (const value of ['a', 'b']) await send(value)

  // Four transactions of a record and a marker each: where the log is not passed to its end, the wait ends the test.
  const offsetsWritten = 8
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(patienceMs)])
  const waits: (number | null)[] = []
  const batches: Batch[] = []
  const log = await openLaneLog(address, {
    topics: [topic],
    group: 'test.lanes',
    weigh: () => 1,
    pack: (lanes: readonly LaneView[]): PackedLanes => packBatch(lanes, { bytes: 100, records: 3 }),
    recordsMin: () => 3,
    prepare: async () => undefined,
    idle: (waiting) => {
      waits.push(waiting)
      // Two records and their two markers are there. A third record makes the batch; then come markers alone.
      if (batches.length === 0 && waiting === 2) sent.third ??= send('c').then(() => send('d', 'abort'))
      if (waiting === 0 && reached() >= offsetsWritten) stop.abort()
    },
  })
  const sent: { third?: Promise<void> } = {}
  const reached = (): number => batches.at(-1)?.next[0]?.offset ?? 0
  const start = async () => [{ topic: topic.name, partition: 0, offset: 0 }]
  for await (const batch of log.read(start, signal)) {
    batches.push(batch)
    await sent.third
  }
  const [first, ...rest] = batches
  expect(first?.records.map(({ value }) => value.toString())).toEqual(['a', 'b', 'c'])
  expect(rest.flatMap(({ records }) => records)).toEqual([])
  const [end] = await admin.ends([topic.name])
  // Positions that move alone keep the mark of the last record before them.
  const after = first?.records.map(markOf).at(-1)
  expect(batches.at(-1)?.next).toEqual([{ topic: topic.name, partition: 0, offset: end?.stable, after }])
  for (const open of [producer, log, admin]) await open.close()
})
