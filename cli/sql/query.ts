// What a SELECT says, from DuckDB's own parser: its tables, the names in it, whether its answer can be made batch by batch.
// Only SELECT comes through here: the parser refuses to serialize anything else.

import type { SqlEngine } from '../../runtime/duckdb.ts'
import { fail } from '../../runtime/errors.ts'
import type { Field } from './shape.ts'

export type Node = { readonly [name: string]: unknown }

export type TableUse = { readonly name: string; readonly alias: string; readonly isPlain: boolean }

export type Query = {
  /** With the names of topics quoted. */
  readonly text: string
  readonly root: Node
  /** What stands after FROM and JOIN, but for what WITH names. */
  readonly tables: readonly TableUse[]
  /** Names as they are written, with what stands before the dots. */
  readonly columns: readonly (readonly string[])[]
  /** Every other text of the statement, in lower case: any of them may be the name of a column. */
  readonly texts: ReadonlySet<string>
  readonly hasStar: boolean
  /** One topic, row by row: nothing is grouped, sorted, numbered or compared with other rows. */
  readonly isRowByRow: boolean
  /** Of a LIMIT that is a number; null where there is none. */
  readonly limit: number | null
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
export const textIn = (node: Node, name: string): string => (typeof node[name] === 'string' ? node[name] : '')
export const nodesIn = (node: Node, name: string): readonly Node[] =>
  Array.isArray(node[name]) ? node[name].filter(isNode) : []

/** Throws `sql.invalid` where it is not one SELECT. */
export async function readQuery(engine: SqlEngine, text: string): Promise<Query> {
  const [[json] = []] = await engine.query('SELECT json_serialize_sql($1::VARCHAR)::VARCHAR', text)
  const parsed: unknown = JSON.parse(json ?? '{}')
  if (!isNode(parsed)) throw fail('sql.invalid', 'expected a SELECT')
  if (parsed.error === true) throw refusal(parsed)
  const statements = nodesIn(parsed, 'statements')
  const root = statements[0]?.node
  if (statements.length !== 1 || !isNode(root))
    throw fail('sql.invalid', `expected one statement, found ${statements.length}`)
  const seen = lookThrough(root)
  const tables = seen.tables.filter(({ name }) => !seen.withs.has(name.toLowerCase()))
  const limit = limitOf(root)
  return {
    text,
    root,
    tables,
    columns: seen.columns,
    texts: seen.texts,
    hasStar: seen.hasStar,
    isRowByRow: limit !== 'other' && tables.length === 1 && isRowByRow(root, seen, await aggregates(engine)),
    limit: limit === 'other' ? null : limit,
  }
}

function refusal(parsed: Node): Error {
  const message = textIn(parsed, 'error_message')
  return /^Only SELECT/.test(message)
    ? fail('sql.invalid', 'expected SELECT, SHOW, DESCRIBE or PRINT, found another statement')
    : fail('sql.invalid', `expected a SELECT, found: ${message.slice(0, 300)}`)
}

type Seen = {
  readonly tables: TableUse[]
  readonly columns: (readonly string[])[]
  readonly texts: Set<string>
  readonly withs: Set<string>
  readonly functions: Set<string>
  readonly classes: Set<string>
  hasStar: boolean
}

/** Not by recursion: a statement may be as deep as it is long. */
function lookThrough(root: Node): Seen {
  const seen: Seen = {
    tables: [],
    columns: [],
    texts: new Set(),
    withs: new Set(),
    functions: new Set(),
    classes: new Set(),
    hasStar: false,
  }
  const open: unknown[] = [root]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') seen.texts.add(value.toLowerCase())
    else if (Array.isArray(value)) for (const inner of value) open.push(inner)
    else if (isNode(value)) note(value, seen, open)
  }
  return seen
}

function note(node: Node, seen: Seen, open: unknown[]): void {
  seen.classes.add(textIn(node, 'class'))
  if (node.type === 'COLUMN_REF' && Array.isArray(node.column_names)) {
    seen.columns.push(node.column_names.map(String))
    return
  }
  if (node.type === 'STAR' || node.ref_type === 'NATURAL') seen.hasStar = true
  if (typeof node.function_name === 'string') seen.functions.add(node.function_name.toLowerCase())
  if (node.type === 'BASE_TABLE') {
    const place = [textIn(node, 'catalog_name'), textIn(node, 'schema_name'), textIn(node, 'table_name')]
    const name = place.filter((part) => part !== '').join('.')
    seen.tables.push({ name, alias: textIn(node, 'alias') || name, isPlain: place[0] === '' && place[1] === '' })
    open.push(node.sample)
    return
  }
  if (isNode(node.cte_map))
    for (const { key } of nodesIn(node.cte_map, 'map')) if (typeof key === 'string') seen.withs.add(key.toLowerCase())
  for (const inner of Object.values(node)) open.push(inner)
}

