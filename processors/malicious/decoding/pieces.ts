// What of a text is encoded, and what it says: string literals, the arguments of commands that decode, and numbers of
// characters (codes.ts). Each encoding is told by its look, its first bytes say whether text is in it.
import type { Family } from '../families.ts'
import type { Span } from '../model.ts'
import { deflatedText, isPrintable, type Layer, type Purse, type Text, textOf } from './bytes.ts'
import { codePieces } from './codes.ts'
import { type Literal, literalsOf } from './literals.ts'
import { hasRun, looksEncoded, mentions } from './look.ts'

/** A place of a text and what it says when decoded. */
export type Piece = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly layers: readonly Layer[]
  /** It stands for a literal with its quotes; else for text inside one, or of a command. */
  readonly quoted: boolean
}

/** Layers that may lie one in another; joining pieces is none. */
export const layersMax = 3

/** How many layers may still be taken off at a place. */
export type Left = (place: Span) => number

/** Characters of a literal that is looked at: the name of a function in base64, and the shortest command. */
const encodedMin = 8
const plainRunMin = 16

/**
 * What is encoded in a text, in order and apart from each other. What only a call can decode is looked for where `decodes`;
 * joined literals and escapes speak for themselves.
 */
export function piecesOf(text: string, family: Family, decodes: boolean, purse: Purse, left: Left): readonly Piece[] {
  const pieces = [...literalPieces(text, family, decodes, purse, left)]
  if (decodes) {
    pieces.push(...argumentPieces(text, purse, left), ...codePieces(text, family, purse))
  }
  pieces.sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return pieces.filter((piece) => {
    if (piece.start < end) return false
    end = piece.end
    return true
  })
}

function literalPieces(text: string, family: Family, decodes: boolean, purse: Purse, left: Left): readonly Piece[] {
  const escaped = mentions(text, ['\\x', '\\u00', '\\u{']) || otherEscapes.test(text)
  const turns = decodes && mentions(text, turners[family] ?? [])
  if (!escaped && !turns && !(decodes && hasRun(text)) && !joints.test(text)) return []
  const inflating = decodes && mentions(text, ['flate', '-15'])
  const wanted = (from: number, to: number): boolean =>
    to - from >= encodedMin &&
    (inflating ||
      (turns && mayBeTurned(text, from, to)) ||
      (decodes && (looksEncoded(text, from, to) || text.startsWith('data:', from))) ||
      (escaped && hasEscapes(text, from, to)))
  const pieces: Piece[] = []
  for (const literal of literalsOf(text, family, wanted)) {
    const piece = literalPiece(text, literal, purse, left, turns)
    if (piece !== null) pieces.push(piece)
    if (purse.exhausted) break
  }
  return pieces
}

// Two literals with a sign of joining between them, or on lines that follow each other.
const joints = /["'`]\s{0,20}(?:\+|\.{1,2}|&)\s{0,20}["'`]|["'][ \t]{0,8}\r?\n[ \t]{0,40}[bru]?["']|''|""/

function literalPiece(text: string, literal: Literal, purse: Purse, left: Left, turns: boolean): Piece | null {
  const { content } = literal
  if (content.length < encodedMin && !literal.joined) return null
  const around = aroundOf(text, literal)
  const turned = isReversed(text, literal, around) || (turns && isBackwards(content))
  const base: Layer[] = literal.joined ? ['joined'] : []
  const start: Text = turned
    ? { text: [...content].reverse().join(''), layers: [...base, 'reversed'] }
    : { text: content, layers: base }
  const found = unwrapped(start, around, purse, left(literal) - (turned ? 1 : 0))
  if (found.layers.length === 0) return null
  const place = turned || found.layers.length > base.length ? called(literal, around) : literal
  return { start: place.start, end: place.end, text: found.text, layers: found.layers, quoted: true }
}

type Around = { readonly before: string; readonly after: string }

const aroundOf = (text: string, { start, end }: Literal): Around => ({
  before: text.slice(Math.max(0, start - 80), start),
  after: text.slice(end, end + 60),
})

/** Takes layers off as long as the whole of the text is encoded. */
function unwrapped(start: Text, around: Around, purse: Purse, left: number): Text {
  let found = start
  for (let rest = left; rest > 0 && !purse.exhausted; ) {
    const next = unescaped(found.text) ?? decoded(found.text, around, found === start, purse)
    if (next === null) break
    rest -= next.layers.filter((layer) => layer !== 'utf-16').length
    found = { text: next.text, layers: [...found.layers, ...next.layers] }
  }
  return found
}

const escapes =
  /\\x([0-9a-f]{2})|\\u(?:00([0-9a-f]{2})|\{0{0,4}([0-9a-f]{2})\})|\\([0-3]?[0-7]{2})(?![0-9])|%([2-7][0-9a-f])/gi
const escapesMin = 4
const otherEscapes = /\\[0-3][0-7]{2}|%[2-7][0-9a-fA-F]%/

function hasEscapes(text: string, from: number, to: number): boolean {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if ((code === 92 || code === 37) && ++count >= escapesMin) return true
  }
  return false
}

