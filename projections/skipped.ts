// Paths found and not submitted, each with its reason.
import { change, table } from '../runtime/sql.ts'
import { nameOf, nothing, type Projection } from './projection.ts'

// One row a record: an archive may hold the same path twice, and both were found.
const skipped = table('skipped', {
  log_partition: ['int', 'key'],
  log_offset: ['bigint', 'key'],
  submission: ['text', 'fact'],
  repository: ['text', 'fact'],
  path: ['text', 'fact'],
  reason: ['text', 'fact'],
  detail: ['text', 'fact'],
  size_bytes: ['bigint', 'fact'],
  submitted_at: ['time', 'fact'],
})

export const skippedProjection: Projection = {
  name: 'skipped',
  tables: [skipped],
  inputs: ['skipped'],
  fold: (event) => {
    if (event.kind !== 'skipped') return nothing
    const { skipped: path, record } = event
    return [
      change(skipped, {
        log_partition: record.partition,
        log_offset: record.offset,
        submission: path.submission,
        repository: nameOf(path.repository),
        path: path.path,
        reason: path.reason,
        detail: path.detail,
        size_bytes: path.sizeBytes,
        submitted_at: path.submittedAt,
      }),
    ]
  },
}
