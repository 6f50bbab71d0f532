// A real Prometheus scrapes a pipeline that runs: every query of every panel has numbers under load, and nobody is called;
// then a burial, a step that stands, servers that stand still and a process that is gone each call for whom they should, and
// no longer once it is over. A minute is a second here; thresholds are those of production.
// Mutant: the supervisor sends no figures.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dump } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Prometheus, prometheusAt } from '../../cli/dashboards/prometheus.ts'
import { filledIn } from '../../cli/dashboards/render.ts'
import { review } from '../../cli/findings/review.ts'
import { findSupervisor } from '../../cli/supervisor-state.ts'
import { ruleGroups } from '../../monitoring/alerts/index.ts'
import { dashboards } from '../../monitoring/dashboards/index.ts'
import { rulesFile } from '../../monitoring/prometheus.ts'
import { isAlert, type RuleGroup } from '../../monitoring/rule.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { renderMetrics, stepMetrics } from '../../runtime/telemetry.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { runHere } from '../support/commands-here.ts'
import { serverPid } from '../support/faults.ts'
import { livePipeline } from '../support/live.ts'
import { madeSubmission, type Running, refusedFirst } from '../support/pipeline.ts'
import { type RunningPrometheus, startPrometheus } from '../support/prometheus.ts'
import { isEmbedded } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const faster = 60
const pipelineOf = livePipeline()
const folder = mkdtempSync(join(tmpdir(), 'codelupe-prometheus-'))
const state: { supervisor?: Running; prometheus?: RunningPrometheus; trainer?: Server } = {}
const prometheusOf = (): Prometheus =>
  prometheusAt(state.prometheus?.url ?? expect.fail('no Prometheus'), AbortSignal.timeout(patienceMs))

/** `[10m]`, and `for: 10m`, so many times shorter. */
const shorter = (text: string): string =>
  text.replaceAll(/\b(\d+)([smhd])\b/g, (_, count: string, unit: string) => {
    const seconds = Number(count) * ({ s: 1, m: 60, h: 3_600, d: 86_400 }[unit] ?? 1)
    return `${Math.ceil(seconds / faster)}s`
  })
const quickened = ({ name, rules }: RuleGroup): RuleGroup => ({
  name,
  rules: rules.map((rule) => ({
    ...rule,
    expr: rule.expr.replaceAll(/\[\w+\]/g, shorter),
    ...(isAlert(rule) && rule.for !== undefined ? { for: patience[rule.alert] ?? shorter(rule.for) } : {}),
  })),
})
/** Lag is read every five seconds: two readings may meet transactions of one partition, and four do not. */
const patience: Readonly<Record<string, string>> = { OpenTransactionHangs: '15s' }

/** A supervisor with a trainer, as far as Prometheus sees it: its own metrics, of steps that the test makes up. */
async function startTrainer(): Promise<Server> {
  const metrics = stepMetrics('trainer', Date.now)
  const made = { step: 0 }
  const text = async (): Promise<string> => {
    made.step++
    metrics.trained({ tokens: 4_096, loss: 5 / made.step, step: made.step })
    metrics.observe({ records: 8, burials: [], bytes: 800, judgeMs: 1, commitMs: 5 })
    const worker = { name: 'trainer', state: 'running', pid: 1, restarts: 0, lastExit: null } as const
    const running = { ...worker, tickedAt: Date.now(), rssBytes: 9e7, cpuMs: made.step * 100, ready: true }
    return renderMetrics({
      workers: [running],
      sent: [await metrics.snapshot()],
      polling: null,
      lag: null,
      figures: [],
    })
  }
  const server = createServer((_, response) => void text().then((body) => response.end(body)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : expect.fail('no port')
}

async function until<Found>(what: string, look: () => Promise<Found | null>): Promise<Found> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline)
      throw new Error(`${what} did not come; firing: ${await firing()}; ${state.supervisor?.output()}`)
    await sleep(500)
  }
}

beforeAll(async () => {
  const { config } = pipelineOf()
  state.supervisor = pipelineOf().spawn(['supervise', '--trainer=off'], { CODELUPE_METRICS_PORT: '0' })
  const port = await until('the supervisor', async () => findSupervisor(config)?.metricsPort ?? null)
  await until('readiness', async () => ((await fetch(`http://127.0.0.1:${port}/readyz`)).ok ? true : null))
  state.trainer = await startTrainer()
  mkdirSync(join(folder, 'rules'))
  for (const group of ruleGroups)
    writeFileSync(join(folder, 'rules', `${group.name}.yml`), dump(rulesFile(quickened(group))))
  const targets = [`127.0.0.1:${port}`, `127.0.0.1:${portOf(state.trainer)}`]
  const file = {
    global: { scrape_interval: '1s', evaluation_interval: '2s' },
    rule_files: [`${folder}/rules/*.yml`],
    scrape_configs: [{ job_name: 'codelupe', static_configs: [{ targets }] }],
  }
  state.prometheus = await startPrometheus(folder, dump(file))
})

afterAll(async () => {
  await state.prometheus?.stop()
  state.trainer?.close()
  state.supervisor?.child.kill('SIGTERM')
  await state.supervisor?.ended
  rmSync(folder, { recursive: true, force: true })
})

type Firing = Readonly<Record<string, string>>

/** Alerts that fire now; the disk's are those of this machine. */
async function firing(): Promise<readonly string[]> {
  return (await firingLabels()).map((labels) => labels.alertname ?? '').toSorted()
}
async function firingLabels(): Promise<readonly Firing[]> {
  const answer = await prometheusOf().instant('ALERTS{alertstate="firing",alertname!~"Disk.*"}', Date.now() / 1_000)
  return answer.kind === 'series' ? answer.series.map(({ labels }) => labels) : []
}
const fires = (alertname: string, labels: Firing = {}): Promise<Firing> =>
  until(alertname, async () => {
    const wanted = Object.entries({ ...labels, alertname })
    return (await firingLabels()).find((one) => wanted.every(([name, value]) => one[name] === value)) ?? null
  })
