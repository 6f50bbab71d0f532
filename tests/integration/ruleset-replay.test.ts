// What changes if a rule changes: a proposal replayed over real history. Deciding again from the signals of verdicts and
// judging everything anew agree; two replays have one digest; a second run of a replay writes nothing twice.
// Mutants: `again` ignores thresholds by language; `keep` takes a verdict of any ruleset as its own; the digest leaves a
// partition out; a second run of the same replay writes from the start.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createDigest } from '../../cli/replay/digest.ts'
import { type ReplayAsk, type RulesetReplay, replayRuleset } from '../../cli/replay/ruleset-replay.ts'
import { createPipeline, defaultGateSettings, type GateSettings } from '../../processors/index.ts'
import type { Processor } from '../../processors/processor.ts'
import { parseProposal } from '../../processors/proposal.ts'
import type { Decision, OperationRecorded } from '../../schemas/types.ts'
import { filesDecided, operationsRecorded, shadowOf } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = ['quality', 'malicious', 'secret', 'license', 'admission'] as const
const folder = mkdtempSync(join(tmpdir(), 'codelupe-replay-'))
afterAll(() => rmSync(folder, { recursive: true }))

const settingsOf = (text: string): GateSettings => {
  const read = parseProposal(text)
  if (read.kind === 'faults') throw new Error(read.faults.join('; '))
  const { scoreMin, changes } = read.proposal
  return { ...defaultGateSettings, scoreMin: scoreMin ?? defaultGateSettings.scoreMin, changes }
}

const ask = (
  { connection }: LivePipeline,
  processors: readonly Processor[],
  more: Partial<ReplayAsk> = {},
): ReplayAsk => ({
  connection,
  processors,
  about: 'a proposal',
  replay: null,
  by: 'test',
  now: Date.now,
  progress: () => undefined,
  ...more,
})

const run = (asked: ReplayAsk) => replayRuleset(asked, AbortSignal.timeout(patienceMs))

const outcomeOf = ({ event }: { readonly event: Decision }) => ({
  file: `${event.file.fileId}@${event.file.submission}`,
  outcome: event.outcome,
  by: event.by,
  reason: event.reason,
  sampleId: event.sampleId,
  releasedSha256: event.releasedSha256,
  verdicts: event.verdicts.map(({ processor, decision, reason, signals, ruleset }) => ({
    processor,
    decision,
    reason,
    signals,
    ruleset,
  })),
})

const thresholds = `
[quality]
score_min = 60
off = ["size.words", "generated.linguist", "generated.marker", "repeated.top-2-gram"]
[quality.thresholds]
"size.characters" = 20
"characters.digits" = { value = 0.3, languages = { JavaScript = 0.17 } }
`
const others = `
[malicious]
off = ["decoded-exec.python"]
[license]
evidence_required = false
families = { gpl = "allow" }
`

test('prepares a history of made files and of the demo', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('history', 150))
  const ingest = pipeline.spawn(['ingest', join('demo', 'input'), '--as', 'directory'])
  expect(await ingest.ended, ingest.output()).toBe('0')
  await pipeline.drain(gates)
})

/** In the order of the log: partition by partition. */
const shadowsOf = async ({ connection }: LivePipeline, replay: string) =>
  (await eventsOf<Decision>(connection, shadowOf(replay))).toSorted(
    ({ record: a }, { record: b }) => a.partition - b.partition || a.offset - b.offset,
  )

test.each([
  ['thresholds', thresholds, 'not-judged'],
  ['other rules', others, 'rules-changed'],
] as const)('under %s it agrees with judging everything anew', async (_, text, why) => {
  const pipeline = pipelineOf()
  const processors = createPipeline(settingsOf(text))
  const again = await run(ask(pipeline, processors))
  const anew = await run(ask(pipeline, processors, { anew: true }))
  const files = (await recordsOf(pipeline.connection, filesDecided)).length
  expect(anew.counts).toMatchObject({ fromVerdicts: 0, fromContent: { asked: files }, unreadable: 0 })
  expect(again.counts.fromVerdicts).toBeGreaterThan(20)
  expect(again.counts.fromContent[why]).toBeGreaterThan(0)
  expect(again.difference.flips.gained).toBeGreaterThan(0)
  const [one, other] = [await shadowsOf(pipeline, again.replay), await shadowsOf(pipeline, anew.replay)]
  expect(one).toHaveLength(files)
  expect(one.map(outcomeOf)).toEqual(other.map(outcomeOf))
  expect(one.every(({ event }) => event.file.content === null)).toBe(true)
  const { examples: _examples, ...counts } = again.difference
  expect(anew.difference).toMatchObject(counts)
})

