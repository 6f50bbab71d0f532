// The pass over words: runs of letters, digits, underscores and anything outside ASCII, hashed without regard to case.
import { classOf, continuationBit, hashPrime, hashSeed, lowerOf, wordBit } from './bytes.ts'
import { type Scratch, wordsMax } from './scratch.ts'

export type Words = {
  readonly count: number
  /** Words that the scratch holds. */
  readonly kept: number
  readonly characters: number
  /** Words of one character. */
  readonly singles: number
}

/** Fills the scratch's words, starts and lengths. */
export function readWords(bytes: Uint8Array, scratch: Scratch): Words {
  const { words, starts, lengths } = scratch
  const end = bytes.length
  let [count, kept, characters, singles] = [0, 0, 0, 0]
  lengths[0] = 0
  for (let i = 0; i < end; ) {
    if (((classOf[bytes[i] as number] as number) & wordBit) === 0) {
      i++
      continue
    }
    const start = i
    let hash = hashSeed
    let continuations = 0
    for (; i < end; i++) {
      const byte = bytes[i] as number
      const kind = classOf[byte] as number
      if ((kind & wordBit) === 0) break
      if ((kind & continuationBit) !== 0) continuations++
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
  return { count, kept, characters, singles }
}
