// Rules as data, and the one engine that runs them: literals gate, then a regular expression at the literal.
// Budgets count work (windows and bytes), never time, so a noisy machine cannot change a verdict (I10).
import { createHash } from 'node:crypto'
import { buildAutomaton } from '../identify/automaton.ts'
import { type Beginning, beginningsOf, mayBegin } from './beginnings.ts'

/** What the engine needs of a rule. Patterns run on latin1 text, so character classes speak of bytes. */
export type Pattern = {
  readonly id: string
  /** Lower-case literals, one of which is in every match; they match in any case. */
  readonly keywords: readonly string[]
  /**
   * Tried at each keyword. Without `before` it is sticky: the match begins at the keyword itself. With `before` it may
   * begin up to that many bytes ahead of the keyword. Null: the keyword alone is the match.
   */
  readonly pattern: RegExp | null
  /** Bytes ahead of the keyword where a match may begin; default 0. */
  readonly before?: number
  /** Bytes from the keyword's start that a match may span; default 512. */
  readonly after?: number
}

/** One match: byte offsets into the content, and the capture groups as latin1 text. */
export type Match = {
  readonly pattern: number
  readonly start: number
  readonly end: number
  readonly groups: readonly (string | undefined)[]
}

export type Scan = {
  readonly matches: readonly Match[]
  /** True where the work budget ran out: the rest of the file was not looked at. */
  readonly exhausted: boolean
}

/** Windows tried, and matches of one pattern kept, in one file. */
export type Budget = { readonly windowsMax: number; readonly matchesMax: number }

export const defaultBudget: Budget = { windowsMax: 200_000, matchesMax: 200 }

/** `wanted` has 1 for each pattern whose matches count; the others are not tried, as far as the budget goes they are. */
export type Scanner = (bytes: Uint8Array, text: string, wanted?: Uint8Array) => Scan

type Compiled = {
  readonly index: number
  readonly regex: RegExp | null
  /** What a match that begins at the keyword can begin with; null where it may begin elsewhere, or with anything. */
  readonly before: number
  readonly after: number
}

/** Compiles patterns into a scanner. Throws where two patterns share an id or a pattern has no keyword. */
export function compile(patterns: readonly Pattern[], budget: Budget = defaultBudget): Scanner {
  const literals: string[] = []
  const byLiteral: Compiled[][] = []
  const indexOf = new Map<string, number>()
  const ids = new Set<string>()
  const read = beginningsOf()
  patterns.forEach((pattern, index) => {
    if (ids.has(pattern.id)) throw new Error(`rules: two patterns are called ${pattern.id}`)
    if (pattern.keywords.length === 0) throw new Error(`rules: ${pattern.id} has no keyword`)
    ids.add(pattern.id)
    const compiled = compilePattern(pattern, index)
    for (const keyword of new Set(pattern.keywords.map(lowerAscii))) {
      const literal = indexOf.get(keyword) ?? literals.push(keyword) - 1
      indexOf.set(keyword, literal)
      byLiteral[literal] = [...(byLiteral[literal] ?? []), compiled]
    }
  })
  const automaton = buildAutomaton(literals)
  // Read where a pattern is first tried: most commands know the rules and judge nothing.
  const beginnings = new Map<number, Beginning | null>()
  const beginningOf = ({ index, regex, before }: Compiled): Beginning | null => {
    const known = beginnings.get(index)
    if (known !== undefined) return known
    const beginning = regex === null || before > 0 ? null : read(regex)
    beginnings.set(index, beginning)
    return beginning
  }
  const all = new Uint8Array(patterns.length).fill(1)
  // Filled anew ahead of a scan, and only where the one before has written.
  const ends = new Int32Array(patterns.length).fill(-1)
  const kept = new Int32Array(patterns.length)
  const written: number[] = []
  return (bytes, text, wanted = all) => {
    for (const index of written) {
      ends[index] = -1
      kept[index] = 0
    }
    written.length = 0
    const matches: Match[] = []
    let windows = 0
    let exhausted = false
    automaton.scan(bytes, (literal, end) => {
      const start = end - (literals[literal] as string).length
      for (const compiled of byLiteral[literal] as Compiled[]) {
        if (++windows > budget.windowsMax) {
          exhausted = true
          return false
        }
        const { index } = compiled
        if (wanted[index] === 0 || (kept[index] as number) >= budget.matchesMax) continue
        // A keyword inside the pattern's last match was part of it.
        if (start < (ends[index] as number)) continue
        const beginning = beginningOf(compiled)
        if (beginning !== null && !mayBegin(beginning, bytes, start)) continue
        const match = tryAt(compiled, text, start, end)
        if (match === null) continue
        if (kept[index] === 0) written.push(index)
        ends[index] = match.end
        kept[index] = (kept[index] as number) + 1
        matches.push(match)
      }
      return true
    })
    return { matches, exhausted }
  }
}