test('a difference names what is lost by language, with what decided', async () => {
  const pipeline = pipelineOf()
  const { difference } = await run(ask(pipeline, createPipeline(settingsOf(thresholds))))
  const { flips, byLanguage, byRule, acceptedBefore, acceptedAfter, examples } = difference
  expect(acceptedAfter).toBe(acceptedBefore + flips.gained - flips.lost)
  // The threshold of one language alone: no other one loses anything.
  expect(byRule['quality characters.digits']?.lost).toBe(byLanguage.JavaScript?.lost)
  expect(flips.lost).toBe(byLanguage.JavaScript?.lost)
  expect(flips.lost).toBeGreaterThan(20)
  expect(examples.find(({ kind }) => kind === 'lost')).toMatchObject({
    repository: 'local/-/history',
    language: 'JavaScript',
    before: null,
    after: { by: 'quality', reason: 'characters.digits' },
    at: { message: expect.stringContaining('at most 0.17 is accepted') },
  })
})

test('two replays have one digest, which is that of what was written', async () => {
  const pipeline = pipelineOf()
  const processors = createPipeline(settingsOf(others))
  const first = await run(ask(pipeline, processors, { replay: 'first' }))
  const second = await run(ask(pipeline, processors, { replay: 'second' }))
  expect(second.digest).toBe(first.digest)
  const written = await recordsOf(pipeline.connection, shadowOf('second'))
  const digest = createDigest()
  for (const record of written.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset)) digest.add(record)
  expect(digest.result()).toBe(first.digest)
  for (const partition of new Set(written.map((record) => record.partition))) {
    const less = createDigest()
    const rest = written.filter((record) => record.partition !== partition)
    for (const record of rest.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset)) less.add(record)
    expect(less.result()).not.toBe(first.digest)
  }
})

test('one that was stopped says so, goes on, and does nothing twice', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  const processors = createPipeline(settingsOf(thresholds))
  const whole = await run(ask(pipeline, processors))
  const controller = new AbortController()
  const state = { flips: 0 }
  const each: ReplayAsk['each'] = (_, flip) => {
    if (flip !== null && ++state.flips === 30) controller.abort(new Error('interrupted'))
  }
  const stopped = replayRuleset(ask(pipeline, processors, { replay: 'stopped', rate: 20, each }), controller.signal)
  await expect(stopped).rejects.toThrow('interrupted')
  const half = (await recordsOf(connection, shadowOf('stopped'))).length
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(whole.difference.files)
  expect(await statesOf(pipeline, 'stopped')).toEqual(['started', 'stopped'])

  const again = await run(ask(pipeline, processors, { replay: 'stopped' }))
  expect([again.digest, again.already]).toEqual([whole.digest, false])
  const third = await run(ask(pipeline, processors, { replay: 'stopped' }))
  expect([third.digest, third.already, third.difference]).toEqual([whole.digest, true, whole.difference])
  expect(await statesOf(pipeline, 'stopped')).toEqual(['started', 'stopped', 'done'])
  const originals = (await recordsOf(connection, shadowOf('stopped'))).map(
    ({ headers }) => headers.find(([name]) => name === 'x-replay-original')?.[1],
  )
  expect(originals).toHaveLength(whole.difference.files)
  expect(new Set(originals).size).toBe(whole.difference.files)
  await expect(run(ask(pipeline, createPipeline(settingsOf(others)), { replay: 'stopped' }))).rejects.toMatchObject({
    code: 'replay.differs',
  })
})

const statesOf = async ({ connection }: LivePipeline, replay: string): Promise<readonly string[]> =>
  (await eventsOf<OperationRecorded>(connection, operationsRecorded))
    .filter(({ event }) => event.operation === replay)
    .map(({ event }) => event.state)

test('as a command it prints the difference, changes nothing, and refuses a proposal with every fault', async () => {
  const pipeline = pipelineOf()
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const proposal = put('looser.toml', thresholds)
  const flips = join(folder, 'flips.jsonl')
  const told = pipeline.spawn(['replay', '--ruleset', proposal, '--flips', flips])
  expect(await told.ended, told.output()).toBe('0')
  for (const line of [
    'proposal   looser',
    'quality characters.digits: above.byLanguage.JavaScript null -> 0.17',
    'quality size.words: left out',
    /lost {5}local\/-\/history:src\/\d+\.js \(JavaScript\)\n {9}accepted -> quality characters\.digits, whole file: digitShare is /,
    /digest {5}[0-9a-f]{64}/,
  ])
    expect(told.stdout()).toMatch(line)
  expect(told.output()).toContain(`nothing has changed; next: ./codelupe rules promote ${proposal}`)
  const json = pipeline.spawn(['replay', '--ruleset', proposal, '--json'])
  expect(await json.ended).toBe('0')
  const found: RulesetReplay = JSON.parse(json.stdout())
  const { gained, lost, reason, content } = found.difference.flips
  const listed = readFileSync(flips, 'utf8').trimEnd().split('\n')
  expect(listed).toHaveLength(gained + lost + reason + content)

  const wrong = put('wrong.toml', '[quality]\nscore_mim = 3\n[quality.thresholds]\n"characters.digit" = 1\n')
  const refused = pipeline.spawn(['replay', '--ruleset', wrong])
  expect(await refused.ended).toBe('2')
  expect(refused.output()).toMatch(
    /found score_mim, did you mean score_min\?.*found characters\.digit, did you mean characters\.digits\?/,
  )
})
