// What a match can begin with: of each of its first eight bytes, which values it can have. Most keywords stand where no match
// begins, and eight look-ups tell most of those without running the expression. Only ever too generous: what it refuses
// cannot match, whatever the expression looks at ahead of the match and behind it.

/** Bit i of entry b: byte i of a match may be b. */
export type Beginning = Uint8Array

/** First bytes of a match that are told. */
export const beginningBytes = 8

/** Places are bits: bit i says that i bytes may have been read; this one, that more were. */
const beyond = 1 << beginningBytes
const everywhere = 2 * beyond - 1

/** Groups of other kinds than are read here. */
const unread = /\(\?(?![:=!]|<[=!]|<\w+>)/

type Reading = {
  readonly source: string
  at: number
  readonly bytesOf: (atom: string) => readonly number[]
  readonly beginning: Beginning
  readonly read: { pieces: number }
}

/** Repetitions in repetitions are read over and over: an expression that takes more tells nothing. */
const piecesMax = 20_000

/** Compiles expressions over latin1 text; null where nothing is told. Characters that many share are worked out once. */
export function beginningsOf(): (regex: RegExp) => Beginning | null {
  const known = new Map<string, readonly number[]>()
  return ({ source, flags }) => {
    if (/[uv]/.test(flags) || unread.test(source)) return null
    const how = flags.replaceAll(/[^ims]/g, '')
    const bytesOf = (atom: string): readonly number[] => {
      const key = `${how} ${atom}`
      const bytes = known.get(key) ?? bytesIn(new RegExp(`^(?:${atom})$`, how.replace('m', '')))
      known.set(key, bytes)
      return bytes
    }
    const reading = { source, at: 0, bytesOf, beginning: new Uint8Array(256), read: { pieces: 0 } }
    openFrom(reading, alternatives(reading, 1))
    if (reading.read.pieces > piecesMax) return null
    return reading.beginning.every((places) => places === 255) ? null : reading.beginning
  }
}

/** Whether a match may begin at a place. */
export function mayBegin(beginning: Beginning, bytes: Uint8Array, at: number): boolean {
  if (at + beginningBytes > bytes.length) return true
  for (let i = 0; i < beginningBytes; i++) {
    if ((((beginning[bytes[at + i] as number] as number) >> i) & 1) === 0) return false
  }
  return true
}

const bytesIn = (regex: RegExp): readonly number[] =>
  Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => regex.test(String.fromCharCode(byte)))

/** Any byte may stand from these places on: the match may have ended there, or what it reads is not known. */
function openFrom({ beginning }: Reading, places: number): void {
  const open = -(places & -places) & 255
  for (let byte = 0; byte < 256; byte++) beginning[byte] = (beginning[byte] as number) | open
}

/** Reads to the end of a group or of the source. Returns the places behind it, of those ahead of it. */
function alternatives(reading: Reading, from: number): number {
  let behind = 0
  let places = from
  while (reading.at < reading.source.length && reading.source[reading.at] !== ')') {
    if (reading.source[reading.at] === '|') {
      reading.at++
      behind |= places
      places = from
    } else places = term(reading, places)
  }
  return behind | places
}

/** One term with its quantifier: read as often as it must be, and then as often as it may. */
function term(reading: Reading, from: number): number {
  const start = reading.at
  let places = piece(reading, from)
  const { min, max, length } = quantifierAt(reading.source, reading.at)
  const behind = reading.at + length
  let all = min === 0 ? from | places : places
  for (let count = 2; count <= Math.min(max, beginningBytes + 1) && reading.read.pieces <= piecesMax; count++) {
    reading.at = start
    places = piece(reading, places)
    all = count <= min ? places : all | places
  }
  reading.at = behind
  return max === 0 ? from : all
}

type Quantifier = { readonly min: number; readonly max: number; readonly length: number }

function quantifierAt(source: string, at: number): Quantifier {
  const [text = '', sign = '', least = '', comma = '', most = ''] =
    /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 24)) ?? []
  const { length } = text
  if (length === 0) return { min: 1, max: 1, length }
  if (sign !== '') return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY, length }
  const min = Number(least)
  return { min, max: comma === '' ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most), length }
}

/** A group, a look, a class, an escape or a character. */
function piece(reading: Reading, from: number): number {
  const { source, at } = reading
  reading.read.pieces++
  const rest = source.slice(at, at + 64)
  if (source[at] === '(') return group(reading, from, rest)
  if (source[at] === '[') return atom(reading, from, classEnd(source, at))
  if (source[at] !== '\\') {
    if (source[at] !== '^' && source[at] !== '$') return atom(reading, from, at + 1)
    reading.at++
    return from
  }
  if (/^\\[bB]/.test(rest)) {
    reading.at += 2
    return from
  }
  const named = /^\\(?:[1-9]\d*|k<\w+>)/.exec(rest)
  if (named === null)
    return atom(reading, from, at + (/^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|.)/s.exec(rest)?.[0].length ?? 1))
  // What a group has matched before: any bytes, any number of them.
  reading.at += named[0].length
  openFrom(reading, from)
  return -(from & -from) & everywhere
}

/** What stands in parentheses; what only looks reads nothing. */
function group(reading: Reading, from: number, rest: string): number {
  const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(rest)?.[0] ?? '('
  reading.at += opening.length
  const looks = /[=!]$/.test(opening)
  const inside = looks ? { ...reading, beginning: new Uint8Array(256) } : reading
  const behind = alternatives(inside, from)
  reading.at = inside.at + 1
  return looks ? from : behind
}

/** One byte of some. */
function atom(reading: Reading, from: number, end: number): number {
  const { beginning } = reading
  for (const byte of reading.bytesOf(reading.source.slice(reading.at, end)))
    beginning[byte] = (beginning[byte] as number) | (from & 255)
  reading.at = end
  return ((from << 1) | (from & beyond)) & everywhere
}

function classEnd(source: string, at: number): number {
  let end = at + 1
  while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  return end + 1
}
