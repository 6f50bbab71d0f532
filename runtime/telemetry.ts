// Metrics: one registry a process. A worker sends its registry to the supervisor with each tick, and the supervisor
// serves all of them on one port, with the state of its workers.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import promClient from 'prom-client'
import type { Turn } from './loop.ts'
import type { Supervision, WorkerStatus } from './supervisor.ts'

const { AggregatorRegistry, Counter, Gauge, Histogram, Registry } = promClient

/** Every metric: its type, help and labels. The docs and dashboards are made from this table. */
export const metricCatalogue = {
  codelupe_records_total: { type: 'counter', help: 'Records a step has handled and committed.', labels: ['step'] },
  codelupe_bytes_total: { type: 'counter', help: 'Bytes of records a step has read.', labels: ['step'] },
  codelupe_dead_letters_total: { type: 'counter', help: 'Records a step has buried.', labels: ['step'] },
  codelupe_judge_seconds_total: { type: 'counter', help: 'Time spent deciding.', labels: ['step'] },
  codelupe_commit_seconds: { type: 'histogram', help: 'Time of one commit.', labels: ['step'] },
  codelupe_last_commit_timestamp_seconds: { type: 'gauge', help: 'When a step last committed.', labels: ['step'] },
  codelupe_training_tokens_total: { type: 'counter', help: 'Tokens trained.', labels: [] },
  codelupe_training_loss: { type: 'gauge', help: 'Loss of the last step, in nats a token.', labels: [] },
  codelupe_training_step: { type: 'gauge', help: 'Number of the last step.', labels: [] },
  codelupe_worker_restarts_total: {
    type: 'counter',
    help: 'Times the supervisor has started a worker again.',
    labels: ['step'],
  },
  codelupe_worker_up: { type: 'gauge', help: '1 while a worker runs.', labels: ['step'] },
  codelupe_worker_resident_bytes: { type: 'gauge', help: 'Resident memory of a worker.', labels: ['step'] },
} as const

const commitBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type StepMetrics = {
  readonly observe: (turn: Turn) => void
  readonly trained: (commit: { readonly tokens: number; readonly loss: number | null; readonly step: number }) => void
  /** The registry as prom-client's JSON, for the supervisor. */
  readonly snapshot: () => Promise<readonly object[]>
  /** The same as Prometheus text, for a process that serves its own. */
  readonly text: () => Promise<string>
}

export function stepMetrics(step: string, now: () => number): StepMetrics {
  const registry = new Registry()
  const counter = (name: keyof typeof metricCatalogue) =>
    new Counter({
      name,
      help: metricCatalogue[name].help,
      labelNames: [...metricCatalogue[name].labels],
      registers: [registry],
    })
  const gauge = (name: keyof typeof metricCatalogue) =>
    new Gauge({
      name,
      help: metricCatalogue[name].help,
      labelNames: [...metricCatalogue[name].labels],
      registers: [registry],
    })
  const records = counter('codelupe_records_total')
  const bytes = counter('codelupe_bytes_total')
  const dead = counter('codelupe_dead_letters_total')
  const judge = counter('codelupe_judge_seconds_total')
  const last = gauge('codelupe_last_commit_timestamp_seconds')
  const name = 'codelupe_commit_seconds'
  const commits = new Histogram({
    name,
    help: metricCatalogue[name].help,
    labelNames: ['step'],
    buckets: commitBuckets,
    registers: [registry],
  })
  const training =
    step === 'trainer'
      ? {
          tokens: counter('codelupe_training_tokens_total'),
          loss: gauge('codelupe_training_loss'),
          step: gauge('codelupe_training_step'),
        }
      : null
  return {
    observe: (turn) => {
      if (turn.records === 0) return
      records.inc({ step }, turn.records)
      bytes.inc({ step }, turn.bytes)
      dead.inc({ step }, turn.buried)
      judge.inc({ step }, turn.judgeMs / 1_000)
      commits.observe({ step }, turn.commitMs / 1_000)
      last.set({ step }, now() / 1_000)
    },
    trained: (commit) => {
      training?.tokens.inc(commit.tokens)
      training?.step.set(commit.step)
      if (commit.loss !== null) training?.loss.set(commit.loss)
    },
    snapshot: async () => registry.getMetricsAsJSON(),
    text: () => registry.metrics(),
  }
}

export type MetricsServer = { readonly port: number; readonly close: () => Promise<void> }

/** Serves /metrics, /livez and /readyz. Where the port is taken, another free one is used and said. */
export async function serveMetrics(
  at: { readonly host: string; readonly port: number },
  supervision: Pick<Supervision, 'workers' | 'metrics'>,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    if (path === '/livez') return answer(response, 200, 'ok\n')
    if (path === '/readyz') return ready(response, supervision.workers())
    if (path !== '/metrics') return answer(response, 404, 'expected /metrics, /livez or /readyz\n')
    render(supervision).then(
      (text) => answer(response, 200, text),
      (error: unknown) => answer(response, 500, `${String(error)}\n`),
    )
  })
  const port = await listen(server, at.host, at.port)
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' || port === 0) return reject(error)
      listen(server, host, 0).then(resolve, reject)
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

const answer = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  response.end(text)
}

function ready(response: ServerResponse, workers: readonly WorkerStatus[]): void {
  const down = workers.filter((worker) => worker.state !== 'running')
  const text = workers.map((worker) => `${worker.name} ${worker.state}\n`).join('')
  answer(response, down.length === 0 ? 200 : 503, text)
}

async function render(supervision: Pick<Supervision, 'workers' | 'metrics'>): Promise<string> {
  const own = new Registry()
  const gauge = (name: keyof typeof metricCatalogue, value: (worker: WorkerStatus) => number): void => {
    const metric = new Gauge({ name, help: metricCatalogue[name].help, labelNames: ['step'], registers: [own] })
    for (const worker of supervision.workers()) metric.set({ step: worker.name }, value(worker))
  }
  gauge('codelupe_worker_restarts_total', (worker) => worker.restarts)
  gauge('codelupe_worker_up', (worker) => (worker.state === 'running' ? 1 : 0))
  gauge('codelupe_worker_resident_bytes', (worker) => worker.rssBytes)
  const sent = supervision.metrics().filter((metrics) => metrics.length > 0)
  const workers = AggregatorRegistry.aggregate(sent.map((metrics) => [...metrics]))
  return `${await workers.metrics()}\n${await own.metrics()}`
}
