// The lag of every group of a real broker, right where it is easily wrong: commit markers, aborted records, an idle topic, an
// open transaction, a consumer that has stopped, one that was set back, one that commits the same again, a trimmed topic, a
// broker that is away. One broker; the clock is moved instead of waited for.
// Mutants: ages by a reader that sees aborted records; lag before nothing but markers; ends of the high watermark; commits that
// are not followed; no first record kept; what could not be read is left out.
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { commitPositions } from '../../runtime/first-positions.ts'
import { openConsumer, openProducer } from '../../runtime/kafka.ts'
import { type LagReader, openLagReader } from '../../runtime/lag.ts'
import { pollLag } from '../../runtime/lag-poller.ts'
import { type JudgedLag, lagWindow } from '../../runtime/lag-window.ts'
import { limits } from '../../runtime/limits.ts'
import type { Position } from '../../runtime/step.ts'
import { renderMetrics } from '../../runtime/telemetry.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { samplesOf } from '../support/scrape.ts'
import { isEmbedded } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const embedded = await isEmbedded('lag on a broker that is killed')
const on = test.skipIf(!embedded)

const state: { cluster?: Cluster; reader?: LagReader; kafka?: kafkajs.Kafka } = {}
const clock = { laterMs: 0 }
const now = (): number => Date.now() + clock.laterMs
const address = () => ({ brokers: state.cluster?.addresses ?? '', properties: {} })
const kept: { positions: (() => Promise<readonly Position[]>) | null } = { positions: null }
const elsewhere = [{ group: 'kept.elsewhere', positions: () => kept.positions?.() ?? Promise.resolve([]) }]

beforeAll(async () => {
  if (!embedded) return
  state.cluster = await startCluster({ count: 1 })
  state.kafka = new kafkajs.Kafka({ brokers: [state.cluster.addresses], logLevel: kafkajs.logLevel.NOTHING })
  state.reader = await openLagReader(address(), { elsewhere, now })
})
beforeEach(() => {
  clock.laterMs = 0
})
afterAll(async () => {
  await state.reader?.close()
  await state.cluster?.stop()
})

const readerOf = (): LagReader => state.reader ?? expect.fail('no reader')

async function withAdmin<Result>(work: (admin: kafkajs.Admin) => Promise<Result>): Promise<Result> {
  const admin = (state.kafka ?? expect.fail('no broker')).admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}

/** Until every partition has a leader: a broker that has just made a topic may not know it yet. */
async function topicOf(topic: string, partitions = 1): Promise<string> {
  await withAdmin(async (admin) => {
    await admin.createTopics({
      topics: [{ topic, numPartitions: partitions, replicationFactor: 1 }],
      waitForLeaders: false,
    })
    const led = async (): Promise<number> => {
      const found = (await admin.fetchTopicMetadata()).topics.find(({ name }) => name === topic)
      return found?.partitions.filter(({ leader }) => leader >= 0).length ?? 0
    }
    const isLed = (): Promise<boolean> =>
      led()
        .then((count) => count === partitions)
        .catch(() => false)
    await vi.waitUntil(isLed, { timeout: patienceMs })
  })
  return topic
}

/** Plain records with these timestamps, one batch each. */
async function write(topic: string, ...timestamps: readonly number[]): Promise<void> {
  const producer = (state.kafka ?? expect.fail('no broker')).producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  for (const timestamp of timestamps)
    await producer.send({ topic, messages: [{ value: 'v', partition: 0, timestamp: String(timestamp) }] })
  await producer.disconnect()
}

/** Records in one transaction, still open. */
async function open(topic: string, count: number) {
  const producer = await openProducer(address(), `codelupe.test.${topic}`)
  await producer.initTransactions()
  await producer.begin()
  const record = { topic, partition: 0, key: 'k', value: Buffer.from('v'), headers: [] }
  await producer.produce(Array(count).fill(record), AbortSignal.timeout(patienceMs))
  return {
    /** Until the broker has them all. */
    written: async (high: number) => {
      await vi.waitUntil(async () => partitionIn(await readerOf().read(), topic).high === high, { timeout: patienceMs })
    },
    commit: async () => {
      await producer.commit()
      await producer.close()
    },
    abort: async () => {
      await producer.abort()
      await producer.close()
    },
  }
}

