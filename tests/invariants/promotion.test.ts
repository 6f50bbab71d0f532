// Rules that change while gates run: from a batch's first record on, said in the log by the transaction that decided it, once;
// one of two operators wins; what is gained by a backfill has one outcome as every file has.
// Mutants: ask for other rules for each record, not before a batch; write the activation in a transaction of its own; compare
// with no activation of before; believe what was known of a partition that has been away (no `resumed`); promote without a look past the fence; backfill under the submission's own name.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { PromoteReport } from '../../cli/rules.ts'
import { promote } from '../../cli/rulesets/promote.ts'
import { readPromotion } from '../../cli/rulesets/promotions.ts'
import { createActivations } from '../../runtime/activation.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { writeTogether } from '../../runtime/transaction.ts'
import type { Candidate, Decision, RulesetActivated } from '../../schemas/types.ts'
import { filesDecided, filesQuality, filesSubmitted, rulesetsActivated } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import {
  eventsOf,
  type LivePipeline,
  madeSource,
  madeSubmission,
  type Running,
  recordsOf,
  untilDrained,
} from '../support/pipeline.ts'
import { patienceMs, until } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = ['quality', 'malicious', 'secret', 'license', 'admission'] as const
const running: Running[] = []
const folder = mkdtempSync(join(tmpdir(), 'codelupe-promotion-'))
afterAll(() => rmSync(folder, { recursive: true }))

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const stricter = put('stricter.toml', '[quality.thresholds]\ncharacters.digits.languages.JavaScript = 0.17\n')
const asBefore = put('as-before.toml', '# Nothing is changed.\n')

const activations = async ({ connection }: LivePipeline): Promise<readonly RulesetActivated[]> =>
  (await eventsOf<RulesetActivated>(connection, rulesetsActivated)).map(({ event }) => event)

const activationsOf = async (pipeline: LivePipeline, operation: string): Promise<readonly RulesetActivated[]> =>
  (await activations(pipeline)).filter((one) => one.operation === operation)

async function command(pipeline: LivePipeline, ...args: readonly string[]): Promise<string> {
  const ran = pipeline.spawn(args)
  expect(await ran.ended, ran.output()).toBe('0')
  return ran.stdout()
}

async function stop(workers: readonly Running[]): Promise<void> {
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.map(({ ended }) => ended))
}

/** Of each record of files.quality.v1: where its file was submitted, and by which ruleset it was judged. */
const judged = async ({ connection }: LivePipeline) =>
  (await eventsOf<Candidate>(connection, filesQuality)).map(({ record, event }) => {
    const trail = record.headers.find(([name]) => name === 'x-trail')?.[1] ?? ''
    const [, partition, offset] = /^files\.submitted\.v1:(\d+):(\d+)$/.exec(trail) ?? []
    return { partition: Number(partition), offset: Number(offset), ruleset: event.verdicts[0]?.ruleset ?? '' }
  })

test('the first transaction of each gate says by which ruleset it decides, and from where', async () => {
  const pipeline = pipelineOf()
  running.push(...gates.map((step) => pipeline.spawn(['run', step])))
  await pipeline.submit(madeSubmission('before', 100))
  await untilDrained(pipeline.connection, gates)
  const written = await activations(pipeline)
  expect(written.map(({ processor }) => processor).toSorted()).toEqual(['license', 'malicious', 'quality', 'secret'])
  for (const one of written) expect(one).toMatchObject({ instance: 0, previous: null, operation: null })
  const quality = written.find(({ processor }) => processor === 'quality')
  const submitted = quality?.positions.filter(({ topic }) => topic === filesSubmitted.name) ?? []
  expect(submitted.map(({ partition, offset }) => [partition, offset])).toEqual([0, 1, 2, 3, 4, 5].map((at) => [at, 0]))
})

/** A small submission after the other. */
async function feedUntil(pipeline: LivePipeline, signal: AbortSignal): Promise<void> {
  for (let at = 0; !signal.aborted; at++) await pipeline.submit(madeSubmission(`during-${at}`, 30))
}

