// Runs the processes of the pipeline: one a step. Restarts what ends, with backoff; a fenced one only once nobody holds its
// identity (twins would fence each other for ever), one that its burial breaker stopped not at all; a worker whose loop has
// not ticked for 30 s is killed, which counts as a crash.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exitCodes } from './errors.ts'
import { type Taken, untilFree } from './fenced.ts'
import { limits } from './limits.ts'

/** One process to keep running. */
export type WorkerSpec = {
  readonly name: string
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds without a tick after which it is killed, where it is not the usual: a training step is one turn. */
  readonly tickMsMax?: number
}

/** The supervisor's bounds, in milliseconds; limits.ts has the usual ones. */
export type SupervisorLimits = {
  readonly tickMsMax: number
  /** Until the first tick: a process that starts has clients to connect and a group to join. */
  readonly startMsMax: number
  readonly restartWaitMsMin: number
  readonly restartWaitMsMax: number
  readonly shutdownMsMax: number
  /** How often it looks at ticks and writes its file. */
  readonly watchMs: number
  /** How often it looks whether the identity of a fenced worker is free. */
  readonly fencedLookMs: number
}

/** starting: before its first tick; waiting: for its restart; fenced: until its identity is free; stopped: for good. */
export type WorkerState = 'starting' | 'running' | 'waiting' | 'fenced' | 'stopped'

/** What the supervisor's file says of one worker. */
export type WorkerStatus = {
  readonly name: string
  readonly state: WorkerState
  readonly pid: number | null
  readonly restarts: number
  readonly lastExit: string | null
  /** When this process last ticked, in milliseconds since 1970; null before its first. */
  readonly tickedAt: number | null
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

const usualLimits: SupervisorLimits = {
  tickMsMax: limits.tickMsMax,
  startMsMax: limits.workerStartMsMax,
  restartWaitMsMin: limits.restartWaitMsMin,
  restartWaitMsMax: limits.restartWaitMsMax,
  shutdownMsMax: limits.shutdownMsMax,
  watchMs: 1_000,
  fencedLookMs: limits.fencedLookMs,
}

export type SuperviseOptions = {
  readonly logFolder: string
  /** Told after each change, and at each look. */
  readonly write: (workers: readonly WorkerStatus[]) => void
  readonly bounds?: Partial<SupervisorLimits>
  /** Asked of a fenced worker; unset: one stays fenced. */
  readonly taken?: Taken
}

/** Starts all workers and keeps them running until the signal aborts. */
export function supervise(specs: readonly WorkerSpec[], options: SuperviseOptions, signal: AbortSignal): Supervision {
  const bounds = { ...usualLimits, ...options.bounds }
  const workers = specs.map(idle)
  const timers = new Set<NodeJS.Timeout>()
  const status = (): readonly WorkerStatus[] => workers.map(statusOf)
  const report = (): void => options.write(status())
  const done = Promise.withResolvers<void>()
  const settle = (): void => {
    if (signal.aborted && workers.every((worker) => worker.child === null)) done.resolve()
  }

  const start = (worker: Worker): void => {
    if (signal.aborted) return
    const child = launch(worker.spec, options.logFolder)
    worker.child = child
    worker.state = 'starting'
    worker.startedAt = performance.now()
    worker.tickedAt = worker.startedAt
    child.on('message', (message) => {
      if (!isTick(message)) return
      worker.tickedAt = performance.now()
      worker.tick = message
      if (worker.child === child) worker.state = 'running'
    })
    child.on('exit', (code, by) => ended(worker, code, by ?? String(code)))
    // A program that cannot be started has no exit: only this.
    child.on('error', (error) => {
      if (child.pid === undefined) ended(worker, null, error.message)
    })
    report()
  }

  const ended = (worker: Worker, code: number | null, how: string): void => {
    worker.child = null
    worker.lastExit = how
    worker.state = code === exitCodes.fenced ? 'fenced' : 'stopped'
    if (!signal.aborted && !isFinal(code)) {
      worker.failures = performance.now() - worker.startedAt > healthyMs ? 1 : worker.failures + 1
      worker.restarts++
      worker.state = 'waiting'
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          start(worker)
        },
        Math.min(bounds.restartWaitMsMax, bounds.restartWaitMsMin * 2 ** (worker.failures - 1)),
      )
      timers.add(timer)
    }
    if (worker.state === 'fenced' && options.taken !== undefined) freed(worker, options.taken)
    report()
    settle()
  }

  // An abort ends the waiting, and with it the need to start anything.
  const freed = (worker: Worker, taken: Taken): void => {
    void untilFree(worker.spec.name, taken, signal, bounds.fencedLookMs).then(
      () => {
        worker.restarts++
        start(worker)
      },
      () => undefined,
    )
  }

  const stopWatch = watch(workers, bounds, report)
  signal.addEventListener('abort', () => {
    stopWatch()
    for (const timer of timers) clearTimeout(timer)
    for (const worker of workers) worker.child?.kill('SIGTERM')
    setTimeout(() => {
      for (const worker of workers) worker.child?.kill('SIGKILL')
    }, bounds.shutdownMsMax).unref()
    settle()
  })

  for (const worker of workers) start(worker)
  return { workers: status, metrics: () => workers.map((worker) => worker.tick.metrics), done: done.promise }
}

const isFinal = (code: number | null): boolean => code === exitCodes.fenced || code === exitCodes.partial

const idle = (spec: WorkerSpec): Worker => ({
  spec,
  child: null,
  state: 'starting',
  restarts: 0,
  lastExit: null,
  tickedAt: 0,
  startedAt: 0,
  failures: 0,
  tick: noTick,
})

/** Kills workers that no longer tick, at regular looks; the function ends the watch. */
function watch(workers: readonly Worker[], bounds: SupervisorLimits, report: () => void): () => void {
  const looked = { at: performance.now() }
  const timer = setInterval(() => {
    const now = performance.now()
    // Where this process itself stood still, as on a machine that was paused, so did its workers: nobody is to blame.
    const asleep = now - looked.at > bounds.watchMs + bounds.tickMsMax / 2
    looked.at = now
    for (const worker of workers) {
      if (asleep) worker.tickedAt = now
      const usual = worker.spec.tickMsMax ?? bounds.tickMsMax
      const allowed = worker.state === 'starting' ? Math.max(usual, bounds.startMsMax) : usual
      if (worker.child !== null && now - worker.tickedAt > allowed) worker.child.kill('SIGKILL')
    }
    report()
  }, bounds.watchMs)
  return () => clearInterval(timer)
}

const statusOf = (worker: Worker): WorkerStatus => ({
  name: worker.spec.name,
  state: worker.state,
  pid: worker.child?.pid ?? null,
  restarts: worker.restarts,
  lastExit: worker.lastExit,
  tickedAt: worker.state === 'running' ? Math.round(performance.timeOrigin + worker.tickedAt) : null,
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
