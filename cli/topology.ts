// What every step reads and writes, ingest included.
import { stageEdges } from '../processors/order.ts'
import { projector } from '../projections/index.ts'
import {
  deadLettersHandled,
  dlqByStep,
  filesSkipped,
  filesSubmitted,
  findingsReviewed,
  ingestProgress,
  operationsRecorded,
  redriveByStep,
  repositoriesFetched,
  samplesAccepted,
  trainingSteps,
} from '../topics/index.ts'
import type { Edge } from '../topics/topology.ts'

/** The edges, in the order of the flow; dead-letter topics are outputs of the steps that bury. */
export function edges(): readonly Edge[] {
  const names = (topics: readonly { readonly name: string }[]): readonly string[] => topics.map((topic) => topic.name)
  return [
    { step: 'ingest', inputs: [], outputs: names([filesSubmitted, filesSkipped, repositoriesFetched, ingestProgress]) },
    ...stageEdges().map((stage) => ({
      step: stage.name,
      inputs: [stage.input.name, stage.redrives.name],
      outputs: names([...stage.outputs, dlqByStep[stage.name]]),
    })),
    {
      step: 'trainer',
      inputs: names([samplesAccepted, redriveByStep.trainer]),
      outputs: names([trainingSteps, dlqByStep.trainer]),
    },
    {
      step: 'dlq redrive',
      inputs: names([...Object.values(dlqByStep), deadLettersHandled]),
      outputs: names([...Object.values(redriveByStep), deadLettersHandled, operationsRecorded]),
    },
    { step: 'findings mark', inputs: names([findingsReviewed]), outputs: names([findingsReviewed]) },
    { step: 'projector', inputs: names(projector.inputs), outputs: ['Postgres'] },
  ]
}
