// How much a file repeats itself: lines seen before, characters in n-grams seen before, and the commonest short n-gram.
// An n-gram is of words with blanks between them, as of the texts that the thresholds were made for: names are not
// taken apart (docs/adr/0028).
// Pairs are found in a table. What is longer occurs twice only where its first n-1 words do, so each length looks only where the
// one before it repeated; and it mostly goes on as the first of its kind did, which one comparison tells. Only where it does not
// is a table asked.
// Loops choose by arithmetic, not by branches: what repeats cannot be foreseen, and a wrong guess costs a processor more
// than the work for both outcomes.
import { hashPrime } from './bytes.ts'
import { type Scratch, wordsMax } from './scratch.ts'

/** Shares, by the names of their signals. */
export type Repetition = {
  /** Of lines with a word in them, those that are a repeat of an earlier one. */
  readonly linesRepeated: number
  /** Of word characters, those in n-grams that occurred before, each counted once (RedPajama). */
  readonly repeated5grams: number
  readonly repeated6grams: number
  readonly repeated7grams: number
  readonly repeated8grams: number
  readonly repeated9grams: number
  readonly repeated10grams: number
  /** Of word characters, those of the n-gram that covers most. */
  readonly top2gram: number
  readonly top3gram: number
  readonly top4gram: number
}

/** Entries tried for one key. A file built to collide costs no more than this; what finds none counts as new. */
const probesMax = 64

