// Where rules fired, a row a finding, so that a rule's findings can be asked for.
import { change, table } from '../runtime/sql.ts'
import { nothing, type Projection, place, placeOf } from './projection.ts'

const findings = table('findings', {
  file_id: ['text', 'key'],
  submission: ['text', 'key'],
  processor: ['text', 'key'],
  ordinal: ['int', 'key'],
  rule: ['text', 'fact'],
  severity: ['text', 'fact'],
  start_line: ['int', 'fact'],
  end_line: ['int', 'fact'],
  message: ['text', 'fact'],
  evidence: ['text', 'fact'],
  measured: ['double', 'fact'],
  threshold: ['double', 'fact'],
  ...place,
})

export const findingsProjection: Projection = {
  name: 'findings',
  tables: [findings],
  inputs: ['decided'],
  fold: (event) => {
    if (event.kind !== 'decided') return nothing
    const { decision, record } = event
    return decision.verdicts.flatMap((verdict) =>
      verdict.findings.map((finding, ordinal) =>
        change(findings, {
          file_id: decision.file.fileId,
          submission: decision.file.submission,
          processor: verdict.processor,
          ordinal,
          rule: finding.rule,
          severity: finding.severity,
          start_line: finding.startLine,
          end_line: finding.endLine,
          message: finding.message,
          evidence: finding.evidence,
          measured: finding.measured,
          threshold: finding.threshold,
          ...placeOf(record),
        }),
      ),
    )
  },
}
