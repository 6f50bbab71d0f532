// Conservation, measured (I14): which submitted files have no outcome though everything behind them has passed, and which
// have more than one. Read docs/adr/0005 for why the order of the three readings matters: frontiers, log, ledger.
import { projector } from '../../projections/index.ts'
import { numberOf, type Session, type SqlRow, textOf } from '../../runtime/postgres.ts'
import type { Position } from '../../runtime/step.ts'
import { deadLettersHandled, dlqByStep, filesDecided, filesSubmitted, isRedrive } from '../../topics/index.ts'
import { lagOf, type Observation, type Offsets, offsetsOf } from './observation.ts'

/** submitted = accepted + rejected + dead + inFlight + lost - doubled, always; with gap 0 it is I14. */
export type Conservation = {
  readonly submitted: number
  readonly accepted: number
  readonly rejected: number
  readonly dead: number
  readonly inFlight: number
  /** Files without an outcome that nothing can give one any more. */
  readonly lost: number
  /** Outcomes beyond one a file, and submissions beyond one a (file id, submission). */
  readonly doubled: number
  readonly gap: number
  /** Buried records that nobody submitted: outside the equation. */
  readonly unreadable: number
  /** Whether projections had passed all ends seen, and all steps theirs: then nothing is in flight by lag alone. */
  readonly settled: boolean
}

/**
 * Greatest submitted offset of each partition that was decided in order, and how far redrives are projected: whatever was
 * redriven below it was sent before this. Must be read before the log is observed.
 */
export async function readFrontiers(session: Session): Promise<readonly Position[]> {
  const { rows } = await session.query({
    text: `SELECT $1::TEXT AS topic, partition, max(frontier) AS reached FROM ledger WHERE frontier IS NOT NULL GROUP BY partition
      UNION ALL SELECT topic, partition, next_offset FROM positions WHERE reader = $2 AND topic = $3`,
    values: [filesSubmitted.name, projector.name, deadLettersHandled.name],
  })
  return rows.map((row) => ({
    topic: textOf(row, 'topic'),
    partition: numberOf(row, 'partition'),
    offset: numberOf(row, 'reached'),
  }))
}

/** Positions of the live projector. */
export async function readProjected(session: Session): Promise<readonly (Position & { readonly records: number })[]> {
  const { rows } = await session.query({
    text: 'SELECT topic, partition, next_offset, records FROM positions WHERE reader = $1',
    values: [projector.name],
  })
  return rows.map((row) => ({
    topic: textOf(row, 'topic'),
    partition: numberOf(row, 'partition'),
    offset: numberOf(row, 'next_offset'),
    records: numberOf(row, 'records'),
  }))
}

/** Must be read after the log was observed, in the snapshot that `projected` was read in. */
export async function readConservation(
  session: Session,
  frontiers: readonly Position[],
  observation: Observation,
  projected: Offsets,
): Promise<Conservation> {
  const ends = observation.ends.filter((end) => end.topic === filesSubmitted.name)
  const decided = frontiers.filter(({ topic }) => topic === filesSubmitted.name)
  const redriven = frontiers.find(({ topic }) => topic === deadLettersHandled.name)?.offset ?? 0
  const { rows } = await session.query({
    text: ledgerSql,
    values: [...arraysOf(decided), ...arraysOf(ends), redriven],
  })
  const doubles = await session.query({
    text: 'SELECT COALESCE(sum(records - 1), 0) AS more FROM files WHERE records > 1',
  })
  const settle = settlementOf(observation, projected)
  const lost = rows.reduce((sum, row) => sum + lostIn(row, settle), 0)
  const total = (column: string): number => rows.reduce((sum, row) => sum + numberOf(row, column), 0)
  const outcomes = total('accepted') + total('rejected') + total('buried')
  const again = numberOf(doubles.rows[0] ?? {}, 'more')
  const doubled = outcomes - total('ended') - total('unreadable') + again
  return {
    submitted: total('submitted') - again,
    accepted: total('accepted'),
    rejected: total('rejected'),
    dead: total('buried') - total('unreadable'),
    inFlight: total('open') - lost,
    lost,
    doubled,
    gap: lost + doubled,
    unreadable: total('unreadable'),
    settled: settle.everywhere,
  }
}

type Settlement = {
  /** Projections have every dead letter that was there when the log was observed. */
  readonly deadLetters: boolean
  /** Every step and the projector have passed this partition's ends: what is open there has nothing to wait for. */
  readonly partition: (partition: number) => boolean
  readonly everywhere: boolean
}

