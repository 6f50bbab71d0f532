// What a finding may show: the place of the match, with every byte that is not plain ASCII escaped, so that nothing in
// it can reorder, hide or run anything, and with everything masked that could be a secret's value.
import type { Span } from './model.ts'

const evidenceCharsMax = 120
const contextBytes = 24
const bytesMax = 600

/** The text round a match, at most 120 characters, escaped and masked. */
export function evidenceOf(content: Buffer, text: string, span: Span): string {
  const start = startOf(text, span)
  // Masks look at twice the length shown, so that a value cut at the edge is still seen as long.
  const end = Math.min(content.length, Math.max(span.end, start + 2 * evidenceCharsMax), start + bytesMax)
  return cut(escapeText(mask(content.subarray(start, end).toString('utf8').trim())))
}

// A little of the line ahead of the match, from the beginning of what a mask must see whole to see it at all.
function startOf(text: string, span: Span): number {
  const line = Math.max(text.lastIndexOf('\n', Math.max(0, span.start - 1)) + 1, span.start - bytesMax)
  const ahead = text.slice(line, span.end)
  let start = Math.min(span.start, Math.max(line, span.start - contextBytes))
  for (const pattern of [named, inAddress, long]) {
    for (const match of ahead.matchAll(pattern)) {
      const from = line + match.index
      if (from < start && from + match[0].length > start) start = from
    }
  }
  return start
}

const named =
  /((?:pass(?:word|wd)?|secret|token|api_?key|auth|credential|private_?key)["']?\s{0,4}[:=]\s{0,4}["']?)([^\s"'&;,)]{3,})/gi
const inAddress = /(:\/\/[^\s:@/"']{0,64}:)([^\s@/"']{1,200})(?=@)/g
const long = /[A-Za-z0-9+/_=-]{24,}/g

// At most four characters of a value are kept, with its length, so that two findings can be told apart.
const masked = (value: string): string => `${value.slice(0, 4)}[+${Math.max(0, value.length - 4)}]`

const mask = (text: string): string =>
  text
    .replace(named, (_all, name: string, value: string) => `${name}${masked(value)}`)
    .replace(inAddress, (_all, user: string, value: string) => `${user}${masked(value)}`)
    .replace(long, masked)

/** Everything but printable ASCII as \u{..}. */
export const escapeText = (text: string): string =>
  text.replace(/[^\x20-\x7e]/gu, (char) => (char === '\n' ? ' ' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`))

// An escape is never cut in two.
function cut(text: string): string {
  if (text.length <= evidenceCharsMax) return text
  const short = text.slice(0, evidenceCharsMax - 3)
  return `${short.replace(/\\(?:u(?:\{[0-9a-f]*)?)?$/, '')}...`
}
