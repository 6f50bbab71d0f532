// A region of a source file as the words that statements about licences are read from: lower case, single spaces, each with
// its byte. Comment signs that are words (REM, dnl, Fortran's C) are left out, `2+` and `>= 2` are "2 or later", accents are
// folded, and what other languages say of licences is said in English, so that one table of patterns reads them all.
import { buildAutomaton } from './automaton.ts'

export type Words = { readonly joined: string; readonly byteAt: (character: number) => number }

/** Words of other languages, without accents, and what the patterns know them as. */
const latin: ReadonlyMap<string, string> = new Map(
  Object.entries({
    license: 'licencia licenza licenca licencji licencja licencie lizenz lizenzbedingungen licens licensen',
    under: 'sous bajo sotto sob unter gemass gemaess laut selon suivant segun secondo enligt onder zgodnie',
    'terms of':
      'bedingungen termes terminos termini termos condiciones condizioni condicoes warunkach villkoren voorwaarden',
    later:
      'spateren spaetere spateres spatere ulterieure ulterieures posterior posteriores posteriore successiva successive pozniejszych pozniejsza',
    or: 'oder ou lub eller soit',
    is: 'ist est',
    version: 'versione versao wersja wersji versie versies versiones',
    'in the public domain': 'gemeinfrei',
  }).flatMap(([english, words]) => words.split(' ').map((word): [string, string] => [word, english])),
)

/** The same of scripts without blanks or with many endings: parts of words; of two that fit the longer stands first. */
const stems: ReadonlyMap<string, string> = new Map([
  ['общественное достояние', 'in the public domain'],
  ['общественным достоянием', 'in the public domain'],
  ['условиям', 'under terms of'],
  ['условиях', 'under terms of'],
  ['лицензи', 'under license'],
  ['верси', 'version'],
  ['поздн', 'later'],
  ['либо', 'or'],
  ['или', 'or'],
  ['以后', 'or later'],
  ['或更高', 'or later'],
  ['公有领域', 'in the public domain'],
  ['公共领域', 'in the public domain'],
  ['许可', 'under license'],
  ['許可', 'under license'],
  ['授权', 'under license'],
  ['版', 'version'],
  ['パブリックドメイン', 'in the public domain'],
  ['ライセンス', 'under license'],
])

/** Where one of these is in a region, its words are translated. */
const isForeign = /[\x80-\xff]|lizenz|li[cs]en[cz][aij]|gemeinfrei|\b(?:unter|sous|bajo|sotto)\b/i
/** One of these is in every match of it in ASCII, found faster than it. */
const foreignLiterals = buildAutomaton([
  ...['lizenz', 'gemeinfrei', 'unter', 'sous', 'bajo', 'sotto'],
  ...['c', 's'].flatMap((third) =>
    ['c', 'z'].flatMap((last) => ['a', 'i', 'j'].map((end) => `li${third}en${last}${end}`)),
  ),
])

function mayBeForeign(bytes: Uint8Array): boolean {
  let all = 0
  for (let i = 0; i < bytes.length; i++) all |= bytes[i] as number
  let found = all >= 0x80
  if (!found)
    foreignLiterals.scan(bytes, () => {
      found = true
      return false
    })
  return found
}

const isGerman = /\b(?:und|unter|der|ist|wird|nicht|steht)\b/

const inToken = new RegExp(`[a-z0-9]+|${[...stems.keys()].join('|')}`, 'g')
const marks = /[\u0300-\u036f]/g

/** The words of one token that is not plain ASCII, as latin1 of its UTF-8. */
function wordsOfToken(token: string): readonly string[] {
  const text = Buffer.from(token, 'latin1').toString('utf8').toLowerCase().normalize('NFD').replaceAll(marks, '')
  const found = text.replaceAll('ł', 'l').replaceAll('ß', 'ss').normalize('NFC').match(inToken) ?? []
  return found.flatMap((word) => (stems.get(word) ?? latin.get(word) ?? word).split(' '))
}

const wordStart = /^[ \t]*$/

/** Whether a token is the sign of a comment: REM and dnl, and C in the first column. */
const isSign = (raw: string, start: number, token: string): boolean =>
  (token === 'rem' || token === 'dnl' || (token === 'c' && raw[start] === 'C')) &&
  wordStart.test(raw.slice(raw.lastIndexOf('\n', start) + 1, start))

/** Reads a region, latin1 of UTF-8. */
export function wordsOf(raw: string): Words {
  const bytes = Buffer.from(raw, 'latin1')
  return mayBeForeign(bytes) && isForeign.test(raw) ? translatedWords(raw) : plainWords(raw, bytes)
}

