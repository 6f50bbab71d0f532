// What every rule of the licence gate promises: it fires where it says, stays silent where it says, is documented once,
// and costs no more on hostile text than its budget (I5, I10).
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { declaredPattern, modulePattern, tagPattern } from '../../identify/license-headers.ts'
import { licenseNames } from '../../identify/license-names.ts'
import { riders } from '../../identify/license-riders.ts'
import { grantedWords, grantWords, statements } from '../../identify/license-statements.ts'
import { engine, license, licenseWith } from '../../processors/license/index.ts'
import { defaultPolicy } from '../../processors/license/policy.ts'
import { regionBytesMax } from '../../processors/license/scan.ts'
import { judgedFile, type RuleDoc, type RuleExample, verdictOf } from '../../processors/processor.ts'
import type { File, Verdict } from '../../schemas/types.ts'
import { openAttacks, patternMsMax } from '../support/attacks.ts'

const { breaks } = openAttacks('license')

const blank: File = {
  fileId: '0'.repeat(32),
  submission: 'local/-/example@0',
  repository: { host: 'local', owner: '-', name: 'example', url: null, commit: '0', declaredLicense: null },
  path: 'src/example.ts',
  language: 'unknown',
  sizeBytes: 0,
  contentSha256: '0'.repeat(64),
  generated: null,
  vendored: null,
  licenseEvidence: [],
  submittedAt: 0,
  content: null,
}

function verdictOn(example: RuleExample): Verdict {
  const given = typeof example === 'string' ? { content: example } : example
  const content = Buffer.from(given.content)
  const { path = blank.path, language = blank.language } = given
  return verdictOf(
    license,
    judgedFile({ ...blank, ...given.facts, path, language, sizeBytes: content.length }, content),
  )
}

const fires = (rule: RuleDoc, example: RuleExample): boolean => {
  const verdict = verdictOn(example)
  return verdict.reason === rule.id || verdict.findings.some((finding) => finding.rule === rule.id)
}

describe('the licence gate', () => {
  it('documents each rule once, with proofs', () => {
    const ids = license.rules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const rule of license.rules) {
      expect(rule.matches.length, rule.id).toBeGreaterThan(0)
      expect(rule.misses.length, rule.id).toBeGreaterThan(0)
      expect(rule.why.endsWith('.'), rule.id).toBe(true)
    }
  })

  it.each(license.rules.map((rule) => [rule.id, rule] as const))(
    '%s fires where it should and nowhere else',
    (_, rule) => {
      for (const example of rule.matches)
        expect(fires(rule, example), `should fire: ${JSON.stringify(example).slice(0, 200)}`).toBe(true)
      for (const example of rule.misses)
        expect(fires(rule, example), `should not fire: ${JSON.stringify(example).slice(0, 200)}`).toBe(false)
    },
  )

  it('reports nothing that is not documented', () => {
    const documented = new Set(license.rules.map(({ id }) => id))
    for (const example of license.rules.flatMap(({ matches, misses }) => [...matches, ...misses])) {
      const verdict = verdictOn(example)
      if (verdict.reason !== null) expect(documented).toContain(verdict.reason)
      for (const finding of verdict.findings) expect(documented).toContain(finding.rule)
    }
  })

  it('quotes the line that decides', () => {
    const verdict = verdictOn('#!/bin/sh\n#\n# SPDX-License-Identifier: GPL-2.0-only\necho\n')
    expect(verdict.reason).toBe('license.blocked')
    expect(verdict.findings[0]).toMatchObject({ rule: 'license.blocked', startLine: 3, endLine: 3 })
    expect(verdict.findings[0]?.evidence).toContain('GPL-2.0-only')
  })
})

describe('the licence patterns', () => {
  const sources = [
    ...[...licenseNames, ...statements].map(({ words }) => words),
    ...riders.flatMap(({ steps }) => steps),
    grantWords,
    grantedWords,
  ].map((words): [string, string] => [words, 'g'])
  const all: readonly [string, string][] = [
    ...sources,
    [tagPattern.source, 'gi'],
    [declaredPattern.source, 'gim'],
    [modulePattern.source, 'gm'],
  ]

  it.each(all)(
    '%s cannot backtrack for ever',
    async (source, flags) => {
      expect(await breaks(source, flags)).toBe(false)
    },
    patternMsMax,
  )
})

describe('the licence gate on hostile text', () => {
  const size = 1_048_576
  const fill = (unit: string): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
  const hostile: Readonly<Record<string, string>> = {
    words: fill('licensed under the '),
    tags: fill('SPDX-License-Identifier: MIT AND '),
    parentheses: `SPDX-License-Identifier: ${fill('(')}`,
    grants: fill('under terms of subject to governed by '),
    names: fill('gnu general public license '),
    text: fill('permission is hereby granted free of charge '),
    negations: fill('may not be used to train '),
    'one line': fill('a'),
    'line ends': fill('\n'),
    'high bytes': fill('\u00ff'),
  }

  it.each(Object.entries(hostile))('%s: reads no more words than its budget', (_, content) => {
    const verdict = verdictOn(content)
    expect(verdict.signals['scan.regionBytes']).toBeLessThanOrEqual(regionBytesMax)
    expect(verdict.findings.length).toBeLessThanOrEqual(20)
    expect(verdictOn(content)).toEqual(verdict)
  })
})

describe('the licence ruleset', () => {
  it('changes with the policy', () => {
    const stricter = licenseWith({ ...defaultPolicy, unlisted: 'blocked' })
    expect(stricter.ruleset).not.toBe(license.ruleset)
    expect(license.rulesetText).toContain('spdx-license-list')
  })

  it('has an engine number that is raised when code changes a verdict', () => {
    const verdicts = license.rules
      .flatMap(({ matches, misses }) => [...matches, ...misses])
      .map((example) => {
        const { ruleset, ...rest } = verdictOn(example)
        expect(ruleset).toBe(license.ruleset)
        return rest
      })
    const digest = createHash('sha256').update(JSON.stringify(verdicts)).digest('hex').slice(0, 16)
    expect({ engine, digest }).toEqual({ engine: 8, digest: '63a4475af6a81115' })
  })
})
