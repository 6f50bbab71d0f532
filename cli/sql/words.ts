// Statements as words: enough of SQL's surface to tell what is quoted or a comment from what is not, and no more. It splits a
// text at its semicolons and finds the names of topics, which have dots, where DuckDB expects them quoted.
import { topics } from '../../topics/index.ts'

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

export type Word = {
  readonly kind: 'word' | 'quoted' | 'comment' | 'space' | 'end' | 'sign'
  readonly text: string
  /** Where it begins in the text. */
  readonly at: number
}

// In the order in which they are tried. An escape string, E'..', has backslashes; a dollar quote ends with its own tag; what is
// never closed goes to the end, and DuckDB says so.
const kinds: readonly (readonly [Word['kind'], RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n]*/y],
  ['comment', /\/\*[\s\S]*?(?:\*\/|$)/y],
  ['quoted', /[eE]'[^'\\]*(?:\\[\s\S][^'\\]*)*(?:'|$)/y],
  ['quoted', /'[^']*(?:'|$)/y],
  ['quoted', /"[^"]*(?:"|$)/y],
  ['quoted', /\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?(?:\$\1\$|$)/uy],
  ['word', /[\p{L}\p{N}_$.]+/uy],
  ['end', /;/y],
]

export function wordsOf(text: string): readonly Word[] {
  const found: Word[] = []
  for (let at = 0; at < text.length; ) {
    const word = wordAt(text, at)
    found.push(word)
    at += word.text.length
  }
  return found
}

function wordAt(text: string, at: number): Word {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) return { kind, text: found[0], at }
  }
  return { kind: 'sign', text: text[at] ?? '', at }
}

export type Split = {
  /** Statements that a semicolon ends, without it. */
  readonly whole: readonly string[]
  /** What follows the last semicolon; '' where nothing but space and comments does. */
  readonly rest: string
}

/** Cuts a text at its semicolons; statements of nothing but space and comments are left out. */
export function splitStatements(text: string): Split {
  const whole: string[] = []
  const state = { from: 0, says: false }
  for (const { kind, at } of wordsOf(text)) {
    if (kind === 'end') {
      if (state.says) whole.push(text.slice(state.from, at).trim())
      state.from = at + 1
      state.says = false
    } else if (kind !== 'space' && kind !== 'comment') {
      state.says = true
    }
  }
  return { whole, rest: state.says ? text.slice(state.from).trim() : '' }
}

const topicNames: ReadonlyMap<string, string> = new Map(topics.map(({ name }) => [name.toLowerCase(), name]))

/** The same statement with each topic's name quoted, also before a column's: `files.decided.v1.outcome`. */
export function quoteTopics(words: readonly Word[]): string {
  return words.map((word) => (word.kind === 'word' ? quotedTopic(word.text) : word.text)).join('')
}

function quotedTopic(word: string): string {
  const parts = word.split('.')
  if (parts.length < 3) return word
  const topic = topicNames.get(parts.slice(0, 3).join('.').toLowerCase())
  return topic === undefined ? word : [identifier(topic), ...parts.slice(3)].join('.')
}
