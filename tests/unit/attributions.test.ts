// What attributions tell of a sample, in which order they stand, and a file of them that is whole or not there.
// Mutants: never ask `unfilled`; tell talk about copyright (the last pattern without its list of words); tell statements by
// line also where lines were redacted away; leave the ORDER BY of the samples out; rename nothing (write under the file's
// own name); take a NOTICE of any folder; leave `shown` out of `printable`.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attributionOf, isNoticeFile } from '../../cli/attributions/attribution.ts'
import { linesOfDocument } from '../../cli/attributions/document.ts'
import { openStore, type Store } from '../../cli/attributions/store.ts'
import { openWholeFile } from '../../cli/whole-file.ts'
import { copyrightLengthMax, copyrightLines, copyrightLinesMax } from '../../identify/copyright-lines.ts'
import type { Edit, Finding, LicenseEvidence, Sample, Verdict } from '../../schemas/types.ts'
import { fileOf, sha256 } from '../support/made-files.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'codelupe-attributions-'))
  store = openStore(folder)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('lines that name a holder are told without their comment signs', () => {
  const told = (text: string): readonly string[] => copyrightLines(text)
  expect(told('/*\n * Copyright (c) 2011 Ada Lovelace <ada@example.org>\n */\n')).toEqual([
    'Copyright (c) 2011 Ada Lovelace <ada@example.org>',
  ])
  expect(told('# © 2020 Ærø ApS\n# SPDX-FileCopyrightText: 2021 Jane Doe\n')).toEqual([
    '© 2020 Ærø ApS',
    'SPDX-FileCopyrightText: 2021 Jane Doe',
  ])
  expect(told('<!-- Copyright Mozilla Foundation -->\r\n// (C) 1999 Acme\n;; copr. 1984 Xerox\n')).toEqual([
    'Copyright Mozilla Foundation',
    '(C) 1999 Acme',
    'copr. 1984 Xerox',
  ])
  expect(told('   Copyright 2020 A\n   Copyright 2020 A\n')).toEqual(['Copyright 2020 A'])
})

test('talk about copyright, and forms that nobody filled in, are not told', () => {
  const talk = [
    'The above copyright notice and this permission notice shall be included in all copies.',
    'THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"',
    '"Copyright Holder" means the individual(s) or organization(s) named in the notice.',
    'Copyright Notice and License',
    'Copyright [yyyy] [name of copyright owner]',
    'Copyright (c) <year> <copyright holders>',
    'const copyright = copyrightOf(page)',
    'for (a) and (b) and (c), see below',
  ]
  for (const line of talk) expect(copyrightLines(line)).toEqual([])
})

test('minified code and a wall of notices are told within their limits', () => {
  const minified = `/*! x 1.0 | (c) 2019 Acme */${'a=1;'.repeat(200_000)}/*! Copyright 2020 Bolt */`
  const [first, second] = copyrightLines(minified)
  expect(first?.length).toBeLessThanOrEqual(copyrightLengthMax + 200)
  expect(second).toContain('Copyright 2020 Bolt')
  const wall = Array.from({ length: 500 }, (_, at) => `// Copyright 2020 Holder ${at}`).join('\n')
  expect(copyrightLines(wall)).toHaveLength(copyrightLinesMax)
})

const finding = (rest: Partial<Finding>): Finding => ({
  rule: 'license.family.permissive',
  severity: 'info',
  startLine: 0,
  endLine: 0,
  message: 'under MIT: MIT is allow, license.family.permissive',
  evidence: '',
  measured: null,
  threshold: null,
  ...rest,
})

const verdict = (processor: string, findings: readonly Finding[], edits: readonly Edit[] = []): Verdict => ({
  processor,
  decision: 'accept',
  reason: null,
  edits,
  findings,
  signals: {},
  ruleset: sha256(processor),
})

const evidenceOf = (path: string, spdx: string, text: string): LicenseEvidence => ({
  path,
  spdx,
  sha256: sha256(text),
  confidence: 1,
  ruleset: 'test',
})

