// When a fenced worker may be started again: once nobody holds its identity any more. A broker that stood still fences a
// member by its own repeated request to join, and one that has ended a transaction for its age fences the producer, with no
// twin anywhere; and so does a twin that has ended since.
import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from './limits.ts'

/**
 * Whether a process holds the identity of this worker; the one that has ended does for a session more, which is time for a twin
 * that has fenced it to join. Rejects where it cannot be found out at the moment.
 */
export type Taken = (worker: string) => Promise<boolean>

/** Whether one of these ids is of a member under this instance id: that of a static one begins with it and a hyphen. */
export const isTaken = (memberIds: readonly string[], instance: string): boolean =>
  memberIds.some((id) => id.startsWith(`${instance}-`))

// A session that has just run out is no proof alone.
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
