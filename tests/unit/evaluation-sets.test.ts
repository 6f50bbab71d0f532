// Labelled sets of users: read whole or refused whole, each fault with its line.
// Mutants: take what is right of a set with a fault; take an unknown class; take two cases of one id; do not
// read what the host declares.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isLabelledFolder, readFolder, unclassedFolders } from '../../evaluation/folder.ts'
import { parseLines } from '../../evaluation/jsonl.ts'
import { type LabelledCase, preparer } from '../../evaluation/labelled.ts'

const right = { path: 'src/a.py', content: 'print(1)\n', positive: true, classes: ['github'] }
const linesOf = (...cases: readonly object[]): string => cases.map((one) => JSON.stringify(one)).join('\n')
const read = (text: string) => parseLines(text, ['github', 'gitlab'])

describe('a file of JSON lines', () => {
  test('is read with what it says', () => {
    const found = read(
      `${linesOf(right, { ...right, id: 'two', contentBase64: 'YQ==', content: undefined, half: 'test' })}\n\n`,
    )
    expect(found).toMatchObject({
      kind: 'read',
      cases: [
        { id: 'line 1', path: 'src/a.py', positive: true, classes: ['github'], half: null, expression: null },
        { id: 'two', content: Buffer.from('a'), half: 'test' },
      ],
    })
  })
  test.each([
    ['no JSON', '{"path"', 'line 1: expected a JSON object'],
    ['a list', '[1]', 'line 1: expected a JSON object'],
    ['an unknown field', linesOf({ ...right, pathh: '' }), 'line 1: expected id, path'],
    [
      'an unknown class',
      linesOf(right, { ...right, classes: ['gitlub'] }),
      'line 2: classes: expected a class or rule of the gate, found "gitlub"',
    ],
    ['no label', linesOf({ ...right, positive: undefined }), 'line 1: positive: expected true or false'],
    ['a path that leads out', linesOf({ ...right, path: '../a' }), 'line 1: path'],
    ['no content', linesOf({ ...right, content: undefined }), 'line 1: expected one of content and contentBase64'],
    [
      'two of one id',
      linesOf({ ...right, id: 'a' }, { ...right, id: 'a' }),
      'line 2: expected an id of its own, found "a" of line 1',
    ],
    ['nothing', '\n', 'expected a case a line'],
    ['a neighbour that is none', linesOf({ ...right, beside: { LICENSE: 1 } }), 'line 1: beside'],
    ['a declared licence that is none', linesOf({ ...right, declared: 1 }), 'line 1: declared: expected text'],
    ['another half', linesOf({ ...right, half: 'dev' }), 'line 1: half'],
  ])('with %s is refused', (_, text, fault) => {
    const found = read(text)
    expect(found.kind).toBe('faults')
    expect(found.kind === 'faults' ? found.faults[0] : '').toContain(fault)
  })
  // Mutant: quote what cannot be read.
  test('is not quoted where it holds contents', () => {
    const faulty = [
      '{"content": "hunter2',
      linesOf({ ...right, content: ['hunter2'] }),
      linesOf({ ...right, beside: ['hunter2'] }),
    ]
    const found = faulty.map(read)
    expect(found.map(({ kind }) => kind)).toEqual(['faults', 'faults', 'faults'])
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })
  test('tells the class that was meant', () => {
    const found = read(linesOf({ ...right, classes: ['gitlba'] }))
    expect(found.kind === 'faults' ? found.faults.join() : '').toContain('gitlab')
  })
})

describe('a folder', () => {
  const folderOf = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'codelupe-set-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return folder
  }
  test('is read by its two sides, with classes by folder', () => {
    const folder = folderOf({ 'positive/github/a.py': 'x', 'positive/b.py': 'y', 'negative/src/c.py': 'z' })
    expect(isLabelledFolder(folder)).toBe(true)
    expect(
      readFolder(folder, ['github']).map(({ id, path, positive, classes }) => [id, path, positive, classes]),
    ).toEqual([
      ['positive/b.py', 'b.py', true, []],
      ['positive/github/a.py', 'github/a.py', true, ['github']],
      ['negative/src/c.py', 'src/c.py', false, []],
    ])
  })
  test('names the folders that are no class, and the class that each was meant to be', () => {
    const folder = folderOf({
      'positive/github/a.py': 'x',
      'positive/githb/b.py': 'y',
      'positive/c.py': 'w',
      'negative/sorce/d.py': 'z',
    })
    expect(unclassedFolders(folder, ['github', 'aws'])).toEqual([
      { folder: 'positive/githb', meant: ', did you mean github?', among: true },
      { folder: 'negative/sorce', meant: '', among: false },
    ])
  })
  test('has licence files that speak for the files around them', () => {
    const folder = folderOf({
      'negative/src/c.js': 'f()\n',
      'negative/package.json': '{"license":"MIT"}',
      'positive/d.js': 'g()\n',
    })
    const prepare = preparer()
    const evidence = Object.fromEntries(
      readFolder(folder, []).map((labelled: LabelledCase) => {
        const prepared = prepare(labelled)
        return [
          labelled.id,
          prepared.kind === 'file' ? prepared.file.licenseEvidence.map(({ spdx }) => spdx) : prepared.reason,
        ]
      }),
    )
    expect(evidence).toEqual({ 'positive/d.js': [], 'negative/src/c.js': ['MIT'], 'negative/package.json': ['MIT'] })
  })
  test('without either side is none', () => {
    expect(isLabelledFolder(folderOf({ 'good/a.py': 'x' }))).toBe(false)
  })
})
