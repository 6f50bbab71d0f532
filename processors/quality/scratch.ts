// Typed arrays that one judge reuses from file to file, so that a file costs no allocation. Nothing in them outlives a
// judgement: every reader first writes what it reads.

/** Words of a file that repetition looks at; the rest of a longer file is not examined, which the signals say. */
export const wordsMax = 131_072
/** Lines of a file that repetition looks at; more than the rule on lines allows. */
export const linesMax = 100_001
/** Twice as many as are put in. */
const entriesMax = 2 * wordsMax

/** As many as the largest file that is read has bytes, and one. */
const marksAtFirst = 1_048_577

export type Scratch = {
  /** Bytes of words by kind, in the order of `tallies` in text.ts. */
  readonly tally: Int32Array
  /** Hash of each word, folded to lower case. */
  readonly words: Int32Array
  /** Offset of each word's first byte. */
  readonly starts: Int32Array
  /** Characters of all words before each word: a span's length is a difference. */
  readonly lengths: Int32Array
  /** 1 for each word with a blank between it and the word before it. */
  readonly apart: Uint8Array
  /** Offset of each byte outside words that comments or strings may begin or end with. Made longer for a longer file. */
  marks: Int32Array
  /** Offset of each line's end, a newline or the end of the file. Made longer for a longer file. */
  ends: Int32Array
  /** Hash of each line with a word in it, blanks left out. */
  readonly lines: Int32Array
  /** Words where an n-gram that occurs at least twice begins. */
  readonly candidates: Int32Array
  /** For each candidate, the first word where the same n-gram begins; how often it occurs stands there in `counts`. */
  readonly firsts: Int32Array
  readonly counts: Int32Array
  /** Candidates whose n-gram does not go on as the first of its kind does. */
  readonly others: Int32Array
  /** For each of those, the first of the kind that its n-gram without the last word is of. */
  readonly parents: Int32Array
  /** An open hash table of places, each with the stamp of who wrote it. */
  readonly table: Int32Array
  readonly stamp: Int32Array
  /** By length of n-grams: characters of the one that covers most, and characters in repeats. */
  readonly top: Int32Array
  readonly repeated: Int32Array
}

export const newScratch = (): Scratch => ({
  tally: new Int32Array(4),
  words: new Int32Array(wordsMax),
  starts: new Int32Array(wordsMax),
  lengths: new Int32Array(wordsMax + 1),
  apart: new Uint8Array(wordsMax + 1),
  marks: new Int32Array(marksAtFirst),
  ends: new Int32Array(marksAtFirst),
  lines: new Int32Array(linesMax),
  candidates: new Int32Array(wordsMax),
  firsts: new Int32Array(wordsMax),
  counts: new Int32Array(wordsMax),
  others: new Int32Array(wordsMax),
  parents: new Int32Array(wordsMax),
  table: new Int32Array(entriesMax),
  stamp: new Int32Array(1),
  top: new Int32Array(11),
  repeated: new Int32Array(11),
})
