// The supervisor's file: who it is and how its workers are. Written by the supervisor, read by every other command.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, isAlive, type ProcessId, startTimeOf } from '../embedded/process.ts'
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import { type WorkerStatus, writeWhole } from '../runtime/supervisor.ts'
import type { RulesInUse } from './kept-rules.ts'
import { modelFolder } from './model-folders.ts'
import { type TrainerOptions, trainerOf } from './options.ts'
import { findTrainer, type RunningTrainer } from './trainer-file.ts'

/** What was asked of a supervisor's trainer. */
export type Wishes = {
  /** only: a trainer and no gates, beside a supervisor elsewhere. */
  readonly trainer: 'on' | 'off' | 'only'
  /** Folder of the model to go on from; null: the tiny one, or no trainer. */
  readonly model: string | null
}

export type SupervisorState = {
  readonly process: ProcessId
  /** Absent where a version before it was kept has started the supervisor. */
  readonly wishes?: Wishes
  readonly metricsPort: number | null
  /** The users' rules that its gates judge by; absent until it has read them, and where it runs no gates. */
  readonly rules?: RulesInUse
  readonly workers: readonly WorkerEntry[]
}

/** With its start time a pid names one process for ever. */
type WorkerEntry = WorkerStatus & { readonly startTime?: number }

const fileOf = (config: Config): string => join(config.home, 'run', 'supervisor.json')

export const writeSupervisor = (
  config: Config,
  state: Omit<SupervisorState, 'workers'>,
  workers: readonly WorkerStatus[],
): void => {
  const entries: readonly WorkerEntry[] = workers.map((worker) => {
    const startTime = worker.pid === null ? undefined : startTimeOf(worker.pid)
    return startTime === undefined ? worker : { ...worker, startTime }
  })
  writeWhole(fileOf(config), JSON.stringify({ ...state, workers: entries }))
}

/** What the options ask for. Throws `usage.invalid` for a model that is not there. */
export function wishesOf(config: Config, options: TrainerOptions): Wishes {
  const trainer = options.trainer === 'only' ? 'only' : trainerOf(options)
  const model = trainer === 'off' || options.model === undefined ? null : modelFolder(config, options.model)
  return { trainer, model }
}

/** The same words for the same wishes. */
export const wishWords = (wishes: Wishes | undefined): string =>
  wishes === undefined
    ? 'a trainer or none, by an older version'
    : `trainer ${wishes.trainer}${wishes.model === null ? '' : `, model ${wishes.model}`}`

/** Lets the supervisor end its workers, which commit what they have judged, and waits for all of them. */
export async function endSupervisor(config: Config, { process }: SupervisorState, signal: AbortSignal): Promise<void> {
  await endProcess(process, 'SIGTERM', limits.shutdownMsMax + 2_000, signal)
  await endLeftWorkers(config, signal)
}

/**
 * Ends what a killed supervisor left behind: its workers end by themselves, unless they hang. The next ones would be
 * fenced by them, or they by the next ones.
 */
export async function endLeftWorkers(config: Config, signal: AbortSignal): Promise<void> {
  if (findSupervisor(config) !== null) return
  const left = (readSupervisor(config)?.workers ?? []).flatMap(({ pid, startTime }) =>
    pid === null || startTime === undefined ? [] : [{ pid, startTime }],
  )
  await Promise.all(left.filter(isAlive).map((id) => endProcess(id, 'SIGTERM', limits.shutdownMsMax, signal)))
}

/** What the last supervisor of this home wrote; null where none has. */
export function readSupervisor(config: Config): SupervisorState | null {
  const text = readWhole(fileOf(config))
  return text === null ? null : JSON.parse(text)
}

/** The supervisor that runs, or null. */
export function findSupervisor(config: Config): SupervisorState | null {
  const state = readSupervisor(config)
  return state !== null && isAlive(state.process) ? state : null
}

/** The trainer of the supervisor that runs, unless it has ended for good. */
export const supervisedTrainer = (config: Config): WorkerStatus | null =>
  findSupervisor(config)?.workers.find(
    ({ name, state }) => name === 'trainer' && state !== 'fenced' && state !== 'stopped',
  ) ?? null

/** One that no supervisor started: `train`, `run trainer`, or a demo that still trains. */
export function foregroundTrainer(config: Config): RunningTrainer | null {
  const found = findTrainer(config)
  const workers = readSupervisor(config)?.workers ?? []
  return found === null || workers.some(({ pid }) => pid === found.process.pid) ? null : found
}

function readWhole(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
