// Records of a topic once more: a dry run that counts, copies with the same key and bytes in the same partition, marked with
// where they come from; a second run of the same replay copies nothing twice; nothing into a topic that a step reads.
// Mutants: encode the value anew; let the key's hash choose the partition; go on from the start; allow the catalogue's topics.
import { expect, test } from 'vitest'
import { rangesBetween } from '../../cli/replay/topic-range.ts'
import { replayTopic, type TopicReplayAsk } from '../../cli/replay/topic-replay.ts'
import { compileWhere } from '../../cli/replay/where.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { OperationRecorded } from '../../schemas/types.ts'
import { filesSubmitted, operationsRecorded, type Topic } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()

const named = (name: string): Topic => ({ ...filesSubmitted, name })
const headerOf = ({ headers }: LogRecord, wanted: string) => headers.find(([name]) => name === wanted)?.[1]
const placeOf = ({ topic, partition, offset }: LogRecord) => `${topic}:${partition}:${offset}`

async function askOf(
  { connection }: LivePipeline,
  into: string,
  more: Partial<TopicReplayAsk> = {},
): Promise<TopicReplayAsk> {
  const ranges = await rangesBetween(connection.kafka, filesSubmitted.name, { kind: 'beginning' }, { kind: 'end' })
  const rate = Number.POSITIVE_INFINITY
  const asked = {
    connection,
    from: filesSubmitted,
    into,
    ranges,
    range: 'beginning to end',
    where: null,
    replay: null,
    rate,
    by: 'test',
    now: Date.now,
  }
  return { ...asked, progress: () => undefined, ...more }
}

const copies = (pipeline: LivePipeline, into: string) => recordsOf(pipeline.connection, named(into))

/** Copies beside the records they were made of. */
async function expectSame(pipeline: LivePipeline, into: string, wanted: (record: LogRecord) => boolean): Promise<void> {
  const sources = new Map(
    (await recordsOf(pipeline.connection, filesSubmitted)).map((record) => [placeOf(record), record]),
  )
  const made = await copies(pipeline, into)
  const originals = made.map((record) => headerOf(record, 'x-replay-original') ?? '')
  expect(originals.toSorted()).toEqual([...sources.values()].filter(wanted).map(placeOf).toSorted())
  for (const copy of made) {
    const source = sources.get(headerOf(copy, 'x-replay-original') ?? '')
    expect([copy.key, copy.partition, copy.value]).toEqual([source?.key, source?.partition, source?.value])
    expect(headerOf(copy, 'ce_id')).toBe(source === undefined ? '' : headerOf(source, 'ce_id'))
  }
}

test('prepares records, some of a key whose hash names another partition', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('replayed', 120))
  const producer = await openProducer(pipeline.connection.kafka, 'codelupe.test.replay')
  await producer.initTransactions()
  await producer.begin()
  const odd = { topic: filesSubmitted.name, key: 'the same key', value: Buffer.from([7]), headers: [] }
  await producer.produce(
    [0, 1, 2].map((partition) => ({ ...odd, partition })),
    AbortSignal.timeout(patienceMs),
  )
  await producer.commit()
  await producer.close()
})

test('a dry run counts by partition and writes nothing; with --execute it copies, once', async () => {
  const pipeline = pipelineOf()
  const dry = pipeline.spawn(['replay', filesSubmitted.name, '--into', 'trial.copied.v1', '--json'])
  expect(await dry.ended, dry.output()).toBe('0')
  const counted: { partitions: { matched: number }[]; written: number } = JSON.parse(dry.stdout())
  expect(counted.partitions.reduce((sum, { matched }) => sum + matched, 0)).toBe(108 + 3)
  expect([counted.written, (await copies(pipeline, 'trial.copied.v1')).length]).toEqual([0, 0])
  expect(await eventsOf<OperationRecorded>(pipeline.connection, operationsRecorded)).toEqual([])
  for (const said of ['111 copied', '0 copied, 111 by an earlier run']) {
    const ran = pipeline.spawn(['replay', filesSubmitted.name, '--into', 'trial.copied.v1', '--execute'])
    expect(await ran.ended, ran.output()).toBe('0')
    expect(ran.stdout()).toContain(said)
    await expectSame(pipeline, 'trial.copied.v1', () => true)
  }
  const recorded = await eventsOf<OperationRecorded>(pipeline.connection, operationsRecorded)
  expect(recorded.map(({ event }) => [event.kind, event.state, event.counts.matched])).toEqual([
    ['replay', 'started', 0],
    ['replay', 'done', 111],
  ])
})

