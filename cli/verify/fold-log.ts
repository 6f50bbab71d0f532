// Ranges of the topics folded into empty tables, as the projector folds them: the same decoding, the same burials, the same
// sink. Read without a group, in batches of bounded size.
import { buryInProjections, projector } from '../../projections/index.ts'
import { createCodec } from '../../runtime/codec.ts'
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
  /** What to fold, each partition once. */
  readonly ranges: readonly Range[]
  /** By place, what is said of a record that must not be judged: it has ended the projector. */
  readonly crashed: ReadonlyMap<string, string>
  readonly say: (line: string) => void
}

/** Folds all of the ranges; rejects with the signal's reason where it aborts. `database` is one with empty tables. */
export async function foldInto(database: Database, parts: FoldParts, signal: AbortSignal): Promise<void> {
  const { connection, ranges } = parts
  const codec = createCodec({ skipContent: true })
  const decide = decider(projector, codec, (change) => change)
  const sink = postgresSink({
    database,
    reader: 'projector',
    bury: buryInProjections,
    firstOffsets: async () => ranges.map(startOf),
    passing: () => undefined,
    // What the projector was let bury is folded the same way, however much it is.
    burialsMin: Number.POSITIVE_INFINITY,
  })
  const said = progressOf(parts)
  await sink.resume(ranges, signal)
  for await (const batch of batchesOf(connection, ranges, signal)) {
    await retry(() => connection.registry.prepare(codec, filesSubmitted, batch.records), signal)
    const outcomes = batch.records.map((record) => buriedByCrash(parts, record) ?? decide(record))
    await retry(() => sink.commit(outcomes, batch, signal), signal)
    said(batch)
  }
  signal.throwIfAborted()
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
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const standing = new Map(ranges.map((range) => [partitionOf(range), startOf(range)]))
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
function progressOf({ ranges, say }: FoldParts): (batch: Batch) => void {
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
    const left = total - state.offsets
    say(
      `fold of the projections: ${state.records} records, ${Math.round(state.records / seconds)} a second, ` +
        `about ${Math.ceil((left * seconds) / state.offsets)} s left`,
    )
  }
}
