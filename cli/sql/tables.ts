// Tables of the projections, read by our own connection in one read-only transaction and put beside the topics: the engine
// itself reaches no server.
import type { SqlEngine } from '../../runtime/duckdb.ts'
import { limits } from '../../runtime/limits.ts'
import type { Session } from '../../runtime/postgres.ts'
import type { Field } from './shape.ts'
import type { Staging } from './staging.ts'
import { identifier } from './words.ts'

/** Reads what a query needs of a table into its staging table. */
export async function loadTable(
  engine: SqlEngine,
  session: Session,
  table: string,
  staging: Staging,
  signal: AbortSignal,
): Promise<number> {
  const columns = staging.leaves.map(({ field, column }) => `${textOf(field)} AS ${column}`)
  const name = `rows_of_${table}`
  await session.query({
    text: `DECLARE ${name} NO SCROLL CURSOR FOR SELECT ${columns.length === 0 ? 'NULL AS c0' : columns.join(', ')} FROM ${identifier(table)}`,
  })
  let loaded = 0
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await session.query({ text: `FETCH ${limits.sqlBatchRecordsMax} FROM ${name}` })
    if (rows.length === 0) break
    loaded += rows.length
    const names = staging.leaves.length === 0 ? ['c0'] : staging.leaves.map(({ column }) => column)
    await engine.append(
      staging.table,
      staging.types,
      names.map((column) => rows.map((row) => (typeof row[column] === 'string' ? row[column] : null))),
    )
  }
  await session.query({ text: `CLOSE ${name}` })
  return loaded
}

/** Every value comes as text, and the view makes of it what it is. */
const textOf = ({ name, type }: Field): string =>
  type === 'TIMESTAMP'
    ? `to_char(${identifier(name)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`
    : `${identifier(name)}::text`
