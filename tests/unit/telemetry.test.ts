// What metrics, lag and health say, without servers.
// Mutants: count a verdict, or a review, at once instead of with its batch; call a reading fresh however old; forget the last one; let lag decide readiness.
import { describe, expect, test, vi } from 'vitest'
import { countedProcessor, countedProjector, countedStage } from '../../cli/workers/counted.ts'
import { defaultGateSettings } from '../../processors/index.ts'
import { accept, type JudgedFile, judgedFile, type Processor, reject } from '../../processors/processor.ts'
import { projector } from '../../projections/index.ts'
import { healthOf } from '../../runtime/health.ts'
import type { Lag } from '../../runtime/lag.ts'
import { pollLag } from '../../runtime/lag-poller.ts'
import { lagWindow } from '../../runtime/lag-window.ts'
import { limits } from '../../runtime/limits.ts'
import type { Turn } from '../../runtime/loop.ts'
import { metricCatalogue } from '../../runtime/metric-catalogue.ts'
import type { WorkerStatus } from '../../runtime/supervisor.ts'
import { renderMetrics, stepMetrics } from '../../runtime/telemetry.ts'
import { filesQuality, findingsReviewed } from '../../topics/index.ts'
import { fileOf } from '../support/made-files.ts'
import { makeLog } from '../support/pipeline-log.ts'
import { samplesOf, sumOf } from '../support/scrape.ts'

const turn: Turn = { records: 3, burials: ['decode'], bytes: 30, judgeMs: 20, commitMs: 10 }
const seriesOf = async (metrics: ReturnType<typeof stepMetrics>) => samplesOf(await metrics.text())
const finding = (rule: string) => ({
  rule,
  severity: 'low' as const,
  startLine: 1,
  endLine: 1,
  message: '',
  evidence: '',
  measured: null,
  threshold: null,
})

describe('the catalogue', () => {
  test('has names, units and labels as agreed', () => {
    const labels = ['step', 'processor', 'topic', 'partition', 'group', 'outcome', 'code']
    // Labels that kafka_exporter has chosen.
    const exporters = ['consumergroup', 'id', 'address']
    for (const [name, metric] of Object.entries(metricCatalogue)) {
      expect(name).toMatch(/^(codelupe|kafka_(consumergroup|topic|broker))_[a-z_]+$|^kafka_brokers$/)
      expect(name.endsWith('_total'), name).toBe(metric.type === 'counter')
      expect(metric.help, name).toMatch(/^[A-Z0-9].*\.$/)
      expect(metric.labels.filter((label) => ![...labels, ...exporters].includes(label))).toEqual([])
    }
  })
})

describe('the metrics of a step', () => {
  test('begin at 0, so that a first event is an increase', async () => {
    const series = await seriesOf(stepMetrics('quality', () => 0))
    for (const name of ['codelupe_records_total', 'codelupe_aborts_total', 'codelupe_commit_seconds_count'])
      expect(series.filter((sample) => sample.name === name)).toMatchObject([{ labels: { step: 'quality' }, value: 0 }])
    expect(series.filter(({ name }) => name === 'codelupe_dead_letters_total')).toHaveLength(5)
  })

  test('add up the committed batches', async () => {
    const metrics = stepMetrics('quality', () => 5_000)
    metrics.observe(turn)
    metrics.observe(turn)
    metrics.observe({ ...turn, records: 0 })
    metrics.rebalanced('assign')
    const series = await seriesOf(metrics)
    expect(sumOf(series, 'codelupe_records_total')).toBe(6)
    expect(sumOf(series, 'codelupe_bytes_total')).toBe(60)
    expect(sumOf(series, 'codelupe_batches_total')).toBe(2)
    expect(sumOf(series, 'codelupe_dead_letters_total', { outcome: 'decode' })).toBe(2)
    expect(sumOf(series, 'codelupe_judge_seconds_total')).toBeCloseTo(0.04)
    expect(sumOf(series, 'codelupe_commit_seconds_sum')).toBeCloseTo(0.02)
    expect(sumOf(series, 'codelupe_last_commit_timestamp_seconds')).toBe(5)
    expect(sumOf(series, 'codelupe_rebalances_total', { outcome: 'assign' })).toBe(1)
  })

  test('count a verdict once, also where its batch was aborted and read again', async () => {
    const metrics = stepMetrics('secret', () => 0)
    metrics.judged({ outcome: 'reject', classes: ['aws', 'aws'] })
    metrics.aborted()
    metrics.judged({ outcome: 'reject', classes: ['aws', 'aws'] })
    metrics.judged({ outcome: 'accept', classes: [] })
    expect(sumOf(await seriesOf(metrics), 'codelupe_verdicts_total')).toBe(0)
    metrics.observe(turn)
    metrics.observe(turn)
    const series = await seriesOf(metrics)
    expect(sumOf(series, 'codelupe_verdicts_total', { processor: 'secret', outcome: 'reject' })).toBe(1)
    expect(sumOf(series, 'codelupe_verdicts_total', { processor: 'secret', outcome: 'accept' })).toBe(1)
    expect(sumOf(series, 'codelupe_findings_total', { processor: 'secret', code: 'aws' })).toBe(2)
    expect(sumOf(series, 'codelupe_aborts_total')).toBe(1)
  })
})

