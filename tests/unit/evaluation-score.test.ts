// How good a gate is, as numbers: shares, their intervals, and when two licence expressions are one.
// Mutants: the usual interval in place of Wilson's; F1 as the mean of precision and recall; expressions compared as texts.
import { describe, expect, test } from 'vitest'
import { isSameExpression } from '../../evaluation/expression.ts'
import { scoreOf, shareOf } from '../../evaluation/score.ts'

describe('shares', () => {
  // Wilson's interval for 8 of 10 and 0 of 20, as published tables have it.
  test.each([
    [8, 10, 0.8, 0.49, 0.943],
    [0, 20, 0, 0, 0.161],
    [20, 20, 1, 0.839, 1],
  ])('%i of %i', (part, all, value, low, high) => {
    const share = shareOf(part, all)
    expect(share?.value).toBe(value)
    expect(share?.low).toBeCloseTo(low, 3)
    expect(share?.high).toBeCloseTo(high, 3)
  })
  test('of nothing are none', () => {
    expect(shareOf(0, 0)).toBe(null)
  })
  test('precision, recall and their harmonic mean', () => {
    const score = scoreOf({ truePositives: 30, falsePositives: 10, falseNegatives: 20, trueNegatives: 40 })
    expect([score.precision?.value, score.recall?.value]).toEqual([0.75, 0.6])
    expect(score.f1?.value).toBeCloseTo((2 * 0.75 * 0.6) / (0.75 + 0.6), 12)
    expect((score.f1?.low ?? 1) < 2 / 3 && (score.f1?.high ?? 0) > 2 / 3).toBe(true)
  })
})

describe('expressions', () => {
  test.each([
    ['MIT OR Apache-2.0', 'Apache-2.0 OR MIT'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['GPL-3.0', 'GPL-3.0-only'],
    ['MIT AND (BSD-3-Clause AND ISC)', '(ISC AND MIT) AND BSD-3-Clause'],
    ['NONE', 'NONE'],
  ])('%s is %s', (one, other) => {
    expect(isSameExpression(one, other)).toBe(true)
  })
  test.each([
    ['MIT OR Apache-2.0', 'MIT AND Apache-2.0'],
    ['GPL-2.0-only', 'GPL-2.0-or-later'],
    ['GPL-2.0-only', 'GPL-2.0-only WITH Classpath-exception-2.0'],
    ['MIT', 'NONE'],
  ])('%s is not %s', (one, other) => {
    expect(isSameExpression(one, other)).toBe(false)
  })
})
