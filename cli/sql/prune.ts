// Which records of a topic a WHERE can mean at all: partitions, offsets and times that must hold for every row of the answer.
// Only conditions that all rows must meet are looked at, and only such as compare a pseudo-column with what is known now:
// what is not understood prunes nothing, and DuckDB still asks every condition of every row.
import type { SqlEngine } from '../../runtime/duckdb.ts'
import { isNode, type Node, nodesIn, type Query, type TableUse, textIn } from './query.ts'

/** Bounds that are known: `from` and `to` inclusive. Times in milliseconds since 1970. */
export type Bound = { readonly from: number; readonly to: number }

export type Pruned = {
  /** Null: all of them. */
  readonly partitions: ReadonlySet<number> | null
  readonly offsets: Bound
  readonly times: Bound
}

export const everything: Bound = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
const unpruned: Pruned = { partitions: null, offsets: everything, times: everything }

const both = (a: Bound, b: Bound): Bound => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })

type Condition = {
  readonly column: 'ROWPARTITION' | 'ROWOFFSET' | 'ROWTIME'
  readonly bound: Bound
  readonly among: readonly number[] | null
}

export async function prunedOf(engine: SqlEngine, query: Query, use: TableUse): Promise<Pruned> {
  const { root } = query
  // Twice in one statement: what is said of one is not said of the other.
  if (root.type !== 'SELECT_NODE' || query.tables.filter(({ name }) => name === use.name).length !== 1) return unpruned
  const found: Condition[] = []
  for (const node of conjuncts(root.where_clause)) {
    const condition = await conditionOf(engine, node, (names) => isOf(names, use, query.tables.length === 1))
    if (condition !== null) found.push(condition)
  }
  const of = (column: Condition['column']): readonly Condition[] => found.filter((one) => one.column === column)
  const bound = (column: Condition['column']): Bound =>
    of(column).reduce((sum, one) => both(sum, one.bound), everything)
  return { partitions: partitionsOf(of('ROWPARTITION')), offsets: bound('ROWOFFSET'), times: bound('ROWTIME') }
}

function partitionsOf(conditions: readonly Condition[]): ReadonlySet<number> | null {
  const sets = conditions.flatMap(({ among }) => (among === null ? [] : [new Set(among)]))
  const [first, ...rest] = sets
  return first === undefined ? null : new Set([...first].filter((one) => rest.every((set) => set.has(one))))
}

function conjuncts(where: unknown): readonly Node[] {
  if (!isNode(where)) return []
  if (where.type === 'CONJUNCTION_AND') return nodesIn(where, 'children').flatMap(conjuncts)
  return [where]
}

/** A column without a name before it belongs to the only table. */
const isOf = (names: readonly string[], { name, alias }: TableUse, isOnly: boolean): boolean => {
  const before = names.slice(0, -1).join('.').toLowerCase()
  return before === '' ? isOnly : before === alias.toLowerCase() || before === name.toLowerCase()
}

const mirrored: Readonly<Record<string, string>> = {
  COMPARE_LESSTHAN: 'COMPARE_GREATERTHAN',
  COMPARE_LESSTHANOREQUALTO: 'COMPARE_GREATERTHANOREQUALTO',
  COMPARE_GREATERTHAN: 'COMPARE_LESSTHAN',
  COMPARE_GREATERTHANOREQUALTO: 'COMPARE_LESSTHANOREQUALTO',
  COMPARE_EQUAL: 'COMPARE_EQUAL',
}

type Owns = (names: readonly string[]) => boolean

