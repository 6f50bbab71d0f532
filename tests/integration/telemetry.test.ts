// What a running pipeline says of itself: every metric of the catalogue, lag that rises and falls, open transactions,
// health while a worker is away, and traces at a collector.
// Mutants: leave the projector's positions to Kafka (it has none); read stable ends twice (no offset is ever unstable);
// drop the hook from tracing-preload.ts (no query is traced); ask no server, or one by its open port (brokerAnswers).
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { review } from '../../cli/findings/review.ts'
import type { LagView } from '../../cli/lag-view.ts'
import { findSupervisor } from '../../cli/supervisor-state.ts'
import { serverNames } from '../../embedded/server.ts'
import { brokerAnswers } from '../../runtime/admin.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { type MetricName, metricCatalogue } from '../../runtime/metric-catalogue.ts'
import { tracingFlags } from '../../runtime/tracing.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { serverPid } from '../support/faults.ts'
import { livePipeline } from '../support/live.ts'
import { madeSubmission, type Running, refusedFirst } from '../support/pipeline.ts'
import { ask } from '../support/prometheus.ts'
import { type Sample, scrape, sumOf } from '../support/scrape.ts'
import { isEmbedded } from '../support/servers.ts'
import { startTraceReceiver, type TraceReceiver } from '../support/trace-receiver.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const state: { receiver?: TraceReceiver; supervisor?: Running; port?: number } = {}
const receiverOf = (): TraceReceiver => state.receiver ?? expect.fail('no receiver')
const portOf = (): number => state.port ?? expect.fail('no supervisor')

beforeAll(async () => {
  state.receiver = await startTraceReceiver()
  state.supervisor = pipelineOf().spawn(['supervise', '--trainer=off'], { CODELUPE_METRICS_PORT: '0', ...tracing() })
  state.port = await until('the supervisor', async () => findSupervisor(pipelineOf().config)?.metricsPort ?? null)
})

afterAll(async () => {
  state.supervisor?.child.kill('SIGTERM')
  await state.supervisor?.ended
  await state.receiver?.close()
})

const tracing = (): Readonly<Record<string, string>> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: receiverOf().url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_BSP_SCHEDULE_DELAY: '500',
  OTEL_SERVICE_NAME: 'codelupe-under-test',
})

/** Waits until `look` finds something. */
async function until<Found>(what: string, look: () => Promise<Found | null>, msMax = patienceMs): Promise<Found> {
  const deadline = Date.now() + msMax
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error(`${what} did not come: ${state.supervisor?.output()}`)
    await sleep(200)
  }
}

const scraped = (what: string, fits: (samples: readonly Sample[]) => boolean): Promise<readonly Sample[]> =>
  until(what, async () => {
    const samples = await scrape(portOf())
    return fits(samples) ? samples : null
  })

const health = async (path: string): Promise<{ readonly status: number; readonly body: string }> => {
  const response = await fetch(`http://127.0.0.1:${portOf()}${path}`)
  return { status: response.status, body: await response.text() }
}

