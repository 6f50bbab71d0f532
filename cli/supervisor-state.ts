// The supervisor's file: who it is and how its workers are. Written by the supervisor, read by every other command.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, type ProcessId } from '../embedded/process.ts'
import type { Config } from '../runtime/config.ts'
import { type WorkerStatus, writeWhole } from '../runtime/supervisor.ts'

export type SupervisorState = {
  readonly process: ProcessId
  readonly metricsPort: number | null
  readonly workers: readonly WorkerStatus[]
}

const fileOf = (config: Config): string => join(config.home, 'run', 'supervisor.json')

export const writeSupervisor = (config: Config, state: SupervisorState): void =>
  writeWhole(fileOf(config), JSON.stringify(state))

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
