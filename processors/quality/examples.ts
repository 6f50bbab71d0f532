// Texts that the rules' proofs are made of: small programs, and the same turned bad in one way each.

/** Ordinary Python of `functions` functions that do not repeat each other; it passes every rule. */
export const python = (functions = 6): string =>
  Array.from({ length: functions }, (_, index) => {
    const [verb, noun, unit] = [verbs[index % 7], nouns[index % 11], nouns[(index * 3 + 5) % 11]]
    return [
      `def ${verb}_${noun}(${unit}, limit):`,
      `    """Return the ${noun} of a ${unit}, at most limit of them."""`,
      `    ${noun}s = sorted(${unit}.${noun}s(), key=lambda item: item.${verb}d)`,
      `    if len(${noun}s) > limit:`,
      `        raise ValueError(f"{${unit}} holds too many ${noun}s to ${verb}")`,
      `    return [${verb}(item) for item in ${noun}s if item.${unit} is not None]`,
      '',
      '',
    ].join('\n')
  }).join('')

const verbs = ['measure', 'resolve', 'gather', 'parse', 'schedule', 'encode', 'compare']
const nouns = [
  'order',
  'invoice',
  'signal',
  'vertex',
  'archive',
  'customer',
  'packet',
  'token',
  'ledger',
  'cursor',
  'window',
]

/** Prose whose sentences differ, `lines` lines of it. */
export const prose = (lines: number): string =>
  Array.from(
    { length: lines },
    (_, index) =>
      `The ${nouns[index % 11]} of day ${spelled(index)} is what we ${verbs[index % 7]} before any ${nouns[(index * 5 + 2) % 11]}.`,
  ).join('\n')

/** A word for a number, so that lines differ without digits. */
export const spelled = (number: number): string =>
  [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')

/** Words that all differ, parted by blanks and broken into lines. */
export const distinct = (words: number, perLine = 8): string => {
  const all = Array.from({ length: words }, (_, index) => `w${spelled(index * 7_919 + 13)}`)
  const lines: string[] = []
  for (let i = 0; i < all.length; i += perLine) lines.push(all.slice(i, i + perLine).join(' '))
  return `${lines.join('\n')}\n`
}

/** Text in the base64 alphabet without a blank: `length` characters, evenly used. */
export const base64 = (length: number): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return Array.from({ length }, (_, index) => alphabet[(index * 29 + (index >> 4) * 7) % 64]).join('')
}

/** `count` bytes in hexadecimal, each made by `form`. */
export const hexBytes = (count: number, form: (hex: string) => string, separator: string): string =>
  Array.from({ length: count }, (_, index) => form(((index * 37) % 256).toString(16).padStart(2, '0'))).join(separator)

/** `filler` lines of C that differ, for files that need a length. */
export const statements = (lines: number): string =>
  Array.from({ length: lines }, (_, index) => {
    const [verb, noun, other] = [verbs[index % 7], nouns[index % 11], nouns[(index * 3 + 1) % 11]]
    return `  ${noun}_${spelled(index)} = ${verb}(${other}, "${noun} ${spelled(index * 31)}");`
  }).join('\n')

const members = ['length', 'prototype', 'constructor', 'apply', 'index', 'replace', 'charCodeAt']

/** JavaScript whose names were taken away and whose lines were filled, `lines` lines of it. */
export const nameless = (lines: number): string =>
  Array.from({ length: lines }, (_, line) => {
    const name = (index: number): string =>
      'abcdefghijklmnopqrstuvwxyz'[(line * 7 + index * 11 + ((line * index) % 5)) % 26] ?? 'a'
    const calls = Array.from(
      { length: 5 },
      (_, index) =>
        `${name(index)}=${name(index + 9)}.${members[(line + index) % 7]}(${name(index + 18)},${name(index + 3)})`,
    )
    return `if(${name(4)}){${calls.join(';')}}\n`
  }).join('')
