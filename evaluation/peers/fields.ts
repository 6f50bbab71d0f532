// Reading what peers print: JSON whose shape is known, and a fault with the place where it is another.
import { FormatFault } from './peer.ts'

export type Fields = Readonly<Record<string, unknown>>

export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The parser's own words quote the text, which may hold a secret (I15).
    if (cause instanceof SyntaxError) throw new FormatFault(`${what}: expected JSON, found ${text.length} characters`)
    throw cause
  }
}

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new FormatFault(`${what}: expected an object, found ${kindOf(value)}`)
}

export function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new FormatFault(`${what}: expected a list, found ${kindOf(value)}`)
}

export function textOf(value: unknown, what: string): string {
  if (typeof value === 'string') return value
  throw new FormatFault(`${what}: expected text, found ${kindOf(value)}`)
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value
