// A dead letter goes back to its step once, whoever asks and however often, and goes on exactly where it stopped: twice is
// once, a second operator takes over, a killed run goes on, what is still bad is the next attempt of its story, and the
// tables tell all of it.
// Mutants: in cli/redrive/run.ts read the handled set before the fence, or write its records in a transaction of their own;
// in runtime/dead-letter.ts leave the attempt at 1; in projections/ledger.ts fold nothing of what was handled.
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../cli/command.ts'
import type { Connection } from '../../cli/connect.ts'
import { type DlqLsOptions, dlqLs, dlqShow } from '../../cli/dlq.ts'
import { dlqDrop, dlqRedrive, type HandleOptions } from '../../cli/dlq-handle.ts'
import { explain } from '../../cli/explain.ts'
import type { Selection } from '../../cli/redrive/letters.ts'
import { type RunParts, type RunResult, runOver } from '../../cli/redrive/run.ts'
import { status as showStatus } from '../../cli/status.ts'
import { type VerifyOptions, verify } from '../../cli/verify.ts'
import { createCodec } from '../../runtime/codec.ts'
import { headersOf } from '../../runtime/decide.ts'
import { exitCodeOf } from '../../runtime/errors.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { DeadLetterHandled, Decision, File, OperationRecorded } from '../../schemas/types.ts'
import { schemaTexts } from '../../schemas/types.ts'
import {
  deadLettersHandled,
  dlqByStep,
  filesDecided,
  filesSubmitted,
  operationsRecorded,
  redriveByStep,
  stepNames,
} from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSource, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const steps = stepNames.filter((step) => step !== 'trainer')
const signal = (): AbortSignal => AbortSignal.timeout(patienceMs)

const whole: Selection = { reason: null, since: null, until: null, fileIds: null, letter: null, again: false }

const partsOn = (connection: Connection, operation: string): RunParts => ({
  connection,
  operation,
  by: 'tester',
  now: Date.now,
  passing: () => undefined,
  onProgress: () => undefined,
  lettersMax: 2,
})

type Options = DlqLsOptions & VerifyOptions & HandleOptions
const commands = { dlqLs, dlqShow, dlqRedrive, dlqDrop, status: showStatus, explain, verify }

/** Runs a command in this process; resolves with the JSON that it printed. Rejects as the command does. */
async function json(name: keyof typeof commands, options: Partial<Options> = {}, ...args: readonly string[]) {
  const lines: string[] = []
  const nothing = (): void => undefined
  const terminal = {
    out: (line: string) => lines.push(line),
    say: nothing,
    progress: nothing,
    settle: nothing,
    isTerminal: false,
  }
  const context = { config: pipelineOf().config, signal: signal(), terminal }
  const run: (context: Context, options: Options, args: readonly string[]) => Promise<unknown> = commands[name]
  await run(context, { limit: '100', state: 'open', projections: 'on', ...options, json: true }, args)
  return JSON.parse(lines.join('\n'))
}

const redriven = (): Promise<readonly LogRecord[]> => recordsOf(pipelineOf().connection, redriveByStep.quality)
const letters = (): Promise<readonly LogRecord[]> => recordsOf(pipelineOf().connection, dlqByStep.quality)
const handled = async (): Promise<readonly DeadLetterHandled[]> =>
  (await eventsOf<DeadLetterHandled>(pipelineOf().connection, deadLettersHandled)).map(({ event }) => event)
const header = (record: LogRecord, name: string): string => record.headers.find(([found]) => found === name)?.[1] ?? ''
const placeOf = ({ topic, partition, offset }: { topic: string; partition: number; offset: number }): string =>
  `${topic}:${partition}:${offset}`

/** Each letter has one redriven record and one record that says so, in whatever order they were written. */
async function expectOnce(): Promise<void> {
  const sent = (await redriven()).map((record) => header(record, 'x-redrive-letter'))
  const said = (await handled()).filter(({ how }) => how === 'redriven').map(({ letter }) => placeOf(letter))
  expect(new Set(sent).size).toBe(sent.length)
  expect(said.toSorted()).toEqual(sent.toSorted())
}

