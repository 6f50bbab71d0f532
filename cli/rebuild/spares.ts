// Sets of tables beside the live ones, each in a schema of its own with its own positions: being built, ready, or kept from
// before a swap. One command at a time works on the sets of one name: an advisory lock tells the second, and ends with its
// holder. Who works on although its lock was lost is fenced by the positions, which move by compare and set.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../runtime/config.ts'
import { fail } from '../../runtime/errors.ts'
import {
  type Database,
  numberOf,
  numberOrNull,
  type Session,
  type SqlRow,
  textOf,
  textOrNull,
} from '../../runtime/postgres.ts'

/** `laying`: its tables are being made; `building`: folded into; `ready`: whole, never live; `kept`: was live. */
export type SpareState = 'laying' | 'building' | 'ready' | 'kept'

export type Spare = {
  readonly number: number
  /** Of the target: a projection, or `all`. */
  readonly projection: string
  readonly state: SpareState
  /** Which code has folded it. */
  readonly fold: string
  readonly startedAt: string
  readonly offsetsPerSecond: number | null
  readonly error: string | null
  readonly swappedAt: string | null
}

/** Permanent: positions of tables beside the live ones stand under this name, in their own schema. */
export const rebuildReader = 'rebuild'

/** Permanent form. */
export const schemaOf = (number: number | string): string => `codelupe_rebuild_${number}`

/** First half of the advisory locks' key; the second is made from the target's name. */
const lockClass = 1_668_047_185

const text = (row: SqlRow, column: string): string | null => {
  const value = row[column]
  return value instanceof Date ? value.toISOString() : textOrNull(row, column)
}

const stateOf = (row: SqlRow): SpareState =>
  (['laying', 'building', 'ready', 'kept'] as const).find((state) => state === row.state) ?? 'laying'

export async function listSpares(session: Session): Promise<readonly Spare[]> {
  const { rows } = await session.query({ text: 'SELECT * FROM rebuilds ORDER BY number' })
  return rows.map((row) => ({
    number: numberOf(row, 'number'),
    projection: textOf(row, 'projection'),
    state: stateOf(row),
    fold: textOf(row, 'fold'),
    startedAt: text(row, 'started_at') ?? '',
    offsetsPerSecond: numberOrNull(row, 'offsets_per_second'),
    error: text(row, 'error'),
    swappedAt: text(row, 'swapped_at'),
  }))
}

/** The newest set of a target in one of these states, or null. */
export async function newestSpare(
  session: Session,
  projection: string,
  states: readonly SpareState[],
): Promise<Spare | null> {
  const all = await listSpares(session)
  return all.findLast((spare) => spare.projection === projection && states.includes(spare.state)) ?? null
}

/** Notes a set that is to be made. */
export async function noteSpare(session: Session, projection: string): Promise<Spare> {
  await session.query({
    text: `INSERT INTO rebuilds (projection, state, fold) VALUES ($1, 'laying', $2)`,
    values: [projection, foldVersion()],
  })
  const spare = await newestSpare(session, projection, ['laying'])
  if (spare === null) throw fail('projection.absent', `expected the set of ${projection} that was just noted`)
  return spare
}

export const setState = (session: Session, { number }: Spare, state: SpareState): Promise<unknown> =>
  session.query({ text: 'UPDATE rebuilds SET state = $2, error = NULL WHERE number = $1', values: [number, state] })

/** What it has come to: how fast it goes, or why it ended. */
export const noteProgress = (
  session: Session,
  { number }: Spare,
  { rate = null, error = null }: { readonly rate?: number | null; readonly error?: string | null },
): Promise<unknown> =>
  session.query({
    text: 'UPDATE rebuilds SET offsets_per_second = COALESCE($2, offsets_per_second), error = $3 WHERE number = $1',
    values: [number, rate, error],
  })

/** Drops the tables of a set, and forgets it. */
export async function dropSpare(database: Database, { number }: Spare): Promise<void> {
  await database.transaction(async (session) => {
    await session.query({ text: `DROP SCHEMA IF EXISTS ${schemaOf(number)} CASCADE` })
    await session.query({ text: 'DELETE FROM rebuilds WHERE number = $1', values: [number] })
  })
}

/** Runs `work` as the only command that works on the sets of this name. Throws `projection.taken`. */
export async function alone<Result>(
  database: Database,
  projection: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return database.transaction(async (session) => {
    await session.query({ text: `SET LOCAL idle_in_transaction_session_timeout TO 0` })
    // Without parameters: the portal of a statement that has some keeps its snapshot for as long as this transaction waits,
    // and a swap would wait for that. The name is one of a closed list.
    const { rows } = await session.query({
      text: `SELECT pg_try_advisory_xact_lock(${lockClass}, hashtext('${projection}')) AS free`,
    })
    if (rows[0]?.free !== true)
      throw fail('projection.taken', `expected nobody else to rebuild or swap ${projection}, found another command`)
    return work()
  })
}

/** Names of the targets that a command works on now. */
export async function namesAtWork(session: Session, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await session.query({
    text: `SELECT name FROM unnest($2::TEXT[]) AS name WHERE EXISTS (SELECT FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND classid = $1::BIGINT::OID
      AND objid = (hashtext(name)::BIGINT & 4294967295)::OID AND objsubid = 2
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    values: [lockClass, [...names]],
  })
  return rows.map((row) => textOf(row, 'name'))
}

/** Names the code that folds: what was folded by one is not gone on with by another. */
export function foldVersion(): string {
  const hash = createHash('sha256')
  const folded = readdirSync(join(projectFolder, 'projections')).map((name) => join('projections', name))
  const parts = ['sql.ts', 'sql-array.ts', 'codec.ts', 'decide.ts'].map((name) => join('runtime', name))
  for (const path of [...folded, ...parts, join('schemas', 'types.ts')].filter((name) => name.endsWith('.ts')).sort())
    hash.update(path).update(readFileSync(join(projectFolder, path)))
  return hash.digest('hex').slice(0, 16)
}
