// Dead letters as the projection knows them: newest first, with what each was about and what was done with it. All attempts
// at one original record are one story.
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
  /** The lineage whose trainer buried it; null for every other step. */
  readonly lineage: string | null
  /** Of the first attempt, ISO 8601. */
  readonly failedAt: string | null
  readonly state: LetterState
  /** When and by whom it was redriven or dropped; null while it is open. */
  readonly handled: { readonly at: string | null; readonly by: string; readonly operation: string } | null
}

export const letterStates = ['open', 'redriven', 'dropped'] as const
export type LetterState = (typeof letterStates)[number]

export type LetterFilter = {
  readonly step: string | null
  readonly reason: string | null
  readonly state: LetterState | null
  /** When the first attempt failed, in milliseconds since 1970: from `since` on, before `until`. */
  readonly since: number | null
  readonly until: number | null
  /** File ids. */
  readonly files: readonly string[] | null
  readonly limit: number
}

// What the projector buried lies in no topic of dead letters, and is never handled.
const letters = `dead_letters AS l
  LEFT JOIN files AS f ON f.file_id = l.file_id AND f.submission = l.submission
  LEFT JOIN dead_letters_handled AS h ON h.step = l.step AND l.letter_topic = 'dlq.' || l.step || '.v1'
    AND h.letter_partition = l.log_partition AND h.letter_offset = l.log_offset`
const columns = 'l.*, f.path, h.how, h.at AS handled_at, h.by AS handled_by, h.operation AS handled_in'

/** `total` counts all that the filter lets through. */
export async function readDeadLetters(
  session: Session,
  { step, reason, state, since, until, files, limit }: LetterFilter,
): Promise<{ readonly total: number; readonly letters: readonly LetterRow[] }> {
  const { rows } = await session.query({
    text: `SELECT ${columns}, count(*) OVER () AS total FROM ${letters}
      WHERE ($1::TEXT IS NULL OR l.step = $1) AND ($2::TEXT IS NULL OR l.reason = $2 OR l.code = $2)
        AND ($3::TEXT IS NULL OR COALESCE(h.how, 'open') = $3)
        AND ($4::TIMESTAMPTZ IS NULL OR l.first_failed_at >= $4) AND ($5::TIMESTAMPTZ IS NULL OR l.first_failed_at < $5)
        AND ($6::TEXT[] IS NULL OR l.file_id = ANY($6))
      ORDER BY l.first_failed_at DESC NULLS LAST, l.step, l.original_topic, l.original_partition, l.original_offset, l.attempt,
        l.log_partition, l.log_offset
      LIMIT $7`,
    values: [step, reason, state, dateOf(since), dateOf(until), files, limit],
  })
  return { total: rows[0] === undefined ? 0 : numberOf(rows[0], 'total'), letters: rows.map(letterOf) }
}

const dateOf = (time: number | null): Date | null => (time === null ? null : new Date(time))

/** The story of one original record, an entry an attempt, first to last; empty where it has no dead letter. */
export async function readStory(
  session: Session,
  at: { readonly step: string; readonly topic: string; readonly partition: number; readonly offset: number },
): Promise<readonly LetterRow[]> {
  const { rows } = await session.query({
    text: `SELECT ${columns} FROM ${letters}
      WHERE l.step = $1 AND l.original_topic = $2 AND l.original_partition = $3 AND l.original_offset = $4
      ORDER BY l.attempt, l.log_partition, l.log_offset`,
    values: [at.step, at.topic, at.partition, at.offset],
  })
  return rows.map(letterOf)
}

function letterOf(row: SqlRow): LetterRow {
  const step = textOf(row, 'step')
  const topic = textOrNull(row, 'letter_topic') ?? textOf(row, 'original_topic')
  const failedAt = row.first_failed_at
  const state = letterStates.find((known) => known === row.how) ?? 'open'
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
    lineage: textOf(row, 'lineage') || null,
    failedAt: instantOf(failedAt),
    state,
    handled:
      state === 'open'
        ? null
        : { at: instantOf(row.handled_at), by: textOf(row, 'handled_by'), operation: textOf(row, 'handled_in') },
  }
}

const instantOf = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null)
