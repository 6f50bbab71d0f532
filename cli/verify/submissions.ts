// Records counted by submission, in the store: submissions may be as many as repositories.
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
