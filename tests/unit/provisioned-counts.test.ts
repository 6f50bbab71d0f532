// A topic that was just made and that the broker does not show yet is asked for again; another number of partitions is not.
// Mutant: requireSeen (runtime/partitions.ts) finds every topic.
import { expect, test } from 'vitest'
import { requireCounts, requireSeen } from '../../runtime/partitions.ts'
import { filesQuality, operationsRecorded } from '../../topics/index.ts'

const topics = [filesQuality, operationsRecorded]

test('a topic that the broker does not know yet is no topic of another number of partitions', () => {
  const found = new Map([[filesQuality.name, 6]])
  expect(() => requireCounts(topics, 6, requireSeen(topics, found))).toThrow(
    expect.objectContaining({ code: 'kafka.unavailable', retriable: true }),
  )
})

test('topics that are there are counted, and another number is refused for good', () => {
  const found = new Map([
    [filesQuality.name, 6],
    [operationsRecorded.name, 1],
  ])
  expect(() => requireCounts(topics, 6, requireSeen(topics, found))).not.toThrow()
  expect(() => requireCounts(topics, 4, requireSeen(topics, found))).toThrow(
    expect.objectContaining({ code: 'kafka.partitions-changed', retriable: false }),
  )
})
