// The trainer and its sidecar killed at every marked point, on one closed log: every sample is once in the lineage, and the
// weights are the same to the last bit as those of a trainer that nobody killed (I1).
// Mutants: resume at the group's positions instead of the event's; name a checkpoint before it is there; delete orphans
// before the own commit.
import { commitsOf, killTrainerAt } from '../support/training.ts'
import { openTraining } from './training.ts'

const { row, toTheEnd } = openTraining({ files: 140 })

const trainerPoints = [
  ...['settled', 'read', 'resumed', 'stepped', 'checkpointed', 'committed', 'pruned'].map(
    (point) => `trainer.${point}`,
  ),
  ...['begun', 'produced', 'offsets-sent', 'committing', 'committed'].map((point) => `kafka.${point}`),
]
const sidecarPoints = ['verified', 'loaded', 'stepping', 'stepped', 'written', 'synced', 'renamed', 'pruning'].map(
  (point) => `sidecar.${point}`,
)

row('a trainer killed at every marked point', async (pipeline) => {
  for (const point of trainerPoints) await killTrainerAt(pipeline, point)
  for (const point of ['trainer.stepped:2', 'trainer.checkpointed:3', 'kafka.offsets-sent:2', 'kafka.committed:2'])
    await killTrainerAt(pipeline, point)
  return { strikes: trainerPoints.length + 4 }
})

row('a sidecar killed at every marked point', async (pipeline) => {
  for (const point of sidecarPoints) await killTrainerAt(pipeline, point)
  for (const point of ['sidecar.stepping:2', 'sidecar.synced:2', 'sidecar.renamed:2'])
    await killTrainerAt(pipeline, point)
  return { strikes: sidecarPoints.length + 3 }
})

/** The commit has been asked for; whether the broker has heard of it when the trainer dies is a matter of milliseconds. */
row('a trainer killed while its commit is pending', async (pipeline) => {
  const after = ['1', '4', '8', '16', '32']
  const before = (await commitsOf(pipeline)).length
  for (const ms of after) await killTrainerAt(pipeline, `kafka.committing:1:${ms}`)
  const unheard = (await commitsOf(pipeline)).length - before
  console.log(`of ${after.length} commits that were pending when their trainer was killed ${unheard} had been made`)
  return { strikes: after.length }
})

toTheEnd()
