// The hard rules of quality, in the order that names a verdict's reason: what a file is, then its size, its characters,
// its repetition, its code. Thresholds are StarCoder2's (section 2.1), RefineCode's and RedPajama's; see gates.md.

import { nameless, statements } from './examples.ts'
import type { QualityRule } from './rule.ts'
import { codeRules } from './rules-code.ts'
import { originRules } from './rules-origin.ts'
import { repetitionRules } from './rules-repetition.ts'
import { textRules } from './rules-text.ts'

export const hardRules: readonly QualityRule[] = [...originRules, ...textRules, ...repetitionRules, ...codeRules]

/** The rule on the score, whose threshold is a setting. */
export const scoreRule = (scoreMin: number): QualityRule => ({
  id: 'score.below-threshold',
  why: 'No single weakness is bad enough alone, and together they are.',
  severity: 'medium',
  group: 'score',
  signal: 'score',
  below: { value: scoreMin },
  matches: [{ path: 'a.js', language: 'JavaScript', content: nameless(12) }],
  misses: [
    { path: 'a.js', language: 'JavaScript', content: statements(20) },
    { path: 'a.js', language: 'JavaScript', content: `${nameless(1)}${statements(20)}` },
  ],
})
