// A SELECT from its text to its rows. A query that looks at each row by itself is answered block by block as records come, so
// that the first rows are there at once and memory stays flat; any other has what it needs staged first, and may spill.
import type { Processor } from '../../processors/processor.ts'
import type { ResultColumn, SqlEngine, TextRow } from '../../runtime/duckdb.ts'
import { CodelupeError, fail } from '../../runtime/errors.ts'
import type { Registry } from '../../runtime/registry.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { Connection } from '../connect.ts'
import { withDatabase } from '../connect.ts'
import type { SqlLog } from './log.ts'
import { meant } from './nearest.ts'
import { prunedOf } from './prune.ts'
import { asksForContent, fewerFields, neededOf, type Query, readQuery, type TableUse } from './query.ts'
import { needsSecret, type Rows, rowsOf } from './rows.ts'
import { columnsOf, errorColumns, type Field, pseudoColumns, type Source } from './shape.ts'
import { createEmpty, createStaging, type Staging } from './staging.ts'
import { loadTable } from './tables.ts'

export type Asked = {
  readonly engine: SqlEngine
  readonly connection: () => Promise<Connection>
  readonly log: () => Promise<{ readonly log: SqlLog; readonly registry: Pick<Registry, 'prepare'> }>
  readonly secret: () => Promise<Processor>
  readonly sources: readonly Source[]
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

export type Answer = {
  readonly columns: readonly ResultColumn[]
  /** Values as text; of a nested one, or all with `json`, as JSON. */
  readonly rows: AsyncGenerator<readonly TextRow[]>
}

type Use = {
  readonly source: Source
  readonly use: TableUse
  readonly fields: readonly Field[]
  readonly staging: Staging
}

/** `changes`: of what comes from now on. The rows end after `limit` of them. */
export async function select(
  asked: Asked,
  text: string,
  options: { readonly changes: boolean; readonly limit: number | null; readonly json: boolean },
): Promise<Answer> {
  const { engine } = asked
  const query = await readQuery(engine, text)
  const used = query.tables.map((use) => ({ use, source: sourceOf(asked, use) }))
  await requireNames(
    engine,
    query,
    used.map(({ source }) => source),
  )
  const uses: Use[] = []
  for (const { source } of distinct(used))
    uses.push(
      await stage(
        engine,
        query,
        source,
        used.filter((one) => one.source === source).map(({ use }) => use),
        uses.length,
      ),
    )
  const columns = await named(query, () => engine.columnsOf(query.text), asked.sources)
  const wrapped = wrappedOf(query.text, columns, options.json)
  const [only] = uses
  const rows =
    query.isRowByRow && only?.source.kind === 'topic'
      ? rowByRow(asked, query, only, wrapped, options)
      : whole(asked, query, uses, wrapped, options)
  if (options.changes && !(query.isRowByRow && only?.source.kind === 'topic'))
    throw fail(
      'sql.invalid',
      'expected of EMIT CHANGES one topic, row by row: without JOIN, GROUP BY, ORDER BY, DISTINCT and aggregates',
    )
  return { columns, rows: upTo(rows, least(options.limit, query.isRowByRow ? query.limit : null)) }
}

const least = (...limits: readonly (number | null)[]): number =>
  Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY))

function sourceOf({ sources }: Asked, { name, isPlain }: TableUse): Source {
  const found = sources.find((source) => source.name.toLowerCase() === name.toLowerCase())
  if (found !== undefined && isPlain) return found
  throw fail(
    'sql.invalid',
    `expected a topic or a table of the projections after FROM, found ${name.slice(0, 200)}${meant(
      name.slice(0, 200),
      sources.map((source) => source.name),
    )}`,
  )
}

const distinct = (used: readonly { readonly source: Source; readonly use: TableUse }[]) =>
  used.filter((one, at) => used.findIndex(({ source }) => source === one.source) === at)

/** DuckDB binds the statement to the whole of its sources: what it then misses is not there at all. */
async function requireNames(engine: SqlEngine, query: Query, used: readonly Source[]): Promise<void> {
  for (const source of used) await createEmpty(engine, source.name, columnsOf(source))
  await named(query, () => engine.columnsOf(query.text), used)
}

/** Says of a name that is not there which one is the nearest. */
async function named<Made>(query: Query, work: () => Promise<Made>, sources: readonly Source[]): Promise<Made> {
  return work().catch((error: unknown) => {
    if (!(error instanceof CodelupeError) || error.code !== 'sql.invalid') throw error
    const missing = /(?:column(?: named)?|key) "([^"]{1,200})"/.exec(error.detail)?.[1]
    if (missing === undefined) throw error
    const names = sources.flatMap((source) => namesIn(columnsOf(source)))
    throw fail(
      'sql.invalid',
      `expected a column of ${query.tables.map(({ name }) => name).join(', ') || 'the statement'}, found ${missing}${meant(missing, names)}`,
      error,
    )
  })
}

const namesIn = (fields: readonly Field[]): readonly string[] =>
  fields.flatMap((field) => [field.name, ...(field.fields === null ? [] : namesIn(field.fields))])

const pseudoNames: ReadonlySet<string> = new Set(pseudoColumns.map(({ name }) => name))

