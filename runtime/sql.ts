// Row changes and their SQL, purely: what a projection's fold says, and how a batch of it becomes one upsert a table.
// Every merge is a join or a sum over records that are folded once each (I1), so that any interleaving of topics and
// partitions gives the same rows. Arrays travel in Postgres' binary format: nothing is escaped, nothing is parsed twice.
import { arrayParameter, blockBits, type ColumnType, cleanText, type Value } from './sql-array.ts'

export { blockBits, type ColumnType, cleanText, jsonText, type Value } from './sql-array.ts'

/**
 * How two rows of one key become one. `fact`: the value of the record that stands first in the log, told by the table's
 * log_partition and log_offset. `sum`: added, each record once. `max`: the greater. `bits`: all bits of both.
 */
export type Merge = 'key' | 'fact' | 'sum' | 'max' | 'bits'

export type Column = { readonly name: string; readonly type: ColumnType; readonly merge: Merge }

export type Table = {
  readonly name: string
  readonly columns: readonly Column[]
  readonly hasBits: boolean
  /** One statement for any number of rows: a parameter a column, each an array. */
  readonly upsert: string
}

export type Row = Readonly<Record<string, Value>>

/** The effect of a projection. */
export type RowChange = { readonly table: Table; readonly row: Row }

/** SQL and the values of its parameters. */
export type Statement = { readonly name: string; readonly text: string; readonly values: readonly (Buffer | null)[] }

type Columns = Readonly<Record<string, readonly [type: ColumnType, merge: Merge]>>

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  int: 'INT',
  bigint: 'BIGINT',
  double: 'DOUBLE PRECISION',
  json: 'JSONB',
  time: 'TIMESTAMPTZ',
  bits: `BIT(${blockBits})`,
}

/** A table of a projection, its upsert made once. Tables with facts carry log_partition and log_offset, the facts' rank. */
export function table(name: string, columns: Columns): Table {
  const list = Object.entries(columns).map(([column, [type, merge]]) => ({ name: column, type, merge }))
  return { name, columns: list, hasBits: list.some(({ merge }) => merge === 'bits'), upsert: upsertOf(name, list) }
}

export const change = (target: Table, row: Row): RowChange => ({ table: target, row })

/** The statements of a batch: rows of one key folded into one, then one upsert a table, in the tables' first use. */
export const statementsOf = (changes: readonly RowChange[]): readonly Statement[] =>
  [...foldRows(changes)].map(([target, rows]) => statementOf(target, rows))

/** The upsert of rows of one table, each key once. */
export const statementOf = (target: Table, rows: readonly Row[]): Statement => ({
  name: `upsert ${target.name}`,
  text: target.upsert,
  values: target.columns.map((column) =>
    arrayParameter(
      column.type,
      rows.map((row) => row[column.name] ?? null),
    ),
  ),
})

type Merged = Record<string, Value | number[]>

/** Rows by table, one a key. */
export function foldRows(changes: readonly RowChange[]): ReadonlyMap<Table, readonly Row[]> {
  const tables = new Map<Table, Map<string, Merged>>()
  for (const { table: target, row } of changes) {
    const rows = tables.get(target) ?? new Map<string, Merged>()
    tables.set(target, rows)
    const key = keyOf(target, row)
    const before = rows.get(key)
    if (before === undefined) rows.set(key, copyOf(target, row))
    else mergeInto(target, before, row)
  }
  return new Map([...tables].map(([target, rows]) => [target, [...rows.values()]]))
}

/** The key as Postgres will see it: two texts that are escaped to the same one are the same key. */
function keyOf(target: Table, row: Row): string {
  let key = ''
  for (const { name, type, merge } of target.columns) {
    if (merge !== 'key') break
    const value = row[name]
    key += `${type === 'text' ? cleanText(String(value)) : value}\u0000`
  }
  return key
}

/** A row that may be merged into. Bits are gathered in an array of their own. */
function copyOf(target: Table, row: Row): Merged {
  const copy: Merged = { ...row }
  if (target.hasBits)
    for (const { name, merge } of target.columns) if (merge === 'bits') copy[name] = [...bitsOf(row[name])]
  return copy
}

function mergeInto(target: Table, into: Merged, row: Row): void {
  const earlier = standsFirst(row, into)
  for (const { name, merge } of target.columns) {
    const [left, right] = [into[name], row[name]]
    if (merge === 'sum') into[name] = Number(left ?? 0) + Number(right ?? 0)
    else if (merge === 'max') into[name] = greater(left, right)
    else if (merge === 'bits') addBits(left, right)
    else if (merge === 'fact' && earlier) into[name] = right ?? null
  }
}

function greater(left: Value | undefined, right: Value | undefined): Value {
  if (left === null || left === undefined) return right ?? null
  return right === null || right === undefined ? left : Math.max(Number(left), Number(right))
}

function addBits(into: Value | number[] | undefined, bits: Value | undefined): void {
  if (Array.isArray(into)) into.push(...bitsOf(bits))
}

const bitsOf = (value: Value | undefined): readonly number[] => (Array.isArray(value) ? value : [])

const standsFirst = (row: Row, other: Row): boolean => {
  const partitions = Number(row.log_partition ?? 0) - Number(other.log_partition ?? 0)
  return partitions < 0 || (partitions === 0 && Number(row.log_offset ?? 0) < Number(other.log_offset ?? 0))
}

function upsertOf(name: string, columns: readonly Column[]): string {
  const names = columns.map((column) => column.name).join(', ')
  const arrays = columns.map((column, index) => `$${index + 1}::${sqlTypes[column.type]}[]`).join(', ')
  const keys = columns
    .filter((column) => column.merge === 'key')
    .map((column) => column.name)
    .join(', ')
  const factsOnly = columns.every((column) => column.merge === 'key' || column.merge === 'fact')
  const rank = 'first_seen.log_partition, first_seen.log_offset'
  const earlier = `(EXCLUDED.log_partition, EXCLUDED.log_offset) < (${rank})`
  const assignments = columns
    .filter((column) => column.merge !== 'key')
    .map((column) => `${column.name} = ${factsOnly ? `EXCLUDED.${column.name}` : mergeSql(column, earlier)}`)
  return [
    `INSERT INTO ${name} AS first_seen (${names})`,
    `SELECT * FROM unnest(${arrays})`,
    `ON CONFLICT (${keys}) DO UPDATE SET ${assignments.join(', ')}`,
    ...(factsOnly ? [`WHERE ${earlier}`] : []),
  ].join('\n')
}

function mergeSql({ name, merge }: Column, earlier: string): string {
  if (merge === 'sum') return `first_seen.${name} + EXCLUDED.${name}`
  if (merge === 'max') return `GREATEST(first_seen.${name}, EXCLUDED.${name})`
  if (merge === 'bits') return `first_seen.${name} | EXCLUDED.${name}`
  return `CASE WHEN ${earlier} THEN EXCLUDED.${name} ELSE first_seen.${name} END`
}
