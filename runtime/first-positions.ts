// The first positions of consumer groups: written at provisioning, because consumers never reset by themselves.
import { setTimeout as sleep } from 'node:timers/promises'
import { fail } from './errors.ts'
import { type Consumer, type KafkaAddress, openConsumer } from './kafka.ts'
import { limits } from './limits.ts'
import type { Position } from './step.ts'

/** Commits positions of a group without members: how its first ones are written. */
export async function commitPositions(
  address: KafkaAddress,
  group: string,
  positions: readonly Position[],
): Promise<void> {
  const consumer = await openConsumer(address, { group })
  try {
    // Not commitSync, which holds up the whole process, without a bound, until the group's coordinator answers.
    consumer.commit(positions)
    await untilCommitted(consumer, group, positions)
  } finally {
    await consumer.close()
  }
}

async function untilCommitted(consumer: Consumer, group: string, positions: readonly Position[]): Promise<void> {
  const deadline = performance.now() + limits.kafkaConnectMsMax
  for (;;) {
    const found = await consumer.committed(positions)
    const missing = positions.filter(
      (one) =>
        !found.some((at) => at.topic === one.topic && at.partition === one.partition && at.offset === one.offset),
    )
    if (missing.length === 0) return
    if (performance.now() > deadline) {
      const expected = `expected ${positions.length} first positions of ${group} to be committed`
      throw fail('kafka.unavailable', `${expected}, found that ${missing.length} are not`)
    }
    await sleep(limits.kafkaPollMs)
  }
}
