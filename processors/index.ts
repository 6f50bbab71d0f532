// The pipeline: the judges of processors/order.ts, and the steps that run them.
import type { LicensePack } from '../identify/license-pack.ts'
import type { Effect, Step } from '../runtime/step.ts'
import type { Candidate, File } from '../schemas/types.ts'
import type { Topic } from '../topics/index.ts'
import { admission, pipelineHash } from './admission.ts'
import { chain } from './chain.ts'
import { license, licenseWith } from './license/index.ts'
import { defaultPolicy, policyWith } from './license/policy.ts'
import { maliciousWith } from './malicious/index.ts'
import type { RulePack } from './malicious/pack.ts'
import { order, type ProcessorName, stageEdges } from './order.ts'
import type { Processor } from './processor.ts'
import { qualityWith } from './quality/index.ts'
import { noChanges, type RuleChanges } from './rule-changes.ts'
import { type SecretOptions, secretWith } from './secret/index.ts'

/** What users may set of the gates. */
export type GateSettings = {
  /** Least quality score that is accepted, 0 to 100. */
  readonly scoreMin: number
  /** The user's YARA rules, read and compiled outside. */
  readonly packs: readonly RulePack[]
  /** The user's rules for secrets, and the key of the hash in findings. */
  readonly secret: SecretOptions
  /** Statements of licences that others have gathered, read outside. */
  readonly licensePack?: LicensePack
  /** What is changed of the product's own rules. */
  readonly changes?: RuleChanges
}

export const defaultGateSettings: GateSettings = { scoreMin: 70, packs: [], secret: {} }

/** How each processor is made; one that is in the order and not here does not compile. */
const makers: Readonly<Record<ProcessorName, (settings: GateSettings, changes: RuleChanges) => Processor>> = {
  quality: ({ scoreMin }, { thresholds, off }) => qualityWith({ scoreMin, thresholds, off: off.quality }),
  malicious: ({ packs }, { off, allow }) => maliciousWith(packs, off.malicious, allow),
  secret: (settings, { off, allow }) => secretWith({ ...settings.secret, off: off.secret, allow }),
  license: ({ licensePack = null }, changes) =>
    licensePack === null && isUnchanged(changes.license)
      ? license
      : licenseWith(policyWith(defaultPolicy, changes.license), licensePack),
}

// Making the gate anew takes a moment: the texts of all licences are indexed.
const isUnchanged = ({ families, ...rest }: RuleChanges['license']): boolean =>
  Object.keys(families).length + Object.keys(rest).length === 0

export const createProcessor = (name: ProcessorName, settings: GateSettings): Processor =>
  makers[name](settings, settings.changes ?? noChanges)

/** The processors, in order. */
export const createPipeline = (settings: GateSettings): readonly Processor[] =>
  order.map(({ name }) => createProcessor(name, settings))

/** The hash that admission writes into every decision. */
export const ownPipelineHash = (): string => pipelineHash(order.map(({ name }) => name))

/**
 * A step of the pipeline with what it writes; `ruleset` is a processor's, or the pipeline's own hash for admission, which has
 * no rules to publish.
 */
export type Stage = {
  readonly name: ProcessorName | 'admission'
  readonly input: Topic
  readonly outputs: readonly Topic[]
  readonly ruleset: string
  readonly rulesetText: string | null
  readonly step: Step<File | Candidate, Effect>
}

/** The steps of the pipeline, each reading what the one before emits; admission last. */
export const createStages = (settings: GateSettings): readonly Stage[] =>
  stageEdges().map(({ name }) => createStage(name, settings))

/** `wrap` may count what the processor says. */
export function createStage(
  name: Stage['name'],
  settings: GateSettings,
  wrap: (processor: Processor) => Processor = (processor) => processor,
): Stage {
  const edge = stageEdges().find((candidate) => candidate.name === name)
  if (edge === undefined) throw new Error(`processors: ${name} is not in the order`)
  if (name === 'admission') {
    const names = order.map((entry) => entry.name)
    return { ...edge, ruleset: ownPipelineHash(), rulesetText: null, step: admission(names, edge.input) }
  }
  const processor = wrap(createProcessor(name, settings))
  const { ruleset, rulesetText } = processor
  return { ...edge, ruleset, rulesetText, step: chain(processor, edge.input) }
}
