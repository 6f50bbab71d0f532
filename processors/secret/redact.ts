// What may be said of a secret (I15): its class, a prefix of at most four characters, its length, and a keyed hash by
// which the same secret is known again. Never the value.
import { createHmac } from 'node:crypto'
import type { Edit } from '../../schemas/types.ts'

/** The key where an installation sets none: fixed, so that a replay gives the same bytes. */
export const defaultHmacKey = 'codelupe secret evidence v1'

/**
 * Names a key in the ruleset. Not its plain hash: HMAC takes the hash of a long key for the key itself, so whoever read
 * the ruleset could have tried values against the evidence.
 */
export const keyName = (hmacKey: string): string =>
  createHmac('sha256', hmacKey).update('codelupe ruleset').digest('hex')

/** A secret's place in the content, in bytes. */
export type Span = { readonly start: number; readonly end: number }

/** `ghp_… 40 characters, hmac 0123456789ab`. The prefix is a fifth of the value at most: short passwords show nothing. */
export function redacted(value: string, hmacKey: string): string {
  const prefix = value
    .trimStart()
    .slice(0, Math.min(4, Math.floor(value.length / 5)))
    .replaceAll(/[^\x21-\x7e]/g, '?')
  const hash = createHmac('sha256', hmacKey).update(value, 'latin1').digest('hex').slice(0, 12)
  return `${prefix}… ${value.length} characters, hmac ${hash}`
}

/** Edits for spans sorted by start: overlapping ones are joined, and a number stands for the same value throughout. */
export function editsOf(text: string, spans: readonly Span[]): readonly Edit[] {
  const numbers = new Map<string, number>()
  return joined(spans).map(({ start, end }) => {
    const value = text.slice(start, end)
    const number = numbers.get(value) ?? numbers.size + 1
    numbers.set(value, number)
    return { startByte: start, endByte: end, replacement: `REDACTED_${number}` }
  })
}

function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last !== undefined && span.start < last.end)
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    else out.push(span)
  }
  return out
}

/** Other places in the text where a value known to be secret stands: those are redacted with it. At most `max`. */
export function occurrences(text: string, value: string, max: number): readonly Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf(value); at !== -1 && spans.length < max; at = text.indexOf(value, at + value.length)) {
    spans.push({ start: at, end: at + value.length })
  }
  return spans
}
