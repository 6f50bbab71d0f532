// Texts made of a text by decoding: the same text with what its literals say in their place, and programs that literals
// hold, each with the way back to the file: a place in it is the place of the outermost literal.
import type { Family } from '../families.ts'
import type { Span } from '../model.ts'
import type { Layer } from './bytes.ts'
import type { Piece } from './pieces.ts'

/** Where a place of a derived text lies in the file, and what was taken off on the way; no layers where it stands plainly. */
export type Origin = Span & { readonly layers: readonly Layer[] }

export type Derived = {
  readonly text: string
  readonly originOf: (span: Span) => Origin
}

/** The file itself. */
export const plain = (text: string): Derived => ({ text, originOf: ({ start, end }) => ({ start, end, layers: [] }) })

type Cut = { readonly from: number; readonly to: number; readonly piece: Piece }

// Longer texts and programs of several lines are read by themselves, not where a literal stands.
const inPlaceMax = 4_096

/** The text with its pieces decoded where they stand; null where none can stand there. */
export function inPlace(source: Derived, pieces: readonly Piece[]): Derived | null {
  const parts: string[] = []
  const cuts: Cut[] = []
  let read = 0
  let written = 0
  for (const piece of pieces) {
    const text = piece.text.trim()
    if (text.includes('\n') || text.length > inPlaceMax) continue
    const kept = source.text.slice(read, piece.start)
    const shown = piece.quoted ? quotedLike(source.text[piece.start] ?? '"', text) : text
    parts.push(kept, shown)
    const from = written + kept.length
    written = from + shown.length
    cuts.push({ from, to: written, piece })
    read = piece.end
  }
  if (cuts.length === 0) return null
  parts.push(source.text.slice(read))
  return { text: parts.join(''), originOf: (span) => originIn(source, cuts, span) }
}

/** A text between quotes that are not in it. */
function quotedLike(first: string, text: string): string {
  const wanted = first === "'" || first === '`' ? first : '"'
  const quote = [wanted, "'", '"'].find((each) => !text.includes(each))
  return quote === undefined ? wanted + text.replaceAll(wanted, `\\${wanted}`) + wanted : quote + text + quote
}

function originIn(source: Derived, cuts: readonly Cut[], span: Span): Origin {
  const last = Math.max(span.start, span.end - 1)
  const { from } = placeOf(cuts, span.start)
  const { to } = placeOf(cuts, last)
  const origin = source.originOf({ start: from, end: to })
  // The last cut that begins ahead of the span's end is the one it touches, if it touches any.
  const touched = cuts[cutAt(cuts, last)]
  const layers = touched !== undefined && touched.to > span.start ? touched.piece.layers : []
  return { ...origin, layers: [...origin.layers, ...layers] }
}

/** A place in the text that the cuts were made in: the whole of a piece, or one character outside. */
function placeOf(cuts: readonly Cut[], at: number): { readonly from: number; readonly to: number } {
  const cut = cuts[cutAt(cuts, at)]
  if (cut === undefined) return { from: at, to: at + 1 }
  if (at < cut.to) return { from: cut.piece.start, to: cut.piece.end }
  const place = cut.piece.end + at - cut.to
  return { from: place, to: place + 1 }
}

/** Which cut is the last that begins at a place or before it; -1 where none does. */
function cutAt(cuts: readonly Cut[], at: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle] as Cut).from <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Programs that pieces hold, by the language they are in: one text a language, because one file's parts belong together. */
export function programsOf(
  source: Derived,
  pieces: readonly Piece[],
  familyOf: (piece: Piece) => Family | null,
): ReadonlyMap<Family, Derived> {
  const byFamily = new Map<Family, Piece[]>()
  for (const piece of pieces) {
    const family = familyOf(piece)
    if (family === null) continue
    const known = byFamily.get(family)
    if (known === undefined) byFamily.set(family, [piece])
    else known.push(piece)
  }
  return new Map([...byFamily].map(([family, own]) => [family, together(source, own)]))
}

function together(source: Derived, pieces: readonly Piece[]): Derived {
  const cuts: Cut[] = []
  let written = 0
  for (const piece of pieces) {
    cuts.push({ from: written, to: written + piece.text.length, piece })
    written += piece.text.length + 1
  }
  return {
    text: pieces.map((piece) => piece.text).join('\n'),
    originOf: (span) => {
      const { piece } = cuts[Math.max(0, cutAt(cuts, span.start))] as Cut
      const origin = source.originOf({ start: piece.start, end: piece.end })
      return { ...origin, layers: [...origin.layers, ...piece.layers] }
    },
  }
}
