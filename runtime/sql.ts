// Row changes and their SQL, purely: what a projection's fold says, and how a batch of it becomes one upsert a table.
// Every merge is a join or a sum over records that are folded once each (I1), so that any interleaving of topics and
// partitions gives the same rows. Arrays travel in Postgres' binary format: nothing is escaped, nothing is parsed twice.
import { arrayParameter, blockBits, type ColumnType, type Value } from './sql-array.ts'

export { blockBits, cleanText, type ColumnType, jsonText, type Value } from './sql-array.ts'

/**
 * How two rows of one key become one. `fact`: the value of the record that stands first in the log, told by the table's
 * log_partition and log_offset. `sum`: added, each record once. `max`: the greater. `bits`: all bits of both.
 */
export type Merge = 'key' | 'fact' | 'sum' | 'max' | 'bits'

export type Column = { readonly name: string; readonly type: ColumnType; readonly merge: Merge }

export type Table = {
  readonly name: string
  readonly columns: readonly Column[]
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
  return { name, columns: list, upsert: upsertOf(name, list) }
}

export const change = (target: Table, row: Row): RowChange => ({ table: target, row })

/** The statements of a batch: rows of one key folded into one, then one upsert a table, in the tables' first use. */
export function statementsOf(changes: readonly RowChange[]): readonly Statement[] {
  return [...foldRows(changes)].map(([target, rows]) => ({
    name: `upsert ${target.name}`,
    text: target.upsert,
    values: target.columns.map((column) =>
      arrayParameter(
        column.type,
        rows.map((row) => row[column.name] ?? null),
      ),
    ),
  }))
}

/** Rows by table, one a key. */
export function foldRows(changes: readonly RowChange[]): ReadonlyMap<Table, readonly Row[]> {
  const tables = new Map<Table, Map<string, Row>>()
  for (const { table: target, row } of changes) {
    const rows = tables.get(target) ?? new Map<string, Row>()
    tables.set(target, rows)
    const key = keyOf(target, row)
    const before = rows.get(key)
    rows.set(key, before === undefined ? row : mergeRows(target, before, row))
  }
  return new Map([...tables].map(([target, rows]) => [target, [...rows.values()]]))
}

function keyOf(target: Table, row: Row): string {
  let key = ''
  for (const column of target.columns) {
    if (column.merge !== 'key') break
    key += `${row[column.name]}\u0000`
  }
  return key
}

function mergeRows(target: Table, left: Row, right: Row): Row {
  const first = standsFirst(right, left) ? right : left
  const merged: Record<string, Value> = {}
  for (const { name, merge } of target.columns) merged[name] = mergeValues(merge, left[name], right[name], first[name])
  return merged
}

function mergeValues(merge: Merge, left: Value | undefined, right: Value | undefined, first: Value | undefined): Value {
  switch (merge) {
    case 'key':
    case 'fact':
      return first ?? null
    case 'sum':
      return Number(left ?? 0) + Number(right ?? 0)
    case 'max':
      return left === null || left === undefined
        ? (right ?? null)
        : right === null || right === undefined
          ? left
          : Math.max(Number(left), Number(right))
    case 'bits':
      return [...bitsOf(left), ...bitsOf(right)]
    default:
      return merge satisfies never
  }
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
