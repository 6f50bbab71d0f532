// Where the model stands. A commit takes the place away and only its success puts one back, so whoever calls again after a
// failure finds none, and has to recover: nothing is ever trained on top of a step that the log does not have (I1).
import { CodelupeError, fail } from '../runtime/errors.ts'
import type { Head } from './recovery.ts'
import type { Buried } from './redriven.ts'

/** A place in the log that the model in the sidecar's memory stands at. */
export type Place = {
  readonly head: Head
  /** Checkpoints of this lineage that are kept, oldest first, and the newest of every other base. */
  readonly kept: readonly string[]
  readonly others: readonly string[]
  /** Samples that stand as buried in this lineage: a redrive may bring them once more. */
  readonly buried: Buried
}

export type Standing = {
  /** Recovery has led to this place. */
  readonly recovered: (place: Place) => void
  /**
   * Lets `work` lead from the place to the next one. Rejects with an error that is never retriable, and leaves no place, where
   * it fails; rejects with `trainer.ahead` where there is no place to begin from.
   */
  readonly goOn: (work: (from: Place) => Promise<Place>) => Promise<void>
}

export function createStanding(): Standing {
  const state: { place: Place | null } = { place: null }
  return {
    recovered: (place) => {
      state.place = place
    },
    goOn: async (work) => {
      const from = state.place
      if (from === null) throw fail('trainer.ahead', 'expected to be at a commit of the log, found a step beyond it')
      state.place = null
      try {
        state.place = await work(from)
      } catch (error) {
        throw notAgain(error)
      }
    },
  }
}

/** What the loop would try again, or read again, ends the trainer instead. */
function notAgain(error: unknown): unknown {
  if (!(error instanceof CodelupeError)) return error
  const { code, retriable, message } = error
  return retriable || code === 'kafka.aborted' ? fail('trainer.ahead', `the commit failed: ${message}`, error) : error
}
