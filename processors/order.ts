// The order of the pipeline, and the edges that follow from it: names and topics alone, so that a command that only asks
// where things stand loads no rules. processors/index.ts has the judges.
import {
  filesDecided,
  filesLicense,
  filesMalicious,
  filesQuality,
  filesSecret,
  filesSubmitted,
  redriveByStep,
  samplesAccepted,
  type Topic,
} from '../topics/index.ts'

/** Each processor with the topic that it emits to. Topic names do not depend on the order. */
export const order = [
  { name: 'quality', emits: filesQuality },
  { name: 'malicious', emits: filesMalicious },
  { name: 'secret', emits: filesSecret },
  { name: 'license', emits: filesLicense },
] as const

export type ProcessorName = (typeof order)[number]['name']

/** What a step of the pipeline reads and writes, dead letters excepted. */
export type StageEdge = {
  readonly name: ProcessorName | 'admission'
  readonly input: Topic
  /** What the step has buried, sent to it once more. */
  readonly redrives: Topic
  readonly outputs: readonly Topic[]
}

/** Each step reads what the one before emits; the first reads submissions, and admission comes last. */
export function stageEdges(): readonly StageEdge[] {
  const inputOf = (index: number): Topic => order[index - 1]?.emits ?? filesSubmitted
  return [
    ...order.map(({ name, emits }, index) => ({
      name,
      input: inputOf(index),
      redrives: redriveByStep[name],
      outputs: [emits],
    })),
    {
      name: 'admission',
      input: inputOf(order.length),
      redrives: redriveByStep.admission,
      outputs: [filesDecided, samplesAccepted],
    },
  ]
}