describe('a file that ended its process', () => {
  const about: { fileId: string; letter: string } = { fileId: '', letter: '' }

  beforeAll(async () => {
    const pipeline = pipelineOf()
    await pipeline.submit(madeSubmission('redrive', 20))
    const submitted = await eventsOf<File>(pipeline.connection, filesSubmitted)
    about.fileId = submitted[7]?.event.fileId ?? ''
    for (let end = 0; end < 3; end++) {
      const worker = pipeline.spawn(['run', 'quality'], { CODELUPE_CRASH_AT: `judge.record:${about.fileId}` })
      expect(await worker.ended).toBe('SIGKILL')
    }
    await pipeline.drain(steps)
  })

  test('is listed, and a dry run changes nothing', async () => {
    const listed = await json('dlqLs')
    expect(listed.letters).toMatchObject([
      { fileId: about.fileId, reason: 'process.crashed', attempt: 1, state: 'open' },
    ])
    about.letter = listed.letters[0].id
    const plan = await json('dlqRedrive', { step: 'quality', reason: 'process.crashed' })
    expect(plan).toMatchObject({ executed: false, letters: 1, tried: 0, groups: [{ step: 'quality', letters: 1 }] })
    const nobody = await json('dlqRedrive', { file: '0'.repeat(32), execute: true })
    expect(nobody).toMatchObject({ executed: true, done: 0 })
    const later = await json('dlqRedrive', { since: '2999-01-01', execute: true })
    expect(later).toMatchObject({ executed: true, done: 0 })
    expect(await redriven()).toEqual([])
    expect(await handled()).toEqual([])
  })

  test('goes on exactly where it stopped, while the gates run, and keeps its file id; asked twice, it goes once', async () => {
    const pipeline = pipelineOf()
    const workers = steps.filter((step) => step !== 'projector').map((step) => pipeline.spawn(['run', step]))
    expect(await json('dlqRedrive', { execute: true }, about.letter)).toMatchObject({ done: 1, tried: 0 })
    expect(await json('dlqRedrive', { execute: true }, about.letter)).toMatchObject({ done: 0 })
    await pipeline.drain(['projector'])
    const early = (await json('status')).files
    expect(early.accepted + early.inFlight).toBe(18)
    expect(early.dead).toBe(0)
    await pipeline.drained(steps.filter((step) => step !== 'projector'))
    for (const { child } of workers) child.kill('SIGTERM')
    await Promise.all(workers.map(({ ended }) => ended))
    await pipeline.drain(['projector'])
    const decided = (await eventsOf<Decision>(pipeline.connection, filesDecided)).filter(
      ({ event }) => event.file.fileId === about.fileId,
    )
    expect(decided).toMatchObject([{ event: { outcome: 'accepted' } }])
    const [record] = await redriven()
    const [letter] = await letters()
    const trail = decided[0] === undefined ? '' : header(decided[0].record, 'x-trail')
    expect(trail).toMatch(
      new RegExp(`^files.submitted.v1:\\d+:\\d+,redrive.quality.v1:\\d+:${record?.offset},files.quality.v1:`),
    )
    expect(record).toMatchObject({ key: letter?.key, value: letter?.value })
    await expectOnce()
  })

  test('the tables tell the whole story, and conservation holds', async () => {
    const status = await json('status')
    expect(status.files).toMatchObject({ submitted: 18, accepted: 18, dead: 0, inFlight: 0 })
    expect(status.conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0, settled: true })
    expect(status.steps.find(({ step }: { step: string }) => step === 'quality')).toMatchObject({
      in: 18,
      dead: 0,
      lag: 0,
    })
    expect((await json('dlqLs')).total).toBe(0)
    const story = { id: about.letter, attempt: 1, state: 'redriven', handled: { by: expect.any(String) } }
    expect((await json('dlqLs', { state: 'redriven' })).letters).toMatchObject([story])
    expect((await json('dlqShow', {}, about.letter)).story).toMatchObject([story])
    const [explained] = await json('explain', {}, about.fileId)
    expect(explained).toMatchObject({ decision: 'accepted', deadLetters: [{ id: about.letter, state: 'redriven' }] })
    expect(explained.verdicts.map(({ topic }: { topic: string }) => topic)).toEqual([
      'files.quality.v1',
      'files.malicious.v1',
      'files.secret.v1',
      'files.license.v1',
    ])
    const operations = await eventsOf<OperationRecorded>(pipelineOf().connection, operationsRecorded)
    expect(operations.map(({ event }) => [event.kind, event.state, event.counts])).toEqual([
      ['redrive', 'started', { redriven: 0 }],
      ['redrive', 'done', { redriven: 1 }],
    ])
  })

  test('the verifier finds no break', async () => {
    expect((await json('verify')).breaks).toEqual({ total: 0, byKind: {}, first: [] })
  })
})

