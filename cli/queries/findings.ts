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
}

const place = ['file_id', 'processor', 'rule', 'start_line', 'end_line'] as const
const placeOf = (table: string): string => place.map((column) => `${table}.${column}`).join(', ')

// Marks are few beside findings, so what is marked is found from them; what is open, and what was said of a page, from each
// finding by the index: a page must not read all marks.
const isMarked = `EXISTS (SELECT 1 FROM finding_marks AS m WHERE (${placeOf('m')}) = (${placeOf('f')}))`
const markOn = (table: string): string =>
  `SELECT m.by, m.at, m.why FROM finding_marks AS m WHERE (${placeOf('m')}) = (${placeOf(table)}) LIMIT 1`
const isOpen = `(SELECT said.at FROM (${markOn('f')}) AS said) IS NULL`

/**
 * The next findings behind a place, in the order of places, which the indexes by place and by rule have: a page reads what it
 * shows, and what the filter keeps from it. Of a place the latest reading counts, and the first of its findings there.
 */
export async function readFindingPage(
  session: Session,
  { processor, rule, state, files }: FindingFilter,
  after: FindingId | null,
  limit: number,
): Promise<readonly FindingRow[]> {
  const values: unknown[] = []
  const value = (given: unknown): string => `$${values.push(given)}`
  const conditions = [
    ...(processor === null ? [] : [`f.processor = ${value(processor)}`]),
    ...(rule === null ? [] : [`f.rule = ${value(rule)}`]),
    ...(files === null ? [] : [`f.file_id = ANY(${value(files)}::TEXT[])`]),
    ...(state === null ? [] : [state === 'marked' ? isMarked : isOpen]),
    ...(after === null
      ? []
      : [
          `(${placeOf('f')}) > (${[after.fileId, after.processor, after.rule, after.startLine, after.endLine].map(value).join(', ')})`,
        ]),
  ]
  const { rows } = await session.query({
    text: `WITH page AS (
      SELECT DISTINCT ON (${placeOf('f')}) f.*
      FROM findings AS f${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}
      ORDER BY ${placeOf('f')}, f.submission DESC, f.ordinal LIMIT ${value(limit)})
      SELECT page.*, files.repository, files.path, m.by AS mark_by, m.at AS mark_at, m.why AS mark_why FROM page
      LEFT JOIN files ON files.file_id = page.file_id AND files.submission = page.submission
      LEFT JOIN LATERAL (${markOn('page')}) AS m ON TRUE
      ORDER BY ${placeOf('page')}`,
    values,
  })
  return rows.map(findingOf)
}

/** All that the filter lets through, a page at a time: memory holds one page, however many there are. */
export async function* findingPages(
  session: Session,
  filter: FindingFilter,
  from: FindingId | null,
  pageMax: number,
): AsyncGenerator<readonly FindingRow[]> {
  for (let after = from; ; ) {
    const page = await readFindingPage(session, filter, after, pageMax)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < pageMax) return
    after = last
  }
}

const idOf = (row: SqlRow): FindingId => ({
  fileId: textOf(row, 'file_id'),
  processor: textOf(row, 'processor'),
  rule: textOf(row, 'rule'),
  startLine: numberOf(row, 'start_line'),
  endLine: numberOf(row, 'end_line'),
})

function findingOf(row: SqlRow): FindingRow {
  const id = idOf(row)
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
export async function readLatestMarks(
  session: Session,
  rule: string,
): Promise<readonly (FindingMark & { readonly processor: string; readonly finding: string })[]> {
  const { rows } = await session.query({
    text: `SELECT DISTINCT ON (m.processor) ${placeOf('m')}, m.by AS mark_by, m.at AS mark_at, m.why AS mark_why
      FROM finding_marks AS m
      WHERE m.rule = $1 AND EXISTS (SELECT 1 FROM findings AS f WHERE (${placeOf('f')}) = (${placeOf('m')}))
      ORDER BY m.processor, m.at DESC, m.file_id, m.start_line, m.end_line`,
    values: [rule],
  })
  return rows.flatMap((row) =>
    row.mark_at instanceof Date
      ? [{ ...markOf(row, row.mark_at), processor: textOf(row, 'processor'), finding: findingIdText(idOf(row)) }]
      : [],
  )
}

export async function isSubmitted(session: Session, fileId: string): Promise<boolean> {
  const { rows } = await session.query({ text: 'SELECT 1 FROM files WHERE file_id = $1 LIMIT 1', values: [fileId] })
  return rows.length > 0
}
