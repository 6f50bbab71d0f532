// I3: a record that cannot be decoded, or whose handle throws, is buried once by each step that reads its topic, with its
// bytes, and the partition moves on.
// Mutants: return no outcome from the catch in runtime/decide.ts; produce the burial outside the transaction.
import { expect, test } from 'vitest'
import { withClients } from '../../cli/connect.ts'
import { createCodec } from '../../runtime/codec.ts'
import { headersOf } from '../../runtime/decide.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import type { Candidate, Decision } from '../../schemas/types.ts'
import {
  dlqByStep,
  filesDecided,
  filesMalicious,
  filesQuality,
  filesSubmitted,
  stepNames,
  type Topic,
} from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const steps = stepNames.filter((step) => step !== 'trainer')

async function put(pipeline: LivePipeline, records: readonly OutgoingRecord[]): Promise<void> {
  const producer = await openProducer(pipeline.connection.kafka, 'codelupe.test.put')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(records, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

const raw = (topic: Topic, value: Buffer): OutgoingRecord => ({
  topic: topic.name,
  key: 'poison',
  value,
  headers: [['note', 'put by hand']],
})

/** A candidate that still stands but has lost its content: judging it throws. */
async function withoutContent(pipeline: LivePipeline): Promise<OutgoingRecord> {
  const file = (await eventsOf<Candidate>(pipeline.connection, filesQuality))[0]?.event.file
  if (file === undefined) throw new Error('expected a candidate')
  const event: Candidate = { file: { ...file, fileId: '0'.repeat(32), content: null }, verdicts: [] }
  const id = await pipeline.connection.registry.idOf(filesMalicious)
  const subject = { fileId: event.file.fileId, submission: file.submission, ruleset: '', at: 0 }
  const value = createCodec().encode('Candidate', id, event)
  return { topic: filesMalicious.name, key: 'poison', value, headers: headersOf('test', filesMalicious, subject, '') }
}

test('poison is buried once in each step that reads it, and everything else goes through', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  const poison = [
    Buffer.alloc(0),
    Buffer.from('not avro'),
    Buffer.from([0, 0, 0, 0x7f, 0x7f, 1, 2]),
    Buffer.from([0, 0, 0, 0, 1, 0xff]),
  ]
  await put(
    pipeline,
    poison.map((value) => raw(filesSubmitted, value)),
  )
  await pipeline.submit(madeSubmission('burial', 100))
  await pipeline.drain(steps)
  const throwing = await withoutContent(pipeline)
  await put(pipeline, [throwing])
  await pipeline.drain(steps)

  const quality = await recordsOf(connection, dlqByStep.quality)
  expect(quality.map((record) => record.value.toString('hex')).toSorted()).toEqual(
    poison.map((value) => value.toString('hex')).toSorted(),
  )
  for (const record of quality) {
    const headers = new Map(record.headers)
    expect(headers.get('dlq.step')).toBe('quality')
    expect(headers.get('dlq.reason')).toBe('decode')
    expect(headers.get('dlq.original.topic')).toBe(filesSubmitted.name)
    expect(headers.get('note')).toBe('put by hand')
  }
  const secret = await recordsOf(connection, dlqByStep.secret)
  expect(secret.map((record) => record.value)).toEqual([throwing.value])
  expect(new Map(secret[0]?.headers).get('dlq.reason')).toBe('handle')
  expect(await recordsOf(connection, dlqByStep.malicious)).toEqual([])
  expect(await eventsOf<Decision>(connection, filesDecided)).toHaveLength(90)

  const { letters, own } = await withClients(connection, async ({ database }) => {
    const { rows } = await database.query({
      text: 'SELECT step, count(*)::INT AS count FROM dead_letters GROUP BY step ORDER BY step',
    })
    return {
      letters: rows.map((row) => [row.step, row.count]),
      own: rows.find((row) => row.step === 'projector')?.count,
    }
  })
  // The projector reads files.submitted too: its own burials are rows of its transaction.
  expect(own).toBe(poison.length)
  expect(letters).toEqual([
    ['projector', 4],
    ['quality', 4],
    ['secret', 1],
  ])
})