describe('files with a schema that the registry learns later', () => {
  const count = 8
  const made: { id: number; fileIds: readonly string[] } = { id: 0, fileIds: [] }

  /** The id of a schema of files with one field more, which is null in every record. */
  async function register(field: string): Promise<number> {
    const { fields, ...rest } = JSON.parse(schemaTexts.File)
    const more = { name: field, type: ['null', 'string'], default: null }
    const url = `${pipelineOf().connection.addresses.registryUrl}/subjects/written-elsewhere-${field}-value/versions`
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: JSON.stringify({ ...rest, fields: [...fields, more] }) }),
      signal: signal(),
    })
    const { id }: { id: number } = Object(await response.json())
    return id
  }

  const fileAt = (model: File, index: number): File => {
    const content = Buffer.from(madeSource(20 + index))
    const path = `src/later-${index}.js`
    const contentSha256 = createHash('sha256').update(content).digest('hex')
    const { host, owner, name } = model.repository
    const fileId = createHash('sha256').update(`${host}/${owner}/${name}\0${path}\0${contentSha256}`).digest('hex')
    const facts = { content, path, contentSha256, sizeBytes: content.length, fileId: fileId.slice(0, 32) }
    return { ...model, ...facts, submission: 'local/-/later@1' }
  }

  beforeAll(async () => {
    const pipeline = pipelineOf()
    const { connection } = pipeline
    const [model] = await eventsOf<File>(connection, filesSubmitted)
    if (model === undefined) throw new Error('expected a file')
    // Ids are given in order: the next one is known before it is.
    made.id = (await register('before')) + 1
    const codec = createCodec()
    const records = Array.from({ length: count }, (_, index): OutgoingRecord => {
      const file = fileAt(model.event, index)
      const subject = { fileId: file.fileId, submission: file.submission, ruleset: '', at: 0 }
      const headers = [...headersOf('ingest', filesSubmitted, subject, ''), ['x-note', 'naïve'] as const]
      return {
        topic: filesSubmitted.name,
        key: file.contentSha256,
        value: Buffer.concat([codec.encode('File', made.id, file), Buffer.from([0])]),
        headers,
      }
    })
    const junk = { topic: filesSubmitted.name, key: 'junk', value: Buffer.from('not avro'), headers: [] }
    const producer = await openProducer(connection.kafka, 'codelupe.test.redrive')
    await producer.initTransactions()
    await producer.begin()
    await producer.produce([...records, junk], signal())
    await producer.commit()
    await producer.close()
    await pipeline.drain(['quality'])
  })

  test.each(['redrive.fenced', 'redrive.produced', 'redrive.committed'])(
    'a run killed at %s goes on',
    async (point) => {
      const before = (await redriven()).length
      const args = ['dlq', 'redrive', '--step', 'quality', '--reason', 'schema.unknown-id', '--execute', '--json']
      const killed = pipelineOf().spawn(args, { CODELUPE_CRASH_AT: point })
      expect(await killed.ended).toBe('SIGKILL')
      const sent = (await redriven()).length - before
      expect(sent).toBe(point === 'redrive.committed' ? count : 0)
      await expectOnce()
    },
  )

  test('one that is still bad is the next attempt of its story, and an operator who comes later takes over', async () => {
    const pipeline = pipelineOf()
    const { connection } = pipeline
    expect((await redriven()).length).toBe(1 + count)
    await pipeline.drain(['quality'])
    const all = (await letters()).filter((letter) => header(letter, 'dlq.code') === 'schema.unknown-id')
    const [firsts, seconds] = [all.slice(), all].map((found, index) =>
      found.filter((letter) => header(letter, 'dlq.attempt') === String(index + 1)),
    )
    expect([firsts?.length, seconds?.length]).toEqual([count, count])
    const facts = ['dlq.original.topic', 'dlq.original.partition', 'dlq.original.offset', 'dlq.original.timestamp']
    const said = (letter: LogRecord): readonly string[] => [
      letter.key,
      letter.value.toString('hex'),
      ...[...facts, 'dlq.first-failed-at', 'x-note', 'dlq.b64', 'ce_subject'].map((name) => header(letter, name)),
    ]
    expect(seconds?.map(said).toSorted()).toEqual(firsts?.map(said).toSorted())

    // Another operator runs from start to end while this one reads what was handled: this one is told, and sends nothing.
    const others: RunResult[] = []
    const registry: Connection['registry'] = {
      ...connection.registry,
      prepare: async (...given) => {
        await connection.registry.prepare(...given)
        if (others.length === 0)
          others.push(await runOver('redriven', 'quality', unknown, partsOn(connection, 'other'), signal()))
      },
    }
    const unknown = { ...whole, reason: 'schema.unknown-id' }
    const own = runOver('redriven', 'quality', unknown, partsOn({ ...connection, registry }, 'own'), signal())
    const lost: unknown = await own.catch((error: unknown) => error)
    expect(lost).toMatchObject({
      code: 'redrive.fenced',
      message: expect.stringContaining('another operator has begun'),
    })
    expect(exitCodeOf(lost)).toBe(1)
    expect(others).toMatchObject([{ done: count }])
    expect((await redriven()).length).toBe(1 + 2 * count)
    expect((await handled()).every(({ operation }) => operation !== 'own')).toBe(true)
    await expectOnce()
  })

  test('what the schema mends is decided, each once; what nothing mends can be dropped', async () => {
    const pipeline = pipelineOf()
    expect(await register('missing')).toBe(made.id)
    await pipeline.drain(steps)
    const decisions = await eventsOf<Decision>(pipeline.connection, filesDecided)
    const later = decisions.filter(({ event }) => event.file.submission === 'local/-/later@1')
    expect(later.map(({ event }) => [event.file.path, event.outcome]).toSorted()).toEqual(
      Array.from({ length: count }, (_, index) => [`src/later-${index}.js`, 'accepted']).toSorted(),
    )
    const open = (await json('dlqLs', { step: 'quality' })).letters
    expect(open).toMatchObject([{ code: 'schema.undecodable', state: 'open' }])
    expect(await json('dlqDrop', {}, open[0].id)).toMatchObject({ executed: false, letters: 1 })
    expect(await json('dlqDrop', { execute: true }, open[0].id)).toMatchObject({ executed: true, done: 1 })
    expect(await json('dlqDrop', { execute: true }, open[0].id)).toMatchObject({ executed: true, done: 0 })
    expect(await json('dlqRedrive', { execute: true })).toMatchObject({ executed: true, done: 0 })
    await pipeline.drain(['projector'])
    expect((await json('dlqLs', { step: 'quality' })).total).toBe(0)
    expect((await json('dlqShow', {}, open[0].id)).story).toMatchObject([{ state: 'dropped' }])
    const status = await json('status')
    expect(status.files).toMatchObject({ submitted: 18 + count, accepted: 18 + count, dead: 0, inFlight: 0 })
    expect(status.conservation).toMatchObject({ lost: 0, doubled: 0, unreadable: 1, settled: true })
    // The projector could not read them either; its own dead letters are mended by a rebuild.
    expect((await json('verify', { projections: 'off' })).breaks).toEqual({ total: 0, byKind: {}, first: [] })
  })
})

