// The supervisor's own port: /metrics, /lag, and how it is. /livez needs nothing but this process; /readyz and /healthz look at
// each dependency, servers and workers, and only critical ones make them fail. Lag never does: a backlog is work, not a fault.
import { createServer, type ServerResponse } from 'node:http'
import { type FigureWatch, serverFigures } from './figures.ts'
import type { LagPoller } from './lag-poller.ts'
import type { JudgedLag } from './lag-window.ts'
import { type Listening, listenAt } from './listening.ts'
import type { ServerWatch } from './server-watch.ts'
import type { Supervision, WorkerStatus } from './supervisor.ts'
import { renderMetrics } from './telemetry.ts'

export type HealthParts = {
  readonly supervision: Pick<Supervision, 'workers' | 'metrics'>
  /** Null where another supervisor reads the lag: of two that tell it, every sum would be double. */
  readonly lag: Pick<LagPoller, 'latest' | 'isFresh' | 'polling'> | null
  readonly servers: Pick<ServerWatch, 'states'>
  /** The database's and the disk's. */
  readonly figures: Pick<FigureWatch, 'latest'>
  /** Workers without which files do not get through. */
  readonly critical: readonly string[]
  /** Milliseconds without a tick after which a worker is no longer ready. */
  readonly tickMsMax: (worker: string) => number
  /** True once the supervisor ends. */
  readonly stopping: () => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** One dependency: `ok`, or what is wrong. */
export type Check = { readonly name: string; readonly critical: boolean; readonly state: string; readonly ok: boolean }

export type Health = { readonly status: 'ok' | 'degraded' | 'unavailable'; readonly checks: readonly Check[] }

/** What /lag answers. */
export type ToldLag = { readonly up: boolean; readonly lag: JudgedLag | null }

/** Serves /metrics, /lag, /livez, /readyz and /healthz. Where the port is taken, another free one is used and said. */
export async function serveHealth(
  at: { readonly host: string; readonly port: number },
  parts: HealthParts,
): Promise<Listening> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    if (path === '/livez') return answer(response, 200, 'ok\n')
    if (path === '/readyz' || path === '/healthz') return sayHealth(response, healthOf(parts))
    if (path === '/lag') return sayLag(response, parts)
    if (path !== '/metrics') return answer(response, 404, 'expected /metrics, /lag, /livez, /readyz or /healthz\n')
    metricsOf(parts).then(
      (text) => answer(response, 200, text),
      (error: unknown) => answer(response, 500, `${String(error)}\n`),
    )
  })
  return listenAt(server, at.host, at.port)
}

/** A worker is ready when it runs and its loop has ticked lately. */
const isReady = (worker: WorkerStatus, { now, tickMsMax }: HealthParts): boolean =>
  worker.state === 'running' && worker.tickedAt !== null && now() - worker.tickedAt <= tickMsMax(worker.name)

export function healthOf(parts: HealthParts): Health {
  const { supervision, servers, lag, critical, stopping } = parts
  const workers = supervision.workers().map((worker) => {
    const ok = isReady(worker, parts)
    const state = ok ? 'ok' : worker.state === 'running' ? 'silent' : worker.state
    return { name: worker.name, critical: critical.includes(worker.name), state, ok }
  })
  const read = lag === null || lag.isFresh()
  const checks: readonly Check[] = [
    { name: 'supervisor', critical: true, state: stopping() ? 'stopping' : 'ok', ok: !stopping() },
    ...servers.states().map((server) => ({ ...server, ok: server.state === 'ok' })),
    ...workers,
    ...(lag === null ? [] : [{ name: 'lag', critical: false, state: read ? 'ok' : 'unread', ok: read }]),
  ]
  const wrong = checks.filter((check) => !check.ok)
  const status = wrong.length === 0 ? 'ok' : wrong.some((check) => check.critical) ? 'unavailable' : 'degraded'
  return { status, checks }
}

function metricsOf(parts: HealthParts): Promise<string> {
  const { supervision, lag, servers, figures } = parts
  return renderMetrics({
    workers: supervision.workers().map((worker) => ({ ...worker, ready: isReady(worker, parts) })),
    sent: supervision.metrics(),
    polling: lag?.polling() ?? null,
    lag: lag?.latest() ?? null,
    figures: [...serverFigures(servers.states()), ...figures.latest()],
  })
}

/** The newest reading for `codelupe lag`, however old, and whether it is one of now. */
const sayLag = (response: ServerResponse, { lag }: HealthParts): void => {
  const told: ToldLag = { up: lag?.isFresh() === true && lag.polling().up, lag: lag?.latest() ?? null }
  answer(response, 200, `${JSON.stringify(told)}\n`, 'application/json')
}

const sayHealth = (response: ServerResponse, health: Health): void =>
  answer(response, health.status === 'unavailable' ? 503 : 200, `${JSON.stringify(health)}\n`, 'application/json')

const answer = (
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; version=0.0.4; charset=utf-8',
): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(text)
}