/** Measures what the scratch holds: `lines` line hashes and `words` words. */
export function measureRepetition(scratch: Scratch, lines: number, words: number): Repetition {
  const linesRepeated = share(countRepeats(scratch, scratch.lines, lines), lines)
  const characters = scratch.lengths[words] as number
  const { top, repeated } = scratch
  let listed = keepRepeated(scratch, countPairs(scratch, listFollowed(scratch, words)), 2)
  for (let length = 3; length <= 10; length++) {
    const listedNow = countNgrams(scratch, words, listed, length)
    repeated[length] = length < 5 ? 0 : countRepeated(scratch, listedNow, length)
    listed = keepRepeated(scratch, listedNow, length)
  }
  const topShare = (length: number): number => share(Math.min(top[length] as number, characters), characters)
  const repeatedShare = (length: number): number => share(repeated[length] as number, characters)
  return {
    linesRepeated,
    repeated5grams: repeatedShare(5),
    repeated6grams: repeatedShare(6),
    repeated7grams: repeatedShare(7),
    repeated8grams: repeatedShare(8),
    repeated9grams: repeatedShare(9),
    repeated10grams: repeatedShare(10),
    top2gram: topShare(2),
    top3gram: topShare(3),
    top4gram: topShare(4),
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** How many of some hashes are not the first of their kind. */
function countRepeats(scratch: Scratch, hashes: Int32Array, count: number): number {
  const { table } = scratch
  const mask = tableSize(scratch, count) - 1
  const stamp = nextStamp(scratch)
  let repeats = 0
  for (let at = 0; at < count; at++) {
    const hash = hashes[at] as number
    let slot = mixed(hash) & mask
    for (let probe = 0; probe < probesMax; probe++) {
      const entry = table[slot] as number
      const empty = (entry - stamp) >> 31
      // An empty place holds this one, which is like itself.
      const other = (at & empty) | (entry & placeMask & ~empty)
      if (hashes[other] === hash) {
        table[slot] = stamp | other
        repeats -= (other - at) >> 31
        break
      }
      slot = (slot + 1) & mask
    }
  }
  return repeats
}

/** Lists the words with another one behind a blank as candidates. */
function listFollowed({ candidates, apart }: Scratch, words: number): number {
  let listed = 0
  for (let at = 0; at < words - 1; at++) {
    candidates[listed] = at
    listed = (listed + (apart[at + 1] as number)) | 0
  }
  return listed
}

/** Counts the kinds of pairs among the candidates. */
function countPairs(scratch: Scratch, listed: number): number {
  const { candidates, table, firsts, counts, words } = scratch
  const mask = tableSize(scratch, listed) - 1
  const stamp = nextStamp(scratch)
  for (let k = 0; k < listed; k++) {
    const at = candidates[k] as number
    const hash = words[at] as number
    const next = words[at + 1] as number
    let slot = mixed(Math.imul(hash, hashPrime) ^ next) & mask
    let first = at
    counts[at] = 0
    for (let probe = 0; probe < probesMax; probe++) {
      const entry = table[slot] as number
      const empty = (entry - stamp) >> 31
      const other = (at & empty) | (entry & placeMask & ~empty)
      if (words[other] === hash && words[other + 1] === next) {
        table[slot] = stamp | other
        first = other
        break
      }
      slot = (slot + 1) & mask
    }
    firsts[at] = first
    counts[first] = ((counts[first] as number) + 1) | 0
  }
  return listed
}

/** Counts the kinds of n-grams among the candidates; returns how many candidates have room for an n-gram. */
function countNgrams(scratch: Scratch, words: number, candidates: number, length: number): number {
  const mask = tableSize(scratch, candidates) - 1
  const stamp = nextStamp(scratch)
  let listed = candidates
  while (listed > 0 && (scratch.candidates[listed - 1] as number) > words - length) listed--
  const others = countFollowers(scratch, listed, length - 1)
  countOthers(scratch, others, length - 1, mask, stamp)
  return listed
}

/**
 * Counts the n-grams that go on as the first of their kind does, itself included; lists those that do not, also where the first
 * does not go on at all.
 */
function countFollowers(scratch: Scratch, listed: number, reach: number): number {
  const { candidates, firsts, counts, others, words, apart } = scratch
  let count = 0
  for (let k = 0; k < listed; k++) {
    const at = candidates[k] as number
    const first = firsts[at] as number
    const difference = (words[first + reach] as number) ^ (words[at + reach] as number)
    const differs = ((difference | -difference) >>> 31) | (1 - (apart[first + reach] as number))
    counts[at] = 0
    counts[first] = ((counts[first] as number) + 1 - differs) | 0
    others[count] = at
    count = (count + differs) | 0
  }
  return count
}

/** Finds for each of the others the first n-gram that begins as it does and has its last word, and counts that. */
function countOthers(scratch: Scratch, count: number, reach: number, mask: number, stamp: number): void {
  const { table, firsts, counts, others, parents, words } = scratch
  for (let k = 0; k < count; k++) {
    const at = others[k] as number
    const before = firsts[at] as number
    const hash = words[at + reach] as number
    let slot = mixed(Math.imul(before + 1, hashPrime) ^ hash) & mask
    let first = at
    parents[at] = before
    for (let probe = 0; probe < probesMax; probe++) {
      const entry = table[slot] as number
      const empty = (entry - stamp) >> 31
      const other = (at & empty) | (entry & placeMask & ~empty)
      if (parents[other] === before && words[other + reach] === hash) {
        table[slot] = stamp | other
        first = other
        break
      }
      slot = (slot + 1) & mask
    }
    firsts[at] = first
    counts[first] = ((counts[first] as number) + 1) | 0
  }
}

/**
 * Keeps the candidates whose n-gram was seen twice and may go on, and notes the characters of the n-gram that covers most. An
 * n-gram goes on only across a blank: `this.data` is one name, and no phrase however often it stands there.
 */
function keepRepeated(scratch: Scratch, listed: number, length: number): number {
  const { candidates, firsts, counts, lengths, apart } = scratch
  let kept = 0
  let top = 0
  for (let k = 0; k < listed; k++) {
    const at = candidates[k] as number
    const count = counts[firsts[at] as number] as number
    const repeated = (1 - count) >> 31
    const covers = Math.imul(count & repeated, (lengths[at + length] as number) - (lengths[at] as number))
    if (covers > top) top = covers
    candidates[kept] = at
    kept = (kept + ((apart[at + length] as number) & repeated)) | 0
  }
  scratch.top[length] = top
  return kept
}

/** Characters in n-grams that are not the first of their kind, each counted once. */
function countRepeated(scratch: Scratch, listed: number, length: number): number {
  const { candidates, firsts, lengths } = scratch
  let repeated = 0
  let covered = 0
  for (let k = 0; k < listed; k++) {
    const at = candidates[k] as number
    const isRepeat = ((firsts[at] as number) - at) >> 31
    const ahead = (covered - at) | 0
    const from = (at + (ahead & ~(ahead >> 31))) | 0
    const end = (at + length) | 0
    repeated = (repeated + (((lengths[end] as number) - (lengths[from] as number)) & isRepeat)) | 0
    covered = (covered + ((end - covered) & isRepeat)) | 0
  }
  return repeated
}

/** A place in the low bits of an entry, and in the high ones who wrote it: what somebody else did counts as empty. */
const placeMask = wordsMax - 1
const stampStep = wordsMax

/** Room for twice as many entries, as far as the table goes. */
function tableSize({ table }: Scratch, entries: number): number {
  let size = 64
  while (size < 2 * entries && size < table.length) size *= 2
  return size
}

/** The stamp of the next entries. */
function nextStamp({ table, stamp }: Scratch): number {
  const next = (stamp[0] as number) + stampStep
  const isOver = next > 0x7fffffff - stampStep
  if (isOver) table.fill(0)
  stamp[0] = isOver ? stampStep : next
  return stamp[0]
}

const mixed = (hash: number): number => {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return half ^ (half >>> 13)
}
