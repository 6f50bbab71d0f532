// Repositories as they were read, and how far each submission is. The latest submission of a repository is the greatest
// (submitted_at, submission), never the last to arrive.
import { change, jsonText, type RowChange, table } from '../runtime/sql.ts'
import type { LogEvent } from './events.ts'
import { nameOf, nothing, type Projection, place, placeOf } from './projection.ts'

const repositories = table('repositories', {
  submission: ['text', 'key'],
  repository: ['text', 'fact'],
  url: ['text', 'fact'],
  commit: ['text', 'fact'],
  declared_license: ['text', 'fact'],
  kind: ['text', 'fact'],
  found: ['bigint', 'fact'],
  submitted: ['bigint', 'fact'],
  skipped: ['json', 'fact'],
  submitted_bytes: ['bigint', 'fact'],
  license_evidence: ['json', 'fact'],
  opt_outs: ['json', 'fact'],
  submitted_at: ['time', 'fact'],
  ...place,
})

const submissions = table('submissions', {
  submission: ['text', 'key'],
  submitted: ['bigint', 'sum'],
  submitted_bytes: ['bigint', 'sum'],
  skipped: ['bigint', 'sum'],
  accepted: ['bigint', 'sum'],
  rejected: ['bigint', 'sum'],
  dead: ['bigint', 'sum'],
})

const none = { submitted: 0, submitted_bytes: 0, skipped: 0, accepted: 0, rejected: 0, dead: 0 } as const

export const repositoriesProjection: Projection = {
  name: 'repositories',
  tables: [repositories, submissions],
  inputs: ['fetched', 'submitted', 'skipped', 'decided', 'dead', 'handled'],
  fold: (event) => {
    switch (event.kind) {
      case 'fetched':
        return [fetched(event)]
      case 'submitted':
        return count(event.file.submission, { submitted: 1, submitted_bytes: event.file.sizeBytes })
      case 'skipped':
        return count(event.skipped.submission, { skipped: 1 })
      case 'decided':
        return count(event.decision.file.submission, { [event.decision.outcome]: 1 })
      case 'dead':
        return event.letter.submission !== null && event.letter.endsFile
          ? count(event.letter.submission, { dead: 1 })
          : nothing
      case 'handled':
        // In flight again. What is dropped stays dead.
        return event.handled.how === 'redriven' && event.handled.submission !== null && event.endsFile
          ? count(event.handled.submission, { dead: -1 })
          : nothing
      case 'trained':
      case 'reviewed':
        return nothing
      default:
        return event satisfies never
    }
  },
}

const count = (submission: string, counts: Partial<Record<keyof typeof none, number>>): readonly RowChange[] => [
  change(submissions, { submission, ...none, ...counts }),
]

function fetched({ fetched: read, record }: Extract<LogEvent, { kind: 'fetched' }>): RowChange {
  return change(repositories, {
    submission: read.submission,
    repository: nameOf(read.repository),
    url: read.repository.url,
    commit: read.repository.commit,
    declared_license: read.repository.declaredLicense,
    kind: read.kind,
    found: read.found,
    submitted: read.submitted,
    skipped: jsonText(read.skipped),
    submitted_bytes: read.submittedBytes,
    license_evidence: jsonText(read.licenseEvidence),
    opt_outs: jsonText(read.optOuts),
    submitted_at: read.submittedAt,
    ...placeOf(record),
  })
}
