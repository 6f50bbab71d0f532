// What may be asked of dead letters wherever they are listed or handled: a span of time, and the files that a name stands for.
import { fail } from '../runtime/errors.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { readExplanations } from './queries/explain.ts'

type Times = { readonly since?: string; readonly until?: string }

/** Milliseconds since 1970, or null where it is not asked for. Throws `usage.invalid`. */
export function timesOf(options: Times): { readonly since: number | null; readonly until: number | null } {
  const since = timeOf(options.since, '--since')
  const until = timeOf(options.until, '--until')
  if (since !== null && until !== null && since >= until)
    throw fail('usage.invalid', `expected --since before --until, found ${options.since} and ${options.until}`)
  return { since, until }
}

function timeOf(text: string | undefined, name: string): number | null {
  if (text === undefined) return null
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time))
    throw fail('usage.invalid', `expected ${name} as 2026-01-31 or 2026-01-31T12:00:00Z, found ${JSON.stringify(text)}`)
  return time
}

/** A file id stands for itself; a path is looked up. */
export async function filesNamed(databaseUrl: string, name: string): Promise<ReadonlySet<string>> {
  if (/^[0-9a-f]{32}$/.test(name)) return new Set([name])
  const database = openDatabase(databaseUrl)
  try {
    const { entries } = await readExplanations(database, name)
    const found = entries.flatMap(({ file }) => file.fileId ?? [])
    if (found.length > 0) return new Set(found)
    throw fail('explain.not-found', `expected a file that was submitted, none matches ${JSON.stringify(name)}`)
  } finally {
    await database.close()
  }
}
