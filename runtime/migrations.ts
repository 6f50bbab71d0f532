// Migrations of the database, up, down and status, through node-pg-migrate. Two runs at once wait for each other; a
// database that a newer version has migrated is refused, not touched.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import { fail } from './errors.ts'
import { limits } from './limits.ts'
import { connectionOf, type Database, meaningOf, textOf } from './postgres.ts'

const folder = join(import.meta.dirname, '..', 'migrations')
const migrationsTable = 'migrations'

/** Names of migrations, in order: `applied` and `pending` of this version, `unknown` of a newer one. */
export type MigrationStatus = {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  readonly unknown: readonly string[]
}

export async function migrationStatus(database: Database): Promise<MigrationStatus> {
  const known = (await readdir(folder))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .sort()
  const exists = await database.query({
    text: 'SELECT to_regclass($1) IS NOT NULL AS found',
    values: [migrationsTable],
  })
  const { rows } =
    exists.rows[0]?.found === true
      ? await database.query({ text: `SELECT name FROM ${migrationsTable} ORDER BY id` })
      : { rows: [] }
  const run = rows.map((row) => textOf(row, 'name'))
  return {
    applied: known.filter((name) => run.includes(name)),
    pending: known.filter((name) => !run.includes(name)),
    unknown: run.filter((name) => !known.includes(name)),
  }
}

/** Throws `postgres.version` for a newer database and `postgres.not-migrated` for an older one. */
export async function requireMigrated(database: Database): Promise<void> {
  const status = await migrationStatus(database)
  refuseNewer(status)
  if (status.pending.length > 0)
    throw fail(
      'postgres.not-migrated',
      `expected ${status.applied.length + status.pending.length} migrations, found ${status.applied.length}; the next is ${status.pending[0]}`,
    )
}

const refuseNewer = ({ unknown }: MigrationStatus): void => {
  if (unknown.length > 0)
    throw fail('postgres.version', `expected only migrations of this version, found ${unknown.join(', ')}`)
}

/** Runs what is pending, or takes back the last `count`; resolves with the names, in the order they ran. */
export async function migrate(
  url: string,
  database: Database,
  direction: 'up' | 'down',
  count = direction === 'up' ? Number.POSITIVE_INFINITY : 1,
): Promise<readonly string[]> {
  const status = await migrationStatus(database)
  refuseNewer(status)
  // Whoever may not make tables need not, where all are there.
  if (direction === 'up' && status.pending.length === 0) return []
  try {
    const ran = await runner({ ...optionsOf(url), direction, count })
    return ran.map((migration) => migration.name)
  } catch (error) {
    throw deniedIn(error) ?? meaningOf(error)
  }
}

/** Makes this version's tables in a schema that is there and empty, beside those that are in use. */
export async function migrateInto(url: string, schema: string): Promise<void> {
  try {
    await runner({ ...optionsOf(url), direction: 'up', schema })
  } catch (error) {
    throw deniedIn(error) ?? meaningOf(error)
  }
}

/** Of its own table the library gives Postgres' answer in words alone. */
function deniedIn(error: unknown): Error | null {
  const [, said] = /error: ((?:permission denied|must be owner)[^\n]*)/.exec(String(error)) ?? []
  return said === undefined ? null : fail('postgres.denied', `expected the right to migrate, found: ${said}`, error)
}

const optionsOf = (url: string) => ({
  databaseUrl: {
    ...connectionOf(url),
    statement_timeout: 0,
    query_timeout: 0,
    lock_timeout: limits.migrationWaitMsMax,
  },
  dir: folder,
  migrationsTable,
  advisoryLockMode: 'wait' as const,
  singleTransaction: true,
  log: () => undefined,
})
