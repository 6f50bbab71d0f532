// What a verification has seen, in a file on disk: its size is the log's, its memory a fixed cache. SQLite is Node's own.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'

export type Cell = string | number | null

export type Seen = {
  readonly run: (sql: string) => void
  /** How many rows the statement has changed. */
  readonly change: (sql: string, ...values: readonly Cell[]) => number
  readonly rows: (sql: string, ...values: readonly Cell[]) => Iterable<Readonly<Record<string, unknown>>>
  readonly close: () => void
}

const cacheKibibytes = 65_536

/** Opens an empty store in `folder`, which must exist; closing deletes it. */
export function openSeen(folder: string): Seen {
  const own = mkdtempSync(join(folder, 'verify-'))
  const database = new DatabaseSync(join(own, 'seen.db'))
  // Nothing of it outlives the command: no journal, no waiting for the disk.
  database.exec(
    `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -${cacheKibibytes}`,
  )
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  return {
    run: (sql) => database.exec(sql),
    change: (sql, ...values) => Number(statement(sql).run(...values).changes),
    rows: (sql, ...values) => statement(sql).iterate(...values),
    close: () => {
      database.close()
      rmSync(own, { recursive: true, force: true })
    },
  }
}
