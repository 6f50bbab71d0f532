// The lag of every group of the cluster, read here: positions from Kafka, those of the projector from its database. The
// trainer's are its group's too: they move in the transaction of the event that names its checkpoint.
import type { Config } from '../runtime/config.ts'
import { type LagReader, openLagReader } from '../runtime/lag.ts'
import { type LagPoller, pollLag } from '../runtime/lag-poller.ts'
import { limits } from '../runtime/limits.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { groupOf } from '../runtime/stage.ts'
import { connect } from './connect.ts'
import { readProjected } from './queries/conservation.ts'

/** Reads the lag every few seconds until the signal aborts. */
export const watchLag = (config: Config, signal: AbortSignal): LagPoller =>
  pollLag(() => openReader(config), { now: Date.now, everyMs: limits.lagPollMs }, signal)

/** Opens one reader, for who reads by itself. */
export async function openReader(config: Config): Promise<LagReader> {
  const connection = await connect(config)
  const database = openDatabase(connection.databaseUrl)
  const projected = { group: groupOf('projector'), positions: () => readProjected(database) }
  try {
    const reader = await openLagReader(connection.kafka, { elsewhere: [projected], now: Date.now })
    return {
      read: reader.read,
      close: async () => {
        await reader.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
