// The contracts that others build on: `status --json` and `explain --json`, findings and the rates of rules, over a projected log.
// Mutants: in finding_marks the first that was said counts, or also what was unmarked; count every reading of a file; explain
// leaves out what was said; a page begins with the last of the one before; one is cut short; the index by place is not there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExplainedVerdict, readExplanations } from '../../cli/queries/explain.ts'
import { type FindingFilter, type FindingRow, findingPages, readRuleRates } from '../../cli/queries/findings.ts'
import { readProjections } from '../../cli/queries/projections.ts'
import { readStatus } from '../../cli/queries/status.ts'
import { readSubmission } from '../../cli/queries/submission.ts'
import type { Database } from '../../runtime/postgres.ts'
import { sha256 } from '../support/made-files.ts'
import { observationOf } from '../support/observe.ts'
import { type MadeFile, makeLog } from '../support/pipeline-log.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { interleave, migratedDatabase, project } from '../support/project.ts'

const made = makeLog({ files: 500, inFlightLast: 20 })
const fates = (fate: MadeFile['fate']): readonly MadeFile[] => made.files.filter((file) => file.fate === fate)
const signal = new AbortController().signal

let server: TestServer
let database: Database
beforeAll(async () => {
  server = await startPostgres(['-c', 'fsync=off'])
  database = (await migratedDatabase(server, 'queries')).database
  await project(database, interleave(made.partitions, 2))
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

const first = (files: readonly MadeFile[]): MadeFile => {
  const [file] = files
  if (file === undefined) throw new Error('the log has such a file')
  return file
}

describe('status', () => {
  test('says files, conservation, each step and training', async () => {
    const status = await readStatus(database, async () => observationOf(made.partitions, ['malicious']), signal)
    const accepted = fates('accepted').length
    expect(Math.abs(Date.parse(status.asOf) - Date.now())).toBeLessThan(60_000)
    expect(status.files).toEqual({
      found: 556,
      skipped: 56,
      submitted: 500,
      accepted,
      rejected: fates('rejected').length,
      dead: fates('dead').length,
      inFlight: 20,
    })
    expect(status.conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0 })
    expect(status.steps.map(({ step }) => step)).toEqual([
      'quality',
      'malicious',
      'secret',
      'license',
      'admission',
      'projector',
      'trainer',
    ])
    const step = (name: string) => status.steps.find((found) => found.step === name)
    const judged = (name: string, decision: string): number =>
      made.files
        .flatMap((file) => file.decision?.verdicts ?? [])
        .filter((verdict) => verdict.processor === name && verdict.decision === decision).length
    expect(step('secret')).toEqual({
      step: 'secret',
      in: judged('secret', 'accept') + judged('secret', 'reject') + fates('dead').length,
      accepted: judged('secret', 'accept'),
      rejected: judged('secret', 'reject'),
      dead: fates('dead').length,
      lag: 0,
    })
    expect(step('malicious')?.lag).toBe(6)
    expect(step('admission')).toMatchObject({ accepted, rejected: fates('rejected').length })
    expect(step('projector')).toMatchObject({ lag: 0, in: made.partitions.flat().length })
    const commits = Math.floor(accepted / 10)
    expect(status.training).toEqual({
      step: commits * 2,
      samples: commits * 10,
      tokens: commits * 4_000,
      loss: 8 / (commits * 2),
    })
    expect(step('trainer')).toMatchObject({ in: commits * 10, accepted: commits * 10, rejected: 0, dead: 0 })
  })

  test('answers on an empty database', async () => {
    const empty = (await migratedDatabase(server, 'empty')).database
    const status = await readStatus(empty, async () => ({ committed: [], ends: [] }), signal)
    expect(status.files).toEqual({ found: 0, skipped: 0, submitted: 0, accepted: 0, rejected: 0, dead: 0, inFlight: 0 })
    expect(status.conservation).toMatchObject({ gap: 0, settled: false })
    expect(status.training).toEqual({ step: 0, samples: 0, tokens: 0, loss: null })
    await empty.close()
  })
})

/** Findings as the verdict has them, without what was said of them. */
const found = ({ findings }: ExplainedVerdict): readonly unknown[] => findings.map(({ mark: _, ...finding }) => finding)

describe('explain', () => {
  test('tells of an accepted file by its id: verdicts with their places, sample, training', async () => {
    const { file, decision } = first(
      fates('accepted').filter(
        ({ file: { fileId } }) => fates('accepted').findIndex((other) => other.file.fileId === fileId) === 1,
      ),
    )
    const { entries, more } = await readExplanations(database, file.fileId)
    expect(more).toBe(false)
    expect(entries).toHaveLength(1)
    const [entry] = entries
    expect(entry?.file).toEqual({
      fileId: file.fileId,
      submission: file.submission,
      repository: `github.com/${file.repository.owner}/${file.repository.name}`,
      path: file.path,
      language: file.language,
      sizeBytes: file.sizeBytes,
    })
    expect(entry).toMatchObject({ decision: 'accepted', by: null, reason: null })
    expect(entry?.sample).toEqual({
      sampleId: `${file.fileId}@${file.submission}`,
      releasedSha256: decision?.releasedSha256,
    })
    expect(entry?.training).toEqual([
      { step: 2, checkpoint: 'step-2-1', became: 'trained', reason: null, redriven: false, lineage: 'first' },
    ])
    expect(entry?.verdicts.map(({ processor, decision: said, topic }) => ({ processor, said, topic }))).toEqual(
      ['quality', 'malicious', 'secret', 'license'].map((processor) => ({
        processor,
        said: 'accept',
        topic: `files.${processor}.v1`,
      })),
    )
    expect(entry?.verdicts.map(({ signals }) => signals)).toEqual(decision?.verdicts.map(({ signals }) => signals))
    expect(entry?.verdicts.map(found)).toEqual(decision?.verdicts.map(({ findings }) => findings))
    expect(entry?.verdicts.map(({ ruleset }) => ruleset)).toEqual(decision?.verdicts.map(({ ruleset }) => ruleset))
    const decided = made.partitions.flat().find(({ event }) => event === decision)
    const trail = decided?.record.headers.find(([name]) => name === 'x-trail')?.[1].split(',') ?? []
    expect(entry?.verdicts.map(({ topic, partition, offset }) => `${topic}:${partition}:${offset}`)).toEqual(
      trail.slice(1),
    )
  })

  test('tells of a rejected file by repository:path, and by path', async () => {
    const { file, decision } = first(fates('rejected'))
    const byBoth = await readExplanations(
      database,
      `github.com/${file.repository.owner}/${file.repository.name}:${file.path}`,
    )
    const byPath = await readExplanations(database, file.path)
    expect(byBoth).toEqual(byPath)
    expect(byBoth.entries).toHaveLength(1)
    expect(byBoth.entries[0]).toMatchObject({
      decision: 'rejected',
      by: decision?.by,
      reason: decision?.reason,
      sample: null,
      training: [],
    })
    expect(byBoth.entries[0]?.verdicts.slice(-1).map(found)).toEqual([decision?.verdicts.at(-1)?.findings])
    expect((await readExplanations(database, `github.com/someone/else:${file.path}`)).entries).toEqual([])
  })

  test('tells of dead, skipped and waiting files', async () => {
    const dead = first(fates('dead'))
    expect((await readExplanations(database, dead.file.fileId)).entries[0]).toMatchObject({
      decision: 'dead',
      by: 'secret',
      reason: 'handle.threw',
      verdicts: [],
    })
    const waiting = first(fates('in-flight'))
    expect((await readExplanations(database, waiting.file.fileId)).entries[0]).toMatchObject({
      decision: 'in-flight',
      by: null,
    })
    const skipped = await readExplanations(database, 'assets/image-9.png')
    expect(skipped.entries).toEqual([
      expect.objectContaining({
        decision: 'skipped',
        by: 'ingest',
        reason: 'file.binary',
        file: expect.objectContaining({ fileId: null, path: 'assets/image-9.png', sizeBytes: 1_234 }),
      }),
    ])
  })

  test('knows nothing of what was never seen', async () => {
    for (const name of [sha256('nothing').slice(0, 32), 'no/such/path', 'a:b:c', '', '\u0000'])
      expect(await readExplanations(database, name)).toEqual({ entries: [], more: false })
  })
})

/** What the made-up log says of findings: each third file's are marked, each sixth's unmarked again, each twelfth's marked anew. */
const isMarked = (index: number): boolean => index % 3 === 0 && (index % 6 !== 0 || index % 12 === 0)

/** Every finding of the log, once a file. */
const everyFinding = made.files.flatMap(({ file, decision }, index) =>
  (decision?.verdicts ?? []).flatMap(({ processor, findings }) =>
    findings.map(({ rule, startLine, endLine }) => ({
      id: `${file.fileId}:${processor}:${rule}:${startLine}${startLine === endLine ? '' : `-${endLine}`}`,
      fileId: file.fileId,
      path: file.path,
      processor,
      rule,
      marked: isMarked(index),
    })),
  ),
)
const anyFinding: FindingFilter = { processor: null, rule: null, state: null, files: null }

async function pagesOf(
  filter: FindingFilter,
  pageMax: number,
  after: FindingRow | null = null,
): Promise<readonly (readonly FindingRow[])[]> {
  const pages: (readonly FindingRow[])[] = []
  for await (const page of findingPages(database, filter, after, pageMax)) pages.push(page)
  return pages
}
const listed = async (filter: Partial<FindingFilter> = {}): Promise<readonly FindingRow[]> =>
  (await pagesOf({ ...anyFinding, ...filter }, 10_000)).flat()

describe('findings', () => {
  test('are listed with what was said of them last', async () => {
    expect(everyFinding.filter(({ marked }) => marked).length).toBeGreaterThan(30)
    const findings = await listed()
    expect(findings.map(({ id, path, mark }) => [id, path, mark !== null]).toSorted()).toEqual(
      everyFinding.map(({ id, path, marked }) => [id, path, marked]).toSorted(),
    )
    expect(findings.find(({ mark }) => mark !== null)?.mark).toMatchObject({
      by: 'operator',
      why: expect.stringMatching(/^by the rule of/),
    })
  })

  test('are found by gate, rule, file and state', async () => {
    const [one] = everyFinding
    if (one === undefined) throw new Error('the log has findings')
    const ids = async (filter: Partial<FindingFilter>): Promise<readonly string[]> =>
      (await listed(filter)).map(({ id }) => id).toSorted()
    const wanted = (holds: (finding: (typeof everyFinding)[number]) => boolean): readonly string[] =>
      everyFinding
        .filter(holds)
        .map(({ id }) => id)
        .toSorted()
    expect(await ids({ processor: one.processor })).toEqual(wanted(({ processor }) => processor === one.processor))
    expect(await ids({ rule: one.rule })).toEqual(wanted(({ rule }) => rule === one.rule))
    expect(await ids({ files: [one.fileId] })).toEqual(wanted(({ fileId }) => fileId === one.fileId))
    expect(await ids({ state: 'marked' })).toEqual(wanted(({ marked }) => marked))
    expect(await ids({ state: 'open' })).toEqual(wanted(({ marked }) => !marked))
  })

  test('come in pages of any size, each once and in one order, and go on behind any of them', async () => {
    const all = await listed()
    for (const filter of [
      anyFinding,
      { ...anyFinding, rule: everyFinding[0]?.rule ?? '' },
      { ...anyFinding, state: 'open' as const },
    ]) {
      const whole = await listed(filter)
      for (const pageMax of [3, 40, whole.length]) {
        const pages = await pagesOf(filter, pageMax)
        expect(pages.slice(0, -1).every((page) => page.length === pageMax)).toBe(true)
        expect(pages.flat()).toEqual(whole)
      }
    }
    expect((await pagesOf(anyFinding, 5, all[2] ?? null)).flat()).toEqual(all.slice(3))
    expect(await pagesOf(anyFinding, 5, all.at(-1) ?? null)).toEqual([])
  })

  test('are found by an index, a page at a time: no page reads or sorts all of them', async () => {
    // So few rows would be read whole; with many the planner comes to this by itself.
    const rows = await database.transaction(async (session) => {
      await session.query({ text: 'SET LOCAL enable_seqscan = off' })
      await session.query({ text: 'SET LOCAL enable_bitmapscan = off' })
      const answer = await session.query({
        text: `EXPLAIN SELECT DISTINCT ON (file_id, processor, rule, start_line, end_line) * FROM findings
          WHERE (file_id, processor, rule, start_line, end_line) > ('a', '', '', 0, 0)
          ORDER BY file_id, processor, rule, start_line, end_line, submission DESC, ordinal LIMIT 10`,
      })
      return answer.rows
    })
    expect(rows.map((row) => String(row['QUERY PLAN'])).join('\n')).toMatch(/Incremental Sort[\s\S]*findings_by_place/)
  })

  test('make the rates of their rules', async () => {
    const rates = await readRuleRates(database)
    const byRule = Map.groupBy(everyFinding, ({ processor, rule }) => `${processor} ${rule}`)
    expect(
      rates.map(({ processor, rule, findings, marked }) => [`${processor} ${rule}`, findings, marked]).toSorted(),
    ).toEqual(
      [...byRule].map(([rule, all]) => [rule, all.length, all.filter(({ marked }) => marked).length]).toSorted(),
    )
  })

  test('are explained with what was said of them', async () => {
    for (const index of [0, 3, 6].flatMap((start) =>
      made.files.findIndex(
        (file, at) =>
          at >= start &&
          at % 12 === start &&
          (file.decision?.verdicts ?? []).some(({ findings }) => findings.length > 0),
      ),
    )) {
      const { entries } = await readExplanations(database, made.files[index]?.file.fileId ?? '')
      const said = entries
        .flatMap(({ verdicts }) => verdicts)
        .flatMap(({ findings }) => findings.map(({ mark }) => mark !== null))
      expect(said.length).toBeGreaterThan(0)
      expect([index, new Set(said)]).toEqual([index, new Set([isMarked(index)])])
    }
  })
})

test('projections status lists each projection with its lag and rows', async () => {
  const listed = await readProjections(database, observationOf(made.partitions).ends)
  expect(listed.map(({ projection }) => projection)).toEqual([
    'files',
    'verdicts',
    'findings',
    'samples',
    'skipped',
    'repositories',
    'funnel',
    'ledger',
    'dead-letters',
    'training',
    'reviews',
  ])
  expect(listed.every(({ lag }) => lag === 0)).toBe(true)
  expect(listed.find(({ projection }) => projection === 'files')).toMatchObject({
    inputs: ['files.submitted.v1'],
    records: 500,
    tables: [{ table: 'files', rows: 500 }],
  })
})

test('a submission is complete once each of its paths is accounted for', async () => {
  const { file } = first(fates('accepted'))
  const own = made.files.filter((other) => other.file.submission === file.submission)
  const open = own.filter(({ fate }) => fate === 'in-flight').length
  const progress = await readSubmission(database, file.submission)
  expect(progress).toMatchObject({
    fetched: { submitted: own.length },
    submitted: own.length,
    accepted: own.filter(({ fate }) => fate === 'accepted').length,
    complete: open === 0,
  })
  expect(await readSubmission(database, 'unknown')).toMatchObject({ fetched: null, complete: false })
})
