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

export type Best = { readonly id: string; readonly coverage: number; readonly dice: number }

export type ShingleIndex = {
  /** The known text of which most is in the text, by Dice with what is left of the text; null below `coverageMin`. */
  readonly best: (shingles: Uint32Array, alive: Uint8Array, coverageMin: number) => Best | null
  /** Takes a known text out of `alive`, and marks its words in `covered`. */
  readonly remove: (id: string, shingles: Uint32Array, alive: Uint8Array, covered: Uint8Array) => void
}

/** Indexes known texts by shingle. About 200,000 shingles take 1.5 MB. */
export function buildShingleIndex(known: readonly KnownText[]): ShingleIndex {
  const sets = known.map(({ words }) => new Set(shinglesOf(words)))
  const pairs: number[] = []
  sets.forEach((set, owner) => {
    for (const shingle of set) pairs.push(shingle * 256 + owner)
  })
  // A double holds 32 bits of shingle and 8 of owner exactly.
  const sorted = Float64Array.from(pairs).sort()
  const owners = (shingle: number, visit: (owner: number) => void): void => {
    const from = shingle * 256
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as number) < from) low = middle + 1
      else high = middle
    }
    for (let i = low; i < sorted.length && (sorted[i] as number) < from + 256; i++) visit((sorted[i] as number) - from)
  }
  const ownerOf = new Map(known.map(({ id }, owner) => [id, owner]))
  return {
    best: (shingles, alive, coverageMin) => {
      const text = new Set<number>()
      shingles.forEach((shingle, i) => {
        if (alive[i] === 1) text.add(shingle)
      })
      const common = new Uint32Array(known.length)
      for (const shingle of text) {
        owners(shingle, (owner) => {
          common[owner] = (common[owner] as number) + 1
        })
      }
      return bestOf(known, sets, common, text.size, coverageMin)
    },
    remove: (id, shingles, alive, covered) => {
      const set = sets[ownerOf.get(id) ?? -1]
      shingles.forEach((shingle, i) => {
        if (set?.has(shingle) !== true) return
        alive[i] = 0
        covered.fill(1, i, i + shingleWords)
      })
    },
  }
}

function bestOf(
  known: readonly KnownText[],
  sets: readonly ReadonlySet<number>[],
  common: Uint32Array,
  textSize: number,
  coverageMin: number,
): Best | null {
  let best: Best | null = null
  known.forEach(({ id }, owner) => {
    const size = sets[owner]?.size ?? 0
    if (size === 0) return
    const shared = common[owner] as number
    const coverage = shared / size
    const dice = (2 * shared) / (size + textSize)
    if (coverage >= coverageMin && (best === null || dice > best.dice)) best = { id, coverage, dice }
  })
  return best
}
