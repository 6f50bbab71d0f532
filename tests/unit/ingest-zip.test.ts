// A zip from a stranger: bombs, overlaps, lies about sizes and names, and what stands beside them still goes through.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { limits } from '../../runtime/limits.ts'
import { fileAt, fileWith, opened, outcomes, readWhole, tarOf, type ZipEntry, zipOf } from './ingest-fixtures.ts'

const entriesOf = async (bytes: Buffer) => readWhole(await opened(fileWith('input.zip', bytes)))
const good: ZipEntry = { name: 'r/good.py', content: 'print(1)\n' }

test('stored and deflated files are read; folders are not paths', async () => {
  const zip = zipOf([{ name: 'r/' }, good, { name: 'r/ü/b.js', content: 'let a = 1\n', method: 0, mode: 0o100644 }])
  const entries = await entriesOf(zip)
  expect(outcomes(entries)).toEqual({ 'good.py': 'file', 'ü/b.js': 'file' })
  expect(fileAt(entries, 'ü/b.js').content.toString()).toBe('let a = 1\n')
})

test('a zip that begins with a program is told by its name', async () => {
  const zip = zipOf([{ name: 'r/dir/', content: '' }])
  await expect(opened(fileWith('x.zip', zip))).rejects.toMatchObject({ code: 'ingest.empty' })
  await expect(opened(fileWith('x.bin', randomBytes(600)))).rejects.toMatchObject({ code: 'ingest.archive-broken' })
})

test('unsafe names, links and devices are refused; the file beside them goes through', async () => {
  const entries = await entriesOf(
    zipOf([
      { name: '../up.py', content: 'x' },
      { name: '/etc/passwd', content: 'x' },
      { name: 'c:\\x.py', content: 'x' },
      { name: 'r\\x.py', content: 'x' },
      { name: 'r/nul\0.py', content: 'x' },
      { name: Buffer.from('r/caf\xe9.py', 'latin1'), content: 'x', flags: 0 },
      { name: 'r/link', content: '/etc/passwd', mode: 0o120777 },
      { name: 'r/pipe', content: 'x', mode: 0o010644 },
      { name: 'r/.git/config', content: '[core]' },
      { name: '', content: 'x' },
      good,
    ]),
  )
  expect(outcomes(entries)).toEqual({
    '../up.py': 'path.unsafe',
    '/etc/passwd': 'path.unsafe',
    'c:\\x5Cx.py': 'path.unsafe',
    'r\\x5Cx.py': 'path.unsafe',
    'r/nul\\x00.py': 'path.unsafe',
    'r/caf\\xE9.py': 'path.unsafe',
    link: 'entry.symlink',
    pipe: 'entry.type',
    '': 'path.unsafe',
    'good.py': 'file',
  })
})

test('encrypted, unsupported, damaged and lying entries are refused, each alone', async () => {
  const entries = await entriesOf(
    zipOf([
      { name: 'r/secret.py', content: 'x', flags: 1 },
      { name: 'r/lzma.py', content: 'x', method: 14 },
      { name: 'r/crc.py', content: 'x', crc: 1 },
      { name: 'r/stored.py', content: Buffer.from('caf\xe9', 'latin1'), method: 0 },
      { name: 'r/short.py', content: 'abc', size: 5 },
      { name: 'r/long.py', content: 'abcdef', size: 5 },
      { name: 'r/other.py', content: 'x', localName: 'r/thing.py' },
      { name: 'r/nested.zip', content: zipOf([good]) },
      { name: 'r/nested.tar', content: tarOf([{ name: 'a', content: 'x' }]) },
      good,
    ]),
  )
  expect(outcomes(entries)).toEqual({
    'secret.py': 'archive.encrypted',
    'lzma.py': 'archive.unsupported',
    'crc.py': 'archive.corrupt',
    'stored.py': 'encoding.latin1',
    'short.py': 'archive.corrupt',
    'long.py': 'archive.bomb',
    'other.py': 'archive.corrupt',
    'nested.zip': 'archive.depth',
    'nested.tar': 'archive.depth',
    'good.py': 'file',
  })
})

test('a bomb that declares little is stopped while it inflates; one that declares much is not opened', async () => {
  const zeros = Buffer.alloc(64 * 1_048_576)
  const entries = await entriesOf(
    zipOf([{ name: 'r/liar.txt', content: zeros, size: 1_000 }, { name: 'r/honest.txt', content: zeros }, good]),
  )
  expect(outcomes(entries)).toEqual({ 'liar.txt': 'archive.bomb', 'honest.txt': 'file.too-large', 'good.py': 'file' })
})

test('entries that share bytes are refused but for the first, and so is what passes the budget', async () => {
  const kernel = { name: 'r/0.txt', content: Buffer.alloc(1_048_576, 'a') }
  const sharing = Array.from({ length: 300 }, (_, n) => ({ ...kernel, name: `r/${n + 1}.txt`, shares: 0 }))
  const shared = outcomes(await entriesOf(zipOf([kernel, ...sharing, { name: 'r/z.py', content: 'z = 1\n' }])))
  expect(shared['0.txt']).toBe('file.repetitive')
  expect(Object.values(shared).filter((outcome) => outcome === 'archive.bomb').length).toBe(300)
  expect(shared['z.py']).toBe('file')
  const many = Array.from({ length: 80 }, (_, n) => ({ ...kernel, name: `r/${n}.txt` }))
  const zip = zipOf([...many, good])
  const passed = Object.values(outcomes(await entriesOf(zip))).filter((outcome) => outcome === 'file.repetitive').length
  const budget = Math.max(limits.archiveBytesMin, zip.length * limits.archiveRatioMax)
  expect(passed).toBe(Math.floor(budget / 1_048_576))
})

test('a damaged central directory gives what stands before it; a missing one is refused', async () => {
  const zip = zipOf([good, { name: 'r/b.py', content: 'b = 1\n' }])
  const second = zip.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  const damaged = Buffer.concat([zip.subarray(0, second), Buffer.from('XX'), zip.subarray(second + 2)])
  expect(outcomes(await entriesOf(damaged))).toEqual({ 'good.py': 'file', '(rest)': 'archive.corrupt' })
  await expect(opened(fileWith('cut.zip', zip.subarray(0, zip.length - 30)))).rejects.toMatchObject({
    code: 'ingest.archive-broken',
  })
})

test('the same path twice is one file', async () => {
  const entries = await entriesOf(zipOf([good, { ...good, content: 'other' }]))
  expect(outcomes(entries)).toEqual({ 'good.py': 'file', 'good.py (2)': 'path.duplicate' })
})