const commit = (group: string, topic: string, offset: number): Promise<void> =>
  commitPositions(address(), group, [{ topic, partition: 0, offset }])

type Read = Pick<JudgedLag, 'partitions'> & {
  readonly groups: readonly { readonly group: string; readonly positions: readonly Position[] }[]
}

const partitionIn = (lag: Pick<JudgedLag, 'partitions'>, topic: string) =>
  lag.partitions.find((one) => one.topic === topic) ?? expect.fail(`${topic} is not told of`)

const positionIn = <Found extends Read>(lag: Found, group: string): Found['groups'][number]['positions'][number] =>
  lag.groups.find((one) => one.group === group)?.positions[0] ?? expect.fail(`${group} is not told of`)

/** The timestamp of a record, as a reader that takes all sees it. */
async function timestampAt(topic: string, offset: number): Promise<number> {
  const properties = { 'isolation.level': 'read_uncommitted' }
  const consumer = await openConsumer(address(), { group: 'codelupe.test.timestamps', properties })
  consumer.assign([{ topic, partition: 0, offset }])
  const [record] = await vi.waitUntil(
    async () => {
      const found = await consumer.consume(1)
      return found.length > 0 ? found : false
    },
    { timeout: patienceMs },
  )
  await consumer.close()
  return record?.offset === offset ? record.timestamp : expect.fail(`no record at ${offset}`)
}

on(
  'a position before nothing but a commit marker has no lag, and one at a marker waits as long as the next record',
  async () => {
    const topic = await topicOf('lag.markers')
    await (await open(topic, 3)).commit()
    await commit('lag.markers.short', topic, 3)
    await commit('lag.markers.begin', topic, 0)
    const first = await readerOf().read()
    expect(partitionIn(first, topic)).toMatchObject({ low: 0, stable: 4, high: 4 })
    expect(positionIn(first, 'lag.markers.short')).toMatchObject({ offset: 3, lag: 0, ageMs: 0 })
    const began = await timestampAt(topic, 0)
    expect(positionIn(first, 'lag.markers.begin')).toMatchObject({ lag: 4, ageMs: first.at - began })

    // What was aborted is given to nobody: the record after it is the one that waits.
    const given = await open(topic, 2)
    await given.written(6)
    await given.abort()
    const aborted = await readerOf().read()
    expect(partitionIn(aborted, topic)).toMatchObject({ stable: 7, high: 7 })
    expect(positionIn(aborted, 'lag.markers.short')).toMatchObject({ lag: 0, ageMs: 0 })
    await vi.waitUntil(async () => Date.now() > (await timestampAt(topic, 4)) + 100, { timeout: patienceMs })
    await (await open(topic, 1)).commit()
    const later = await readerOf().read()
    expect(positionIn(later, 'lag.markers.short')).toMatchObject({
      lag: 6,
      ageMs: later.at - (await timestampAt(topic, 7)),
    })
  },
)

on(
  'an idle topic has no lag however long ago its group committed, and what comes then has waited since it came',
  async () => {
    const judge = lagWindow()
    const topic = await topicOf('lag.idle')
    await write(topic, Date.now())
    const before = Date.now()
    await commit('lag.idle', topic, 1)
    const caughtUp = positionIn(judge(await readerOf().read()), 'lag.idle')
    expect(caughtUp).toMatchObject({ lag: 0, ageMs: 0, state: 'OK' })
    const committedAt = caughtUp.committedAt ?? expect.fail('no commit time')
    expect(committedAt).toBeGreaterThanOrEqual(before)
    expect(committedAt).toBeLessThanOrEqual(Date.now())
    clock.laterMs = 50 * 60_000
    expect(positionIn(judge(await readerOf().read()), 'lag.idle')).toMatchObject({ lag: 0, state: 'OK', committedAt })
    const came = now() - 2_000
    await write(topic, came)
    const reading = judge(await readerOf().read())
    expect(positionIn(reading, 'lag.idle')).toMatchObject({ lag: 1, ageMs: reading.at - came, state: 'OK' })
    clock.laterMs += limits.lagGraceMs
    expect(positionIn(judge(await readerOf().read()), 'lag.idle')).toMatchObject({ lag: 1, state: 'STOP', committedAt })
  },
)

