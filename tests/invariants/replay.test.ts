// I5: the same file under the same ruleset gives the same bytes, also when the log is read again.
// Mutants: put the time of judging into a verdict; round no signals; leave the keys of signals unsorted.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createStages, defaultGateSettings } from '../../processors/index.ts'
import { createCodec } from '../../runtime/codec.ts'
import { decider, encoder } from '../../runtime/decide.ts'
import { stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { madeSubmission, recordsOf } from '../support/pipeline.ts'

const pipelineOf = livePipeline()

test('every stage writes the same keys and bytes again when its input is replayed', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  await pipeline.submit(madeSubmission('replay', 200))
  await pipeline.drain(stepNames.filter((step) => step !== 'trainer' && step !== 'projector'))
  for (const stage of createStages(defaultGateSettings)) {
    const codec = createCodec()
    const input = await recordsOf(connection, stage.input)
    await connection.registry.prepare(codec, stage.input, input)
    const ids = new Map<string, number>()
    for (const topic of stage.outputs) ids.set(topic.name, await connection.registry.idOf(topic))
    const decide = decider(stage.step, codec, encoder(stage.name, codec, ids))
    const again = input.map(decide).flatMap((outcome) => (outcome.kind === 'effects' ? outcome.effects : []))
    for (const topic of stage.outputs) {
      const written = await recordsOf(connection, topic)
      const replayed = again.filter((record) => record.topic === topic.name)
      expect(written.length).toBeGreaterThan(100)
      expect(replayed.map(digest).toSorted()).toEqual(written.map(digest).toSorted())
    }
  }
})

const digest = (record: { readonly key: string; readonly value: Buffer }): string =>
  createHash('sha256').update(record.key).update(record.value).digest('hex')
