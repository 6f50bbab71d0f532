// Faults of the database: sessions that are ended, deadlocks, locked tables, no connection left, and long absence (faults.md:
// Postgres, cache, disk, process). The projector waits and retries, and each row is there once.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { serverPid } from '../support/faults.ts'
import { patienceMs, until } from '../support/waits.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

/** A session of somebody else's, for as long as `work` takes. */
export async function beside<Result>(stage: Stage, work: (session: pg.Client) => Promise<Result>): Promise<Result> {
  const session = new pg.Client({
    connectionString: (await stage.connection()).databaseUrl,
    application_name: 'another',
  })
  await session.connect()
  try {
    return await work(session)
  } finally {
    await session.end()
  }
}

/** Ends every session but our own, again and again: 57P01, also in the middle of a transaction. */
async function sessionsEnded(stage: Stage) {
  const stream = await flowing(stage, 'ended', 400, 20)
  const strikes = await beside(stage, async (session) => {
    let ended = 0
    for (let turn = 0; turn < 30; turn++) {
      const { rowCount } = await session.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'codelupe'`,
      )
      ended += rowCount ?? 0
      await sleep(250)
    }
    return ended
  })
  const healedAt = performance.now()
  await stream.whole()
  return { strikes, healedAt }
}

const waiting = `SELECT count(*)::INT AS count FROM pg_stat_activity
  WHERE application_name = 'codelupe' AND wait_event_type = 'Lock'`

const untilWaiting = (stage: Stage, session: pg.Client) =>
  until({
    what: 'a session of ours that waits for a lock',
    home: stage.home,
    look: async () => {
      // Within a transaction Postgres shows what it showed before.
      await session.query('SELECT pg_stat_clear_snapshot()')
      return Number((await session.query(waiting)).rows[0]?.count)
    },
    holds: (count) => count > 0,
    pollMs: 10,
  })

/** Holds what the projector takes second and asks for what it has taken first: it is the one that Postgres ends (40P01). */
async function deadlocked(stage: Stage) {
  const stream = await flowing(stage, 'deadlock', 1_200, 40)
  const strikes = 3
  const deadlocksNow = async (session: pg.Client): Promise<number> =>
    Number(
      (await session.query('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')).rows[0]
        ?.deadlocks,
    )
  const seen = await beside(stage, async (session) => {
    const before = await deadlocksNow(session)
    for (let strike = 0; strike < strikes; strike++) {
      await session.query("BEGIN; SET LOCAL deadlock_timeout = '30s'; LOCK TABLE files IN SHARE MODE")
      await untilWaiting(stage, session)
      await session.query('UPDATE positions SET records = records')
      await session.query('ROLLBACK')
    }
    // Counters are written a moment later.
    return until({
      what: `${strikes} deadlocks`,
      home: stage.home,
      look: async () => (await deadlocksNow(session)) - before,
      holds: (count) => count >= strikes,
    })
  })
  expect(seen).toBe(strikes)
  const healedAt = performance.now()
  await stream.whole()
  return { strikes, healedAt }
}

/** Longer than one of our statements may take. */
async function locked(stage: Stage) {
  const stream = await flowing(stage, 'locked', 200, 20)
  await beside(stage, async (session) => {
    await session.query('BEGIN; LOCK TABLE files IN ACCESS EXCLUSIVE MODE')
    await sleep(35_000)
    await session.query('ROLLBACK')
  })
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

/** Nobody else is let in, and who was in is put out. */
async function noConnectionLeft(stage: Stage) {
  const stream = await flowing(stage, 'full-house', 300, 20)
  const { databaseUrl } = await stage.connection()
  const guests: pg.Client[] = []
  const strikes = await beside(stage, async (session) => {
    const full = async (): Promise<boolean> => {
      const guest = new pg.Client({ connectionString: databaseUrl, application_name: 'guest' })
      guest.on('error', () => undefined)
      return guest.connect().then(
        () => guests.push(guest) > 1_000,
        () => true,
      )
    }
    const put = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'codelupe'`
    for (let turn = 0; turn < 40; turn++) {
      await session.query(put)
      while (!(await full()));
      await sleep(200)
    }
    return guests.length
  })
  await Promise.all(guests.map((guest) => guest.end()))
  const healedAt = performance.now()
  await stream.whole()
  return { strikes, healedAt }
}

const stoodStill = (ms: number) => async (stage: Stage) => {
  const stream = await flowing(stage, 'long-still', 200, 20)
  const pid = serverPid(stage.home, 'postgres')
  process.kill(pid, 'SIGSTOP')
  await sleep(Math.min(ms, patienceMs))
  process.kill(pid, 'SIGCONT')
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

export const databaseFaults: readonly Fault[] = [
  { name: 'sessions of the database ended, four times a second', strike: sessionsEnded },
  { name: 'deadlocks with another session', strike: deadlocked },
  { name: 'a table locked for 35 s', strike: locked },
  { name: 'no connection to the database left', strike: noConnectionLeft },
  { name: 'a database that stands still for 60 s', strike: stoodStill(60_000) },
]
