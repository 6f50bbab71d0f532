// What a fold must read to be comparable: the projector's positions as one snapshot has them, and whether the topics still
// hold everything below them. What a crash buried is in the snapshot too: the log says nothing of it.

import { fail } from '../../runtime/errors.ts'
import type { KafkaAddress } from '../../runtime/kafka.ts'
import { numberOf, type Session, textOf } from '../../runtime/postgres.ts'
import { type Range, rangesOf } from '../../runtime/reader.ts'
import type { Table } from '../../runtime/sql.ts'
import type { Position } from '../../runtime/step.ts'

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
  const positions = await live.query({
    text: `SELECT topic, partition, next_offset, records FROM positions WHERE reader = 'projector' ORDER BY topic, partition`,
  })
  // Each has ended the projector three times, so there are few.
  const crashed = await live.query({
    text: `SELECT original_topic AS topic, original_partition AS partition, original_offset AS next_offset, message
      FROM dead_letters WHERE step = 'projector' AND reason = 'process.crashed'`,
  })
  return {
    positions: positions.rows.map((row) => ({ ...positionIn(row), records: numberOf(row, 'records') })),
    crashed: new Map(crashed.rows.map((row) => [placeOf(positionIn(row)), textOf(row, 'message')])),
  }
}

const positionIn = (row: Readonly<Record<string, unknown>>): Position => ({
  topic: textOf(row, 'topic'),
  partition: numberOf(row, 'partition'),
  offset: numberOf(row, 'next_offset'),
})

/** Everything below these positions, as ranges. Throws `verify.log-shortened` where the topics no longer hold it. */
export async function rangesBelow(
  address: KafkaAddress,
  positions: readonly FoldedPosition[],
): Promise<readonly Range[]> {
  const kept = await rangesOf(address, [...new Set(positions.map(({ topic }) => topic))], 'stable')
  return positions.flatMap((position) => {
    const { topic, partition, offset, records } = position
    const range = kept.find((one) => one.topic === topic && one.partition === partition)
    const where = `${topic}/${partition}`
    if (range === undefined || range.to < offset) {
      const found = range === undefined ? 'no such partition' : `that it ends at ${range.to}`
      throw fail(
        'verify.log-shortened',
        `expected ${where} to reach the projector's position ${offset}, found ${found}`,
      )
    }
    // A projector that began behind a gap, and has folded nothing since, needs nothing from before it.
    if (offset <= range.from && records === 0) return []
    if (range.from > 0)
      throw fail(
        'verify.log-shortened',
        `expected ${where} from offset 0 to the projector's position ${offset}, found that it begins at ${range.from}`,
      )
    return [{ topic, partition, from: range.from, to: offset }]
  })
}
