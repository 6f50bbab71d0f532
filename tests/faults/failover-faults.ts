// Faults of a database that others run: away for a minute, replaced by its standby, also by one that never heard of the newest
// rows, and stricter about transactions than ours ask for (faults.md: Postgres, cache, disk, process).
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { flow, settled, streamOf } from '../support/faults.ts'
import type { DatabasePair } from '../support/standby.ts'
import { until } from '../support/waits.ts'
import { beside } from './database-faults.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

/** No address answers: nobody of ours starts it again. */
const away = (pairNow: () => DatabasePair, ms: number) => async (stage: Stage) => {
  const stream = await flowing(stage, 'away', 300, 20)
  await pairNow().kill()
  await sleep(ms)
  await pairNow().start()
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

/** How far the projector has come, by the database that serves: the sum of its positions. */
async function placeNow(stage: Stage): Promise<number> {
  const session = new pg.Client({ connectionString: (await stage.connection()).databaseUrl })
  await session.connect()
  try {
    return Number((await session.query('SELECT coalesce(sum(next_offset), 0) AS place FROM positions')).rows[0]?.place)
  } finally {
    await session.end()
  }
}

const untilBehind = (stage: Stage, place: number): Promise<number> =>
  until({
    what: `the projector to be a hundred records beyond ${place}`,
    home: stage.home,
    look: () => placeNow(stage),
    holds: (found) => found >= place + 100,
    pollMs: 100,
  })

const failedOver = (pairNow: () => DatabasePair, standby: 'whole' | 'behind') => async (stage: Stage) => {
  const pair = pairNow()
  await pair.follow(standby === 'whole')
  const stream = await flowing(stage, `failover-${standby}`, 500, 20)
  if (standby === 'behind') await pair.fallBehind()
  const before = await untilBehind(stage, await placeNow(stage))
  await pair.failOver()
  const healedAt = performance.now()
  // What a standby never heard of is gone with the one that was killed, positions and rows alike.
  if (standby === 'behind') expect(await placeNow(stage)).toBeLessThan(before)
  else expect(await placeNow(stage)).toBeGreaterThanOrEqual(before)
  await stream.whole()
  return { strikes: 1, healedAt }
}

/** The projector has nothing to write meanwhile, and hears of nothing: its next rows would follow rows that are gone. */
const failedOverUnheard = (pairNow: () => DatabasePair) => async (stage: Stage) => {
  const pair = pairNow()
  await pair.follow(false)
  await pair.fallBehind()
  await flow(await stage.connection(), streamOf(stage.named('before-unheard'), 200, 0))
  await settled(stage)
  const before = await placeNow(stage)
  await pair.failOver()
  const healedAt = performance.now()
  expect(await placeNow(stage)).toBeLessThan(before)
  await flow(await stage.connection(), streamOf(stage.named('after-unheard'), 100, 0))
  return { strikes: 1, healedAt }
}

const refused = `SELECT count(*)::INT AS count FROM pg_stat_activity
  WHERE application_name = 'codelupe' AND wait_event_type = 'Lock'`

/** A row that ours waits for has been changed meanwhile: under this isolation it cannot be serialised (40001). */
async function strict(stage: Stage) {
  const stream = await flowing(stage, 'strict', 600, 20)
  const strikes = 5
  await beside(stage, async (session) => {
    const isolation = async (level: string): Promise<void> => {
      await session.query(`ALTER ROLE codelupe SET default_transaction_isolation = '${level}'`)
      await session.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'codelupe'`)
    }
    await isolation('serializable')
    for (let strike = 0; strike < strikes; strike++) {
      await session.query('BEGIN; UPDATE positions SET records = records')
      await until({
        what: 'a session of ours that waits for a row',
        home: stage.home,
        look: async () => {
          await session.query('SELECT pg_stat_clear_snapshot()')
          return Number((await session.query(refused)).rows[0]?.count)
        },
        holds: (count) => count > 0,
        pollMs: 10,
      })
      await session.query('COMMIT')
    }
    await isolation('read committed')
  })
  const healedAt = performance.now()
  await stream.whole()
  return { strikes, healedAt }
}

export const failoverFaults = (pairNow: () => DatabasePair): readonly Fault[] => [
  { name: 'a database away for 60 s', strike: away(pairNow, 60_000) },
  { name: 'a database replaced by a standby that has everything', strike: failedOver(pairNow, 'whole') },
  { name: 'a database replaced by a standby that is behind', strike: failedOver(pairNow, 'behind') },
  {
    name: 'a database replaced by a standby that is behind, while nothing flows',
    strike: failedOverUnheard(pairNow),
  },
  { name: 'transactions that cannot be serialised', strike: strict },
]
