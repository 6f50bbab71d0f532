// A stage whose verdicts and findings are counted as it judges: the processors themselves stay pure and know nothing of it.
import { createStage, type GateSettings, type Stage } from '../../processors/index.ts'
import type { Processor } from '../../processors/processor.ts'
import type { StepMetrics } from '../../runtime/telemetry.ts'
import { samplesAccepted } from '../../topics/index.ts'

type Judged = StepMetrics['judged']

export function countedStage(name: Stage['name'], settings: GateSettings, judged: Judged): Stage {
  const stage = createStage(name, settings, (processor) => countedProcessor(processor, judged))
  if (name !== 'admission') return stage
  const { step } = stage
  const handle: typeof step.handle = (event, record) => {
    const effects = step.handle(event, record)
    const accepts = effects.some((effect) => effect.topic === samplesAccepted)
    judged({ outcome: accepts ? 'accept' : 'reject', classes: [] })
    return effects
  }
  return { ...stage, step: { ...step, handle } }
}

export function countedProcessor(processor: Processor, judged: Judged): Processor {
  const classes = new Map(processor.rules.map((rule) => [rule.id, codeOf(rule.group)]))
  return {
    ...processor,
    judge: (file) => {
      const judgement = processor.judge(file)
      judged({
        outcome: judgement.reason === null ? 'accept' : 'reject',
        classes: judgement.findings.map((finding) => classes.get(finding.rule) ?? 'other'),
      })
      return judgement
    },
  }
}

/** The class of a rule as a label: `Google Cloud` is `google-cloud`. */
const codeOf = (group: string): string => group.toLowerCase().replace(/[^a-z0-9]+/g, '-')
