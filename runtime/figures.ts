// What servers and the disk say of themselves, for the metrics: plain figures by name, read every few seconds by the
// supervisor. What cannot be read is left out, for an old figure would be shown as if it were true.
import { setTimeout as sleep } from 'node:timers/promises'
import type { MetricName } from './metric-catalogue.ts'
import type { Session, SqlRow } from './postgres.ts'
import type { ServerState } from './server-watch.ts'

export type Figure = {
  readonly name: MetricName
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

export type FigureWatch = {
  readonly latest: () => readonly Figure[]
  /** Settles once it has ended after its signal. */
  readonly done: Promise<void>
}

/** Asks each source until the signal aborts, every `everyMs`. */
export function watchFigures(
  sources: readonly (() => Promise<readonly Figure[]>)[],
  everyMs: number,
  signal: AbortSignal,
): FigureWatch {
  const found = sources.map((): readonly Figure[] => [])
  const watch = async (ask: () => Promise<readonly Figure[]>, at: number): Promise<void> => {
    while (!signal.aborted) {
      found[at] = await ask().catch(() => [])
      await sleep(everyMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return { latest: () => found.flat(), done: Promise.all(sources.map(watch)).then(() => undefined) }
}

export const serverFigures = (states: readonly ServerState[]): readonly Figure[] =>
  states.map(({ name, state }) => ({ name: `codelupe_${name}_up`, value: state === 'ok' ? 1 : 0 }))

export const diskFigures = (disk: {
  readonly bavail: number
  readonly blocks: number
  readonly bsize: number
}): readonly Figure[] => [
  { name: 'codelupe_disk_free_bytes', value: disk.bavail * disk.bsize },
  { name: 'codelupe_disk_size_bytes', value: disk.blocks * disk.bsize },
]

// A user who may not see other users' sessions sees that they are there, and no times of theirs.
const databaseQuery = `
SELECT pg_database_size(datname) AS size, current_setting('max_connections') AS allowed,
  xact_commit, xact_rollback, blks_hit, blks_read, tup_inserted, tup_updated, tup_deleted, deadlocks,
  (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
  (SELECT coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS open_for,
  (SELECT max(age(datfrozenxid)) FROM pg_database) AS unfrozen
FROM pg_stat_database WHERE datname = current_database()`

export async function databaseFigures(session: Session): Promise<readonly Figure[]> {
  const { rows } = await session.query({ text: databaseQuery })
  return rows.flatMap(figuresOf)
}

function figuresOf(row: SqlRow): readonly Figure[] {
  const figure = (name: MetricName, column: string, outcome?: string): Figure => ({
    name,
    value: Number(row[column]),
    ...(outcome === undefined ? {} : { labels: { outcome } }),
  })
  return [
    figure('codelupe_postgres_size_bytes', 'size'),
    figure('codelupe_postgres_connections', 'connections'),
    figure('codelupe_postgres_connections_allowed', 'allowed'),
    figure('codelupe_postgres_transactions_total', 'xact_commit', 'commit'),
    figure('codelupe_postgres_transactions_total', 'xact_rollback', 'rollback'),
    figure('codelupe_postgres_rows_total', 'tup_inserted', 'inserted'),
    figure('codelupe_postgres_rows_total', 'tup_updated', 'updated'),
    figure('codelupe_postgres_rows_total', 'tup_deleted', 'deleted'),
    figure('codelupe_postgres_blocks_total', 'blks_hit', 'hit'),
    figure('codelupe_postgres_blocks_total', 'blks_read', 'read'),
    figure('codelupe_postgres_deadlocks_total', 'deadlocks'),
    figure('codelupe_postgres_transaction_seconds', 'open_for'),
    figure('codelupe_postgres_unfrozen_transactions', 'unfrozen'),
  ]
}
