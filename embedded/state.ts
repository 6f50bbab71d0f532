// What is remembered of the embedded servers between two commands: <home>/servers.json, readable by its owner only, since
// it holds the database's password. Written whole and renamed, so that no reader ever sees half of it.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import type { ProcessId } from './process.ts'
import type { Ports, ServerName } from './server.ts'

export type Running = ProcessId & { readonly log: string }

export type ServersState = {
  readonly ports: Ports
  readonly password: string
  readonly running: Readonly<Partial<Record<ServerName, Running>>>
}

const stateFile = (config: Config): string => join(config.home, 'servers.json')

/** The remembered state; undefined before the first start, or when the file was damaged. */
export function readState(config: Config): ServersState | undefined {
  try {
    const state: Partial<ServersState> = JSON.parse(readFileSync(stateFile(config), 'utf8'))
    const { ports, password, running } = state
    return ports && password && running ? { ports, password, running } : undefined
  } catch {
    return undefined
  }
}

export function writeState(config: Config, state: ServersState): void {
  const part = `${stateFile(config)}.part-${process.pid}`
  writeFileSync(part, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(part, stateFile(config))
}
