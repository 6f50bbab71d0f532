// Tables take the place of the live ones in one transaction, which changes names only. While it holds the live positions the
// projector waits, so the set is folded to exactly those, in a transaction of its own before: whoever reads sees the rows of
// one side or of the other, at the positions that are beside them (docs/adr/0012).
import { fail, hasCode } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { numberOf, type Session } from '../../runtime/postgres.ts'
import { retry } from '../../runtime/retry.ts'
import { foldedPositions } from '../verify/fold-ranges.ts'
import { type BuildParts, catchUp, foldTo } from './build.ts'
import { readersOf, untilUnread } from './readers.ts'
import { carryRights, exchange, requireWhole, type Sides, sidesOf } from './relations.ts'
import { type Spare, schemaOf } from './spares.ts'

/** Swaps a set with the live tables: it is `kept` afterwards, and holds what was live. Throws `projection.in-use`. */
export async function swap(parts: BuildParts, spare: Spare, signal: AbortSignal): Promise<void> {
  const told = { at: Number.NEGATIVE_INFINITY }
  const waiting = (error: unknown): void => {
    const at = performance.now()
    if (!(error instanceof Error) || at - told.at < limits.waitingSaidMsMin) return
    told.at = at
    parts.say(`waiting to swap: ${error.message}`)
  }
  const attempt = async (): Promise<void> => {
    await catchUp(parts, spare, signal)
    await untilUnread(parts.database, await readersOf(parts.database, 0), 0, signal)
    await swapOnce(parts, spare, signal)
  }
  try {
    await retry(attempt, signal, limits.swapAttemptsMax, waiting)
  } catch (error) {
    if (!hasCode(error, 'postgres.unavailable')) throw error
    throw fail('projection.in-use', `expected the tables free for a moment, found: ${waitedFor(error)}`, error)
  }
  parts.passing('swap.committed')
}

const waitedFor = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function swapOnce(parts: BuildParts, spare: Spare, signal: AbortSignal): Promise<void> {
  const { database, passing } = parts
  const schema = schemaOf(spare.number)
  await database.transaction(async (session) => {
    await session.query({ text: `SET LOCAL lock_timeout TO ${limits.swapLockMsMax}` })
    await session.query({ text: `SET LOCAL idle_in_transaction_session_timeout TO 0` })
    // From here on the live projector waits, whose commits begin with its positions; who reads does not.
    await session.query({ text: 'LOCK TABLE positions IN SHARE ROW EXCLUSIVE MODE' })
    const live = await foldedPositions(session)
    passing('swap.held')
    await foldTo(parts, spare, live, signal)
    passing('swap.caught-up')
    const pid = await pidOf(session)
    await untilUnread(database, await readersOf(database, pid), pid, signal)
    const sides = await sidesOf(session, schema)
    await lock(session, sides)
    await requireWhole(session, sides)
    await carryRights(session, sides)
    await exchange(session, sides)
    await note(session, spare)
    passing('swap.before-commit')
  })
}

async function lock(session: Session, { live, beside, names, liveNames }: Sides): Promise<void> {
  // All at once, and soon given up: whoever waits for one of them behind us waits no longer than that.
  const both = [...liveNames.map((name) => `${live}."${name}"`), ...names.map((name) => `${beside}."${name}"`)]
  await session.query({ text: `LOCK TABLE ${both.join(', ')} IN ACCESS EXCLUSIVE MODE` })
}

/** One set of a name is kept: what was kept before is dropped. */
async function note(session: Session, { number, projection }: Spare): Promise<void> {
  await session.query({
    text: `UPDATE rebuilds SET state = 'kept', error = NULL, swapped_at = now() WHERE number = $1`,
    values: [number],
  })
  const { rows } = await session.query({
    text: `DELETE FROM rebuilds WHERE projection = $1 AND state = 'kept' AND number <> $2 RETURNING number`,
    values: [projection, number],
  })
  for (const row of rows)
    await session.query({ text: `DROP SCHEMA IF EXISTS ${schemaOf(numberOf(row, 'number'))} CASCADE` })
}

const pidOf = async (session: Session): Promise<number> =>
  numberOf((await session.query({ text: 'SELECT pg_backend_pid() AS pid' })).rows[0] ?? {}, 'pid')
