// A sample that ends the sidecar whenever it is trained on (a crash of native code): after two ends on its batch the samples
// are tried one by one, the third end convicts it, and the fourth trainer buries it as process.crashed. Its neighbours are
// trained as if it had never been there; mended and redriven, it is trained once.
// A batch that ends the sidecar only as a whole, as where the system ends what takes too much memory, is trained document by
// document, and nothing of it is buried.
// Mutants: note nothing of a step without an answer; bury every sample of the batch; leave the model where the tries led to;
// never send a batch as one whose documents go alone.
import { afterAll, describe, expect, test } from 'vitest'
import { dlqByStep } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { recordsOf } from '../support/pipeline.ts'
import {
  acceptedOf,
  breaksIn,
  closeLog,
  commitsOf,
  expectAsUndisturbedToTheEnd,
  lineageOf,
  markOf,
  startTrainer,
  train,
  trainerEnv,
  trainUndisturbed,
} from '../support/training.ts'
import { runsWanted } from './stage.ts'
import { emptyRow, lostAndDoubled, tableOf } from './table.ts'

const row = emptyRow('a sample that crashes the sidecar')
const whole = emptyRow('a batch that crashes the sidecar only as a whole')
afterAll(() => console.log(tableOf([row, whole])))

/** A log of its own for each run: what is trained last is compared to the last bit. */
const runs = Array.from({ length: runsWanted }, (_, index) => index + 1)

describe.each(runs)('run %i', () => {
  const pipelineNow = livePipeline()

  test(row.fault, { timeout: 3_600_000 }, async () => {
    const pipeline = pipelineNow()
    await closeLog(pipeline, 'crashing', 30)
    const accepted = await acceptedOf(pipeline)
    const guilty = accepted[Math.floor(accepted.length / 2)] ?? ''
    const { word, record } = await markOf(pipeline, guilty)
    const crashing = { CODELUPE_TRAIN_OPTIONS: `${trainerEnv.CODELUPE_TRAIN_OPTIONS} --fault crash:${word}` }
    for (let strike = 0; strike < 3; strike++) {
      const trainer = startTrainer(pipeline, crashing)
      expect(await trainer.ended, trainer.output()).toBe('1')
      expect(trainer.output()).toContain('the training sidecar went away')
      row.strikes++
    }
    const healedAt = performance.now()
    await train(pipeline, 'all', crashing)
    row.seconds = Math.max(row.seconds, (performance.now() - healedAt) / 1_000)
    const uses = lineageOf(await commitsOf(pipeline)).flatMap(({ samples }) => samples)
    row.records += uses.length
    Object.assign(
      row,
      lostAndDoubled(
        accepted,
        uses.map(({ sampleId }) => sampleId),
      ),
    )
    expect([row.lost, row.doubled]).toEqual([0, 0])
    expect(uses.filter(({ became }) => became !== 'trained')).toMatchObject([
      { sampleId: guilty, became: 'buried', reason: 'process.crashed' },
    ])
    // With the sample left out for another reason, where no sidecar ends and nothing is tried, the weights are the same.
    const undisturbed = await trainUndisturbed(pipeline, { trouble: ['--fault', `nan:${word}`] })
    await expectAsUndisturbedToTheEnd(pipeline, undisturbed)
    const [letter, ...more] = await recordsOf(pipeline.connection, dlqByStep.trainer)
    expect(more).toEqual([])
    expect(letter?.value.equals(record.value)).toBe(true)
    expect(new Map(letter?.headers).get('dlq.reason')).toBe('process.crashed')

    const redriving = pipeline.spawn(['dlq', 'redrive', '--step', 'trainer', '--execute'])
    expect(await redriving.ended, redriving.output()).toBe('0')
    await train(pipeline, 'all')
    const trained = lineageOf(await commitsOf(pipeline)).flatMap(({ samples }) =>
      samples.flatMap(({ became, sampleId }) => (became === 'trained' ? [sampleId] : [])),
    )
    expect(trained.toSorted()).toEqual(accepted.toSorted())
    expect(await breaksIn(pipeline)).toMatchObject({ total: 0 })
    row.runs++
  })

  test(whole.fault, { timeout: 3_600_000 }, async () => {
    const pipeline = pipelineNow()
    const before = new Set(await acceptedOf(pipeline))
    await closeLog(pipeline, 'together', 30)
    const accepted = (await acceptedOf(pipeline)).filter((sampleId) => !before.has(sampleId))
    const { word } = await markOf(pipeline, accepted[Math.floor(accepted.length / 2)] ?? '')
    const together = { CODELUPE_TRAIN_OPTIONS: `${trainerEnv.CODELUPE_TRAIN_OPTIONS} --fault together:${word}` }
    for (let strike = 0; strike < 3; strike++) {
      const trainer = startTrainer(pipeline, together)
      expect(await trainer.ended, trainer.output()).toBe('1')
      whole.strikes++
    }
    const healedAt = performance.now()
    await train(pipeline, 'all', together)
    whole.seconds = Math.max(whole.seconds, (performance.now() - healedAt) / 1_000)
    const uses = lineageOf(await commitsOf(pipeline)).flatMap(({ samples }) => samples)
    const trained = uses.filter(({ sampleId, became }) => accepted.includes(sampleId) && became === 'trained')
    whole.records += trained.length
    Object.assign(
      whole,
      lostAndDoubled(
        accepted,
        trained.map(({ sampleId }) => sampleId),
      ),
    )
    expect([whole.lost, whole.doubled]).toEqual([0, 0])
    expect(await breaksIn(pipeline)).toMatchObject({ total: 0 })
    whole.runs++
  })
})
