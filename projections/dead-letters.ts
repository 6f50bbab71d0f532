// Dead letters of every step, one row an attempt of the story that their original place names, with what was done with each;
// and the projector's own, which are rows of the transaction that moves past them (their redrive is a rebuild).
import { change, type Row, table } from '../runtime/sql.ts'
import type { LogRecord, Outcome } from '../runtime/step.ts'
import type { DeadLetterHandled } from '../schemas/types.ts'
import { filesDecided } from '../topics/index.ts'
import type { DeadLetter, LogEvent } from './events.ts'
import { nothing, type Projection, place, placeOf } from './projection.ts'
import { headerOf, parseTrail, submissionOf, submittedAt, trailText } from './trail.ts'

const deadLetters = table('dead_letters', {
  step: ['text', 'key'],
  original_topic: ['text', 'key'],
  original_partition: ['int', 'key'],
  original_offset: ['bigint', 'key'],
  attempt: ['int', 'key'],
  lineage: ['text', 'key'],
  reason: ['text', 'fact'],
  code: ['text', 'fact'],
  message: ['text', 'fact'],
  file_id: ['text', 'fact'],
  submission: ['text', 'fact'],
  trail: ['text', 'fact'],
  ruleset: ['text', 'fact'],
  first_failed_at: ['time', 'fact'],
  letter_topic: ['text', 'fact'],
  ...place,
  records: ['int', 'sum'],
})

// By where the letter lies: what was done with it is told apart from the letter, in another topic, and may be read before it.
const handledLetters = table('dead_letters_handled', {
  step: ['text', 'key'],
  letter_partition: ['int', 'key'],
  letter_offset: ['bigint', 'key'],
  how: ['text', 'fact'],
  attempt: ['int', 'fact'],
  operation: ['text', 'fact'],
  by: ['text', 'fact'],
  at: ['time', 'fact'],
  ...place,
  records: ['int', 'sum'],
})

export const deadLettersProjection: Projection = {
  name: 'dead-letters',
  tables: [deadLetters, handledLetters],
  inputs: ['dead', 'handled'],
  fold: (event) => {
    if (event.kind === 'dead') return [change(deadLetters, rowOf(event.letter, event.record))]
    return event.kind === 'handled' ? [change(handledLetters, handledRow(event.handled, event.record))] : nothing
  },
}

const handledRow = ({ step, letter, how, attempt, operation, by, at }: DeadLetterHandled, record: LogRecord): Row => ({
  step,
  letter_partition: letter.partition,
  letter_offset: letter.offset,
  how,
  attempt,
  operation,
  by,
  at,
  ...placeOf(record),
  records: 1,
})

const rowOf = (letter: DeadLetter, record: LogRecord): Row => ({
  step: letter.step,
  original_topic: letter.original.topic,
  original_partition: letter.original.partition,
  original_offset: letter.original.offset,
  attempt: letter.attempt,
  lineage: letter.lineage,
  reason: letter.reason,
  code: letter.code,
  message: letter.message,
  file_id: letter.fileId,
  submission: letter.submission,
  trail: trailText(letter.trail),
  ruleset: letter.ruleset,
  first_failed_at: letter.firstFailedAt,
  letter_topic: letter.letterTopic,
  ...placeOf(record),
  records: 1,
})

export type Burial = Extract<Outcome<never>, { kind: 'burial' }>

/** A record that the projector itself cannot handle, as the dead letter it is. Its bytes stay where it was read. */
export function projectorLetter({ record, reason, code, message }: Burial): Extract<LogEvent, { kind: 'dead' }> {
  const original = { topic: record.topic, partition: record.partition, offset: record.offset }
  return {
    kind: 'dead',
    record,
    letter: {
      step: 'projector',
      reason,
      code,
      message,
      original,
      fileId: headerOf(record, 'ce_subject'),
      submission: submissionOf(record),
      trail: submittedAt(parseTrail(headerOf(record, 'x-trail')), original),
      ruleset: null,
      firstFailedAt: null,
      attempt: 1,
      lineage: '',
      letterTopic: record.topic,
      // A decision that cannot be read is all that is left of its file.
      endsFile: record.topic === filesDecided.name,
    },
  }
}
