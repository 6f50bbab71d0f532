// What a person says of a finding is an event: said twice it is once, whoever says it at the same time; what nobody has found
// is refused; it is told wherever the finding is, makes its rule's rate, and is in the tables that a fold makes of the log.
// Mutants: review without a look at what was said before, or with one before its own fence; take any finding; keep a reason
// with a secret in it; count every reading of a file; `unmark` writes nothing; explain leaves out what was said; the latest mark
// of a rule is the first.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, withAdmin } from '../../cli/connect.ts'
import { parseFindingId } from '../../cli/finding-id.ts'
import { type Reviewed, review } from '../../cli/findings/review.ts'
import { hasCode } from '../../runtime/errors.ts'
import type { Decision, FindingReviewed } from '../../schemas/types.ts'
import { filesDecided, findingsReviewed, stepNames } from '../../topics/index.ts'
import { canaryFolder } from '../support/canary-files.ts'
import { runHere } from '../support/commands-here.ts'
import { interruptedBy } from '../support/interrupted.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const steps = stepNames.filter((step) => step !== 'trainer')
const folder = mkdtempSync(join(tmpdir(), 'codelupe-reviews-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: readonly string[]) => runHere(pipelineOf().config, args)
const json = async (...args: readonly string[]) => {
  const { out, err } = await run(...args, '--json')
  expect(out, err).not.toBe('')
  return JSON.parse(out)
}
const said = async (): Promise<readonly FindingReviewed[]> =>
  (await eventsOf<FindingReviewed>(pipelineOf().connection, findingsReviewed)).map(({ event }) => event)
const project = (): Promise<void> => pipelineOf().drain(['projector'])

type Listed = {
  readonly id: string
  readonly rule: string
  readonly path: string
  readonly mark: { readonly why: string } | null
}
const listed = async (...args: readonly string[]): Promise<readonly Listed[]> =>
  (await json('findings', 'ls', '--limit', '1000', ...args)).findings

type Rate = {
  readonly gate: string
  readonly id: string
  readonly findings: number
  readonly marked: number
  readonly share: number | null
}
const ratesOf = async (): Promise<ReadonlyMap<string, Rate>> => {
  const { out } = await run('rules', 'ls', 'secret', '--marks', '--json')
  const rates: readonly Rate[] = out.split('\n').map((line) => JSON.parse(line))
  return new Map(rates.map((rate) => [rate.id, rate]))
}

/** The marked one, and another finding of the same rule. */
const about: { one: Listed | null; rule: readonly Listed[] } = { one: null, rule: [] }
const one = (): Listed => {
  if (about.one === null) throw new Error('expected a finding')
  return about.one
}

beforeAll(async () => {
  mkdirSync(join(folder, 'desk'))
  writeFileSync(join(folder, 'desk', 'LICENSE'), readFileSync(join(import.meta.dirname, '..', '..', 'LICENSE')))
  const plain = canaryFolder(200).files.filter(({ path }) => path.startsWith('src/'))
  for (const { path, content } of plain) writeFileSync(join(folder, 'desk', path.replaceAll('/', '-')), content)
  await run('ingest', join(folder, 'desk'))
  await run('ingest', join(folder, 'desk'), '--again')
  await pipelineOf().drain(steps)
})

test('findings are listed once, however often their files were read', async () => {
  const decided = (await eventsOf<Decision>(pipelineOf().connection, filesDecided)).map(({ event }) => event)
  const all = decided.flatMap(({ file, verdicts }) =>
    verdicts.flatMap(({ processor, findings }) =>
      findings.map(({ rule, startLine, endLine }) => `${file.fileId} ${processor} ${rule} ${startLine} ${endLine}`),
    ),
  )
  const found = await listed()
  expect(found.length).toBe(new Set(all).size)
  expect(all.length).toBeGreaterThan(found.length)
  const secrets = await listed('--gate', 'secret')
  const byRule = Map.groupBy(secrets, ({ rule }) => rule)
  about.rule = [...byRule.values()].find((findings) => findings.length >= 2) ?? []
  about.one = about.rule[0] ?? null
  expect((await ratesOf()).get(one().rule)).toMatchObject({ findings: about.rule.length, marked: 0, share: 0 })
})

test('a mark is an event: said twice it is once, and it is told wherever the finding is', async () => {
  const { id, rule, path } = one()
  const first = await json('findings', 'mark', id, '--why', 'a vendor has it in its documentation')
  expect(first).toMatchObject({ what: 'marked', said: [id], already: [], operation: expect.stringMatching(/^review-/) })
  expect(await json('findings', 'mark', id, id, '--why', 'again')).toMatchObject({
    operation: null,
    said: [],
    already: [id],
  })
  expect(await said()).toMatchObject([
    { rule, what: 'marked', why: 'a vendor has it in its documentation', operation: first.operation },
  ])
  await project()
  expect(await listed('--state', 'marked')).toMatchObject([
    { id, mark: { why: 'a vendor has it in its documentation' } },
  ])
  expect((await listed('--state', 'open')).map((finding) => finding.id)).not.toContain(id)
  const stories = await json('explain', path)
  expect(stories).toHaveLength(2)
  for (const { verdicts } of stories)
    expect(
      verdicts
        .flatMap(({ findings }: { findings: readonly object[] }) => findings)
        .filter((finding: { mark: unknown }) => finding.mark !== null),
    ).toMatchObject([{ rule }])
  expect((await run('explain', path)).out).toMatch(
    /\(marked a false positive by .*: a vendor has it in its documentation\)/,
  )
  const share = Math.round(1e4 / about.rule.length) / 1e4
  expect((await ratesOf()).get(rule)).toMatchObject({ findings: about.rule.length, marked: 1, share })
  expect((await run('rules', 'ls', '--marks')).out.split('\n')[1]).toMatch(
    new RegExp(`^secret +${rule} +${about.rule.length} +1 +\\d+\\.\\d %$`),
  )
  expect(await json('rules', 'show', rule)).toMatchObject({
    ...{ gate: 'secret', id: rule, findings: about.rule.length, marked: 1, share },
    latest: { finding: id, why: 'a vendor has it in its documentation', by: expect.any(String) },
  })
  expect((await run('rules', 'show', 'unicode.encoded')).err).toContain('expected a rule that counts now')
  expect((await run('rules', 'show', 'encoded.unicode')).out).toMatch(
    /\nfindings {3}0 places\nmarked {5}0 as false positives \(-\)$/,
  )
  expect((await run('rules', 'show', rule.slice(0, -1))).err).toContain(`did you mean ${rule}?`)
})

test('what nobody has found is refused, with what was expected, and nothing is written', async () => {
  const { id, rule } = one()
  const before = (await said()).length
  const refused = async (finding: string, why = 'no'): Promise<string> =>
    (await run('findings', 'mark', finding, '--why', why)).err
  const fileId = id.slice(0, 32)
  expect(await refused(id.replace(fileId, '0'.repeat(32)))).toContain(
    `expected a file that was submitted, found no ${'0'.repeat(32)}`,
  )
  expect(await refused(id.replace(/\d+$/, '99999'))).toMatch(
    new RegExp(`expected ${fileId}:.*, found ${fileId}:secret:${rule}:.*99999 \\[findings.unknown\\]`),
  )
  expect(await refused(id.replace(':secret:', ':malicious:'))).toContain('[findings.unknown]')
  expect(await refused('secret:1')).toContain('expected a finding as ./codelupe findings ls prints it')
  expect(await refused(id, ' ')).toContain('expected --why with a reason')
  expect(await refused(id, 'x'.repeat(501))).toContain('at most 500 characters')
  const token = `ghp_${'R4nd0mKq8Zx71Vb2Nw9Lt5Yp3Hs6Jd1Fg0Ca'}`
  const told = await refused(id, `the token ${token} is of a test`)
  expect(told).toContain('expected --why without a secret in it')
  expect(told).not.toContain(token)
  expect((await said()).length).toBe(before)
})

test('of operators who say the same at once each is told, and it is said once', async () => {
  const { connection } = pipelineOf()
  const [, other] = about.rule
  if (other === undefined) throw new Error('expected another finding')
  const ask = (by: string, of: Connection = connection): Promise<Reviewed> =>
    review(
      of,
      { what: 'marked', findings: [parseFindingId(other.id)], why: 'both', by, now: Date.now },
      AbortSignal.timeout(patienceMs),
    )
  const overtaken = interruptedBy(connection, () => ask('who overtakes'))
  await expect(ask('who is overtaken', overtaken)).rejects.toMatchObject({ code: 'findings.fenced' })
  expect((await said()).filter(({ why }) => why === 'both')).toMatchObject([{ by: 'who overtakes' }])
  const all = await Promise.allSettled(['one', 'two', 'three', 'four'].map((by) => ask(by)))
  for (const settled of all)
    if (settled.status === 'rejected') expect(hasCode(settled.reason, 'findings.fenced')).toBe(true)
    else expect(settled.value).toMatchObject({ operation: null, already: [other.id] })
  expect((await said()).filter(({ why }) => why === 'both')).toHaveLength(1)
})

test('a mark is taken back, and given again; the last one counts', async () => {
  const { id, rule } = one()
  expect(await json('findings', 'unmark', id, '--why', 'it is one after all')).toMatchObject({
    said: [id],
    already: [],
  })
  expect(await json('findings', 'unmark', id)).toMatchObject({ operation: null, already: [id] })
  await project()
  expect((await listed('--state', 'marked')).map((finding) => finding.id)).not.toContain(id)
  expect((await ratesOf()).get(rule)).toMatchObject({ marked: 1 })
  expect(await json('rules', 'show', rule)).toMatchObject({
    marked: 1,
    latest: { finding: about.rule[1]?.id, why: 'both' },
  })
  await json('findings', 'mark', id, '--why', 'no, it is none')
  await project()
  expect((await ratesOf()).get(rule)).toMatchObject({ marked: 2 })
  expect((await run('rules', 'show', rule)).out).toMatch(
    new RegExp(`\nmarked {5}2 as false positives \\(\\d+\\.\\d %\\)\nlatest {5}${id} by .*: no, it is none$`),
  )
})

test('the tables are those that a fold of the log makes, also after a rebuild', async () => {
  const before = await listed('--state', 'marked')
  expect((await run('projections', 'verify')).out).toMatch(/finding_reviews +4 .* equal/)
  const { err } = await run('projections', 'rebuild', 'reviews')
  expect(err).not.toContain('codelupe:')
  expect((await run('projections', 'verify')).out).toMatch(/finding_reviews +4 .* equal/)
  expect(await listed('--state', 'marked')).toEqual(before)
  const { out } = await run('verify')
  expect(out).toContain('no break: nothing lost, nothing doubled')
  expect(await withAdmin(pipelineOf().connection, (admin) => admin.topicNames())).toContain(findingsReviewed.name)
})
