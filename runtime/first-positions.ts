// The first positions of consumer groups: written at provisioning, because consumers never reset by themselves.
import { fail } from './errors.ts'
import { type Consumer, type KafkaAddress, openConsumer } from './kafka.ts'
import { limits } from './limits.ts'
import { retry } from './retry.ts'
import type { Position } from './step.ts'

/** Commits positions of a group without members: how its first ones are written. Throws `kafka.unavailable`. */
export async function commitPositions(
  address: KafkaAddress,
  group: string,
  positions: readonly Position[],
): Promise<void> {
  const consumer = await openConsumer(address, { group })
  try {
    // A group that is new has no coordinator yet, and a commit that it refuses says nothing: so it is read back.
    await retry(() => commitAndRead(consumer, group, positions), AbortSignal.timeout(limits.kafkaCallMsMax))
  } finally {
    await consumer.close()
  }
}

// Not commitSync, which holds up the whole process, without a bound, until the group's coordinator answers.
async function commitAndRead(consumer: Consumer, group: string, positions: readonly Position[]): Promise<void> {
  consumer.commit(positions)
  const found = await consumer.committed(positions)
  const missing = positions.filter(
    (one) => !found.some((at) => at.topic === one.topic && at.partition === one.partition && at.offset === one.offset),
  )
  if (missing.length === 0) return
  const expected = `expected ${positions.length} first positions of ${group} to be committed`
  throw fail('kafka.unavailable', `${expected}, found that ${missing.length} are not`)
}
