// What of a topic is read: the ranges between its first offset and its stable end of now, shortened by what a query can mean;
// for EMIT CHANGES, what comes after the end.
import { type KafkaAddress, openConsumer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { type Range, rangesOf, readRanges } from '../../runtime/reader.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { everything, type Pruned } from './prune.ts'

const readerGroup = 'codelupe.reader'
/** Bytes of one block: fewer records where they are large. */
const blockBytesMax = 16 * 1_048_576

/** Records of a topic, as a query needs them. Tests have one in memory. */
export type SqlLog = {
  /** What is there now and may be meant, in blocks. */
  readonly bounded: (topic: string, pruned: Pruned, signal: AbortSignal) => AsyncGenerator<readonly LogRecord[]>
  /** What is written from now on, until the signal aborts. */
  readonly changes: (topic: string, signal: AbortSignal) => AsyncGenerator<readonly LogRecord[]>
}

export const sqlLogOn = (address: KafkaAddress): SqlLog => ({
  bounded: (topic, pruned, signal) => readBounded(address, topic, pruned, signal),
  changes: (topic, signal) => readChanges(address, topic, signal),
})

/** The ranges of a topic that a query needs; none where it needs none, or where the topic is not there. */
async function neededRanges(
  address: KafkaAddress,
  topic: string,
  { partitions, offsets, times }: Pruned,
): Promise<readonly Range[]> {
  const all = await rangesOf(address, [topic], 'stable')
  const own = all
    .filter(({ partition }) => partitions === null || partitions.has(partition))
    .map((range) => ({
      ...range,
      from: Math.max(range.from, Math.ceil(offsets.from)),
      to: Math.min(range.to, Math.floor(offsets.to) + 1),
    }))
    .filter(({ from, to }) => from < to)
  return times === everything || own.length === 0 ? own : timed(address, own, times)
}

/**
 * Offsets of a time are those of the first record of it or later. Those who write have clocks of their own, so what was
 * written after may say an earlier time: by no more than `sqlClockMsMax`.
 */
async function timed(
  address: KafkaAddress,
  ranges: readonly Range[],
  { from, to }: Pruned['times'],
): Promise<readonly Range[]> {
  const consumer = await openConsumer(address, { group: readerGroup })
  const first = async (time: number): Promise<ReadonlyMap<number, number>> => {
    const found = await consumer.offsetsAt(ranges, Math.max(0, Math.floor(time)))
    return new Map(found.map(({ partition, offset }) => [partition, offset]))
  }
  try {
    const starts = Number.isFinite(from) ? await first(from) : null
    const ends = Number.isFinite(to) ? await first(to + limits.sqlClockMsMax) : null
    return ranges
      .map((range) => ({
        ...range,
        // A partition without a record of that time or later has none to give.
        from: starts === null ? range.from : Math.max(range.from, starts.get(range.partition) ?? range.to),
        to: Math.min(range.to, ends?.get(range.partition) ?? range.to),
      }))
      .filter((range) => range.from < range.to)
  } finally {
    await consumer.close()
  }
}

/** Records in blocks that are worth staging: the first is small, so that its rows are there soon. */
async function* blocksOf(chunks: AsyncIterable<readonly LogRecord[]>): AsyncGenerator<readonly LogRecord[]> {
  let block: LogRecord[] = []
  let bytes = 0
  let most: number = limits.consumeRecordsMax
  for await (const chunk of chunks) {
    for (const record of chunk) {
      block.push(record)
      bytes += record.value.length
    }
    if (block.length < most && bytes < blockBytesMax) continue
    yield block
    block = []
    bytes = 0
    most = limits.sqlBatchRecordsMax
  }
  if (block.length > 0) yield block
}

async function* readBounded(
  address: KafkaAddress,
  topic: string,
  pruned: Pruned,
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  yield* blocksOf(readRanges(address, await neededRanges(address, topic, pruned), signal))
}

async function* readChanges(
  address: KafkaAddress,
  topic: string,
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  const ends = await rangesOf(address, [topic], 'stable')
  const consumer = await openConsumer(address, { group: readerGroup })
  try {
    consumer.assign(ends.map(({ partition, to }) => ({ topic, partition, offset: to })))
    while (!signal.aborted) {
      const records = await consumer.consume(limits.consumeRecordsMax)
      if (records.length > 0) yield records
    }
  } finally {
    await consumer.close()
  }
}
