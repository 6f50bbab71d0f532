// However long a topic is, a log takes no more of it than a batch while its sink is slow: lag grows, memory does not (I9).
// Mutants: a batch without a bound of its bytes, or as many large records asked for as small ones (runtime/kafka-log.ts); lanes
// that are never paused (runtime/lane-log.ts).
import { expect, test } from 'vitest'
import type { Consumer, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import { kafkaLogOn } from '../../runtime/kafka-log.ts'
import { laneLogOn } from '../../runtime/lane-log.ts'
import { limits } from '../../runtime/limits.ts'
import type { LogRecord, Partition } from '../../runtime/step.ts'
import { samplesAccepted } from '../../topics/index.ts'

const topic = samplesAccepted
const partitions: readonly Partition[] = [0, 1, 2].map((partition) => ({ topic: topic.name, partition }))
const end = 1_000_000

/** A topic that is as good as endless, and what was taken of it. */
function endless(recordBytes: number, onRebalance: (event: RebalanceEvent) => void = () => undefined) {
  const value = Buffer.alloc(recordBytes)
  const taken = { records: 0 }
  const offsets = new Map(partitions.map(({ partition }) => [partition, 0]))
  const paused = new Set<number>()
  const consume = async (count: number): Promise<readonly LogRecord[]> => {
    const open = [...offsets.keys()].filter((partition) => !paused.has(partition))
    return Array.from({ length: open.length === 0 ? 0 : count }, (_, index) => {
      const partition = open[index % open.length] ?? 0
      const offset = offsets.get(partition) ?? 0
      offsets.set(partition, offset + 1)
      taken.records++
      return { topic: topic.name, partition, offset, key: '', value, headers: [], timestamp: 0 }
    })
  }
  const consumer: Consumer = {
    get native(): never {
      throw new Error('no native client here')
    },
    subscribe: () => onRebalance({ kind: 'assign', partitions }),
    consume,
    commit: () => undefined,
    position: () => [...offsets].map(([partition, offset]) => ({ topic: topic.name, partition, offset })),
    committed: async () => [],
    assign: () => undefined,
    incrementalAssign: () => undefined,
    incrementalUnassign: () => undefined,
    assignments: () => partitions,
    seek: async () => undefined,
    pause: (wanted) => {
      for (const { partition } of wanted) paused.add(partition)
    },
    resume: (wanted) => {
      for (const { partition } of wanted) paused.delete(partition)
    },
    watermarks: async () => ({ low: 0, high: end }),
    offsetsAt: async (wanted, place) => wanted.map((at) => ({ ...at, offset: place === 'first' ? 0 : end })),
    partitionsOf: async () => [0, 1, 2],
    close: async () => undefined,
  }
  return { consumer, taken }
}

const fromTheStart = async () => partitions.map((at) => ({ ...at, offset: 0 }))

test.each([
  ['small', 100, limits.batchRecordsMax],
  ['large', 262_144, limits.batchBytesMax / 262_144],
])('a gate with %s records holds one batch while it commits', async (_, bytes, recordsMax) => {
  const topicOf: { taken?: { records: number } } = {}
  const log = await kafkaLogOn(
    async (onRebalance) => {
      const { consumer, taken } = endless(bytes, onRebalance)
      topicOf.taken = taken
      return consumer
    },
    { group: 'group', inputs: [topic] },
  )
  const stop = new AbortController()
  let held = 0
  let turns = 0
  for await (const batch of log.read(fromTheStart, stop.signal)) {
    held = (topicOf.taken?.records ?? 0) - held
    expect(batch.records).toHaveLength(held)
    // How large records are is known from the second chunk on.
    expect(held).toBeLessThanOrEqual(turns++ === 0 ? Math.max(recordsMax, limits.consumeRecordsMax) : recordsMax)
    // The sink takes its time.
    await new Promise((resolve) => setTimeout(resolve, 20))
    held = topicOf.taken?.records ?? 0
    if (held >= 5 * recordsMax) stop.abort()
  }
  expect(topicOf.taken?.records).toBeGreaterThan(0)
})

test('the trainer waits for a number of samples that it cannot hold, and holds some', async () => {
  const { consumer, taken } = endless(1_000)
  const stop = new AbortController()
  const looks = { idle: 0 }
  const log = laneLogOn(consumer, async () => partitions, {
    topics: [topic],
    group: 'group',
    weigh: ({ value }) => value.length,
    pack: () => ({ kind: 'unread', topic: topic.name, partition: 0 }),
    recordsMin: () => Number.POSITIVE_INFINITY,
    prepare: async () => undefined,
    idle: () => {
      if (++looks.idle > 200) stop.abort()
    },
  })
  for await (const batch of log.read(fromTheStart, stop.signal)) expect(batch).toBe('no batch')
  expect(looks.idle).toBeGreaterThan(200)
  expect(taken.records).toBeLessThanOrEqual(partitions.length * (512 + limits.consumeRecordsMax))
})
