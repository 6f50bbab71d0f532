// Findings as the projections know them, each once however often its file was read, with what was said of it; and how often
// each rule has fired and was wrong.
import { numberOf, type Session, type SqlRow, textOf, textOrNull } from '../../runtime/postgres.ts'
import { type FindingId, findingIdText } from '../finding-id.ts'

export type FindingMark = { readonly by: string; readonly at: string; readonly why: string }

export type FindingRow = FindingId & {
  readonly id: string
  readonly severity: string
  readonly message: string
  readonly evidence: string
  readonly repository: string | null
  readonly path: string | null
  /** Whether it stands as a false positive, and who said so. */
  readonly mark: FindingMark | null
}

export const findingStates = ['open', 'marked'] as const
export type FindingState = (typeof findingStates)[number]

export type FindingFilter = {
  readonly processor: string | null
  readonly rule: string | null
  readonly state: FindingState | null
  /** File ids. */
  readonly files: readonly string[] | null
  readonly limit: number
}

// The latest reading that has it; the first of its findings at the same lines.
const findingsOf = (
  ofFiles: string,
): string => `SELECT DISTINCT ON (f.file_id, f.processor, f.rule, f.start_line, f.end_line)
    f.file_id, f.processor, f.rule, f.start_line, f.end_line, f.severity, f.message, f.evidence, files.repository, files.path,
    m.by AS mark_by, m.at AS mark_at, m.why AS mark_why
  FROM findings AS f
  LEFT JOIN files ON files.file_id = f.file_id AND files.submission = f.submission
  LEFT JOIN finding_marks AS m ON m.file_id = f.file_id AND m.processor = f.processor AND m.rule = f.rule
    AND m.start_line = f.start_line AND m.end_line = f.end_line
  WHERE ($1::TEXT IS NULL OR f.processor = $1) AND ($2::TEXT IS NULL OR f.rule = $2)
    AND ($3::TEXT IS NULL OR ($3 = 'marked') = (m.file_id IS NOT NULL)) AND ${ofFiles}
  ORDER BY f.file_id, f.processor, f.rule, f.start_line, f.end_line, f.submission DESC, f.ordinal`

// By way of `files`, which has an index by file.
const ofTheseFiles =
  '(f.file_id, f.submission) IN (SELECT file_id, submission FROM files WHERE file_id = ANY($4::TEXT[]))'
const ofAnyFile = '$4::TEXT[] IS NULL'

/** `total` counts all that the filter lets through. */
export async function readFindings(
  session: Session,
  { processor, rule, state, files, limit }: FindingFilter,
): Promise<{ readonly total: number; readonly findings: readonly FindingRow[] }> {
  const { rows } = await session.query({
    text: `SELECT *, count(*) OVER () AS total FROM (${findingsOf(files === null ? ofAnyFile : ofTheseFiles)}) AS found
      ORDER BY repository, path, file_id, processor, start_line, end_line, rule LIMIT $5`,
    values: [processor, rule, state, files, limit],
  })
  return { total: rows[0] === undefined ? 0 : numberOf(rows[0], 'total'), findings: rows.map(findingOf) }
}

function findingOf(row: SqlRow): FindingRow {
  const id = {
    fileId: textOf(row, 'file_id'),
    processor: textOf(row, 'processor'),
    rule: textOf(row, 'rule'),
    startLine: numberOf(row, 'start_line'),
    endLine: numberOf(row, 'end_line'),
  }
  return {
    id: findingIdText(id),
    ...id,
    severity: textOf(row, 'severity'),
    message: textOf(row, 'message'),
    evidence: textOf(row, 'evidence'),
    repository: textOrNull(row, 'repository'),
    path: textOrNull(row, 'path'),
    mark: row.mark_at instanceof Date ? markOf(row, row.mark_at) : null,
  }
}

const markOf = (row: SqlRow, at: Date): FindingMark => ({
  by: textOf(row, 'mark_by'),
  at: at.toISOString(),
  why: textOf(row, 'mark_why'),
})

/** Of one rule: places in files where it has fired, and how many of them are marked as false positives. */
export type RuleRate = {
  readonly processor: string
  readonly rule: string
  readonly findings: number
  readonly marked: number
  /** Marked of all, to four digits; null where it has not fired. */
  readonly share: number | null
}

export const rateOf = (processor: string, rule: string, findings: number, marked: number): RuleRate => ({
  ...{ processor, rule, findings, marked },
  share: findings === 0 ? null : Math.round((marked / findings) * 1e4) / 1e4,
})

/** Of every rule that has fired, or of those of this id. */
export async function readRuleRates(session: Session, rule: string | null = null): Promise<readonly RuleRate[]> {
  const { rows } = await session.query({
    text: `SELECT processor, rule, count(*) AS findings, count(m.file_id) AS marked
      FROM (SELECT DISTINCT file_id, processor, rule, start_line, end_line FROM findings
        WHERE $1::TEXT IS NULL OR rule = $1) AS f
      LEFT JOIN finding_marks AS m USING (file_id, processor, rule, start_line, end_line)
      GROUP BY processor, rule ORDER BY processor, rule`,
    values: [rule],
  })
  return rows.map((row) =>
    rateOf(textOf(row, 'processor'), textOf(row, 'rule'), numberOf(row, 'findings'), numberOf(row, 'marked')),
  )
}

/** What was said last of the findings of each rule of this id, of marks that stand and count in its rate. */
export async function readLatestMarks(session: Session, rule: string): Promise<readonly FindingRow[]> {
  const { rows } = await session.query({
    text: `SELECT DISTINCT ON (processor) * FROM (${findingsOf(ofAnyFile)}) AS found
      ORDER BY processor, mark_at DESC, file_id, start_line, end_line`,
    values: [null, rule, 'marked', null],
  })
  return rows.map(findingOf)
}

export async function isSubmitted(session: Session, fileId: string): Promise<boolean> {
  const { rows } = await session.query({ text: 'SELECT 1 FROM files WHERE file_id = $1 LIMIT 1', values: [fileId] })
  return rows.length > 0
}