describe('the counted projector', () => {
  const entry = makeLog({ files: 40 })
    .partitions.flat()
    .find(({ record }) => record.topic === findingsReviewed.name)
  if (entry?.event == null || !('why' in entry.event)) throw new Error('the log has a review')
  const { event, record } = entry

  test('folds the same, and counts what is said of findings with its batch, by labels of closed lists', async () => {
    const metrics = stepMetrics('projector', () => 0)
    const counted = countedProjector(projector, metrics.reviewed)
    expect(counted.handle(event, record)).toEqual(projector.handle(event, record))
    metrics.aborted()
    counted.handle(event, record)
    counted.handle({ ...event, processor: 'by hand', what: 'by hand' }, record)
    expect(sumOf(await seriesOf(metrics), 'codelupe_finding_reviews_total')).toBe(0)
    metrics.observe(turn)
    metrics.observe(turn)
    const series = (await seriesOf(metrics)).filter(({ name }) => name === 'codelupe_finding_reviews_total')
    expect(series).toMatchObject([
      { labels: { processor: event.processor, outcome: 'marked' }, value: 1 },
      { labels: { processor: 'other', outcome: 'other' }, value: 1 },
    ])
  })
})

describe('a counted processor', () => {
  const rule = (id: string, group: string) => ({
    id,
    why: '',
    severity: 'low' as const,
    group,
    matches: [],
    misses: [],
  })
  const made = (judge: Processor['judge']): Processor => ({
    name: 'quality',
    emits: filesQuality,
    rules: [rule('cloud.key', 'Google Cloud')],
    ruleset: '',
    rulesetText: '',
    judge,
  })
  const file: JudgedFile = judgedFile(fileOf(1, 1), Buffer.from('x = 1\n'))

  test('says the same, and its findings are counted by class', () => {
    const judged = vi.fn()
    const said = reject('cloud.key', { score: 1 }, [finding('cloud.key'), finding('cloud.unknown')])
    expect(
      countedProcessor(
        made(() => said),
        judged,
      ).judge(file),
    ).toBe(said)
    countedProcessor(
      made(() => accept({})),
      judged,
    ).judge(file)
    expect(judged.mock.calls).toEqual([
      [{ outcome: 'reject', classes: ['google-cloud', 'other'] }],
      [{ outcome: 'accept', classes: [] }],
    ])
  })

  test('every stage of the pipeline counts, admission by what became of the file', () => {
    const record = { topic: '', partition: 0, offset: 0, key: '', value: Buffer.alloc(0), headers: [], timestamp: 0 }
    const judged = vi.fn()
    const candidate = { file: { ...fileOf(1, 1), content: Buffer.from('x = 1\n') }, verdicts: [] }
    countedStage('quality', defaultGateSettings, judged).step.handle(candidate, record)
    countedStage('admission', defaultGateSettings, judged).step.handle(candidate, record)
    expect(judged).toHaveBeenCalledTimes(2)
    expect(judged).toHaveBeenLastCalledWith({ outcome: 'reject', classes: [] })
  })
})

const placed = { leader: 1, replicas: 3, inSync: 2, preferred: true }
const lagAt = (at: number): Lag => ({
  at,
  tookMs: 12,
  brokers: [{ id: 1, address: 'broker:9092' }],
  partitions: [
    { topic: 't', partition: 0, low: 2, stable: 10, high: 14, ...placed },
    { topic: 't', partition: 1, low: 0, stable: 5, high: 5, ...placed, inSync: 3 },
    { topic: '__consumer_offsets', partition: 0, low: 0, stable: 1, high: 2, ...placed },
  ],
  groups: [
    {
      group: 'codelupe.quality',
      members: 1,
      commitsRead: true,
      positions: [
        { topic: 't', partition: 0, offset: 4, lag: 6, ageMs: 3_000, committedAt: 90_000 },
        { topic: 't', partition: 1, offset: 5, lag: 0, ageMs: 0, committedAt: null },
      ],
    },
    {
      group: 'unread',
      members: null,
      commitsRead: true,
      positions: [{ topic: 't', partition: 1, offset: 2, lag: 3, ageMs: null, committedAt: null }],
    },
  ],
  missed: [],
  commitsSince: null,
})
const judgedAt = (at: number) => lagWindow()(lagAt(at))

