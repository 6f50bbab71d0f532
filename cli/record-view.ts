// One record of the log as data that may be printed (I15): content only where it has been released, undecodable bytes with
// their error, never an empty line in their place.
import type { Processor } from '../processors/processor.ts'
import { type Codec, schemaIdOf } from '../runtime/codec.ts'
import { decider } from '../runtime/decide.ts'
import type { LogRecord } from '../runtime/step.ts'
import { samplesAccepted, type Topic } from '../topics/index.ts'
import { type ShownBytes, showBytes } from './redaction.ts'

export type RecordView = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** When it was produced, ISO 8601. */
  readonly producedAt: string
  readonly key: string
  readonly headers: LogRecord['headers']
  readonly sizeBytes: number
  readonly schemaId: number | null
  /** The decoded event; null where it could not be decoded, or where the topic has no schema. */
  readonly value: unknown
  readonly error: { readonly code: string; readonly message: string } | null
  /** Of a record that could not be decoded. */
  readonly bytes: ShownBytes | null
}

/** The codec must have learnt the record's schema (`registry.prepare`). */
export function viewOf(topic: Topic, codec: Codec, record: LogRecord, secret: Processor): RecordView {
  const outcome = decider(
    { name: 'view', inputs: [topic], handle: (event: unknown) => [eventView(topic, event)] },
    codec,
    (view) => view,
  )(record)
  const { partition, offset, key, headers } = record
  const about = {
    topic: topic.name,
    partition,
    offset,
    producedAt: new Date(record.timestamp).toISOString(),
    key,
    headers,
    sizeBytes: record.value.length,
    schemaId: schemaIdOf(record.value),
  }
  return outcome.kind === 'effects'
    ? { ...about, value: outcome.effects[0] ?? null, error: null, bytes: null }
    : {
        ...about,
        value: null,
        error: { code: outcome.code, message: outcome.message },
        bytes: showBytes(secret, record.value),
      }
}

/** An event without the content it carries, but for samples: what they carry has passed every processor. */
export function eventView(topic: Topic, event: unknown): unknown {
  const released = topic.name === samplesAccepted.name
  const view = (value: unknown): unknown => {
    if (Buffer.isBuffer(value)) return released ? value.toString('utf8') : `<${value.length} bytes withheld>`
    if (Array.isArray(value)) return value.map(view)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, view(inner)]))
  }
  return view(event)
}
