// A trainer that trains through LoRA, and its sidecar, killed at marked points on one closed log: every sample is once in the
// lineage, and the adapter is the same to the last bit as that of a trainer that nobody killed (I1).
// Mutants: those of tests/invariants/adapter-killed.
import { killTrainerAt } from '../support/training.ts'
import { openTraining } from './training.ts'

const { row, toTheEnd } = openTraining({ files: 60, adapters: true })

const points = [
  ...['trainer.resumed', 'trainer.stepped:2', 'trainer.checkpointed:2', 'kafka.offsets-sent:2', 'kafka.committed:2'],
  ...[
    'sidecar.verified',
    'sidecar.loaded',
    'sidecar.stepping:2',
    'sidecar.written',
    'sidecar.synced',
    'sidecar.renamed',
  ],
]

row('a trainer of an adapter, and its sidecar, killed at marked points', async (pipeline) => {
  for (const point of points) await killTrainerAt(pipeline, point)
  return { strikes: points.length }
})

toTheEnd()
