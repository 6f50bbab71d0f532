// Steps whose verdicts, findings and reviews are counted as they go: what decides and folds stays pure and knows nothing of it.
import { createStage, type GateSettings, type Stage } from '../../processors/index.ts'
import { order } from '../../processors/order.ts'
import type { Processor } from '../../processors/processor.ts'
import type { Event } from '../../projections/events.ts'
import type { RowChange } from '../../runtime/sql.ts'
import type { Step } from '../../runtime/step.ts'
import type { StepMetrics } from '../../runtime/telemetry.ts'
import { findingsReviewed, samplesAccepted } from '../../topics/index.ts'
import { reviewKinds } from '../findings/review.ts'

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

/** The projector, with what people say of findings counted. Labels are from closed lists, whatever a record says. */
export const countedProjector = (step: Step<Event, RowChange>, reviewed: StepMetrics['reviewed']): typeof step => ({
  ...step,
  handle: (event, record) => {
    const changes = step.handle(event, record)
    if (record.topic === findingsReviewed.name && event !== null && 'why' in event)
      reviewed(
        order.find(({ name }) => name === event.processor)?.name ?? 'other',
        reviewKinds.find((what) => what === event.what) ?? 'other',
      )
    return changes
  },
})

/** The class of a rule as a label: `Google Cloud` is `google-cloud`. */
const codeOf = (group: string): string => group.toLowerCase().replace(/[^a-z0-9]+/g, '-')
