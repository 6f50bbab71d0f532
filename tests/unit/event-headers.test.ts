// Headers of every record that a step or ingest writes: CloudEvents in binary mode, as events.md promises to readers.
// Mutants: leave any of them out of headersOf; take the clock for ce_time; leave the ruleset out of eventId; take codes of ASCII for codes.
import { expect, test } from 'vitest'
import { eventId, headersOf } from '../../runtime/decide.ts'
import { fromHeader, toHeader } from '../../topics/header-text.ts'
import { filesQuality } from '../../topics/index.ts'

const fileId = '0123456789abcdef0123456789abcdef'
const subject = { fileId, submission: 'local/-/désk@1', ruleset: 'r1', at: Date.UTC(2026, 0, 2, 3, 4, 5, 6) }

test('an event says what it is, of what, from where and when, and what its bytes are', () => {
  const id = eventId('quality', filesQuality, subject)
  expect(id).toMatch(/^[0-9a-f]{64}$/)
  expect(headersOf('quality', filesQuality, subject, 'files.submitted.v1:3:7')).toEqual([
    ['ce_specversion', '1.0'],
    ['ce_id', id],
    ['ce_type', 'files.quality.v1'],
    ['ce_source', 'codelupe/quality'],
    ['ce_time', '2026-01-02T03:04:05.006Z'],
    ['ce_subject', fileId],
    ['content-type', 'application/avro'],
    ['x-submission', 'local/-/d%C3%A9sk@1'],
    ['traceparent', `00-${fileId}-${id.slice(0, 16)}-01`],
    ['x-trail', 'files.submitted.v1:3:7'],
  ])
})

test('the same event has the same id, another ruleset, submission or step another one', () => {
  const id = eventId('quality', filesQuality, subject)
  expect(eventId('quality', filesQuality, { ...subject, at: 0 })).toBe(id)
  const others = [
    eventId('secret', filesQuality, subject),
    eventId('quality', filesQuality, { ...subject, ruleset: 'r2' }),
    eventId('quality', filesQuality, { ...subject, submission: 'local/-/desk@2' }),
  ]
  expect(new Set([id, ...others]).size).toBe(4)
})

test("a submission's name is read back from its header as it was", () => {
  for (const name of ['local/-/désk@1', 'local/-/日本 100%@1', 'local/-/a%41b@1', 'github.com/ada/plain@1f'])
    expect([toHeader(name), fromHeader(toHeader(name))]).toEqual([expect.stringMatching(/^[\x20-\x7e]+$/), name])
  expect(fromHeader('cut%C3')).toBe('cut\uFFFD')
})
