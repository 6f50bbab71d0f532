// The trainer under faults, on one closed log, against the same log trained undisturbed: the frame of its rows. After each
// fault a trainer that nobody disturbs makes two steps; then everything is compared and verified. After all of them it trains
// to the end of the log: the last weights are those of the undisturbed trainer.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sample, TrainingCommit } from '../../schemas/types.ts'
import { samplesAccepted } from '../../topics/index.ts'
import { makeBase, trainingAdapters } from '../support/adapters.ts'
import { checkpointsIn } from '../support/checkpoints.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, type Running } from '../support/pipeline.ts'
import {
  breaksIn,
  closeLog,
  commitsOf,
  expectAsUndisturbed,
  expectAsUndisturbedToTheEnd,
  lineageOf,
  train,
  trainUndisturbed,
  type Undisturbed,
} from '../support/training.ts'
import { runsWanted } from './stage.ts'
import { emptyRow, lostAndDoubled, type Row, tableOf } from './table.ts'

/** What a fault did: how often it struck, and the checkpoints that it has damaged so far. */
export type Strike = { readonly strikes: number; readonly damaged?: readonly string[] }

export type Training = {
  readonly pipelineNow: () => LivePipeline
  readonly row: (fault: string, strike: (pipeline: LivePipeline) => Promise<Strike>) => void
  /** The last test on the closed log; checkpoints that were `damaged` are left out of what is compared. */
  readonly toTheEnd: (damaged?: readonly string[]) => void
}

export type TrainingOptions = {
  /** Of the log that one run of every row takes. */
  readonly files: number
  /** Of a tiny base, through LoRA, in the place of the whole model. */
  readonly adapters?: boolean
  /** Done before anything is trained; what it gives undoes it. */
  readonly prepare?: (pipeline: LivePipeline) => () => void
}

const setUpMsMax = 1_800_000
const rowMsMax = 3_600_000

/** Registers the pipeline, its closed log and the undisturbed training of it, and the table at the end. */
export function openTraining({ files, adapters = false, prepare }: TrainingOptions): Training {
  const live = livePipeline()
  const known: { undisturbed: Undisturbed; base: string | null } = {
    undisturbed: { commits: [], weights: new Map() },
    base: null,
  }
  const pipelineNow = (): LivePipeline => (known.base === null ? live() : trainingAdapters(live(), known.base))
  const rows: Row[] = []
  const undo: (() => void)[] = []
  afterAll(() => {
    for (const one of undo) one()
  })
  beforeAll(async () => {
    if (prepare !== undefined) undo.push(prepare(pipelineNow()))
    // Made-up files of high numbers are much alike, and refused: each run's have a name of their own instead.
    for (let run = 0; run < runsWanted; run++) await closeLog(pipelineNow(), `trained-${run}`, files)
    if (adapters) known.base = await makeBase(live())
    known.undisturbed = await trainUndisturbed(live(), { base: known.base })
  }, setUpMsMax)
  afterAll(() => console.log(tableOf(rows)))
  return {
    pipelineNow,
    row: (fault, strike) =>
      test(fault, { timeout: rowMsMax }, async () => {
        const row = emptyRow(fault)
        rows.push(row)
        for (let run = 0; run < runsWanted; run++) await strikeOnce(row, pipelineNow(), known.undisturbed, strike)
      }),
    toTheEnd: (damaged = []) =>
      test(
        'at the end of the log, after all of it, the weights are those of the undisturbed trainer',
        async () => {
          await train(pipelineNow(), 'all')
          const line = await expectAsUndisturbedToTheEnd(pipelineNow(), known.undisturbed, damaged)
          console.log(`trained to the end of the log: ${line.length} commits, as undisturbed`)
        },
        rowMsMax,
      ),
  }
}

async function strikeOnce(
  row: Row,
  pipeline: LivePipeline,
  undisturbed: Undisturbed,
  strike: (pipeline: LivePipeline) => Promise<Strike>,
): Promise<void> {
  const before = (await commitsOf(pipeline)).length
  const { strikes, damaged = [] } = await strike(pipeline)
  row.strikes += strikes
  const healedAt = performance.now()
  await train(pipeline, 2)
  row.seconds = Math.max(row.seconds, (performance.now() - healedAt) / 1_000)
  const after = await commitsOf(pipeline)
  row.records += after.slice(before).flatMap(({ samples }) => samples).length
  const used = lineageOf(after).flatMap(({ samples }) => samples.map(({ sampleId }) => sampleId))
  Object.assign(row, lostAndDoubled(await passedBy(pipeline, after), used))
  expect([row.lost, row.doubled]).toEqual([0, 0])
  const line = await expectAsUndisturbed(pipeline, undisturbed, damaged)
  expect(after.length - before).toBeGreaterThanOrEqual(2)
  if (damaged.length === 0) expect(new Set(line.map(({ lineage }) => lineage))).toEqual(new Set(['main']))
  const { total, byKind } = Object(await breaksIn(pipeline))
  const present = damaged.filter((name) => existsSync(join(checkpointsIn(pipeline), name))).length
  expect([total, byKind]).toEqual([present, present === 0 ? {} : { 'checkpoint.differs': present }])
  row.runs++
}

/** Samples below the newest commit's positions: what its lineage must have, each once. */
async function passedBy(pipeline: LivePipeline, commits: readonly TrainingCommit[]): Promise<readonly string[]> {
  const reached = new Map(
    commits.at(-1)?.positions.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]),
  )
  const samples = await eventsOf<Sample>(pipeline.connection, samplesAccepted)
  return samples
    .filter(({ record: { topic, partition, offset } }) => offset < (reached.get(`${topic}/${partition}`) ?? 0))
    .map(({ event }) => event.sampleId)
}

/** Checkpoints that are whole by their name. */
export const checkpointFolders = (pipeline: LivePipeline): readonly string[] =>
  readdirSync(checkpointsIn(pipeline)).filter((name) => /^step-[\d-]+$/.test(name))

/** Ends a trainer as its supervisor does. */
export async function stopped(trainer: Running): Promise<void> {
  trainer.child.kill('SIGTERM')
  expect(await trainer.ended, trainer.output()).toBe('130')
}
