// Runs of encoded data: base64, bytes in hexadecimal, Unicode escapes. Shapes and lengths are StarCoder2's (section 2.1).
import { base64Bit, classOf, hexBit, separatorBit } from './bytes.ts'
import type { Scratch } from './scratch.ts'

export type Run = {
  /** Bytes of the longest run, and the span it stands in. */
  readonly longest: number
  readonly start: number
  readonly end: number
  /** Bytes of all runs. */
  readonly total: number
}

type Growing = { longest: number; start: number; end: number; total: number }

const base64RunMin = 64
const itemsMin = 8
/** Encoded data uses its alphabet evenly; a banner of `=` or `/` does not. */
const distinctMin = 12
const distinctLooked = 256
/** Bytes between two items of one run: a line end and its indentation. */
const gapMax = 48

const none = (): Growing => ({ longest: 0, start: 0, end: 0, total: 0 })

function add(run: Growing, start: number, end: number): void {
  run.total += end - start
  if (end - start <= run.longest) return
  run.longest = end - start
  run.start = start
  run.end = end
}

/**
 * Runs of at least 64 characters of the base64 alphabet, line ends included. Whatever ends a run within the next 64 bytes
 * is looked for backwards, so that ordinary text is read one byte in fifteen.
 */
export function base64Runs(bytes: Uint8Array): Run {
  const run = none()
  let start = 0
  while (start + base64RunMin <= bytes.length) {
    let last = start + base64RunMin - 1
    while (last >= start && isBase64(bytes, last)) last--
    if (last >= start) {
      start = last + 1
      continue
    }
    let end = start + base64RunMin
    while (end < bytes.length && isBase64(bytes, end)) end++
    if (isVaried(bytes, start, end)) add(run, start, end)
    start = end + 1
  }
  return run
}

const isBase64 = (bytes: Uint8Array, at: number): boolean =>
  ((classOf[bytes[at] as number] as number) & base64Bit) !== 0

function isVaried(bytes: Uint8Array, start: number, end: number): boolean {
  return new Set(bytes.subarray(start, Math.min(end, start + distinctLooked))).size >= distinctMin
}

/** What a word is as an item of a run. */
const noItem = 0
const hexItem = 1
const unicodeItem = 2

/** Runs of at least eight escapes: `0x1f, 0x8b`, `\x1f\x8b`, `1f 8b` are hexadecimal, `\u00e9\u00e8` Unicode. */
export function escapeRuns(
  bytes: Uint8Array,
  { starts, lengths }: Scratch,
  words: number,
): { readonly hex: Run; readonly unicode: Run } {
  const runs = { hex: none(), unicode: none() }
  let kind = noItem
  let items = 0
  let start = 0
  let end = 0
  for (let word = 0; word < words; word++) {
    const length = (lengths[word + 1] as number) - (lengths[word] as number)
    const at = starts[word] as number
    const found = length > 5 || length < 2 ? noItem : escapeAt(bytes, at, length)
    if (items > 0 && (found !== kind || !isSeparated(bytes, end, at))) {
      if (items >= itemsMin) add(kind === hexItem ? runs.hex : runs.unicode, start, end)
      items = 0
    }
    if (found === noItem) continue
    if (items === 0) {
      kind = found
      start = at
    }
    items++
    end = at + length
  }
  if (items >= itemsMin) add(kind === hexItem ? runs.hex : runs.unicode, start, end)
  return runs
}

/** A word of 2 to 5 characters: `1f`, `x1f` and `u00e9` behind a backslash, or `0x1f`. The mark ahead of the digits refuses most. */
function escapeAt(bytes: Uint8Array, at: number, length: number): number {
  const prefix = length === 2 ? 0 : length === 4 ? 2 : 1
  if (length !== 2) {
    const mark = (bytes[at + prefix - 1] as number) | 32
    if (mark !== (length === 5 ? 117 : 120)) return noItem
    if (length === 4 ? bytes[at] !== 48 : at === 0 || bytes[at - 1] !== 92) return noItem
  }
  for (let i = at + prefix; i < at + length; i++) {
    if (((classOf[bytes[i] as number] as number) & hexBit) === 0) return noItem
  }
  return length === 5 ? unicodeItem : hexItem
}

function isSeparated(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > gapMax) return false
  for (let i = from; i < to; i++) {
    if (((classOf[bytes[i] as number] as number) & separatorBit) === 0) return false
  }
  return true
}
