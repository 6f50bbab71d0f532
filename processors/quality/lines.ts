// The pass over lines: how often each byte occurs, how long lines are, and a hash of each line that says anything.
import { blankBit, classOf, continuationBit, hashPrime, hashSeed, wordBit } from './bytes.ts'
import { linesMax, type Scratch } from './scratch.ts'

export type Lines = {
  /** Lines, a last one without a newline included. */
  readonly count: number
  /** Characters of the longest line, without its line end, and its number counted from 1. */
  readonly longest: number
  readonly longestAt: number
  /** Hashes kept in the scratch: one a line that holds a word, blanks left out. */
  readonly kept: number
}

const newline = 10
const carriageReturn = 13

/** Fills the scratch's histogram and lines. One step past the end closes a last line that has no newline. */
export function readLines(bytes: Uint8Array, scratch: Scratch): Lines {
  const { histogram, lines } = scratch
  histogram.fill(0)
  let [count, longest, longestAt, kept] = [0, 0, 1, 0]
  let [hash, start, continuations, kinds] = [hashSeed, 0, 0, 0]
  const end = bytes.length
  for (let i = 0; i <= end; i++) {
    const byte = i < end ? (bytes[i] as number) : newline
    if (byte !== newline) {
      histogram[byte] = (histogram[byte] as number) + 1
      const kind = classOf[byte] as number
      kinds |= kind
      if ((kind & blankBit) === 0) hash = Math.imul(hash ^ byte, hashPrime)
      if ((kind & continuationBit) !== 0) continuations++
      continue
    }
    if (i === end && start === end) break
    count++
    const length = i - start - continuations - (i > start && bytes[i - 1] === carriageReturn ? 1 : 0)
    if (length > longest) {
      longest = length
      longestAt = count
    }
    if ((kinds & wordBit) !== 0 && kept < linesMax) lines[kept++] = hash
    hash = hashSeed
    start = i + 1
    continuations = 0
    kinds = 0
  }
  histogram[newline] = bytes[end - 1] === newline ? count : Math.max(0, count - 1)
  return { count, longest, longestAt, kept }
}

export type Characters = {
  readonly characters: number
  readonly letters: number
  readonly digits: number
  readonly blanks: number
  readonly replacements: number
}

/** Characters by kind, from the histogram. Outside ASCII a lead byte says enough: most blocks are letters. */
export function countCharacters(bytes: Uint8Array, histogram: Uint32Array): Characters {
  const sum = (from: number, to: number): number => {
    let total = 0
    for (let byte = from; byte <= to; byte++) total += histogram[byte] as number
    return total
  }
  // C2 leads Latin-1's signs, E2 punctuation and symbols, F0 mostly emoji; the other lead bytes lead scripts.
  const foreign = sum(0xc3, 0xed) - (histogram[0xe2] as number)
  return {
    characters: bytes.length - sum(0x80, 0xbf),
    letters: sum(65, 90) + sum(97, 122) + foreign,
    digits: sum(48, 57),
    blanks: sum(9, 13) + (histogram[32] as number),
    replacements: (histogram[0xef] as number) === 0 ? 0 : countReplacements(bytes),
  }
}

function countReplacements(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0xef); at !== -1; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) count++
  }
  return count
}
