// What a dead letter looks like: the original key and bytes, untouched, with headers that say where, why and when (I3).
// A message never carries what an error of a library says: it may quote the content, and a secret with it (I15).
import type { Topic } from '../topics/index.ts'
import { CodelupeError } from './errors.ts'
import type { OutgoingRecord } from './kafka.ts'
import { limits } from './limits.ts'
import type { BurialReason, Headers, LogRecord, Outcome } from './step.ts'

type Burial = Extract<Outcome<never>, { kind: 'burial' }>

const printable = /^[\x20-\x7e]*$/

/** A burial of a record: our own errors in their own words, others by name and place only. */
export function bury(record: LogRecord, reason: BurialReason, error: unknown): Burial {
  const own = error instanceof CodelupeError
  const code = own ? error.code : reason === 'process.crashed' ? 'process.crashed' : 'handle.threw'
  const message = own
    ? error.message
    : error instanceof Error
      ? `${error.name} ${placeOf(error)}`.trim()
      : String(typeof error)
  return { kind: 'burial', record, reason, code, message: message.slice(0, limits.deadLetterMessageBytesMax / 4) }
}

// The first frame outside node_modules, as file:line without the machine's path.
function placeOf(error: Error): string {
  const frame = (error.stack ?? '').split('\n').find((line) => /\.ts:\d+/.test(line) && !line.includes('node_modules'))
  const found = frame === undefined ? null : /([\w-]+\/[\w.-]+\.ts:\d+)/.exec(frame)
  return found === null ? '' : `at ${found[1]}`
}

/**
 * The record for the dead-letter topic. Original headers follow under their names, unprintable values in base64. What no
 * topic takes, such as a batch that inflates a thousandfold, is cut, and a header says how large it was: the whole of it
 * is where it was read.
 */
export function deadLetterOf(
  burial: Burial,
  context: { readonly step: string; readonly ruleset: string; readonly topic: Topic; readonly at: number },
): OutgoingRecord {
  const { record } = burial
  const { kept, coded, leftOut } = originalsOf(record.headers)
  const key = cut(record.key, limits.deadLetterKeyBytesMax)
  const id = record.value.length >= 5 && record.value[0] === 0 ? String(record.value.readInt32BE(1)) : ''
  return {
    topic: context.topic.name,
    key,
    // A copy: the whole would be held for as long as the part.
    value:
      record.value.length > limits.deadLetterBytesMax
        ? Buffer.from(record.value.subarray(0, limits.deadLetterBytesMax))
        : record.value,
    headers: [
      ['dlq.step', context.step],
      ['dlq.reason', burial.reason],
      ['dlq.code', burial.code],
      ['dlq.message', visible(burial.message)],
      ['dlq.original.topic', record.topic],
      ['dlq.original.partition', String(record.partition)],
      ['dlq.original.offset', String(record.offset)],
      ['dlq.original.timestamp', String(record.timestamp)],
      ['dlq.attempt', '1'],
      ['dlq.first-failed-at', new Date(context.at).toISOString()],
      ['dlq.schema.id', id],
      ['dlq.ruleset', context.ruleset],
      ...(record.value.length > limits.deadLetterBytesMax ? [[cutHeader, String(record.value.length)] as const] : []),
      ...(key === record.key ? [] : [['dlq.key.bytes', String(Buffer.byteLength(record.key))] as const]),
      ...(leftOut === 0 ? [] : [['dlq.headers.left-out', String(leftOut)] as const]),
      ...(coded.length > 0 ? [['dlq.b64', coded.join(',')] as const] : []),
      ...kept,
    ],
  }
}

/** Stands in a dead letter whose value was cut, and says how many bytes it had. */
export const cutHeader = 'dlq.value.bytes'

const cut = (text: string, bytesMax: number): string =>
  Buffer.byteLength(text) <= bytesMax ? text : Buffer.from(text).subarray(0, bytesMax).toString().slice(0, -1)

/** Headers of the original as far as they have room, which of them are in base64, and how many had no room. */
function originalsOf(headers: Headers): { kept: Headers; coded: readonly string[]; leftOut: number } {
  const kept: (readonly [string, string])[] = []
  const coded: string[] = []
  let [bytes, leftOut] = [0, 0]
  for (const [name, value] of headers) {
    if (name.startsWith('dlq.')) continue
    const plain = printable.test(value)
    const shown = plain ? value : Buffer.from(value).toString('base64')
    bytes += Buffer.byteLength(name) + shown.length
    if (bytes > limits.deadLetterHeadersBytesMax) {
      leftOut++
      continue
    }
    kept.push([name, shown])
    if (!plain) coded.push(name)
  }
  return { kept, coded, leftOut }
}

const visible = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