const worker = (name: string, rest: Partial<WorkerStatus> = {}): WorkerStatus => ({
  name,
  state: 'running',
  pid: 1,
  restarts: 2,
  lastExit: null,
  tickedAt: 100_000,
  rssBytes: 7,
  cpuMs: 1_500,
  ...rest,
})

describe('the text of the supervisor', () => {
  test('joins what workers sent, what it knows of them, and the lag', async () => {
    const metrics = [stepMetrics('quality', () => 0), stepMetrics('secret', () => 0)]
    for (const one of metrics) one.observe(turn)
    const text = await renderMetrics({
      workers: [{ ...worker('quality'), ready: true }],
      sent: [...(await Promise.all(metrics.map((one) => one.snapshot()))), []],
      polling: { polls: 4, failures: 1, up: false },
      lag: judgedAt(100_000),
      figures: [
        { name: 'codelupe_kafka_up', value: 1 },
        { name: 'codelupe_postgres_rows_total', labels: { outcome: 'inserted' }, value: 7 },
        { name: 'codelupe_postgres_rows_total', labels: { outcome: 'updated' }, value: 2 },
      ],
    })
    const series = samplesOf(text)
    expect(sumOf(series, 'codelupe_records_total', { step: 'secret' })).toBe(3)
    expect(sumOf(series, 'codelupe_worker_cpu_seconds_total')).toBe(1.5)
    expect(sumOf(series, 'codelupe_worker_restarts_total')).toBe(2)
    expect(sumOf(series, 'kafka_consumergroup_lag_sum', { consumergroup: 'codelupe.quality', topic: 't' })).toBe(6)
    expect(sumOf(series, 'codelupe_consumergroup_lag_seconds', { partition: '0' })).toBe(3)
    expect(sumOf(series, 'codelupe_topic_unstable_offsets', { partition: '0' })).toBe(4)
    expect(sumOf(series, 'kafka_topic_partition_oldest_offset', { partition: '0' })).toBe(2)
    expect(sumOf(series, 'kafka_topic_partitions', { topic: 't' })).toBe(2)
    expect(sumOf(series, 'codelupe_lag_poll_failures_total')).toBe(1)
    expect(sumOf(series, 'codelupe_lag_up')).toBe(0)
    expect(sumOf(series, 'kafka_brokers')).toBe(1)
    expect(sumOf(series, 'kafka_broker_info', { id: '1', address: 'broker:9092' })).toBe(1)
    expect(sumOf(series, 'kafka_topic_partition_replicas', { topic: 't' })).toBe(6)
    expect(sumOf(series, 'kafka_topic_partition_under_replicated_partition', { topic: 't' })).toBe(1)
    const quality = { consumergroup: 'codelupe.quality', topic: 't' }
    expect(sumOf(series, 'kafka_consumergroup_current_offset_sum', quality)).toBe(9)
    expect(sumOf(series, 'codelupe_consumergroup_commit_timestamp_seconds', quality)).toBe(90)
    // What is not known has no series, rather than one of 0.
    const unread = (name: string) => series.filter((one) => one.name === name && one.labels.consumergroup === 'unread')
    expect(unread('kafka_consumergroup_lag')).toHaveLength(1)
    expect(unread('kafka_consumergroup_members')).toEqual([])
    expect(unread('codelupe_consumergroup_lag_seconds')).toEqual([])
    expect(unread('codelupe_consumergroup_drain_seconds')).toEqual([])
    expect(sumOf(series, 'codelupe_topic_unstable_offsets', { topic: '__consumer_offsets' })).toBe(0)
    expect(sumOf(series, 'codelupe_kafka_up')).toBe(1)
    expect(sumOf(series, 'codelupe_postgres_rows_total', { outcome: 'inserted' })).toBe(7)
    expect(sumOf(series, 'codelupe_postgres_rows_total')).toBe(9)
    for (const line of text.split('\n').filter((one) => one.startsWith('# TYPE'))) {
      const [, , name = '', type] = line.split(' ')
      expect(Object.entries(metricCatalogue).find(([known]) => known === name)?.[1].type, name).toBe(type)
    }
  })

  test('tells no lag that is not known', async () => {
    const text = await renderMetrics({
      workers: [],
      sent: [],
      polling: { polls: 1, failures: 1, up: false },
      lag: null,
      figures: [],
    })
    expect(samplesOf(text).map(({ name }) => name)).toEqual([
      'codelupe_lag_up',
      'codelupe_lag_polls_total',
      'codelupe_lag_poll_failures_total',
    ])
  })
})

