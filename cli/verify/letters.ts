// What dead letters and redriven records say of themselves in their headers, read by the verifier's own hand: a mistake in
// runtime/redriven.ts, which writes them, must not be made once more by whoever looks for it.
import type { LogRecord } from '../../runtime/step.ts'
import { redriveByStep } from '../../topics/index.ts'

export type Place = Pick<LogRecord, 'topic' | 'partition' | 'offset'>

/** What a lineage says of a redriven sample that it has not buried, and so does not take. */
export const leftToLineage = 'not-buried'

/** Where a record lies. */
export const placeOf = ({ topic, partition, offset }: LogRecord): Place => ({ topic, partition, offset })

/** The record that a dead letter is of: what a redrive had sent last, else the original. One put there by hand is its own. */
export function buriedBy(letter: LogRecord): Place {
  const [topic, partition, offset] = ['topic', 'partition', 'offset'].map(
    (part) => headerOf(letter, `dlq.original.${part}`) ?? '',
  )
  return placeIn(headerOf(letter, 'dlq.redriven')) ?? placeIn(`${topic}:${partition}:${offset}`) ?? placeOf(letter)
}

/** The dead letter that a redriven record was; null where it names none: then nobody's redrive has sent it. */
export function letterBehind(sent: LogRecord): Place | null {
  const named = headerOf(sent, 'x-redrive-letter')
  return named === null || named === '' ? null : (placeIn(named) ?? placeOf(sent))
}

const redriveTopics = new Set(Object.values(redriveByStep).map(({ name }) => name))

/** Whether a place is of what was sent once more. */
export const isSent = ({ topic }: Place): boolean => redriveTopics.has(topic)

const headerOf = ({ headers }: LogRecord, wanted: string): string | null => {
  for (const [name, value] of headers) if (name === wanted) return value
  return null
}

/** `topic:partition:offset`; null for any other text. */
function placeIn(text: string | null): Place | null {
  const [topic = '', partition = '', offset = '', ...more] = (text ?? '').split(':')
  const isNumber = (part: string): boolean => /^[0-9]+$/.test(part) && Number.isSafeInteger(Number(part))
  const isPlace = topic !== '' && isNumber(partition) && isNumber(offset) && more.length === 0
  return isPlace ? { topic, partition: Number(partition), offset: Number(offset) } : null
}
