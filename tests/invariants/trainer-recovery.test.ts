// A trainer killed after a step, after a checkpoint, or after its commit goes on from its last commit: every sample once
// in the lineage, checkpoints in one chain.
// Mutants: resume at the group's positions instead of the event's; commit before the checkpoint.
import { expect, test } from 'vitest'
import type { Sample, TrainingCommit } from '../../schemas/types.ts'
import { samplesAccepted, stepNames, trainingSteps } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSubmission, untilDrained } from '../support/pipeline.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')

test('a trainer killed at every marked point trains on each sample once', async () => {
  const pipeline = pipelineOf()
  const { connection } = pipeline
  await pipeline.submit(madeSubmission('trained', 60))
  await pipeline.drain(gates)
  for (const point of ['trainer.stepped:2', 'trainer.checkpointed:2', 'trainer.committed:2']) {
    const killed = pipeline.spawn(['run', 'trainer'], { CODELUPE_CRASH_AT: point })
    expect(await killed.ended, killed.output()).toBe('SIGKILL')
  }
  const last = pipeline.spawn(['run', 'trainer'])
  await untilDrained(connection, ['trainer'])
  last.child.kill('SIGTERM')
  await last.ended

  const accepted = (await eventsOf<Sample>(connection, samplesAccepted)).map(({ event }) => event.sampleId)
  const commits = (await eventsOf<TrainingCommit>(connection, trainingSteps)).map(({ event }) => event)
  const used = commits.flatMap((commit) => commit.samples.map((sample) => sample.sampleId))
  expect(accepted.length).toBeGreaterThan(40)
  expect(used.toSorted()).toEqual(accepted.toSorted())
  expect(commits.flatMap((commit) => commit.steps.map((step) => step.step))).toEqual(
    commits.map((_, index) => index + 1),
  )
  for (const [index, commit] of commits.entries())
    expect(commit.parent).toBe(commits[index - 1]?.manifestSha256 ?? null)
  expect(new Set(commits.map((commit) => commit.lineage))).toEqual(new Set(['main']))
  expect(new Set(commits.map((commit) => commit.fence)).size).toBeGreaterThan(2)
})
