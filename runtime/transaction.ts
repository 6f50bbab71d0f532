// Records that are written whole or not at all, by who has no batch to read again: what was aborted is written once more.
import { CodelupeError, fail, hasCode } from './errors.ts'
import type { OutgoingRecord, Producer } from './kafka.ts'
import { limits } from './limits.ts'
import { retry } from './retry.ts'

/** Marked points around the commit, where a fault test may kill the process. */
export type Passed = { readonly produced?: () => void; readonly committed?: () => void }

/** One transaction; `producer` has initialised its transactions. `positions` sends offsets that are to move with the records. */
export async function writeTogether(
  producer: Producer,
  records: readonly OutgoingRecord[],
  signal: AbortSignal,
  passed: Passed = {},
  positions: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (let left = limits.abortsMax; ; ) {
    await retry(() => producer.begin(), signal)
    try {
      await producer.produce(records, signal)
      passed.produced?.()
      await retry(positions, signal)
      await retry(() => producer.commit(), signal)
      passed.committed?.()
      return
    } catch (error) {
      // Nobody comes back for what was denied, and left open it would hold back every reader.
      if (hasCode(error, 'kafka.denied')) await undo(producer, error, signal)
      if (!hasCode(error, 'kafka.aborted') || left-- === 0) throw error
      await undo(producer, error, signal)
    }
  }
}

/**
 * Aborts a transaction after `error`. Of one that was not let in the broker knows nothing, and refuses to abort it: then what was
 * denied is all there is to say, and any other end of the client says what came before it.
 */
export async function undo(producer: Producer, error: unknown, signal: AbortSignal): Promise<void> {
  if (hasCode(error, 'kafka.denied')) {
    await Promise.allSettled([producer.abort()])
    return
  }
  try {
    await retry(() => producer.abort(), signal)
  } catch (refusal) {
    if (!(refusal instanceof CodelupeError) || refusal.code !== 'kafka.failed') throw refusal
    throw fail('kafka.failed', `${refusal.detail}; before that: ${detailOf(error)}`, refusal)
  }
}

const detailOf = (error: unknown): string => (error instanceof CodelupeError ? error.detail : String(error))