test.each([
  [{ step: 'nobody' }, [], 'expected --step quality'],
  [{ step: 'projector' }, [], 'projections rebuild all'],
  [{}, ['quality/0/999999'], 'expected a dead letter at quality/0/999999'],
  [{}, ['nobody/0/1'], 'expected a dead letter as'],
  [{ step: 'secret' }, ['quality/0/1'], 'expected a dead letter of secret'],
  [{ since: 'yesterday' }, [], 'expected --since as 2026-01-31'],
  [{ since: '2026-01-02', until: '2026-01-01' }, [], 'expected --since before --until'],
  [{ file: 'no/such/file.js' }, [], 'expected a file that was submitted'],
])('redrive %j %j is refused', async (options, args, told) => {
  const before = (await redriven()).length
  const refused = expect(json('dlqRedrive', { ...options, execute: true }, ...args)).rejects
  await refused.toThrow(told)
  await expect(json('dlqRedrive', { ...options, execute: true }, ...args)).rejects.toMatchObject({
    code: expect.stringMatching(/^(usage|explain)/),
  })
  expect((await redriven()).length).toBe(before)
})

test('by the command line, without anything to do', async () => {
  const plan = pipelineOf().spawn(['dlq', 'redrive'])
  expect(await plan.ended).toBe('0')
  expect(plan.output()).toContain('nothing to do')
})
