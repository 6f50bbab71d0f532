// Records that are written whole or not at all, by who has no batch to read again: what was aborted is written once more.
import { hasCode } from './errors.ts'
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
      if (hasCode(error, 'kafka.denied')) await Promise.allSettled([producer.abort()])
      if (!hasCode(error, 'kafka.aborted') || left-- === 0) throw error
      await retry(() => producer.abort(), signal)
    }
  }
}