type Made = {
  readonly path?: string
  readonly repository?: number
  readonly findings?: readonly Finding[]
  readonly edits?: readonly Edit[]
  readonly evidence?: readonly LicenseEvidence[]
}

function sampleOf(
  text: string,
  { path = 'a.ts', repository = 1, findings = [], edits = [], evidence = [] }: Made,
): Sample {
  const made = fileOf(repository, repository)
  const file = {
    ...made,
    path,
    fileId: sha256(path + repository).slice(0, 32),
    content: Buffer.from(text),
    licenseEvidence: evidence,
  }
  return {
    sampleId: `${file.fileId}@${file.submission}`,
    file,
    releasedSha256: sha256(text),
    verdicts: [verdict('secret', [], edits), verdict('license', [finding({}), ...findings])],
  }
}

const noticed = `/*
 * Copyright 2020 Ada
 * Licensed under the MIT License,
 * see LICENSE.
 */
export const a = 1
`
const statement = finding({ rule: 'license.notice', startLine: 3, endLine: 4, message: 'notice of MIT' })

test('a sample has its copyright lines and what it says of its licence, by line only where nothing was redacted', () => {
  const told = attributionOf(sampleOf(noticed, { findings: [statement] }))
  expect(told.notice).toEqual(['Copyright 2020 Ada', 'Licensed under the MIT License,', 'see LICENSE.'])
  expect(told.license).toBe('MIT')
  const edits = [{ startByte: 0, endByte: 1, replacement: '/' }]
  expect(attributionOf(sampleOf(noticed, { findings: [statement], edits })).notice).toEqual(['Copyright 2020 Ada'])
  const text = finding({ rule: 'license.text', startLine: 1, endLine: 6 })
  expect(attributionOf(sampleOf(noticed, { findings: [text] })).notice).toEqual(['Copyright 2020 Ada'])
  const evidence = [evidenceOf('LICENSE', 'MIT', 'a'), evidenceOf('package.json', 'MIT', 'b')]
  expect(attributionOf(sampleOf(noticed, { evidence })).evidence.map(({ path }) => path)).toEqual(['LICENSE'])
})

test('a sample whose content is not what its hash says is refused', () => {
  expect(() => attributionOf({ ...sampleOf(noticed, {}), releasedSha256: sha256('other') })).toThrow('hash')
})

const documentOf = (): string => [...linesOfDocument(store, [])].join('\n')

test('the document is the same whatever the order of the log, and each licence stands in it once', () => {
  const samples = [
    sampleOf('export const b = 2\n', { path: 'b.ts', repository: 1 }),
    sampleOf(noticed, { path: 'aa.ts', repository: 1 }),
    sampleOf('export const a = 3\n', { path: 'a.ts', repository: 1 }),
    sampleOf('export const d = 4\n', { path: 'd.ts', repository: 0 }),
  ]
  for (const sample of samples) store.add(attributionOf(sample))
  const first = documentOf()
  const other = openStore(folder)
  for (const sample of samples.toReversed()) other.add(attributionOf(sample))
  expect([...linesOfDocument(other, [])].join('\n')).toBe(first)
  other.close()
  expect(first).toContain('Attributions for 4 samples from 2 repositories.')
  expect(first).toContain('Under MIT:\n  a.ts\n  b.ts\n\nUnder MIT:\n    Copyright 2020 Ada\n  aa.ts')
  expect(first.indexOf('d.ts')).toBeLessThan(first.indexOf('a.ts'))
  expect(first.match(/Permission is hereby granted, free of charge/g)).toHaveLength(1)
  expect(first).toMatch(/Revision: \S+/)
})

