// The sink of projections: rows and positions in one transaction (I1). Positions only ever move from where the batch
// began to where it ends (compare and set), so a second projector is fenced, and a commit whose answer was lost is
// recognised by finding its positions already there.
import type { Passing } from './crash-point.ts'
import { fail, hasCode } from './errors.ts'
import { limits } from './limits.ts'
import { type Database, numberOf, type Session, type Transaction, textOf } from './postgres.ts'
import { foldRows, type Row, type RowChange, statementOf, type Table } from './sql.ts'
import { type Copy, copyOf, isRowARecord } from './sql-copy.ts'
import type { Batch, LogRecord, Outcome, Partition, Position, Sink } from './step.ts'

type Burial = Extract<Outcome<RowChange>, { kind: 'burial' }>

export type PostgresSinkOptions = {
  readonly database: Database
  /** Who reads: names the positions. Permanent. */
  readonly reader: string
  /** The rows that stand for a record that cannot be handled. */
  readonly bury: (burial: Burial) => readonly RowChange[]
  /** Where to begin in partitions that were never read. */
  readonly firstOffsets: (partitions: readonly Partition[], signal: AbortSignal) => Promise<readonly Position[]>
  readonly passing: Passing
  /** Records of one batch that Postgres may refuse before the step stops. */
  readonly burialsMin?: number
  /** Whether rows are copied where a record makes a row of its own: for tables that are folded from the start. */
  readonly copies?: boolean
}

export type PostgresSink = Sink<RowChange> & {
  /** Folds and encodes rows of a batch before its commit: while another batch is being written, the processor is free. */
  readonly prepare: (outcomes: readonly Outcome<RowChange>[]) => void
}

export function postgresSink(options: PostgresSinkOptions): PostgresSink {
  const { database, reader, bury } = options
  const copies = options.copies === true
  const prepared = new WeakMap<readonly Outcome<RowChange>[], readonly Write[]>()
  // The batch whose commit may have happened although it failed.
  const unknown: { batch: Batch | null } = { batch: null }

  const write = async (outcomes: readonly Outcome<RowChange>[], batch: Batch, single: boolean): Promise<void> => {
    await database.transaction(async (session) => {
      await advance(session, reader, batch)
      if (single) await writeSingly(session, outcomes, options)
      else await upsert(session, prepared.get(outcomes) ?? writesOf(outcomes, bury, copies))
      options.passing('postgres.before-commit')
    })
    options.passing('postgres.committed')
  }

  return {
    prepare: (outcomes) => {
      prepared.set(outcomes, writesOf(outcomes, bury, copies))
    },
    resume: (partitions, signal) => resume(options, partitions, signal),
    commit: async (outcomes, batch, signal) => {
      signal.throwIfAborted()
      if (batch.next.length === 0) return
      if (unknown.batch === batch && (await hasHappened(database, reader, batch))) return
      unknown.batch = batch
      try {
        await write(outcomes, batch, false)
      } catch (error) {
        if (!hasCode(error, 'postgres.data')) throw error
        await write(outcomes, batch, true)
      }
      unknown.batch = null
    },
    close: () => database.close(),
  }
}

const changesOf = (outcome: Outcome<RowChange>, bury: PostgresSinkOptions['bury']): readonly RowChange[] =>
  outcome.kind === 'effects' ? outcome.effects : bury(outcome)

/** What goes into one table, each key once: as a copy, where its rows are new ones. */
type Write = { readonly table: Table; readonly rows: readonly Row[]; readonly copy: Copy | null }

function writesOf(
  outcomes: readonly Outcome<RowChange>[],
  bury: PostgresSinkOptions['bury'],
  copies: boolean,
): readonly Write[] {
  const folded = foldRows(outcomes.flatMap((outcome) => changesOf(outcome, bury)))
  return [...folded].map(([table, rows]) => ({
    table,
    rows,
    copy: copies && isRowARecord(table) ? copyWhole(table, rows) : null,
  }))
}

/** Null where a value does not fit: an upsert then says which. */
function copyWhole(table: Table, rows: readonly Row[]): Copy | null {
  try {
    return copyOf(table, rows)
  } catch (error) {
    if (!hasCode(error, 'postgres.data')) throw error
    return null
  }
}

async function upsert(session: Transaction, writes: readonly Write[]): Promise<void> {
  for (const { table, rows, copy } of writes)
    if (copy === null || !(await copied(session, copy))) await session.query(statementOf(table, rows))
}

/** Copies rows; false where a key is there already, or a row is refused: an upsert then says which. */
async function copied(session: Transaction, { text, bytes }: Copy): Promise<boolean> {
  await session.query({ text: 'SAVEPOINT copied' })
  try {
    await session.copy(text, bytes)
  } catch (error) {
    if (!hasCode(error, 'postgres.data')) throw error
    await session.query({ text: 'ROLLBACK TO SAVEPOINT copied' })
    return false
  }
  await session.query({ text: 'RELEASE SAVEPOINT copied' })
  return true
}

