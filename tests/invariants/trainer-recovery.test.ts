// A trainer, or its sidecar, killed where it hurts goes on from its last commit; a damaged checkpoint is left for the newest
// whole one, loudly; what cannot be trained is buried, and its neighbours are trained. Every sample once, and the same bits as
// without any of it (I1). `npm run faults` does so at every marked point, with zombies and with every kind of damage.
// Mutants: resume at the group's positions instead of the event's; start at the newest positions with an older checkpoint;
// name the checkpoint before it is there; believe a checkpoint without its hashes; fall back within the same lineage;
// bury nothing that the sidecar names; of what was buried and redriven: give the redrive topic no position in the event; take
// it whatever the lineage says of it; mark no use of it; look for a redriven letter's schema by the redrive topic's own name.
import { expect, test } from 'vitest'
import { dlqByStep, redriveByStep } from '../../topics/index.ts'
import { notBuried } from '../../trainer/redriven.ts'
import { checkpointsOf, damage } from '../support/checkpoints.ts'
import { livePipeline } from '../support/live.ts'
import { recordsOf } from '../support/pipeline.ts'
import {
  acceptedOf,
  breaksIn,
  closeLog,
  commitsOf,
  expectAsUndisturbed,
  killTrainerAt,
  lineageOf,
  markOf,
  train,
  trainUndisturbed,
  type Undisturbed,
} from '../support/training.ts'

const pipelineOf = livePipeline()
const known: { undisturbed?: Undisturbed } = {}
/** The two samples that the sidecar cannot train: one with no finite loss, one that does not fit into memory. */
const buried: { poison: string; giant: string; trouble: string } = { poison: '', giant: '', trouble: '' }
const undisturbedNow = async (): Promise<Undisturbed> => {
  known.undisturbed ??= await trainUndisturbed(pipelineOf())
  return known.undisturbed
}

test('a trainer and a sidecar that are killed train on each sample once, to the same bits', async () => {
  const pipeline = pipelineOf()
  await closeLog(pipeline, 'trained', 40)
  // Saved and not under its name; named and not committed; committed and not heard of.
  for (const point of ['sidecar.synced:2', 'kafka.offsets-sent:2', 'kafka.committed:2'])
    await killTrainerAt(pipeline, point)
  await train(pipeline, 2)
  const line = await expectAsUndisturbed(pipeline, await undisturbedNow())
  expect(line.length).toBeGreaterThan(4)
  expect(await breaksIn(pipeline)).toMatchObject({ total: 0 })
})

test('a damaged checkpoint is left for the one before it, in a new lineage; what cannot be trained is buried', async () => {
  const pipeline = pipelineOf()
  const undisturbed = await undisturbedNow()
  const newest = (await commitsOf(pipeline)).at(-1)?.checkpoint ?? ''
  damage(pipeline, newest, 'flipped')
  expect(await breaksIn(pipeline)).toMatchObject({ byKind: { 'checkpoint.differs': 1 }, first: [{ topic: newest }] })
  // Two samples of the end of the log.
  const [poison = '', giant = ''] = undisturbed.commits
    .flatMap(({ samples }) => samples.map((use) => use.sampleId))
    .slice(-2)
  const [nan, memory] = [await markOf(pipeline, poison), await markOf(pipeline, giant)]
  const options = '--deterministic --device cpu'
  Object.assign(buried, { poison, giant, trouble: `${options} --fault nan:${nan.word}` })
  const said = await train(pipeline, 'all', {
    CODELUPE_TRAIN_OPTIONS: `${buried.trouble} --fault memory:${memory.word}`,
  })
  expect(said).toContain(`checkpoint ${newest} of lineage main is lost or does not match its manifest`)

  const commits = await commitsOf(pipeline)
  const last = commits.at(-1)
  expect(last).toMatchObject({ lineage: `main-${last?.fence}`, parentLineage: 'main' })
  const fork = commits.findIndex(({ lineage }) => lineage !== 'main')
  const kept = commits.slice(0, fork - 1)
  expect(commits[fork]?.parent).toBe(kept.at(-1)?.manifestSha256)
  const uses = [...kept, ...commits.slice(fork)].flatMap(({ samples }) => samples)
  expect(uses.map(({ sampleId }) => sampleId).toSorted()).toEqual((await acceptedOf(pipeline)).toSorted())
  expect(uses.filter(({ became }) => became !== 'trained')).toMatchObject(
    uses
      .filter(({ sampleId }) => sampleId === poison || sampleId === giant)
      .map(({ sampleId }) => ({
        sampleId,
        became: 'buried',
        reason: sampleId === poison ? 'non-finite-loss' : 'out-of-memory',
      })),
  )
  expect(uses.filter(({ became }) => became === 'buried')).toHaveLength(2)
  const letters = await recordsOf(pipeline.connection, dlqByStep.trainer)
  expect(
    letters.map(({ value, headers }) => [value.toString('hex'), new Map(headers).get('dlq.code')]).toSorted(),
  ).toEqual(
    [
      [nan.record.value.toString('hex'), 'sidecar.non-finite-loss'],
      [memory.record.value.toString('hex'), 'sidecar.out-of-memory'],
    ].toSorted(),
  )
})

