// Digests of tables, and the rows by which two tables of one name differ. A digest is the same whatever the order and the
// place of its rows: the sum of the rows' hashes. Postgres computes it, a range of pages at a time, in flat memory.
import { limits } from '../../runtime/limits.ts'
import { numberOf, type Session, type SqlRow, textOf } from '../../runtime/postgres.ts'
import type { Column, Table } from '../../runtime/sql.ts'

/** How many rows a table has, and 32 hexadecimal digits that stand for all of them. */
export type TableDigest = { readonly rows: number; readonly digest: string }

/** Which of two tables has this row, and the other has not. */
export type RowDifference = { readonly side: 'live' | 'fold'; readonly row: string }

/** One side of a comparison: a transaction, and the schema to look in; `null` is where the session's own names lead. */
export type Side = { readonly session: Session; readonly schema: string | null }

/** Settings under which a value has one text, whatever the database's own are. They hold to the transaction's end. */
export const canonicalSettings = `SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO, YMD';
  SET LOCAL intervalstyle TO 'postgres'; SET LOCAL extra_float_digits TO 1; SET LOCAL bytea_output TO 'hex'`

const bits = 64

const nameIn = ({ schema }: Side, { name }: Table): string => (schema === null ? `"${name}"` : `${schema}."${name}"`)

// `stored` is the table in every statement here.
const columnsOf = (table: Table): string => table.columns.map(({ name }) => `stored."${name}"`).join(', ')

const hashOf = (table: Table): string => `encode(sha256(convert_to(ROW(${columnsOf(table)})::TEXT, 'UTF8')), 'hex')`

/** Digest of a table as its transaction sees it; the signal is looked at between two ranges of pages. */
export async function digestOf(
  side: Side,
  table: Table,
  signal: AbortSignal,
  pagesMax: number = limits.verifyPagesMax,
): Promise<TableDigest> {
  const name = nameIn(side, table)
  const size = await side.session.query({
    text: `SELECT pg_relation_size($1::REGCLASS) / current_setting('block_size')::INT AS pages`,
    values: [name],
  })
  const pages = size.rows[0] === undefined ? 0 : numberOf(size.rows[0], 'pages')
  const sum = { rows: 0, high: 0n, low: 0n }
  for (let page = 0; page < pages; page += pagesMax) {
    signal.throwIfAborted()
    const { rows } = await side.session.query({
      text: `SELECT count(*) AS rows, sum(${part(1)}) AS high, sum(${part(17)}) AS low
        FROM (SELECT ${hashOf(table)} AS hash FROM ${name} AS stored
          WHERE ctid >= $1::TID AND ctid < $2::TID OFFSET 0) AS hashed`,
      values: [`(${page},0)`, `(${page + pagesMax},0)`],
    })
    for (const row of rows) {
      sum.rows += numberOf(row, 'rows')
      sum.high += BigInt(textOf(row, 'high') || 0)
      sum.low += BigInt(textOf(row, 'low') || 0)
    }
  }
  return { rows: sum.rows, digest: hexOf(sum.high) + hexOf(sum.low) }
}

const part = (from: number): string => `('x' || substr(hash, ${from}, 16))::BIT(64)::BIGINT`

const hexOf = (sum: bigint): string =>
  BigInt.asUintN(bits, sum)
    .toString(16)
    .padStart(bits / 4, '0')

/**
 * The first `countMax` rows that only one side has, by primary key; a row whose values differ is named on both. Reads both
 * tables side by side, `rowsMax` rows at a time, and shows at most `limits.verifyRowCharactersMax` of a row.
 */
export async function differencesOf(
  live: Side,
  fold: Side,
  table: Table,
  countMax: number,
  signal: AbortSignal,
  rowsMax: number = limits.verifyRowsMax,
): Promise<readonly RowDifference[]> {
  const keys = await keysOf(fold, table)
  const found: RowDifference[] = []
  const [ours, theirs] = [rowsOf(live, table, keys, rowsMax), rowsOf(fold, table, keys, rowsMax)]
  let [left, right] = [await ours.next(), await theirs.next()]
  while (found.length < countMax && (left !== null || right !== null)) {
    signal.throwIfAborted()
    const order = left === null ? 1 : right === null ? -1 : compareKeys(keys, left, right)
    if (order < 0 || (order === 0 && hashIn(left) !== hashIn(right))) found.push({ side: 'live', row: textIn(left) })
    if (order > 0 || (order === 0 && hashIn(left) !== hashIn(right))) found.push({ side: 'fold', row: textIn(right) })
    if (order <= 0) left = await ours.next()
    if (order >= 0) right = await theirs.next()
  }
  await ours.close()
  await theirs.close()
  return found.slice(0, countMax)
}

/** The columns of the primary key in its own order: what is sorted by them already need not be sorted. */
async function keysOf(side: Side, table: Table): Promise<readonly Column[]> {
  const { rows } = await side.session.query({
    text: `SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
      WHERE indrelid = $1::REGCLASS AND indisprimary ORDER BY array_position(indkey::INT2[], attnum)`,
    values: [nameIn(side, table)],
  })
  return rows.flatMap((row) => table.columns.find(({ name }) => name === row.attname) ?? [])
}

const hashIn = (row: SqlRow | null): string => (row === null ? '' : textOf(row, 'row_hash'))
const textIn = (row: SqlRow | null): string => (row === null ? '' : textOf(row, 'row_text'))

type Rows = { readonly next: () => Promise<SqlRow | null>; readonly close: () => Promise<void> }

/** The rows of a table in the order of its key, through a cursor: by the key's own index, for a sort could fill a disk. */
function rowsOf(side: Side, table: Table, keys: readonly Column[], rowsMax: number): Rows {
  const cursor = `rows_of_${table.name}`
  const order = keys
    .map(({ name, type }) => (type === 'text' ? `stored."${name}" COLLATE "C"` : `stored."${name}"`))
    .join(', ')
  const columns = keys.map(({ name }, index) => `stored."${name}"::TEXT AS key${index}`).join(', ')
  const text = `left(row_to_json(row_of)::TEXT, ${limits.verifyRowCharactersMax})`
  const state: { page: readonly SqlRow[]; at: number; open: boolean } = { page: [], at: 0, open: false }
  const open = async (): Promise<void> => {
    await side.session.query({ text: 'SET LOCAL enable_sort TO off' })
    await side.session.query({
      text: `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT ${columns}, ${hashOf(table)} AS row_hash, ${text} AS row_text
        FROM ${nameIn(side, table)} AS stored CROSS JOIN LATERAL (SELECT ${columnsOf(table)}) AS row_of
        ORDER BY ${order}`,
    })
    state.open = true
  }
  return {
    next: async () => {
      if (!state.open) await open()
      if (state.at === state.page.length) {
        const { rows } = await side.session.query({ text: `FETCH ${rowsMax} FROM ${cursor}` })
        state.page = rows
        state.at = 0
      }
      return state.page[state.at++] ?? null
    },
    close: async () => {
      if (state.open) await side.session.query({ text: `CLOSE ${cursor}` })
    },
  }
}

/** Below, at or above 0, as Postgres orders these keys: text by its bytes, numbers by their value. */
function compareKeys(keys: readonly Column[], left: SqlRow, right: SqlRow): number {
  for (const [index, { type }] of keys.entries()) {
    const [one, other] = [textOf(left, `key${index}`), textOf(right, `key${index}`)]
    if (one === other) continue
    return type === 'text' ? Buffer.compare(Buffer.from(one), Buffer.from(other)) : Number(one) - Number(other)
  }
  return 0
}
