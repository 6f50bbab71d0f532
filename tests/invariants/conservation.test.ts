// I14: on the live pipeline, a planted loss and a planted double are found, and nothing else is.
// Mutants: count `lost` as submitted minus outcomes (in flight would read as lost); ignore a second decision.
import { expect, test } from 'vitest'
import { withClients } from '../../cli/connect.ts'
import { observeWith } from '../../cli/observe.ts'
import { readStatus, type Status } from '../../cli/queries/status.ts'
import { commitPositions } from '../../runtime/first-positions.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { groupOf } from '../../runtime/stage.ts'
import { filesDecided, filesQuality, stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const steps = stepNames.filter((step) => step !== 'trainer')

const statusOf = (pipeline: LivePipeline): Promise<Status> =>
  withClients(pipeline.connection, ({ admin, database }) =>
    readStatus(database, observeWith(admin), AbortSignal.timeout(patienceMs)),
  )

test('gap is 0 in flight and drained, and counts a skipped record and a repeated one', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  await pipeline.submit(madeSubmission('first', 200))
  await pipeline.drain(['quality', 'projector'])
  const flying = await statusOf(pipeline)
  expect(flying.files).toMatchObject({ found: 200, skipped: 20, submitted: 180, inFlight: 180, accepted: 0 })
  expect(flying.conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0 })

  // One candidate of the malicious gate's input is passed over by hand.
  const [victim] = await recordsOf(connection, filesQuality)
  if (victim === undefined) throw new Error('expected a candidate')
  await commitPositions(connection.kafka, groupOf('malicious'), [
    { topic: victim.topic, partition: victim.partition, offset: victim.offset + 1 },
  ])
  await pipeline.drain(steps)
  const lossy = await statusOf(pipeline)
  expect(lossy.conservation).toMatchObject({ lost: 1, doubled: 0, gap: 1 })
  expect(lossy.files.inFlight).toBe(0)

  const [decided] = await recordsOf(connection, filesDecided)
  if (decided === undefined) throw new Error('expected a decision')
  const producer = await openProducer(connection.kafka, 'codelupe.test.double')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce([decided], AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
  await pipeline.drain(['projector'])
  expect((await statusOf(pipeline)).conservation).toMatchObject({ lost: 1, doubled: 1, gap: 2 })
})
