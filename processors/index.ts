// The pipeline, in order. Edges follow from the order of this one array; topic names do not depend on it.
import type { Effect, Step } from '../runtime/step.ts'
import type { Candidate, File } from '../schemas/types.ts'
import { filesDecided, filesSubmitted, samplesAccepted, type Topic } from '../topics/index.ts'
import { admission, pipelineHash } from './admission.ts'
import { chain } from './chain.ts'
import { license } from './license/index.ts'
import { maliciousWith } from './malicious/index.ts'
import type { Processor } from './processor.ts'
import { qualityWith } from './quality/index.ts'
import { secretWith } from './secret/index.ts'

/** What users may set of the gates. */
export type GateSettings = {
  /** Least quality score that is accepted, 0 to 100. */
  readonly scoreMin: number
}

export const defaultGateSettings: GateSettings = { scoreMin: 70 }

export const createPipeline = (settings: GateSettings): readonly Processor[] => [
  qualityWith({ scoreMin: settings.scoreMin }),
  maliciousWith([]),
  secretWith({}),
  license,
]

/** A step of the pipeline with what it writes; `ruleset` is a processor's, or the pipeline's own hash for admission. */
export type Stage = {
  readonly name: Processor['name'] | 'admission'
  readonly input: Topic
  readonly outputs: readonly Topic[]
  readonly ruleset: string
  readonly step: Step<File | Candidate, Effect>
}

/** The steps of a pipeline, each reading what the one before emits; admission last. */
export function stagesOf(pipeline: readonly Processor[]): readonly Stage[] {
  const inputOf = (index: number): Topic => pipeline[index - 1]?.emits ?? filesSubmitted
  const names = pipeline.map((processor) => processor.name)
  const last = inputOf(pipeline.length)
  return [
    ...pipeline.map((processor, index) => ({
      name: processor.name,
      input: inputOf(index),
      outputs: [processor.emits],
      ruleset: processor.ruleset,
      step: chain(processor, inputOf(index)),
    })),
    {
      name: 'admission' as const,
      input: last,
      outputs: [filesDecided, samplesAccepted],
      ruleset: pipelineHash(names),
      step: admission(names, last),
    },
  ]
}
