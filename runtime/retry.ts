// The only retry: a commit is tried again, with the same outcomes, while its error says `retriable`.
// Full jitter between a growing bound, within the attempts of limits.ts; anything else ends the process (positions make
// a restart safe).
import { ExponentialBackoff, handleWhen, retry as policy } from 'cockatiel'
import { isRetriable } from './errors.ts'
import { limits } from './limits.ts'

/**
 * Runs `attempt` until it succeeds, fails for good, or the attempts are used up; rejects with its last error. `failed` is
 * told each error.
 */
export async function retry<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
  attemptsMax: number = limits.commitAttemptsMax,
  failed?: (error: unknown) => void,
): Promise<Result> {
  const backoff = new ExponentialBackoff({ initialDelay: limits.retryWaitMsMin, maxDelay: limits.retryWaitMsMax })
  const retrying = policy(handleWhen(isRetriable), { maxAttempts: attemptsMax - 1, backoff })
  if (failed !== undefined)
    retrying.onFailure(({ reason }) => {
      if ('error' in reason) failed(reason.error)
    })
  return retrying.execute(attempt, signal)
}