test('a promotion counts from the first record of a batch on, while files come in', async () => {
  const pipeline = pipelineOf()
  const before = (await activations(pipeline)).find(({ processor }) => processor === 'quality')?.ruleset ?? ''
  const dry: PromoteReport = JSON.parse(await command(pipeline, 'rules', 'promote', stricter, '--json'))
  expect([dry.operation, dry.replay.difference.flips.lost]).toEqual([null, dry.lost.total])
  expect(dry.lost.total).toBeGreaterThan(20)
  expect(await readPromotion(pipeline.connection, AbortSignal.timeout(patienceMs))).toBeNull()

  const feed = new AbortController()
  const feeding = feedUntil(pipeline, feed.signal)
  const done: PromoteReport = JSON.parse(await command(pipeline, 'rules', 'promote', stricter, '--execute', '--json'))
  const operation = done.operation ?? ''
  const activated = until({
    what: 'an activation by the promotion',
    home: pipeline.config.home,
    look: () => activationsOf(pipeline, operation),
    holds: (found) => found.length > 0,
  })
  await activated.finally(() => feed.abort())
  await feeding
  await untilDrained(pipeline.connection, gates)

  const written = await activationsOf(pipeline, operation)
  expect(written).toHaveLength(1)
  const [activation] = written
  expect(activation).toMatchObject({ processor: 'quality', instance: 0, previous: before, operation })
  const own = activation?.positions.filter(({ topic }) => topic === filesSubmitted.name)
  const from = new Map(own?.map(({ partition, offset }) => [partition, offset]))
  expect(from.size).toBe(6)
  const records = await judged(pipeline)
  for (const { partition, offset, ruleset } of records)
    expect([partition, offset, ruleset === activation?.ruleset]).toEqual([
      partition,
      offset,
      offset >= (from.get(partition) ?? 0),
    ])
  for (const side of [before, activation?.ruleset]) expect(records.some(({ ruleset }) => ruleset === side)).toBe(true)

  const again: PromoteReport = JSON.parse(await command(pipeline, 'rules', 'promote', stricter, '--execute', '--json'))
  expect([again.already, again.operation]).toEqual([true, operation])
  const history = await command(pipeline, 'rules', 'history')
  expect(history).toMatch(new RegExp(`promoted {3}stricter, ${operation} by .*: quality\\n`))
  expect(history).toContain(`by ${operation}: files.submitted.v1 0@`)
  expect(await command(pipeline, 'rules', 'show')).toMatch(new RegExp(`promotion {2}stricter, ${operation} by`))
  expect(await command(pipeline, 'rules', 'diff', before.slice(0, 12), activation?.ruleset.slice(0, 12) ?? '')).toBe(
    'quality characters.digits: above.byLanguage.JavaScript null -> 0.17\n',
  )
})

test('a gate that dies in its first transaction under other rules has said nothing; the next one says it once', async () => {
  const pipeline = pipelineOf()
  await stop(running.splice(0, 1))
  const count = (await activations(pipeline)).length
  const settings = { CODELUPE_QUALITY_MIN: '40' }
  await pipeline.submit(madeSubmission('crash', 20))
  const crashing = pipeline.spawn(['run', 'quality'], { ...settings, CODELUPE_CRASH_AT: 'kafka.produced:1' })
  expect(await crashing.ended, crashing.output()).toBe('SIGKILL')
  expect(await activations(pipeline)).toHaveLength(count)
  running.unshift(pipeline.spawn(['run', 'quality'], settings))
  await untilDrained(pipeline.connection, gates)
  const written = (await activations(pipeline)).slice(count)
  // The promotion still stands: what it does not state comes from the settings.
  expect(written).toMatchObject([{ processor: 'quality', operation: null }])
  await stop(running.splice(0, 1))
  running.unshift(pipeline.spawn(['run', 'quality'], settings))
  await pipeline.submit(madeSubmission('restarted', 20))
  await untilDrained(pipeline.connection, gates)
  expect(await activations(pipeline)).toHaveLength(count + 1)
})

test('of two operators who promote at once one wins, and the other is told', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  const signal = AbortSignal.timeout(patienceMs)
  const previous = (await readPromotion(connection, signal))?.operation ?? null
  const ask = (by: string) => {
    const detail = { proposal: { name: by, text: '', files: {} }, rulesets: {}, changed: [], previous }
    return promote({ connection, detail, counts: {}, by, now: Date.now }, signal)
  }
  const both = await Promise.allSettled([ask('one'), ask('other')])
  const [won, lost] = both.toSorted((a, b) => (a.status < b.status ? -1 : 1))
  expect([won?.status, lost?.status]).toEqual(['fulfilled', 'rejected'])
  expect(lost).toMatchObject({ reason: { code: 'rules.promoted-meanwhile' } })
  await expect(ask('late')).rejects.toMatchObject({ code: 'rules.promoted-meanwhile' })
})

