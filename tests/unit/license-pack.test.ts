// A pack of licence statements: how it is made from ScanCode's files, written, read, and what the gate reads by it.
// Mutants: begin a match in the middle of a word; take the shorter of two matches; read a pack that was cut off; let a pack
// say again what the product's own patterns read, or what an exception quotes; leave the pack out of the ruleset; take a
// rule that names no terms; read no pack for the gate that it is for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { readGateRules, readGatesOf } from '../../cli/gate-rules.ts'
import { createLicensePack, type PackRule } from '../../identify/license-pack.ts'
import { packOf, packText } from '../../identify/license-pack-file.ts'
import { ruleWordsMin, scancodeRules } from '../../identify/scancode-rules.ts'
import { createProcessor, defaultGateSettings } from '../../processors/index.ts'
import { governingIn } from '../../processors/license/findings.ts'
import { judgedFile } from '../../processors/processor.ts'
import { loadConfig } from '../../runtime/config.ts'
import { fileOf } from '../support/made-files.ts'

const rule = (id: string, words: string, spdx = 'MIT'): PackRule => ({ id, words, spdx })

describe('a pack', () => {
  const pack = createLicensePack('desk', '1', [
    rule('short', 'use of this work is free'),
    rule('long', 'use of this work is free for all of us', 'ISC'),
    rule('known', 'all of us know the license', 'Zlib'),
    rule('over', 'work is free for all of us and for good reasons', '0BSD'),
    rule('tiny', 'free for all'),
  ])
  const found = (words: string) => pack.find(words).map(({ at, end, spdx, id }) => [words.slice(at, end), spdx, id])

  test('finds whole words, the longest of what overlaps, in their order', () => {
    expect(found('the use of this work is free for all of us here')).toEqual([
      ['use of this work is free for all of us', 'ISC', 'desk/long'],
    ])
    expect(found('use of this work is free and all of us know the license')).toEqual([
      ['use of this work is free', 'MIT', 'desk/short'],
      ['all of us know the license', 'Zlib', 'desk/known'],
    ])
    expect(found('use of this work is free for all of us and for good reasons')).toEqual([
      ['work is free for all of us and for good reasons', '0BSD', 'desk/over'],
    ])
    expect(found('reuse of this work is free')).toEqual([])
    expect(found('use of this work is freely')).toEqual([])
    for (const words of ['', 'use', 'use of this', 'free for all']) expect(found(words)).toEqual([])
  })

  test('finds no more than its most in words without an end', () => {
    expect(pack.find('use of this work is free '.repeat(10_000).trim()).length).toBeLessThanOrEqual(256)
  })
})

const header = { name: 'desk', source: 'desk==1', attribution: 'Desk' }

test('a pack that is written is read again, the same text by the same version, another by another', () => {
  const text = packText(header, [rule('a', 'one two three four', 'MIT'), rule('b', 'five six seven eight', 'ISC')])
  const read = packOf(text)
  if (typeof read === 'string') throw new Error(read)
  expect(read).toMatchObject({ name: 'desk', rules: 2, version: expect.stringMatching(/^desk==1 [0-9a-f]{64}$/) })
  expect(read.find('five six seven eight')).toMatchObject([{ spdx: 'ISC', id: 'desk/b' }])
  const other = packOf(packText(header, [rule('a', 'one two three four', 'ISC')]))
  expect(typeof other === 'string' ? other : other.version).not.toBe(read.version)
})

describe('a file that is no pack', () => {
  const text = packText(header, [rule('a', 'one two three four')])
  it.each([
    ['', 'no line'],
    ['{"format":"other"}\n', 'no line'],
    [text.slice(0, -3), 'cut off'],
    [`${text}a\tMIT\n`, 'no rule in line 3'],
    [`${text}a\t\tone two\n`, 'no rule in line 3'],
    [`${text}a\tMIT\tOne Two\n`, 'no rule in line 3'],
    [`${text}a\tMIT\tone two\tthree\n`, 'no rule in line 3'],
  ])('%j is told', (broken, what) => expect(packOf(broken)).toContain(what))
})

