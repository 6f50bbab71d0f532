// Trainers and sidecars that stood still and come back, a step slower than every time-out, and checkpoints that are damaged
// on disk: every sample is once in the lineage, and the weights are the same to the last bit as without any of it (I1).
// Mutants: read the history before the predecessor is fenced; delete orphans before the own commit; ask the folder for no
// fence before a checkpoint gets its name; believe a checkpoint without its hashes; fall back within the same lineage; call
// every fenced commit fenced (cli/workers/expired.ts).
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { checkpointsIn, damage, damages } from '../support/checkpoints.ts'
import type { LivePipeline } from '../support/pipeline.ts'
import { sidecarOf, untilCommits, untilSidecarStopped, untilStopped } from '../support/trainer-processes.ts'
import { breaksIn, commitsOf, startTrainer, train } from '../support/training.ts'
import { checkpointFolders, openTraining, type Strike, stopped } from './training.ts'

const { row, toTheEnd } = openTraining({ files: 180 })

row('a trainer that stood still comes back when its successor is about to commit', async (pipeline) => {
  const zombie = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'trainer.checkpointed:2:stop' })
  await untilStopped(pipeline, zombie)
  // As long as its sidecar holds the folder nobody else can begin.
  const early = startTrainer(pipeline)
  expect(await early.ended, early.output()).toBe('5')
  process.kill(sidecarOf(zombie), 'SIGKILL')
  const before = await commitsOf(pipeline)
  const named = new Set(before.map(({ checkpoint }) => checkpoint))
  const orphans = checkpointFolders(pipeline).filter((name) => !named.has(name))
  expect(orphans).toHaveLength(1)
  const successor = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'trainer.checkpointed:1:stop' })
  await untilStopped(pipeline, successor)
  zombie.child.kill('SIGCONT')
  expect(await zombie.ended, zombie.output()).toMatch(/^[15]$/)
  expect(zombie.output()).toMatch(/another process has taken over|the training sidecar went away/)
  expect(checkpointFolders(pipeline)).toEqual(expect.arrayContaining(orphans))
  successor.child.kill('SIGCONT')
  await untilCommits(pipeline, before.length + 2, successor)
  await stopped(successor)
  expect(checkpointFolders(pipeline)).not.toEqual(expect.arrayContaining(orphans))
  return { strikes: 2 }
})

row('a trainer that stood still before its commit comes back when its successor has read the log', async (pipeline) => {
  const zombie = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'trainer.checkpointed:2:stop' })
  await untilStopped(pipeline, zombie)
  const before = (await commitsOf(pipeline)).length
  // Its sidecar stands still with it, and somebody takes the lock for a stale one.
  const sidecar = sidecarOf(zombie)
  process.kill(sidecar, 'SIGSTOP')
  rmSync(join(checkpointsIn(pipeline), 'lock'))
  const successor = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'trainer.read:1:stop' })
  await untilStopped(pipeline, successor)
  // What it would write now, its successor does not know.
  process.kill(sidecar, 'SIGCONT')
  zombie.child.kill('SIGCONT')
  expect(await zombie.ended, zombie.output()).toBe('5')
  expect(zombie.output()).toContain('another process has taken over')
  successor.child.kill('SIGCONT')
  await untilCommits(pipeline, before + 2, successor)
  await stopped(successor)
  return { strikes: 1 }
})

row('a trainer and a sidecar that stood still in a checkpoint come back after their successor', async (pipeline) => {
  const zombie = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'sidecar.synced:2:stop' })
  const sidecar = await untilSidecarStopped(pipeline, zombie)
  zombie.child.kill('SIGSTOP')
  const before = (await commitsOf(pipeline)).length
  // Somebody takes the lock for a stale one.
  rmSync(join(checkpointsIn(pipeline), 'lock'))
  // Until its first commit the successor deletes nothing: what the zombie has written is still there to be named.
  const successor = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'trainer.checkpointed:1:stop' })
  await untilStopped(pipeline, successor)
  const kept = checkpointFolders(pipeline)
  process.kill(sidecar, 'SIGCONT')
  zombie.child.kill('SIGCONT')
  expect(await zombie.ended, zombie.output()).toBe('5')
  expect(zombie.output()).toContain('fenced')
  expect(checkpointFolders(pipeline)).toEqual(kept)
  successor.child.kill('SIGCONT')
  await untilCommits(pipeline, before + 2, successor)
  await stopped(successor)
  return { strikes: 1 }
})

// Longer than a transaction may be open: the broker ends it, and the trainer is fenced without a twin.
const expiredMs = 13_000

row('a trainer that stood still in its transaction, with nobody beside it', async (pipeline) => {
  const trainer = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'kafka.produced:2:stop' })
  await untilStopped(pipeline, trainer)
  await sleep(expiredMs)
  trainer.child.kill('SIGCONT')
  // Not 5, with which a supervisor would leave it alone: by what its broker had of the transaction, it was aborted or fenced.
  expect(await trainer.ended, trainer.output()).toBe('1')
  expect(trainer.output()).toMatch(/trainer.ahead|kafka.expired/)
  return { strikes: 1 }
})

// Longer than a member's session, than a transaction's time-out, and than the longest time between two polls (120 s).
const slowMs = 130_000

const slowStep = async (pipeline: LivePipeline): Promise<Strike> => {
  const before = (await commitsOf(pipeline)).length
  const trainer = startTrainer(pipeline, { CODELUPE_CRASH_AT: 'sidecar.stepping:2:stop' })
  const sidecar = await untilSidecarStopped(pipeline, trainer)
  await sleep(slowMs)
  process.kill(sidecar, 'SIGCONT')
  await untilCommits(pipeline, before + 4, trainer)
  await stopped(trainer)
  const commits = (await commitsOf(pipeline)).slice(before)
  expect(new Set(commits.map(({ fence }) => fence)).size).toBe(1)
  return { strikes: 1 }
}
row('a step slower than every time-out', slowStep)

/** Damaged so far: those that are still kept are named by every later look. */
const broken: string[] = []

for (const how of damages) {
  row(`the newest checkpoint ${how}`, async (pipeline) => {
    const newest = (await commitsOf(pipeline)).at(-1)
    const name = newest?.checkpoint ?? ''
    damage(pipeline, name, how)
    expect(await breaksIn(pipeline)).toMatchObject({
      first: expect.arrayContaining([expect.objectContaining({ topic: name })]),
    })
    broken.push(name)
    const said = await train(pipeline, 1)
    expect(said).toContain(`checkpoint ${name} of lineage ${newest?.lineage} is lost or does not match its manifest`)
    const last = (await commitsOf(pipeline)).at(-1)
    expect(last).toMatchObject({
      lineage: `${last?.parentLineage}-${last?.fence}`,
      parentLineage: expect.stringMatching(/^main/),
    })
    return { strikes: 1, damaged: broken }
  })
}

toTheEnd(broken)
