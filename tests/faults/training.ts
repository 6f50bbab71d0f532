// The trainer under faults, on one closed log, against the same log trained undisturbed: the frame of its rows. After each
// fault a trainer that nobody disturbs makes two steps; then everything is compared and verified.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { livePipeline } from '../support/live.ts'
import type { LivePipeline, Running } from '../support/pipeline.ts'
import {
  breaksIn,
  checkpointsIn,
  closeLog,
  commitsOf,
  expectAsUndisturbed,
  train,
  trainUndisturbed,
  type Undisturbed,
} from '../support/training.ts'
import { type Row, tableOf } from './table.ts'

/** What a fault did: how often it struck, and the checkpoints that it has damaged so far. */
export type Strike = { readonly strikes: number; readonly damaged?: readonly string[] }

export type Training = {
  readonly pipelineNow: () => LivePipeline
  readonly row: (fault: string, strike: (pipeline: LivePipeline) => Promise<Strike>) => void
}

const setUpMsMax = 1_800_000
const rowMsMax = 3_600_000

/** Registers the pipeline, its closed log and the undisturbed training of it, and the table at the end. */
export function openTraining(files: number): Training {
  const pipelineNow = livePipeline()
  const known: { undisturbed: Undisturbed } = { undisturbed: { commits: [], weights: new Map() } }
  const rows: Row[] = []
  beforeAll(async () => {
    await closeLog(pipelineNow(), 'trained', files)
    known.undisturbed = await trainUndisturbed(pipelineNow())
  }, setUpMsMax)
  afterAll(() => console.log(tableOf(rows)))
  return {
    pipelineNow,
    row: (fault, strike) =>
      test(fault, { timeout: rowMsMax }, async () => {
        rows.push(await rowOf(fault, pipelineNow(), known.undisturbed, strike))
      }),
  }
}

async function rowOf(
  fault: string,
  pipeline: LivePipeline,
  undisturbed: Undisturbed,
  strike: (pipeline: LivePipeline) => Promise<Strike>,
): Promise<Row> {
  const before = (await commitsOf(pipeline)).length
  const { strikes, damaged = [] } = await strike(pipeline)
  const healedAt = performance.now()
  await train(pipeline, 2)
  const seconds = (performance.now() - healedAt) / 1_000
  const line = await expectAsUndisturbed(pipeline, undisturbed, damaged)
  const after = await commitsOf(pipeline)
  expect(after.length - before).toBeGreaterThanOrEqual(2)
  if (damaged.length === 0) expect(new Set(line.map(({ lineage }) => lineage))).toEqual(new Set(['main']))
  const { total, byKind } = Object(await breaksIn(pipeline))
  const present = damaged.filter((name) => existsSync(join(checkpointsIn(pipeline), name))).length
  expect([total, byKind]).toEqual([present, present === 0 ? {} : { 'checkpoint.differs': present }])
  const records = after.slice(before).flatMap(({ samples }) => samples).length
  return { fault, runs: 1, strikes, records, lost: 0, doubled: 0, seconds }
}

/** Checkpoints that are whole by their name. */
export const checkpointFolders = (pipeline: LivePipeline): readonly string[] =>
  readdirSync(checkpointsIn(pipeline)).filter((name) => /^step-[\d-]+$/.test(name))

/** Ends a trainer as its supervisor does. */
export async function stopped(trainer: Running): Promise<void> {
  trainer.child.kill('SIGTERM')
  expect(await trainer.ended, trainer.output()).toBe('130')
}
