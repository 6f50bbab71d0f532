// Values to Postgres' binary arrays and back to nothing: how a column of a batch travels as one parameter.
// Text and jsonb hold no NUL and no lone surrogate in Postgres; both are escaped the same way each time, visibly.
import { fail } from './errors.ts'

export type ColumnType = 'text' | 'int' | 'bigint' | 'double' | 'json' | 'time' | 'bits'

/** Text; a number (time: milliseconds since 1970); JSON as text made by `jsonText`; or the indexes of the bits that are set. */
export type Value = string | number | null | readonly number[]

/** Bits of one block: positions in the log modulo this. */
export const blockBits = 1_024

/** The element type's permanent object id in Postgres' catalogue. */
const elementOids: Readonly<Record<ColumnType, number>> = {
  text: 25,
  int: 23,
  bigint: 20,
  double: 701,
  json: 3802,
  time: 1184,
  bits: 1560,
}

const headerBytes = 20
const postgresEpochMs = 946_684_800_000n
/** The furthest a Date reaches from 1970, in milliseconds. */
const dateMsMax = 8_640_000_000_000_000

/** A one-dimensional array in Postgres' binary format. Throws `postgres.data` for a number that its type cannot hold. */
export function arrayParameter(type: ColumnType, values: readonly Value[]): Buffer {
  const texts = textsOf(type, values)
  const buffer = Buffer.allocUnsafe(headerBytes + sizeOf(type, values, texts))
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  buffer.writeInt32BE(elementOids[type], 8)
  buffer.writeInt32BE(values.length, 12)
  buffer.writeInt32BE(1, 16)
  let at = headerBytes
  for (let index = 0; index < values.length; index++) {
    const value = texts === null ? (values[index] ?? null) : (texts[index] ?? null)
    at = value === null ? buffer.writeInt32BE(-1, at) : writeElement(buffer, at, type, value)
  }
  return buffer.subarray(0, at)
}

/** A column's values as Postgres can hold them, where they are text; null where they are not. */
export const textsOf = (type: ColumnType, values: readonly Value[]): readonly (string | null)[] | null =>
  type === 'text' || type === 'json' ? values.map((value) => (value === null ? null : cleanText(String(value)))) : null

/** Bytes that are enough: exact for numbers and bits, at most three a character for text. */
export function sizeOf(type: ColumnType, values: readonly Value[], texts: readonly (string | null)[] | null): number {
  if (texts === null) return values.length * (type === 'bits' ? 8 + blockBits / 8 : 12)
  let bytes = 0
  for (const text of texts) bytes += 5 + (text === null ? 0 : text.length * 3)
  return bytes
}

/** Writes a value with its length before it; where the next one goes. */
export function writeElement(
  buffer: Buffer,
  at: number,
  type: ColumnType,
  value: string | number | readonly number[],
): number {
  switch (type) {
    case 'text':
      return writeText(buffer, at, String(value), 0)
    case 'json':
      return writeText(buffer, at, String(value), 1)
    case 'int':
      return buffer.writeInt32BE(whole(value, 2 ** 31), buffer.writeInt32BE(4, at))
    case 'bigint':
      return buffer.writeBigInt64BE(BigInt(whole(value, 2 ** 53)), buffer.writeInt32BE(8, at))
    case 'double':
      return buffer.writeDoubleBE(Number(value), buffer.writeInt32BE(8, at))
    case 'time':
      return buffer.writeBigInt64BE(
        (BigInt(whole(value, dateMsMax)) - postgresEpochMs) * 1000n,
        buffer.writeInt32BE(8, at),
      )
    case 'bits':
      return writeBits(buffer, at, Array.isArray(value) ? value : [])
    default:
      return type satisfies never
  }
}

function whole(value: string | number | readonly number[], bound: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= -bound && number < bound) return number
  throw fail('postgres.data', 'expected a whole number within its column, found another')
}

/** `version` 1 is jsonb's leading version byte. */
function writeText(buffer: Buffer, at: number, text: string, version: 0 | 1): number {
  const start = at + 4 + version
  if (version === 1) buffer[at + 4] = 1
  const bytes = buffer.write(text, start, 'utf8')
  buffer.writeInt32BE(bytes + version, at)
  return start + bytes
}

function writeBits(buffer: Buffer, at: number, bits: readonly number[]): number {
  const start = buffer.writeInt32BE(blockBits, buffer.writeInt32BE(4 + blockBits / 8, at))
  const end = start + blockBits / 8
  buffer.fill(0, start, end)
  for (const bit of bits) buffer[start + (bit >> 3)] = (buffer[start + (bit >> 3)] ?? 0) | (0x80 >> (bit & 7))
  return end
}

/** Text as Postgres can hold it: NUL becomes the six characters \u0000, a lone surrogate the replacement character. */
export function cleanText(text: string): string {
  const visible = text.includes('\u0000') ? text.replaceAll('\u0000', '\\u0000') : text
  return visible.isWellFormed() ? visible : visible.toWellFormed()
}

/** JSON as jsonb can hold it. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return /\\u(?:0000|d[89a-f])/.test(text) ? JSON.stringify(cleanJson(value)) : text
}

function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [cleanText(key), cleanJson(entry)]))
}
