// Records of a topic copied into another one that no step reads: same key, same bytes, same partition where the counts agree,
// each with the replay that has made it and the place that it was read at. A second run goes on behind what the target holds,
// and fences a first one that still runs.
import type { Passing } from '../../runtime/crash-point.ts'
import { fail, hasCode } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { type Operation, operationRecord } from '../../runtime/operations.ts'
import { type Range, readRanges } from '../../runtime/reader.ts'
import type { Headers, LogRecord } from '../../runtime/step.ts'
import type { Topic } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { readOperations } from '../rulesets/promotions.ts'
import { type Chosen, choose, detailOf, nameOf } from './question.ts'
import { prepareTarget, reachedIn } from './topic-target.ts'
import type { Answer, Where } from './where.ts'
import { openReplayWriter, type ReplayWriter } from './writer.ts'

export type TopicReplayAsk = {
  readonly connection: Connection
  readonly from: Topic
  readonly into: string
  readonly ranges: readonly Range[]
  /** The range as it was typed. */
  readonly range: string
  /** The expression, as it was typed, and compiled; null: every record. */
  readonly where: { readonly text: string; readonly matches: Where } | null
  /** Id of an earlier run to go on with; null: that of the same question where it has not ended, or a new one. */
  readonly replay: string | null
  readonly rate: number
  readonly by: string
  readonly now: () => number
  readonly progress: (line: string) => void
  /** Told which replay it is before anything is written. */
  readonly begun?: (chosen: Chosen) => void
  readonly passing?: Passing
}

/** Counts of one partition: records of the range, those that are wanted, and those the expression has no answer for. */
export type PartitionCounts = {
  readonly partition: number
  readonly from: number
  readonly to: number
  read: number
  matched: number
  unanswered: number
}

export type TopicReplay = {
  readonly replay: string
  readonly topic: string
  readonly into: string
  readonly partitions: readonly PartitionCounts[]
  /** Copies written by this run; 0 in a dry run. */
  readonly written: number
  /** Copies that an earlier run of the same id had written. */
  readonly before: number
}

/** What would be copied, by partition. */
export async function rehearseTopic(ask: TopicReplayAsk, signal: AbortSignal): Promise<TopicReplay> {
  const { connection, from, into, ranges, replay: id } = ask
  const chosen = choose(await readOperations(connection, signal), ask, ranges, id)
  ask.begun?.(chosen)
  const partitions = countersOf(chosen.ranges)
  for await (const _ of wanted({ ...ask, ranges: chosen.ranges }, partitions, signal))
    ask.progress(progressLine(partitions))
  return { replay: chosen.replay, topic: from.name, into, partitions, written: 0, before: 0 }
}

/** Copies. Throws `replay.differs` where the id has begun with something else, `replay.fenced` where another took over. */
export async function replayTopic(ask: TopicReplayAsk, signal: AbortSignal): Promise<TopicReplay> {
  const { connection, into, rate } = ask
  const samePartitions = await prepareTarget(ask)
  const writer = await openReplayWriter(connection.kafka, nameOf(ask), rate, signal, ask.passing)
  try {
    const chosen = choose(await readOperations(connection, signal), ask, ask.ranges, ask.replay)
    const { replay, ranges, earlier } = chosen
    ask.begun?.(chosen)
    const run: Run = { ask: { ...ask, ranges }, replay, writer, partitions: countersOf(ranges) }
    if (earlier.length === 0) await record(run, 'started', signal)
    const { reached, copies } = await reachedIn(connection, into, replay, signal)
    await copy(run, reached, samePartitions, signal)
    if (!earlier.some(({ state }) => state === 'done')) await record(run, 'done', signal)
    return { replay, topic: ask.from.name, into, partitions: run.partitions, written: writer.written(), before: copies }
  } catch (error) {
    if (!hasCode(error, 'kafka.fenced')) throw error
    throw fail('replay.fenced', `${writer.written()} records were copied by then`, error)
  } finally {
    await writer.close()
  }
}

type Run = {
  readonly ask: TopicReplayAsk
  readonly replay: string
  readonly writer: ReplayWriter
  readonly partitions: readonly PartitionCounts[]
}

const countersOf = (ranges: readonly Range[]): readonly PartitionCounts[] =>
  ranges.map(({ partition, from, to }) => ({ partition, from, to, read: 0, matched: 0, unanswered: 0 }))

async function copy(
  { ask, replay, writer, partitions }: Run,
  reached: ReadonlyMap<number, number>,
  samePartitions: boolean,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const records of wanted(ask, partitions, signal)) {
      for (const one of records) {
        if (one.offset <= (reached.get(one.partition) ?? -1)) continue
        const place = samePartitions ? { partition: one.partition } : {}
        await writer.add({
          topic: ask.into,
          ...place,
          key: one.key,
          value: one.value,
          headers: headersFor(one, replay),
        })
      }
      ask.progress(progressLine(partitions))
    }
    await writer.flush()
  } catch (error) {
    if (signal.aborted)
      await record({ ask, replay, writer, partitions }, 'stopped', AbortSignal.timeout(limits.promptMsMax / 2))
    throw error
  }
}

/** The records that are asked for, in order within each partition; counts them. */
async function* wanted(
  { connection, ranges, where }: TopicReplayAsk,
  partitions: readonly PartitionCounts[],
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  const reader = connection.registry.plainReader()
  const counters = new Map(partitions.map((counts) => [counts.partition, counts]))
  for await (const records of readRanges(connection.kafka, ranges, signal)) {
    if (where !== null) await reader.prepare(records)
    yield records.filter((one) => {
      const answer: Answer = where === null ? 'yes' : where.matches(one, reader.read(one.value))
      const counts = counters.get(one.partition)
      if (counts !== undefined) {
        counts.read++
        if (answer === 'yes') counts.matched++
        if (answer === 'unanswered') counts.unanswered++
      }
      return answer === 'yes'
    })
  }
  signal.throwIfAborted()
}

const own = ['x-replay-id', 'x-replay-original']

/** The record's own headers, and where the copy comes from. */
const headersFor = ({ topic, partition, offset, headers }: LogRecord, replay: string): Headers => [
  ...headers.filter(([name]) => !own.includes(name)),
  ['x-replay-id', replay],
  ['x-replay-original', `${topic}:${partition}:${offset}`],
]

async function record(
  { ask, replay, writer, partitions }: Run,
  state: Operation['state'],
  signal: AbortSignal,
): Promise<void> {
  const at = (of: 'from' | 'to') =>
    ask.ranges.map((range) => ({ topic: range.topic, partition: range.partition, offset: range[of] }))
  const total = (of: 'read' | 'matched' | 'unanswered'): number =>
    partitions.reduce((sum, counts) => sum + counts[of], 0)
  const operation: Operation = {
    operation: replay,
    kind: 'replay',
    state,
    by: ask.by,
    at: ask.now(),
    about: `${ask.from.name} into ${ask.into}`,
    from: at('from'),
    to: at('to'),
    counts: {
      read: total('read'),
      matched: total('matched'),
      unanswered: total('unanswered'),
      written: writer.written(),
    },
    detail: detailOf(ask),
  }
  await writer.write([await operationRecord(ask.connection.registry, operation)], signal)
}

const progressLine = (partitions: readonly PartitionCounts[]): string => {
  const [read, matched] = [
    partitions.reduce((sum, one) => sum + one.read, 0),
    partitions.reduce((sum, one) => sum + one.matched, 0),
  ]
  return `${read} of at most ${partitions.reduce((sum, { from, to }) => sum + to - from, 0)} records read, ${matched} wanted`
}