describe("ScanCode's files", () => {
  const license = (key: string, spdx: string) => ({
    name: `${key}.LICENSE`,
    text: `---\nkey: ${key}\nspdx_license_key: ${spdx}\n---\n`,
  })
  const licenses = [
    license('mit', 'MIT'),
    license('gpl-2.0-plus', 'GPL-2.0-or-later'),
    license('unknown', 'LicenseRef-u'),
  ]
  const long = Array.from({ length: ruleWordsMin }, (_, at) => `word${at}`).join(' ')
  const data = (name: string, meta: string, text = long) => ({ name, text: `---\n${meta}\n---\n\n${text}\n` })
  const made = (...rules: ReturnType<typeof data>[]) => scancodeRules(licenses, rules)

  test('give notices and texts with their expression in SPDX, each text once, by the names of their files', () => {
    const b = data('b.RULE', 'license_expression: mit OR gpl-2.0-plus\nis_license_notice: yes', `{{${long}}}, B!`)
    const a = data('a.RULE', "license_expression: 'mit'\nis_license_text: yes")
    expect(made(b, a, { ...a, name: 'c.RULE' })).toEqual([
      { id: 'a.RULE', words: long, spdx: 'MIT' },
      { id: 'b.RULE', words: `${long} b`, spdx: 'MIT OR GPL-2.0-or-later' },
    ])
  })

  it.each([
    ['a reference', 'license_expression: mit\nis_license_reference: yes', long],
    ['one that is deprecated', 'license_expression: mit\nis_license_notice: yes\nis_deprecated: yes', long],
    ['one that names no terms', 'license_expression: mit AND unknown\nis_license_notice: yes', long],
    ['a key that nobody knows', 'license_expression: nobody\nis_license_notice: yes', long],
    ['no expression', 'is_license_notice: yes', long],
    ['a few words', 'license_expression: mit\nis_license_notice: yes', 'under the mit license'],
  ])('%s gives nothing', (_, meta, text) => expect(made(data('a.RULE', meta, text))).toEqual([]))
})

const words = 'everybody may take this work under the usual desk license and keep it for as long as they like'
const desk = createLicensePack('desk', 'desk==1 0', [
  rule('desk.RULE', words, 'ISC'),
  rule('mit.RULE', 'this file is licensed under the mit license and so on', 'GPL-3.0-only'),
  rule('gcc.RULE', 'when this file is copied by bison into a bison output file you may use that', 'GPL-3.0-only'),
])

describe('the gate with a pack', () => {
  const gate = createProcessor('license', { ...defaultGateSettings, licensePack: desk })
  const plain = createProcessor('license', defaultGateSettings)
  const judged = (content: string, processor = gate) => {
    const file = { ...fileOf(1, 1), path: 'a.c', licenseEvidence: [], content: Buffer.from(content) }
    return processor.judge(judgedFile(file, Buffer.from(content)))
  }

  test('reads a statement of it, and names the rule', () => {
    const { reason, findings } = judged(`/* ${words} */\n`)
    expect([reason, governingIn(findings)]).toEqual([null, 'ISC'])
    expect(findings.map(({ message }) => message)).toContain('notice of ISC, by desk/desk.RULE')
    expect(governingIn(judged(`/* ${words} */\n`, plain).findings)).not.toBe('ISC')
  })

  test('reads by its own patterns what they read, and what an exception quotes is none of the pack', () => {
    expect(governingIn(judged('// This file is licensed under the MIT License and so on\n').findings)).toBe('MIT')
    const bison =
      '// Licensed under the GPL version 2.\n// As a special exception, when this file is copied by Bison into a Bison output file, you may use that.\n'
    expect(governingIn(judged(bison).findings)).toBe('GPL-2.0-only WITH Bison-exception-1.24')
  })

  test('is another ruleset, and another pack another', () => {
    const other = createLicensePack('desk', 'desk==1 1', [])
    const rulesets = [gate, plain, createProcessor('license', { ...defaultGateSettings, licensePack: other })]
    expect(new Set(rulesets.map(({ ruleset }) => ruleset)).size).toBe(3)
    expect(gate.rulesetText).toContain('"pack desk":"desk==1 0"')
  })
})

describe('the setting', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'codelupe-pack-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const configOf = (path: string) => loadConfig({ CODELUPE_LICENSE_PACK: path })

  test('gives its pack to what judges licences, and says which it is', async () => {
    const path = join(folder, 'desk.pack')
    writeFileSync(path, packText(header, [rule('a', 'one two three four')]))
    const { settings, lines, faults } = await readGateRules(configOf(path), {}, readGatesOf('license'))
    expect([settings.licensePack?.name, faults]).toEqual(['desk', []])
    expect(lines).toEqual([expect.stringMatching(/^license: pack desk, 1 rule of desk==1, version [0-9a-f]{12}$/)])
    const secret = await readGateRules(configOf(path), {}, readGatesOf('secret'))
    expect(secret.settings.licensePack).toBeUndefined()
  })

  test('that names nothing, or no pack, is a fault that says what makes one', async () => {
    writeFileSync(join(folder, 'text'), 'no pack\n')
    for (const [name, found] of [
      ['nothing', 'nothing at'],
      ['text', 'no line'],
    ] as const) {
      const { faults } = await readGateRules(configOf(join(folder, name)), {}, ['license'])
      expect(faults).toMatchObject([
        { level: 'fault', what: 'CODELUPE_LICENSE_PACK', found: expect.stringContaining(found) },
      ])
      expect(faults[0]?.expected).toContain('rules install scancode')
    }
  })
})
