// What a dead letter looks like: the original key and bytes, untouched, with headers that say where, why and when (I3).
// One that a redrive sent and that fails again keeps the original of its first burial: it is one story.
// A message never carries what an error of a library says: it may quote the content, and a secret with it (I15).
import type { Topic } from '../topics/index.ts'
import { CodelupeError } from './errors.ts'
import type { OutgoingRecord } from './kafka.ts'
import { limits } from './limits.ts'
import { placeText, redrivenOf, redrivePrefix } from './redriven.ts'
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
  context: {
    readonly step: string
    readonly ruleset: string
    readonly topic: Topic
    readonly at: number
    /** Of the trainer: other lineages read the same record, and may bury it too. */
    readonly lineage?: string
  },
): OutgoingRecord {
  const { record } = burial
  const again = redrivenOf(record)
  const original = again?.original ?? record
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
      ['dlq.original.topic', original.topic],
      ['dlq.original.partition', String(original.partition)],
      ['dlq.original.offset', String(original.offset)],
      ['dlq.original.timestamp', String(original.timestamp)],
      ['dlq.attempt', String(again?.attempt ?? 1)],
      ['dlq.first-failed-at', again?.firstFailedAt || new Date(context.at).toISOString()],
      ...(again === null ? [] : [['dlq.redriven', placeText(record)] as const]),
      ['dlq.schema.id', id],
      ['dlq.ruleset', context.ruleset],
      ...(context.lineage === undefined ? [] : [['dlq.lineage', context.lineage] as const]),
      ...(record.value.length > limits.deadLetterBytesMax ? [[cutHeader, String(record.value.length)] as const] : []),
      ...(key === record.key ? [] : [[cutKeyHeader, String(Buffer.byteLength(record.key))] as const]),
      ...(leftOut === 0 ? [] : [[leftOutHeader, String(leftOut)] as const]),
      ...(coded.length > 0 ? [['dlq.b64', coded.join(',')] as const] : []),
      ...kept,
    ],
  }
}

/** Stands in a dead letter whose value was cut, and says how many bytes it had. */
export const cutHeader = 'dlq.value.bytes'
const cutKeyHeader = 'dlq.key.bytes'
const leftOutHeader = 'dlq.headers.left-out'

/** Whether a letter is less than the record that it is of: then it cannot go back. */
export const isCut = ({ headers }: LogRecord): boolean =>
  headers.some(([name]) => name === cutHeader || name === cutKeyHeader || name === leftOutHeader)

const cut = (text: string, bytesMax: number): string =>
  Buffer.byteLength(text) <= bytesMax ? text : Buffer.from(text).subarray(0, bytesMax).toString().slice(0, -1)

/** Headers of the original as far as they have room, which of them are in base64, and how many had no room. */
function originalsOf(headers: Headers): { kept: Headers; coded: readonly string[]; leftOut: number } {
  const kept: (readonly [string, string])[] = []
  // All of one name, so that the way back is one too.
  const coded = new Set(headers.filter(([, value]) => !printable.test(value)).map(([name]) => name))
  let [bytes, leftOut] = [0, 0]
  for (const [name, value] of headers) {
    if (name.startsWith('dlq.') || name.startsWith(redrivePrefix)) continue
    const shown = coded.has(name) ? Buffer.from(value).toString('base64') : value
    bytes += Buffer.byteLength(name) + shown.length
    if (bytes > limits.deadLetterHeadersBytesMax) {
      leftOut++
      continue
    }
    kept.push([name, shown])
  }
  return { kept, coded: [...coded].filter((name) => kept.some(([found]) => found === name)), leftOut }
}

const visible = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
