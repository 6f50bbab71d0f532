// String literals as decoding needs them: what stands between quotes, and literals that are joined into one. Nearer to the
// text than lexer.ts, which tells strings from comments: one loop, a line at most, so that a stray quote costs its line.
import type { Family } from '../families.ts'

/** A literal, or several that are joined; `start` and `end` take in the quotes. */
export type Literal = {
  readonly start: number
  readonly end: number
  /** Where the content of its last part stands. */
  readonly from: number
  readonly to: number
  /** What stands between the quotes, as it is written. */
  readonly content: string
  readonly joined: boolean
}

/** Told of a literal before its content is taken out of the text. */
export type Wanted = (from: number, to: number) => boolean

const backslash = 92
const newline = 10

/** Families in which a literal that ends with a backquote, or three quotes, may span lines. */
const spanning: ReadonlySet<Family> = new Set<Family>(['js', 'go', 'html', 'unknown'])
const tripling: ReadonlySet<Family> = new Set<Family>(['py', 'java', 'unknown'])
/** Families in which a backslash is a character as any other. */
const unescaping: ReadonlySet<Family> = new Set<Family>(['ps', 'bat', 'vb'])
/** Families in which literals side by side are one, and the sign that joins them in others. */
const adjoining: ReadonlySet<Family> = new Set<Family>(['py', 'c', 'rb', 'unknown'])
const joints: Partial<Readonly<Record<Family, RegExp>>> = {
  php: /^\s{0,40}\.\s{0,40}$/,
  pl: /^\s{0,40}\.\s{0,40}$/,
  lua: /^\s{0,40}\.\.\s{0,40}$/,
  vb: /^\s{0,20}[&+]\s{0,20}(?:_\r?\n\s{0,40})?$/,
  sh: /^$/,
}
const plus = /^\s{0,40}\+\s{0,40}[bru]?$/
const beside = /^\s{1,40}[bru]?$/
const gapMax = 84

/** Every literal of a text that is joined of several, or that `wanted` takes by the place of its content; in order. */
export function literalsOf(text: string, family: Family, wanted: Wanted): readonly Literal[] {
  const literals: Literal[] = []
  const sign = unescaping.has(family) ? -1 : backslash
  const triples = tripling.has(family)
  const spans = spanning.has(family)
  // Where a search for a quote has ended without one: from a place ahead of it none would close.
  const deadEnds = [0, 0, 0]
  let last = { start: 0, end: -gapMax, from: 0, to: 0, content: '', joined: false }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === sign) at++
    if (code !== 34 && code !== 39 && code !== 96) continue
    const kind = code === 34 ? 0 : code === 39 ? 1 : 2
    if (at < (deadEnds[kind] as number)) continue
    const long = triples && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code
    const from = at + (long ? 3 : 1)
    const to = long ? tripleEnd(text, from, code) : endOf(text, from, code, code === 96 && spans, sign)
    if (to < 0) {
      deadEnds[kind] = -to
      continue
    }
    const end = to + (long ? 3 : 1)
    if (at - last.end < gapMax && areJoined(text, last.end, at, family)) {
      if (!last.joined && literals.at(-1)?.start === last.start) literals.pop()
      const before = last.joined ? last.content : text.slice(last.from, last.to)
      if (last.joined) literals.pop()
      last = { start: last.start, end, from, to, content: before + text.slice(from, to), joined: true }
      literals.push(last)
    } else if (wanted(from, to)) {
      last = { start: at, end, from, to, content: text.slice(from, to), joined: false }
      literals.push(last)
    } else last = { start: at, end, from, to, content: '', joined: false }
    at = end - 1
  }
  return literals
}

function areJoined(text: string, end: number, start: number, family: Family): boolean {
  let first = end
  while (isBlank(text.charCodeAt(first))) first++
  const code = text.charCodeAt(first)
  if (code !== 43 && code !== 46 && code !== 38 && first < start - 1) return false
  const gap = text.slice(end, start)
  return (joints[family] ?? plus).test(gap) || (adjoining.has(family) && beside.test(gap))
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13

/** Where the closing quote stands; where there is none, the end of what was looked at, as a negative number. */
function endOf(text: string, from: number, quote: number, spans: boolean, sign: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) return at
    if (code === sign) at++
    else if (code === newline && !spans) return -at
  }
  return -text.length
}

function tripleEnd(text: string, from: number, quote: number): number {
  const end = text.indexOf(String.fromCharCode(quote).repeat(3), from)
  return end < 0 ? -text.length : end
}
