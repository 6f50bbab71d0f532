// Which servers are wanted, which processes of the machine are theirs, and how they are ended.
import type { Config } from '../runtime/config.ts'
import { kafka } from './kafka.ts'
import { postgres } from './postgres.ts'
import { endProcess, findByMarker, isAlive, type ProcessId } from './process.ts'
import { registry } from './registry.ts'
import { type ServerKind, type ServerName, serverNames } from './server.ts'
import { readState } from './state.ts'

export const kinds: Readonly<Record<ServerName, ServerKind>> = { kafka, registry, postgres }

/** The registry always keeps its schemas in the embedded Postgres: a given database is for projections only. */
export function wantedServers(config: Config): readonly ServerName[] {
  const withRegistry = config.schemaRegistryUrl === undefined
  const withPostgres = withRegistry || config.databaseUrl === undefined
  const wanted = { kafka: config.kafkaBrokers === undefined, registry: withRegistry, postgres: withPostgres }
  return serverNames.filter((name) => wanted[name])
}

/** Ends every process of these servers, the database after those that use it. False when there was none. */
export async function endServers(
  config: Config,
  names: readonly ServerName[],
  waitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const end = async (name: ServerName): Promise<boolean> => {
    const found = processesOf(config, name)
    await Promise.all(found.map((id) => endProcess(id, kinds[name].endWith, waitMs, signal)))
    return found.length > 0
  }
  const users = await Promise.all(names.filter((name) => name !== 'postgres').map(end))
  const database = names.includes('postgres') ? await end('postgres') : false
  return [...users, database].some(Boolean)
}

/** A server's recorded process, and any that a killed command started without recording it. */
export function processesOf(config: Config, name: ServerName): readonly ProcessId[] {
  const recorded = runningOf(config, name)
  const marked = findByMarker(kinds[name].program, kinds[name].marker(config))
  return recorded === undefined ? marked : [recorded, ...marked.filter((id) => id.pid !== recorded.pid)]
}

/** The recorded process of a server, when it is alive. */
export function runningOf(config: Config, name: ServerName): ProcessId | undefined {
  const recorded = readState(config)?.running[name]
  return recorded !== undefined && isAlive(recorded) ? recorded : undefined
}
