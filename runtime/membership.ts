// Whether a step is in its group still. A client that loses its membership while the broker is away gives its partitions back
// and joins again; it has been seen not to, for as long as anybody looked: its loop turns, nothing fails, and nothing is read.
import { openAdmin } from './admin.ts'
import { fail } from './errors.ts'
import { isTaken } from './fenced.ts'
import type { KafkaAddress } from './kafka-clients.ts'
import { limits } from './limits.ts'
import { within } from './within.ts'

/** Told at each turn how many partitions are assigned. Rejects with `kafka.failed` where the step is a member no more. */
export type Membership = (assigned: number) => Promise<void>

export type MembershipParts = {
  readonly group: string
  /** Asks the group's coordinator. */
  readonly isMember: () => Promise<boolean>
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

// One that joins just then may not be there yet at one look.
const missedMax = 2

/** Without partitions the coordinator is asked now and then: one of more members than there are partitions has none either. */
export function watchMembership({ group, isMember, now }: MembershipParts): Membership {
  const state = { lookedAt: now(), missed: 0 }
  return async (assigned) => {
    if (assigned > 0) {
      state.lookedAt = now()
      state.missed = 0
    }
    if (now() - state.lookedAt < limits.memberLookMs) return
    // Who cannot be asked says nothing of it.
    const found = await within(limits.kafkaLookMsMax, isMember(), () => new Error('no answer')).catch(() => true)
    state.lookedAt = now()
    state.missed = found ? 0 : state.missed + 1
    if (state.missed >= missedMax)
      throw fail(
        'kafka.failed',
        `expected to be a member of ${group}, found none of this name, and a client that waits`,
      )
  }
}

/** Whether a group has a member of this instance id. */
export async function isMemberOf(address: KafkaAddress, group: string, instance: string): Promise<boolean> {
  const admin = await openAdmin(address)
  try {
    return isTaken(await admin.members(group), instance)
  } finally {
    await admin.close()
  }
}
