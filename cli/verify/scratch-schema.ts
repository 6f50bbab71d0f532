// Tables of a verification's own, in a schema beside the live ones that is dropped at its end. A schema whose owner is
// gone is swept by the next verification: an advisory lock, held by the owner's transaction, tells who is still there.
import { fail } from '../../runtime/errors.ts'
import { migrateInto } from '../../runtime/migrations.ts'
import { type Database, numberOf, type Session, textOf } from '../../runtime/postgres.ts'

/** The schema, and the database as one that works in it alone. */
export type Scratch = { readonly schema: string; readonly database: Database }

/** First half of the advisory locks' key; the second is the number in the schema's name. */
const lockClass = 1_668_047_184
const namePrefix = 'verify_codelupe_'
const mark = 'Made by codelupe verify, which drops it; nothing in it is of use to anyone else.'

/**
 * Runs `work` on empty tables of this version, and drops them whatever becomes of it. The schema is of `owner`, an open
 * transaction that outlives the work. Throws `postgres.schema-denied`.
 */
export async function withScratch<Result>(
  url: string,
  database: Database,
  owner: Session,
  work: (scratch: Scratch) => Promise<Result>,
): Promise<Result> {
  await requireRight(database)
  await sweep(database)
  const schema = await claim(owner)
  try {
    await makeSchema(database, schema, mark)
    await migrateInto(url, schema)
    await lighten(database, schema)
    return await work({ schema, database: within(database, schema) })
  } finally {
    await drop(database, schema)
  }
}

/** A schema with a mark that comes with it: one without is somebody's, whatever its name. */
export const makeSchema = (database: Database, schema: string, comment: string): Promise<void> =>
  database.transaction(async (session) => {
    await session.query({ text: `CREATE SCHEMA ${schema}` })
    await session.query({ text: `COMMENT ON SCHEMA ${schema} IS '${comment}'` })
  })

/** Throws `postgres.schema-denied` where the user may not make a schema. */
export async function requireRight(database: Database): Promise<void> {
  const { rows } = await database.query({
    text: `SELECT current_user AS name, current_database() AS database,
      has_database_privilege(current_database(), 'CREATE') AS granted`,
  })
  const [row] = rows
  if (row === undefined || row.granted === true) return
  const [name, place] = [textOf(row, 'name'), textOf(row, 'database')]
  throw fail('postgres.schema-denied', `expected ${name} to have CREATE on the database ${place}, found it has not`)
}

/** Takes a name that nobody else has: the number of the owner's own backend. */
async function claim(owner: Session): Promise<string> {
  const { rows } = await owner.query({
    text: 'SELECT pg_backend_pid() AS pid, pg_advisory_xact_lock($1, pg_backend_pid())',
    values: [lockClass],
  })
  return `${namePrefix}${rows[0] === undefined ? 0 : numberOf(rows[0], 'pid')}`
}

/** Drops what verifications left behind that were killed, and leaves those alone that still run. */
async function sweep(database: Database): Promise<void> {
  const { rows } = await database.query({
    text: `SELECT nspname FROM pg_namespace
      WHERE nspname ~ $1 AND obj_description(oid, 'pg_namespace') = $2 AND pg_has_role(nspowner, 'USAGE')`,
    values: [`^${namePrefix}\\d+$`, mark],
  })
  for (const name of rows.map((row) => textOf(row, 'nspname'))) {
    await database.transaction(async (session) => {
      const lock = await session.query({
        text: 'SELECT pg_try_advisory_xact_lock($1, $2) AS free',
        values: [lockClass, Number(name.slice(namePrefix.length))],
      })
      if (lock.rows[0]?.free === true) await drop(session, name)
    })
  }
}

const drop = (session: Session, schema: string): Promise<unknown> =>
  session.query({ text: `DROP SCHEMA IF EXISTS ${schema} CASCADE` })

/** Nobody reads these tables but by their keys, and nobody misses them after a crash: no other index, no log of changes. */
async function lighten(database: Database, schema: string): Promise<void> {
  const { rows } = await database.query({
    text: `SELECT format('ALTER TABLE %I.%I SET UNLOGGED', schemaname, tablename) AS change
      FROM pg_tables WHERE schemaname = $1
      UNION ALL SELECT format('DROP INDEX %I.%I', $1::TEXT, pg_class.relname)
      FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relnamespace = $1::REGNAMESPACE AND NOT indisunique`,
    values: [schema],
  })
  for (const row of rows) await database.query({ text: textOf(row, 'change') })
}

/** The same database, where a name without a schema means one of this schema's tables and nothing else. */
export function within(database: Database, schema: string): Database {
  // The disk need not have it before the next batch: rows and positions are lost together, and folded again.
  const local = `SET LOCAL search_path TO ${schema}; SET LOCAL synchronous_commit TO off`
  const transaction: Database['transaction'] = (work, begin = 'BEGIN') =>
    database.transaction(work, `${begin}; ${local}`)
  return { ...database, transaction, query: (query) => transaction((session) => session.query(query)) }
}
