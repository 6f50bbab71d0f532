// Invisible and misleading Unicode, told from its UTF-8 bytes: direction overrides that are not closed on their line, and
// names that look Latin and are not. Runs of invisible characters need no code of their own: they are patterns.
import type { Span } from './model.ts'

/** Bytes of a Cyrillic letter that looks like a Latin one, for patterns over latin1 text. */
export const cyrillicLookalike = String.raw`(?:\xd0[\xb0\xb5\xbe\x90\x92\x95\x9a\x9c\x9d\x9e\xa0\xa1\xa2\xa5]|\xd1[\x80\x81\x83\x85\x96\x95\x98])`

const lineOf = (text: string, at: number): Span => {
  const end = text.indexOf('\n', at)
  return { start: text.lastIndexOf('\n', Math.max(0, at - 1)) + 1, end: end < 0 ? text.length : end }
}

/** True where a line opens a direction override or isolate and does not close it, so that it is shown in another order. */
export function isUnclosedOverride(text: string, span: Span): boolean {
  const { start, end } = lineOf(text, span.start)
  const line = text.slice(start, Math.min(end, start + 4000))
  let embeddings = 0
  let isolates = 0
  for (const mark of line.match(/\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]/g) ?? []) {
    const last = mark.charCodeAt(2)
    if (mark.charCodeAt(1) === 0x80) embeddings += last === 0xac ? -1 : 1
    else isolates += last === 0xa9 ? -1 : 1
  }
  return embeddings > 0 || isolates > 0
}

/** True where the line holds code beside the character: a quote, a bracket or an operator. */
export function hasCodeOnLine(text: string, span: Span): boolean {
  const { start, end } = lineOf(text, span.start)
  return /[;{}()=]/.test(text.slice(start, Math.min(end, start + 4000)))
}

/** True where the name, with its lookalikes made Latin, is also written in plain Latin in the file: one shadows the other. */
export function shadowsLatinName(text: string, span: Span): boolean {
  const name = text.slice(span.start, span.end).replace(/[\xd0\xd1][\x80-\xbf]/g, (bytes) => latin.get(bytes) ?? '?')
  if (name.includes('?') || name.length < 3) return false
  const at = text.search(new RegExp(`(?<![\\w\\x80-\\xff])${name.replaceAll('$', '\\$')}(?![\\w\\x80-\\xff])`))
  return at >= 0
}

const latin: ReadonlyMap<string, string> = new Map([
  ['\xd0\xb0', 'a'],
  ['\xd0\xb5', 'e'],
  ['\xd0\xbe', 'o'],
  ['\xd1\x80', 'p'],
  ['\xd1\x81', 'c'],
  ['\xd1\x83', 'y'],
  ['\xd1\x85', 'x'],
  ['\xd1\x96', 'i'],
  ['\xd1\x95', 's'],
  ['\xd1\x98', 'j'],
  ['\xd0\x90', 'A'],
  ['\xd0\x92', 'B'],
  ['\xd0\x95', 'E'],
  ['\xd0\x9a', 'K'],
  ['\xd0\x9c', 'M'],
  ['\xd0\x9d', 'H'],
  ['\xd0\x9e', 'O'],
  ['\xd0\xa0', 'P'],
  ['\xd0\xa1', 'C'],
  ['\xd0\xa2', 'T'],
  ['\xd0\xa5', 'X'],
])
