// `rules new` writes a rule that works, and cases that it meets; it never writes over what is there.
// Mutants: write over a file; write a case that the rule does not meet.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { evaluateGate } from '../../cli/evaluate.ts'
import { newRule } from '../../cli/rules-new.ts'
import { contextOf } from '../support/terminal.ts'

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-new-rule-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test.each([
  ['secret', (folder: string) => ({ set: `${folder}/desk-ticket.jsonl`, secretRules: `${folder}/desk-ticket.toml` })],
  [
    'malicious',
    (folder: string) => ({
      set: `${folder}/desk-ticket/desk-ticket.jsonl`,
      maliciousRules: `${folder}/desk-ticket`,
    }),
  ],
] as const)('a new rule for %s is one that its own cases agree with', async (gate, madeIn) => {
  const folder = temporary()
  await newRule(contextOf().context, { to: folder }, [gate, 'desk-ticket'])
  const { set, ...rules } = madeIn(folder)
  const { lines, context } = contextOf()
  await evaluateGate(context, { ...rules, list: '10', json: true }, [gate, set])
  expect(JSON.parse(lines.join(''))).toMatchObject({
    cases: 2,
    score: { truePositives: 1, falsePositives: 0, falseNegatives: 0, trueNegatives: 1 },
  })
})

test('what is there already stays as it is, and nothing is written beside it', async () => {
  const folder = temporary()
  writeFileSync(join(folder, 'desk.jsonl'), 'mine')
  await expect(newRule(contextOf().context, { to: folder }, ['secret', 'desk'])).rejects.toThrow('found it there')
  expect(readFileSync(join(folder, 'desk.jsonl'), 'utf8')).toBe('mine')
  expect(existsSync(join(folder, 'desk.toml'))).toBe(false)
})

test('a gate without such rules, and a name that no rule may have, are refused', async () => {
  const { context } = contextOf()
  await expect(newRule(context, { to: '.' }, ['license', 'desk'])).rejects.toThrow('docs/rule-changes.md')
  await expect(newRule(context, { to: '.' }, ['secret', '../desk'])).rejects.toThrow('small letters')
})
