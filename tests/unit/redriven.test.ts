// A dead letter's way back and forth, without a server: headers and bytes as they were, one story over all attempts, and which
// letters a redrive takes.
// Mutants: in runtime/redriven.ts leave the values of `dlq.b64` coded; take the letter's own place for the record it is of; in
// runtime/dead-letter.ts keep the place of the redriven record as the original; in runtime/breaker.ts count redriven records.
import { expect, test } from 'vitest'
import { handledSet } from '../../cli/redrive/handled.ts'
import { type Selection, standingOf } from '../../cli/redrive/letters.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { bury, deadLetterOf } from '../../runtime/dead-letter.ts'
import { limits } from '../../runtime/limits.ts'
import { headerIn, redrivenHeaders, redrivenOf, storyOf } from '../../runtime/redriven.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { dlqByStep, redriveByStep } from '../../topics/index.ts'

const first: LogRecord = {
  topic: 'files.quality.v1',
  partition: 3,
  offset: 40,
  key: 'k',
  value: Buffer.from([0, 0, 0, 0, 9, 1, 2, 3]),
  headers: [
    ['note', 'naïve'],
    ['note', 'plain'],
    ['ce_subject', 'file'],
    ['x-trail', 'files.submitted.v1:3:7'],
  ],
  timestamp: 1_000,
}

const letterAt = (record: LogRecord, offset: number, at: number): LogRecord => ({
  ...deadLetterOf(bury(record, 'handle', new Error('no')), {
    step: 'malicious',
    ruleset: 'r',
    topic: dlqByStep.malicious,
    at,
  }),
  partition: 3,
  offset,
  timestamp: at,
})

const sent = (letter: LogRecord, offset: number): LogRecord => ({
  ...letter,
  topic: redriveByStep.malicious.name,
  offset,
  headers: redrivenHeaders(letter),
})

const own = ({ headers }: LogRecord): LogRecord['headers'] =>
  headers.filter(([name]) => name === 'note' || name.startsWith('ce_'))

test('a redriven record has the bytes, key and headers of the first, and says where it has been', () => {
  const again = sent(letterAt(first, 5, Date.UTC(2026, 0, 1)), 2)
  expect([again.key, again.value, own(again)]).toEqual([first.key, first.value, own(first)])
  expect(again.headers.filter(([name]) => name.startsWith('dlq.'))).toEqual([])
  expect(headerIn(again, 'x-trail')).toBe('files.submitted.v1:3:7,files.quality.v1:3:40')
  expect(redrivenOf(again)).toEqual({
    attempt: 2,
    letter: { topic: 'dlq.malicious.v1', partition: 3, offset: 5 },
    original: { topic: 'files.quality.v1', partition: 3, offset: 40, timestamp: 1_000 },
    firstFailedAt: '2026-01-01T00:00:00.000Z',
  })
  expect(redrivenOf({ ...again, topic: first.topic })).toBeNull()
})

test('one that fails again is the next attempt of the same story', () => {
  const one = letterAt(first, 5, Date.UTC(2026, 0, 1))
  const two = letterAt(sent(one, 2), 6, Date.UTC(2026, 0, 2))
  const three = letterAt(sent(two, 9), 8, Date.UTC(2026, 0, 3))
  for (const [letter, attempt] of [
    [one, 1],
    [two, 2],
    [three, 3],
  ] as const) {
    expect(storyOf(letter)).toMatchObject({
      attempt,
      original: { topic: 'files.quality.v1', partition: 3, offset: 40, timestamp: 1_000 },
      firstFailedAt: '2026-01-01T00:00:00.000Z',
    })
    expect(letter.headers.filter(([name]) => name.startsWith('x-redrive-'))).toEqual([])
  }
  expect([two, three].map((letter) => storyOf(letter).read.offset)).toEqual([2, 9])
  expect(headerIn(sent(three, 11), 'x-trail')).toBe(
    'files.submitted.v1:3:7,files.quality.v1:3:40,redrive.malicious.v1:3:2,redrive.malicious.v1:3:9',
  )
  expect(own(sent(three, 11))).toEqual(own(first))
})

test('a letter put by hand stands for itself, and may be sent', () => {
  const letter: LogRecord = { ...first, topic: 'dlq.malicious.v1', headers: [] }
  expect(storyOf(letter)).toMatchObject({ attempt: 1, original: { topic: 'dlq.malicious.v1', offset: 40 } })
  expect(redrivenOf(sent(letter, 1))?.attempt).toBe(2)
})

const whole: Selection = { reason: null, since: null, until: null, fileIds: null, letter: null, again: false }

test('what has failed too often is sent only when asked for, and may always be dropped', () => {
  const letter = letterAt(first, 5, 1)
  const tried = {
    ...letter,
    headers: letter.headers.map(
      ([name, value]) => [name, name === 'dlq.attempt' ? String(limits.redriveAttemptsMax) : value] as const,
    ),
  }
  const handled = handledSet()
  expect(standingOf('redriven', letter, whole, handled)).toBe('open')
  expect(standingOf('redriven', tried, whole, handled)).toBe('tried')
  expect(standingOf('redriven', tried, { ...whole, again: true }, handled)).toBe('open')
  expect(standingOf('dropped', tried, whole, handled)).toBe('open')
  const large = letterAt({ ...first, value: Buffer.alloc(limits.deadLetterBytesMax + 1) }, 5, 1)
  expect(standingOf('redriven', large, { ...whole, again: true }, handled)).toBe('cut')
  expect(standingOf('dropped', large, whole, handled)).toBe('open')
  handled.add(letter)
  expect(standingOf('redriven', letter, { ...whole, again: true }, handled)).toBe('handled')
})

test.each<[Partial<Selection>, boolean]>([
  [{ reason: 'handle' }, true],
  [{ reason: 'handle.threw' }, true],
  [{ reason: 'decode' }, false],
  [{ since: 2_000 }, true],
  [{ since: 2_001 }, false],
  [{ until: 2_000 }, false],
  [{ until: 2_001 }, true],
  [{ fileIds: new Set(['file']) }, true],
  [{ fileIds: new Set(['other']) }, false],
  [{ letter: { partition: 3, offset: 5 } }, true],
  [{ letter: { partition: 3, offset: 6 } }, false],
  [{ letter: { partition: 2, offset: 5 } }, false],
])('%j means it: %s', (selection, meant) => {
  const standing = standingOf('redriven', letterAt(first, 5, 2_000), { ...whole, ...selection }, handledSet())
  expect(standing).toBe(meant ? 'open' : 'not meant')
})

test('the set of handled letters holds those that were added, and no other', () => {
  const handled = handledSet()
  const added = [0, 7, 8, 1_023, 8_192, 100_000].map((offset) => ({ partition: offset % 3, offset }))
  for (const place of added) handled.add(place)
  for (let offset = 0; offset < 100_100; offset++)
    for (const partition of [0, 1, 2]) {
      const expected = added.some((place) => place.partition === partition && place.offset === offset)
      if (handled.has({ partition, offset }) !== expected) throw new Error(`wrong at ${partition}/${offset}`)
    }
})

test('redriven records that fail again do not open the breaker', () => {
  const burials = (record: LogRecord) => Array.from({ length: 50 }, () => bury(record, 'handle', new Error('no')))
  expect(() => createBreaker('malicious', 10).observe(burials(first))).toThrow('malicious buried 50')
  createBreaker('malicious', 10).observe(burials(sent(letterAt(first, 5, 1), 2)))
})
