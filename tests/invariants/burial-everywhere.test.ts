// I3: undecodable records put by hand into every topic of the catalogue: one dead letter in each step that reads them, and
// nothing stops: gates start, provisioning runs, the next ingest is taken, the ledger is read.
// Mutants: decode without a decision in cli/pipeline-guard.ts, in runtime/progress.ts, in cli/workers/ledger.ts; return
// from lastPipelines after its first tails.
import { beforeAll, expect, test } from 'vitest'
import { withAdmin, withClients } from '../../cli/connect.ts'
import { enterPipeline } from '../../cli/pipeline-guard.ts'
import { provision } from '../../cli/provision.ts'
import { stepInputs } from '../../cli/steps.ts'
import { openLedger } from '../../cli/workers/ledger.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openConsumer, openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { readable } from '../../runtime/readable.ts'
import type { Decision, TrainingCommit } from '../../schemas/types.ts'
import { dlqByStep, filesDecided, isRedrive, type Topic, topics, trainingSteps } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const ran = stepInputs().filter(({ step }) => step !== 'trainer')
const steps = ran.map(({ step }) => step)
const signal = (): AbortSignal => AbortSignal.timeout(patienceMs)

/** No bytes, no frame, an id that no registry has, and a known id before bytes of nothing. */
const poison = [
  Buffer.alloc(0),
  Buffer.from('not avro'),
  Buffer.from([0, 0, 0, 0x7f, 0x7f, 1, 2]),
  Buffer.from([0, 0, 0, 0, 1, 0xff]),
]

async function put({ connection }: LivePipeline, topic: Topic, values: readonly Buffer[], keys = 1): Promise<void> {
  const producer = await openProducer(connection.kafka, 'codelupe.test.put')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(
    values.map((value, index) => ({ topic: topic.name, key: `poison-${index % keys}`, value, headers: [] })),
    signal(),
  )
  await producer.commit()
  await producer.close()
}

/** A commit as a trainer would have written it. */
const trained: TrainingCommit = {
  lineage: 'main',
  parentLineage: null,
  fence: 1,
  checkpoint: 'made-up',
  manifestSha256: '0'.repeat(64),
  parent: null,
  model: 'tiny-qwen2',
  steps: [],
  positions: [],
  samples: [],
  device: 'cpu',
  checkpointMs: 0,
}

/** `<original topic> <step>` -> dead letters, as the projector tells them. */
async function letters({ connection }: LivePipeline): Promise<Readonly<Record<string, number>>> {
  return withClients(connection, async ({ database }) => {
    const { rows } = await database.query({
      text: 'SELECT original_topic, step, count(*)::INT AS count FROM dead_letters GROUP BY original_topic, step',
    })
    return Object.fromEntries(rows.map((row) => [`${row.original_topic} ${row.step}`, Number(row.count)]))
  })
}

/** A dead letter put by hand stands for itself; what no step reads has none. */
const expected = (): Readonly<Record<string, number>> =>
  Object.fromEntries([
    ...ran.flatMap(({ step, inputs }) =>
      inputs
        .filter(({ name, schema }) => schema !== null || isRedrive(name))
        .map(({ name }) => [`${name} ${step}`, poison.length]),
    ),
    ...Object.entries(dlqByStep).map(([step, { name }]) => [`${name} ${step}`, poison.length]),
  ])

beforeAll(async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('before', 40))
  for (const topic of topics) await put(pipeline, topic, poison)
  const id = await pipeline.connection.registry.idOf(trainingSteps)
  await put(pipeline, trainingSteps, [createCodec().encode('TrainingCommit', id, trained)])
})

test('the next ingest is taken, and an earlier one is known', async () => {
  const pipeline = pipelineOf()
  expect(await pipeline.submit(madeSubmission('before', 40))).toMatchObject({ already: true })
  expect(await pipeline.submit(madeSubmission('after', 40))).toMatchObject({ already: false, submitted: 36 })
})

test('the trainer reads its ledger, and says what it skipped', async () => {
  const { commits, said } = await history(pipelineOf())
  expect(commits).toEqual([trained])
  expect(said).toEqual([expect.stringContaining(`skipped ${poison.length} records of ${trainingSteps.name}`)])
})

test('provisioning runs again', async () => {
  const { connection, config } = pipelineOf()
  expect(await provision(connection, config.partitions)).toEqual({ topics: [], migrations: [] })
})

test('gates start, and bury once in each step that reads it', async () => {
  const pipeline = pipelineOf()
  await pipeline.drain(steps)
  expect(await letters(pipeline)).toEqual(expected())
  const { connection } = pipeline
  const read = readable<Decision>(connection.registry, createCodec(), filesDecided)
  const { found, unreadable } = await read(await recordsOf(connection, filesDecided))
  expect([found.length, unreadable.length]).toEqual([72, poison.length])
})

/** What the trainer's own reader of the ledger gives. */
async function history({ connection }: LivePipeline) {
  const consumer = await openConsumer(connection.kafka, { group: 'codelupe.test.ledger' })
  const said: string[] = []
  const say = (line: string): unknown => said.push(line)
  const ledger = await openLedger({
    connection,
    consumer,
    observe: () => undefined,
    passing: () => undefined,
    now: Date.now,
    say,
    signal: signal(),
  })
  const commits = await ledger.history(signal())
  await ledger.close()
  await consumer.close()
  return { commits, said }
}

test('a log whose newest records are all poison has still begun', async () => {
  const pipeline = pipelineOf()
  const { connection, config } = pipeline
  const many = Array.from({ length: limits.tailRecords * 2 * config.partitions }, () => Buffer.from('not avro'))
  await put(pipeline, filesDecided, many, 500)
  const guarded = withAdmin(connection, (admin) => enterPipeline(connection, admin, 'a test', signal()))
  expect(await guarded).toEqual({ begun: true, changed: false })
})
