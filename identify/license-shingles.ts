// Known texts as sets of four-word shingles, sorted by hash: which of them, and how much of each, is in a text.

export const shingleWords = 4

/** The 32-bit hash of each run of four words; `result[i]` begins at word i. */
export function shinglesOf(words: readonly string[]): Uint32Array {
  const hashes = words.map(hashWord)
  const count = Math.max(0, words.length - shingleWords + 1)
  const shingles = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    let hash = 0x811c9dc5
    for (let k = 0; k < shingleWords; k++) hash = mix(hash ^ (hashes[i + k] as number))
    shingles[i] = hash
  }
  return shingles
}

// FNV-1a over the letters, then the finalizer of MurmurHash3, so that near words are far apart.
function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export type KnownText = { readonly id: string; readonly words: readonly string[] }

/** How much of a known text must be in a text for it to count. */
export type MatchLimits = {
  /** Share of the known text that is found. */
  readonly coverageMin: number
  /** Share of the known text that no better match has already explained. */
  readonly freshMin: number
  readonly matchesMax: number
}

export type KnownMatches = {
  readonly found: readonly { readonly id: string; readonly coverage: number }[]
  /** 1 for each word that a match explains. */
  readonly covered: Uint8Array
}

export type ShingleIndex = {
  /** The known texts in a text, best first; `shingles` are the text's, `wordCount` its words. */
  readonly match: (shingles: Uint32Array, wordCount: number, limits: MatchLimits) => KnownMatches
}

// Owner of a shingle rides in the low bits; a double holds 32 bits of shingle and 10 of owner exactly.
const ownersMax = 1_024

/** Indexes known texts by shingle: 8 bytes a shingle, about 1.5 MB for 200,000. */
export function buildShingleIndex(known: readonly KnownText[]): ShingleIndex {
  if (known.length > ownersMax) throw new Error(`shingles: ${known.length} known texts, at most ${ownersMax} fit`)
  const sets = known.map(({ words }) => distinct(shinglesOf(words)))
  const sizes = sets.map(({ length }) => length)
  const pairs = new Float64Array(sizes.reduce((sum, size) => sum + size, 0))
  let filled = 0
  sets.forEach((set, owner) => {
    for (const shingle of set) pairs[filled++] = shingle * ownersMax + owner
  })
  pairs.sort()
  return { match: (shingles, wordCount, limits) => matchAll(known, sizes, pairs, shingles, wordCount, limits) }
}

function distinct(shingles: Uint32Array): Uint32Array {
  const sorted = shingles.slice().sort()
  return sorted.filter((shingle, i) => i === 0 || shingle !== sorted[i - 1])
}

// The owners of a shingle are neighbours in `pairs`; this is where they begin, or -1 where it has none.
function ownersAt(pairs: Float64Array, shingle: number): number {
  const from = shingle * ownersMax
  let low = 0
  let high = pairs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pairs[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low < pairs.length && (pairs[low] as number) < from + ownersMax ? low : -1
}

/** A text's distinct shingles that some known text has, and where in `pairs` their owners stand. */
type Known = { readonly shingles: Float64Array; readonly at: Int32Array; readonly textSize: number }

function knownIn(pairs: Float64Array, shingles: Uint32Array): Known {
  const text = distinct(shingles)
  const at = new Int32Array(text.length)
  const found = new Float64Array(text.length)
  let count = 0
  for (const shingle of text) {
    const low = ownersAt(pairs, shingle)
    if (low === -1) continue
    at[count] = low
    found[count++] = shingle
  }
  return { shingles: found.subarray(0, count), at: at.subarray(0, count), textSize: text.length }
}

// The best match explains its shingles; the rest is looked at again, so that a licence which is part of another is not
// found twice, and a second licence behind the first is not missed.
function matchAll(
  known: readonly KnownText[],
  sizes: readonly number[],
  pairs: Float64Array,
  shingles: Uint32Array,
  wordCount: number,
  limits: MatchLimits,
): KnownMatches {
  const text = knownIn(pairs, shingles)
  const explained = new Set<number>()
  const total = countOwners(pairs, text, explained, known.length)
  const candidates = sizes.flatMap((size, owner) =>
    size > 0 && (total[owner] as number) / size >= limits.coverageMin ? [owner] : [],
  )
  const found: { id: string; coverage: number }[] = []
  while (found.length < limits.matchesMax && candidates.length > 0) {
    const fresh = countOwners(pairs, text, explained, known.length)
    const owner = bestOf(candidates, sizes, fresh, text.textSize - explained.size, limits)
    if (owner === null) break
    found.push({ id: known[owner]?.id ?? '', coverage: (total[owner] as number) / (sizes[owner] as number) })
    explain(pairs, text, owner, explained)
  }
  return { found, covered: coverWords(shingles, explained, wordCount) }
}

function countOwners(pairs: Float64Array, text: Known, explained: ReadonlySet<number>, count: number): Uint32Array {
  const counts = new Uint32Array(count)
  text.shingles.forEach((shingle, i) => {
    if (explained.has(shingle)) return
    const end = (shingle + 1) * ownersMax
    for (let k = text.at[i] as number; k < pairs.length && (pairs[k] as number) < end; k++) {
      const owner = (pairs[k] as number) - shingle * ownersMax
      counts[owner] = (counts[owner] as number) + 1
    }
  })
  return counts
}

function explain(pairs: Float64Array, text: Known, owner: number, explained: Set<number>): void {
  text.shingles.forEach((shingle, i) => {
    const pair = shingle * ownersMax + owner
    for (let k = text.at[i] as number; k < pairs.length && (pairs[k] as number) <= pair; k++) {
      if (pairs[k] === pair) explained.add(shingle)
    }
  })
}

/** The candidate with the greatest Dice between it and what is not explained yet; null where none has enough to add. */
function bestOf(
  candidates: readonly number[],
  sizes: readonly number[],
  fresh: Uint32Array,
  left: number,
  limits: MatchLimits,
): number | null {
  let best: number | null = null
  let bestDice = 0
  for (const owner of candidates) {
    const size = sizes[owner] as number
    const shared = fresh[owner] as number
    const dice = (2 * shared) / (size + left)
    if (shared / size >= limits.freshMin && dice > bestDice) {
      best = owner
      bestDice = dice
    }
  }
  return best
}

function coverWords(shingles: Uint32Array, explained: ReadonlySet<number>, wordCount: number): Uint8Array {
  const covered = new Uint8Array(wordCount)
  shingles.forEach((shingle, i) => {
    if (explained.has(shingle)) covered.fill(1, i, i + shingleWords)
  })
  return covered
}
