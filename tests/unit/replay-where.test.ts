// Expressions over records: names are held against the schema before anything is read, and what a record lacks is no match.
// Mutants: leave the walk over names out; take an error for a yes; take an expression that gives a number.
import { describe, expect, test } from 'vitest'
import { placeOf } from '../../cli/replay/topic-range.ts'
import { requireTarget } from '../../cli/replay/topic-target.ts'
import { compileWhere } from '../../cli/replay/where.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { dlqByStep, filesDecided, filesSubmitted } from '../../topics/index.ts'

const record: LogRecord = {
  topic: filesDecided.name,
  partition: 2,
  offset: 7,
  key: 'k',
  value: Buffer.alloc(0),
  headers: [['x-submission', 'one']],
  timestamp: Date.UTC(2026, 0, 2),
}
const decision = {
  file: { path: 'src/a.go', language: 'Go', sizeBytes: 12, generated: null, repository: { host: 'local' } },
  outcome: 'rejected',
  verdicts: [{ processor: 'quality', reason: 'code.pass', signals: { score: 69.5 } }],
}
const answer = (expression: string): string => compileWhere(expression, filesDecided)(record, decision)

describe('an expression', () => {
  test.each([
    ['outcome == "rejected" && file.language == "Go"', 'yes'],
    ['file.sizeBytes == 12 && file.generated == null', 'yes'],
    ['verdicts.exists(v, v.reason == "code.pass" && v.signals.score < 70)', 'yes'],
    ['file.repository.host.startsWith("git")', 'no'],
    ['partition == 2 && offset >= 7 && key == "k"', 'yes'],
    ['headers["x-submission"] == "one"', 'yes'],
    ['timestamp < timestamp("2026-01-02T00:00:01Z")', 'yes'],
    ['headers["nothing"] == "one"', 'unanswered'],
    ['"nothing" in headers', 'no'],
  ])('%s is answered %s', (expression, expected) => {
    expect(answer(expression)).toBe(expected)
  })

  test.each([
    ['file.langage == "Go"', 'found file.langage, did you mean language?'],
    ['file.repository.ownr == "a"', 'found file.repository.ownr, did you mean owner?'],
    ['outcom == "rejected"', 'found outcom, did you mean outcome?'],
    ['outcome ==', 'found Unexpected token: EOF'],
    ['offset + 1', 'found one that gives int, not yes or no'],
    ['process.exit()', 'found process'],
    ['key == 3', 'found no such overload: string == int'],
  ])('%s is refused: %s', (expression, said) => {
    expect(() => compileWhere(expression, filesDecided)).toThrow(said)
  })

  test('of a topic without a schema reads keys and headers alone', () => {
    expect(compileWhere('key == "k"', dlqByStep.quality)(record, null)).toBe('yes')
    expect(() => compileWhere('file.path == "a"', dlqByStep.quality)).toThrow('found file')
  })
})

test.each([
  ['beginning', { kind: 'beginning' }],
  ['12', { kind: 'offset', at: 12 }],
  ['2026-11-26T12:00:00Z', { kind: 'time', at: Date.UTC(2026, 10, 26, 12) }],
  ['2026-11-26T12:00', { kind: 'time', at: Date.UTC(2026, 10, 26, 12) }],
  ['2026-11-26', { kind: 'time', at: Date.UTC(2026, 10, 26) }],
  ['2026-11-26T12:00:00+02:00', { kind: 'time', at: Date.UTC(2026, 10, 26, 10) }],
])('a place is typed as %s', (text, place) => {
  expect(placeOf(text, '--from')).toEqual(place)
})

test.each(['yesterday', '-1', '1.5', '2026-13-01', 'end', ''])('%j is no place to begin', (text) => {
  expect(() => placeOf(text, '--from')).toThrow('expected --from beginning, an offset, or a time')
})

test.each([
  undefined,
  filesDecided.name,
  'redrive.quality.v1',
  'training.steps.v1',
  'Trial',
  'one',
  '__consumer_offsets',
  'a..b',
])('%s is no topic to copy into', (into) => {
  expect(() => requireTarget(into, filesSubmitted)).toThrow('--into')
})
