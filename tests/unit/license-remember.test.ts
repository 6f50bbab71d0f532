// What the licence gate remembers of one file it says of another only where all that the answer depends on is the same (I5).
// Mutants: leave the confidence, the path or the declaration out of what is remembered outside a file; leave the choice or
// the kind out of it inside; keep answers without a limit.
import { describe, expect, test } from 'vitest'
import type { Header } from '../../identify/license-headers.ts'
import { headersKey, outsideKey } from '../../processors/license/evidence.ts'
import { remembering } from '../../processors/license/remember.ts'
import type { LicenseEvidence } from '../../schemas/types.ts'

const header: Header = { kind: 'notice', spdx: 'MIT', start: 0, end: 9, confidence: 0.9, id: 'notice', choice: false }
const evidence: LicenseEvidence = { path: 'LICENSE', spdx: 'MIT', sha256: '0', confidence: 1, ruleset: 'r' }

describe('statements of a file', () => {
  test.each<Partial<Header>>([{ kind: 'tag' }, { spdx: 'ISC' }, { confidence: 0.5 }, { choice: true }])(
    'with %j are others',
    (change) => {
      expect(headersKey([{ ...header, ...change }])).not.toBe(headersKey([header]))
    },
  )
  test('are others in another number', () => {
    expect(headersKey([header, header])).not.toBe(headersKey([header]))
  })
  test('are the same at another place', () => {
    expect(headersKey([{ ...header, start: 5, end: 14 }])).toBe(headersKey([header]))
  })
})

describe('evidence outside a file', () => {
  test.each<Partial<LicenseEvidence>>([{ path: 'package.json' }, { spdx: 'ISC' }, { confidence: 0.5 }])(
    'with %j is another',
    (change) => {
      expect(outsideKey([{ ...evidence, ...change }], null)).not.toBe(outsideKey([evidence], null))
    },
  )
  test('is another beside another declaration', () => {
    expect(outsideKey([evidence], 'MIT')).not.toBe(outsideKey([evidence], null))
    expect(outsideKey([], 'null')).not.toBe(outsideKey([], null))
  })
})

describe('what is remembered', () => {
  test('is asked for once, and again when much else was asked for', () => {
    const asked: string[] = []
    const length = remembering(
      (word: string) => word,
      (word) => {
        asked.push(word)
        return word.length
      },
    )
    expect([length('a'), length('bb'), length('a')]).toEqual([1, 2, 1])
    expect(asked).toEqual(['a', 'bb'])
    for (let i = 0; i < 1_000; i++) length(`word ${i}`)
    length('a')
    expect(asked.filter((word) => word === 'a')).toHaveLength(2)
  })
})