const lostIn = (row: SqlRow, settle: Settlement): number => {
  if (!settle.deadLetters) return 0
  return settle.partition(numberOf(row, 'partition')) ? numberOf(row, 'open_before_end') : numberOf(row, 'passed')
}

const pipelineSteps: readonly string[] = Object.keys(dlqByStep).filter((step) => step !== 'trainer')
const pipelineLetters = new Set(
  Object.entries(dlqByStep)
    .filter(([step]) => pipelineSteps.includes(step))
    .map(([, topic]) => topic.name),
)

function settlementOf({ committed, ends }: Observation, projected: Offsets): Settlement {
  const endOf = offsetsOf(ends)
  const letterEnds = ends.filter((end) => pipelineLetters.has(end.topic))
  const deadLetters = letterEnds.length > 0 && lagOf(letterEnds, projected) === 0
  const partition = (number: number): boolean => {
    const own = ends.filter(
      (end) => end.partition === number && (end.topic === filesSubmitted.name || end.topic === filesDecided.name),
    )
    const passed = pipelineSteps.every((step) => {
      // A redriven file may be of any partition.
      const positions = committed.filter(
        (position) => position.step === step && (position.partition === number || isRedrive(position.topic)),
      )
      return positions.length > 0 && positions.every((at) => at.offset >= endOf(at) && endOf(at) >= 0)
    })
    return deadLetters && own.length === 2 && passed && lagOf(own, projected) === 0
  }
  const partitions = ends.filter((end) => end.topic === filesSubmitted.name)
  return {
    deadLetters,
    partition,
    everywhere: partitions.length > 0 && partitions.every((end) => partition(end.partition)),
  }
}

const arraysOf = (positions: readonly Position[]): readonly unknown[] => [
  positions.map(({ partition }) => partition),
  positions.map(({ offset }) => offset),
]

const none = "B'0'::BIT(1024)"

/** Bits of a block that stand for offsets below a bound: the first n bits, n between 0 and 1024. */
const below = (bound: string): string =>
  `(~B'0'::BIT(1024)) << (1024 - LEAST(1024, GREATEST(0, COALESCE(${bound}, 0) - block * 1024)))::INT`

// A decision proves its submission even where that record is not projected yet. Block -1 has no bits, only counts. A redriven
// file is dead where its last burial comes after as many redrives as are proven; its first burial no longer counts.
const ledgerSql = `
WITH frontiers AS (SELECT * FROM unnest($1::INT[], $2::BIGINT[]) AS f (partition, frontier_at)),
ends AS (SELECT * FROM unnest($3::INT[], $4::BIGINT[]) AS e (partition, end_at)),
redriven AS (
  SELECT partition, submitted_offset / 1024 AS block,
    bit_or(bit) AS redriven,
    bit_or(CASE WHEN buried_after = redrives THEN bit ELSE ${none} END) AS dead_again,
    bit_or(CASE WHEN handled_at >= $5 THEN bit ELSE ${none} END) AS sent_since,
    sum(GREATEST(0, burials - COALESCE(buried_after, 0))) AS more
  FROM redriven_files CROSS JOIN LATERAL set_bit(${none}, (submitted_offset % 1024)::INT, 1) AS bit
  GROUP BY 1, 2
),
states AS (
  SELECT ledger.*,
    COALESCE(redriven, ${none}) AS redriven,
    COALESCE(sent_since, ${none}) AS sent_since,
    (dead & ~COALESCE(redriven, ${none})) | COALESCE(dead_again, ${none}) AS dead_now,
    COALESCE(bit_count(dead_again), 0) + COALESCE(more, 0) - bit_count(dead & COALESCE(redriven, ${none})) AS again
  FROM ledger LEFT JOIN redriven USING (partition, block)
),
blocks AS (
  SELECT partition, accepted, rejected, buried + again AS buried, dead_now, redriven, sent_since,
    submitted | decided AS known,
    submitted & ~(decided | dead_now) AS open,
    ${below('frontier_at')} AS passed_mask,
    ${below('end_at')} AS end_mask
  FROM states LEFT JOIN frontiers USING (partition) LEFT JOIN ends USING (partition)
)
SELECT partition,
  sum(bit_count(known)) AS submitted,
  sum(accepted) AS accepted,
  sum(rejected) AS rejected,
  sum(buried) AS buried,
  sum(bit_count(known & ~open)) AS ended,
  sum(bit_count(dead_now & ~known)) AS unreadable,
  sum(bit_count(open)) AS open,
  sum(bit_count(open & passed_mask & ~redriven)) AS passed,
  sum(bit_count(open & end_mask & ~sent_since)) AS open_before_end
FROM blocks GROUP BY partition`
