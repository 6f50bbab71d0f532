// kill -9 of every process in rotation, the trainer and its sidecar among them, from file to gradient step: each accepted file
// is once in the lineage (I1, I13, I14). Training takes processors longer than judging: so the files are few.
// Mutant: resume at the group's positions instead of the event's (trainer/recovery.ts).
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Sample, TrainingCommit } from '../../schemas/types.ts'
import { samplesAccepted, trainingSteps } from '../../topics/index.ts'
import { settled, statusOf, untilWorker } from '../support/faults.ts'
import { eventsOf } from '../support/pipeline.ts'
import { lineageOf } from '../support/training.ts'
import { until } from '../support/waits.ts'
import { flowing } from './flowing.ts'
import { killSupervisor } from './rotation-faults.ts'
import { openStage, recordsIn, type Stage, steps, strikeAll } from './stage.ts'

const [files, rounds] = [600, 3]
const targets = ['trainer', ...steps.slice(0, 3), 'sidecar', ...steps.slice(3), 'supervisor'] as const

/** Importing torch takes a machine that others share a minute. */
const commitMsMax = 400_000

/** Something is lost only by a trainer that has done something since it was last killed. */
async function untilCommitted(stage: Stage): Promise<void> {
  const before = await recordsIn(stage, trainingSteps)
  await until({
    what: 'one more commit of the trainer, or nothing to train',
    home: stage.home,
    look: async () => (await recordsIn(stage, trainingSteps)) > before || (await trainerLag(stage)) === 0,
    holds: (found) => found,
    msMax: commitMsMax,
    pollMs: 500,
  })
}

async function trainerLag(stage: Stage): Promise<number> {
  const status = await stage
    .connection()
    .then(statusOf)
    .catch(() => null)
  return status?.steps.find(({ step }) => step === 'trainer')?.lag ?? Number.NaN
}

/** The sidecar is the trainer's only child; between two of them there is none. */
const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0])

async function kill(stage: Stage, target: (typeof targets)[number]): Promise<void> {
  if (target === 'supervisor') return killSupervisor(stage)
  const trains = target === 'trainer' || target === 'sidecar'
  if (trains) await untilCommitted(stage)
  const { pid } = await untilWorker(stage.home, trains ? 'trainer' : target, (worker) => worker.pid !== null)
  process.kill(target === 'sidecar' ? childOf(pid) || pid : pid, 'SIGKILL')
}

async function rotation(stage: Stage) {
  const stream = await flowing(stage, 'trained', files, 100)
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      await kill(stage, target)
      await sleep(500)
    }
  }
  const healedAt = performance.now()
  await stream.whole()
  await settled(stage)
  await until({
    what: 'nothing left to train',
    home: stage.home,
    look: () => trainerLag(stage),
    holds: (lag) => lag === 0,
    moves: String,
    msMax: commitMsMax,
    pollMs: 1_000,
  })
  return { strikes: rounds * targets.length, healedAt }
}

/** As the log has it: whatever was accepted so far, and the lineage's uses of it. */
async function trainedOnce(stage: Stage): Promise<void> {
  const connection = await stage.connection()
  const accepted = (await eventsOf<Sample>(connection, samplesAccepted)).map(({ event }) => event.sampleId)
  const commits = (await eventsOf<TrainingCommit>(connection, trainingSteps)).map(({ event }) => event)
  const uses = lineageOf(commits).flatMap(({ samples }) => samples.map(({ sampleId }) => sampleId))
  expect(uses.toSorted()).toEqual(accepted.toSorted())
}

const stage = openStage({
  up: ['--trainer', 'on'],
  settings: {
    CODELUPE_TRAIN_SAMPLES_MIN: '1',
    CODELUPE_TRAIN_TOKENS_PER_BATCH: '4096',
    CODELUPE_TRAIN_OPTIONS: '--deterministic --device cpu',
  },
})
strikeAll(
  [
    {
      name: 'every process killed in rotation, the trainer and its sidecar among them',
      strike: rotation,
      after: trainedOnce,
    },
  ],
  stage,
)
