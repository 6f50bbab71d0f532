// The trainer within its limits: no room for a checkpoint, and a sidecar so slow that samples pile up. No part of a checkpoint
// counts, each sample is once in the lineage, memory stays flat, and everything goes on once there is room or time (I1, I9).
// Mutant: leave what found no room where it is (trainer/sidecar/codelupe_sidecar/checkpoint.py). Lanes that are never paused
// (runtime/lane-log.ts) stay green here: nothing is read while a step lasts. tests/unit/read-ahead.test.ts has them.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { stepNames } from '../../topics/index.ts'
import { checkpointsIn } from '../support/checkpoints.ts'
import { streamOf } from '../support/faults.ts'
import { mebibytes, watchMemory } from '../support/memory.ts'
import { untilDrained } from '../support/pipeline.ts'
import { fillDisk, mountDisk } from '../support/small-disks.ts'
import { sidecarOf, untilCommits } from '../support/trainer-processes.ts'
import { acceptedOf, closeLog, commitsOf, expectSound, startTrainer } from '../support/training.ts'
import { larger } from './limit-faults.ts'
import { checkpointFolders, openTraining, stopped } from './training.ts'

const { row, toTheEnd, pipelineNow } = openTraining({
  files: 80,
  prepare: (pipeline) => mountDisk(checkpointsIn(pipeline), 512),
})

row('no room for a checkpoint, and none for half of one', async (pipeline) => {
  const first = startTrainer(pipeline)
  await untilCommits(pipeline, 2, first)
  await stopped(first)
  const folder = checkpointsIn(pipeline)
  const whole = checkpointFolders(pipeline)
  const newest = join(folder, whole[0] ?? '')
  const bytes = readdirSync(newest).reduce((sum, name) => sum + statSync(join(newest, name)).size, 0)
  const before = (await commitsOf(pipeline)).length
  const left = [65_536, bytes >> 1]
  for (const leftBytes of left) {
    const free = fillDisk(folder, leftBytes)
    try {
      // Twice: the second start finds no more, and no less, room than the first.
      for (let start = 0; start < 2; start++) {
        const trainer = startTrainer(pipeline)
        expect(await trainer.ended, trainer.output()).toBe('1')
        expect(trainer.output()).toContain('[trainer.no-room]')
        expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
      }
    } finally {
      free()
    }
  }
  expect(await commitsOf(pipeline)).toHaveLength(before)
  expect(checkpointFolders(pipeline)).toEqual(whole)
  return { strikes: 2 * left.length }
})

toTheEnd()

/** Stands still most of the time, until it is asked to go on. */
function halting(pid: number): { readonly goOn: () => Promise<void> } {
  const stop = new AbortController()
  const halts = (async () => {
    while (!stop.signal.aborted) {
      process.kill(pid, 'SIGSTOP')
      await sleep(970)
      process.kill(pid, 'SIGCONT')
      await sleep(30)
    }
  })()
  return {
    goOn: async () => {
      stop.abort()
      await halts
    },
  }
}

/** Steps of thousands of tokens on a processor that others use too. */
const workedOffMsMax = 900_000

const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')
// Longer samples are passed by, in batches of many: a backlog of them is soon gone, and must be held all the same.
const settings = {
  CODELUPE_TRAIN_BYTES_MAX: '4096',
  CODELUPE_TRAIN_TOKENS_PER_BATCH: '16384',
  NODE_OPTIONS: '--max-old-space-size=256',
} as const

test('a sidecar that stands still most of the time, while samples pile up', async () => {
  const pipeline = pipelineNow()
  // All before is trained.
  await closeLog(pipeline, 'further', 20)
  const trainer = startTrainer(pipeline, settings)
  await untilCommits(pipeline, (await commitsOf(pipeline)).length + 1, trainer)
  const slow = halting(sidecarOf(trainer))
  const watched = [{ name: 'trainer', pid: trainer.child.pid ?? 0 }]
  const whole = watchMemory(watched)
  await pipeline.submit(streamOf('small', 400, 0))
  await pipeline.submit(streamOf('large', 5_000, 0, larger))
  await pipeline.drain(gates)
  // Its lanes have had time to fill up: from here on samples may wait as long as they like.
  await sleep(5_000)
  const waiting = watchMemory(watched)
  await sleep(15_000)
  const [memory, growth] = [whole(), waiting()]
  const samples = (await acceptedOf(pipeline)).length
  const used = (await commitsOf(pipeline)).flatMap((commit) => commit.samples).length
  await slow.goOn()
  expect(samples - used).toBeGreaterThan(1_000)
  const [most, more] = [mebibytes(memory.peakBytes), mebibytes(growth.growthBytes)]
  console.log(`the trainer held ${most} MiB at most, and ${more} more while ${samples - used} samples waited`)
  expect(most).toBeLessThan(350)
  expect(more).toBeLessThan(32)
  await untilDrained(pipeline.connection, ['trainer'], workedOffMsMax)
  await stopped(trainer)
  await expectSound(pipeline)
}, 1_800_000)
