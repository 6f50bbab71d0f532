// One dead letter as data that may be printed. It carries I15: content goes through the secret processor first, and what
// made a judge throw, or ended its process, is not judged here a second time without care.
import { createHash } from 'node:crypto'
import type { Processor } from '../processors/processor.ts'
import { type Codec, schemaIdOf } from '../runtime/codec.ts'
import { decider } from '../runtime/decide.ts'
import type { LogRecord } from '../runtime/step.ts'
import type { File } from '../schemas/types.ts'
import { type Topic, topics } from '../topics/index.ts'
import type { LetterId } from './dead-letter-id.ts'
import type { LetterRow } from './queries/dead-letters.ts'
import { eventView } from './record-view.ts'
import { type Redacted, redactContent, type ShownBytes, showBytes } from './redaction.ts'

/** Why and from where: what its headers say, or its row. */
export type LetterFacts = {
  readonly reason: string
  readonly code: string
  readonly message: string
  readonly original: { readonly topic: string; readonly partition: number; readonly offset: number }
  readonly attempt: number
  /** ISO 8601. */
  readonly failedAt: string | null
}

export type LetterView = LetterFacts & {
  readonly id: string
  readonly step: string
  readonly key: string
  readonly headers: LogRecord['headers']
  readonly sizeBytes: number
  readonly sha256: string
  readonly schemaId: number | null
  /** The event without its content, where the bytes are one. */
  readonly event: unknown
  /** The content it carries, redacted; null where it carries none, or where the bytes are no event. */
  readonly content: Redacted | null
  /** The bytes themselves, where they are no event. */
  readonly bytes: ShownBytes | null
  /** Why the bytes are no event of the original topic. */
  readonly undecodable: string | null
  /** Every attempt at the original record so far as projections know it, and what was done with each. */
  readonly story: readonly StoryEntry[]
}

export type StoryEntry = Pick<LetterRow, 'id' | 'attempt' | 'lineage' | 'reason' | 'code' | 'state' | 'handled'>

const headerOf = (record: LogRecord, name: string): string =>
  record.headers.find(([found]) => found === name)?.[1] ?? ''

/** The topic whose schema the bytes should have; null where the letter names none of ours. */
export function originalTopicOf(id: LetterId, record: LogRecord): Topic | null {
  const name = id.topic.schema === null ? headerOf(record, 'dlq.original.topic') : id.topic.name
  return topics.find((topic) => topic.name === name) ?? null
}

type Opened = Pick<LetterView, 'event' | 'content' | 'bytes' | 'undecodable'>

export function factsOfHeaders(record: LogRecord): LetterFacts {
  const header = (name: string): string => headerOf(record, name)
  return {
    reason: header('dlq.reason'),
    code: header('dlq.code'),
    message: header('dlq.message'),
    original: {
      topic: header('dlq.original.topic'),
      partition: Number(header('dlq.original.partition')),
      offset: Number(header('dlq.original.offset')),
    },
    attempt: Number(header('dlq.attempt')),
    failedAt: header('dlq.first-failed-at') || null,
  }
}

/** The codec must have learnt the record's schema, asked for the original topic. */
export function letterView(
  name: string,
  id: LetterId,
  codec: Codec,
  record: LogRecord,
  facts: LetterFacts,
  story: readonly StoryEntry[],
  secret: Processor,
): LetterView {
  const { reason, code, message, original, attempt, failedAt } = facts
  return {
    id: name,
    step: id.step,
    reason,
    code,
    message,
    original,
    attempt,
    failedAt,
    key: record.key,
    headers: record.headers,
    sizeBytes: record.value.length,
    sha256: createHash('sha256').update(record.value).digest('hex'),
    schemaId: schemaIdOf(record.value),
    ...open(originalTopicOf(id, record), codec, record, reason, secret),
    story: story.map((entry) => ({
      id: entry.id,
      attempt: entry.attempt,
      lineage: entry.lineage,
      reason: entry.reason,
      code: entry.code,
      state: entry.state,
      handled: entry.handled,
    })),
  }
}

function open(topic: Topic | null, codec: Codec, record: LogRecord, reason: string, secret: Processor): Opened {
  const nothing: Opened = { event: null, content: null, bytes: null, undecodable: null }
  // Judging it has ended a process before: this one would end too.
  if (reason === 'process.crashed') return { ...nothing, content: { kind: 'withheld', reason: 'process.crashed' } }
  if (topic === null)
    return { ...nothing, bytes: showBytes(secret, record.value), undecodable: 'it names no topic that it came from' }
  const decoded = decodedAs(topic, codec, record, (event: unknown) => eventView(topic, event))
  if (decoded.kind === 'burial')
    return { ...nothing, bytes: showBytes(secret, record.value), undecodable: decoded.message }
  const judged = decodedAs(topic, codec, record, (event: unknown) => contentOf(secret, event))
  const content: Redacted | null =
    judged.kind === 'burial' ? { kind: 'withheld', reason: 'the secret processor throws on it' } : judged.made
  return { ...nothing, event: decoded.made, content }
}

type Made<View> = { readonly kind: 'made'; readonly made: View } | { readonly kind: 'burial'; readonly message: string }

// The loop's own decision, so that decoding and judging fail here as they fail there: caught once, and in words.
function decodedAs<View>(topic: Topic, codec: Codec, record: LogRecord, view: (event: unknown) => View): Made<View> {
  const step = { name: 'dlq show', inputs: [topic], handle: (event: unknown) => [{ view: view(event) }] }
  const outcome = decider(step, codec, (effect) => effect)({ ...record, topic: topic.name })
  if (outcome.kind === 'burial') return { kind: 'burial', message: outcome.message }
  const [effect] = outcome.effects
  return effect === undefined ? { kind: 'burial', message: 'nothing' } : { kind: 'made', made: effect.view }
}

const isFile = (value: unknown): value is File =>
  typeof value === 'object' && value !== null && 'contentSha256' in value && 'content' in value

/** A file's content, or that of the file in a candidate or sample. */
function contentOf(secret: Processor, event: unknown): Redacted | null {
  const file = typeof event === 'object' && event !== null && 'file' in event ? event.file : event
  return isFile(file) && file.content !== null ? redactContent(secret, file, file.content) : null
}
