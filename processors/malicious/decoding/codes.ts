// Text written as the numbers of its characters: lists of them, and chains of calls that turn each into its character.

import type { Family } from '../families.ts'
import { isPrintable, type Purse, spend } from './bytes.ts'
import { mentions } from './look.ts'
import type { Piece } from './pieces.ts'

const codesMin = 8
const list = /(?<!\w)(?:\d{1,3}|0x[\da-fA-F]{2})(?:\s{0,3},\s{0,20}(?:\d{1,3}|0x[\da-fA-F]{2})(?!\w)){7}/
const chain =
  /(?:\bchrw?\$?\(|\[char\]\(?|fromCharCode\()\s{0,2}(?:0x[0-9a-f]{2}|\d{2,3})\s{0,2}\)?(?:\s{0,4}[+.&]{1,2}\s{0,4}(?:chrw?\$?\(|\[char\]\(?|String\.fromCharCode\()\s{0,2}(?:0x[0-9a-f]{2}|\d{2,3})\s{0,2}\)?){3,4000}/gi

const calls: Partial<Readonly<Record<Family, readonly string[]>>> = {
  py: ['chr('],
  js: ['CharCode('],
  html: ['CharCode('],
  php: ['chr('],
  pl: ['chr('],
  vb: ['Chr', 'chr', 'CHR'],
  ps: ['[char]', '[Char]', '[CHAR]'],
  unknown: ['chr(', 'CharCode(', 'Chr(', '[char]'],
}

/** What makes text of a list of numbers; in C a list is text by itself, in other languages none is. */
const lists: Partial<Readonly<Record<Family, readonly string[]>>> = {
  py: ['chr', 'bytes(', 'bytearray('],
  js: ['CharCode', 'CodePoint', 'Uint8Array', 'Buffer.from('],
  html: ['CharCode', 'CodePoint', 'Uint8Array'],
  php: ['chr'],
  pl: ['chr', 'pack'],
  rb: ['pack', '.chr'],
  lua: ['char'],
  ps: ['[char', '[Char', '[byte', '[Byte'],
  vb: ['Chr', 'chr'],
  go: ['byte{'],
  java: ['byte[', 'char[', 'byteArrayOf('],
  cs: ['byte[', 'char['],
  rust: ['u8'],
}
const mayList = (text: string, family: Family): boolean =>
  family === 'c' || family === 'unknown' || mentions(text, lists[family] ?? [])

/** Text in numbers, whether listed or each in a call. */
export const codePieces = (text: string, family: Family, purse: Purse): readonly Piece[] => [
  ...(mentions(text, calls[family] ?? []) ? callPieces(text) : []),
  ...(mayList(text, family) && list.test(text) ? listPieces(text, purse) : []),
]

/** `chr(104) + chr(105) + ..` */
function callPieces(text: string): readonly Piece[] {
  return [...text.matchAll(chain)].flatMap((match) => {
    const codes = (match[0].match(/0x[0-9a-f]{2}|\d{2,3}/gi) ?? []).map(Number)
    const at = { start: match.index, end: match.index + match[0].length, quoted: true }
    return codes.every(isPrintable) ? [{ ...at, text: String.fromCharCode(...codes), layers: ['codes'] as const }] : []
  })
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isHexDigit = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
const isWordOrDot = (code: number): boolean =>
  isDigit(code) || code === 46 || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13

/** Lists of numbers each of which is a printable character: `[104, 105, 0x0a]`. */
function listPieces(text: string, purse: Purse): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
    if (!isHexDigit(text.charCodeAt(at - 1)) || !startsNumber(text, at + 1)) continue
    let start = at
    while (start > 0 && isHexDigit(text.charCodeAt(start - 1)) && at - start < 4) start--
    if (text[start - 1] === 'x' && text[start - 2] === '0') start -= 2
    const list = numbersAt(text, start)
    const codes = list.codes.at(-1) === 0 ? list.codes.slice(0, -1) : list.codes
    if (codes.length >= codesMin && codes.every(isPrintable) && !isWordOrDot(text.charCodeAt(start - 1))) {
      spend(purse, codes.length)
      const bytes = Buffer.from(codes)
      pieces.push({ start, end: list.end, text: bytes.toString('latin1'), layers: ['codes'], quoted: true })
    }
    at = Math.max(at, list.end - 1)
  }
  return pieces
}

function startsNumber(text: string, from: number): boolean {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return isDigit(text.charCodeAt(at))
}

function numbersAt(text: string, from: number): { readonly codes: readonly number[]; readonly end: number } {
  const codes: number[] = []
  let end = from
  for (let at = from; at < text.length; at++) {
    const start = at
    while (at < text.length && at - start < 5 && (isHexDigit(text.charCodeAt(at)) || text[at] === 'x')) at++
    const value = Number(text.slice(start, at))
    if (at === start || !Number.isInteger(value) || value > 255) break
    codes.push(value)
    end = at
    while (isBlank(text.charCodeAt(at))) at++
    if (text[at] !== ',') break
    while (isBlank(text.charCodeAt(at + 1))) at++
  }
  return { codes, end }
}

/** What is looked for in a whole text, for the test that none of it can be made to run away. */
export const codeSearches: readonly RegExp[] = [list, chain]