/** What the newest lineage has said of a sample, in order. */
async function usesOf(sampleId: string): Promise<readonly string[]> {
  const uses = lineageOf(await commitsOf(pipelineOf())).flatMap(({ samples }) => samples)
  return uses.filter((use) => use.sampleId === sampleId).map(({ became }) => became)
}

/** Redrives every open dead letter of the trainer; how many it sent. */
async function redrive(): Promise<unknown> {
  const redriving = pipelineOf().spawn(['dlq', 'redrive', '--step', 'trainer', '--execute', '--json'])
  expect(await redriving.ended, redriving.output()).toBe('0')
  return Object(JSON.parse(redriving.stdout())).done
}

test('what was buried is trained once after a redrive, and buried again where nothing was mended', async () => {
  const pipeline = pipelineOf()
  expect([await redrive(), await redrive()]).toEqual([2, 0])
  // One of them fits by now. Its trainer is killed before the commit, and the next one starts from the positions before it.
  const trouble = { CODELUPE_TRAIN_OPTIONS: buried.trouble }
  await killTrainerAt(pipeline, 'kafka.offsets-sent', trouble)
  await train(pipeline, 'all', trouble)
  expect(await usesOf(buried.giant)).toEqual(['buried', 'trained'])
  expect(await usesOf(buried.poison)).toEqual(['buried', 'buried'])
  expect(await redrive()).toBe(1)
  await train(pipeline, 'all')
  expect(await usesOf(buried.poison)).toEqual(['buried', 'buried', 'trained'])

  const uses = lineageOf(await commitsOf(pipeline)).flatMap(({ samples }) => samples)
  const sent = (await recordsOf(pipeline.connection, redriveByStep.trainer)).map(({ offset }) => offset)
  expect(uses.flatMap(({ redriven }) => redriven ?? [])).toEqual(sent)
  const trained = uses.filter(({ became }) => became === 'trained').map(({ sampleId }) => sampleId)
  expect(trained.toSorted()).toEqual((await acceptedOf(pipeline)).toSorted())
  const letters = await recordsOf(pipeline.connection, dlqByStep.trainer)
  expect(letters.map(({ headers }) => new Map(headers).get('dlq.attempt')).toSorted()).toEqual(['1', '1', '2'])

  await pipeline.drain(['projector'])
  const explaining = pipeline.spawn(['explain', '--json', buried.poison.split('@')[0] ?? ''])
  expect(await explaining.ended, explaining.output()).toBe('0')
  const [told] = JSON.parse(explaining.stdout())
  expect(told.deadLetters).toMatchObject([1, 2].map((attempt) => ({ step: 'trainer', attempt, state: 'redriven' })))
  expect(told.training).toMatchObject([
    { became: 'buried', reason: 'non-finite-loss', redriven: false },
    { became: 'buried', reason: 'non-finite-loss', redriven: true },
    { became: 'trained', reason: null, redriven: true },
  ])
  const { byKind } = Object(await breaksIn(pipeline))
  expect(Object.keys(byKind).filter((kind) => kind !== 'checkpoint.differs')).toEqual([])
})

test('a lineage that starts anew trains what was buried where it stands in the log, and leaves its redrives out', async () => {
  const pipeline = pipelineOf()
  for (const checkpoint of checkpointsOf(pipeline)) damage(pipeline, checkpoint, 'cut')
  await train(pipeline, 'all')
  const uses = lineageOf(await commitsOf(pipeline)).flatMap(({ samples }) => samples)
  const sent = (await recordsOf(pipeline.connection, redriveByStep.trainer)).map(({ offset }) => offset)
  expect(uses.filter(({ became }) => became !== 'trained')).toMatchObject(
    sent.map((offset) => ({ became: 'skipped', reason: notBuried, redriven: offset })),
  )
  const trained = uses.filter(({ became }) => became === 'trained').map(({ sampleId }) => sampleId)
  expect(trained.toSorted()).toEqual((await acceptedOf(pipeline)).toSorted())
})
