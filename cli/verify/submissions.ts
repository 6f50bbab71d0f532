// Records counted by submission, in the store: submissions may be as many as repositories.
import { filesSkipped, filesSubmitted, repositoriesFetched } from '../../topics/index.ts'
import { numberAt, textAt } from './fields.ts'
import type { Parts } from './flow.ts'
import { rangesIn } from './log.ts'
import type { Seen } from './seen.ts'

export const createSubmissions = (seen: Seen): void =>
  seen.run(
    'CREATE TABLE submission (name TEXT PRIMARY KEY, submitted INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID',
  )

export function countSubmissions(
  seen: Seen,
  column: 'submitted' | 'skipped',
  counts: ReadonlyMap<string, number>,
): void {
  for (const [name, count] of counts)
    seen.change(
      `INSERT INTO submission (name, ${column}) VALUES (?, ?) ON CONFLICT DO UPDATE SET ${column} = ${column} + excluded.${column}`,
      name,
      count,
    )
}

/** Found = submitted + skipped, for each submission that was read whole. */
export async function readSubmissions({ source, view, seen, breaks }: Parts): Promise<void> {
  const skipped = new Map<string, number>()
  for await (const chunk of source.events(rangesIn(view, [filesSkipped]))) {
    for (const { event } of chunk) {
      const submission = textAt(event, 'submission')
      skipped.set(submission, (skipped.get(submission) ?? 0) + 1)
    }
  }
  countSubmissions(seen, 'skipped', skipped)
  // A topic that was cut below holds fewer records than were counted.
  const whole = rangesIn(view, [filesSubmitted, filesSkipped]).every(({ from }) => from === 0)
  for await (const chunk of source.events(rangesIn(view, [repositoriesFetched]))) {
    for (const { record, event } of chunk) {
      const submission = textAt(event, 'submission')
      const [row] = seen.rows('SELECT submitted, skipped FROM submission WHERE name = ?', submission)
      const counted = { submitted: numberAt(row, 'submitted'), skipped: numberAt(row, 'skipped') }
      const found = numberAt(event, 'found')
      const said = { submitted: numberAt(event, 'submitted'), skipped: found - numberAt(event, 'submitted') }
      const none = row === undefined ? 0 : null
      if (!whole || ((none ?? counted.submitted) === said.submitted && (none ?? counted.skipped) === said.skipped))
        continue
      const detail = `expected ${said.submitted} submitted and ${said.skipped} skipped, found ${none ?? counted.submitted} and ${none ?? counted.skipped}`
      const { topic, partition, offset } = record
      breaks.found('submission.counts', { topic, partition, offset, submission, detail })
    }
  }
}
