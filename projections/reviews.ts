// What people have said of findings, a row a record, in the order of its one partition. The view `finding_marks` shows those
// that stand: of each finding the last one, where it marks.
import { change, table } from '../runtime/sql.ts'
import { nothing, type Projection } from './projection.ts'

const reviews = table('finding_reviews', {
  log_partition: ['int', 'key'],
  log_offset: ['bigint', 'key'],
  file_id: ['text', 'fact'],
  processor: ['text', 'fact'],
  rule: ['text', 'fact'],
  start_line: ['int', 'fact'],
  end_line: ['int', 'fact'],
  what: ['text', 'fact'],
  why: ['text', 'fact'],
  by: ['text', 'fact'],
  at: ['time', 'fact'],
  operation: ['text', 'fact'],
})

export const reviewsProjection: Projection = {
  name: 'reviews',
  tables: [reviews],
  inputs: ['reviewed'],
  fold: (event) => {
    if (event.kind !== 'reviewed') return nothing
    const { reviewed, record } = event
    return [
      change(reviews, {
        log_partition: record.partition,
        log_offset: record.offset,
        file_id: reviewed.fileId,
        processor: reviewed.processor,
        rule: reviewed.rule,
        start_line: reviewed.startLine,
        end_line: reviewed.endLine,
        what: reviewed.what,
        why: reviewed.why,
        by: reviewed.by,
        at: reviewed.at,
        operation: reviewed.operation,
      }),
    ]
  },
}
