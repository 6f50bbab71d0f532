// What a finding may show: the place of the match, with every byte that is not plain ASCII escaped, so that nothing in
// it can reorder, hide or run anything, and with everything masked that could be a secret's value.
import type { Span } from './model.ts'

const evidenceCharsMax = 120
const contextBytes = 24

/** The text round a match, at most 120 characters, escaped and masked. */
export function evidenceOf(content: Buffer, text: string, span: Span): string {
  const lineStart = text.lastIndexOf('\n', Math.max(0, span.start - 1)) + 1
  const start = Math.min(span.start, Math.max(lineStart, span.start - contextBytes))
  // Masks look at twice the length shown, so that a value cut at the edge is still seen as long.
  const bytes = content.subarray(
    start,
    Math.min(content.length, Math.max(span.end, start + 2 * evidenceCharsMax), start + 600),
  )
  return cut(escapeText(mask(bytes.toString('utf8').trim())))
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
  const open = short.lastIndexOf('\\u{')
  return `${open >= 0 && !short.includes('}', open) ? short.slice(0, open) : short}...`
}
