// Decisions with the verdicts they rest on: one row a file, its verdicts in pipeline order as one JSON value (measured:
// a third cheaper than a row a verdict). The view `verdicts` shows them as rows.
import { change, jsonText, table } from '../runtime/sql.ts'
import type { Verdict } from '../schemas/types.ts'
import { nothing, type Projection, place, placeOf } from './projection.ts'
import { trailText } from './trail.ts'

const decisions = table('decisions', {
  file_id: ['text', 'key'],
  submission: ['text', 'key'],
  outcome: ['text', 'fact'],
  by: ['text', 'fact'],
  reason: ['text', 'fact'],
  pipeline: ['text', 'fact'],
  trail: ['text', 'fact'],
  verdicts: ['json', 'fact'],
  ...place,
  records: ['int', 'sum'],
})

export const verdictsProjection: Projection = {
  name: 'verdicts',
  tables: [decisions],
  inputs: ['decided'],
  fold: (event) => {
    if (event.kind !== 'decided') return nothing
    const { decision, trail, record } = event
    return [
      change(decisions, {
        file_id: decision.file.fileId,
        submission: decision.file.submission,
        outcome: decision.outcome,
        by: decision.by,
        reason: decision.reason,
        pipeline: decision.pipeline,
        trail: trailText(trail),
        verdicts: jsonText(decision.verdicts.map(withoutFindings)),
        ...placeOf(record),
        records: 1,
      }),
    ]
  },
}

/** Findings have a table of their own; edits are in the log. */
const withoutFindings = ({ processor, decision, reason, ruleset, signals }: Verdict): unknown => ({
  processor,
  decision,
  reason,
  ruleset,
  signals,
})
