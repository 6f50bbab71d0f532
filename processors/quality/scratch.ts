// Typed arrays that one judge reuses from file to file, so that a file costs no allocation. Nothing in them outlives a
// judgement: every reader first writes what it reads.

/** Words of a file that repetition looks at; the rest of a longer file is not examined, which the signals say. */
export const wordsMax = 131_072
/** Lines of a file that repetition looks at; more than the rule on lines allows. */
export const linesMax = 100_001
const slotsMax = 2 * wordsMax

export type Scratch = {
  /** How often each byte value occurs. */
  readonly histogram: Uint32Array
  /** Hash of each word, folded to lower case. */
  readonly words: Int32Array
  /** Offset of each word's first byte. */
  readonly starts: Int32Array
  /** Characters of all words before each word: a span's length is a difference. */
  readonly lengths: Int32Array
  /** Hash of each line with a word in it, blanks left out. */
  readonly lines: Int32Array
  /** Rolling hash of the n-gram that begins at each word. */
  readonly grams: Int32Array
  /** Words where an n-gram that occurs at least twice begins. */
  readonly candidates: Int32Array
  /** The slot that each candidate's n-gram fell into. */
  readonly slots: Int32Array
  /** An open hash table: keys, and how often each was seen. */
  readonly keys: Int32Array
  readonly counts: Int32Array
}

export const newScratch = (): Scratch => ({
  histogram: new Uint32Array(256),
  words: new Int32Array(wordsMax),
  starts: new Int32Array(wordsMax),
  lengths: new Int32Array(wordsMax + 1),
  lines: new Int32Array(linesMax),
  grams: new Int32Array(wordsMax),
  candidates: new Int32Array(wordsMax),
  slots: new Int32Array(wordsMax),
  keys: new Int32Array(slotsMax),
  counts: new Int32Array(slotsMax),
})
