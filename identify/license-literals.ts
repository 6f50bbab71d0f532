// Which literals stand in a text of words, found in one pass: most patterns about licences begin with one, or hold one, and
// are tried only where it is there.
import { buildAutomaton } from './automaton.ts'

/** Says of each literal whether it stands in a text of words; 1 where it does. */
export type Present = Uint8Array

export type LiteralFinder = {
  /** The place of a literal in what `find` returns. */
  readonly indexOf: (literal: string) => number
  /** `words` are ASCII in lower case with single spaces. */
  readonly find: (words: string) => Present
}

/** Stands ahead of a text while its literals are found, so that some of them can ask to be the first of it. */
const edge = '.'

/** Finds literals of words. */
export function createLiteralFinder(literals: readonly string[]): LiteralFinder {
  const distinct = [...new Set(literals)]
  const places = new Map(distinct.map((literal, index) => [literal, index]))
  const { scan } = buildAutomaton(distinct)
  return {
    indexOf: (literal) => {
      const index = places.get(literal)
      if (index === undefined) throw new Error(`literals: ${literal} is not among those that are found`)
      return index
    },
    find: (words) => {
      const present = new Uint8Array(distinct.length)
      scan(Buffer.from(`${edge}${words}`, 'latin1'), (literal) => {
        present[literal] = 1
        return true
      })
      return present
    },
  }
}

/**
 * Literals, one of which every match of a pattern of words begins with, or has just ahead of it where it begins at the edge
 * of a word; null where they cannot be told. Patterns are those of LicenseName: letters, digits and blanks, groups, alternatives in groups.
 */
export function literalStarts(source: string): readonly string[] | null {
  const starts = alternativesOf(source).map(startsOf)
  return starts.some(({ length }) => length === 0) ? null : starts.flat()
}

// A group around a whole pattern counts for nothing: each alternative begins for itself.
function alternativesOf(source: string): readonly string[] {
  const parts = partsOf(source) ?? []
  const inner = parts.length === 1 ? /^\(\?:(.*)\)$/.exec(source)?.[1] : undefined
  return inner === undefined ? parts : (partsOf(inner) ?? [source])
}

/** Split at the bars that stand in no group; null where a group ends that does not begin in it. */
function partsOf(source: string): readonly string[] | null {
  const parts = ['']
  let depth = 0
  for (const letter of source) {
    if (letter === '(') depth++
    else if (letter === ')') depth--
    if (depth < 0) return null
    if (letter === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}

function startsOf(source: string): readonly string[] {
  const [, atEdge, plain = '', next = ''] = /^(\\b)?([a-z0-9 ]*)(.?)/.exec(source) ?? []
  // What a quantifier stands behind may be absent.
  const sure = /[?*{]/.test(next) ? plain.slice(0, -1) : plain
  if (sure.trim() === '') return []
  return atEdge === undefined ? [sure] : [` ${sure}`, `${edge}${sure}`]
}
