// A changed order of the processors is refused while records of the former pipeline are in flight, and let in once they
// have drained; a step then begins behind what others have read of its topic, also where it stood in it long ago.
// Mutants, in cli/pipeline-guard.ts: requireDrained returns before its loop; positions are not moved; lastEntered is null.
import { expect, test } from 'vitest'
import { withAdmin } from '../../cli/connect.ts'
import { enterPipeline, type PipelineState } from '../../cli/pipeline-guard.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { Decision, OperationRecorded } from '../../schemas/types.ts'
import { filesDecided, filesSubmitted, operationsRecorded, stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')

/** The newest decision again, as a pipeline of another order would have written it. */
async function decideAsAnother({ connection }: LivePipeline): Promise<void> {
  const last = (await eventsOf<Decision>(connection, filesDecided)).at(-1)
  if (last === undefined) throw new Error('expected a decision')
  const value = createCodec().encode('Decision', await connection.registry.idOf(filesDecided), {
    ...last.event,
    pipeline: 'another order',
  })
  const producer = await openProducer(connection.kafka, 'codelupe.test.order')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(
    [{ topic: filesDecided.name, key: last.record.key, value, headers: [] }],
    AbortSignal.timeout(patienceMs),
  )
  await producer.commit()
  await producer.close()
}

const enter = (): Promise<PipelineState> =>
  withAdmin(pipelineOf().connection, (admin) =>
    enterPipeline(pipelineOf().connection, admin, 'a test', AbortSignal.timeout(patienceMs)),
  )

/** As if the other order had begun with this step: it has read all submissions, and quality none of the last ones. */
const readAsAnother = (): Promise<void> =>
  withAdmin(pipelineOf().connection, async (admin) => {
    const ends = await admin.ends([filesSubmitted.name])
    const positions = ends.map(({ topic, partition, stable }) => ({ topic, partition, offset: stable }))
    await admin.writePositions(groupOf('malicious'), positions)
  })

test('a changed order waits until the former pipeline has drained', async () => {
  const pipeline = pipelineOf()
  expect(await enter()).toEqual({ begun: false, changed: false })
  await pipeline.submit(madeSubmission('first', 40))
  await pipeline.drain(gates)
  expect(await enter()).toEqual({ begun: true, changed: false })
  await decideAsAnother(pipeline)

  await pipeline.submit(madeSubmission('second', 40))
  await expect(enter()).rejects.toMatchObject({ code: 'pipeline.changed' })
  const refused = pipeline.spawn(['run', 'quality'])
  expect(await refused.ended).toBe('1')
  expect(refused.output()).toContain('pipeline.changed')
})

test('each step then goes on behind what another has read, and the log says so once', async () => {
  const pipeline = pipelineOf()
  await readAsAnother()
  expect(await enter()).toEqual({ begun: true, changed: true })
  const [entered, ...more] = (await eventsOf<OperationRecorded>(pipeline.connection, operationsRecorded)).filter(
    ({ event }) => event.kind === 'pipeline',
  )
  expect(more).toEqual([])
  expect(entered?.event).toMatchObject({ state: 'done', by: 'a test', counts: { positions: expect.any(Number) } })
  const skipped = (entered?.event.to ?? []).map(({ offset }, at) => offset - (entered?.event.from[at]?.offset ?? 0))
  expect(skipped.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(40)

  // It is in, so records in flight are its own: a step that starts again finds them.
  await pipeline.submit(madeSubmission('third', 40))
  expect(await enter()).toEqual({ begun: true, changed: false })
  await pipeline.drain(gates)
  const decided = await eventsOf<Decision>(pipeline.connection, filesDecided)
  const of = (name: string): number => decided.filter(({ event }) => event.file.submission.includes(name)).length
  // Of forty paths each, 36 are files; one decision was written once more, above.
  expect([of('first'), of('second'), of('third')]).toEqual([36 + 1, 0, 36])
})
