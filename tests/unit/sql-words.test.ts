// Statements of `sql` before DuckDB sees them: where they end, what they are, which names are topics, and which one was meant.
// Mutants: a topic is quoted inside of strings and comments too; a semicolon in quotes ends a statement; no limit of a
// statement's bytes.
import { expect, test } from 'vitest'
import { nearestOf } from '../../cli/sql/nearest.ts'
import { statementOf } from '../../cli/sql/statement.ts'
import { splitStatements } from '../../cli/sql/words.ts'
import { limits } from '../../runtime/limits.ts'

const textOf = (text: string): string => {
  const statement = statementOf(text)
  if (statement.kind !== 'select') throw new Error('expected a SELECT')
  return statement.text
}

test('topics are quoted where they are names, in whatever case, and before the names of columns', () => {
  expect(textOf('select * from files.decided.v1 d')).toBe('select * from "files.decided.v1" d')
  expect(textOf('FROM Files.Decided.V1 WHERE files.decided.v1.outcome = 1')).toBe(
    'FROM "files.decided.v1" WHERE "files.decided.v1".outcome = 1',
  )
  expect(textOf('FROM a JOIN dlq.quality.v1,files.secret.v1')).toBe('FROM a JOIN "dlq.quality.v1","files.secret.v1"')
})

test('in strings, comments, quoted names and longer names nothing is touched', () => {
  for (const text of [
    "SELECT 'files.decided.v1', 'it''s files.decided.v1'",
    'SELECT "files.decided.v1"',
    'SELECT 1 -- files.decided.v1',
    'SELECT /* files.decided.v1 */ 1',
    'SELECT $$files.decided.v1$$, $tag$ files.decided.v1 $$ $tag$',
    "SELECT E'\\' files.decided.v1'",
    'SELECT xfiles.decided.v1, files.decided.v12, file.path',
  ])
    expect(textOf(text)).toBe(text)
})

test('a statement ends at a semicolon that is neither quoted nor a comment', () => {
  expect(splitStatements("SELECT ';' ; SELECT 1 -- ;\n; /* ; */ ;; SELECT 2")).toEqual({
    whole: ["SELECT ';'", 'SELECT 1 -- ;'],
    rest: 'SELECT 2',
  })
  expect(splitStatements(' ; -- nothing\n;')).toEqual({ whole: [], rest: '' })
  expect(splitStatements("SELECT 'open ; ").rest).toBe("SELECT 'open ;")
})

test('SHOW, DESCRIBE and PRINT are read in any case', () => {
  expect(statementOf('show topics extended;')).toEqual({ kind: 'show', what: 'topics', extended: true })
  expect(statementOf('SHOW GROUPS')).toEqual({ kind: 'show', what: 'groups', extended: false })
  expect(statementOf('describe files.decided.v1')).toEqual({ kind: 'describe', name: 'files.decided.v1' })
  const all = { kind: 'print', topic: 'files.decided.v1', partition: null, limit: null }
  expect(statementOf("PRINT 'files.decided.v1'")).toEqual({ ...all, start: { kind: 'now' } })
  expect(statementOf("print 'files.decided.v1' from beginning limit 3")).toEqual({
    ...all,
    start: { kind: 'beginning' },
    limit: 3,
  })
  expect(statementOf("PRINT 'files.decided.v1' FROM OFFSET 12 PARTITION 2")).toEqual({
    ...all,
    start: { kind: 'offset', offset: 12 },
    partition: 2,
  })
})

test('a time without a zone is UTC', () => {
  const at = (text: string): unknown => {
    const statement = statementOf(`PRINT 'files.decided.v1' FROM TIMESTAMP '${text}'`)
    return statement.kind === 'print' && statement.start.kind === 'time' ? statement.start.at : null
  }
  const noon = Date.UTC(2026, 0, 31, 12)
  expect([at('2026-01-31 12:00:00'), at('2026-01-31T12:00:00Z'), at('2026-01-31 13:00:00+01:00')]).toEqual([
    noon,
    noon,
    noon,
  ])
  expect(at('2026-01-31')).toBe(Date.UTC(2026, 0, 31))
})

test('what ends with EMIT CHANGES is live, with its own limit', () => {
  const live = { kind: 'select', text: 'SELECT 1 ', changes: true }
  expect(statementOf('SELECT 1 EMIT CHANGES')).toEqual({ ...live, limit: null })
  expect(statementOf('SELECT 1 emit changes limit 5;')).toEqual({ ...live, limit: 5 })
  expect(statementOf("SELECT 'EMIT CHANGES'")).toMatchObject({ changes: false })
  expect(statementOf('SELECT 1 -- EMIT CHANGES')).toMatchObject({ changes: false })
})

test('what is wrong is named, and a statement of 10 MB is refused by its bytes', () => {
  const refused: readonly (readonly [text: string, why: RegExp])[] = [
    [`SELECT '${'x'.repeat(10_000_000)}'`, new RegExp(`at most ${limits.sqlStatementBytesMax} bytes, found 10000009`)],
    ['SHOW TABLESPACES', /expected SHOW TOPICS, GROUPS, SUBJECTS or TABLES, found TABLESPACES/],
    ['SHOW TOPICS NOW', /expected the end of the statement, found NOW/],
    ['DESCRIBE', /expected a topic or a table, found the end/],
    ["PRINT 'a' FROM TIMESTAMP 'soon'", /expected a time such as .*, found soon/],
    ["PRINT 'a' LIMIT x", /expected a number of records, found x/],
  ]
  for (const [text, why] of refused) expect(() => statementOf(text), text.slice(0, 40)).toThrow(why)
})

test('the nearest name is the one with the fewest letters changed, and none where none is near', () => {
  const names = ['outcome', 'reason', 'verdicts', 'pipeline']
  expect(['outcom', 'Reasons', 'verdict', 'qqqqqqqqqqqq'].map((name) => nearestOf(name, names))).toEqual([
    'outcome',
    'reason',
    'verdicts',
    null,
  ])
})
