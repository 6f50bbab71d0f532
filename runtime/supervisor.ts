// Runs the processes of the pipeline: one a step. Restarts what ends, with backoff; a fenced one is not restarted (twins
// would fence each other for ever); a worker whose loop has not ticked for 30 s is killed, which counts as a crash.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exitCodes } from './errors.ts'
import { limits } from './limits.ts'

/** One process to keep running. */
export type WorkerSpec = {
  readonly name: string
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

export type WorkerState = 'starting' | 'running' | 'waiting' | 'fenced' | 'stopped'

/** What the supervisor's file says of one worker. */
export type WorkerStatus = {
  readonly name: string
  readonly state: WorkerState
  readonly pid: number | null
  readonly restarts: number
  readonly lastExit: string | null
  /** Resident memory at the last tick, in bytes. */
  readonly rssBytes: number
  /** User and system CPU at the last tick, in milliseconds, this process only. */
  readonly cpuMs: number
}

/** What a worker sends over its channel, at least every few seconds. */
export type Tick = {
  readonly kind: 'tick'
  readonly rssBytes: number
  readonly cpuMs: number
  readonly metrics: readonly object[]
}

export type Supervision = {
  readonly workers: () => readonly WorkerStatus[]
  /** The newest metrics each worker sent, as prom-client's JSON. */
  readonly metrics: () => readonly (readonly object[])[]
  /** Settles once every worker has ended after the signal aborted. */
  readonly done: Promise<void>
}

type Worker = {
  readonly spec: WorkerSpec
  child: ChildProcess | null
  state: WorkerState
  restarts: number
  lastExit: string | null
  tickedAt: number
  startedAt: number
  failures: number
  tick: Tick
}

const noTick: Tick = { kind: 'tick', rssBytes: 0, cpuMs: 0, metrics: [] }
const logBytesMax = 16 * 1_048_576
// A worker that ran for so long had started well: the next wait begins from the shortest again.
const healthyMs = 60_000

const isTick = (message: unknown): message is Tick =>
  typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'tick'

/** Starts all workers and keeps them running until the signal aborts. `write` is told after each change. */
export function supervise(
  specs: readonly WorkerSpec[],
  options: { readonly logFolder: string; readonly write: (workers: readonly WorkerStatus[]) => void },
  signal: AbortSignal,
): Supervision {
  const workers: Worker[] = specs.map((spec) => ({
    spec,
    child: null,
    state: 'starting',
    restarts: 0,
    lastExit: null,
    tickedAt: 0,
    startedAt: 0,
    failures: 0,
    tick: noTick,
  }))
  const timers = new Set<NodeJS.Timeout>()
  const status = (): readonly WorkerStatus[] => workers.map(statusOf)
  const report = (): void => options.write(status())
  const done = Promise.withResolvers<void>()
  const settle = (): void => {
    if (signal.aborted && workers.every((worker) => worker.child === null)) done.resolve()
  }

  const start = (worker: Worker): void => {
    if (signal.aborted) return
    worker.child = launch(worker.spec, options.logFolder)
    worker.state = 'running'
    worker.startedAt = performance.now()
    worker.tickedAt = worker.startedAt
    worker.child.on('message', (message) => {
      if (!isTick(message)) return
      worker.tickedAt = performance.now()
      worker.tick = message
    })
    worker.child.on('exit', (code, by) => ended(worker, code, by))
    report()
  }

  const ended = (worker: Worker, code: number | null, by: NodeJS.Signals | null): void => {
    worker.child = null
    worker.lastExit = by ?? String(code)
    worker.state = code === exitCodes.fenced ? 'fenced' : 'stopped'
    if (!signal.aborted && worker.state !== 'fenced') {
      worker.failures = performance.now() - worker.startedAt > healthyMs ? 1 : worker.failures + 1
      worker.restarts++
      worker.state = 'waiting'
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          start(worker)
        },
        Math.min(limits.restartWaitMsMax, limits.restartWaitMsMin * 2 ** (worker.failures - 1)),
      )
      timers.add(timer)
    }
    report()
    settle()
  }

  const watch = setInterval(() => {
    for (const worker of workers) {
      if (worker.child !== null && performance.now() - worker.tickedAt > limits.tickMsMax) worker.child.kill('SIGKILL')
    }
    report()
  }, 1_000)

  signal.addEventListener('abort', () => {
    clearInterval(watch)
    for (const timer of timers) clearTimeout(timer)
    for (const worker of workers) worker.child?.kill('SIGTERM')
    setTimeout(() => {
      for (const worker of workers) worker.child?.kill('SIGKILL')
    }, limits.shutdownMsMax).unref()
    settle()
  })

  for (const worker of workers) start(worker)
  return { workers: status, metrics: () => workers.map((worker) => worker.tick.metrics), done: done.promise }
}

const statusOf = (worker: Worker): WorkerStatus => ({
  name: worker.spec.name,
  state: worker.state,
  pid: worker.child?.pid ?? null,
  restarts: worker.restarts,
  lastExit: worker.lastExit,
  rssBytes: worker.tick.rssBytes,
  cpuMs: worker.tick.cpuMs,
})

// The channel is also the lifeline: a worker that loses it ends, so none outlives its supervisor.
function launch(spec: WorkerSpec, logFolder: string): ChildProcess {
  mkdirSync(logFolder, { recursive: true })
  const file = join(logFolder, `${spec.name}.log`)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > logBytesMax) renameSync(file, `${file}.1`)
  const log = openSync(file, 'a')
  const [program, ...rest] = spec.command
  const child = spawn(program ?? process.execPath, rest, { stdio: ['ignore', log, log, 'ipc'], env: spec.env })
  closeSync(log)
  return child
}

/** Writes a small file whole or not at all. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
