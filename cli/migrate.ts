// Migrations of the database. Down destroys what the migration made, so it is a dry run until --execute.
import { exitCodes, fail } from '../runtime/errors.ts'
import { type MigrationStatus, migrate, migrationStatus } from '../runtime/migrations.ts'
import { type Database, openDatabase } from '../runtime/postgres.ts'
import type { Context } from './command.ts'
import { connect } from './connect.ts'
import { jsonLine } from './json.ts'
import { wholeOf } from './options.ts'
import { findSupervisor } from './supervisor-state.ts'

export type MigrateDownOptions = { readonly count: string; readonly execute?: boolean }

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
    const count = wholeOf(options.count, '--count', 1, 1_000)
    const { applied } = await migrationStatus(database)
    const last = lastFirst(applied, count)
    if (last.length === 0) context.terminal.say('nothing to take back: no migration has run')
    if (options.execute !== true) {
      for (const name of last) context.terminal.out(`would take back ${name}`)
      if (last.length > 0)
        context.terminal.say('its tables and their rows would go; the log would not. Do it: add --execute')
      return undefined
    }
    const pipeline = findSupervisor(context.config)
    if (pipeline !== null)
      throw fail(
        'usage.invalid',
        `expected no running pipeline, found process ${pipeline.process.pid}: ./codelupe down, then ./codelupe up --servers-only`,
      )
    for (const name of await migrate(url, database, 'down', count)) context.terminal.out(`took back ${name}`)
    context.terminal.say(`next: ./codelupe migrate up; ${afterwards(applied.length, last.length)}`)
    return undefined
  })

// Positions are in the first migration: what is taken back without it is not read again.
const afterwards = (applied: number, taken: number): string =>
  taken === applied
    ? 'the projector then reads the whole log again'
    : `rows that went do not come back by themselves: --count ${applied} takes everything back, and the log is read again`

/** The migrations that going down takes back, in the order in which it does. */
export const lastFirst = (applied: readonly string[], count: number): readonly string[] =>
  applied.slice(Math.max(0, applied.length - count)).toReversed()

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
