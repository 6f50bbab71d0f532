// What is generated is what the tables say: in the project as it stands, and types of a schema that is not the project's.
// Mutants: leave a bound out of the page of limits; drop an optional field's `?`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { renderTypes } from '../../cli/gen/schemas.ts'
import { gen } from '../../cli/gen.ts'
import { loadConfig } from '../../runtime/config.ts'
import { exitCodes } from '../../runtime/errors.ts'

test('everything generated is up to date', async () => {
  const lines: string[] = []
  const ignored = (): void => undefined
  const terminal = { out: (line: string) => lines.push(line), say: ignored, progress: ignored, settle: ignored }
  const context = { config: loadConfig({}), signal: new AbortController().signal }
  const code = await gen({ ...context, terminal: { ...terminal, isTerminal: false } }, { check: true })
  expect([code, lines]).toEqual([exitCodes.done, []])
})

test('a schema becomes a type, with its words and what may be missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-gen-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const put = (name: string, schema: object): void =>
    writeFileSync(join(folder, `${name}.avsc`), JSON.stringify({ namespace: 'codelupe', name, ...schema }))
  put('Shape', { type: 'enum', doc: 'What it looks like.', symbols: ['round', 'square'] })
  put('Thing', {
    type: 'record',
    doc: 'A thing.',
    fields: [
      { name: 'shape', type: 'codelupe.Shape', doc: 'Its shape.' },
      { name: 'weight', type: ['null', 'double'], default: null, optional: true, doc: 'In kilograms.' },
      { name: 'parts', type: { type: 'array', items: 'string' }, doc: 'Names.' },
    ],
  })
  const text = renderTypes(folder)
  expect(text).toContain("export type Shape = 'round' | 'square'")
  expect(text).toMatch(/\/\*\* A thing\. \*\/\nexport type Thing = \{/)
  expect(text).toMatch(/readonly shape: Shape\n/)
  expect(text).toMatch(/readonly weight\?: number \| null\n/)
  expect(text).toMatch(/readonly parts: readonly string\[\]\n/)
})
