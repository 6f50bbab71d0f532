// Reduces a licence text to the words that carry its meaning, after the SPDX matching guidelines: case, white space,
// punctuation, list bullets, copyright lines, titles and comment signs do not matter. Templates and files found in
// repositories go through the same function, so what it drops is dropped on both sides.
import { withoutNames } from './license-holders.ts'

/** Bytes of a text that are looked at; the longest licence of the SPDX list has 46,063. */
export const licenseTextBytesMax = 262_144

/** How a line begins that only names holders. */
export const holderStart =
  /^[^a-z0-9(&©]{0,40}(?:portions |all )?(?:copyright|\(c\) ?(?:copyright|\d{4}|<|by )|&copy;|©)/

/** How a line goes on that speaks of the copyright notice instead: the second half of a wrapped sentence. */
export const noticeWords =
  /^[ \t](?:notices?|holders?|owners?|law|licen[cs]|and\b|or\b|in\b|the[ \t]|interest|statement|disclaimer|permission|to\b|is\b|are\b|does\b|protection|treaty|rights?\b|infring|grant|act\b)/

function namesHolders(line: string): boolean {
  const start = holderStart.exec(line)
  return start !== null && !noticeWords.test(line.slice(start[0].length).replace(/^[ \t]+/, ' '))
}

/** A pattern, what is written for it, and a literal that every match holds. */
export type Form = readonly [pattern: RegExp, form: string, literal: string]

/** What is in one word. */
export const wordForms: readonly Form[] = [
  [/https:/g, 'http:', 'https:'],
  [/\blicence(s?)\b/g, 'license$1', 'licence'],
  [/\bsub-?licence/g, 'sublicense', 'licence'],
  [/\bsub-licens/g, 'sublicens', 'sub-licens'],
  [/\bnon-commercial/g, 'noncommercial', 'non-commercial'],
  [/\bnon-infring/g, 'noninfring', 'non-infring'],
  [/\bmerchantib/g, 'merchantab', 'merchantib'],
]

/** What is in sentences, which may be wrapped. */
export const sentenceForms: readonly Form[] = [
  [/\bwrite to the free software foundation[^.]{0,120}\busa?\b/g, '', 'foundation'],
  [/\ball rights reserved\b/g, '', 'reserved'],
]

export const entityForms: readonly Form[] = [[/&(?:quot|lt|gt|amp|nbsp|#\d{1,4});/g, ' ', '&']]

const written = (text: string, forms: readonly Form[]): string =>
  forms.reduce(
    (plain, [pattern, form, literal]) => (plain.includes(literal) ? plain.replaceAll(pattern, form) : plain),
    text,
  )

export const bullet = /(?<=\s|^)[("]?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)](?=\s)/g

// Words a title is made of. A text's first words are dropped while they are among these, so that "The MIT License (MIT)"
// and no title at all are the same text.
const titleWords = new Set(
  'the a license mit isc bsd expat x11 new old simplified revised modified original software clause 1 2 3 4 two three style zlib version 0 unlicense and agreement this is under of terms'.split(
    ' ',
  ),
)

const titleWordsMax = 12

/** The words of a licence text, in order: lower case letters and digits. */
export function licenseWords(text: string): readonly string[] {
  let plain = text.slice(0, licenseTextBytesMax).normalize('NFKC').toLowerCase()
  plain = plain.replaceAll('\r\n', '\n').replaceAll(/[’'`]/g, "'")
  plain = plain
    .split('\n')
    .filter((line) => !namesHolders(line))
    .join('\n')
  plain = plain.replaceAll(/<[^>\n]{0,80}>/g, ' ')
  plain = plain.replaceAll(bullet, ' ')
  plain = written(plain, wordForms)
  // Comment signs and line ends become single spaces, so that wrapped sentences are found; between words it is all the same.
  if (sentenceForms.some(([, , literal]) => plain.includes(literal)))
    plain = written(plain.replaceAll(/\s+(?:[*#;/%>|!-]+\s+)?/g, ' '), sentenceForms)
  plain = written(plain, entityForms)
  const words = withoutNames(plain.replaceAll("'", '').match(/[a-z0-9]+/g) ?? [])
  const body = words.slice(titleLength(words))
  return body.length === 0 ? words : body
}

function titleLength(words: readonly string[]): number {
  let length = 0
  let sawLicense = false
  for (; length < titleWordsMax; length++) {
    const word = words[length]
    if (word === undefined || !titleWords.has(word)) break
    if (word === 'license' || word === 'bsd' || word === 'mit') sawLicense = true
  }
  return sawLicense ? length : 0
}
