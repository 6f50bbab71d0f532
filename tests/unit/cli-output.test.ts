// What commands print: aligned for people, JSON that a terminal cannot act on for programs, and never content that the
// pipeline has not released (I15).
// Mutants: print JSON.stringify's text in status; print Buffers as text whatever the topic; leave `hidden` out of jsonLine.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shown } from '../../cli/command.ts'
import { jsonLine } from '../../cli/json.ts'
import { eventView } from '../../cli/record-view.ts'
import { bytesText, tableLines } from '../../cli/table.ts'
import { projectFolder } from '../../runtime/config.ts'
import { filesQuality, filesSubmitted, samplesAccepted } from '../../topics/index.ts'
import { fileOf } from '../support/made-files.ts'

test('a JSON line parses back to the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonLine(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a JSON line holds nothing that a terminal acts on or hides', () => {
  const hostile = 'a\u001b[31m\u009b\u202eb\u200b\u2028\u{e0041}\u00a0'
  expect(jsonLine({ path: hostile })).toMatch(/^[\x20-\x7e]+$/)
  expect(JSON.parse(jsonLine({ path: hostile }))).toEqual({ path: hostile })
  expect(jsonLine('naïve 模型 🚀')).toBe('"naïve 模型 🚀"')
  expect(shown('\u001b[31mred')).toBe('\\u{1b}[31mred')
})

test('no command prints JSON past jsonLine', () => {
  const folder = join(projectFolder, 'cli')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
  expect(sources.filter(([, text]) => text.includes('.out(jsonLine(')).length).toBeGreaterThan(3)
  expect(sources.filter(([, text]) => /\.out\(\s*JSON\.stringify/.test(text)).map(([name]) => name)).toEqual([])
})

test('columns of numbers stand to the right, words to the left', () => {
  expect(
    tableLines(
      ['name', 'count'],
      [
        ['a', '5'],
        ['longer', '1234'],
      ],
    ),
  ).toEqual(['name    count', 'a           5', 'longer   1234'])
  expect(tableLines(['name'], [])).toEqual(['name'])
})

test('bytes as people read them', () => {
  expect([0, 1, 1023, 1024, 1_572_864, 5 * 1024 ** 3].map(bytesText)).toEqual([
    '0 B',
    '1 B',
    '1023 B',
    '1.0 KiB',
    '1.5 MiB',
    '5.0 GiB',
  ])
})

test('content shows only where it was released', () => {
  const file = { ...fileOf(1, 1), content: Buffer.from('let key = 1') }
  expect(eventView(filesSubmitted, file)).toMatchObject({ path: file.path, content: '<11 bytes withheld>' })
  expect(JSON.stringify(eventView(filesQuality, { file, verdicts: [] }))).not.toContain('let key')
  expect(eventView(samplesAccepted, { sampleId: 'x', file, verdicts: [] })).toMatchObject({
    file: { content: 'let key = 1' },
  })
  expect(eventView(filesQuality, { file: { ...file, content: null }, verdicts: [] })).toMatchObject({
    file: { content: null },
  })
})
