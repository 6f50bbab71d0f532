// The lag of every step for the supervisor: positions from Kafka, those of the projector from its database.
import type { Config } from '../runtime/config.ts'
import { type LagPoller, type LagReader, openLagReader, pollLag } from '../runtime/lag.ts'
import { limits } from '../runtime/limits.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { groupOf } from '../runtime/stage.ts'
import { topics } from '../topics/index.ts'
import { connect } from './connect.ts'
import { readProjected } from './queries/conservation.ts'
import { stepInputs } from './steps.ts'

/** Reads the lag every few seconds until the signal aborts. */
export const watchLag = (config: Config, signal: AbortSignal): LagPoller =>
  pollLag(() => openReader(config), { now: Date.now, everyMs: limits.lagPollMs }, signal)

async function openReader(config: Config): Promise<LagReader> {
  const connection = await connect(config)
  const database = openDatabase(connection.databaseUrl)
  const groups = stepInputs().map(({ step, inputs }) => ({
    group: groupOf(step),
    topics: inputs.map((topic) => topic.name),
    ...(step === 'projector' ? { positions: () => readProjected(database) } : {}),
  }))
  try {
    const names = topics.map((topic) => topic.name)
    const reader = await openLagReader(connection.kafka, { groups, topics: names, now: Date.now })
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
