// `rules test` and `rules ls`: what the gates say of a file, from the file alone.
// Mutants: read no licence above the file's folder; go on above the root of the repository; print the value of a secret.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listRules, testRules } from '../../cli/rules-try.ts'
import { plainSource } from '../support/plain-source.ts'
import { contextOf } from '../support/terminal.ts'

/** A good file that says nothing of its licence. */
const source = plainSource(1).replaceAll(/^.*(?:SPDX|[Ll]icense).*\n/gm, '')

const mit = 'MIT License\n\nSPDX-License-Identifier: MIT\n'

function repositoryOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-rules-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'repository', '.git'), { recursive: true })
  mkdirSync(join(folder, 'repository', 'src'))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
  return folder
}

test('a file is judged by all gates, with the licence of its repository and no further', async () => {
  const folder = repositoryOf({
    LICENSE: 'SPDX-License-Identifier: GPL-3.0-only\n',
    'repository/LICENSE': mit,
    'repository/src/a.js': source,
  })
  const { lines, context } = contextOf()
  expect(await testRules(context, {}, [join(folder, 'repository/src/a.js')])).toBe(0)
  expect(lines.filter((line) => !line.startsWith(' '))).toEqual([
    'quality   accept',
    'malicious accept',
    'secret    accept',
    'license   accept',
  ])
  expect(lines.join('\n')).toContain('under MIT')
})

test('what a gate finds is told with its line, and no secret with its value', async () => {
  const password = 'vK9q' + 'Tz41wm'
  const folder = repositoryOf({ 'repository/src/a.js': `${source}\nconst password = '${password}'\n` })
  const { lines, context } = contextOf()
  expect(await testRules(context, {}, [join(folder, 'repository/src/a.js')])).toBe(1)
  const text = lines.join('\n')
  expect(text).toMatch(/secret {4}accept, 1 places redacted\n +high password-assignment line \d+/)
  expect(text).toContain('license   reject license.none')
  expect(text).not.toContain(password)
  expect(await testRules(context, { json: true }, [join(folder, 'repository/src/a.js')])).toBe(1)
  expect(lines.join('\n')).not.toContain(password)
})

test('rules are listed by gate; a gate that is none is told', async () => {
  const { lines, context } = contextOf()
  await listRules(context, { json: true }, ['malicious'])
  expect(lines.length).toBeGreaterThan(200)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ gate: 'malicious', severity: expect.any(String) })
  await expect(listRules(context, {}, ['malicios'])).rejects.toThrow('did you mean malicious')
})

test('what is no file is told, and what ingest would not take', async () => {
  const folder = repositoryOf({ 'repository/src/a.bin': 'a\0b' })
  const { lines, context } = contextOf()
  await expect(testRules(context, {}, [folder])).rejects.toMatchObject({ code: 'ingest.path-missing' })
  expect(await testRules(context, {}, [join(folder, 'repository/src/a.bin')])).toBe(1)
  expect(lines).toEqual([expect.stringContaining('not submitted: file.binary')])
})
