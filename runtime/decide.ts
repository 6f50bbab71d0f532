// From a record to its outcome, and never a throw: decode, handle, encode within the size limit, or a burial (I3).
// This is the one catch round a pure handle. Values hold no clock, so a replay under one ruleset is byte-identical.
import { hash } from 'node:crypto'
import { toHeader } from '../topics/header-text.ts'
import type { Topic } from '../topics/index.ts'
import { type Codec, reframe } from './codec.ts'
import { bury } from './dead-letter.ts'
import { fail, hasCode } from './errors.ts'
import type { OutgoingRecord } from './kafka.ts'
import { limits } from './limits.ts'
import type { BurialReason, Effect, Headers, LogRecord, Outcome, Step, Subject } from './step.ts'
import { trailHeader, trailOf } from './trail.ts'

export type Decide<Out> = (record: LogRecord) => Outcome<Out>

/** Builds the decision of a step. `finish` turns an effect into what the sink commits, and may throw. */
export function decider<In, Made, Out>(
  step: Step<In, Made>,
  codec: Codec,
  finish: (effect: Made, record: LogRecord) => Out,
): Decide<Out> {
  const schemas = new Map(step.inputs.map(({ name, schema }) => [name, schema]))
  if (step.redrives !== undefined) schemas.set(step.redrives.name, step.inputs[0]?.schema ?? null)
  return (record) => {
    let phase: BurialReason = 'decode'
    try {
      const event = codec.decode<In>(schemas.get(record.topic) ?? null, record.value)
      phase = 'handle'
      const effects = step.handle(event, record)
      phase = 'encode'
      return { kind: 'effects', record, effects: effects.map((effect) => finish(effect, record)) }
    } catch (error) {
      return bury(record, hasCode(error, 'record.too-large') ? 'too-large' : phase, error)
    }
  }
}

/** Encodes effects for Kafka: framed bytes and headers. `ids` are the schema ids of the topics that the step writes. */
export function encoder(
  step: string,
  codec: Codec,
  ids: ReadonlyMap<string, number>,
): (effect: Effect, record: LogRecord) => OutgoingRecord {
  return (effect, record) => {
    const id = ids.get(effect.topic.name)
    if (id === undefined || effect.topic.schema === null) {
      throw fail('schema.unencodable', `expected a topic that ${step} writes, found ${effect.topic.name}`)
    }
    const value =
      effect.kind === 'forward' ? reframe(record.value, id) : codec.encode(effect.topic.schema, id, effect.event)
    const key = effect.kind === 'forward' ? record.key : effect.key
    const headers = headersOf(step, effect.topic, effect.subject, trailOf(record))
    // Key and headers too: they come from the record, and a broker takes only so much of all three.
    const bytes = value.length + Buffer.byteLength(key) + headersBytes(headers)
    if (bytes > limits.resultBytesMax) {
      throw fail(
        'record.too-large',
        `expected at most ${limits.resultBytesMax} bytes for ${effect.topic.name}, found ${bytes}`,
      )
    }
    return { topic: effect.topic.name, key, value, headers }
  }
}

/** Of headers as we write them: printable ASCII. */
export const headersBytes = (headers: Headers): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)

/** ce_id: lets a reader tell the same event, written twice, from another. */
export const eventId = (step: string, topic: Topic, subject: Subject): string =>
  hash('sha256', `${step}\0${topic.name}\0${subject.fileId}\0${subject.submission}\0${subject.ruleset}`)

/** CloudEvents in binary mode, W3C trace context with the file id as trace id, and the trail. */
export function headersOf(step: string, topic: Topic, subject: Subject, trail: string): Headers {
  const id = eventId(step, topic, subject)
  const traced = /^[0-9a-f]{32}$/.test(subject.fileId)
    ? [['traceparent', `00-${subject.fileId}-${id.slice(0, 16)}-01`] as const]
    : []
  return [
    ['ce_specversion', '1.0'],
    ['ce_id', id],
    ['ce_type', topic.name],
    ['ce_source', `codelupe/${step}`],
    ['ce_time', new Date(subject.at).toISOString()],
    ['ce_subject', toHeader(subject.fileId)],
    ['content-type', 'application/avro'],
    ['x-submission', toHeader(subject.submission)],
    ...traced,
    ...(trail === '' ? [] : [[trailHeader, trail] as const]),
  ]
}