test('a backfill submits what is gained once more, once, and everything adds up', async () => {
  const pipeline = pipelineOf()
  const run = async (): Promise<PromoteReport> =>
    JSON.parse(await command(pipeline, 'rules', 'promote', asBefore, '--execute', '--backfill', '--json'))
  const first = await run()
  expect(first.gained).toBeGreaterThan(20)
  expect([first.backfill?.files, first.backfill?.already]).toEqual([first.gained, 0])
  await untilDrained(pipeline.connection, gates)
  const submitted = (await recordsOf(pipeline.connection, filesSubmitted)).length
  const second = await run()
  expect([second.already, second.gained, second.backfill?.files]).toEqual([true, 0, first.backfill?.files])
  expect(second.backfill?.already).toBe(first.backfill?.submissions.length)
  expect((await recordsOf(pipeline.connection, filesSubmitted)).length).toBe(submitted)

  const decided = (await eventsOf<Decision>(pipeline.connection, filesDecided)).map(({ event }) => event)
  const filled = decided.filter(({ file }) => file.submission.includes(`#${first.operation}`))
  expect(filled).toHaveLength(first.gained)
  expect(filled.every(({ outcome }) => outcome === 'accepted')).toBe(true)
  const rejected = new Set(decided.filter(({ outcome }) => outcome === 'rejected').map(({ file }) => file.fileId))
  expect(filled.every(({ file }) => rejected.has(file.fileId))).toBe(true)
  expect(await command(pipeline, 'verify', '--projections', 'off')).toContain('no break: nothing lost, nothing doubled')
})

test("a user's own rules are part of a proposal: told as a difference, then in force, whatever becomes of the files", async () => {
  const pipeline = pipelineOf()
  mkdirSync(join(folder, 'house'))
  put(
    join('house', 'words.yar'),
    'rule parcels { meta: severity = "high" description = "Of parcels." strings: $a = "parcel2" condition: $a }\n',
  )
  put('desk.toml', `[[rules]]\nid = "garden"\nregex = '''garden[0-9]+_[0-9]+'''\nkeywords = ["garden"]\n`)
  const own = put('own.toml', '[malicious]\nrules = "house"\n\n[secret]\nrules = "desk.toml"\n')
  const done: PromoteReport = JSON.parse(await command(pipeline, 'rules', 'promote', own, '--execute', '--json'))
  const { byRule, flips } = done.replay.difference
  expect(Object.keys(byRule)).toContain('malicious pack.house.parcels')
  expect([flips.lost > 0, flips.content > 0]).toEqual([true, true])

  for (const gone of ['house', 'desk.toml', 'own.toml']) rmSync(join(folder, gone), { recursive: true })
  const source = madeSubmission('by-own-rules', 60)
  await pipeline.submit(source)
  await untilDrained(pipeline.connection, gates)
  const decided = (await eventsOf<Decision>(pipeline.connection, filesDecided))
    .map(({ event }) => event)
    .filter(({ file }) => file.submission === source.submission)
  const has = (word: string) => new Set(decided.filter(({ file }) => sourceOf(file.path).includes(word)))
  const [parcels, gardens] = [has('parcel2'), has('garden')]
  expect([parcels.size > 0, gardens.size > 0, parcels.size < decided.length]).toEqual([true, true, true])
  for (const one of decided) {
    if (parcels.has(one)) expect(one).toMatchObject({ by: 'malicious', reason: 'pack.house.parcels' })
    const rules = one.verdicts.flatMap(({ findings }) => findings.map(({ rule }) => rule))
    expect([one.file.path, rules.includes('user.garden')]).toEqual([
      one.file.path,
      gardens.has(one) && !parcels.has(one),
    ])
  }
  expect(await command(pipeline, 'rules', 'show')).toContain('pack')
  await stop(running)
})

/** The made-up content of a file, whose path names its number. */
const sourceOf = (path: string): string => madeSource(Number(/(\d+)\.js$/.exec(path)?.[1]))

test('a partition that comes back was perhaps decided by other rules meanwhile: the log is asked', async () => {
  const { connection } = pipelineOf()
  const { kafka: address, registry } = connection
  const own = { topic: filesSubmitted.name, partition: 0 }
  const consumer = { assignments: () => [own], committed: async () => [{ ...own, offset: 7 }] }
  const producer = await openProducer(address, 'codelupe.test.activations')
  await producer.initTransactions()
  const [one, other] = [0, 1].map((instance) =>
    createActivations({ processor: 'of-two', instance, address, registry, consumer, now: Date.now }),
  )
  const signal = AbortSignal.timeout(patienceMs)
  const record = { ...own, offset: 7, key: '', value: Buffer.alloc(0), headers: [], timestamp: 0 }
  const decides = async (instance: typeof one, ruleset: string): Promise<number> => {
    await instance?.prepare({ ruleset, operation: null }, [record], signal)
    const written = instance?.records() ?? []
    if (written.length > 0) await writeTogether(producer, written, signal)
    instance?.committed()
    return written.length
  }
  expect([await decides(one, 'old'), await decides(one, 'old')]).toEqual([1, 0])
  other?.resumed()
  expect(await decides(other, 'new')).toBe(1)
  one?.resumed()
  expect(await decides(one, 'old')).toBe(1)
  await producer.close()
})
