// Dead letters as the projection knows them: newest first, with what each was about.
import { numberOf, type Session, type SqlRow, textOf, textOrNull } from '../../runtime/postgres.ts'
import { letterIdText } from '../dead-letter-id.ts'

export type LetterRow = {
  readonly id: string
  readonly step: string
  readonly reason: string
  readonly code: string
  readonly message: string
  readonly original: { readonly topic: string; readonly partition: number; readonly offset: number }
  readonly fileId: string | null
  readonly submission: string | null
  readonly path: string | null
  readonly attempt: number
  /** ISO 8601. */
  readonly failedAt: string | null
}

export type LetterFilter = { readonly step: string | null; readonly reason: string | null; readonly limit: number }

/** `total` counts all that the filter lets through. */
export async function readDeadLetters(
  session: Session,
  { step, reason, limit }: LetterFilter,
): Promise<{ readonly total: number; readonly letters: readonly LetterRow[] }> {
  const { rows } = await session.query({
    text: `SELECT l.*, f.path, count(*) OVER () AS total
      FROM dead_letters AS l LEFT JOIN files AS f ON f.file_id = l.file_id AND f.submission = l.submission
      WHERE ($1::TEXT IS NULL OR l.step = $1) AND ($2::TEXT IS NULL OR l.reason = $2 OR l.code = $2)
      ORDER BY l.first_failed_at DESC NULLS LAST, l.step, l.original_topic, l.original_partition, l.original_offset
      LIMIT $3`,
    values: [step, reason, limit],
  })
  return { total: rows[0] === undefined ? 0 : numberOf(rows[0], 'total'), letters: rows.map(letterOf) }
}

/** One dead letter by its original place; null where there is none. */
export async function readDeadLetter(
  session: Session,
  at: { readonly step: string; readonly topic: string; readonly partition: number; readonly offset: number },
): Promise<LetterRow | null> {
  const { rows } = await session.query({
    text: `SELECT l.*, f.path
      FROM dead_letters AS l LEFT JOIN files AS f ON f.file_id = l.file_id AND f.submission = l.submission
      WHERE l.step = $1 AND l.original_topic = $2 AND l.original_partition = $3 AND l.original_offset = $4`,
    values: [at.step, at.topic, at.partition, at.offset],
  })
  return rows[0] === undefined ? null : letterOf(rows[0])
}

function letterOf(row: SqlRow): LetterRow {
  const step = textOf(row, 'step')
  const topic = textOrNull(row, 'letter_topic') ?? textOf(row, 'original_topic')
  const failedAt = row.first_failed_at
  return {
    id: letterIdText(step, topic, numberOf(row, 'log_partition'), numberOf(row, 'log_offset')),
    step,
    reason: textOf(row, 'reason'),
    code: textOf(row, 'code'),
    message: textOf(row, 'message'),
    original: {
      topic: textOf(row, 'original_topic'),
      partition: numberOf(row, 'original_partition'),
      offset: numberOf(row, 'original_offset'),
    },
    fileId: textOrNull(row, 'file_id'),
    submission: textOrNull(row, 'submission'),
    path: textOrNull(row, 'path'),
    attempt: numberOf(row, 'attempt'),
    failedAt: failedAt instanceof Date ? failedAt.toISOString() : null,
  }
}
