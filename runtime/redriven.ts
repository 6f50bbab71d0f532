// A dead letter on its way back: the record that a redrive makes of it, and what such a record says of itself, so that one
// that fails again is the next letter of the same story. Bytes and key stay as they were.
import { isRedrive } from '../topics/index.ts'
import type { Headers, LogRecord, Position } from './step.ts'
import { trailHeader, trailTo } from './trail.ts'

/** Every header that a redrive adds begins so; they leave with the record's next letter. */
export const redrivePrefix = 'x-redrive-'

/** The first burial of a story. */
export type Original = Position & { readonly timestamp: number }

/** What a redriven record says of itself. */
export type Redriven = {
  /** 2 for the first redrive. */
  readonly attempt: number
  /** The dead letter that it was. */
  readonly letter: Position
  /** The record that was buried first. */
  readonly original: Original
  /** ISO 8601; empty where the letter did not say. */
  readonly firstFailedAt: string
}

type Placed = Position & { readonly headers: Headers }

export const headerIn = ({ headers }: { readonly headers: Headers }, name: string): string =>
  headers.find(([found]) => found === name)?.[1] ?? ''

const number = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

/** What it says; null for a record that no redrive has made. */
export function redrivenOf(record: Placed): Redriven | null {
  if (!isRedrive(record.topic) || headerIn(record, 'x-redrive-letter') === '') return null
  const { topic, partition, offset } = record
  const here = { topic, partition, offset }
  return {
    attempt: number(headerIn(record, 'x-redrive-attempt')),
    letter: placeIn(headerIn(record, 'x-redrive-letter')) ?? here,
    original: {
      ...(placeIn(headerIn(record, 'x-redrive-original')) ?? here),
      timestamp: number(headerIn(record, 'x-redrive-original-timestamp')),
    },
    firstFailedAt: headerIn(record, 'x-redrive-first-failed-at'),
  }
}

/** What a dead letter says of its story; one put there by hand stands for itself. */
export type LetterStory = {
  readonly attempt: number
  readonly original: Original
  /** The record that this letter is of: the original, or the one that a redrive had made of the letter before. */
  readonly read: Position
  readonly firstFailedAt: string
  /** Of the record that it is of, as its header says. */
  readonly trail: string
}

export function storyOf(letter: LogRecord): LetterStory {
  const { topic, partition, offset, timestamp } = letter
  const named = headerIn(letter, 'dlq.original.topic')
  const original =
    named === ''
      ? { topic, partition, offset, timestamp }
      : {
          topic: named,
          partition: number(headerIn(letter, 'dlq.original.partition')),
          offset: number(headerIn(letter, 'dlq.original.offset')),
          timestamp: number(headerIn(letter, 'dlq.original.timestamp')),
        }
  const { timestamp: _, ...first } = original
  return {
    attempt: Math.max(1, number(headerIn(letter, 'dlq.attempt'))),
    original,
    read: placeIn(headerIn(letter, 'dlq.redriven')) ?? first,
    firstFailedAt: headerIn(letter, 'dlq.first-failed-at'),
    trail: headerIn(letter, trailHeader),
  }
}

/** The headers of a letter's record once more: as they were, with where it has been since and which attempt it is. */
export function redrivenHeaders(letter: LogRecord): Headers {
  const story = storyOf(letter)
  const { original } = story
  const coded = new Set(headerIn(letter, 'dlq.b64').split(','))
  const kept = letter.headers
    .filter(([name]) => !name.startsWith('dlq.') && !name.startsWith(redrivePrefix) && name !== trailHeader)
    .map(([name, value]) => [name, coded.has(name) ? Buffer.from(value, 'base64').toString() : value] as const)
  return [
    ...kept,
    [trailHeader, trailTo(story.trail, story.read)],
    ['x-redrive-attempt', String(story.attempt + 1)],
    ['x-redrive-letter', placeText(letter)],
    ['x-redrive-original', placeText(original)],
    ['x-redrive-original-timestamp', String(original.timestamp)],
    ['x-redrive-first-failed-at', story.firstFailedAt],
  ]
}

export const placeText = ({ topic, partition, offset }: Position): string => trailTo('', { topic, partition, offset })

function placeIn(text: string): Position | null {
  const found = /^([a-z0-9.-]+):(\d{1,9}):(\d{1,15})$/.exec(text)
  return found === null ? null : { topic: found[1] ?? '', partition: Number(found[2]), offset: Number(found[3]) }
}