describe('the lag poller', () => {
  const reader = (read: () => Promise<Lag>, closed: () => void = () => undefined) => ({
    read,
    close: async () => closed(),
  })

  test('counts a failure, closes what failed, and opens anew for the next reading', async () => {
    const stop = new AbortController()
    const closed = vi.fn()
    const read = vi.fn(async () => lagAt(1_000))
    read.mockRejectedValueOnce(new Error('the broker is down'))
    const open = vi.fn(async () => reader(read, closed))
    const poller = pollLag(open, { now: () => 1_000, everyMs: 5 }, stop.signal)
    await vi.waitFor(() => expect(poller.latest()?.at).toBe(1_000))
    expect(poller.polling()).toMatchObject({ failures: 1, up: true })
    expect(open).toHaveBeenCalledTimes(2)
    expect(closed).toHaveBeenCalledTimes(1)
    stop.abort()
    await poller.done
    expect(closed).toHaveBeenCalledTimes(2)
  })

  test('keeps a reading that is too old to be one of now, and tells the two apart', async () => {
    const stop = new AbortController()
    const clock = { now: 1_000 }
    const read = vi.fn(async () => lagAt(1_000))
    const poller = pollLag(async () => reader(read), { now: () => clock.now, everyMs: 5 }, stop.signal)
    await vi.waitFor(() => expect(poller.latest()).not.toBeNull())
    read.mockRejectedValue(new Error('the broker is down'))
    await vi.waitFor(() => expect(poller.polling().up).toBe(false))
    clock.now += limits.lagAgeMsMax
    expect([poller.latest()?.at, poller.isFresh()]).toEqual([1_000, true])
    clock.now += 1
    expect([poller.latest()?.at, poller.isFresh()]).toEqual([1_000, false])
    stop.abort()
    await poller.done
  })

  test('is not up where a group could not be read', async () => {
    const stop = new AbortController()
    const missing = async () => ({ ...lagAt(1_000), missed: ['codelupe.projector'] })
    const poller = pollLag(async () => reader(missing), { now: () => 1_000, everyMs: 60_000 }, stop.signal)
    await vi.waitFor(() => expect(poller.latest()).not.toBeNull())
    expect(poller.polling()).toEqual({ polls: 1, failures: 0, up: false })
    stop.abort()
    await poller.done
  })
})

describe('health', () => {
  const parts = (
    workers: readonly WorkerStatus[],
    rest: { readonly stale?: true; readonly stopping?: boolean; readonly away?: 'postgres' | 'registry' } = {},
  ) =>
    healthOf({
      supervision: { workers: () => workers, metrics: () => [] },
      lag: {
        latest: () => judgedAt(0),
        isFresh: () => rest.stale !== true,
        polling: () => ({ polls: 0, failures: 0, up: true }),
      },
      servers: {
        states: () =>
          (['kafka', 'postgres', 'registry'] as const).map((name) => ({
            name,
            critical: name !== 'registry',
            state: name === rest.away ? 'away' : 'ok',
          })),
      },
      figures: { latest: () => [] },
      critical: ['quality', 'projector'],
      tickMsMax: (name) => (name === 'slow' ? 60_000 : limits.readyTickMsMax),
      stopping: () => rest.stopping === true,
      now: () => 105_000,
    })

  test('is ok with workers that run and tick, whatever the lag', () => {
    expect(parts([worker('quality'), worker('trainer')]).status).toBe('ok')
  })

  test.each([
    ['waits for its restart', { state: 'waiting' as const }, 'waiting'],
    ['is fenced', { state: 'fenced' as const }, 'fenced'],
    ['has not ticked yet', { tickedAt: null }, 'silent'],
    ['has not ticked lately', { tickedAt: 105_000 - limits.readyTickMsMax - 1 }, 'silent'],
  ])('fails where a critical worker %s, and is degraded where another one does', (_, rest, state) => {
    const failing = parts([worker('quality', rest)])
    expect(failing.status).toBe('unavailable')
    expect(failing.checks).toContainEqual({ name: 'quality', critical: true, state, ok: false })
    expect(parts([worker('quality'), worker('trainer', rest)]).status).toBe('degraded')
  })

  test('fails where a critical server is away, and is degraded where another one is, by name', () => {
    const failing = parts([worker('quality')], { away: 'postgres' })
    expect(failing.status).toBe('unavailable')
    expect(failing.checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'postgres', critical: true, state: 'away', ok: false },
    ])
    expect(parts([worker('quality')], { away: 'registry' }).status).toBe('degraded')
  })

  test('gives a worker that turns slowly its own time', () => {
    expect(parts([worker('slow', { tickedAt: 50_000 })]).status).toBe('ok')
    expect(parts([worker('slow', { tickedAt: 40_000 })]).status).toBe('degraded')
  })

  test('is degraded where the lag cannot be read, and fails once the supervisor ends', () => {
    expect(parts([worker('quality')], { stale: true }).status).toBe('degraded')
    expect(parts([worker('quality')], { stopping: true }).status).toBe('unavailable')
  })
})