on('what an open transaction holds back is no lag yet, and is told as what it is', async () => {
  const topic = await topicOf('lag.open')
  await write(topic, Date.now(), Date.now())
  await commit('lag.open.end', topic, 2)
  await commit('lag.open.begin', topic, 0)
  const transaction = await open(topic, 3)
  await transaction.written(5)
  await write(topic, Date.now())
  const held = await readerOf().read()
  expect(partitionIn(held, topic)).toMatchObject({ stable: 2, high: 6 })
  expect(positionIn(held, 'lag.open.end')).toMatchObject({ lag: 0, ageMs: 0 })
  expect(positionIn(held, 'lag.open.begin')).toMatchObject({ lag: 2 })
  await transaction.commit()
  const settled = await readerOf().read()
  expect(partitionIn(settled, topic)).toMatchObject({ stable: 7, high: 7 })
  expect(positionIn(settled, 'lag.open.end')).toMatchObject({
    lag: 5,
    ageMs: settled.at - (await timestampAt(topic, 2)),
  })
})

on('a consumer that stops is told from one that reads, and is well again when it reads on', async () => {
  const judge = lagWindow()
  const topic = await topicOf('lag.stopped')
  const produced = Date.now() - 60_000
  await write(topic, ...Array(8).fill(produced))
  const consumer = await openConsumer(address(), { group: 'lag.stopped', onRebalance: () => undefined })
  consumer.subscribe([topic])
  await vi.waitUntil(
    async () => {
      await consumer.consume(1)
      const { groups } = await readerOf().read()
      return groups.some(({ group, members }) => group === 'lag.stopped' && members === 1)
    },
    { timeout: patienceMs },
  )
  await consumer.close()
  for (const offset of [2, 4]) {
    await commit('lag.stopped', topic, offset)
    const reading = judge(await readerOf().read())
    expect(positionIn(reading, 'lag.stopped')).toMatchObject({ offset, lag: 8 - offset, state: 'OK' })
  }
  clock.laterMs = limits.lagGraceMs + 1_000
  const stopped = judge(await readerOf().read())
  expect(positionIn(stopped, 'lag.stopped')).toMatchObject({ lag: 4, state: 'STOP', ageMs: stopped.at - produced })
  const group = stopped.groups.find((one) => one.group === 'lag.stopped')
  expect(group).toMatchObject({ members: 0, state: 'STOP' })
  await commit('lag.stopped', topic, 6)
  clock.laterMs += 1_000
  const again = judge(await readerOf().read())
  const [sum] = again.groups.find((one) => one.group === 'lag.stopped')?.topics ?? []
  // Two of four are left: twice as long again.
  expect(sum?.drainMs).toBeGreaterThan(0)
  await commit('lag.stopped', topic, 8)
  expect(positionIn(judge(await readerOf().read()), 'lag.stopped')).toMatchObject({ lag: 0, state: 'OK' })
})

on('a group that is set back is told so, with the age of what it reads again', async () => {
  const judge = lagWindow()
  const topic = await topicOf('lag.reset')
  const [old, young] = [Date.now() - 3_600_000, Date.now()]
  await write(topic, old, young, young)
  await commit('lag.reset', topic, 3)
  expect(positionIn(judge(await readerOf().read()), 'lag.reset')).toMatchObject({ lag: 0, state: 'OK' })
  await commit('lag.reset', topic, 0)
  const back = judge(await readerOf().read())
  expect(positionIn(back, 'lag.reset')).toMatchObject({ offset: 0, lag: 3, ageMs: back.at - old, state: 'REWIND' })
  await commit('lag.reset', topic, 3)
  expect(positionIn(judge(await readerOf().read()), 'lag.reset')).toMatchObject({ lag: 0, ageMs: 0, state: 'OK' })
})

on('a commit of the same position is a commit', async () => {
  const topic = await topicOf('lag.same')
  await write(topic, Date.now(), Date.now())
  await commit('lag.same', topic, 1)
  const first = positionIn(await readerOf().read(), 'lag.same')
  await vi.waitUntil(() => Date.now() > (first.committedAt ?? 0) + 50, { timeout: patienceMs })
  await commit('lag.same', topic, 1)
  const second = positionIn(await readerOf().read(), 'lag.same')
  expect(second.offset).toBe(first.offset)
  expect(second.committedAt).toBeGreaterThan(first.committedAt ?? Number.POSITIVE_INFINITY)
  expect(second.ageMs).toBeGreaterThan(0)
})

