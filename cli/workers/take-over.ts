// Which of two projectors goes on, where one takes over from the other: the newest member of the group, as with the steps
// that write to Kafka. Postgres only tells that somebody else has moved the positions, not which of the two was replaced;
// and one that joins the group anew before it knows takes it back from its successor, which then ends.
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from '../../runtime/errors.ts'
import type { KafkaLog } from '../../runtime/kafka-log.ts'

// A member that was replaced hears of it at its next heartbeat: 3 s is the client's own interval.
const heardMs = 4_000
// Fenced so often within so long each, there is another projector that Kafka knows nothing of.
const fencesMax = 5
const calmMs = 60_000

/**
 * Attempts again after `postgres.fenced`: positions are read once more by a process that is still the group's member.
 * Each attempt finds that out itself, with `asMember`.
 */
export async function takingOver(attempt: () => Promise<void>): Promise<void> {
  for (let fences = 1; ; fences++) {
    const startedAt = performance.now()
    try {
      await attempt()
      return
    } catch (error) {
      if (!hasCode(error, 'postgres.fenced')) throw error
      if (performance.now() - startedAt > calmMs) fences = 1
      if (fences > fencesMax) throw error
    }
  }
}

/** Runs `work` with a log; where its positions were moved, throws `kafka.fenced` if that was by the process's successor. */
export async function asMember(log: KafkaLog, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (hasCode(error, 'postgres.fenced')) {
      await sleep(heardMs, undefined, { signal })
      // Only reading tells a client that it was replaced. What it may read here is read again by the next attempt.
      await log.consumer.consume(1)
    }
    throw error
  }
}
