// How much a file repeats itself: lines seen before, characters in n-grams seen before, and the commonest short n-gram.
// An n-gram occurs twice only where its first n-1 words do, so each length looks only where the one before it repeated.
import { hashPrime } from './bytes.ts'
import type { Scratch } from './scratch.ts'

export type Repetition = {
  /** Share of lines with a word in them that are a repeat of an earlier one. */
  readonly lines: number
  /** By n from 5 to 10: share of word characters in n-grams that occurred before, each counted once (RedPajama). */
  readonly ngrams: ReadonlyMap<number, number>
  /** By n from 2 to 4: share of word characters in the n-gram that covers most. */
  readonly top: ReadonlyMap<number, number>
}

const topLengths = [2, 3, 4] as const
const repeatLengths = [5, 6, 7, 8, 9, 10] as const

/** Slots tried for one key. A file built to collide costs no more than this; what finds no slot counts as new. */
const probesMax = 64

/** Measures what the scratch holds: `lines` line hashes and `words` words. */
export function measureRepetition(scratch: Scratch, lines: number, words: number): Repetition {
  const linesRepeated = repeatedLines(scratch, lines)
  const characters = scratch.lengths[words] as number
  const ngrams = new Map<number, number>()
  const top = new Map<number, number>()
  let candidates = firstCandidates(scratch, words)
  for (const length of [...topLengths, ...repeatLengths]) {
    const level = countNgrams(scratch, words, candidates, length)
    candidates = level.candidates
    if (length <= 4) top.set(length, share(Math.min(level.top, characters), characters))
    else ngrams.set(length, share(level.repeated, characters))
  }
  return { lines: linesRepeated, ngrams, top }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function repeatedLines(scratch: Scratch, lines: number): number {
  const mask = clearTable(scratch, lines)
  let repeated = 0
  for (let line = 0; line < lines; line++) {
    const slot = slotOf(scratch, scratch.lines[line] as number, mask)
    if (slot !== -1 && (scratch.counts[slot] as number) > 1) repeated++
  }
  return share(repeated, lines)
}

function firstCandidates(scratch: Scratch, words: number): number {
  const { grams, candidates } = scratch
  grams.set(scratch.words.subarray(0, words))
  for (let word = 0; word < words; word++) candidates[word] = word
  return words
}

type Level = { readonly candidates: number; readonly repeated: number; readonly top: number }

function countNgrams(scratch: Scratch, words: number, candidates: number, length: number): Level {
  const { grams, slots, lengths } = scratch
  const mask = clearTable(scratch, candidates)
  let repeated = 0
  let covered = 0
  let kept = 0
  for (let k = 0; k < candidates; k++) {
    const at = scratch.candidates[k] as number
    const end = at + length
    if (end > words) break
    const gram = Math.imul(grams[at] as number, hashPrime) ^ (scratch.words[end - 1] as number)
    grams[at] = gram
    const slot = slotOf(scratch, gram, mask)
    scratch.candidates[kept] = at
    slots[kept++] = slot
    if (slot !== -1 && (scratch.counts[slot] as number) > 1) {
      repeated += (lengths[end] as number) - (lengths[Math.max(at, covered)] as number)
      covered = end
    }
  }
  return keepRepeated(scratch, kept, length, repeated)
}

/** Keeps the candidates whose n-gram was seen twice, and finds the n-gram that covers most characters. */
function keepRepeated(scratch: Scratch, candidates: number, length: number, repeated: number): Level {
  const { slots, lengths, counts } = scratch
  let kept = 0
  let top = 0
  for (let k = 0; k < candidates; k++) {
    const slot = slots[k] as number
    const count = slot === -1 ? 0 : (counts[slot] as number)
    if (count < 2) continue
    const at = scratch.candidates[k] as number
    const covers = count * ((lengths[at + length] as number) - (lengths[at] as number))
    if (covers > top) top = covers
    scratch.candidates[kept++] = at
  }
  return { candidates: kept, repeated, top }
}

/** Clears a table with room for twice as many keys and returns its mask. */
function clearTable(scratch: Scratch, keys: number): number {
  let size = 64
  while (size < 2 * keys && size < scratch.keys.length) size *= 2
  scratch.keys.fill(0, 0, size)
  scratch.counts.fill(0, 0, size)
  return size - 1
}

/** Finds or makes the slot of a key and counts it; -1 where every slot tried belongs to another key. */
function slotOf(scratch: Scratch, hash: number, mask: number): number {
  const { keys, counts } = scratch
  const key = hash === 0 ? 1 : hash
  let slot = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d)
  slot = (slot ^ (slot >>> 13)) & mask
  for (let probe = 0; probe < probesMax; probe++) {
    const found = keys[slot] as number
    if (found === key || found === 0) {
      keys[slot] = key
      counts[slot] = (counts[slot] as number) + 1
      return slot
    }
    slot = (slot + 1) & mask
  }
  return -1
}
