// The pass over a file's bytes: how often each byte occurs, lines and a hash of each that says anything, words and a hash of
// each without regard to case. A word is a run of letters, digits, underscores and anything outside ASCII; names such as
// OSSL_CRMF_MSG and loadBalancerState are one word, and several pieces: how long words are is asked of pieces.
import { blankBit, classOf, continuationBit, hashPrime, hashSeed, lowerOf, wordBit } from './bytes.ts'
import { linesMax, type Scratch, wordsMax } from './scratch.ts'

export type Lines = {
  /** Lines, a last one without a newline included. */
  readonly count: number
  /** Characters of the longest line, without its line end, and its number counted from 1. */
  readonly longest: number
  readonly longestAt: number
  /** Hashes kept in the scratch: one a line that holds a word, blanks left out. */
  readonly kept: number
}

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

const [newline, carriageReturn, space, underscoreByte] = [10, 13, 32, 95]

/** Kinds of a piece's characters, and whether a piece begins where one kind follows another. */
const [plain, upper, underscore] = [0, 1, 2]
const kindOf = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === underscoreByte ? underscore : byte >= 65 && byte <= 90 ? upper : plain,
)
const begins = Uint8Array.of(0, 1, 0, 0, 0, 0, 1, 1, 0)

/**
 * Fills the scratch's histogram, lines, words, starts and lengths. Both hashes are chains of multiplications, which a
 * processor works on side by side: two passes took nearly twice as long. One step past the end closes a last line.
 */
export function readText(bytes: Uint8Array, scratch: Scratch): { readonly lines: Lines; readonly words: Words } {
  const { histogram, words, starts, lengths } = scratch
  const end = bytes.length
  const line = { count: 0, longest: 0, longestAt: 1, kept: 0, start: 0, continuations: 0, words: 0 }
  let [count, kept, characters, singles, pieces, lineHash] = [0, 0, 0, 0, 0, hashSeed]
  lengths[0] = 0
  histogram.fill(0)
  for (let i = 0; i < end; ) {
    const first = bytes[i] as number
    if (((classOf[first] as number) & wordBit) === 0) {
      histogram[first] = (histogram[first] as number) + 1
      if (first === newline) {
        closeLine(line, bytes, i, count > line.words ? scratch.lines : null, lineHash)
        line.words = count
        lineHash = hashSeed
      } else if (first !== space && ((classOf[first] as number) & blankBit) === 0)
        lineHash = Math.imul(lineHash ^ first, hashPrime)
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
      histogram[byte] = (histogram[byte] as number) + 1
      if ((kind & continuationBit) !== 0) continuations++
      const piece = kindOf[byte] as number
      pieces += begins[before * 3 + piece] as number
      before = piece
      lineHash = Math.imul(lineHash ^ byte, hashPrime)
      hash = Math.imul(hash ^ (lowerOf[byte] as number), hashPrime)
    }
    const length = i - start - continuations
    count++
    line.continuations += continuations
    characters += length
    if (length === 1) singles++
    if (kept < wordsMax) {
      words[kept] = hash
      starts[kept] = start
      lengths[++kept] = characters
    }
  }
  if (line.start < end) closeLine(line, bytes, end, count > line.words ? scratch.lines : null, lineHash)
  const pieceCharacters = characters - (histogram[underscoreByte] as number)
  return { lines: line, words: { count, kept, characters, singles, pieces, pieceCharacters } }
}

type Line = { -readonly [Name in keyof Lines]: number } & { start: number; continuations: number; words: number }

function closeLine(line: Line, bytes: Uint8Array, end: number, hashes: Int32Array | null, hash: number): void {
  const { start } = line
  const length = end - start - line.continuations - (end > start && bytes[end - 1] === carriageReturn ? 1 : 0)
  line.count++
  if (length > line.longest) {
    line.longest = length
    line.longestAt = line.count
  }
  if (hashes !== null && line.kept < linesMax) hashes[line.kept++] = hash
  line.start = end + 1
  line.continuations = 0
}
