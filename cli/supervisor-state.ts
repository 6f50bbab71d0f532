// The supervisor's file: who it is and how its workers are. Written by the supervisor, read by every other command.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, isAlive, type ProcessId, startTimeOf } from '../embedded/process.ts'
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import { type WorkerStatus, writeWhole } from '../runtime/supervisor.ts'
import type { RulesInUse } from './kept-rules.ts'

export type SupervisorState = {
  readonly process: ProcessId
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

function readWhole(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
