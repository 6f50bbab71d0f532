// A transaction that takes longer than the broker allows is ended by the broker, and then its producer is fenced, just as by a
// twin. A gate finds out by its group whether there is one (runtime/fenced.ts); the trainer has no group, but a log of commits.
import { type CodelupeError, fail, hasCode } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'

/** Where a transaction failed: its age, and whether anybody else has committed since this process read the log. */
export type Failed = { readonly ageMs: number; readonly othersCommitted: () => Promise<boolean> }

/**
 * `kafka.expired` in the place of `kafka.fenced`, where the transaction was old enough for the broker to end it and nobody else
 * has committed: then the process may be started again. Two that started at once do not fence each other for ever so: a
 * transaction that was fenced by a twin is young, but for one that stood still, and that one is fenced once.
 */
export async function expiredOr(error: unknown, { ageMs, othersCommitted }: Failed): Promise<unknown> {
  if (!hasCode(error, 'kafka.fenced') || ageMs <= limits.transactionMsMax) return error
  // Where that cannot be found out at the moment there may be one.
  const others = await othersCommitted().catch(() => true)
  return others ? error : expired(error, ageMs)
}

const expired = (cause: unknown, ageMs: number): CodelupeError => {
  const found = `expected a transaction of at most ${limits.transactionMsMax / 1_000} s, found one of ${Math.round(ageMs / 1_000)} s`
  return fail('kafka.expired', found, cause)
}
