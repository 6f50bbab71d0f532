// When a fenced worker may be started again: once nobody holds its identity any more. A broker that stood still fences a
// member by its own repeated request to join, with no twin anywhere, and so does a twin that has ended since.
import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from './limits.ts'

/** Whether another process holds the identity of this worker. Rejects where that cannot be found out at the moment. */
export type Taken = (worker: string) => Promise<boolean>

// A twin that was just started may not have joined yet at one look.
const looksFree = 2

/** Resolves once the identity was free at two looks in a row; rejects when the signal aborts. */
export async function untilFree(
  worker: string,
  taken: Taken,
  signal: AbortSignal,
  everyMs: number = limits.fencedLookMs,
): Promise<void> {
  for (let free = 0; free < looksFree; ) {
    await sleep(everyMs, undefined, { signal })
    free = (await taken(worker).catch(() => true)) ? 0 : free + 1
  }
}
