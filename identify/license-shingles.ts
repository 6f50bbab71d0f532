// Known texts as sets of four-word shingles, sorted by hash: which of them, and how much of each, is in a text.

export const shingleWords = 4

/** The 32-bit hash of each run of four words; `result[i]` begins at word i. */
export function shinglesOf(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(words.length)
  for (let i = 0; i < words.length; i++) hashes[i] = hashWord(words[i] ?? '')
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

/** Indexes known texts by shingle: 8 bytes a shingle and 16 a distinct one, about 4 MB for 200,000. */
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
  const owned = { pairs, ...hashed(pairs) }
  return { match: (shingles, wordCount, limits) => matchAll(known, sizes, owned, shingles, wordCount, limits) }
}

/** Pairs of a shingle and an owner in order, and where a shingle's owners begin in them: -1 where a slot is free. */
type Owned = { readonly pairs: Float64Array; readonly keys: Uint32Array; readonly starts: Int32Array }

// Open addressing by a shingle's low bits, which are mixed already; half of the slots or more are free.
function hashed(pairs: Float64Array): Pick<Owned, 'keys' | 'starts'> {
  const slots = 2 ** Math.ceil(Math.log2(2 * pairs.length + 2))
  const keys = new Uint32Array(slots)
  const starts = new Int32Array(slots).fill(-1)
  for (let at = 0, before = -1; at < pairs.length; at++) {
    const shingle = Math.floor((pairs[at] as number) / ownersMax)
    if (shingle === before) continue
    before = shingle
    let slot = shingle & (slots - 1)
    while (starts[slot] !== -1) slot = (slot + 1) & (slots - 1)
    keys[slot] = shingle
    starts[slot] = at
  }
  return { keys, starts }
}

function distinct(shingles: Uint32Array): Uint32Array {
  const sorted = shingles.slice().sort()
  let kept = 0
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i] as number
  }
  return sorted.subarray(0, kept)
}

/** Where the owners of a shingle begin in `pairs`, where they are neighbours; -1 where it has none. */
function ownersAt({ keys, starts }: Owned, shingle: number): number {
  const mask = keys.length - 1
  let slot = shingle & mask
  while (starts[slot] !== -1 && keys[slot] !== shingle) slot = (slot + 1) & mask
  return starts[slot] as number
}

/** A text's distinct shingles that some known text has, each by where in `pairs` its owners begin. */
type Known = { readonly at: Int32Array; readonly textSize: number }

function knownIn(owned: Owned, shingles: Uint32Array): Known {
  const text = distinct(shingles)
  const at = new Int32Array(text.length)
  let count = 0
  for (const shingle of text) {
    const start = ownersAt(owned, shingle)
    if (start !== -1) at[count++] = start
  }
  return { at: at.subarray(0, count), textSize: text.length }
}

// The best match explains its shingles; the rest is looked at again, so that a licence which is part of another is not
// found twice, and a second licence behind the first is not missed.
function matchAll(
  known: readonly KnownText[],
  sizes: readonly number[],
  owned: Owned,
  shingles: Uint32Array,
  wordCount: number,
  limits: MatchLimits,
): KnownMatches {
  const { pairs } = owned
  const text = knownIn(owned, shingles)
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
  return { found, covered: coverWords(owned, shingles, explained, wordCount) }
}

function countOwners(pairs: Float64Array, text: Known, explained: ReadonlySet<number>, count: number): Uint32Array {
  const counts = new Uint32Array(count)
  for (const start of text.at) {
    if (explained.has(start)) continue
    const first = Math.floor((pairs[start] as number) / ownersMax) * ownersMax
    for (let k = start; k < pairs.length; k++) {
      const owner = (pairs[k] as number) - first
      if (owner >= ownersMax) break
      counts[owner] = (counts[owner] as number) + 1
    }
  }
  return counts
}

function explain(pairs: Float64Array, text: Known, owner: number, explained: Set<number>): void {
  for (const start of text.at) {
    const pair = Math.floor((pairs[start] as number) / ownersMax) * ownersMax + owner
    for (let k = start; k < pairs.length && (pairs[k] as number) <= pair; k++) {
      if (pairs[k] === pair) explained.add(start)
    }
  }
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

function coverWords(
  owned: Owned,
  shingles: Uint32Array,
  explained: ReadonlySet<number>,
  wordCount: number,
): Uint8Array {
  const covered = new Uint8Array(wordCount)
  if (explained.size === 0) return covered
  shingles.forEach((shingle, i) => {
    if (explained.has(ownersAt(owned, shingle))) covered.fill(1, i, i + shingleWords)
  })
  return covered
}
