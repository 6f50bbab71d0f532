// Files of mere repetition are refused, by what they compress to and not by how they look (ADR 0022).
// Mutants: `count >= least` or the last `compressed >= enough` made `true`: nothing is refused; the last made `false`: a table
// after blanks is.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { repetitionOf } from '../../ingest/repetition.ts'
import { limits } from '../../runtime/limits.ts'

const megabyte = limits.fileBytesMax
const own = readFileSync(import.meta.filename)
const table = Buffer.from([...randomBytes(300_000)].map((byte) => byte % 4).join(','))
/** So many bytes of one text after the other. */
const filled = (text: string | Buffer, size: number): Buffer => Buffer.alloc(size, text)
const ratioOf = (content: Buffer): number => content.length / zstdCompressSync(content).length

describe('refused', () => {
  test.each([
    ['a megabyte of blanks', filled(' ', megabyte)],
    ['one line again and again', filled('const answer = 42\n', megabyte)],
    ['a text that is followed by blanks', Buffer.concat([own, filled(' ', megabyte - own.length)])],
    ['a whole file again and again', filled(own, megabyte)],
  ])('%s', (_, content) => {
    expect(ratioOf(content)).toBeGreaterThan(limits.repetitionMax)
    expect(repetitionOf(content)).toBeGreaterThan(limits.repetitionMax)
  })
})

describe('taken', () => {
  test.each([
    ['what is too small to matter', filled(' ', limits.repetitionBytesMin - 1)],
    ['bytes without order', randomBytes(megabyte)],
    ['a column of numbers', Buffer.from(Array.from({ length: 60_000 }, (_, row) => row).join('\n'))],
    ['a table of few numbers', table],
    ['a table after blanks', Buffer.concat([filled(' ', 300_000), table])],
  ])('%s', (_, content) => {
    expect(repetitionOf(content)).toBeNull()
  })

  test('nothing that becomes a hundred times smaller passes by its words', () => {
    const digits = (width: number, radix: number): Buffer =>
      Buffer.from(
        Array.from({ length: megabyte / width }, (_, row) => row.toString(radix).padStart(width, '0')).join(''),
      )
    for (const content of [4, 8, 16, 64].flatMap((width) => [digits(width, 10), digits(width, 16)]))
      if (repetitionOf(content) === null) expect(ratioOf(content)).toBeLessThan(2 * limits.repetitionMax)
  })
})