/** Each record behind a savepoint of its own; where its rows are refused, its dead letter is written instead. */
async function writeSingly(
  session: Transaction,
  outcomes: readonly Outcome<RowChange>[],
  { bury, burialsMin = limits.burialsMin }: PostgresSinkOptions,
): Promise<void> {
  let buried = 0
  for (const outcome of outcomes) {
    await session.query({ text: 'SAVEPOINT one' })
    try {
      await upsert(session, writesOf([outcome], bury, false))
    } catch (error) {
      if (!hasCode(error, 'postgres.data')) throw error
      // Like the loop's breaker: a bad deploy must not bury the log.
      if (++buried > burialsMin)
        throw fail('breaker.open', `Postgres refused ${buried} of ${outcomes.length} records`, error)
      await session.query({ text: 'ROLLBACK TO SAVEPOINT one' })
      await upsert(session, writesOf([refused(outcome.record, error)], bury, false))
    }
  }
}

const refused = (record: LogRecord, error: unknown): Burial => ({
  kind: 'burial',
  record,
  reason: 'encode',
  code: 'postgres.data',
  message: error instanceof Error ? error.message : '',
})

/** Moves every position of the batch from where it stood, or throws `postgres.fenced` or `postgres.behind`. */
async function advance(session: Session, reader: string, batch: Batch): Promise<void> {
  const moved = await session.query({
    name: 'advance positions',
    text: `UPDATE positions SET next_offset = moved.next, after = moved.after,
        records = positions.records + moved.records
      FROM unnest($2::TEXT[], $3::INT[], $4::BIGINT[], $5::BIGINT[], $6::TEXT[], $7::BIGINT[])
        AS moved (topic, partition, expected, next, after, records)
      WHERE positions.reader = $1 AND positions.topic = moved.topic AND positions.partition = moved.partition
      AND positions.next_offset = moved.expected`,
    values: [
      reader,
      batch.next.map((position) => position.topic),
      batch.next.map((position) => position.partition),
      batch.next.map((position) => offsetIn(batch.from, position)),
      batch.next.map((position) => position.offset),
      batch.next.map((position) => position.after ?? null),
      recordsIn(batch),
    ],
  })
  if (moved.count === batch.next.length) return
  const stored = await readPositions(session, reader, batch.next)
  const wrong = batch.next.find((position) => offsetIn(stored, position) !== offsetIn(batch.from, position))
  const where = wrong === undefined ? 'somewhere' : `${wrong.topic}/${wrong.partition}`
  const expected = wrong === undefined ? -1 : offsetIn(batch.from, wrong)
  const found = wrong === undefined ? -1 : offsetIn(stored, wrong)
  throw fail(
    found > expected ? 'postgres.fenced' : 'postgres.behind',
    `expected ${where} at ${expected}, found ${found}`,
  )
}

/** How many records the batch has of each partition that it moves. */
function recordsIn(batch: Batch): readonly number[] {
  const counts = new Map<string, number>()
  for (const { topic, partition } of batch.records) {
    const key = `${topic}/${partition}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return batch.next.map(({ topic, partition }) => counts.get(`${topic}/${partition}`) ?? 0)
}

async function hasHappened(database: Database, reader: string, batch: Batch): Promise<boolean> {
  const stored = await readPositions(database, reader, batch.next)
  return batch.next.every((position) => offsetIn(stored, position) === position.offset)
}

async function resume(
  options: PostgresSinkOptions,
  partitions: readonly Partition[],
  signal: AbortSignal,
): Promise<readonly Position[]> {
  const { database, reader, firstOffsets } = options
  const stored = await readPositions(database, reader, partitions)
  const missing = partitions.filter((partition) => !stored.some((position) => isAt(position, partition)))
  if (missing.length === 0) return stored
  const first = await firstOffsets(missing, signal)
  await database.query({
    text: `INSERT INTO positions (reader, topic, partition, next_offset)
      SELECT $1, * FROM unnest($2::TEXT[], $3::INT[], $4::BIGINT[]) ON CONFLICT DO NOTHING`,
    values: [
      reader,
      first.map(({ topic }) => topic),
      first.map(({ partition }) => partition),
      first.map(({ offset }) => offset),
    ],
  })
  return readPositions(database, reader, partitions)
}

/** Stored positions of a reader, of these partitions. */
export async function readPositions(
  session: Session,
  reader: string,
  partitions: readonly Partition[],
): Promise<readonly Position[]> {
  const { rows } = await session.query({
    name: 'read positions',
    text: `SELECT topic, partition, next_offset, after FROM positions
      JOIN unnest($2::TEXT[], $3::INT[]) AS asked (topic, partition) USING (topic, partition)
      WHERE reader = $1`,
    values: [reader, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)],
  })
  return rows.map((row) => ({
    topic: textOf(row, 'topic'),
    partition: numberOf(row, 'partition'),
    offset: numberOf(row, 'next_offset'),
    after: row.after === null ? null : textOf(row, 'after'),
  }))
}

const isAt = (position: Partition, other: Partition): boolean =>
  position.topic === other.topic && position.partition === other.partition

const offsetIn = (positions: readonly Position[], at: Partition): number =>
  positions.find((position) => isAt(position, at))?.offset ?? -1
