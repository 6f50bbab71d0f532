// Records that are written whole or not at all, by who has no batch to read again: what was aborted is written once more.
import { hasCode } from './errors.ts'
import type { OutgoingRecord, Producer } from './kafka.ts'
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
  for (;;) {
    await retry(() => producer.begin(), signal)
    try {
      await producer.produce(records, signal)
      passed.produced?.()
      await retry(positions, signal)
      await retry(() => producer.commit(), signal)
      passed.committed?.()
      return
    } catch (error) {
      if (!hasCode(error, 'kafka.aborted')) throw error
      await retry(() => producer.abort(), signal)
    }
  }
}