test('a licence file tells its holders, and its whole text where nobody publishes one', () => {
  const mit = 'MIT License\n\nCopyright (c) 2011 Ada\n\nPermission is hereby granted\n'
  const house = 'House rules\nCopyright 2020 House\nBe kind.\n'
  const evidence = [evidenceOf('LICENSE', 'MIT', mit), evidenceOf('lib/LICENSE', 'LicenseRef-house', house)]
  const under = finding({ message: 'under MIT AND LicenseRef-house: MIT is allow, license.family.permissive' })
  const sample = sampleOf('x', { evidence, findings: [] })
  const license = verdict('license', [under])
  store.add(attributionOf({ ...sample, verdicts: [license] }))
  store.addText(sha256(mit), { text: mit, withheld: null })
  expect(store.wantsText(sha256(house))).toBe(true)
  expect(store.wantsText(sha256('other'))).toBe(false)
  expect(documentOf()).toContain('lib/LICENSE: LicenseRef-house (its text was not submitted)')
  store.addText(sha256(house), { text: house, withheld: null })
  const told = documentOf()
  expect(told).toContain('\nLICENSE: MIT\n    Copyright (c) 2011 Ada\n')
  expect(told).toContain('    House rules\n    Copyright 2020 House\n    Be kind.')
})

test('a NOTICE file is told where it stands above a sample, and a withheld one says why', () => {
  store.add(attributionOf(sampleOf('x', { path: 'src/lib/a.ts' })))
  const { submission } = attributionOf(sampleOf('x', {}))
  expect(['', 'src/', 'src/lib/'].map((at) => store.hasSampleIn(submission, at))).toEqual([true, true, true])
  expect(['src/libx/', 'other/', 'src/lib/a.ts/'].map((at) => store.hasSampleIn(submission, at))).toEqual([
    false,
    false,
    false,
  ])
  expect(store.hasSampleIn('another', '')).toBe(false)
  store.addNotice(submission, 'NOTICE', { text: null, withheld: 'secret.private-key' })
  expect(documentOf()).toContain('\nNOTICE:\n    (secret.private-key)\n')
  expect(['NOTICE', 'a/notice.txt', 'NOTICE.md', 'src/notice.ts', 'NOTICES'].map(isNoticeFile)).toEqual([
    ...[true, true, true],
    ...[false, false],
  ])
})

test('what others wrote is escaped, and an empty corpus has a document too', () => {
  expect(documentOf()).toContain('Attributions for 0 samples from 0 repositories.')
  store.add(attributionOf(sampleOf('// Copyright 2020 A\u001b[31m\n', { path: 'a\u202e.ts' })))
  expect(documentOf()).toContain('Copyright 2020 A\\u{1b}[31m\n  a\\u{202e}.ts')
  const code = 'schema.undecodable'
  const [, , , left] = [...linesOfDocument(store, [{ topic: 'samples', partition: 1, offset: 7, code }])]
  expect(left).toContain(`samples/1@7 [${code}]`)
})

test('a file gets its name when it is whole, and one that is there is never written over', async () => {
  const to = join(folder, 'below', 'NOTICES')
  const file = await openWholeFile(to, '--out')
  await file.write('one\n')
  expect(existsSync(to)).toBe(false)
  await file.finish()
  expect(readFileSync(to, 'utf8')).toBe('one\n')
  await expect(openWholeFile(to, '--out')).rejects.toMatchObject({ code: 'usage.invalid' })
  expect(readdirSync(join(folder, 'below'))).toEqual(['NOTICES'])
})

test('what was given up leaves nothing, what was killed is removed by the next, and a refusal of the system is told', async () => {
  const to = join(folder, 'NOTICES')
  writeFileSync(join(folder, '.NOTICES.part-999999999'), '')
  const file = await openWholeFile(to, '--out')
  await file.write('half')
  await file.drop()
  expect(readdirSync(folder).filter((name) => name.includes('NOTICES'))).toEqual([])
  writeFileSync(join(folder, 'file'), '')
  for (const bad of ['file/NOTICES', 'n'.repeat(300)])
    await expect(openWholeFile(join(folder, bad), '--out')).rejects.toMatchObject({ code: 'export.unwritable' })
})
