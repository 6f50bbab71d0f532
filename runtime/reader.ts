// Bounded reads without a group: ranges of a topic from one offset to an end that was seen at the start.
// What a transaction has not committed is never returned; `high` ends wait until open transactions below them settle.
import { type Consumer, type KafkaAddress, openConsumer } from './kafka.ts'
import { limits } from './limits.ts'
import { retry } from './retry.ts'
import type { LogRecord, Partition, Position } from './step.ts'

/** Offsets `from` (inclusive) to `to` (exclusive) of one partition. */
export type Range = Partition & { readonly from: number; readonly to: number }

/** `stable`: what a reader may see now. `high`: everything written so far, once open transactions have ended. */
export type RangeEnd = 'stable' | 'high'

const readerGroup = 'codelupe.reader'

const isolation = (end: RangeEnd): Readonly<Record<string, unknown>> => ({
  'isolation.level': end === 'high' ? 'read_uncommitted' : 'read_committed',
})

// Small fetches, for what one brings is unpacked whole, and a queue of their size. A full queue is looked at again soon:
// the client's own second made a fold of 100,000 files take 62 s where this takes 17 s.
const reading = {
  'enable.partition.eof': true,
  'fetch.message.max.bytes': 131_072,
  'queued.max.messages.kbytes': 4_096,
  'fetch.queue.backoff.ms': 10,
} as const

/** The whole of these topics as ranges; topics that do not exist have none. */
export async function rangesOf(
  address: KafkaAddress,
  topics: readonly string[],
  end: RangeEnd,
): Promise<readonly Range[]> {
  const consumer = await openConsumer(address, { group: readerGroup, properties: isolation(end) })
  try {
    const ranges: Range[] = []
    for (const topic of topics) {
      for (const partition of await consumer.partitionsOf(topic)) {
        const { low, high } = await endsOf(consumer, { topic, partition })
        ranges.push({ topic, partition, from: low, to: high })
      }
    }
    return ranges
  } finally {
    await consumer.close()
  }
}

/** How many partitions each of these topics has; those that do not exist are left out. */
export async function partitionCounts(
  address: KafkaAddress,
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const consumer = await openConsumer(address, { group: readerGroup })
  try {
    const counts = await Promise.all(topics.map(async (topic) => (await consumer.partitionsOf(topic)).length))
    return new Map(topics.flatMap((topic, at) => (counts[at] === 0 ? [] : [[topic, counts[at] ?? 0] as const])))
  } finally {
    await consumer.close()
  }
}

// A topic made a moment ago has partitions whose leader does not know yet that it is one: it is asked again.
const endsOf = (consumer: Consumer, at: Partition): ReturnType<Consumer['watermarks']> =>
  retry(() => consumer.watermarks(at), AbortSignal.timeout(limits.kafkaCallMsMax))

/**
 * Ends of everything written so far, open transactions included. A broker marks the partitions of one transaction one after
 * another: for a moment a position is committed while what was written with it is not stable yet. Who holds positions
 * against ends asks for these, after the positions: whatever a position has passed lies below them.
 */
export async function writtenEnds(address: KafkaAddress, topics: readonly string[]): Promise<readonly Position[]> {
  const consumer = await openConsumer(address, { group: readerGroup, properties: isolation('high') })
  try {
    const partitions = await Promise.all(
      topics.map(async (topic) => (await consumer.partitionsOf(topic)).map((partition) => ({ topic, partition }))),
    )
    const asked = partitions.flat()
    return await retry(() => consumer.offsetsAt(asked, 'end'), AbortSignal.timeout(limits.kafkaCallMsMax))
  } finally {
    await consumer.close()
  }
}

/** The records of these ranges, in order within each partition, in chunks. */
export async function* readRanges(
  address: KafkaAddress,
  ranges: readonly Range[],
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  const open = new Map(ranges.filter((range) => range.to > range.from).map((range) => [keyOf(range), range]))
  if (open.size === 0) return
  const consumer = await openConsumer(address, { group: readerGroup, properties: reading })
  try {
    consumer.assign([...open.values()].map(({ topic, partition, from }) => ({ topic, partition, offset: from })))
    let count: number = limits.consumeRecordsMax
    while (open.size > 0 && !signal.aborted) {
      const chunk = await consumer.consume(count)
      count = countAfter(chunk, count)
      const records = chunk.filter((record) => record.offset < (open.get(keyOf(record))?.to ?? 0))
      closeReached(consumer, open)
      if (records.length > 0) yield records
    }
  } finally {
    await consumer.close()
  }
}

/** As many records as the last ones' size lets into a chunk: each call costs, and a chunk is held whole. */
function countAfter(chunk: readonly LogRecord[], before: number): number {
  if (chunk.length === 0) return before
  const bytes = chunk.reduce((sum, { value }) => sum + value.length, 0)
  const fitting = Math.floor((limits.readChunkBytes * chunk.length) / Math.max(1, bytes))
  return Math.max(limits.readChunkRecordsMin, Math.min(limits.readChunkRecordsMax, fitting))
}

// The position steps past commit markers and aborted records, so it reaches the end where no record does.
function closeReached(consumer: Consumer, open: Map<string, Range>): void {
  for (const position of consumer.position([...open.values()])) {
    const range = open.get(keyOf(position))
    if (range !== undefined && position.offset >= range.to) open.delete(keyOf(position))
  }
}

const keyOf = (at: Partition): string => `${at.topic}/${at.partition}`