test('every metric of the catalogue has series with its labels, and lag rises and falls to 0', async () => {
  const { connection, submit } = pipelineOf()
  await until('readiness', async () => ((await health('/readyz')).status === 200 ? true : null))
  await submit(refusedFirst(madeSubmission('telemetry', 60)))
  const producer = await openProducer(connection.kafka, 'codelupe.test.telemetry')
  await producer.initTransactions()
  await producer.begin()
  const garbage = { topic: filesSubmitted.name, key: 'k', value: Buffer.from('no record of ours'), headers: [] }
  await producer.produce([garbage], AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
  const finding = { fileId: '0'.repeat(32), processor: 'quality', rule: 'lines.mean', startLine: 0, endLine: 0 }
  const said = { what: 'marked', findings: [finding], why: 'made up', by: 'tester', now: Date.now } as const
  await review(connection, said, AbortSignal.timeout(patienceMs))

  const decided = (samples: readonly Sample[]): number =>
    sumOf(samples, 'codelupe_verdicts_total', { processor: 'admission' })
  const steps = ['quality', 'malicious', 'secret', 'license', 'admission', 'projector']
  await scraped('a decision of each file', (samples) => decided(samples) === 54)
  // The lag is read every few seconds: only a reading from now on tells of these files.
  const decidedAt = Date.now() / 1_000
  const drained = await scraped(
    'a drained pipeline',
    (samples) =>
      sumOf(samples, 'codelupe_lag_poll_timestamp_seconds') > decidedAt &&
      steps.every((step) => sumOf(samples, 'kafka_consumergroup_lag', { consumergroup: `codelupe.${step}` }) === 0),
  )
  expect(sumOf(drained, 'codelupe_records_total', { step: 'quality' })).toBe(55)
  expect(sumOf(drained, 'codelupe_dead_letters_total', { step: 'quality', outcome: 'decode' })).toBe(1)
  expect(sumOf(drained, 'codelupe_verdicts_total', { processor: 'quality', outcome: 'reject' })).toBe(1)
  expect(sumOf(drained, 'codelupe_verdicts_total', { processor: 'admission', outcome: 'accept' })).toBe(53)
  expect(sumOf(drained, 'kafka_consumergroup_members', { consumergroup: 'codelupe.quality' })).toBe(1)
  expect(sumOf(drained, 'codelupe_lag_poll_failures_total')).toBe(0)
  // Nobody trains here: what was accepted waits, and grows old.
  const waiting = { consumergroup: 'codelupe.trainer' }
  expect(sumOf(drained, 'kafka_consumergroup_lag', waiting)).toBeGreaterThanOrEqual(53)
  const age = Math.max(
    ...drained.filter(({ name }) => name === 'codelupe_consumergroup_lag_seconds').map(({ value }) => value),
  )
  expect(age).toBeGreaterThan(0)
  expect(age).toBeLessThan(120)

  const names = Object.keys(metricCatalogue).filter((name): name is MetricName => name in metricCatalogue)
  for (const name of names.filter((name) => !name.startsWith('codelupe_training_'))) {
    const kind = metricCatalogue[name].type
    const series = drained.filter((sample) => sample.name === (kind === 'histogram' ? `${name}_count` : name))
    expect(series.length, name).toBeGreaterThan(0)
    for (const { labels } of series)
      expect(Object.keys(labels).sort(), name).toEqual([...metricCatalogue[name].labels].sort())
  }
})

test('the lag command shows what the supervisor reads, and reads by itself where none runs', async () => {
  const read = async (env: Readonly<Record<string, string>> = {}): Promise<LagView> => {
    const ran = pipelineOf().spawn(['lag', '--json'], env)
    expect(await ran.ended, ran.output()).toBe('0')
    return JSON.parse(ran.stdout())
  }
  const told = await read()
  const { kafkaBrokers, registryUrl, databaseUrl } = pipelineOf().connection.addresses
  const servers = { KAFKA_BROKERS: kafkaBrokers, SCHEMA_REGISTRY_URL: registryUrl, DATABASE_URL: databaseUrl }
  const own = await read({ ...servers, CODELUPE_HOME: join(pipelineOf().config.home, 'elsewhere') })
  expect([told.from, told.up, own.from, own.up]).toEqual(['supervisor', true, 'command', true])
  // The projector's positions are in its database, the trainer's move with its events: all in one list.
  const sums = ({ groups }: LagView): readonly string[] =>
    groups.flatMap(({ group, topics }) => topics.map(({ topic, lag, offset }) => `${group} ${topic} ${offset} ${lag}`))
  expect(sums(own)).toEqual(sums(told))
  const groupIn = (view: LagView, step: string) =>
    view.groups.find(({ group }) => group === `codelupe.${step}`) ?? expect.fail(`no ${step}`)
  expect(groupIn(own, 'projector')).toMatchObject({ members: 1, state: 'OK' })
  expect(groupIn(own, 'projector').topics.find(({ topic }) => topic === filesSubmitted.name)?.offset).toBeGreaterThan(
    54,
  )
  expect(groupIn(own, 'trainer')).toMatchObject({ members: 0 })
  expect(groupIn(own, 'quality').topics[0]?.lastCommitAt).not.toBeNull()
  const people = pipelineOf().spawn(['lag'])
  expect(await people.ended).toBe('0')
  expect(people.stdout()).toMatch(/^codelupe\.projector +files\.submitted\.v1 +1 +OK +0 /m)
})

// Prometheus' own reader is asked. It has one remark, on a name that kafka_exporter chose.
test('the text is what Prometheus reads', async () => {
  const text = await (await fetch(`http://127.0.0.1:${portOf()}/metrics`)).text()
  expect(text).toMatch(/^# HELP codelupe_records_total .+\n# TYPE codelupe_records_total counter$/m)
  const remarks = ask('promtool', ['check', 'metrics'], text).text.split('\n')
  // kafka_exporter's own names end as a summary's do.
  expect(
    remarks.filter((line) => line !== '' && !/^kafka_consumergroup_(?:lag|current_offset)_sum /.test(line)),
  ).toEqual([])
})

test('what an open transaction holds back is told, and is no lag', async () => {
  const producer = await openProducer(pipelineOf().connection.kafka, 'codelupe.test.open')
  await producer.initTransactions()
  await producer.begin()
  const record = { topic: filesSubmitted.name, key: 'open', value: Buffer.from('never committed'), headers: [] }
  await producer.produce([record, record, record], AbortSignal.timeout(patienceMs))
  const unstable = (samples: readonly Sample[]): number =>
    sumOf(samples, 'codelupe_topic_unstable_offsets', { topic: filesSubmitted.name })
  const open = await scraped('an unstable offset', (samples) => unstable(samples) === 3)
  expect(sumOf(open, 'kafka_consumergroup_lag', { consumergroup: 'codelupe.quality' })).toBe(0)
  await producer.abort()
  await producer.close()
  await scraped('the end of the transaction', (samples) => unstable(samples) === 0)
})

test('readiness follows a critical worker, and liveness does not', async () => {
  const worker = findSupervisor(pipelineOf().config)?.workers.find(({ name }) => name === 'license')
  process.kill(worker?.pid ?? expect.fail('no worker'), 'SIGKILL')
  const away = await until('unreadiness', async () => {
    const found = await health('/readyz')
    return found.status === 503 ? found : null
  })
  expect(JSON.parse(away.body)).toMatchObject({ status: 'unavailable' })
  expect(JSON.parse(away.body).checks).toContainEqual(
    expect.objectContaining({ name: 'license', critical: true, ok: false }),
  )
  expect((await health('/livez')).status).toBe(200)
  await until('readiness', async () => ((await health('/readyz')).status === 200 ? true : null))
  await scraped('a restart', (samples) => sumOf(samples, 'codelupe_worker_restarts_total', { step: 'license' }) === 1)
})

test('batches, and the queries inside them, arrive at a collector under the name of the service', async () => {
  const seen = await until('spans of every step', async () => {
    const spans = receiverOf().spans()
    const steps = ['quality', 'malicious', 'secret', 'license', 'admission', 'projector']
    return steps.every((step) => spans.some(({ name }) => name === `codelupe.${step} process`)) ? spans : null
  })
  expect(new Set(seen.map(({ service }) => service))).toEqual(new Set(['codelupe-under-test']))
  const quality = seen.filter(({ name }) => name === 'codelupe.quality process')
  expect(quality.reduce((sum, span) => sum + Number(span.attributes['messaging.batch.message_count']), 0)).toBe(55)
  expect(quality.reduce((sum, span) => sum + Number(span.attributes['codelupe.buried']), 0)).toBe(1)
  expect(quality[0]?.attributes).toMatchObject({
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.destination.name': 'files.submitted.v1',
    'codelupe.step': 'quality',
  })
  const batches = new Map(
    seen.filter(({ name }) => name === 'codelupe.projector process').map((span) => [span.spanId, span]),
  )
  const queries = seen.filter((span) => span.parentSpanId !== undefined && batches.has(span.parentSpanId))
  expect(queries.length).toBeGreaterThan(0)
  for (const query of queries) expect(query.traceId).toBe(batches.get(query.parentSpanId ?? '')?.traceId)
  // Neither the password, nor what the files held.
  expect(receiverOf().text()).not.toContain(new URL(pipelineOf().connection.databaseUrl).password)
  expect(receiverOf().text()).not.toContain('SPDX-License-Identifier: MIT')
})

test('a short command sends its spans before it ends', async () => {
  const before = receiverOf().spans().length
  const flags = tracingFlags.join('=')
  const ran = pipelineOf().spawn(['status', '--json'], { ...tracing(), NODE_OPTIONS: flags, OTEL_SERVICE_NAME: '' })
  expect(await ran.ended).toBe('0')
  const own = receiverOf()
    .spans()
    .slice(before)
    .filter(({ service }) => service === 'codelupe')
  expect(own.some(({ name }) => name.startsWith('pg.query'))).toBe(true)
})

/** The names of the servers that readiness says are away, and its status code. */
const awayServers = async (): Promise<{ readonly status: number; readonly away: readonly string[] }> => {
  const { status, body } = await health('/readyz')
  const { checks }: { checks: readonly { name: string; state: string }[] } = JSON.parse(body)
  return { status, away: checks.filter(({ state }) => state === 'away').map(({ name }) => name) }
}

// The last one: what stood still for so long may have lost a worker its membership.
const testEmbedded = test.skipIf(!(await isEmbedded('a server that stands still')))
testEmbedded('readiness names servers that stand still, and comes back with them', async () => {
  const { home } = pipelineOf().config
  const none = await until('readiness', async () => {
    const found = await awayServers()
    return found.status === 200 ? found : null
  })
  expect(none.away).toEqual([])
  // A broker that is not there hides none that is.
  const { brokers, properties } = pipelineOf().connection.kafka
  await brokerAnswers({ brokers: `127.0.0.1:1,${brokers}`, properties }, limits.serverLookMs)
  const pids = serverNames.map((name) => serverPid(home, name))
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  try {
    const found = await until('unreadiness', async () => {
      const now = await awayServers()
      return now.away.length === 3 ? now : null
    })
    expect(found).toEqual({ status: 503, away: ['kafka', 'postgres', 'registry'] })
    expect((await health('/livez')).status).toBe(200)
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
  // A worker that was fenced meanwhile takes longer to come back; that is its own test.
  await until('the servers', async () => ((await awayServers()).away.length === 0 ? true : null))
})
