// How random a captured value looks: Shannon entropy, and the share of it that reads as words.
// Words beat entropy: `authorizationHeader` and `x8Kq2LmZ` differ little in bits per character, and wholly in word shape.
import { isCommonTriple } from './trigrams.ts'

/** Shannon entropy in bits per character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

// Camel case, snake case and digits part words; an acronym such as HTTP in HTTPServer is a run of its own.
const wordRuns = /[A-Z]?[a-z]{3,}|[A-Z]{3,}(?![a-z])|[A-Z]{3,}/g

/** Share of the characters, separators aside, that lie in runs of letters with the shape of words. */
export function wordShare(value: string): number {
  let letters = 0
  for (const run of value.match(wordRuns) ?? []) {
    if (isWordLike(run.toLowerCase())) letters += run.length
  }
  const counted = value.replaceAll(/[^A-Za-z0-9]/g, '').length
  return counted === 0 ? 0 : letters / counted
}

/** True where at least 60 % of a lower-case run's letter triples are common ones, so a random run of six passes rarely. */
export function isWordLike(run: string): boolean {
  let common = 0
  for (let i = 0; i + 2 < run.length; i++) {
    if (isCommonTriple(run.charCodeAt(i) - 97, run.charCodeAt(i + 1) - 97, run.charCodeAt(i + 2) - 97)) common++
  }
  return run.length >= 3 && common >= 0.6 * (run.length - 2)
}

/** How many of lower case, upper case, digits and other characters occur. */
export function characterKinds(value: string): number {
  return (
    Number(/[a-z]/.test(value)) +
    Number(/[A-Z]/.test(value)) +
    Number(/\d/.test(value)) +
    Number(/[^A-Za-z0-9]/.test(value))
  )
}

/** Drawn from all printable characters, the blank included, as WordPress draws its keys: signs all over, and no words. */
export function isNoise(value: string): boolean {
  if (value.length < 40 || !/^[ -~]+$/.test(value)) return false
  return value.replaceAll(/[A-Za-z0-9 ]/g, '').length > 0.2 * value.length && wordShare(value) < 0.25
}

/** Could be a word of some language: a vowel in every four letters or so, and never more than four consonants in a row. */
export function isSayable(letters: string): boolean {
  const vowels = letters.replaceAll(/[^aeiouy]/gi, '').length
  return vowels >= 0.22 * letters.length && vowels <= 0.7 * letters.length && !/[^aeiouy]{5}/i.test(letters)
}
