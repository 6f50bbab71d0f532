// Every step that runs as a process, with what it reads: the pipeline, the projector and the trainer.
import { stageEdges } from '../processors/order.ts'
import { projector } from '../projections/index.ts'
import type { StepName, Topic } from '../topics/index.ts'
import { trainerInputs } from '../trainer/step.ts'

export type StepInputs = {
  readonly step: StepName
  /** Every topic it reads. */
  readonly inputs: readonly Topic[]
}

/** In the order of the flow. */
export const stepInputs = (): readonly StepInputs[] => [
  ...stageEdges().map(({ name, input, redrives }) => ({ step: name, inputs: [input, redrives] })),
  { step: 'projector', inputs: projector.inputs },
  { step: 'trainer', inputs: trainerInputs },
]
