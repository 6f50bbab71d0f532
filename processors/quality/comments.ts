// Counts the bytes of a file that stand in comments, with one look at each byte and no parser. A string it misreads ends
// with its line, so that one odd quote does not turn the rest of the file around.
import { addComment, type Comments, commentsOf, newCounts } from './comment-counts.ts'
import { type Syntax, syntaxOf } from './syntax.ts'
import { kindsMarking } from './text.ts'

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
  /** For the pass over the text: marks whatever an opener or what closes it begins with, and what a string stops at. */
  readonly kinds: Int32Array
  readonly documents: readonly (readonly number[])[]
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
  const marked = all.flatMap(({ open, close }) => [open[0] ?? 0, close[0] ?? 0])
  const documents = (syntax.documents ?? []).map(bytesOf)
  return { openers, first, kinds: kindsMarking([newline, backslash, ...marked]), documents, syntax }
}

/** How a language's comments are found: what the pass over the text must mark, and the count from those marks. */
export type CommentReader = {
  readonly kinds: Int32Array
  readonly count: (bytes: Uint8Array, text: string, marks: Int32Array, marked: number) => Comments
}

/** Readers by language, each syntax compiled once. It gives null where a language's syntax is not known. */
export function commentReaders(): (language: string) => CommentReader | null {
  const compiled = new Map<Syntax, CommentReader>()
  return (language) => {
    const syntax = syntaxOf(language)
    if (syntax === null) return null
    const known = compiled.get(syntax) ?? readerOf(compile(syntax))
    compiled.set(syntax, known)
    return known
  }
}

const readerOf = (compiled: Compiled): CommentReader => ({
  kinds: compiled.kinds,
  count: (bytes, text, marks, marked) => count(compiled, bytes, text, marks, marked),
})

function count(
  { openers, first, documents, syntax }: Compiled,
  bytes: Uint8Array,
  text: string,
  marks: Int32Array,
  marked: number,
): Comments {
  const counted = newCounts()
  let done = 0
  for (let mark = 0; mark < marked; ) {
    const at = marks[mark] as number
    if (at < done) {
      mark++
      continue
    }
    const byte = bytes[at] as number
    const opener = first[byte] === 0 ? undefined : openerAt(openers[byte] as readonly Opener[], syntax, bytes, at)
    if (counted.opening && (hasCode(bytes, done, at) || (opener === undefined && byte > 32))) counted.opening = false
    if (opener === undefined) {
      done = at + 1
      mark++
      continue
    }
    mark = closing(opener, bytes, marks, marked, mark + 1, at + opener.open.length)
    done = endOf(opener, bytes, mark === marked ? bytes.length : (marks[mark] as number))
    const isDocString = opener.kind === 'text' && syntax.docStrings === true && isLineStart(bytes, at)
    if (opener.kind === 'line' || opener.kind === 'block' || isDocString)
      addComment(
        counted,
        bytes,
        { from: at, to: done, isLine: opener.kind === 'line' },
        isDocString || isIn(documents, bytes, at),
      )
    else counted.opening = false
  }
  return commentsOf(counted, bytes, text)
}

/** Whether a comment begins with a mark of documentation that is no banner. */
function isIn(documents: readonly (readonly number[])[], bytes: Uint8Array, at: number): boolean {
  for (const mark of documents) {
    if (bytes[at] === mark[0] && matches(mark, bytes, at) && bytes[at + mark.length] !== mark.at(-1)) return true
  }
  return false
}

function hasCode(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((bytes[i] as number) > 32) return true
  return false
}

/**
 * The mark at which ends what was opened: a string ends with its line, everything else where it is closed, or with the
 * file, after its last mark.
 */
function closing(
  opener: Opener,
  bytes: Uint8Array,
  marks: Int32Array,
  marked: number,
  next: number,
  from: number,
): number {
  const { close, kind } = opener
  const last = close[0] as number
  const escapes = kind === 'string' || kind === 'text'
  let mark = next
  while (mark < marked && (marks[mark] as number) < from) mark++
  for (; mark < marked; mark++) {
    const at = marks[mark] as number
    const byte = bytes[at] as number
    if (byte === last && matches(close, bytes, at)) return mark
    if (!escapes) continue
    if (byte === backslash && marks[mark + 1] === at + 1) mark++
    else if (byte === newline && kind === 'string') return mark
  }
  return marked
}

/** The offset after what ends at a mark: a line's end is none of a comment or a string. */
function endOf({ close, kind }: Opener, bytes: Uint8Array, at: number): number {
  if (at === bytes.length || kind === 'line') return at
  return bytes[at] === close[0] ? at + close.length : at
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

function matches(text: readonly number[], bytes: Uint8Array, at: number): boolean {
  for (let k = 1; k < text.length; k++) if (bytes[at + k] !== text[k]) return false
  return true
}

function isLineStart(bytes: Uint8Array, at: number): boolean {
  let i = at - 1
  while (i >= 0 && (bytes[i] === 32 || bytes[i] === 9)) i--
  return i < 0 || bytes[i] === newline
}
