// The secret gate's contract: every rule proves itself, no verdict holds a secret (I15), and verdicts are pinned (I5).
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type RuleExample, verdictOf } from '../../processors/processor.ts'
import { compile } from '../../processors/rules.ts'
import { detect } from '../../processors/secret/detect.ts'
import { fakePem, sample, wrapped } from '../../processors/secret/examples.ts'
import { secret, secretWith } from '../../processors/secret/index.ts'
import { secretRules } from '../../processors/secret/rules/index.ts'
import { fileOf } from '../unit/secret-file.ts'
import { secretCases } from './secret-cases.ts'

const fileOfExample = (example: RuleExample) =>
  typeof example === 'string' ? fileOf(example) : fileOf(example.content, example.language, example.path)

describe('every rule', () => {
  it('has an id of its own, and they are at least 150', () => {
    expect(new Set(secret.rules.map(({ id }) => id)).size).toBe(secret.rules.length)
    expect(secret.rules.length).toBeGreaterThanOrEqual(150)
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

describe('policy', () => {
  const github = ['ghp', sample('policy', 'alnum', 36)].join('_')

  it('refuses a file that is a key, and releases a program with its token replaced everywhere', () => {
    const key = secret.judge(fileOf(fakePem('RSA PRIVATE KEY', 'policy')))
    expect([key.reason, key.edits]).toEqual(['private-key-rsa', []])
    const program = secret.judge(fileOf(`a = "${github}"\nb = f("${github}")  # ${github}\n`, 'Python'))
    expect(program.reason).toBeNull()
    expect(program.edits.map(({ replacement }) => replacement)).toEqual(['REDACTED_1', 'REDACTED_1', 'REDACTED_1'])
    expect(program.findings[0]?.evidence).toMatch(/^ghp_… 40 characters, hmac [0-9a-f]{12}$/)
  })

  it('refuses a file with more than twenty distinct secrets, and not one with the same secret thirty times', () => {
    const tokens = Array.from({ length: 21 }, (_, i) => ['ghp', sample(`many ${i}`, 'alnum', 36)].join('_'))
    expect(secret.judge(fileOf(tokens.join('\n'))).reason).toBe('secret.too-many')
    expect(secret.judge(fileOf(tokens.slice(1).join('\n'))).reason).toBeNull()
    expect(secret.judge(fileOf(`${github}\n`.repeat(30))).reason).toBeNull()
  })

  it('records gitleaks:allow and does not obey it', () => {
    const { findings, signals } = secret.judge(fileOf(`token = "${github}" # gitleaks:allow\n`))
    expect(findings.map(({ rule }) => rule)).toEqual(['github-personal-token'])
    expect(signals['gitleaks.allow']).toBe(1)
  })

  // `password = "changeme"` is a candidate of two rules: it is assigned, and it is told.
  it('counts candidates, dismissals by reason and secrets by class', () => {
    const { signals } = secret.judge(fileOf(`a_token = "${github}"\npassword = "changeme"\napi_key = "<your key>"\n`))
    expect(signals).toMatchObject({
      secrets: 1,
      distinct: 1,
      'class.github-personal-token': 1,
      'dismissed.example': 2,
      'dismissed.template': expect.any(Number),
    })
  })

  it('finds a secret in base64, in base64 of base64, and no deeper', () => {
    const rules = (text: string) => secret.judge(fileOf(text)).findings.map(({ rule }) => rule)
    const once = wrapped(`{"auth": "${github}"}`)
    expect(rules(`data: ${once}\n`)).toEqual(['github-personal-token'])
    expect(rules(`data: ${wrapped(`x: ${once}`)}\n`)).toEqual(['github-personal-token'])
    expect(rules(`data: ${wrapped(`x: ${wrapped(`x: ${once}`)}`)}\n`)).toEqual([])
  })

  it('keeps byte offsets right behind characters of several bytes', () => {
    const content = Buffer.from(`# Grüße, 世界 🙂\ntoken = "${github}"\n`).toString('latin1')
    const [edit] = secret.judge(fileOf(Buffer.from(content, 'latin1'))).edits
    expect(content.slice(edit?.startByte, edit?.endByte)).toBe(github)
  })
})

describe('hostile text', () => {
  const flood = (piece: string) => piece.repeat(Math.ceil(1_048_576 / piece.length)).slice(0, 1_048_576)

  it.each([
    'token',
    'pass=',
    'su',
    'SK',
    '-us',
    'jdbc:',
    'curl ',
    '"kty"',
    '://',
    'eyJ',
    'eyJhbGci.',
    '#define ',
    'password = "',
    'password(((',
    '-----BEGIN RSA PRIVATE KEY-----',
    'key-',
    'A',
    ' ',
    '{{',
    '\\"',
    'eyJhIjoi',
  ])('of %j is judged within the work budget, twice alike', (piece) => {
    const file = fileOf(flood(piece))
    const judgement = secret.judge(file)
    expect(['scan.budget', 'secret.too-many', null]).toContain(judgement.reason)
    expect(judgement.findings.length).toBeLessThanOrEqual(101)
    expect(secret.judge(file)).toEqual(judgement)
  })

  it('that asks for too many windows is refused as such', () => {
    const { reason, signals } = secret.judge(fileOf(flood('token')))
    expect([reason, signals['scan.exhausted']]).toEqual(['scan.budget', 1])
  })
})

describe('the labelled lines', () => {
  const judged = secretCases.map((item) => ({
    ...item,
    hit: secret.judge(fileOf(`${item.text}\n`, item.language)).findings.length > 0,
  }))

  it('are found with precision and recall of at least 0.97', () => {
    const hits = judged.filter(({ hit }) => hit)
    const right = hits.filter((item) => item.secret)
    expect(right.length / hits.length).toBeGreaterThanOrEqual(0.97)
    expect(right.length / judged.filter((item) => item.secret).length).toBeGreaterThanOrEqual(0.97)
    expect(judged.length).toBeGreaterThanOrEqual(300)
  })
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
      const again = secret.judge(fileOf(Buffer.from(after, 'latin1'), file.language, file.path))
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
  const scan = compile(secretRules)

  it("holds no secret and no eight characters of one in a row, in any rule's example (I15)", () => {
    let checked = 0
    for (const example of secretRules.flatMap(({ matches }) => matches)) {
      const file = fileOfExample(example)
      const verdict = JSON.stringify(verdictOf(secret, file))
      for (const { value, rule } of detect(file, secretRules, scan).secrets) {
        // A vendor's own prefix, such as `rubygems_`, is part of the class's name and tells nothing.
        const known = `${rule.id} ${rule.group} ${rule.why}`
        const parts = Array.from({ length: Math.max(1, value.length - 7) }, (_, at) => value.slice(at, at + 8))
        expect(
          parts.filter((part) => !known.includes(part) && verdict.includes(JSON.stringify(part).slice(1, -1))),
        ).toEqual([])
        checked++
      }
    }
    expect(checked).toBeGreaterThan(secretRules.length)
  })

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
    expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"0e86a98ed1ae8cfd"`)
  })
})
