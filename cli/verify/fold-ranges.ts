// What a fold must read to be comparable: the projector's positions as one snapshot has them, and whether the topics still
// hold everything below them. What a crash buried is in the snapshot too: the log says nothing of it.

import { fail } from '../../runtime/errors.ts'
import type { KafkaAddress } from '../../runtime/kafka.ts'
import { numberOf, type Session, textOf } from '../../runtime/postgres.ts'
import { type Range, rangesOf } from '../../runtime/reader.ts'
import type { Table } from '../../runtime/sql.ts'
import type { Partition, Position } from '../../runtime/step.ts'

/** The offset of the next record, and how many before it were folded. */
export type FoldedPosition = Position & { readonly records: number }

export type Snapshot = {
  readonly positions: readonly FoldedPosition[]
  /** By place, the message under which the projector has buried a record that ended its process. */
  readonly crashed: ReadonlyMap<string, string>
}

export const placeOf = ({ topic, partition, offset }: Position): string => `${topic}/${partition}/${offset}`

/** Reads in a repeatable-read transaction that has read nothing yet. */
export async function snapshotOf(live: Session, tables: readonly Table[]): Promise<Snapshot> {
  // Before the first read: a table that is swapped or rewritten after the snapshot would look empty in it.
  const names = tables.map(({ name }) => `"${name}"`).join(', ')
  await live.query({ text: `LOCK TABLE positions, ${names} IN ACCESS SHARE MODE` })
  // The transaction waits while the topics are read, for as long as they take.
  await live.query({
    text: `SELECT set_config(name, '0', true) FROM pg_settings
      WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')`,
  })
  const positions = await foldedPositions(live)
  // Each has ended the projector three times, so there are few.
  return { positions, crashed: await crashedBefore(live) }
}

/** Where a reader stands, the live projector where none is named. */
export async function foldedPositions(session: Session, reader = 'projector'): Promise<readonly FoldedPosition[]> {
  const { rows } = await session.query({
    text: 'SELECT topic, partition, next_offset, records FROM positions WHERE reader = $1 ORDER BY topic, partition',
    values: [reader],
  })
  return rows.map((row) => ({ ...positionIn(row), records: numberOf(row, 'records') }))
}

/** What the projector has buried because it ended its process, as the live tables say. */
export async function crashedBefore(session: Session): Promise<ReadonlyMap<string, string>> {
  const { rows } = await session.query({
    text: `SELECT original_topic AS topic, original_partition AS partition, original_offset AS next_offset, message
      FROM dead_letters WHERE step = 'projector' AND reason = 'process.crashed'`,
  })
  return new Map(rows.map((row) => [placeOf(positionIn(row)), textOf(row, 'message')]))
}

const positionIn = (row: Readonly<Record<string, unknown>>): Position => ({
  topic: textOf(row, 'topic'),
  partition: numberOf(row, 'partition'),
  offset: numberOf(row, 'next_offset'),
})

/**
 * Everything below these positions, as ranges: from the start, or from where `begun` stands. A partition of which nothing
 * is needed has an empty one. Throws `verify.log-shortened` where the topics no longer hold it.
 */
export async function rangesBelow(
  address: KafkaAddress,
  positions: readonly FoldedPosition[],
  begun: readonly Position[] = [],
): Promise<readonly Range[]> {
  const kept = await rangesOf(address, [...new Set(positions.map(({ topic }) => topic))], 'stable')
  return positions.map((position) => {
    const { topic, partition, offset, records } = position
    const isHere = (one: Partition): boolean => one.topic === topic && one.partition === partition
    const range = kept.find(isHere)
    const where = `${topic}/${partition}`
    if (range === undefined || range.to < offset) {
      const found = range === undefined ? 'no such partition' : `that it ends at ${range.to}`
      throw fail(
        'verify.log-shortened',
        `expected ${where} to reach the projector's position ${offset}, found ${found}`,
      )
    }
    const from = begun.find(isHere)?.offset ?? 0
    // A projector that began behind a gap, and has folded nothing since, needs nothing from before it.
    if (offset <= range.from && (records === 0 || from >= offset)) return { topic, partition, from: offset, to: offset }
    if (range.from > from)
      throw fail(
        'verify.log-shortened',
        `expected ${where} from offset ${from} to the projector's position ${offset}, found that it begins at ${range.from}`,
      )
    return { topic, partition, from, to: offset }
  })
}
