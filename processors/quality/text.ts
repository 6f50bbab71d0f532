// The pass over a file's bytes: lines and a hash of each that says anything, words and a hash of each without regard to
// case, and characters by kind. A word is a run of letters, digits, underscores and anything outside ASCII; names such as
// OSSL_CRMF_MSG and loadBalancerState are one word, and several pieces: how long words are is asked of pieces.
import { blankBit, classOf, continuationBit, hashPrime, hashSeed, lowerOf, wordBit } from './bytes.ts'
import { linesMax, type Scratch, wordsMax } from './scratch.ts'

export type Lines = {
  /** Lines, a last one without a newline included, and how many end with one. */
  readonly count: number
  readonly newlines: number
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

export type Characters = {
  readonly characters: number
  readonly letters: number
  readonly digits: number
  readonly blanks: number
  readonly replacements: number
}

export type Text = {
  readonly lines: Lines
  readonly words: Words
  readonly characters: Characters
  /** Marks that the scratch holds. */
  readonly marks: number
}

const newline = 10
const carriageReturn = 13
const underscoreByte = 95

/** Kinds of a piece's characters, two bits each. */
const plain = 0
const upper = 1
const underscore = 2
/** Bit (before << 2 | kind) says that a piece begins where one kind follows another; a word begins as after an underscore. */
const begins = (1 << ((plain << 2) | upper)) | (1 << ((underscore << 2) | plain)) | (1 << ((underscore << 2) | upper))
const pieceShift = 12
/** Set only outside words, where no piece is. */
const markShift = 14

/** Of a byte in one number, for one look-up: its lower-case form, its class and its piece's kind. */
const lowerMask = 0xff
const classShift = 8
const inWord = wordBit << classShift
const isBlank = blankBit << classShift
const blankShift = 31 - Math.clz32(isBlank)
const kindOf = Int32Array.from({ length: 256 }, (_, byte) => {
  const piece = byte === underscoreByte ? underscore : byte >= 65 && byte <= 90 ? upper : plain
  const kind = (classOf[byte] as number) & (wordBit | blankBit)
  return (lowerOf[byte] as number) | (kind << classShift) | (piece << pieceShift)
})

/** What to look up where bytes outside words are marked as well. */
export const kindsMarking = (marked: Iterable<number>): Int32Array => {
  const bytes = new Set(marked)
  return kindOf.map((kind, byte) => (bytes.has(byte) && (kind & inWord) === 0 ? kind | (1 << markShift) : kind))
}

/** What a word's bytes are counted by, each in 8 bits of a number, so that one addition a byte counts all four. */
const tallies = { continuations: 0, digits: 1, underscores: 2, signs: 3 } as const
const tallyOf = Int32Array.from({ length: 256 }, (_, byte) => {
  if (((classOf[byte] as number) & continuationBit) !== 0) return 1 << (8 * tallies.continuations)
  if (byte >= 48 && byte <= 57) return 1 << (8 * tallies.digits)
  if (byte === underscoreByte) return 1 << (8 * tallies.underscores)
  return isSign(byte) ? 1 << (8 * tallies.signs) : 0
})
const tallyMax = 255

/**
 * Outside ASCII a lead byte says enough: most blocks are letters. C2 leads Latin-1's signs, E2 punctuation and symbols, EE
 * private use, EF forms and replacement characters, F0 mostly emoji; the others lead scripts.
 */
function isSign(byte: number): boolean {
  return byte > 0xed || byte === 0xe2 || (byte >= 0xc0 && byte < 0xc3)
}

/**
 * Fills the scratch's lines, their ends, words, starts and lengths. Both hashes are chains of multiplications, which a processor works
 * on side by side: two passes took nearly twice as long. Outside words only
 * blanks, marks and the line's hash matter.
 */
export function readText(bytes: Uint8Array, scratch: Scratch, kinds: Int32Array = kindOf): Text {
  const [counted, end] = [tallyOf, bytes.length]
  const { words, starts, lengths, apart, tally, marks } = prepared(scratch, end)
  const line = { count: 0, longest: 0, longestAt: 1, kept: 0, start: 0, continuations: 0, words: 0 }
  let [count, characters, singles, pieces, blanks, parted, marked, lineHash] = [0, 0, 0, 0, 0, 0, 0, hashSeed]
  for (let i = 0; i < end; ) {
    let byte = bytes[i] as number
    let kind = kinds[byte] as number
    while ((kind & inWord) === 0) {
      marks[marked] = i
      marked = (marked + (kind >>> markShift)) | 0
      parted |= kind & isBlank
      if ((kind & isBlank) === 0) lineHash = Math.imul(lineHash ^ byte, hashPrime)
      else if (byte === newline) lineHash = closeLine(line, bytes, i, count, lineHash, scratch)
      else blanks = (blanks + 1) | 0
      i = (i + 1) | 0
      if (i >= end)
        return textOf(bytes, scratch, line, { count, characters, singles, pieces }, blanks, marked, lineHash)
      byte = bytes[i] as number
      kind = kinds[byte] as number
    }
    const start = i
    let hash = hashSeed
    let before = underscore << 2
    let counts = 0
    do {
      lineHash = Math.imul(lineHash ^ byte, hashPrime)
      hash = Math.imul(hash ^ (kind & lowerMask), hashPrime)
      const piece = kind >>> pieceShift
      pieces = (pieces + ((begins >>> (before | piece)) & 1)) | 0
      before = piece << 2
      counts = (counts + (counted[byte] as number)) | 0
      i = (i + 1) | 0
      if (i >= end) break
      byte = bytes[i] as number
      kind = kinds[byte] as number
    } while ((kind & inWord) !== 0)
    const size = i - start
    const length = size - (counts === 0 && size <= tallyMax ? 0 : add(tally, counts, bytes, start, i))
    characters = (characters + length) | 0
    if (length === 1) singles = (singles + 1) | 0
    if (count < wordsMax) {
      words[count] = hash
      starts[count] = start
      lengths[count + 1] = characters
      apart[count] = parted >>> blankShift
    }
    parted = 0
    count = (count + 1) | 0
  }
  return textOf(bytes, scratch, line, { count, characters, singles, pieces }, blanks, marked, lineHash)
}

/** The scratch, with nothing counted and room for every mark and line. */
function prepared(scratch: Scratch, bytes: number): Scratch {
  if (scratch.marks.length <= bytes) {
    scratch.marks = new Int32Array(bytes + 1)
    scratch.ends = new Int32Array(bytes + 1)
  }
  scratch.lengths[0] = 0
  scratch.tally.fill(0)
  return scratch
}

type Counted = Pick<Words, 'count' | 'characters' | 'singles' | 'pieces'>

/** What the pass has counted, after its last line. */
function textOf(
  bytes: Uint8Array,
  scratch: Scratch,
  line: Line,
  words: Counted,
  blanks: number,
  marks: number,
  lineHash: number,
): Text {
  const newlines = line.count
  if (line.start < bytes.length) closeLine(line, bytes, bytes.length, words.count, lineHash, scratch)
  const { count, longest, longestAt, kept } = line
  const [continuations = 0, digits = 0, underscores = 0, signs = 0] = scratch.tally
  return {
    marks,
    lines: { count, newlines, longest, longestAt, kept },
    words: { ...words, kept: Math.min(words.count, wordsMax), pieceCharacters: words.characters - underscores },
    characters: {
      characters: bytes.length - continuations,
      letters: words.characters - digits - underscores - signs,
      digits,
      blanks: blanks + newlines,
      replacements: signs === 0 ? 0 : countReplacements(bytes),
    },
  }
}

/** Adds what a word was counted by; returns how many of its bytes go on with a character. */
function add(tally: Int32Array, counts: number, bytes: Uint8Array, start: number, end: number): number {
  return end - start > tallyMax ? addLong(tally, bytes, start, end) : addCounts(tally, counts)
}

function addCounts(tally: Int32Array, counts: number): number {
  const continuations = counts & tallyMax
  tally[0] = (tally[0] as number) + continuations
  tally[1] = (tally[1] as number) + ((counts >>> 8) & tallyMax)
  tally[2] = (tally[2] as number) + ((counts >>> 16) & tallyMax)
  tally[3] = (tally[3] as number) + (counts >>> 24)
  return continuations
}

/** A word too long to be counted in one number. */
function addLong(tally: Int32Array, bytes: Uint8Array, start: number, end: number): number {
  let continuations = 0
  for (let i = start; i < end; i++) continuations += addCounts(tally, tallyOf[bytes[i] as number] as number)
  return continuations
}

type Line = { count: number; longest: number; longestAt: number; kept: number } & {
  start: number
  continuations: number
  words: number
}

/** Closes a line at its end; returns what the hash of the next one begins with. */
function closeLine(line: Line, bytes: Uint8Array, end: number, words: number, hash: number, scratch: Scratch): number {
  const { start } = line
  const continuations = scratch.tally[0] as number
  const ending = end > start && bytes[end - 1] === carriageReturn ? 1 : 0
  const length = end - start - (continuations - line.continuations) - ending
  scratch.ends[line.count] = end
  line.count++
  if (length > line.longest) {
    line.longest = length
    line.longestAt = line.count
  }
  if (words > line.words && line.kept < linesMax) scratch.lines[line.kept++] = hash
  line.start = end + 1
  line.continuations = continuations
  line.words = words
  return hashSeed
}

function countReplacements(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0xef); at !== -1; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) count++
  }
  return count
}
