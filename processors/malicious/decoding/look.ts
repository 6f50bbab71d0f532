// Whether characters look encoded, told from the first of them and without taking them out of their text: most literals of a
// file end here.

const kinds = new Uint8Array(256)
const base64 = 1
const hex = 2
/** May begin four characters of base64 whose first byte is printable: it carries the byte's top six bits. */
const opens = 4
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  kinds[char.charCodeAt(0)] = base64
for (const char of '0123456789abcdefABCDEF') kinds[char.charCodeAt(0)] = base64 | hex
for (const char of 'IJKLMNOPQRSTUVWXYZabcdefCD') {
  kinds[char.charCodeAt(0)] = (kinds[char.charCodeAt(0)] as number) | opens
}

const kindOf = (text: string, at: number): number => kinds[text.charCodeAt(at) & 255] as number
const headMax = 16

/** Whether what stands from `from` to `to` may be base64 or hex of text, of a compressed stream or of UTF-16. */
export function looksEncoded(text: string, begin: number, to: number): boolean {
  let from = begin
  while (from < to && isFold(text.charCodeAt(from))) from++
  const end = Math.min(to, from + headMax)
  let all = base64 | hex
  for (let at = from; at < end; at++) {
    const kind = kindOf(text, at)
    // A fold, or what fills up the last four characters.
    if ((kind & base64) === 0) return at - from >= 6 && isFill(text.charCodeAt(at)) && holds(text, from, at, all)
    all &= kind
  }
  return holds(text, from, end, all)
}

const isFold = (code: number): boolean => code === 10 || code === 13 || code === 32 || code === 92
const isFill = (code: number): boolean => code === 61 || code === 10 || code === 13 || code === 92

function holds(text: string, from: number, end: number, all: number): boolean {
  if ((all & hex) !== 0 && end - from >= headMax) return true
  if (text.startsWith('H4sI', from) || text.startsWith('//4', from) || /^e[JNAF]/.test(text.slice(from, from + 2)))
    return true
  const isWide = text.charCodeAt(from + 4) === 65
  for (let at = from; at + 3 < end; at += 4) if ((kindOf(text, at) & opens) === 0) return isWide && at > from
  return true
}

/** Whether any of the words stands in a text, as it is written: much faster than a pattern. */
export const mentions = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word))

const runMin = 16
const short = /[A-Za-z0-9+/]={1,2}["'`]/

/** Whether a text has a run of characters that looks encoded, or a short one that base64 fills up. */
export function hasRun(text: string): boolean {
  if (short.test(text)) return true
  // The character a whole run ahead is looked at first, so that most are never read.
  for (let at = 0; at + runMin <= text.length; ) {
    let last = at + runMin - 1
    while (last >= at && (kindOf(text, last) & base64) !== 0) last--
    if (last >= at) {
      at = last + 1
      continue
    }
    let end = at + runMin
    while (end < text.length && (kindOf(text, end) & base64) !== 0) end++
    if (looksEncoded(text, at, end)) return true
    at = end
  }
  return false
}
