// Counts by step, outcome, rule and language: what each step let through and why it did not. Sums of records that are
// folded once each, so their order is nothing to them.
import { change, type RowChange, table } from '../runtime/sql.ts'
import type { Decision } from '../schemas/types.ts'
import { nothing, type Projection } from './projection.ts'

const funnel = table('funnel', {
  step: ['text', 'key'],
  outcome: ['text', 'key'],
  rule: ['text', 'key'],
  language: ['text', 'key'],
  records: ['bigint', 'sum'],
})

export const funnelProjection: Projection = {
  name: 'funnel',
  tables: [funnel],
  inputs: ['submitted', 'skipped', 'decided', 'dead', 'handled'],
  fold: (event) => {
    switch (event.kind) {
      case 'submitted':
        return [count('ingest', 'submitted', '', event.file.language)]
      case 'skipped':
        return [count('ingest', 'skipped', event.skipped.reason, '')]
      case 'decided':
        return decided(event.decision)
      case 'dead':
        return [count(event.letter.step, 'dead', event.letter.code, '')]
      case 'handled':
        // Those of `dead` that are so no longer; a dropped one stays dead.
        return event.handled.how === 'redriven'
          ? [count(event.handled.step, 'redriven', event.handled.code, '')]
          : nothing
      case 'fetched':
      case 'trained':
      case 'reviewed':
        return nothing
      default:
        return event satisfies never
    }
  },
}

/** A verdict a processor, the decision as admission's, and each finding by its rule. */
function decided({ file, outcome, by, reason, verdicts }: Decision): readonly RowChange[] {
  const { language } = file
  const own = by === 'admission' ? (reason ?? '') : ''
  const changes = [count('admission', outcome, own, language)]
  for (const verdict of verdicts) {
    const accepted = verdict.decision === 'accept'
    changes.push(count(verdict.processor, accepted ? 'accepted' : 'rejected', verdict.reason ?? '', language))
    for (const finding of verdict.findings) changes.push(count(verdict.processor, 'finding', finding.rule, language))
  }
  return changes
}

const count = (step: string, outcome: string, rule: string, language: string): RowChange =>
  change(funnel, { step, outcome, rule, language, records: 1 })