test('one that is stopped says so, and goes on behind what it has written', async () => {
  const pipeline = pipelineOf()
  const controller = new AbortController()
  const ask = await askOf(pipeline, 'trial.stopped.v1', { replay: 'stopped', rate: 10 })
  const stopped = expect(replayTopic(ask, controller.signal)).rejects.toThrow()
  while ((await copies(pipeline, 'trial.stopped.v1')).length === 0);
  controller.abort(new Error('interrupted'))
  await stopped
  const half = (await copies(pipeline, 'trial.stopped.v1')).length
  const states = (await eventsOf<OperationRecorded>(pipeline.connection, operationsRecorded))
    .filter(({ event }) => event.operation === 'stopped')
    .map(({ event }) => event.state)
  expect(states).toEqual(['started', 'stopped'])
  expect(half).toBeLessThan(111)
  const again = await replayTopic({ ...ask, rate: 1_000 }, AbortSignal.timeout(patienceMs))
  expect([again.written, again.before]).toEqual([111 - half, half])
  await expectSame(pipeline, 'trial.stopped.v1', () => true)
  const other = replayTopic({ ...ask, into: 'trial.other.v1' }, AbortSignal.timeout(patienceMs))
  await expect(other).rejects.toMatchObject({ code: 'replay.differs' })
})

test('an expression chooses by fields of the event, its key, its place and its headers', async () => {
  const pipeline = pipelineOf()
  const text = 'path.endsWith("7.js") && repository.name == "replayed" && partition != 9'
  const where = { text, matches: compileWhere(text, filesSubmitted) }
  const found = await replayTopic(await askOf(pipeline, 'trial.chosen.v1', { where }), AbortSignal.timeout(patienceMs))
  expect(found.written).toBe(12)
  // What is no record has none of the fields: it is counted, and not taken.
  expect(found.partitions.reduce((sum, { unanswered }) => sum + unanswered, 0)).toBe(3)
  const chosen = new Set((await copies(pipeline, 'trial.chosen.v1')).map((record) => headerOf(record, 'ce_subject')))
  expect(chosen.size).toBe(12)
})

test('what cannot be asked is refused with what was expected, and nothing is written', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  const name = filesSubmitted.name
  const operations = (await recordsOf(connection, operationsRecorded)).length
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [[name, '--into', 'samples.accepted.v1', '--execute'], /a topic that no step reads, found samples\.accepted\.v1/],
    [[name, '--into', 'x.y', '--where', 'pth == "a"'], /found pth, did you mean path\?/],
    [['files.submited.v1', '--into', 'x.y'], /found files\.submited\.v1, did you mean files\.submitted\.v1\?/],
    [
      [name, '--into', 'x.y', '--from', '2099-01-01T00:00:00Z'],
      /expected a range with records of files\.submitted\.v1/,
    ],
  ]
  for (const [args, said] of refusals) {
    const ran = pipeline.spawn(['replay', ...args])
    expect(await ran.ended, ran.output()).toBe('2')
    expect(ran.output()).toMatch(said)
  }
  expect((await recordsOf(connection, operationsRecorded)).length).toBe(operations)
  expect(await recordsOf(connection, named('x.y'))).toEqual([])
})
