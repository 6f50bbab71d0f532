// The burial breaker: a bad deploy must not bury the log. More than 100 burials, and over 20 % of the last 1,000
// records, stop the step; whoever has looked at them may raise the number, and start it again.
import { isRedrive } from '../topics/index.ts'
import { fail } from './errors.ts'
import { limits } from './limits.ts'
import type { Outcome } from './step.ts'

export type Breaker = {
  /** Throws `breaker.open` before the batch that opens it is committed. */
  readonly observe: (outcomes: readonly Outcome<unknown>[]) => void
}

/** `burialsMin`: burials of this run before the share is looked at. */
export function createBreaker(step: string, burialsMin: number = limits.burialsMin): Breaker {
  const window: boolean[] = []
  const counts = { total: 0, inWindow: 0 }
  return {
    observe: (outcomes) => {
      for (const outcome of outcomes) {
        // An operator has asked for these once more, in a number that is bounded: they say nothing of what comes in.
        if (isRedrive(outcome.record.topic)) continue
        const buried = outcome.kind === 'burial'
        window.push(buried)
        if (buried) {
          counts.total++
          counts.inWindow++
        }
        if (window.length > limits.breakerWindow && window.shift() === true) counts.inWindow--
      }
      if (counts.total > burialsMin && counts.inWindow > limits.burialShareMax * window.length) {
        throw fail(
          'breaker.open',
          `${step} buried ${counts.total} records, ${counts.inWindow} of its last ${window.length}`,
        )
      }
    },
  }
}
