// I14: on the live pipeline, a planted loss and a planted double are found, and nothing else is.
// Mutants: count `lost` as submitted minus outcomes (in flight would read as lost); ignore a second decision; hold
// positions against stable ends.
import { expect, test } from 'vitest'
import { withAdmin, withClients } from '../../cli/connect.ts'
import { observeWith } from '../../cli/observe.ts'
import { readStatus, type Status } from '../../cli/queries/status.ts'
import { commitPositions } from '../../runtime/first-positions.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { groupOf } from '../../runtime/stage.ts'
import { filesDecided, filesQuality, stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs, until } from '../support/waits.ts'

const pipelineOf = livePipeline()
const steps = stepNames.filter((step) => step !== 'trainer')

const statusOf = ({ connection }: LivePipeline): Promise<Status> =>
  withClients(connection, ({ admin, database }) =>
    readStatus(database, observeWith(admin, connection.kafka), AbortSignal.timeout(patienceMs)),
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

test('what a transaction has written lies below the ends, before and after its commit, and nothing counts as settled', async () => {
  const pipeline = pipelineOf()
  const { kafka } = pipeline.connection
  const endOf = async (): Promise<number> => {
    const observe = (signal: AbortSignal) =>
      withAdmin(pipeline.connection, (admin) => observeWith(admin, kafka)(signal))
    const { ends } = await observe(AbortSignal.timeout(patienceMs))
    return ends.filter(({ topic }) => topic === filesQuality.name).reduce((sum, { offset }) => sum + offset, 0)
  }
  const [candidate] = await recordsOf(pipeline.connection, filesQuality)
  if (candidate === undefined) throw new Error('expected a candidate')
  const before = await endOf()
  const producer = await openProducer(kafka, 'codelupe.test.open')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce([candidate], AbortSignal.timeout(patienceMs))
  // Sent, and neither committed nor aborted: as a commit is for a moment that was answered and not marked yet.
  await until({ what: 'the open record', home: pipeline.config.home, look: endOf, holds: (end) => end === before + 1 })
  expect((await statusOf(pipeline)).conservation.settled).toBe(false)
  await producer.abort()
  await producer.close()
  expect(await endOf()).toBe(before + 2)
})