/** Text in escapes, where it is written so to be unreadable: letters and signs that need none. */
function unescaped(content: string): Text | null {
  if (!content.includes('\\') && !content.includes('%')) return null
  let count = 0
  const text = content.replace(escapes, (all: string, ...groups: (string | undefined)[]) => {
    const [hex, short, long, octal, percent] = groups
    const byte =
      octal === undefined ? Number.parseInt(hex ?? short ?? long ?? percent ?? '', 16) : Number.parseInt(octal, 8)
    if (!(byte >= 32 && byte < 127)) return all
    count++
    return String.fromCharCode(byte)
  })
  return count >= escapesMin ? { text, layers: ['escapes'] } : null
}

const folds = /[ \t\r]{0,80}(?:\n|\\n)[ \t]{0,80}/g
const base64Text = /^[A-Za-z0-9+/_-]+={0,2}$/
const hexText = /^(?:[0-9a-fA-F]{2})+$/
const inflates = /inflate|DeflateStream|-15\b|wbits/i
const decodes = /(?:atob|b64|base64|decode|buffer\.from|unhex|fromhex|pack)\w{0,30}["']?\(\s{0,4}b?$/i

function decoded(content: string, around: Around, first: boolean, purse: Purse): Text | null {
  const body = content.trim().replace(/^data:[\w/+.;=-]{0,60};base64,/, '')
  const bare = /\n|\\n/.test(body) ? body.replace(folds, '') : body
  if (bare.length < encodedMin || !base64Text.test(bare)) return null
  const called = !first || decodes.test(around.before) || (bare.endsWith('=') && bare.length % 4 === 0)
  if (bare.length < plainRunMin && !called) return null
  const isHex = bare.length % 2 === 0 && hexText.test(bare)
  return (isHex ? fromBytes(bare, 'hex', around, purse) : null) ?? fromBytes(bare, 'base64', around, purse)
}

function fromBytes(body: string, layer: 'base64' | 'hex', { before, after }: Around, purse: Purse): Text | null {
  const head = Buffer.from(body.slice(0, 64), layer)
  const hinted = inflates.test(before) || inflates.test(after)
  if (!hinted && !mayHoldText(head)) return null
  const bytes = Buffer.from(body, layer)
  const text = textOf(bytes, purse) ?? (hinted ? deflatedText(bytes, purse) : null)
  return text === null ? null : { text: text.text, layers: [layer, ...text.layers] }
}

/** The first bytes are those of text, or of a compressed stream. */
function mayHoldText(head: Buffer): boolean {
  const [first = 0, second = 0] = head
  if ((first === 0x78 && ((first << 8) | second) % 31 === 0) || (first === 0x1f && second === 0x8b)) return true
  if ((isPrintable(first) && second === 0) || (first === 0xff && second === 0xfe)) return true
  return isPrintable(first) && head.every((byte) => isPrintable(byte) || byte >= 0x80)
}

const turnsAfter =
  /^\s{0,4}(?:\[\s{0,2}::\s{0,2}-1\s{0,2}\]|\.split\((["'`]){2}\)\.reverse\(\)\.join\(|\.reverse\b|\[-1\s{0,2}\.\.\s{0,2}-)/
const turnsBefore = /(?:strrev|StrReverse|reversed|scalar\s{1,4}reverse)\s{0,4}\(?\s{0,4}$/i

function isReversed(text: string, { start, end }: Literal, { before, after }: Around): boolean {
  const next = text[end]
  return (
    ((next === '[' || next === '.' || next === ' ') && turnsAfter.test(after)) ||
    ((text[start - 1] === '(' || text[start - 1] === ' ') && turnsBefore.test(before))
  )
}

// By language, and told from their rarest letters on: what begins with a common one is slow to look for.
const turners: Partial<Readonly<Record<Family, readonly string[]>>> = {
  py: ['::-1]'],
  js: ['verse()'],
  html: ['verse()'],
  php: ['strrev'],
  rb: ['verse'],
  pl: ['verse'],
  lua: ['verse'],
  vb: ['verse'],
  ps: ['[-1', 'verse'],
  unknown: ['::-1]', 'verse', 'strrev', '[-1'],
}

// Where something of the file is reversed, it may be a literal that reads well backwards: an address, a command, base64.
const backwards =
  /:s?ptth$|\s(?:hs|hsab|lruc|tegw|llehsrewop|nohtyp|dmc|exe\.llehsrewop|exe\.dmc|cn|ohce)(?:\/nib\/)?$|^={1,2}[A-Za-z0-9+/]{12}|;? ?so tropmi/

const mayBeTurned = (text: string, from: number, to: number): boolean =>
  backwards.test(text.slice(Math.max(from, to - 24), to)) ||
  text[from] === '=' ||
  turnsAfter.test(text.slice(to + 1, to + 24)) ||
  turnsBefore.test(text.slice(Math.max(0, from - 24), from - 1))

const isBackwards = (content: string): boolean => content.length >= plainRunMin && backwards.test(content)

// The call that decodes goes with its literal, so that `require(atob('..'))` reads as `require('..')`.
const opening =
  /(?:(?:window|globalThis|self)\.)?(?:atob|unescape|decodeURIComponent|Buffer\.from|(?:base64\.)?(?:urlsafe_|standard_)?b64decode|base64_decode|hex2bin|strrev|StrReverse|Base64\.(?:strict_|urlsafe_)?decode64|bytes\.fromhex|bytearray\.fromhex|(?:binascii\.)?unhexlify)\(\s{0,4}b?$/
const closing =
  /^\s{0,4}(?:,\s{0,4}["'](?:base64|base64url|hex)["']\s{0,4})?\)(?:\s{0,4}\.\s{0,4}(?:toString|decode)\(\s{0,4}(?:["'][\w-]{0,10}["'])?\s{0,4}\))?/
const turning = /^\s{0,4}(?:\[\s{0,2}::\s{0,2}-1\s{0,2}\]|\.split\((["'`]){2}\)\.reverse\(\)\.join\(["'`]{2}\))/

function called(literal: Literal, { before, after }: Around): { readonly start: number; readonly end: number } {
  const turned = turning.exec(after)?.[0].length ?? 0
  const open = opening.exec(before)
  const close = open === null ? null : closing.exec(after.slice(turned))
  if (open === null || close === null) return { start: literal.start, end: literal.end + turned }
  return { start: literal.start - open[0].length, end: literal.end + turned + close[0].length }
}

const encodedCommand = /-e(?:c|n|nc|ncodedcommand)?["']?[\s,]{1,4}["']?([A-Za-z0-9+/]{16,}={0,2})(?![\w+/=])/gi
const piped =
  /(?:echo|printf|<<<)\s[^\n|;]{0,24}?(?<![\w+/=])([A-Za-z0-9+/]{12,}={0,2})["']?\s{0,4}\|\s{0,4}(?:base64|openssl)/g

/** What stands in a command without quotes of its own. */
function argumentPieces(text: string, purse: Purse, left: Left): readonly Piece[] {
  const around = { before: 'base64(', after: '' }
  const commands = mentions(text, ['wershell', 'WERSHELL', 'pwsh', '-enc', '-Enc'])
  const patterns = [...(commands ? [encodedCommand] : []), ...(text.includes('base64') ? [piped] : [])]
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const content = match[1] ?? ''
      const start = match.index + match[0].lastIndexOf(content)
      const place = { start, end: start + content.length }
      const found = unwrapped({ text: content, layers: [] }, around, purse, left(place))
      if (found.layers.length === 0) return []
      return [{ ...place, text: found.text, layers: found.layers, quoted: false }]
    }),
  )
}

/** What is looked for in a whole text or literal, for the test that none of it can be made to run away. */
export const searches: readonly RegExp[] = [
  ...[escapes, folds, base64Text, hexText, inflates, decodes, opening, closing],
  ...[turnsAfter, turnsBefore, turning, backwards, encodedCommand, piped],
]
