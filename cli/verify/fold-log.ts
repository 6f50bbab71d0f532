// Ranges of the topics folded into empty tables, as the projector folds them: the same decoding, the same burials, the same
// sink. Read without a group, in batches of bounded size.
import type { Folding } from '../../projections/index.ts'
import { createCodec } from '../../runtime/codec.ts'
import type { Passing } from '../../runtime/crash-point.ts'
import { decider } from '../../runtime/decide.ts'
import { limits } from '../../runtime/limits.ts'
import type { Database } from '../../runtime/postgres.ts'
import { postgresSink } from '../../runtime/postgres-sink.ts'
import { type Range, readRanges } from '../../runtime/reader.ts'
import { retry } from '../../runtime/retry.ts'
import type { RowChange } from '../../runtime/sql.ts'
import type { Batch, LogRecord, Outcome, Position } from '../../runtime/step.ts'
import { filesSubmitted } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { placeOf } from './fold-ranges.ts'

export type FoldParts = {
  readonly connection: Connection
  readonly folding: Folding
  /** Who folds: names the positions, which are beside the tables. */
  readonly reader: string
  /** What to fold, each partition once; it begins where the reader stands, if it stands anywhere. */
  readonly ranges: readonly Range[]
  /** By place, what is said of a record that must not be judged: it has ended the projector. */
  readonly crashed: ReadonlyMap<string, string>
  readonly said: (progress: FoldProgress) => void
  readonly passing?: Passing
}

/** How far a fold is: records folded, how many a second, offsets a second, and seconds left. */
export type FoldProgress = {
  readonly records: number
  readonly recordsPerSecond: number
  readonly offsetsPerSecond: number
  readonly secondsLeft: number
}

/**
 * Folds all of the ranges, and leaves the positions at their ends. Rejects with the signal's reason where it aborts, with
 * `postgres.fenced` where somebody else moves these positions.
 */
export async function foldInto(database: Database, parts: FoldParts, signal: AbortSignal): Promise<void> {
  const { connection, ranges, folding, reader, passing = () => undefined } = parts
  const codec = createCodec({ skipContent: true })
  const decide = decider(folding.step, codec, (change) => change)
  const sink = postgresSink({
    database,
    reader,
    bury: folding.bury,
    firstOffsets: async () => ranges.map(startOf),
    passing,
    // What the projector was let bury is folded the same way, however much it is.
    burialsMin: Number.POSITIVE_INFINITY,
    copies: true,
  })
  const said = progressOf(parts)
  const commit = (outcomes: readonly Outcome<RowChange>[], batch: Batch): Promise<void> =>
    retry(() => sink.commit(outcomes, batch, signal), signal)
  await sink.resume(ranges, signal)
  const standing = new Map(ranges.map((range) => [partitionOf(range), startOf(range)]))
  // One batch is written while the next is read, decided and encoded: Postgres and this process work side by side.
  let writing: Promise<unknown> = Promise.resolve()
  for await (const batch of batchesOf(connection, ranges, standing, signal)) {
    await retry(() => connection.registry.prepare(codec, filesSubmitted, batch.records), signal)
    const outcomes = batch.records.map((record) => buriedByCrash(parts, record) ?? decide(record))
    sink.prepare(outcomes)
    await writing
    writing = commit(outcomes, batch)
    // Whoever waits for it next is told; until then a refusal must not count as unhandled.
    writing.catch(() => undefined)
    said(batch)
  }
  await writing
  signal.throwIfAborted()
  await commit([], endOf(ranges, standing))
}

/** The last step of each partition, past what its transactions have written behind their records. */
function endOf(ranges: readonly Range[], standing: ReadonlyMap<string, Position>): Batch {
  const moved = ranges.filter((range) => range.to > (standing.get(partitionOf(range))?.offset ?? 0))
  return {
    records: [],
    from: moved.flatMap((range) => standing.get(partitionOf(range)) ?? []),
    next: moved.map(({ topic, partition, to }) => ({ topic, partition, offset: to })),
  }
}

const startOf = ({ topic, partition, from }: Range): Position => ({ topic, partition, offset: from })

function buriedByCrash({ crashed }: FoldParts, record: LogRecord): Outcome<RowChange> | null {
  const message = crashed.get(placeOf(record))
  const reason = 'process.crashed'
  return message === undefined ? null : { kind: 'burial', record, reason, code: reason, message }
}

/** The ranges in batches like the projector's, each with where its partitions stood and go on. */
async function* batchesOf(
  connection: Connection,
  ranges: readonly Range[],
  standing: Map<string, Position>,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let records: LogRecord[] = []
  let bytes = 0
  for await (const chunk of readRanges(connection.kafka, ranges, signal)) {
    records.push(...chunk)
    bytes += chunk.reduce((sum, { value }) => sum + value.length, 0)
    if (records.length < limits.batchRecordsMax && bytes < limits.batchBytesMax) continue
    yield batchOf(records, standing)
    records = []
    bytes = 0
  }
  if (records.length > 0) yield batchOf(records, standing)
}

const partitionOf = ({ topic, partition }: Position | Range): string => `${topic}/${partition}`

function batchOf(records: readonly LogRecord[], standing: Map<string, Position>): Batch {
  const next = new Map<string, Position>()
  for (const { topic, partition, offset } of records)
    next.set(`${topic}/${partition}`, { topic, partition, offset: offset + 1 })
  const from = [...next.keys()].flatMap((key) => standing.get(key) ?? [])
  for (const [key, position] of next) standing.set(key, position)
  return { records, from, next: [...next.values()] }
}

/** Tells at most once within `limits.verifySaidMs` how many records were folded, how fast, and what remains. */
function progressOf({ ranges, said }: FoldParts): (batch: Batch) => void {
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  const startedAt = performance.now()
  const state = { records: 0, offsets: 0, saidAt: startedAt }
  return ({ records, from, next }) => {
    const sum = (positions: readonly Position[]): number => positions.reduce((all, { offset }) => all + offset, 0)
    state.records += records.length
    state.offsets += sum(next) - sum(from)
    const at = performance.now()
    if (at - state.saidAt < limits.verifySaidMs) return
    state.saidAt = at
    const seconds = (at - startedAt) / 1_000
    said({
      records: state.records,
      recordsPerSecond: Math.round(state.records / seconds),
      offsetsPerSecond: state.offsets / seconds,
      secondsLeft: Math.ceil(((total - state.offsets) * seconds) / state.offsets),
    })
  }
}

export const progressText = ({ records, recordsPerSecond, secondsLeft }: FoldProgress): string =>
  `${records} records, ${recordsPerSecond} a second, about ${secondsLeft} s left`
