// schemas/history: every published version of every topic's schema, append-only. A changed schema becomes the next
// version; published ones are never written again (I7).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { topics } from '../../topics/index.ts'
import { inline, readNamedTypes } from './schemas.ts'

/**
 * Files to write: the newest version of each subject, where it differs from the last one published. Read from the schemas
 * themselves, for a new one is not among the generated texts yet.
 */
export function renderHistory(folder: string, schemaFolder: string): ReadonlyMap<string, string> {
  const types = readNamedTypes(schemaFolder)
  const files = new Map<string, string>()
  for (const topic of topics) {
    if (topic.schema === null) continue
    const text = `${JSON.stringify(inline(topic.schema, types), null, 2)}\n`
    const subject = `${topic.name}-value`
    const versions = publishedVersions(join(folder, subject))
    const last = versions.at(-1)
    const same = last !== undefined && readFileSync(join(folder, subject, `${last}.avsc`), 'utf8') === text
    files.set(join(subject, `${same ? last : (last ?? 0) + 1}.avsc`), text)
  }
  return files
}

/** Version numbers in a subject's folder, in order. */
export const publishedVersions = (folder: string): readonly number[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .map((name) => Number.parseInt(name, 10))
        .sort((a, b) => a - b)
    : []
