// What the trainer has not read and never will is told, aloud and in the log: samples that retention took before it came or
// came back, another topic of the same name, and partitions that somebody has added. It trains nothing until somebody has
// accepted it, then goes on behind it, and uses every sample that is left once (I1). tests/invariants/gap has the other steps,
// and that a start says the same only once.
// Mutants: a lineage begins at the topic's first offset (trainer/sink.ts); startsAt finds nothing expired, or nothing beyond an
// end; recognise() takes any record; no `after` in a lane's position (runtime/lane-log.ts); the trainer records no gap, or
// knows of none that was accepted (cli/workers/trainer.ts); requireLineage (cli/gaps.ts) refuses nothing;
// partitionWatch (runtime/lane-log.ts) looks for nothing.
import { renameSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FoundGaps } from '../../runtime/gap.ts'
import type { Gap } from '../../runtime/resumption.ts'
import type { Position } from '../../runtime/step.ts'
import { samplesAccepted } from '../../topics/index.ts'
import { checkpointsIn } from '../support/checkpoints.ts'
import { livePipeline } from '../support/live.ts'
import { commandOf, expire, gapsOf, grow, remake } from '../support/lost-topics.ts'
import { recordsOf } from '../support/pipeline.ts'
import { untilStopped } from '../support/trainer-processes.ts'
import { acceptedOf, closeLog, commitsOf, lineageOf, startTrainer, train, trainerEnv } from '../support/training.ts'

const pipelineOf = livePipeline()

/** Batches of many samples: what is left of the log is soon trained. */
const large = { CODELUPE_TRAIN_TOKENS_PER_BATCH: '8192' }

/** A trainer that ends where it begins; what it said. */
async function refused(): Promise<string> {
  const trainer = pipelineOf().spawn(['train'], trainerEnv)
  const before = (await commitsOf(pipelineOf())).length
  expect(await trainer.ended, trainer.output()).toBe('1')
  expect(await commitsOf(pipelineOf())).toHaveLength(before)
  return trainer.output()
}

const accept = (...more: readonly string[]) => commandOf(pipelineOf(), 'gaps', 'accept', 'trainer', ...more)

/** Where the newest commit stands in its samples' topic. */
const standing = async () =>
  ((await commitsOf(pipelineOf())).at(-1)?.positions ?? []).filter(({ topic }) => topic === samplesAccepted.name)

const usesOfAll = async (): Promise<readonly string[]> =>
  lineageOf(await commitsOf(pipelineOf())).flatMap(({ samples }) => samples.map(({ sampleId }) => sampleId))

/** Whether there is a record behind each of these positions. */
async function passes(positions: readonly Position[]): Promise<boolean> {
  const records = await recordsOf(pipelineOf().connection, samplesAccepted)
  const last = new Map(records.map(({ partition, offset }) => [partition, offset]))
  return positions.every(({ partition, offset }) => (last.get(partition) ?? 0) > offset)
}

const rangesIn = (gaps: readonly Gap[] = []) => gaps.toSorted((one, other) => one.partition - other.partition)
const newest = async (): Promise<FoundGaps | undefined> => (await gapsOf(pipelineOf())).at(-1)

test('a trainer that comes when the beginning of the log is gone says so, and goes on behind it once that is accepted', async () => {
  const pipeline = pipelineOf()
  await closeLog(pipeline, 'expired', 80)
  await expire(pipeline, samplesAccepted, 2)
  expect(await refused()).toContain('[kafka.position-lost]')
  const found = await newest()
  expect(found).toMatchObject({ step: 'trainer', accepted: false })
  const partitions = Array.from({ length: pipeline.config.partitions }, (_, partition) => partition)
  const range = { topic: samplesAccepted.name, from: 0, to: 2, why: 'expired' }
  expect(rangesIn(found?.gaps)).toEqual(partitions.map((partition) => ({ ...range, partition })))

  expect(await accept()).toMatchObject({ code: '0', output: expect.stringContaining('nothing was changed') })
  expect(await newest()).toMatchObject({ accepted: false })
  expect(await accept('--execute')).toMatchObject({ code: '0' })
  expect(await newest()).toMatchObject({ accepted: true })
  await train(pipeline, 3)
  expect((await standing()).every(({ offset }) => offset >= 2)).toBe(true)
})

