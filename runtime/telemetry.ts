// Metrics, and the only home of prom-client: one registry a process. A worker sends its registry to the supervisor with
// each tick; the supervisor serves them all, with the state of its workers and the lag, as one text.
import promClient from 'prom-client'
import type { Figure } from './figures.ts'
import { lagMetrics } from './lag-metrics.ts'
import type { Polling } from './lag-poller.ts'
import type { JudgedLag } from './lag-window.ts'
import type { Turn } from './loop.ts'
import { type MetricName, metricCatalogue } from './metric-catalogue.ts'
import type { BurialReason } from './step.ts'
import type { WorkerStatus } from './supervisor.ts'

const { AggregatorRegistry, Counter, Gauge, Histogram, Registry } = promClient

const commitBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const burialReasons: readonly BurialReason[] = ['decode', 'handle', 'encode', 'too-large', 'process.crashed']

type Made = InstanceType<typeof Registry>
const about = (name: MetricName, registry: Made) => ({
  name,
  help: metricCatalogue[name].help,
  labelNames: [...metricCatalogue[name].labels],
  registers: [registry],
})
const counterIn = (registry: Made, name: MetricName) => new Counter<string>(about(name, registry))
const gaugeIn = (registry: Made, name: MetricName) => new Gauge<string>(about(name, registry))

export type Judged = {
  readonly outcome: 'accept' | 'reject'
  /** Class of the rule of each finding. */
  readonly classes: readonly string[]
}

export type StepMetrics = {
  /** Once a committed batch. */
  readonly observe: (turn: Turn) => void
  /** Once a file; counted with the batch that it belongs to, so that a batch read again counts once. */
  readonly judged: (judged: Judged) => void
  /** What was said of a finding: counted with its batch too. */
  readonly reviewed: (processor: string, outcome: string) => void
  readonly aborted: () => void
  readonly rebalanced: (kind: 'assign' | 'revoke') => void
  readonly trained: (commit: { readonly tokens: number; readonly loss: number | null; readonly step: number }) => void
  /** The registry as prom-client's JSON, for the supervisor. */
  readonly snapshot: () => Promise<readonly object[]>
  /** The same as Prometheus text, for a process that serves its own. */
  readonly text: () => Promise<string>
}

export function stepMetrics(step: string, now: () => number): StepMetrics {
  const registry = new Registry()
  const counter = (name: MetricName) => counterIn(registry, name)
  const records = counter('codelupe_records_total')
  const bytes = counter('codelupe_bytes_total')
  const batches = counter('codelupe_batches_total')
  const dead = counter('codelupe_dead_letters_total')
  const judge = counter('codelupe_judge_seconds_total')
  const aborts = counter('codelupe_aborts_total')
  const rebalances = counter('codelupe_rebalances_total')
  const last = gaugeIn(registry, 'codelupe_last_commit_timestamp_seconds')
  const commits = new Histogram({ ...about('codelupe_commit_seconds', registry), buckets: commitBuckets })
  const verdicts = verdictCounts(registry, step)
  const reviews = reviewCounts(registry)
  const training = step === 'trainer' ? trainingMetrics(registry) : null
  // A series that begins with its first event has no increase to see: those that alerts watch begin at 0.
  for (const metric of [records, bytes, batches, judge, aborts]) metric.inc({ step }, 0)
  for (const outcome of burialReasons) dead.inc({ step, outcome }, 0)
  for (const outcome of ['assign', 'revoke']) rebalances.inc({ step, outcome }, 0)
  commits.zero({ step })
  return {
    observe: (turn) => {
      if (turn.records === 0) return
      records.inc({ step }, turn.records)
      bytes.inc({ step }, turn.bytes)
      batches.inc({ step })
      for (const outcome of turn.burials) dead.inc({ step, outcome })
      judge.inc({ step }, turn.judgeMs / 1_000)
      commits.observe({ step }, turn.commitMs / 1_000)
      last.set({ step }, now() / 1_000)
      verdicts.flush()
      reviews.flush()
    },
    judged: verdicts.add,
    reviewed: reviews.add,
    aborted: () => {
      aborts.inc({ step })
      verdicts.drop()
      reviews.drop()
    },
    rebalanced: (outcome) => rebalances.inc({ step, outcome }),
    trained: (commit) => {
      training?.tokens.inc(commit.tokens)
      training?.step.set(commit.step)
      if (commit.loss !== null) training?.loss.set(commit.loss)
    },
    snapshot: async () => registry.getMetricsAsJSON(),
    text: () => registry.metrics(),
  }
}

