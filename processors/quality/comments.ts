// Counts the bytes of a file that stand in comments, with one look at each byte and no parser. A string it misreads ends
// with its line, so that one odd quote does not turn the rest of the file around.
import { type Syntax, syntaxOf } from './syntax.ts'

type Opener = {
  readonly open: readonly number[]
  readonly close: readonly number[]
  readonly kind: 'line' | 'block' | 'string' | 'text'
}

type Compiled = {
  /** By first byte. */
  readonly openers: readonly (readonly Opener[])[]
  /** 1 where some opener begins with the byte. */
  readonly first: Uint8Array
  /** The same, and 1 for whatever is no blank: looked at until a file's first code. */
  readonly filled: Uint8Array
  readonly syntax: Syntax
}

const bytesOf = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')]
const newline = 10
const backslash = 92

/** Longest openers first, so that `"""` is not read as an empty string and `--[[` not as a line comment. */
function compile(syntax: Syntax): Compiled {
  const line = [newline]
  const all: readonly Opener[] = [
    ...syntax.block.map(([open, close]) => ({ open: bytesOf(open), close: bytesOf(close), kind: 'block' as const })),
    ...syntax.line.map((open) => ({ open: bytesOf(open), close: line, kind: 'line' as const })),
    ...(syntax.longQuotes ?? []).map((quote) => ({
      open: bytesOf(quote),
      close: bytesOf(quote),
      kind: 'text' as const,
    })),
    ...[...syntax.quotes].map((quote) => ({ open: bytesOf(quote), close: bytesOf(quote), kind: 'string' as const })),
  ]
  const openers: Opener[][] = Array.from({ length: 256 }, () => [])
  for (const opener of [...all].sort((a, b) => b.open.length - a.open.length))
    openers[opener.open[0] ?? 0]?.push(opener)
  const first = Uint8Array.from(openers, (list) => (list.length > 0 ? 1 : 0))
  return { openers, first, filled: first.map((opens, byte) => (byte > 32 ? 1 : opens)), syntax }
}

/** Bytes in comments, and how many of them are a licence header: the comments that open a file and speak of a licence. */
export type Comments = { readonly total: number; readonly licence: number }

export type CommentReader = (language: string, bytes: Uint8Array, text: string) => Comments | null

/** A reader that compiles each language's syntax once. It gives null where a language's syntax is not known. */
export function commentReader(): CommentReader {
  const compiled = new Map<Syntax, Compiled>()
  return (language, bytes, text) => {
    const syntax = syntaxOf(language)
    if (syntax === null) return null
    const known = compiled.get(syntax) ?? compile(syntax)
    compiled.set(syntax, known)
    return count(known, bytes, text)
  }
}

function count({ openers, first, filled, syntax }: Compiled, bytes: Uint8Array, text: string): Comments {
  const size = bytes.length
  let total = 0
  let header = 0
  // Once code has begun, only openers are of interest.
  let looked = filled
  for (let i = 0; ; ) {
    while (i < size && looked[bytes[i] as number] === 0) i++
    if (i >= size) break
    const byte = bytes[i] as number
    const opener = first[byte] === 0 ? undefined : openerAt(openers[byte] as readonly Opener[], syntax, bytes, i)
    if (opener === undefined) {
      if (byte > 32) looked = first
      i++
      continue
    }
    const end = endOf(opener, bytes, i + opener.open.length)
    const documents = opener.kind === 'text' && syntax.docStrings === true && isLineStart(bytes, i)
    if (opener.kind === 'line' || opener.kind === 'block' || documents) {
      total += end - i
      if (looked === filled) header = end
    } else looked = first
    i = end
  }
  const licensed = header > 0 && /copyright|licen[cs]e/i.test(text.slice(0, header))
  return { total, licence: licensed ? header : 0 }
}

function openerAt(openers: readonly Opener[], syntax: Syntax, bytes: Uint8Array, at: number): Opener | undefined {
  for (const opener of openers) if (opens(opener, syntax, bytes, at)) return opener
  return undefined
}

function opens(opener: Opener, syntax: Syntax, bytes: Uint8Array, at: number): boolean {
  for (let k = 1; k < opener.open.length; k++) if (bytes[at + k] !== opener.open[k]) return false
  if (opener.kind !== 'line' || at === 0) return true
  const before = bytes[at - 1] as number
  // A URL's slashes are not a comment.
  if (before === 58) return false
  return syntax.spaced !== true || before <= 32
}

/** The offset after what was opened: a string ends with its line, everything else where it is closed or the file ends. */
function endOf({ close, kind }: Opener, bytes: Uint8Array, from: number): number {
  if (kind === 'line') return endOfLine(bytes, from)
  return kind === 'block' ? endOfBlock(close, bytes, from) : endOfString(close, kind === 'text', bytes, from)
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const size = bytes.length
  let i = from
  while (i < size && bytes[i] !== newline) i++
  return Math.min(i, size)
}

function endOfBlock(close: readonly number[], bytes: Uint8Array, from: number): number {
  const size = bytes.length
  const last = close[0] as number
  for (let i = from; i < size; i++) {
    while (i < size && bytes[i] !== last) i++
    if (i < size && matches(close, bytes, i)) return i + close.length
  }
  return size
}

function endOfString(close: readonly number[], mayGoOn: boolean, bytes: Uint8Array, from: number): number {
  const size = bytes.length
  const last = close[0] as number
  for (let i = from; i < size; i++) {
    const byte = bytes[i] as number
    if (byte > last && byte !== backslash) continue
    if (byte === last && matches(close, bytes, i)) return i + close.length
    if (byte === backslash) i++
    else if (byte === newline && !mayGoOn) return i
  }
  return size
}

function matches(text: readonly number[], bytes: Uint8Array, at: number): boolean {
  for (let k = 1; k < text.length; k++) if (bytes[at + k] !== text[k]) return false
  return true
}

function isLineStart(bytes: Uint8Array, at: number): boolean {
  let i = at - 1
  while (i >= 0 && (bytes[i] === 32 || bytes[i] === 9)) i--
  return i < 0 || bytes[i] === newline
}
