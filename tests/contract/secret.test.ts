// The secret gate's contract: every rule proves itself, no verdict holds a secret (I15), and verdicts are pinned (I5).
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type RuleExample, verdictOf } from '../../processors/processor.ts'
import { secret, secretWith } from '../../processors/secret/index.ts'
import { fileOf } from '../unit/secret-file.ts'

const fileOfExample = (example: RuleExample) =>
  typeof example === 'string' ? fileOf(example) : fileOf(example.content, example.language, example.path)

describe('every rule', () => {
  it('has an id of its own, and they are at least 60', () => {
    expect(new Set(secret.rules.map(({ id }) => id)).size).toBe(secret.rules.length)
    expect(secret.rules.length).toBeGreaterThanOrEqual(60)
  })

  it.each(secret.rules.map((rule) => [rule.id, rule] as const))(
    '%s fires on its matches and not on its misses',
    (id, rule) => {
      expect(rule.matches.length).toBeGreaterThan(0)
      expect(rule.misses.length).toBeGreaterThan(0)
      for (const example of rule.matches) {
        expect(
          secret.judge(fileOfExample(example)).findings.map((finding) => finding.rule),
          JSON.stringify(example),
        ).toContain(id)
      }
      for (const example of rule.misses) {
        expect(
          secret.judge(fileOfExample(example)).findings.map((finding) => finding.rule),
          JSON.stringify(example),
        ).not.toContain(id)
      }
    },
  )
})

describe('a redacted file', () => {
  it('is accepted with sorted edits that do not overlap, and holds no secret afterwards', () => {
    for (const example of secret.rules.flatMap(({ matches }) => matches)) {
      const file = fileOfExample(example)
      const { reason, edits } = secret.judge(file)
      if (reason !== null) continue
      edits.forEach((edit, index) => {
        expect(edit.startByte).toBeGreaterThanOrEqual(edits[index - 1]?.endByte ?? 0)
        expect(edit.endByte).toBeGreaterThan(edit.startByte)
      })
      const after = applied(file.content, edits)
      const again = secret.judge(fileOf(after, file.language, file.path))
      expect(again.findings, after).toEqual([])
    }
  })
})

function applied(content: Buffer, edits: ReturnType<typeof secret.judge>['edits']): string {
  let text = content.toString('latin1')
  for (const { startByte, endByte, replacement } of [...edits].reverse())
    text = text.slice(0, startByte) + replacement + text.slice(endByte)
  return text
}

describe('a verdict', () => {
  it('is the same twice, and another key changes evidence and ruleset only', () => {
    const file = fileOfExample(secret.rules.find(({ id }) => id === 'github-personal-token')?.matches[0] ?? '')
    expect(verdictOf(secret, file)).toEqual(verdictOf(secretWith(), file))
    const other = verdictOf(secretWith({ hmacKey: 'another' }), file)
    expect(other.ruleset).not.toBe(secret.ruleset)
    expect(other.findings[0]?.evidence).not.toBe(verdictOf(secret, file).findings[0]?.evidence)
    expect(other.edits).toEqual(verdictOf(secret, file).edits)
  })

  it('over all examples has the pinned digest: raise `engine` in index.ts when code changes it', () => {
    const hash = createHash('sha256')
    for (const rule of secret.rules) {
      for (const example of [...rule.matches, ...rule.misses]) {
        const { ruleset: _, ...verdict } = verdictOf(secret, fileOfExample(example))
        hash.update(JSON.stringify(verdict))
      }
    }
    expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"eaa14b3ca0c68d6f"`)
  })
})
