// Migrations of the database. Down destroys what the migration made, so it is a dry run until --execute.
import { exitCodes, fail } from '../runtime/errors.ts'
import { type MigrationStatus, migrate, migrationStatus } from '../runtime/migrations.ts'
import { type Database, openDatabase } from '../runtime/postgres.ts'
import type { Context } from './command.ts'
import { connect } from './connect.ts'
import { jsonLine } from './json.ts'
import { wholeOf } from './options.ts'
import { findSupervisor } from './supervisor-state.ts'

export type MigrateDownOptions = { readonly count?: string; readonly all?: boolean; readonly execute?: boolean }

async function withDatabase<Result>(
  { config }: Context,
  work: (database: Database, url: string) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl } = await connect(config)
  const database = openDatabase(databaseUrl)
  try {
    return await work(database, databaseUrl)
  } finally {
    await database.close()
  }
}

export const migrateUp = (context: Context): Promise<undefined> =>
  withDatabase(context, async (database, url) => {
    const ran = await migrate(url, database, 'up')
    for (const name of ran) context.terminal.out(`ran ${name}`)
    if (ran.length === 0) context.terminal.say('nothing to run: the database is up to date')
    return undefined
  })

export const migrateDown = (context: Context, options: MigrateDownOptions): Promise<undefined> =>
  withDatabase(context, async (database, url) => {
    const last = takenBack((await migrationStatus(database)).applied, options)
    if (last.length === 0) {
      context.terminal.say('nothing to take back: no migration has run')
      return undefined
    }
    if (options.execute !== true) {
      for (const name of last) context.terminal.out(`would take back ${name}`)
      context.terminal.say(
        `their tables and rows would go, the log would not; ${afterwards(last)}. Do it: add --execute`,
      )
      return undefined
    }
    const pipeline = findSupervisor(context.config)
    if (pipeline !== null)
      throw fail(
        'usage.invalid',
        `expected no running pipeline, found process ${pipeline.process.pid}: ./codelupe down, then ./codelupe up --servers-only`,
      )
    for (const name of await migrate(url, database, 'down', last.length)) context.terminal.out(`took back ${name}`)
    context.terminal.say(`next: ./codelupe migrate up; ${afterwards(last)}`)
    return undefined
  })

/** The migrations that going down takes back, in the order in which it does. Throws `usage.invalid`. */
export function takenBack(applied: readonly string[], { count, all }: MigrateDownOptions): readonly string[] {
  if (all === true && count !== undefined)
    throw fail('usage.invalid', `expected --all or --count, found --all and --count ${count}`)
  const wanted = all === true ? applied.length : wholeOf(count ?? '1', '--count', 1, 1_000)
  return applied.slice(Math.max(0, applied.length - wanted)).toReversed()
}

/** The migration that made the positions. Without them the log is read again; with them nothing that went is. */
const positionsMade = '0001_positions'

/** What becomes of the rows that went with these migrations. */
export const afterwards = (taken: readonly string[]): string =>
  taken.includes(positionsMade)
    ? 'the projector then reads the whole log again'
    : 'the positions stay, so rows that went are not read again: after migrate up, ./codelupe projections rebuild all folds them anew (or --all takes the positions back too)'

export const migrateStatus = (context: Context, options: { readonly json?: boolean }): Promise<number> =>
  withDatabase(context, async (database) => {
    const status = await migrationStatus(database)
    if (options.json === true) context.terminal.out(jsonLine(status))
    else for (const line of statusLines(status)) context.terminal.out(line)
    return status.unknown.length === 0 && status.pending.length === 0 ? exitCodes.done : exitCodes.failed
  })

const statusLines = ({ applied, pending, unknown }: MigrationStatus): readonly string[] => [
  ...applied.map((name) => `applied  ${name}`),
  ...pending.map((name) => `pending  ${name}`),
  ...unknown.map((name) => `unknown  ${name}: a newer CodeLupe ran it`),
]