const trainingMetrics = (registry: Made) => ({
  tokens: counterIn(registry, 'codelupe_training_tokens_total'),
  loss: gaugeIn(registry, 'codelupe_training_loss'),
  step: gaugeIn(registry, 'codelupe_training_step'),
})

/** Counts of the batch in hand: plain sums a file, prom-client's once a batch. */
function verdictCounts(registry: Made, processor: string) {
  const verdicts = counterIn(registry, 'codelupe_verdicts_total')
  const findings = counterIn(registry, 'codelupe_findings_total')
  const pending = { accept: 0, reject: 0, classes: new Map<string, number>() }
  const drop = (): void => {
    pending.accept = 0
    pending.reject = 0
    pending.classes.clear()
  }
  return {
    add: ({ outcome, classes }: Judged): void => {
      pending[outcome]++
      for (const name of classes) pending.classes.set(name, (pending.classes.get(name) ?? 0) + 1)
    },
    flush: (): void => {
      for (const outcome of ['accept', 'reject'] as const)
        if (pending[outcome] > 0) verdicts.inc({ processor, outcome }, pending[outcome])
      for (const [code, count] of pending.classes) findings.inc({ processor, code }, count)
      drop()
    },
    drop,
  }
}

function reviewCounts(registry: Made) {
  const reviews = counterIn(registry, 'codelupe_finding_reviews_total')
  const pending: { readonly processor: string; readonly outcome: string }[] = []
  return {
    add: (processor: string, outcome: string): void => void pending.push({ processor, outcome }),
    flush: (): void => {
      for (const labels of pending.splice(0)) reviews.inc(labels)
    },
    drop: (): void => void pending.splice(0),
  }
}

/** What the supervisor knows by itself. */
export type Watched = {
  readonly workers: readonly (WorkerStatus & { readonly ready: boolean })[]
  /** The newest metrics of each worker, as prom-client's JSON. */
  readonly sent: readonly (readonly object[])[]
  /** Null where the lag is not read here. */
  readonly polling: Polling | null
  /** The newest lag, however old; null before the first. */
  readonly lag: JudgedLag | null
  /** What servers and the disk say of themselves. */
  readonly figures: readonly Figure[]
}

/** All metrics of all processes as Prometheus text. */
export async function renderMetrics({ workers, sent, polling, lag, figures }: Watched): Promise<string> {
  const own = new Registry()
  for (const name of ['codelupe_worker_restarts_total', 'codelupe_worker_cpu_seconds_total'] as const) {
    const metric = counterIn(own, name)
    for (const worker of workers)
      metric.inc(
        { step: worker.name },
        name === 'codelupe_worker_restarts_total' ? worker.restarts : worker.cpuMs / 1_000,
      )
  }
  const gauge = (name: MetricName, value: (worker: Watched['workers'][number]) => number): void => {
    const metric = gaugeIn(own, name)
    for (const worker of workers) metric.set({ step: worker.name }, value(worker))
  }
  gauge('codelupe_worker_up', (worker) => (worker.state === 'running' ? 1 : 0))
  gauge('codelupe_worker_ready', (worker) => (worker.ready ? 1 : 0))
  gauge('codelupe_worker_last_tick_timestamp_seconds', (worker) => (worker.tickedAt ?? 0) / 1_000)
  gauge('codelupe_worker_resident_bytes', (worker) => worker.rssBytes)
  if (polling !== null) {
    gaugeIn(own, 'codelupe_lag_up').set(polling.up ? 1 : 0)
    counterIn(own, 'codelupe_lag_polls_total').inc(polling.polls)
    counterIn(own, 'codelupe_lag_poll_failures_total').inc(polling.failures)
  }
  if (lag !== null) lagMetrics((name) => gaugeIn(own, name), lag)
  figureMetrics(own, figures)
  const joined = AggregatorRegistry.aggregate(
    sent.filter((metrics) => metrics.length > 0).map((metrics) => [...metrics]),
  )
  return `${await joined.metrics()}\n${await own.metrics()}`
}

function figureMetrics(registry: Made, figures: readonly Figure[]): void {
  for (const name of new Set(figures.map((figure) => figure.name))) {
    const metric = metricCatalogue[name].type === 'counter' ? counterIn(registry, name) : gaugeIn(registry, name)
    for (const figure of figures) if (figure.name === name) metric.inc(figure.labels ?? {}, figure.value)
  }
}
