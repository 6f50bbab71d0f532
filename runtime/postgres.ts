// The one home of pg: a pool, queries and transactions, and what each of Postgres' errors means here. An unavailable
// server is retriable; a refused row is not, and its message never quotes the row (I15).
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { CodelupeError, fail } from './errors.ts'
import { limits } from './limits.ts'

export type Query = { readonly text: string; readonly values?: readonly unknown[]; readonly name?: string }

export type SqlRow = Readonly<Record<string, unknown>>

/** The rows of a query, and how many rows a statement touched. */
export type Answer = { readonly rows: readonly SqlRow[]; readonly count: number }

export type Session = { readonly query: (query: Query) => Promise<Answer> }

/** A transaction: what it copies is told by a statement `COPY ... FROM STDIN` and its bytes. */
export type Transaction = Session & { readonly copy: (text: string, bytes: Buffer) => Promise<void> }

export type Database = Session & {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  readonly transaction: <Result>(work: (session: Transaction) => Promise<Result>, begin?: string) => Promise<Result>
  readonly close: () => Promise<void>
}

/** Settings of a connection: nothing waits for ever. */
export const connectionOf = (url: string, statementMsMax: number = limits.postgresStatementMsMax): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: limits.postgresConnectMsMax,
  statement_timeout: statementMsMax,
  query_timeout: statementMsMax + limits.postgresConnectMsMax,
  application_name: 'codelupe',
})

/** Opens a pool; the first query connects. `statementMsMax` is more than usual for who builds indexes of large tables. */
export function openDatabase(url: string, statementMsMax?: number): Database {
  const pool = new pg.Pool({
    ...connectionOf(url, statementMsMax),
    max: limits.postgresConnectionsMax,
    idleTimeoutMillis: 0,
  })
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', ignored)
  return {
    query: (query) => translated(() => answer(pool, query)),
    transaction: (work, begin = 'BEGIN') => transaction(pool, work, begin),
    close: () => pool.end(),
  }
}

async function transaction<Result>(
  pool: pg.Pool,
  work: (session: Transaction) => Promise<Result>,
  begin: string,
): Promise<Result> {
  const client = await translated(() => pool.connect())
  // A connection that breaks between two queries ends neither the process nor the wait: the next query says so.
  client.on('error', ignored)
  const session: Transaction = {
    query: (query) => translated(() => answer(client, query)),
    copy: (text, bytes) => translated(() => pipeline(Readable.from([bytes]), client.query(copyFrom(text)))),
  }
  let state: 'open' | 'committed' = 'open'
  try {
    await session.query({ text: begin })
    const result = await work(session)
    await session.query({ text: 'COMMIT' })
    state = 'committed'
    return result
  } finally {
    // A connection that did not commit is closed: whatever it had begun is rolled back, even where it no longer answers.
    client.release(state !== 'committed')
    client.off('error', ignored)
  }
}

const ignored = (): void => undefined

async function answer(client: pg.Pool | pg.PoolClient, { text, values, name }: Query): Promise<Answer> {
  const result = await client.query({
    text,
    ...(values === undefined ? {} : { values: [...values] }),
    ...(name === undefined ? {} : { name }),
  })
  return { rows: result.rows, count: result.rowCount ?? 0 }
}

async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw meaningOf(error)
  }
}

/** What an error of Postgres or of the way to it means; one that is neither is left as it is. */
export function meaningOf(error: unknown): unknown {
  if (error instanceof CodelupeError || !(error instanceof Error)) return error
  if (error instanceof pg.DatabaseError) return meaningOfState(error)
  if (/^(SASL|The server does not support SSL)/.test(error.message)) {
    return fail('postgres.refused', `expected to be let in, found: ${error.message}`, error)
  }
  const broken = /^(Connection|Client has|Client was|timeout exceeded|Query read timeout)/.test(error.message)
  const unreachable = 'code' in error && /^(E[A-Z_]+|[A-Z_]*CERT[A-Z_]*)$/.test(String(error.code))
  if (!broken && !unreachable) return error
  // An address that has several hosts fails with an empty message and one error a host.
  const found = error.message === '' && 'code' in error ? String(error.code) : error.message
  return fail('postgres.unavailable', `expected an answer, found: ${found}`, error)
}

/** By SQLSTATE; a refused row is told by its state and table only. */
function meaningOfState(error: pg.DatabaseError): unknown {
  const state = error.code ?? ''
  if (/^(28|3D)/.test(state)) return fail('postgres.refused', `expected to be let in, found: ${error.message}`, error)
  if (/^(08|40|53|58|57|55P03|25006|25P03)/.test(state)) {
    return fail('postgres.unavailable', `expected an answer, found SQLSTATE ${state}: ${error.message}`, error)
  }
  if (state === '42501') return fail('postgres.denied', `expected the right to it, found: ${error.message}`, error)
  if (/^(42P01|42703|3F000)/.test(state)) {
    return fail('postgres.not-migrated', `expected this version's tables, found: ${error.message}`, error)
  }
  if (/^(21|22|23|54)/.test(state)) {
    const where = error.table === undefined ? '' : ` in ${error.table}`
    return fail('postgres.data', `expected a row that fits, found SQLSTATE ${state}${where}`)
  }
  return error
}

/** A column as text; '' where it is null. */
export const textOf = (row: SqlRow, column: string): string => String(row[column] ?? '')

/** A column as text, or null. */
export const textOrNull = (row: SqlRow, column: string): string | null => {
  const value = row[column]
  return value === null || value === undefined ? null : String(value)
}

/** A column as a number (bigint arrives as text); 0 where it is null. */
export const numberOf = (row: SqlRow, column: string): number => Number(row[column] ?? 0)

/** A column as a number, or null. */
export const numberOrNull = (row: SqlRow, column: string): number | null => {
  const value = row[column]
  return value === null || value === undefined ? null : Number(value)
}