async function stage(
  engine: SqlEngine,
  query: Query,
  source: Source,
  uses: readonly TableUse[],
  at: number,
): Promise<Use> {
  const columns = columnsOf(source)
  const inStar = (name: string): boolean => source.kind === 'table' || !pseudoNames.has(name) || errorColumns.has(name)
  const paths = new Set(uses.flatMap((use) => [...neededOf(query, use, columns, inStar)]))
  const fields = fewerFields(columns, paths, asksForContent(query))
  const staging = await createStaging(engine, `staged${at}`, source.name, fields, 'ROWERROR')
  const [use = { name: source.name, alias: source.name, isPlain: true }] = uses
  return { source, use, fields, staging }
}

/** Columns are renamed by their place: what they are called is the user's, and may be anything. */
function wrappedOf(text: string, columns: readonly ResultColumn[], json: boolean): string {
  const names = columns.map((_, at) => `c${at}`)
  const values = columns.map(({ type }, at) => cellText(`c${at}`, type, json))
  return `SELECT ${values.join(', ')} FROM (${text}\n) AS answer(${names.join(', ')})`
}

const isNested = (type: string): boolean => /\[\d*\]$|^(STRUCT|MAP|UNION)\(|^JSON$/.test(type)

function cellText(name: string, type: string, json: boolean): string {
  if (!json && !isNested(type)) return `${name}::VARCHAR`
  const value = type === 'JSON' ? `${name}::VARCHAR` : `to_json(${name})::VARCHAR`
  // JSON has no word for what is no number.
  if (/^(DOUBLE|FLOAT)$/.test(type)) return `CASE WHEN isfinite(${name}) THEN ${value} END`
  return `CASE WHEN ${name} IS NOT NULL THEN ${value} END`
}

async function* upTo(rows: AsyncGenerator<readonly TextRow[]>, limit: number): AsyncGenerator<readonly TextRow[]> {
  let given = 0
  if (limit <= 0) return
  for await (const block of rows) {
    const some = block.slice(0, limit - given)
    given += some.length
    if (some.length > 0) yield some
    if (given >= limit) return
  }
}

async function* rowByRow(
  asked: Asked,
  query: Query,
  used: Use,
  wrapped: string,
  { changes }: { readonly changes: boolean },
): AsyncGenerator<readonly TextRow[]> {
  const { engine, signal } = asked
  const { staging } = used
  const rows = await readerOf(asked, used)
  const blocks = changes ? await changesOf(asked, used) : await blocksFor(asked, query, used)
  try {
    for await (const records of blocks) {
      await engine.query(`TRUNCATE ${staging.table}`)
      await engine.append(staging.table, staging.types, await rows.of(records))
      yield* engine.stream(wrapped, signal)
    }
    if (!changes) signal.throwIfAborted()
  } finally {
    tellOf(asked, used.source.name, rows)
  }
}

async function* whole(
  asked: Asked,
  query: Query,
  uses: readonly Use[],
  wrapped: string,
  _: object,
): AsyncGenerator<readonly TextRow[]> {
  const { engine, signal } = asked
  for (const used of uses) {
    if (used.source.kind !== 'topic') continue
    const rows = await readerOf(asked, used)
    for await (const records of await blocksFor(asked, query, used))
      await engine.append(used.staging.table, used.staging.types, await rows.of(records))
    signal.throwIfAborted()
    tellOf(asked, used.source.name, rows)
  }
  const tables = uses.filter(({ source }) => source.kind === 'table')
  if (tables.length > 0) await loadTables(asked, tables)
  yield* engine.stream(wrapped, signal)
}

async function loadTables(asked: Asked, tables: readonly Use[]): Promise<void> {
  const { databaseUrl } = await asked.connection()
  await withDatabase(databaseUrl, (database) =>
    database.transaction(async (session) => {
      for (const { source, staging } of tables)
        await loadTable(asked.engine, session, source.name, staging, asked.signal)
    }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
  )
}

async function readerOf(asked: Asked, { source, fields, staging }: Use): Promise<Rows> {
  if (source.kind !== 'topic') throw new Error('expected a topic')
  const { registry } = await asked.log()
  const secret = needsSecret(staging.leaves) ? await asked.secret() : null
  return rowsOf(registry, source.topic, fields, staging.leaves, secret)
}

async function blocksFor(
  asked: Asked,
  query: Query,
  { source, use }: Use,
): Promise<AsyncIterable<readonly LogRecord[]>> {
  const pruned = await prunedOf(asked.engine, query, use)
  const { log } = await asked.log()
  return log.bounded(source.name, pruned, asked.signal)
}

const changesOf = async (asked: Asked, { source }: Use): Promise<AsyncIterable<readonly LogRecord[]>> =>
  (await asked.log()).log.changes(source.name, asked.signal)

function tellOf({ say }: Asked, name: string, rows: Rows): void {
  const { unreadable, unreadables, withheld } = rows.told()
  for (const { partition, offset, code } of unreadable)
    say(`unreadable: ${name}/${partition}@${offset} [${code}]; ROWERROR and ROWBYTES show what is there`)
  if (unreadables > unreadable.length) say(`unreadable: ${unreadables - unreadable.length} more records of ${name}`)
  for (const [rule, count] of withheld) say(`content withheld: ${count} of ${name} by ${rule}`)
}
