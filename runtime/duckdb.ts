// The only home of DuckDB: an engine in memory, for statements that users type. It reaches no file, no network and no other
// program: external access is off and the settings are locked before the first statement, so that hostile SQL meets a wall
// that it cannot take down. What does not fit in memory is spilled to a folder of its own, up to a bound (I9).
import { mkdir, rm } from 'node:fs/promises'
import {
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import { CodelupeError, fail } from './errors.ts'
import { limits } from './limits.ts'

/** How a column of appended rows is held. Other types are made of these by the view over them. */
export type StagedType = 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN'
export type StagedValue = string | number | boolean | null

export type ResultColumn = { readonly name: string; readonly type: string }
/** Every value as text. */
export type TextRow = readonly (string | null)[]

export type SqlEngine = {
  /** Runs one statement of ours; its rows, whose values are text. */
  readonly query: (text: string, ...values: readonly string[]) => Promise<readonly TextRow[]>
  /** The columns that a statement would give. Throws `sql.invalid` where it cannot be run. */
  readonly columnsOf: (text: string) => Promise<readonly ResultColumn[]>
  /** The rows of a statement whose values are text, in blocks as they come. */
  readonly stream: (text: string, signal: AbortSignal) => AsyncGenerator<readonly TextRow[]>
  /** Adds rows, given by column, to a table of these types. */
  readonly append: (
    table: string,
    types: readonly StagedType[],
    columns: readonly (readonly StagedValue[])[],
  ) => Promise<void>
  readonly close: () => Promise<void>
}

export type EngineOptions = {
  /** Made now, and removed by `close`: of this engine alone. */
  readonly spillFolder: string
  /** The one folder in which it may write files: for statements of ours, never for those of users. */
  readonly writes?: string
}

const stagedTypes: Readonly<Record<StagedType, DuckDBType>> = { VARCHAR, INTEGER, DOUBLE, BOOLEAN }
/** A question must not take a machine from the pipeline that runs on it. */
const threadsMax = 2
/** Rows of one of DuckDB's vectors. */
const vectorRows = 2_048
const messageCharactersMax = 600

export async function openSqlEngine({ spillFolder, writes }: EngineOptions): Promise<SqlEngine> {
  await mkdir(spillFolder, { recursive: true, mode: 0o700 })
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${limits.sqlMemoryBytesMax}B`,
    temp_directory: spillFolder,
    max_temp_directory_size: `${limits.sqlSpillBytesMax}B`,
    threads: String(threadsMax),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  if (writes !== undefined) await connection.run(`SET allowed_directories = ['${writes.replaceAll("'", "''")}']`)
  // From here on nothing reaches a file or an extension, and nothing can take that back.
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
  return {
    query: (text, ...values) => meant(() => rowsOf(connection, text, values)),
    columnsOf: (text) => meant(() => columnsOf(connection, text)),
    stream: (text, signal) => streamed(connection, text, signal),
    append: (table, types, columns) => meant(() => append(connection, table, types, columns)),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      await rm(spillFolder, { recursive: true, force: true })
    },
  }
}

async function rowsOf(
  connection: DuckDBConnection,
  text: string,
  values: readonly string[],
): Promise<readonly TextRow[]> {
  const result = await connection.runAndReadAll(
    text,
    [...values],
    values.map(() => VARCHAR),
  )
  return result.getRows().map(textRow)
}

const textRow = (row: readonly unknown[]): TextRow =>
  row.map((value) => (value === null || value === undefined ? null : String(value)))

async function columnsOf(connection: DuckDBConnection, text: string): Promise<readonly ResultColumn[]> {
  const prepared = await connection.prepare(text)
  try {
    if (prepared.parameterCount > 0) throw fail('sql.invalid', 'expected values in the statement, found a parameter')
    return Array.from({ length: prepared.columnCount }, (_, at) => ({
      name: prepared.columnName(at),
      type: prepared.columnType(at).toString(),
    }))
  } finally {
    prepared.destroySync()
  }
}

async function* streamed(
  connection: DuckDBConnection,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<readonly TextRow[]> {
  const interrupt = (): void => connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    signal.throwIfAborted()
    const result = await meant(() => connection.stream(text))
    for (;;) {
      const chunk = await meant(() => result.fetchChunk())
      if (chunk === null || chunk.rowCount === 0) return
      yield chunk.getRows().map(textRow)
      signal.throwIfAborted()
    }
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
}

async function append(
  connection: DuckDBConnection,
  table: string,
  types: readonly StagedType[],
  columns: readonly (readonly StagedValue[])[],
): Promise<void> {
  const rows = columns[0]?.length ?? 0
  const appender = await connection.createAppender(table)
  for (let from = 0; from < rows; from += vectorRows) {
    const chunk = DuckDBDataChunk.create(types.map((type) => stagedTypes[type]))
    chunk.setColumns(rows <= vectorRows ? columns : columns.map((column) => column.slice(from, from + vectorRows)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** What DuckDB says of a statement is the user's to mend; it quotes no more of it than fits on a screen. */
const meant = <Made>(work: () => Promise<Made>): Promise<Made> =>
  work().catch((error: unknown) => {
    if (error instanceof CodelupeError || !(error instanceof Error)) throw error
    const message = error.message.slice(0, messageCharactersMax).replaceAll(/\s+/g, ' ').trim()
    if (/^Out of Memory Error|max_temp_directory_size|No space left/i.test(error.message)) {
      throw fail('sql.too-large', `expected it to fit in memory and in what may be spilled, found: ${message}`, error)
    }
    throw fail('sql.invalid', message, error)
  })
