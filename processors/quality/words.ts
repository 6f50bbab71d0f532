// The pass over words: runs of letters, digits, underscores and anything outside ASCII, hashed without regard to case.
// Names such as OSSL_CRMF_MSG and loadBalancerState are one word, and several pieces: how long words are is asked of pieces.
import { classOf, continuationBit, hashPrime, hashSeed, lowerOf, wordBit } from './bytes.ts'
import { type Scratch, wordsMax } from './scratch.ts'

export type Words = {
  readonly count: number
  /** Words that the scratch holds. */
  readonly kept: number
  readonly characters: number
  /** Words of one character. */
  readonly singles: number
  /** Parts of words between underscores and humps, and their characters. */
  readonly pieces: number
  readonly pieceCharacters: number
}

/** Kinds of a piece's characters, and whether a piece begins where one kind follows another. */
const [plain, upper, underscore] = [0, 1, 2]
const kindOf = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 95 ? underscore : byte >= 65 && byte <= 90 ? upper : plain,
)
const begins = Uint8Array.of(0, 1, 0, 0, 0, 0, 1, 1, 0)

/** Fills the scratch's words, starts and lengths. The scratch's histogram is that of the same bytes. */
export function readWords(bytes: Uint8Array, scratch: Scratch): Words {
  const { words, starts, lengths } = scratch
  const end = bytes.length
  let [count, kept, characters, singles, pieces] = [0, 0, 0, 0, 0]
  lengths[0] = 0
  for (let i = 0; i < end; ) {
    if (((classOf[bytes[i] as number] as number) & wordBit) === 0) {
      i++
      continue
    }
    const start = i
    let hash = hashSeed
    let continuations = 0
    let before = underscore
    for (; i < end; i++) {
      const byte = bytes[i] as number
      const kind = classOf[byte] as number
      if ((kind & wordBit) === 0) break
      if ((kind & continuationBit) !== 0) continuations++
      const piece = kindOf[byte] as number
      pieces += begins[before * 3 + piece] as number
      before = piece
      hash = Math.imul(hash ^ (lowerOf[byte] as number), hashPrime)
    }
    const length = i - start - continuations
    count++
    characters += length
    if (length === 1) singles++
    if (kept < wordsMax) {
      words[kept] = hash
      starts[kept] = start
      lengths[++kept] = characters
    }
  }
  const pieceCharacters = characters - (scratch.histogram[95] as number)
  return { count, kept, characters, singles, pieces, pieceCharacters }
}