const onlyTheWatchdog = (what: string): Promise<true> =>
  until(what, async () => ((await firing()).join() === 'Watchdog' ? true : null))

async function load(name: string): Promise<void> {
  await pipelineOf().submit(refusedFirst(madeSubmission(name, 60)))
}

/** Queries without a number in the last two minutes. */
async function emptyQueries(): Promise<readonly string[]> {
  const to = Math.floor(Date.now() / 1_000)
  const empty: string[] = []
  for (const dashboard of dashboards)
    for (const panel of dashboard.rows.flatMap((row) => row.panels))
      for (const [expression] of panel.queries) {
        const answer = await prometheusOf().range(filledIn(expression, dashboard, 15), {
          from: to - 120,
          to,
          stepSeconds: 1,
        })
        const points = answer.kind === 'series' ? answer.series.flatMap((one) => one.points) : []
        if (!points.some(([, value]) => Number.isFinite(value))) empty.push(`${dashboard.id}: ${expression}`)
      }
  return empty
}

test('under load every query of every panel has numbers, and nobody is called', async () => {
  await load('first')
  const finding = { fileId: '0'.repeat(32), processor: 'quality', rule: 'lines.mean', startLine: 0, endLine: 0 }
  const said = { what: 'marked', findings: [finding], why: 'made up', by: 'tester', now: Date.now } as const
  await review(pipelineOf().connection, said, AbortSignal.timeout(patienceMs))
  const seen: string[] = []
  const rounds = { count: 0 }
  const left = await until('a number of every query', async () => {
    await load(`round ${rounds.count++}`)
    seen.push(...(await firing()))
    const empty = await emptyQueries()
    return empty.length === 0 ? empty : rounds.count < 12 ? null : empty
  })
  expect(left).toEqual([])
  expect(new Set(seen.filter((name) => name !== 'Watchdog'))).toEqual(new Set())
  await onlyTheWatchdog('the watchdog')
})

test('every dashboard is drawn, with numbers in every panel', async () => {
  const { out } = await runHere(pipelineOf().config, [
    ...['dashboards', 'render', '--prometheus', state.prometheus?.url ?? '', '--out', join(folder, 'pictures')],
    ...['--minutes', '2', '--window', '15', '--json'],
  ])
  const drawn: readonly { file: string; panels: number; empty: readonly string[]; refused: readonly string[] }[] =
    JSON.parse(out)
  expect(drawn.map(({ file }) => file)).toEqual(dashboards.map(({ id }) => join(folder, 'pictures', `${id}.svg`)))
  // A table and a number are of this moment: what was read a minute ago is none of it.
  expect(drawn.flatMap(({ empty, refused }) => [...empty, ...refused])).toEqual([])
  for (const { file, panels } of drawn) {
    const text = readFileSync(file, 'utf8')
    expect(text.match(/class="panel"/g)?.length).toBe(panels)
    expect(text).not.toContain('no data')
  }
})

test('a burial calls, by step and reason', async () => {
  const producer = await openProducer(pipelineOf().connection.kafka, 'codelupe.test.monitoring')
  await producer.initTransactions()
  await producer.begin()
  const garbage = { topic: filesSubmitted.name, key: 'k', value: Buffer.from('no record of ours'), headers: [] }
  await producer.produce([garbage], AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
  expect(await fires('DeadLetters', { step: 'quality' })).toMatchObject({ outcome: 'decode', severity: 'ticket' })
})

test('a step that stands calls, and no longer once it is back and what waited is read', async () => {
  const { config } = pipelineOf()
  const pid = findSupervisor(config)?.workers.find(({ name }) => name === 'license')?.pid ?? expect.fail('no worker')
  process.kill(pid, 'SIGSTOP')
  await load('while a step stands')
  // The supervisor ends it after thirty seconds of silence, and starts another: by then these have fired.
  const page = { severity: 'page' }
  const called = await Promise.all([
    fires('WorkerNotReady', { step: 'license' }),
    fires('NoProgress', { consumergroup: 'codelupe.license' }),
    fires('GroupWithoutMembers', { consumergroup: 'codelupe.license' }),
  ])
  expect(called).toEqual([expect.objectContaining(page), expect.objectContaining(page), expect.objectContaining(page)])
  expect(
    (await firingLabels()).filter(({ step, consumergroup }) => /secret|quality/.test(`${step} ${consumergroup}`)),
  ).toEqual([])
  if (findSupervisor(config)?.workers.some((worker) => worker.pid === pid)) process.kill(pid, 'SIGCONT')
  await pipelineOf().drained(['license', 'admission', 'projector'])
  await onlyTheWatchdog('the end of all that')
})

const testEmbedded = test.skipIf(!(await isEmbedded('a server that stands still')))
testEmbedded('servers that stand still, and a process that is gone, call by their names', async () => {
  const pids = (['postgres', 'registry'] as const).map((name) => serverPid(pipelineOf().config.home, name))
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  try {
    expect(await fires('PostgresAway')).toMatchObject({ severity: 'page' })
    expect(await fires('RegistryAway')).toMatchObject({ severity: 'ticket' })
    expect(await firing()).not.toContain('KafkaAway')
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
  const instance = `127.0.0.1:${portOf(state.trainer ?? expect.fail('no trainer'))}`
  state.trainer?.close()
  state.trainer?.closeAllConnections()
  expect(await fires('SupervisorSilent', { instance })).toMatchObject({ severity: 'page' })
})
