// What a statement is, by its first words: SHOW, DESCRIBE and PRINT are ours and small; whatever else is DuckDB's to parse.
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { quoteTopics, type Word, wordsOf } from './words.ts'

type Start =
  | { readonly kind: 'now' }
  | { readonly kind: 'beginning' }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'time'; readonly at: number }

export type Statement =
  | { readonly kind: 'show'; readonly what: 'topics' | 'groups' | 'subjects' | 'tables'; readonly extended: boolean }
  | { readonly kind: 'describe'; readonly name: string }
  | {
      readonly kind: 'print'
      readonly topic: string
      readonly start: Start
      readonly partition: number | null
      readonly limit: number | null
    }
  /** `text` has the names of topics quoted, and neither EMIT CHANGES nor what follows it. */
  | { readonly kind: 'select'; readonly text: string; readonly changes: boolean; readonly limit: number | null }

/** Throws `sql.invalid`. */
export function statementOf(text: string): Statement {
  const bytes = Buffer.byteLength(text)
  if (bytes > limits.sqlStatementBytesMax)
    throw fail('sql.invalid', `expected a statement of at most ${limits.sqlStatementBytesMax} bytes, found ${bytes}`)
  const words = wordsOf(text)
  const says = words.filter(({ kind }) => kind !== 'space' && kind !== 'comment' && kind !== 'end')
  const reader = readerOf(says)
  if (reader.takes('SHOW')) return show(reader)
  if (reader.takes('DESCRIBE')) return describe(reader)
  if (reader.takes('PRINT')) return print(reader)
  return selection(words, says)
}

type Reader = {
  /** Whether the next word is this one; it is read then. */
  readonly takes: (word: string) => boolean
  /** The next word as it was written, without quotes; throws where none is left. */
  readonly next: (what: string) => string
  readonly end: () => void
}

function readerOf(words: readonly Word[]): Reader {
  const state = { at: 0 }
  return {
    takes: (word) => {
      const found = words[state.at]?.kind === 'word' && words[state.at]?.text.toUpperCase() === word
      if (found) state.at++
      return found
    },
    next: (what) => {
      const word = words[state.at++]
      if (word === undefined) throw fail('sql.invalid', `expected ${what}, found the end`)
      return unquoted(word)
    },
    end: () => {
      const word = words[state.at]
      if (word !== undefined)
        throw fail('sql.invalid', `expected the end of the statement, found ${word.text.slice(0, 100)}`)
    },
  }
}

const unquoted = ({ kind, text }: Word): string =>
  kind === 'quoted' && /^(["'])/.test(text) ? text.slice(1, -1).replaceAll(/(["'])\1/g, '$1') : text

function show(reader: Reader): Statement {
  for (const what of ['topics', 'groups', 'subjects', 'tables'] as const) {
    if (!reader.takes(what.toUpperCase())) continue
    const extended = what === 'topics' && reader.takes('EXTENDED')
    reader.end()
    return { kind: 'show', what, extended }
  }
  throw fail(
    'sql.invalid',
    `expected SHOW TOPICS, GROUPS, SUBJECTS or TABLES, found ${reader.next('what to show').slice(0, 100)}`,
  )
}

function describe(reader: Reader): Statement {
  const name = reader.next('a topic or a table')
  reader.end()
  return { kind: 'describe', name }
}

function print(reader: Reader): Statement {
  const topic = reader.next('a topic')
  let start: Start = { kind: 'now' }
  if (reader.takes('FROM')) start = startOf(reader)
  const partition = reader.takes('PARTITION') ? wholeOf(reader, 'a partition') : null
  const limit = reader.takes('LIMIT') ? wholeOf(reader, 'a number of records') : null
  reader.end()
  return { kind: 'print', topic, start, partition, limit }
}

function startOf(reader: Reader): Start {
  if (reader.takes('BEGINNING')) return { kind: 'beginning' }
  if (reader.takes('OFFSET')) return { kind: 'offset', offset: wholeOf(reader, 'an offset') }
  if (!reader.takes('TIMESTAMP')) throw fail('sql.invalid', "expected FROM BEGINNING, OFFSET n or TIMESTAMP '...'")
  const text = reader.next('a time')
  // Without a zone it is UTC, as ROWTIME is.
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes(':') ? text : `${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(at))
    throw fail('sql.invalid', `expected a time such as '2026-01-31 12:00:00', found ${text.slice(0, 100)}`)
  return { kind: 'time', at }
}

function wholeOf(reader: Reader, what: string): number {
  const text = reader.next(what)
  if (!/^\d{1,15}$/.test(text)) throw fail('sql.invalid', `expected ${what}, found ${text.slice(0, 100)}`)
  return Number(text)
}

/** `... EMIT CHANGES [LIMIT n]` is ours; what stands before it is DuckDB's. */
function selection(words: readonly Word[], says: readonly Word[]): Statement {
  const upper = says.slice(-4).map(({ kind, text }) => (kind === 'word' ? text.toUpperCase() : ''))
  const hasLimit = upper.at(-2) === 'LIMIT' && /^\d{1,15}$/.test(upper.at(-1) ?? '')
  const emit = says.length - (hasLimit ? 4 : 2)
  const isEmit = (word: Word | undefined, text: string): boolean =>
    word?.kind === 'word' && word.text.toUpperCase() === text
  if (emit < 0 || !isEmit(says[emit], 'EMIT') || !isEmit(says[emit + 1], 'CHANGES'))
    return {
      kind: 'select',
      text: quoteTopics(words.filter(({ kind }) => kind !== 'end')),
      changes: false,
      limit: null,
    }
  const from = says[emit]?.at ?? 0
  const before = words.filter(({ at }) => at < from)
  return { kind: 'select', text: quoteTopics(before), changes: true, limit: hasLimit ? Number(upper.at(-1)) : null }
}
