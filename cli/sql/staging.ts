// The table that records are put in, flat, and the view over it that has a source's columns under its own name. Nested values
// travel as JSON, and are made lists and maps by the view where they are used: 20 times as fast as appending them nested.
import type { SqlEngine, StagedType, StagedValue } from '../../runtime/duckdb.ts'
import type { Field } from './shape.ts'
import { identifier } from './words.ts'

/** A column of the staging table, and where its value is in an event. */
export type Leaf = { readonly path: readonly string[]; readonly field: Field; readonly column: string }

export type Staging = {
  readonly table: string
  readonly leaves: readonly Leaf[]
  readonly types: readonly StagedType[]
}

/** Flat columns of fields, in order. */
function leavesOf(fields: readonly Field[]): readonly Leaf[] {
  const flat = (inner: readonly Field[], above: readonly string[]): readonly Omit<Leaf, 'column'>[] =>
    inner.flatMap((field) => {
      const path = [...above, field.name]
      return field.fields === null ? [{ path, field }] : flat(field.fields, path)
    })
  return flat(fields, []).map((leaf, at) => ({ ...leaf, column: `c${at}` }))
}

/** Makes the empty table and the view. `wholeWhen` is a condition without which records are null. */
export async function createStaging(
  engine: SqlEngine,
  table: string,
  view: string,
  fields: readonly Field[],
  wholeWhen: string | null,
): Promise<Staging> {
  const leaves = leavesOf(fields)
  // A query of no column at all, such as count(*), still counts rows.
  const columns = leaves.length === 0 ? ['c0 VARCHAR'] : leaves.map(({ column, field }) => `${column} ${field.staged}`)
  await engine.query(`CREATE OR REPLACE TABLE ${table} (${columns.join(', ')})`)
  const byPath = new Map(leaves.map((leaf) => [leaf.path.join('.'), leaf]))
  const error = byPath.get('ROWERROR')
  const whole = wholeWhen === null || error === undefined ? null : `${error.column} IS NULL`
  const made = fields.map((field) => `${expressionOf(field, [], byPath, whole)} AS ${identifier(field.name)}`)
  await engine.query(
    `CREATE OR REPLACE VIEW ${identifier(view)} AS SELECT ${made.length === 0 ? 'NULL AS nothing' : made.join(', ')} FROM ${table}`,
  )
  return { table, leaves, types: leaves.length === 0 ? ['VARCHAR'] : leaves.map(({ field }) => field.staged) }
}

function expressionOf(
  field: Field,
  above: readonly string[],
  leaves: ReadonlyMap<string, Leaf>,
  whole: string | null,
): string {
  const path = [...above, field.name]
  if (field.fields !== null) {
    const inner = field.fields.map((one) => `${identifier(one.name)} := ${expressionOf(one, path, leaves, null)}`)
    const struct = `struct_pack(${inner.join(', ')})`
    return whole === null ? struct : `CASE WHEN ${whole} THEN ${struct} END`
  }
  const column = leaves.get(path.join('.'))?.column ?? 'NULL'
  if (field.made === 'as it is') return column
  return field.made === 'json' ? `${column}::JSON::${field.type}` : `${column}::${field.type}`
}

/** A view of a source as it is, whole and empty: what a statement may name, before anything is read. */
export async function createEmpty(engine: SqlEngine, view: string, fields: readonly Field[]): Promise<void> {
  const columns = fields.map(({ name, type }) => `NULL::${type} AS ${identifier(name)}`)
  await engine.query(
    `CREATE OR REPLACE VIEW ${identifier(view)} AS SELECT ${columns.length === 0 ? 'NULL AS nothing' : columns.join(', ')} WHERE false`,
  )
}

/** The value of a column, as it is staged. */
export function stagedValue({ path, field }: Leaf, event: unknown): StagedValue {
  let value = event
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null
    value = Reflect.get(value, name)
  }
  if (value === null || value === undefined) return null
  if (field.made === 'json') return JSON.stringify(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
