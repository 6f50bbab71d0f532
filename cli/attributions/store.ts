// What was gathered, in a file on disk: memory is a fixed cache, however large the corpus is. Rows come out sorted by what
// they say and not by when they were read, so that one corpus gives one document.
import type { LicenseEvidence } from '../../schemas/types.ts'
import { openSeen } from '../verify/seen.ts'
import { type Attribution, licenseIds } from './attribution.ts'

export type Repository = {
  readonly repository: string
  readonly submission: string
  readonly url: string | null
  readonly commit: string
}
export type SampleRow = { readonly license: string | null; readonly notice: string; readonly path: string }
export type LicenseFile = Pick<LicenseEvidence, 'path' | 'spdx' | 'sha256'>

export type Store = ReturnType<typeof openStore>

const tables = `
CREATE TABLE samples (submission TEXT, license TEXT, notice TEXT, path TEXT, sample_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE repositories (submission TEXT PRIMARY KEY, repository TEXT, url TEXT, revision TEXT) WITHOUT ROWID;
CREATE TABLE evidence (submission TEXT, path TEXT, spdx TEXT, sha256 TEXT, PRIMARY KEY (submission, path, spdx)) WITHOUT ROWID;
CREATE TABLE notices (submission TEXT, path TEXT, text TEXT, PRIMARY KEY (submission, path)) WITHOUT ROWID;
CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT, withheld TEXT) WITHOUT ROWID;
CREATE INDEX samples_by_path ON samples (submission, path);
CREATE INDEX evidence_by_text ON evidence (sha256);`

/** Opens an empty store in `folder`, which must exist; closing deletes it. */
export function openStore(folder: string) {
  const seen = openSeen(folder)
  seen.run(tables)
  seen.run('BEGIN')
  const text = (value: unknown): string => String(value ?? '')
  const isThere = (sql: string, ...values: readonly string[]): boolean => [...seen.rows(sql, ...values)].length > 0
  const numberOf = (sql: string): number => Number([...seen.rows(sql)][0]?.n ?? 0)
  return {
    add(one: Attribution): void {
      const { submission, repository, url, commit, license, notice, path, sampleId, evidence } = one
      seen.change('INSERT OR IGNORE INTO repositories VALUES (?, ?, ?, ?)', submission, repository, url, commit)
      seen.change(
        'INSERT OR IGNORE INTO samples VALUES (?, ?, ?, ?, ?)',
        submission,
        license,
        notice.join('\n'),
        path,
        sampleId,
      )
      for (const { path: at, spdx, sha256 } of evidence)
        seen.change('INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?)', submission, at, spdx, sha256)
    },
    /** Whether a sample rests on a licence file of this content. */
    wantsText: (sha256: string): boolean => isThere('SELECT 1 FROM evidence WHERE sha256 = ? LIMIT 1', sha256),
    /** Whether a submission has a sample in this folder, which ends with a slash, or below it. */
    hasSampleIn: (submission: string, folderPath: string): boolean =>
      isThere(
        'SELECT 1 FROM samples WHERE submission = ?1 AND path >= ?2 AND path < ?2 || char(1114111) LIMIT 1',
        submission,
        folderPath,
      ),
    addText: (sha256: string, found: Found): unknown =>
      seen.change('INSERT OR IGNORE INTO texts VALUES (?, ?, ?)', sha256, found.text, found.withheld),
    addNotice: (submission: string, path: string, found: Found): unknown =>
      seen.change(
        'INSERT OR IGNORE INTO notices VALUES (?, ?, ?)',
        submission,
        path,
        found.text ?? `(${found.withheld})`,
      ),
    samples: (): number => numberOf('SELECT count(*) AS n FROM samples'),
    repositoryCount: (): number => numberOf('SELECT count(DISTINCT repository) AS n FROM repositories'),
    *expressions(): Iterable<string> {
      const sql = 'SELECT DISTINCT license FROM samples WHERE license IS NOT NULL ORDER BY license'
      for (const row of seen.rows(sql)) yield text(row.license)
    },
    *repositories(): Iterable<Repository> {
      for (const row of seen.rows('SELECT * FROM repositories ORDER BY repository, submission'))
        yield {
          repository: text(row.repository),
          submission: text(row.submission),
          url: row.url === null ? null : text(row.url),
          commit: text(row.revision),
        }
    },
    *samplesOf(submission: string): Iterable<SampleRow> {
      const sql = 'SELECT * FROM samples WHERE submission = ? ORDER BY license, notice, path, sample_id'
      for (const row of seen.rows(sql, submission))
        yield {
          license: row.license === null ? null : text(row.license),
          notice: text(row.notice),
          path: text(row.path),
        }
    },
    *licenseFilesOf(submission: string): Iterable<LicenseFile> {
      for (const row of seen.rows('SELECT * FROM evidence WHERE submission = ? ORDER BY path, spdx', submission))
        yield { path: text(row.path), spdx: text(row.spdx), sha256: text(row.sha256) }
    },
    *noticesOf(submission: string): Iterable<{ readonly path: string; readonly text: string }> {
      for (const row of seen.rows('SELECT * FROM notices WHERE submission = ? ORDER BY path', submission))
        yield { path: text(row.path), text: text(row.text) }
    },
    /** Contents of licence files that were read as this licence, each once. */
    *textsOf(id: string): Iterable<string> {
      const told = new Set<string>()
      for (const row of seen.rows('SELECT DISTINCT sha256, spdx FROM evidence ORDER BY sha256')) {
        const sha256 = text(row.sha256)
        if (told.has(sha256) || !licenseIds(text(row.spdx)).includes(id)) continue
        told.add(sha256)
        yield sha256
      }
    },
    /** Null where the log has no such content. */
    textOf(sha256: string): Found | null {
      const [row] = [...seen.rows('SELECT text, withheld FROM texts WHERE sha256 = ?', sha256)]
      if (row === undefined) return null
      return row.text === null ? { text: null, withheld: text(row.withheld) } : { text: text(row.text), withheld: null }
    },
    close: seen.close,
  }
}

/** A text, or why it is not shown. */
export type Found =
  | { readonly text: string; readonly withheld: null }
  | { readonly text: null; readonly withheld: string }