// Only ASCII letters: other bytes stand for parts of UTF-8 sequences and have no case.
const lowerAscii = (word: string): string => word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

function compilePattern(pattern: Pattern, index: number): Compiled {
  const before = pattern.before ?? 0
  const after = pattern.after ?? 512
  if (pattern.pattern === null) return { index, regex: null, before, after }
  const flags = new Set(pattern.pattern.flags.replaceAll(/[gy]/g, ''))
  flags.add(before === 0 ? 'y' : 'g')
  return { index, regex: new RegExp(pattern.pattern.source, [...flags].join('')), before, after }
}

// The window is cut so that a pattern's cost is bounded by its own reach, and look-behinds still see what stands ahead.
export const lookbehindBytes = 64

function tryAt(compiled: Compiled, text: string, start: number, end: number): Match | null {
  const { index, regex, before, after } = compiled
  if (regex === null) return { pattern: index, start, end, groups: [] }
  const from = Math.max(0, start - before - lookbehindBytes)
  const window = text.slice(from, Math.min(text.length, Math.max(end, start + after)))
  regex.lastIndex = Math.max(0, start - before) - from
  const found = regex.exec(window)
  if (found === null) return null
  const at = from + found.index
  const length = found[0].length
  // With `before`, a match that ends ahead of the keyword or begins past it belongs to another keyword.
  if (at > start || at + length <= start) return null
  return { pattern: index, start: at, end: at + length, groups: found.slice(1) }
}

/** sha256, in hex, of a ruleset's text. */
export const rulesetHash = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The whole ruleset as text: stable JSON, regular expressions as /source/flags, proofs left out.
 * `engine` is a number that a pinned digest of verdicts forces up when code changes them.
 */
export function rulesetText(parts: {
  readonly processor: string
  readonly engine: number
  readonly rules: readonly object[]
  readonly thresholds?: object
  readonly data?: Readonly<Record<string, string>>
}): string {
  return JSON.stringify(parts, (key, value: unknown) => {
    if (key === 'matches' || key === 'misses') return undefined
    if (value instanceof RegExp) return String(value)
    // Code stands behind the engine's number: its text differs between a runtime and a test runner that transforms it.
    if (typeof value === 'function') return 'code'
    if (value instanceof Set) return [...value].sort()
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    return value
  })
}

/**
 * What a ruleset measures, apart from what it decides by: two rulesets that agree in this have comparable signals. Empty
 * where the text is none.
 */
export function measuresOf(text: string): string {
  const isRuleset = (value: unknown): value is Parameters<typeof rulesetText>[0] =>
    typeof value === 'object' && value !== null && 'processor' in value
  const ruleset: unknown = JSON.parse(text)
  if (!isRuleset(ruleset)) return ''
  const { processor, engine, thresholds = {}, data = {} } = ruleset
  return rulesetText({ processor, engine, rules: [], thresholds, data })
}

/** Line numbers by byte offset: reads as far as the furthest offset it was asked of. Lines count from 1. */
export function lineIndex(bytes: Uint8Array): (offset: number) => number {
  const starts = [0]
  let read = 0
  return (offset) => {
    const end = Math.min(offset, bytes.length)
    for (; read < end; read++) if (bytes[read] === 10) starts.push(read + 1)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
