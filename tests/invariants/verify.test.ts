// The verifier finds a break of each of its kinds: planted into a copy of a log that a real pipeline has written, and, for
// those that a user can plant, into the real topics and checkpoints. An untouched log has none.
// Mutants: drop any one check of cli/verify; hold a sample against its decision above admission's position, or the other way
// round.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { withAdmin, withClients } from '../../cli/connect.ts'
import { runOver } from '../../cli/redrive/run.ts'
import { type Break, type BreakKind, breakKinds, collectBreaks } from '../../cli/verify/breaks.ts'
import { verifyCheckpoints } from '../../cli/verify/checkpoints.ts'
import { verifyFlow } from '../../cli/verify/flow.ts'
import { type LogView, type Read, type Source, sourceOf, viewLog } from '../../cli/verify/log.ts'
import { verifyPositions } from '../../cli/verify/positions.ts'
import { projectedIn } from '../../cli/verify/projected.ts'
import { openSeen } from '../../cli/verify/seen.ts'
import { verifyTraining } from '../../cli/verify/training.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission, untilDrained } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer')

/** Everything that the verifier reads, as it was read once. */
type Tape = { readonly view: LogView; readonly reads: readonly Read[]; readonly checkpoints: string }
const taped: { tape?: Tape } = {}

const tapeOf = (): Tape => {
  if (taped.tape === undefined) throw new Error('the log was not taped')
  return taped.tape
}

beforeAll(async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('verified', 40))
  // The same content at a second place: two files under each key.
  await pipeline.submit(madeSubmission('verified-again', 40))
  await produce(pipeline, [
    { topic: 'files.submitted.v1', key: 'k', value: Buffer.from('no record of ours'), headers: [] },
  ])
  await pipeline.drain(gates)
  const trainer = pipeline.spawn(['run', 'trainer'])
  await untilDrained(pipeline.connection, ['trainer'])
  trainer.child.kill('SIGTERM')
  expect(await trainer.ended).toBe('130')
  // What nothing mends is sent once more, and buried again.
  const { connection } = pipeline
  const nothing = (): void => undefined
  const meant = { reason: null, since: null, until: null, fileIds: null, letter: null, again: false }
  const parts = { connection, operation: 'o', by: 'tester', now: Date.now, passing: nothing, onProgress: nothing }
  expect(await runOver('redriven', 'quality', meant, parts, AbortSignal.timeout(patienceMs))).toMatchObject({ done: 1 })
  await pipeline.drain(['quality', 'projector'])
  taped.tape = await record(pipeline)
})

async function record({ connection, config }: LivePipeline): Promise<Tape> {
  const signal = AbortSignal.timeout(patienceMs)
  const { positions } = await projectedIn(connection.databaseUrl, true)
  const view = await withAdmin(connection, (admin) => viewLog(connection, admin, positions, signal))
  const reads: Read[] = []
  for await (const chunk of sourceOf(connection, () => undefined, signal).events(view.ranges)) reads.push(...chunk)
  return { view, reads, checkpoints: join(config.home, 'trainer') }
}

