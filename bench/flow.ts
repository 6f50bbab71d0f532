// What a figure waits for: every submission's outcome projected, no lag anywhere, nothing lost or doubled.
import { setTimeout as sleep } from 'node:timers/promises'
import { withClients } from '../cli/connect.ts'
import { observeWith } from '../cli/observe.ts'
import { readStatus, type Status } from '../cli/queries/status.ts'
import type { Home } from './home.ts'

export type Settled = {
  readonly status: Status
  /** When the last outcome was projected, and when no step had lag any more, by performance.now(). */
  readonly decidedAt: number
  readonly settledAt: number
}

const pollMs = 100
const silenceMsMax = 120_000

const lagOf = ({ steps }: Status): number =>
  steps.filter(({ step }) => step !== 'trainer').reduce((sum, { lag }) => sum + lag, 0)

/** Waits until so many files have an outcome and nothing lags. Throws where nothing moves for two minutes. */
export async function untilSettled(
  home: Home,
  files: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Settled> {
  return withClients(home.connection, async ({ admin, database }) => {
    const seen = { outcomes: -1, movedAt: performance.now(), decidedAt: 0, saidAt: performance.now() }
    for (;;) {
      const status = await readStatus(database, observeWith(admin, home.connection.kafka), signal)
      const { accepted, rejected, dead } = status.files
      const outcomes = accepted + rejected + dead
      const now = performance.now()
      if (outcomes !== seen.outcomes) [seen.outcomes, seen.movedAt] = [outcomes, now]
      if (outcomes >= files && seen.decidedAt === 0) seen.decidedAt = now
      const lag = lagOf(status)
      if (seen.decidedAt > 0 && lag === 0) return { status, decidedAt: seen.decidedAt, settledAt: now }
      if (now - seen.movedAt > silenceMsMax)
        throw new Error(
          `expected ${files} outcomes, found ${outcomes} and a lag of ${lag}; logs in ${home.config.home}`,
        )
      if (now - seen.saidAt > 5_000) {
        say(`${outcomes} of ${files} files decided, lag ${lag}`)
        seen.saidAt = now
      }
      await sleep(pollMs, undefined, { signal })
    }
  })
}

/** Throws where the books do not balance: a figure of a pipeline that loses files is worth nothing. */
export function requireConserved({ files, conservation }: Status, submitted: number): void {
  const outcomes = files.accepted + files.rejected + files.dead
  const balanced = files.submitted === submitted && outcomes === submitted && files.dead === 0 && files.inFlight === 0
  if (!balanced || conservation.gap !== 0)
    throw new Error(
      `expected ${submitted} files with one outcome each, found ${JSON.stringify({ files, conservation })}`,
    )
}
