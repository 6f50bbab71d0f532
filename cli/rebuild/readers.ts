// Who reads the database while tables are swapped: a snapshot outlives a swap of names, and would find the new tables as they
// were when it was taken. Such a reader is waited for.
import { setTimeout as sleep } from 'node:timers/promises'
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { type Database, numberOf, textOf } from '../../runtime/postgres.ts'

/** One transaction of one session. */
export type Reader = { readonly pid: number; readonly key: string; readonly name: string }

/**
 * Transactions that read now, but for that of `holder` and those that wait for it. Of other users' sessions Postgres tells
 * neither kind nor start without the right to (pg_read_all_stats), but it tells their snapshots and what they have open.
 */
export async function readersOf(database: Database, holder: number): Promise<readonly Reader[]> {
  const { rows } = await database.query({
    text: `SELECT pid, application_name AS name, concat_ws(' ', pid, xact_start, virtualtransaction) AS key
      FROM pg_stat_activity LEFT JOIN
        (SELECT pid, virtualtransaction FROM pg_locks WHERE locktype = 'virtualxid' AND granted) AS open USING (pid)
      WHERE backend_xmin IS NOT NULL AND pid NOT IN (pg_backend_pid(), $1)
        AND (backend_type = 'client backend' OR (backend_type IS NULL AND usesysid IS NOT NULL))
        AND datname = current_database() AND NOT ($1 = ANY (pg_blocking_pids(pid)))`,
    values: [holder],
  })
  return rows.map((row) => ({ pid: numberOf(row, 'pid'), key: textOf(row, 'key'), name: textOf(row, 'name') }))
}

/** Waits until all of these have ended. Throws what `retry` takes as a reason to begin again. */
export async function untilUnread(
  database: Database,
  readers: readonly Reader[],
  holder: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + limits.swapHeldMsMax
  for (;;) {
    const now = new Set((await readersOf(database, holder)).map(({ key }) => key))
    const still = readers.find(({ key }) => now.has(key))
    if (still === undefined) return
    if (performance.now() > deadline)
      throw fail('projection.in-use', `expected no reader from before, found process ${still.pid} (${still.name})`)
    await sleep(limits.swapLookMs, undefined, { signal })
  }
}
