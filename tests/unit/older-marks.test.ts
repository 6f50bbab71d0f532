// A position that an older version has moved without its mark: whoever resumes there reads from the marked record on, to know the
// topic again, and hands out nothing that lies below the position, or it would be folded twice (I1).
// Mutant: no look at the offset in runtime/kafka-log.ts.
import { expect, test } from 'vitest'
import type { Consumer, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import { kafkaLogOn } from '../../runtime/kafka-log.ts'
import { markOf } from '../../runtime/resumption.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { filesDecided } from '../../topics/index.ts'

const topic = filesDecided
const at = { topic: topic.name, partition: 0 }
const end = 60
const recordAt = (offset: number): LogRecord => {
  const value = Buffer.from(`record ${offset}`)
  return { ...at, offset, key: `key ${offset}`, value, headers: [], timestamp: 0 }
}

/** One partition of records that say their offset, read a few at a time from wherever it was assigned. */
function partition(onRebalance: (event: RebalanceEvent) => void): Consumer {
  const read = { offset: 0 }
  return {
    get native(): never {
      throw new Error('no native client here')
    },
    subscribe: () => onRebalance({ kind: 'assign', partitions: [at] }),
    consume: async (count) => {
      const from = read.offset
      read.offset = Math.min(end, from + Math.min(count, 7))
      return Array.from({ length: read.offset - from }, (_, index) => recordAt(from + index))
    },
    commit: () => undefined,
    position: () => [{ ...at, offset: read.offset }],
    committed: async () => [],
    assign: () => undefined,
    incrementalAssign: ([start]) => {
      read.offset = start?.offset ?? 0
    },
    incrementalUnassign: () => undefined,
    assignments: () => [at],
    seek: async () => undefined,
    pause: () => undefined,
    resume: () => undefined,
    watermarks: async () => ({ low: 0, high: end }),
    offsetsAt: async (_, place) => [{ ...at, offset: place === 'first' ? 0 : end }],
    partitionsOf: async () => [0],
    close: async () => undefined,
  }
}

test.each([
  ['right before it', 49],
  ['farther back', 20],
])('with a mark %s, the first record is that of the position', async (_, marked) => {
  const log = await kafkaLogOn(async (onRebalance) => partition(onRebalance), { group: 'group', inputs: [topic] })
  const stop = new AbortController()
  const [offsets, from]: [number[], number[]] = [[], []]
  const resume = async () => [{ ...at, offset: 50, after: markOf(recordAt(marked)) }]
  for await (const batch of log.read(resume, stop.signal)) {
    offsets.push(...batch.records.map(({ offset }) => offset))
    from.push(...batch.from.map(({ offset }) => offset))
    if (offsets.at(-1) === end - 1) stop.abort()
  }
  expect(offsets).toEqual(Array.from({ length: 10 }, (_, index) => 50 + index))
  expect(from[0]).toBe(50)
})
