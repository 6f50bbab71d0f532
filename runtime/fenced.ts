// When a fenced worker may be started again: once nobody else holds its identity. A broker that stood still fences a member by
// its own repeated request to join, and one that has ended a transaction for its age fences the producer, with no twin
// anywhere; and so does a twin that has ended since.
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from './limits.ts'

/** A member of a group as the broker tells it: the id of a static one begins with its instance's name and a hyphen. */
export type Member = { readonly id: string; readonly client: string }

export const memberOf = ({ memberId, clientId }: { memberId: string; clientId: string }): Member => ({
  id: memberId,
  client: clientId,
})

/** What the Kafka clients of a process call themselves (client.id): a process that has ended is a member for a session more. */
export const clientOf = (pid: number): string => `codelupe-${hostname()}-${pid}`

/** Whether one of these is a member under this instance id, and not the process that has ended itself. */
export const isTaken = (members: readonly Member[], instance: string, ended: number): boolean =>
  members.some(({ id, client }) => id.startsWith(`${instance}-`) && client !== clientOf(ended))

/**
 * Whether another process holds the identity of this worker, whose own process was `ended`. Rejects where that cannot be
 * found out at the moment.
 */
export type Taken = (worker: string, ended: number) => Promise<boolean>

// A twin that was just started may not have joined yet at one look.
const looksFree = 2

/** Resolves once the identity was free at two looks in a row; rejects when the signal aborts. */
export async function untilFree(
  taken: () => Promise<boolean>,
  signal: AbortSignal,
  everyMs: number = limits.fencedLookMs,
): Promise<void> {
  for (let free = 0; free < looksFree; ) {
    await sleep(everyMs, undefined, { signal })
    free = (await taken().catch(() => true)) ? 0 : free + 1
  }
}