/** For each byte the letter or digit it is in a word, in lower case; 0 for every other byte. */
const letters = Uint8Array.from({ length: 256 }, (_, code) =>
  isWord(code, false) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
)

// In bytes, with no string a word: most regions of most files go this way.
function plainWords(raw: string, bytes: Buffer): Words {
  // A word takes no more room than it had; only "or later" is put in.
  let joined = Buffer.allocUnsafe(bytes.length + 8 * orLater.length)
  const starts: number[] = []
  const places: number[] = []
  let length = 0
  for (let i = 0; i < bytes.length; ) {
    if (letters[bytes[i] as number] === 0) {
      i++
      continue
    }
    const start = i
    const from = length === 0 ? 0 : length + 1
    let to = from
    for (let letter = letters[bytes[i] as number] as number; letter !== 0; letter = letterAt(bytes, i)) {
      joined[to++] = letter
      i++
    }
    if (i - start <= 3 && isSign(raw, start, raw.slice(start, i).toLowerCase())) continue
    if (from > 0) joined[from - 1] = space
    starts.push(from)
    places.push(start)
    length = to
    if (i - start >= 7) americanize(joined, from, to)
    if (isDigit(bytes[i - 1] as number) && isLater(raw, start, i)) {
      starts.push(length + 1, length + 4)
      places.push(start, start)
      const room = bytes.length - i + orLater.length + 1
      if (joined.length < length + room) joined = Buffer.concat([joined], 2 * joined.length + room)
      length += joined.write(orLater, length, 'latin1')
    }
  }
  return {
    joined: joined.toString('latin1', 0, length),
    byteAt: (character) => byteOf(character, starts, places, raw.length),
  }
}

const space = 32
const orLater = ' or later'

const letterAt = (bytes: Uint8Array, at: number): number =>
  at < bytes.length ? (letters[bytes[at] as number] as number) : 0

/** Writes "licence" as "license". */
function americanize(joined: Buffer, from: number, to: number): void {
  for (let i = from + 6; i < to; i++) {
    if (joined[i] === 101 && joined[i - 1] === 99 && joined.toString('latin1', i - 6, i + 1) === 'licence')
      joined[i - 1] = 115
  }
}

function translatedWords(raw: string): Words {
  const starts: number[] = []
  const bytes: number[] = []
  let joined = ''
  const push = (word: string, byte: number): void => {
    if (joined.length > 0) joined += ' '
    starts.push(joined.length)
    bytes.push(byte)
    joined += word
  }
  const translate = translator(raw)
  for (let i = 0; i < raw.length; ) {
    if (!isWord(raw.charCodeAt(i), true)) {
      i++
      continue
    }
    const start = i
    while (i < raw.length && isWord(raw.charCodeAt(i), true)) i++
    const token = raw.slice(start, i).toLowerCase()
    if (isSign(raw, start, token)) continue
    for (const word of translate(raw.slice(start, i), i)) push(word, start)
    if (isLater(raw, start, i)) for (const word of ['or', 'later']) push(word, start)
  }
  return { joined, byteAt: (character) => byteOf(character, starts, bytes, raw.length) }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isWord(code: number, foreign: boolean): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || (foreign && code >= 0x80)
}

/** `2+`, and not `2+2`; `>= 2`. */
function isLater(raw: string, start: number, end: number): boolean {
  if (!isDigit(raw.charCodeAt(end - 1))) return false
  if (raw[end] === '+') return !isWord(raw.charCodeAt(end + 1), false)
  return />=\s?v?$/.test(raw.slice(Math.max(0, start - 4), start))
}

/** Says what a token means. German's "mit" is no licence: that one is written in capitals, or is followed by its noun. */
function translator(raw: string): (token: string, end: number) => readonly string[] {
  const german = isGerman.test(raw)
  return (token, end) => {
    if (german && token === 'mit' && !/^[-\s]{1,3}li[cz]en/i.test(raw.slice(end, end + 8))) return ['with']
    if (/[\x80-\xff]/.test(token)) return wordsOfToken(token)
    const word = token.toLowerCase().replaceAll('licence', 'license')
    return (latin.get(word) ?? word).split(' ')
  }
}

function byteOf(character: number, starts: readonly number[], bytes: readonly number[], length: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= character) low = middle
    else high = middle - 1
  }
  return Math.min(length, (bytes[low] ?? 0) + Math.max(0, character - (starts[low] ?? 0)))
}