/** The number of the one LIMIT; `other` where there is more than that to the order and number of rows. */
function limitOf(root: Node): number | null | 'other' {
  const modifiers = nodesIn(root, 'modifiers')
  if (modifiers.length === 0) return null
  const [only] = modifiers
  if (modifiers.length > 1 || only?.type !== 'LIMIT_MODIFIER' || isNode(only.offset)) return 'other'
  const value = isNode(only.limit) && isNode(only.limit.value) ? only.limit.value.value : null
  return typeof value === 'number' ? value : 'other'
}

function isRowByRow(root: Node, seen: Seen, aggregate: ReadonlySet<string>): boolean {
  const from = root.from_table
  return (
    root.type === 'SELECT_NODE' &&
    isNode(from) &&
    from.type === 'BASE_TABLE' &&
    !isNode(from.sample) &&
    seen.withs.size === 0 &&
    nodesIn(root, 'group_expressions').length === 0 &&
    root.aggregate_handling === 'STANDARD_HANDLING' &&
    [root.having, root.sample, root.qualify].every((clause) => !isNode(clause)) &&
    !seen.classes.has('WINDOW') &&
    !seen.classes.has('SUBQUERY') &&
    ![...seen.functions].some((name) => aggregate.has(name))
  )
}

const aggregates = async (engine: SqlEngine): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await engine.query(
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE function_type IN ('aggregate', 'macro', 'table_macro')",
      )
    ).map(([name]) => name ?? ''),
  )

/** Paths of the fields that a query needs of a source: too many rather than one too few. */
export function neededOf(query: Query, use: TableUse, columns: readonly Field[], inStar: (name: string) => boolean) {
  const paths = new Set<string>()
  const whole = query.hasStar || query.columns.some((names) => names.length === 1 && isSame(names[0], use))
  for (const { name } of columns) if ((whole && inStar(name)) || query.texts.has(name.toLowerCase())) paths.add(name)
  for (const names of query.columns)
    for (let at = 0; at < names.length; at++) {
      const path = pathOf(columns, names.slice(at))
      if (path.length > 0) paths.add(path.join('.'))
    }
  return paths
}

const isSame = (name: string | undefined, { alias, name: own }: TableUse): boolean =>
  name?.toLowerCase() === alias.toLowerCase() || name?.toLowerCase() === own.toLowerCase()

/** As much of a written name as are fields within fields. */
function pathOf(columns: readonly Field[], names: readonly string[]): readonly string[] {
  const [first, ...rest] = names
  const found = columns.find(({ name }) => name.toLowerCase() === first?.toLowerCase())
  if (found === undefined) return []
  return [found.name, ...(found.fields === null ? [] : pathOf(found.fields, rest))]
}

/** The fields of these paths, each whole or with some of its own; content only where it is asked for by its name. */
export function fewerFields(
  fields: readonly Field[],
  paths: ReadonlySet<string>,
  withContent: boolean,
  above = '',
): readonly Field[] {
  return fields.flatMap((field) => {
    if (field.name === 'content' && !withContent) return []
    const path = `${above}${field.name}`
    const isWhole = paths.has(path)
    if (field.fields === null) return isWhole ? [field] : []
    const inner = isWhole
      ? fewerFields(field.fields, new Set(allPaths(field.fields, `${path}.`)), withContent, `${path}.`)
      : fewerFields(field.fields, paths, withContent, `${path}.`)
    return inner.length === 0 ? [] : [{ ...field, fields: inner }]
  })
}

const allPaths = (fields: readonly Field[], above: string): readonly string[] =>
  fields.flatMap(({ name }) => [`${above}${name}`])

export const asksForContent = ({ columns, texts }: Query): boolean =>
  texts.has('content') || columns.some((names) => names.some((name) => name.toLowerCase() === 'content'))