async function produce(
  pipeline: LivePipeline,
  records: Parameters<Awaited<ReturnType<typeof openProducer>>['produce']>[0],
) {
  const producer = await openProducer(pipeline.connection.kafka, 'codelupe.test.verify')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(records, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

/** Verifies a tape as the command verifies the log. */
async function breaksOf({ view, reads, checkpoints }: Tape): Promise<readonly Break[]> {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-verify-'))
  const seen = openSeen(folder)
  const breaks = collectBreaks()
  const source: Source = {
    events: async function* (ranges) {
      const wanted = new Set(ranges.map(({ topic, partition }) => `${topic}/${partition}`))
      yield reads.filter(({ record: { topic, partition } }) => wanted.has(`${topic}/${partition}`))
    },
  }
  try {
    verifyPositions(view, breaks)
    await verifyFlow({ source, view, seen, breaks })
    await verifyTraining({ source, view, seen, breaks })
    await verifyCheckpoints(checkpoints, seen, breaks)
    return breaks.first()
  } finally {
    seen.close()
    rmSync(folder, { recursive: true })
  }
}

test('an untouched log has no break, read by the command', async () => {
  const verified = pipelineOf().spawn(['verify', '--json'])
  expect([await verified.ended, verified.output()]).toEqual(['0', expect.any(String)])
  const found = JSON.parse(verified.stdout())
  expect(found.breaks).toEqual({ total: 0, byKind: {}, first: [] })
  expect(found.files).toMatchObject({ submitted: 72, accepted: 72, inFlight: 0, unreadable: 1 })
  expect(found.training.samples).toBe(72)
  expect(found.checkpoints.verified).toBeGreaterThan(0)
  expect(await breaksOf(tapeOf())).toEqual([])
})

test('a log that is being written has none either', async () => {
  const pipeline = pipelineOf()
  const inFlightNow = async (): Promise<number> => {
    const verified = pipeline.spawn(['verify', '--json', '--projections', 'off'])
    expect([await verified.ended, verified.output()]).toEqual(['0', expect.any(String)])
    const { files, breaks } = JSON.parse(verified.stdout())
    expect(breaks.first).toEqual([])
    return files.inFlight
  }
  const workers = gates.filter((step) => step !== 'admission').map((step) => pipeline.spawn(['run', step]))
  const submitted = pipeline.submit(madeSubmission('meanwhile', 4_000))
  // Admission waits until files were seen in flight, so that they are on any machine; then it writes while it is looked at.
  while ((await inFlightNow()) === 0);
  workers.push(pipeline.spawn(['run', 'admission']))
  while ((await inFlightNow()) > 0);
  expect(await submitted).toMatchObject({ submitted: 3_600 })
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.map(({ ended }) => ended))
})

type Change = (tape: Tape) => Tape
type Event = Readonly<Record<string, unknown>>

const first = (tape: Tape, topic: string): Read => {
  // Each key has two files: the first record of the topic is of one whose twin comes later.
  const read = tape.reads.find(({ record, event }) => record.topic === topic && event !== null)
  if (read === undefined) throw new Error(`expected a record in ${topic}`)
  return read
}
const inTopic = ({ record }: Read, topic: string): boolean => record.topic === topic
const fileIdOf = ({ event }: Read): string => String(Object(Object(event).file ?? event).fileId)

/** The first record of a topic, made into others. */
const instead =
  (topic: string, make: (read: Read) => readonly Read[]): Change =>
  (tape) => {
    const target = first(tape, topic)
    return { ...tape, reads: tape.reads.flatMap((read) => (read === target ? make(read) : [read])) }
  }
const saying = (topic: string, change: (event: Event) => Event): Change =>
  instead(topic, (read) => [{ ...read, event: { ...Object(read.event), ...change(Object(read.event)) } }])
const again = (read: Read): Read => ({ ...read, record: { ...read.record, offset: read.record.offset + 100_000 } })
const gone = (topic: string): Change => instead(topic, () => [])
const doubled = (topic: string): Change => instead(topic, (read) => [read, again(read)])

/** The file of the topic's first record, in none of these topics. */
const goneIn =
  (topic: string, ...topics: readonly string[]): Change =>
  (tape) => {
    const fileId = fileIdOf(first(tape, topic))
    const goes = (read: Read): boolean => topics.some((name) => inTopic(read, name)) && fileIdOf(read) === fileId
    return { ...tape, reads: tape.reads.filter((read) => !goes(read)) }
  }

/** Two records of one key change places: of the topic's first record, or of this one. */
const swapped =
  (topic: string, key?: string): Change =>
  (tape) => {
    const of = key ?? first(tape, topic).record.key
    const one = first({ ...tape, reads: tape.reads.filter(({ record }) => record.key === of) }, topic)
    const two = tape.reads.find((read) => read !== one && inTopic(read, topic) && read.record.key === one.record.key)
    if (two === undefined) throw new Error(`expected two records of one key in ${topic}`)
    const moved = (read: Read): Read =>
      read === one ? { ...one, event: two.event } : read === two ? { ...two, event: one.event } : read
    return { ...tape, reads: tape.reads.map(moved) }
  }

const redrive = 'redrive.quality.v1'
const handled = 'deadletters.handled.v1'

const sent = (tape: Tape): Read => {
  const read = tape.reads.find((found) => inTopic(found, redrive))
  if (read === undefined) throw new Error('expected a redriven record')
  return read
}

/** The first submitted file, as if it had been buried and redriven: its records behind the redrive are marked, or gone. */
function lostAgain(tape: Tape, kept: readonly string[]): Tape {
  const file = first(tape, 'files.submitted.v1')
  const fileId = fileIdOf(file)
  const { partition } = file.record
  const mark = (read: Read): Read => ({
    ...read,
    record: { ...read.record, headers: [['x-trail', `files.submitted.v1:${partition}:0,${redrive}:${partition}:700`]] },
  })
  const isOf = (read: Read): boolean => fileTopicsAfter.includes(read.record.topic) && fileIdOf(read) === fileId
  const reads = tape.reads.flatMap((read) => {
    if (!isOf(read)) return [read]
    return kept.includes(read.record.topic) ? [mark(read)] : []
  })
  const { record } = buried(tape)
  const letter = letterOf(tape, file)
  const place = { partition, offset: 700 }
  const again: Read = {
    event: file.event,
    record: { ...record, topic: redrive, ...place, headers: [['x-redrive-letter', `${dlq}:${partition}:500000`]] },
  }
  const said: Read = {
    event: { step: 'quality', how: 'redriven', letter: { topic: dlq, partition, offset: 500_000 }, fileId },
    record: { ...record, topic: handled, partition: 0, offset: 900 },
  }
  const moved = { ...letter, record: { ...letter.record, partition, offset: 500_000 } }
  const committed = tape.view.committed.map((at) => (at.topic === redrive ? { ...at, offset: 1_000 } : at))
  const ranges = tape.view.ranges.map((range) => (range.topic === redrive ? { ...range, to: 1_000 } : range))
  return { ...tape, view: { ...tape.view, committed, ranges }, reads: [...reads, moved, again, said] }
}

const buried = (tape: Tape): Read =>
  first({ ...tape, reads: tape.reads.filter((read) => inTopic(read, dlq)).map(named) }, dlq)
// Its bytes say nothing: an event of its own, so that it is found.
const named = (read: Read): Read => ({ ...read, event: {} })
const dlq = 'dlq.quality.v1'

const fileTopicsAfter = ['quality', 'malicious', 'secret', 'license', 'decided'].map((name) => `files.${name}.v1`)

const plants: readonly (readonly [BreakKind, string, Change])[] = [
  [
    'file.lost',
    'files.secret.v1',
    goneIn('files.secret.v1', 'files.license.v1', 'files.decided.v1', 'samples.accepted.v1'),
  ],
  [
    'file.lost',
    'files.submitted.v1',
    goneIn(
      'files.quality.v1',
      'files.quality.v1',
      'files.malicious.v1',
      'files.secret.v1',
      'files.license.v1',
      'files.decided.v1',
    ),
  ],
  ['record.doubled', 'files.submitted.v1', doubled('files.submitted.v1')],
  ['record.doubled', 'files.license.v1', doubled('files.license.v1')],
  ['record.doubled', 'files.decided.v1', doubled('files.decided.v1')],
  ['record.doubled', 'samples.accepted.v1', doubled('samples.accepted.v1')],
  ['record.missing', 'files.malicious.v1', goneIn('files.quality.v1', 'files.quality.v1')],
  ['record.missing', 'files.quality.v1', gone('files.submitted.v1')],
  ['record.unsound', 'files.submitted.v1', saying('files.submitted.v1', () => ({ content: Buffer.from('else') }))],
  ['record.unsound', 'files.submitted.v1', saying('files.submitted.v1', () => ({ path: 'elsewhere.js' }))],
  [
    'record.unsound',
    'files.secret.v1',
    saying('files.secret.v1', ({ verdicts }) => ({ verdicts: Array.from(Object(verdicts)).slice(1) })),
  ],
  ['order.changed', 'files.quality.v1', swapped('files.quality.v1')],
  ['order.changed', 'files.secret.v1', swapped('files.secret.v1')],
  ['order.changed', 'files.decided.v1', swapped('files.decided.v1')],
  ['decision.unsound', 'files.decided.v1', saying('files.decided.v1', () => ({ verdicts: [] }))],
  ['decision.unsound', 'files.decided.v1', saying('files.decided.v1', () => ({ outcome: 'rejected' }))],
  ['sample.missing', 'files.decided.v1', gone('samples.accepted.v1')],
  ['sample.unexpected', 'samples.accepted.v1', saying('files.decided.v1', () => ({ outcome: 'rejected' }))],
  [
    'sample.unsound',
    'samples.accepted.v1',
    saying('samples.accepted.v1', ({ verdicts }) => ({
      verdicts: [...Array.from(Object(verdicts)), Array.from(Object(verdicts))[0]],
    })),
  ],
  [
    'sample.unsound',
    'samples.accepted.v1',
    saying('samples.accepted.v1', () => ({ releasedSha256: 'of something else' })),
  ],
  ['ruleset.unpublished', 'samples.accepted.v1', gone('rulesets.published.v1')],
  [
    'ruleset.inactive',
    'files.license.v1',
    (tape) => ({
      ...tape,
      reads: tape.reads.map((read) =>
        inTopic(read, 'rulesets.activated.v1') && Object(read.event).processor === 'license'
          ? { ...read, event: { ...Object(read.event), ruleset: 'of another' } }
          : read,
      ),
    }),
  ],
  [
    'burial.missing',
    'files.submitted.v1',
    (tape) => ({ ...tape, reads: tape.reads.filter((read) => !inTopic(read, dlq)) }),
  ],
  ['burial.doubled', dlq, (tape) => ({ ...tape, reads: [...tape.reads, again(buried(tape))] })],
  [
    'file.doubled',
    'files.decided.v1',
    (tape) => ({ ...tape, reads: [...tape.reads, letterOf(tape, first(tape, 'files.decided.v1'))] }),
  ],
  ['redrive.unrecorded', redrive, (tape) => ({ ...tape, reads: tape.reads.filter((read) => !inTopic(read, handled)) })],
  ['redrive.missing', handled, (tape) => ({ ...tape, reads: tape.reads.filter((read) => !inTopic(read, redrive)) })],
  ['redrive.doubled', handled, doubled(handled)],
  ['redrive.doubled', redrive, (tape) => ({ ...tape, reads: [...tape.reads, again(sent(tape))] })],
  // The dead letter of a redriven record is of that record; another one of the first burial is a break as ever.
  [
    'burial.missing',
    redrive,
    (tape) => ({
      ...tape,
      reads: tape.reads.filter(({ record }) => !record.headers.some(([name]) => name === 'dlq.redriven')),
    }),
  ],
  ['file.lost', redrive, (tape) => lostAgain(tape, [])],
  [
    'submission.counts',
    'repositories.fetched.v1',
    saying('repositories.fetched.v1', ({ found }) => ({ found: Number(found) + 1 })),
  ],
  [
    'training.doubled',
    'training.steps.v1',
    saying('training.steps.v1', ({ samples }) => ({
      samples: [...Array.from(Object(samples)), Array.from(Object(samples))[0]],
    })),
  ],
  [
    'training.unknown',
    'training.steps.v1',
    saying('training.steps.v1', ({ samples }) => ({
      samples: [...Array.from(Object(samples)), { sampleId: 'nobody@nowhere' }],
    })),
  ],
  [
    'training.left-out',
    'samples.accepted.v1',
    saying('training.steps.v1', ({ samples }) => ({ samples: Array.from(Object(samples)).slice(1) })),
  ],
  ['training.chain', 'training.steps.v1', saying('training.steps.v1', () => ({ manifestSha256: 'of another' }))],
  ['training.chain', 'training.steps.v1', gone('training.steps.v1')],
  [
    'position.beyond',
    'files.quality.v1',
    (tape) => ({
      ...tape,
      view: {
        ...tape.view,
        committed: tape.view.committed.map((at) =>
          at.topic === 'files.quality.v1' && at.partition === 0 ? { ...at, offset: at.offset + 1_000 } : at,
        ),
      },
    }),
  ],
]

/** A dead letter of the file in this record, which nobody wrote. */
function letterOf(tape: Tape, { event }: Read): Read {
  const letter = buried(tape)
  const headers = letter.record.headers.map(
    ([name, value]) => [name, name === 'dlq.original.offset' ? '999999' : value] as const,
  )
  return { record: { ...letter.record, headers, offset: 500_000 }, event: Object(event).file ?? event }
}

describe('a copy of the log with one thing wrong', () => {
  test.each(plants)('%s is found in %s', async (kind, topic, plant) => {
    const found = await breaksOf(plant(tapeOf()))
    expect(found.map((one) => one.kind)).toContain(kind)
    expect(found.filter((one) => one.kind === kind).map((one) => one.topic)).toContain(topic)
  })

  test('a file that was buried is not lost', async () => {
    const dead = goneIn('files.submitted.v1', ...fileTopicsAfter)(tapeOf())
    const letter = letterOf(tapeOf(), first(tapeOf(), 'files.submitted.v1'))
    const kinds = async (tape: Tape) => (await breaksOf(tape)).map(({ kind }) => kind)
    expect(await kinds(dead)).toContain('file.lost')
    expect(await kinds({ ...dead, reads: [...dead.reads, letter] })).not.toContain('file.lost')
  })

  test('a redriven file that was decided is neither lost, doubled nor out of order', async () => {
    const topics = [...fileTopicsAfter, 'samples.accepted.v1']
    const kinds = async (tape: Tape) => (await breaksOf(tape)).map(({ kind, detail }) => `${kind} ${detail}`)
    expect(await kinds(lostAgain(tapeOf(), topics))).toEqual([])
    // Its twin under the same key was submitted later, and comes first in every topic.
    // Of the file that is lost: another topic's first record may be of another partition.
    const { key } = first(tapeOf(), 'files.submitted.v1').record
    const swappedAll = fileTopicsAfter.reduce((tape, topic) => swapped(topic, key)(tape), tapeOf())
    expect((await breaksOf(swappedAll)).map(({ kind }) => kind)).toContain('order.changed')
    expect((await breaksOf(lostAgain(swappedAll, topics))).map(({ kind }) => kind)).not.toContain('order.changed')
  })

  // Mutant: findLostAgain (cli/verify/flow-checks.ts) looks at a trimmed topic as at a whole one.
  test('a redriven file whose next record was trimmed is lost only where nothing came after it', async () => {
    const topic = 'files.quality.v1'
    const trimmed = ({ view, ...tape }: Tape): Tape => ({
      ...tape,
      view: {
        ...view,
        ranges: view.ranges.map((range) => (range.topic === topic ? { ...range, from: range.to } : range)),
      },
      reads: tape.reads.filter((read) => !inTopic(read, topic)),
    })
    const kinds = async (tape: Tape) => (await breaksOf(tape)).map(({ kind }) => kind)
    expect(await kinds(trimmed(lostAgain(tapeOf(), [...fileTopicsAfter.slice(1), 'samples.accepted.v1'])))).toEqual([])
    expect(await kinds(trimmed(lostAgain(tapeOf(), [])))).toContain('file.lost')
  })

  test.each(['files.decided.v1', 'samples.accepted.v1'])(
    'admission writes two records at two moments: one without that of %s is no break above its position',
    async (topic) => {
      const torn = goneIn('samples.accepted.v1', topic)(tapeOf())
      const { view } = torn
      const committed = view.committed.map((at) => (at.step === 'admission' ? { ...at, offset: 0 } : at))
      const kinds = async (tape: Tape) => (await breaksOf(tape)).map(({ kind }) => kind)
      const kind = topic === 'files.decided.v1' ? 'sample.unexpected' : 'sample.missing'
      expect(await kinds(torn)).toContain(kind)
      expect(await kinds({ ...torn, view: { ...view, committed } })).not.toContain(kind)
    },
  )

  test('each kind of break that reading finds is planted', () => {
    const planted = new Set<string>([...plants.map(([kind]) => kind), 'checkpoint.differs', 'projection.differs'])
    expect(Object.keys(breakKinds).filter((kind) => !planted.has(kind))).toEqual([])
  })
})

test('what was planted into the real topics and checkpoints is found by the command, with its place', async () => {
  const pipeline = pipelineOf()
  const { record: kept } = first(tapeOf(), 'files.quality.v1')
  await produce(pipeline, [{ topic: kept.topic, key: kept.key, value: kept.value, headers: kept.headers }])
  const folder = join(pipeline.config.home, 'trainer')
  const newest = readdirSync(folder).filter((name) => name.startsWith('step-'))[0] ?? ''
  appendFileSync(join(folder, newest, 'trainer.pt'), 'x')
  await withClients(pipeline.connection, ({ database }) =>
    database.query({ text: 'DELETE FROM samples WHERE ctid = (SELECT min(ctid) FROM samples)' }),
  )
  const verified = pipeline.spawn(['verify'])
  expect(await verified.ended).toBe('1')
  expect(verified.stdout()).toContain(`record.doubled: files.quality.v1/${kept.partition}@`)
  expect(verified.stdout()).toContain(`checkpoint.differs: ${newest}`)
  expect(verified.stdout()).toContain('projection.differs: samples')
  expect(verified.stdout()).toMatch(/3 breaks: /)
})
