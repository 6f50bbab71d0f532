// How much a file repeats itself: lines seen before, characters in n-grams seen before, and the commonest short n-gram.
// An n-gram occurs twice only where its first n-1 words do, so each length looks only where the one before it repeated; and
// it mostly goes on as the first of its kind did, which one comparison tells. Only where it does not is a table asked.
import { hashPrime } from './bytes.ts'
import { type Scratch, wordsMax } from './scratch.ts'

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

/** Entries tried for one key. A file built to collide costs no more than this; what finds none counts as new. */
const probesMax = 64

/** Measures what the scratch holds: `lines` line hashes and `words` words. */
export function measureRepetition(scratch: Scratch, lines: number, words: number): Repetition {
  const linesRepeated = share(repeatsOf(scratch, scratch.lines, lines), lines)
  const characters = scratch.lengths[words] as number
  const ngrams = new Map<number, number>()
  const top = new Map<number, number>()
  repeatsOf(scratch, scratch.words, words)
  let candidates = keepRepeated(scratch, words, 1).candidates
  for (const length of [...topLengths, ...repeatLengths]) {
    const { counted, repeated } = countNgrams(scratch, words, candidates, length)
    const level = keepRepeated(scratch, counted, length)
    candidates = level.candidates
    if (length <= 4) top.set(length, share(Math.min(level.top, characters), characters))
    else ngrams.set(length, share(repeated, characters))
  }
  return { lines: linesRepeated, ngrams, top }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Finds the first of each kind among hashes, and how many there are of it; returns how many are not the first. */
function repeatsOf(scratch: Scratch, hashes: Int32Array, count: number): number {
  const { table, firsts, counts, candidates } = scratch
  const [mask, stamp] = clearTable(scratch, count)
  let repeats = 0
  for (let at = 0; at < count; at++) {
    const hash = hashes[at] as number
    let slot = mixed(hash) & mask
    let first = at
    for (let probe = 0; probe < probesMax; probe++) {
      const entry = table[slot] as number
      if (entry < stamp) {
        table[slot] = stamp | at
        break
      }
      if (hashes[entry & placeMask] === hash) {
        first = entry & placeMask
        break
      }
      slot = (slot + 1) & mask
    }
    firsts[at] = first
    counts[at] = 0
    counts[first] = (counts[first] as number) + 1
    if (first !== at) repeats++
    candidates[at] = at
  }
  return repeats
}

type Counted = { readonly counted: number; readonly repeated: number }

/** Sets the first of its kind for the n-gram at each candidate, from that of its first n-1 words, and counts kinds. */
function countNgrams(scratch: Scratch, words: number, candidates: number, length: number): Counted {
  const { candidates: places, firsts, counts, lengths, words: hashes } = scratch
  const [mask, stamp] = clearTable(scratch, candidates)
  const last = words - length
  let repeated = 0
  let covered = 0
  let k = 0
  for (; k < candidates; k++) {
    const at = places[k] as number
    if (at > last) break
    let first = firsts[at] as number
    counts[at] = 1
    if (first === at) continue
    if (hashes[first + length - 1] !== hashes[at + length - 1]) {
      first = firstLike(scratch, at, first, length - 1, mask, stamp)
      if (first === at) continue
    }
    counts[first] = (counts[first] as number) + 1
    const end = at + length
    repeated += (lengths[end] as number) - (lengths[Math.max(at, covered)] as number)
    covered = end
  }
  return { counted: k, repeated }
}

/** The first n-gram that begins as that at `before` does and has this one's last word; `at` itself where there is none. */
function firstLike(scratch: Scratch, at: number, before: number, reach: number, mask: number, stamp: number): number {
  const { table, firsts, parents, words: hashes } = scratch
  const hash = hashes[at + reach] as number
  let slot = mixed(Math.imul(before + 1, hashPrime) ^ hash) & mask
  for (let probe = 0; probe < probesMax; probe++) {
    const entry = table[slot] as number
    if (entry < stamp) {
      table[slot] = stamp | at
      break
    }
    const other = entry & placeMask
    if (parents[other] === before && hashes[other + reach] === hash) {
      firsts[at] = other
      return other
    }
    slot = (slot + 1) & mask
  }
  parents[at] = before
  firsts[at] = at
  return at
}

/** Keeps the candidates whose n-gram was seen twice, and finds the n-gram that covers most characters. */
function keepRepeated(
  scratch: Scratch,
  candidates: number,
  length: number,
): { readonly candidates: number; readonly top: number } {
  const { candidates: places, firsts, counts, lengths } = scratch
  let kept = 0
  let top = 0
  for (let k = 0; k < candidates; k++) {
    const at = places[k] as number
    const count = counts[firsts[at] as number] as number
    if (count < 2) continue
    const covers = count * ((lengths[at + length] as number) - (lengths[at] as number))
    if (covers > top) top = covers
    places[kept++] = at
  }
  return { candidates: kept, top }
}

/** A place in the low bits of an entry, and in the high ones who wrote it: what somebody else did counts as empty. */
const placeMask = wordsMax - 1
const stampStep = wordsMax

/** Gives a table with room for twice as many entries: its mask, and the stamp of its entries. */
function clearTable(scratch: Scratch, entries: number): readonly [mask: number, stamp: number] {
  const { table } = scratch
  let size = 64
  while (size < 2 * entries && size < table.length) size *= 2
  const next = (scratch.stamp[0] as number) + stampStep
  if (next > 0x7fffffff - stampStep) {
    table.fill(0)
    scratch.stamp[0] = stampStep
  } else scratch.stamp[0] = next
  return [size - 1, scratch.stamp[0] as number]
}

const mixed = (hash: number): number => {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return half ^ (half >>> 13)
}
