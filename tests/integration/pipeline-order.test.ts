// A changed order of the processors is refused while records of the former pipeline are in flight, and let in once they
// have drained; a step that is new to a topic then begins behind what others have read.
// Mutant: return before the loop over stages in cli/pipeline-guard.ts.
import { expect, test } from 'vitest'
import { withAdmin } from '../../cli/connect.ts'
import { requireDrained } from '../../cli/pipeline-guard.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { Decision } from '../../schemas/types.ts'
import { filesDecided, stepNames } from '../../topics/index.ts'
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

test('a changed order waits until the former pipeline has drained', async () => {
  const pipeline = pipelineOf()
  const guard = () =>
    withAdmin(pipeline.connection, (admin) =>
      requireDrained(pipeline.connection, admin, AbortSignal.timeout(patienceMs)),
    )
  expect(await guard()).toEqual({ begun: false, changed: false })
  await pipeline.submit(madeSubmission('first', 40))
  await pipeline.drain(gates)
  expect(await guard()).toEqual({ begun: true, changed: false })
  await decideAsAnother(pipeline)
  expect(await guard()).toEqual({ begun: true, changed: true })

  await pipeline.submit(madeSubmission('second', 40))
  await expect(guard()).rejects.toMatchObject({ code: 'pipeline.changed' })
  const refused = pipeline.spawn(['run', 'quality'])
  expect(await refused.ended).toBe('1')
  expect(refused.output()).toContain('pipeline.changed')
})
