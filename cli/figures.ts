// The database and the disk as the supervisor asks them for figures: the database where it is now, as server-watch.ts does.
import { statfs } from 'node:fs/promises'
import { lookForServers } from '../embedded/servers.ts'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { databaseFigures, diskFigures, type Figure, type FigureWatch, watchFigures } from '../runtime/figures.ts'
import { limits } from '../runtime/limits.ts'
import { openDatabase } from '../runtime/postgres.ts'
import type { StepName } from '../topics/index.ts'
import { connectionTo } from './connect.ts'

export function watchFiguresOf(config: Config, steps: readonly StepName[], signal: AbortSignal): FigureWatch {
  const disk = async (): Promise<readonly Figure[]> => diskFigures(await statfs(config.home))
  const database = (): Promise<readonly Figure[]> => askDatabase(config)
  return watchFigures(steps.includes('projector') ? [disk, database] : [disk], limits.lagPollMs, signal)
}

async function askDatabase(config: Config): Promise<readonly Figure[]> {
  const found = lookForServers(config)
  if (found === null) throw fail('servers.absent', `expected running servers of ${config.home}, found none`)
  const database = openDatabase(connectionTo(config, found.addresses).databaseUrl)
  try {
    return await databaseFigures(database)
  } finally {
    await database.close()
  }
}