test('a position that retention has passed ends the trainer; once accepted, every sample left is used once', async () => {
  const pipeline = pipelineOf()
  const stood = await standing()
  const used = await usesOfAll()
  await expire(pipeline, samplesAccepted, 6)
  expect(await refused()).toContain('[kafka.position-lost]')
  const all = await gapsOf(pipeline)
  expect(all.map(({ accepted }) => accepted)).toEqual([true, false])
  const behind = stood.filter(({ offset }) => offset < 6)
  expect(behind.length).toBeGreaterThan(3)
  const ranges = behind.map(({ topic, partition, offset }) => ({
    topic,
    partition,
    from: offset,
    to: 6,
    why: 'expired',
  }))
  expect(rangesIn(all[1]?.gaps)).toEqual(rangesIn(ranges.map((range) => ({ ...range, why: 'expired' as const }))))

  expect(await accept('--execute')).toMatchObject({ code: '0' })
  await train(pipeline, 'all', large)
  const left = (await acceptedOf(pipeline)).filter((sampleId) => !used.includes(sampleId))
  expect(left.length).toBeGreaterThan(10)
  expect((await usesOfAll()).toSorted()).toEqual([...used, ...left].toSorted())
  expect(new Set((await commitsOf(pipeline)).map(({ lineage }) => lineage))).toEqual(new Set(['main']))
  expect(await accept()).toMatchObject({ code: '2', output: expect.stringContaining('found none') })
})

test('another topic of the same name is told by where it ends, and by the record before the position', async () => {
  const pipeline = pipelineOf()
  const stood = await standing()
  await remake(pipeline, samplesAccepted)
  expect(await refused()).toContain('[kafka.position-lost]')
  const shorter = await newest()
  expect(shorter).toMatchObject({ step: 'trainer', accepted: false })
  const whole = stood.map(({ topic, partition, offset }) => ({
    topic,
    partition,
    from: 0,
    to: offset,
    why: 'recreated',
  }))
  expect(rangesIn(shorter?.gaps)).toEqual(whole.toSorted((one, other) => one.partition - other.partition))

  // As long as one partition ends before the position there, that alone would tell.
  await remake(pipeline, samplesAccepted, async () => {
    for (let part = 0; !(await passes(stood)); part++) await closeLog(pipeline, `another-${part}`, 120)
  })
  expect(await refused()).toContain('to be the topic that was read up to')
  expect(rangesIn((await newest())?.gaps)).toEqual(rangesIn(shorter?.gaps))
})

test('the trainer trains nothing of another topic on top of its checkpoints, and all of it without them', async () => {
  const pipeline = pipelineOf()
  expect(await accept('--execute')).toMatchObject({ code: '2', output: expect.stringContaining('move what is in') })
  renameSync(checkpointsIn(pipeline), `${checkpointsIn(pipeline)}-of-the-former-topic`)
  expect(await accept('--execute')).toMatchObject({ code: '0' })
  const said = await train(pipeline, 'all', large)
  expect(said).toContain('starts from the beginning of the log')
  expect((await commitsOf(pipeline)).at(-1)).toMatchObject({ parentLineage: 'main' })
  expect((await usesOfAll()).toSorted()).toEqual((await acceptedOf(pipeline)).toSorted())
})

test('partitions that somebody has added end a trainer that runs, and it does not start again', async () => {
  const pipeline = pipelineOf()
  const running = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'trainer.resumed:1:stop' })
  await untilStopped(pipeline, running)
  await grow(pipeline, samplesAccepted)
  running.child.kill('SIGCONT')
  expect([await running.ended, running.output()]).toEqual(['1', expect.stringContaining('[kafka.partitions-changed]')])
  expect(await refused()).toContain('[kafka.partitions-changed]')
})
