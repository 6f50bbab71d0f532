// How far one submission is: what `ingest --wait` waits for.
import { numberOf, numberOrNull, type Session } from '../../runtime/postgres.ts'

export type SubmissionProgress = {
  /** Counts that ingest gave at its end; null before it has ended, or before projections know. */
  readonly fetched: { readonly found: number; readonly submitted: number } | null
  readonly submitted: number
  readonly skipped: number
  readonly accepted: number
  readonly rejected: number
  readonly dead: number
  /** Every path that was found is accounted for: skipped, or submitted with an outcome. */
  readonly complete: boolean
}

export async function readSubmission(session: Session, submission: string): Promise<SubmissionProgress> {
  const { rows } = await session.query({
    name: 'read submission',
    text: `SELECT s.*, r.found AS r_found, r.submitted AS r_submitted
      FROM (SELECT $1::TEXT AS submission) AS asked
      LEFT JOIN submissions AS s USING (submission) LEFT JOIN repositories AS r USING (submission)`,
    values: [submission],
  })
  const row = rows[0] ?? {}
  const found = numberOrNull(row, 'r_found')
  const fetched = found === null ? null : { found, submitted: numberOf(row, 'r_submitted') }
  const counts = {
    submitted: numberOf(row, 'submitted'),
    skipped: numberOf(row, 'skipped'),
    accepted: numberOf(row, 'accepted'),
    rejected: numberOf(row, 'rejected'),
    dead: numberOf(row, 'dead'),
  }
  const ended = counts.accepted + counts.rejected + counts.dead
  const complete =
    fetched !== null &&
    ended >= fetched.submitted &&
    counts.submitted >= fetched.submitted &&
    counts.submitted + counts.skipped >= fetched.found
  return { fetched, ...counts, complete }
}