async function conditionOf(engine: SqlEngine, node: Node, owns: Owns): Promise<Condition | null> {
  if (node.class === 'BETWEEN') {
    const column = columnOf(node.input, owns)
    const [from, to] = [await knownValue(engine, column, node.lower), await knownValue(engine, column, node.upper)]
    return column === null || from === null || to === null
      ? null
      : { column, bound: { from, to }, among: amongOf({ from, to }) }
  }
  if (node.type === 'COMPARE_IN') {
    const [input, ...rest] = nodesIn(node, 'children')
    const column = columnOf(input, owns)
    const values = await Promise.all(rest.map((value) => knownValue(engine, column, value)))
    const known = values.flatMap((value) => (value === null ? [] : [value]))
    if (column === null || known.length === 0 || known.length < values.length) return null
    return { column, bound: { from: Math.min(...known), to: Math.max(...known) }, among: known }
  }
  const isLeft = columnOf(node.left, owns) !== null
  const column = columnOf(isLeft ? node.left : node.right, owns)
  const comparison = isLeft ? textIn(node, 'type') : (mirrored[textIn(node, 'type')] ?? '')
  const value = await knownValue(engine, column, isLeft ? node.right : node.left)
  if (column === null || value === null) return null
  const bound = boundOf(comparison, value)
  return bound === null ? null : { column, bound, among: amongOf(bound) }
}

const amongOf = ({ from, to }: Bound): readonly number[] | null => {
  const [first, last] = [Math.max(0, Math.ceil(from)), Math.min(to, 100_000)]
  return Number.isFinite(to) && last - first < 1_000
    ? Array.from({ length: Math.max(0, Math.floor(last) - first + 1) }, (_, at) => first + at)
    : null
}

/** Inclusive also where the comparison is not: one more is read, and DuckDB leaves it out. */
function boundOf(comparison: string, value: number): Bound | null {
  if (comparison === 'COMPARE_EQUAL') return { from: value, to: value }
  if (/^COMPARE_GREATERTHAN/.test(comparison)) return { ...everything, from: value }
  return /^COMPARE_LESSTHAN/.test(comparison) ? { ...everything, to: value } : null
}

function columnOf(node: unknown, owns: Owns): Condition['column'] | null {
  if (!isNode(node) || node.type !== 'COLUMN_REF' || !Array.isArray(node.column_names)) return null
  const names = node.column_names.map(String)
  const name = names.at(-1)?.toUpperCase()
  if (name !== 'ROWPARTITION' && name !== 'ROWOFFSET' && name !== 'ROWTIME') return null
  return owns(names) ? name : null
}

/** Functions of which the same statement gives the same value a moment later, or a later one. */
const steady =
  /^([-+*/]|now|today|get_current_timestamp|current_timestamp|current_date|date_trunc|trunc|to_\w+|make_timestamp|epoch_ms|make_date)$/

/** What an expression without columns says, asked of DuckDB itself; null for one that may say something else each time. */
async function knownValue(
  engine: SqlEngine,
  column: Condition['column'] | null,
  node: unknown,
): Promise<number | null> {
  if (column === null || !isNode(node) || !isKnown(node)) return null
  const [[text] = []] = await engine.query(
    'SELECT json_deserialize_sql($1::JSON)',
    JSON.stringify({ error: false, statements: [{ node: selectOf(node), named_param_map: [] }] }, placeless),
  )
  const asked = column === 'ROWTIME' ? 'epoch_ms(value::TIMESTAMP)' : 'value::DOUBLE'
  const [[value] = []] = await engine.query(`SELECT (${asked})::VARCHAR FROM (${text}) AS known(value)`)
  return value === null || value === undefined ? null : Number(value)
}

function isKnown(node: Node): boolean {
  if (node.class === 'CONSTANT') return true
  if (node.class === 'CAST') return isNode(node.child) && isKnown(node.child)
  return (
    node.class === 'FUNCTION' && steady.test(textIn(node, 'function_name')) && nodesIn(node, 'children').every(isKnown)
  )
}

// A place that is none is a number that JavaScript cannot hold.
const placeless = (name: string, value: unknown): unknown => (name === 'query_location' ? 0 : value)

const selectOf = (expression: Node): Node => ({
  type: 'SELECT_NODE',
  modifiers: [],
  cte_map: { map: [] },
  select_list: [expression],
  from_table: { type: 'EMPTY', alias: '', sample: null, query_location: 0 },
  where_clause: null,
  group_expressions: [],
  group_sets: [],
  aggregate_handling: 'STANDARD_HANDLING',
  having: null,
  sample: null,
  qualify: null,
})
