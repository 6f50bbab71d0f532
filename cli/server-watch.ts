// The servers as the supervisor looks at them: wherever they are now, for embedded ones that end and start again move.
import { lookForServers } from '../embedded/servers.ts'
import { brokerAnswers } from '../runtime/admin.ts'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { registryAnswers } from '../runtime/registry.ts'
import { type ServerWatch, type WatchedServer, watchServers } from '../runtime/server-watch.ts'
import type { StepName } from '../topics/index.ts'
import { type Connection, connectionTo } from './connect.ts'

/**
 * Looks at the servers that these steps need. Without the registry they go on: only a schema that they have not met makes
 * one wait. Without Kafka, or Postgres for the projector, nothing gets through.
 */
export function watchServersOf(config: Config, steps: readonly StepName[], signal: AbortSignal): ServerWatch {
  const asking = (question: (connection: Connection) => Promise<void>) => async (): Promise<void> => {
    const found = lookForServers(config)
    if (found === null) throw fail('servers.absent', `expected running servers of ${config.home}, found none`)
    await question(connectionTo(config, found.addresses))
  }
  const kafka: WatchedServer = {
    name: 'kafka',
    critical: true,
    ask: asking((connection) => brokerAnswers(connection.kafka, limits.serverLookMs)),
  }
  const postgres: WatchedServer = {
    name: 'postgres',
    critical: true,
    ask: asking((connection) => databaseAnswers(connection.databaseUrl)),
  }
  const registry: WatchedServer = {
    name: 'registry',
    critical: false,
    ask: asking((connection) => registryAnswers(connection.addresses.registryUrl, limits.serverLookMs)),
  }
  const servers = steps.includes('projector') ? [kafka, postgres, registry] : [kafka, registry]
  return watchServers(servers, limits.serverLookMs, signal)
}

/** By a connection of its own: one that is open already would wait much longer for a server that stands still. */
async function databaseAnswers(url: string): Promise<void> {
  const database = openDatabase(url)
  try {
    await database.query({ text: 'SELECT 1' })
  } finally {
    await database.close()
  }
}