on('where a position was trimmed away, the first record that is kept waits', async () => {
  const topic = await topicOf('lag.trimmed')
  const [gone, kept] = [Date.now() - 7_200_000, Date.now() - 3_600_000]
  await write(topic, gone, gone, kept)
  await commit('lag.trimmed', topic, 0)
  await withAdmin(async (admin) => {
    // Asked first for what deleting needs and does not ask itself: who leads the partition.
    await admin.fetchTopicOffsets(topic)
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] })
  })
  const reading = await readerOf().read()
  expect(partitionIn(reading, topic)).toMatchObject({ low: 2, stable: 3 })
  expect(positionIn(reading, 'lag.trimmed')).toMatchObject({ lag: 3, ageMs: reading.at - kept })
})

on('positions that are kept elsewhere count, and stay as they were while nobody answers there', async () => {
  const topic = await topicOf('lag.elsewhere')
  await write(topic, Date.now(), Date.now())
  kept.positions = async () => [{ topic, partition: 0, offset: 1 }]
  expect(positionIn(await readerOf().read(), 'kept.elsewhere')).toMatchObject({ offset: 1, lag: 1 })
  kept.positions = () => Promise.reject(new Error('the database is away'))
  await write(topic, Date.now())
  const away = await readerOf().read()
  expect(positionIn(away, 'kept.elsewhere')).toMatchObject({ offset: 1, lag: 2 })
  expect(away.missed).toEqual(['kept.elsewhere'])
  kept.positions = null
})

// The last one: the broker goes.
on('a broker that is away leaves the last values, with their time, and ends nothing', async () => {
  const topic = await topicOf('lag.away', 3)
  await write(topic, Date.now(), Date.now())
  await commit('lag.away', topic, 1)
  const stop = new AbortController()
  const poller = pollLag(() => openLagReader(address(), { elsewhere: [], now }), { now, everyMs: 500 }, stop.signal)
  const seriesOf = async () =>
    samplesOf(
      await renderMetrics({ workers: [], sent: [], figures: [], polling: poller.polling(), lag: poller.latest() }),
    )
  const seriesValue = async (name: string, consumergroup?: string) =>
    (await seriesOf()).find((one) => one.name === name && one.labels.consumergroup === consumergroup)?.value
  const upIs = (value: number) =>
    vi.waitUntil(async () => (await seriesValue('codelupe_lag_up')) === value, { timeout: patienceMs, interval: 100 })
  await upIs(1)
  // What Grafana's dashboard 7589 asks for, by name and label.
  const series = await seriesOf()
  const labels = { consumergroup: 'lag.away', topic, partition: '0' }
  expect(series).toContainEqual({ name: 'kafka_consumergroup_lag', labels, value: 1 })
  expect(series).toContainEqual({ name: 'kafka_consumergroup_current_offset', labels, value: 1 })
  expect(series).toContainEqual({ name: 'kafka_topic_partitions', labels: { topic }, value: 3 })
  const high = { name: 'kafka_topic_partition_current_offset', labels: { topic, partition: '0' }, value: 2 }
  expect(series).toContainEqual(high)
  expect(series).toContainEqual({ name: 'kafka_brokers', labels: {}, value: 1 })
  const led = series.filter(({ name, labels }) => name === 'kafka_topic_partition_leader' && labels.topic === topic)
  expect(led.map(({ value }) => value)).toEqual([1, 1, 1])

  await state.cluster?.brokers[0]?.kill()
  await upIs(0)
  expect(poller.polling().failures).toBeGreaterThan(0)
  expect(await seriesValue('kafka_consumergroup_lag', 'lag.away')).toBe(1)
  expect(poller.isFresh()).toBe(true)
  clock.laterMs = limits.lagAgeMsMax + patienceMs
  expect(poller.isFresh()).toBe(false)
  const readAt = (await seriesValue('codelupe_lag_poll_timestamp_seconds')) ?? expect.fail('no time')
  await state.cluster?.brokers[0]?.start()
  clock.laterMs = 0
  await upIs(1)
  expect(await seriesValue('codelupe_lag_poll_timestamp_seconds')).toBeGreaterThan(readAt)
  stop.abort()
  await poller.done
})
