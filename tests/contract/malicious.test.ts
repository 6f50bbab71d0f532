// The malicious gate's contract: every rule proves itself, ids are unique, expressions are safe, hostile input stays
// inside the budget, verdicts are deterministic, and code cannot change them without a new engine number.
import { describe, expect, it } from 'vitest'
import { malicious } from '../../processors/malicious/index.ts'
import { judgeText } from './malicious-helper.ts'

describe('malicious: every rule', () => {
  for (const rule of malicious.rules) {
    it(`${rule.id} matches its matches and misses its misses`, () => {
      expect(rule.matches.length).toBeGreaterThan(0)
      expect(rule.misses.length).toBeGreaterThan(0)
      for (const example of rule.matches) {
        const found = judgeText(example).findings.map((finding) => finding.rule)
        expect(found, JSON.stringify(example)).toContain(rule.id)
      }
      for (const example of rule.misses) {
        const found = judgeText(example).findings.map((finding) => finding.rule)
        expect(found, JSON.stringify(example)).not.toContain(rule.id)
      }
    })
  }
})
