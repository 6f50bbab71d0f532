// A tar from a stranger: every way it can lie, and what stands beside the lie still goes through.
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { limits } from '../../runtime/limits.ts'
import {
  fileAt,
  fileWith,
  opened,
  outcomes,
  paxEntry,
  readWhole,
  signal,
  type TarEntry,
  tarBlocks,
  tarOf,
} from './ingest-fixtures.ts'

const entriesOf = async (bytes: Buffer, name = 'input.tar') => readWhole(await opened(fileWith(name, bytes)))

const bytesOf = (writer: Pack): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    writer.on('data', (chunk) => Buffer.isBuffer(chunk) && chunks.push(chunk))
    writer.on('end', () => resolve(Buffer.concat(chunks)))
    writer.on('error', reject)
  })

const good: TarEntry = { name: 'r/good.py', content: 'print(1)\n' }

test('a tar and a tar.gz give the same files under their common folder', async () => {
  const bytes = tarOf([{ name: 'r/', type: '5' }, good, { name: 'r/src/b.js', content: 'let a = 1\n' }])
  const plain = await opened(fileWith('input.tar', bytes))
  const packed = await opened(fileWith('input.tar.gz', gzipSync(bytes)))
  const [a, b] = [await readWhole(plain), await readWhole(packed)]
  expect(a).toEqual(b)
  expect(outcomes(a)).toEqual({ 'good.py': 'file', 'src/b.js': 'file' })
  expect(fileAt(a, 'good.py')).toMatchObject({ language: 'Python', sizeBytes: 9, content: Buffer.from('print(1)\n') })
  expect(plain.repository).toMatchObject({ host: 'local', owner: '-', name: 'input' })
  expect(plain.repository.commit).not.toBe(packed.repository.commit)
})

test('names are taken from pax and GNU headers, and leading ./ is dropped', async () => {
  const long = `r/${'d'.repeat(120)}/${'ü'.repeat(40)}.py`
  const entries = await entriesOf(
    tarOf([
      { name: './r/a.py', content: 'a\n' },
      paxEntry({ path: long, mtime: '1.5' }),
      { name: 'short', content: 'b\n' },
      { name: '././@LongLink', type: 'L', content: `r/${'g'.repeat(200)}.py\0` },
      { name: 'cut', content: 'c\n' },
      { name: 'g', type: 'g', content: paxEntry({ path: 'r/global.py' }).content ?? '' },
      { name: 'r/last.py', content: 'd\n' },
    ]),
  )
  expect(Object.keys(outcomes(entries))).toEqual(['a.py', long.slice(2), `${'g'.repeat(200)}.py`, 'last.py'])
})

test('a tar written by tar-stream is read whole', async () => {
  const writer = pack()
  const deep = `${'n'.repeat(60)}/`.repeat(5)
  writer.entry({ name: `r/${deep}é.py` }, 'x = 1\n')
  writer.entry({ name: 'r/big.py' }, randomBytes(350_000).toString('hex'))
  writer.finalize()
  const entries = await entriesOf(await bytesOf(writer))
  expect(outcomes(entries)).toEqual({ [`${deep}é.py`]: 'file', 'big.py': 'file' })
  expect(fileAt(entries, 'big.py').sizeBytes).toBe(700_000)
})

test('unsafe names, links, devices and sparse files are refused; the file beside them goes through', async () => {
  const entries = await entriesOf(
    tarOf([
      { name: '../up.py', content: 'x' },
      { name: '/etc/passwd', content: 'x' },
      { name: 'r/../../up.py', content: 'x' },
      { name: 'C:/windows.py', content: 'x' },
      { name: 'r\\win.py', content: 'x' },
      { name: Buffer.from('r/\xff.py', 'latin1'), content: 'x' },
      { name: 'r/\u001b[31m.py', content: 'x' },
      { name: 'r/\u202egnp.py', content: 'x' },
      paxEntry({ path: 'r/nul\0.py' }),
      { name: 'nul', content: 'x' },
      { name: 'r/link', type: '2' },
      { name: 'r/hard', type: '1', size: 50 },
      { name: 'r/null', type: '3' },
      { name: 'r/disk', type: '4' },
      { name: 'r/pipe', type: '6' },
      { name: 'r/what', type: 'Z', content: 'x' },
      paxEntry({ 'GNU.sparse.major': '1' }),
      { name: 'r/sparse', content: 'x' },
      { name: 'r/.git/config', content: '[core]' },
      good,
    ]),
  )
  expect(outcomes(entries)).toEqual({
    '../up.py': 'path.unsafe',
    '/etc/passwd': 'path.unsafe',
    'r/../../up.py': 'path.unsafe',
    'C:/windows.py': 'path.unsafe',
    'r\\x5Cwin.py': 'path.unsafe',
    'r/\\xFF.py': 'path.unsafe',
    'r/\\x1B[31m.py': 'path.unsafe',
    'r/\\xE2\\x80\\xAEgnp.py': 'path.unsafe',
    'r/nul\\x00.py': 'path.unsafe',
    link: 'entry.symlink',
    hard: 'entry.type',
    null: 'entry.type',
    disk: 'entry.type',
    pipe: 'entry.type',
    what: 'entry.type',
    sparse: 'entry.type',
    'good.py': 'file',
  })
})

test('the same path twice is one file, however often it comes', async () => {
  const entries = await entriesOf(
    tarOf([good, { ...good, content: 'print(2)\n' }, { name: 'r/good.py (2)', content: 'x' }, good]),
  )
  expect(outcomes(entries)).toEqual({
    'good.py': 'file',
    'good.py (2)': 'path.duplicate',
    'good.py (2) (2)': 'path.duplicate',
    'good.py (3)': 'path.duplicate',
  })
  expect(fileAt(entries, 'good.py').content.toString()).toBe('print(1)\n')
})

test('an archive inside an archive stays closed', async () => {
  const inner = gzipSync(tarOf([good]))
  const entries = await entriesOf(
    tarOf([{ name: 'r/inner.tgz', content: inner }, { name: 'r/i.tar', content: tarOf([good]) }, good]),
  )
  expect(outcomes(entries)).toEqual({ 'inner.tgz': 'archive.depth', 'i.tar': 'archive.depth', 'good.py': 'file' })
})

test.each([
  [
    'within a file',
    (bytes: Buffer) => bytes.subarray(0, 512 + 512 + 512 + 100),
    { 'r/good.py': 'file', 'r/b.bin': 'archive.corrupt' },
  ],
  ['within a header', (bytes: Buffer) => bytes.subarray(0, 512 + 512 + 300), { 'r/good.py': 'file' }],
  [
    'by a flipped byte',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 1_024), Buffer.from('!'), bytes.subarray(1_025)]),
    { 'r/good.py': 'file' },
  ],
])('a tar cut or damaged %s gives what stands before', async (_name, damage, before) => {
  const bytes = damage(
    tarOf([good, { name: 'r/b.bin', content: randomBytes(4_000) }, { name: 'r/c.py', content: 'c' }]),
  )
  const strip = Object.fromEntries(Object.entries(before).map(([path, outcome]) => [path.slice(2), outcome]))
  expect(outcomes(await entriesOf(bytes))).toEqual({ ...strip, '(rest)': 'archive.corrupt' })
})

test('every cut of a tar.gz ends at the same entry in both passes', async () => {
  const noise = Array.from({ length: 12 }, (_, n) => ({
    name: `r/${n}.txt`,
    content: randomBytes(30_000).toString('hex'),
  }))
  const bytes = gzipSync(tarOf([good, ...noise]))
  for (const share of [0.2, 0.5, 0.77, 0.95]) {
    const entries = await entriesOf(bytes.subarray(0, Math.floor(bytes.length * share)), 'cut.tgz')
    expect(entries.at(-1)).toMatchObject({ path: '(rest)', reason: 'archive.corrupt' })
    expect(entries.filter(({ kind }) => kind === 'file').length).toBeGreaterThan(Math.floor(12 * share) - 2)
  }
})

test.each(['-1', '7777777777a', '\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff'])(
  'an impossible size %j ends the reading',
  async (size) => {
    const bytes = Buffer.concat([...tarBlocks(good), ...tarBlocks({ name: 'r/x', content: 'x', size })])
    expect(outcomes(await entriesOf(bytes))).toEqual({ 'good.py': 'file', '(rest)': 'archive.corrupt' })
  },
)

test('a gzip bomb is refused by the size that it declares', async () => {
  const zeros = gzipSync(Buffer.alloc(8 * 1_048_576))
  const header = gzipSync(Buffer.concat([...tarBlocks(good), ...tarBlocks({ name: 'r/zeros', size: '77777777777' })]))
  const entries = await entriesOf(Buffer.concat([header, ...Array.from({ length: 40 }, () => zeros)]), 'bomb.tgz')
  expect(outcomes(entries)).toEqual({ 'good.py': 'file', zeros: 'archive.bomb' })
})

test('a gzip bomb of many small files stops at its budget, and memory stays flat', async () => {
  const mebibyte = Buffer.alloc(1_048_576, 'a')
  const files = Array.from({ length: 80 }, (_, n) =>
    gzipSync(Buffer.concat(tarBlocks({ name: `r/${n}`, content: mebibyte }))),
  )
  const source = await opened(fileWith('bomb.tgz', Buffer.concat(files)))
  const before = process.memoryUsage().rss
  const budget = Math.max(limits.archiveBytesMin, Buffer.concat(files).length * limits.archiveRatioMax)
  let last = ''
  let read = 0
  for await (const entry of source.entries(0, signal)) {
    last = entry.kind === 'skip' ? entry.reason : 'file'
    read += last === 'archive.bomb' ? 0 : entry.sizeBytes
  }
  expect(last).toBe('archive.bomb')
  expect(read).toBeLessThanOrEqual(budget)
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576)
})

test('a gzip bomb of zeros behind the last file, or of one endless header, is found too', async () => {
  const zeros = gzipSync(Buffer.alloc(8 * 1_048_576, 'a'))
  const body = Array.from({ length: 20 }, () => zeros)
  const tail = Buffer.concat([
    gzipSync(Buffer.concat([...tarBlocks(good)])),
    gzipSync(Buffer.concat(tarBlocks({ name: 'x', type: 'x', size: 99_999_999 }))),
    ...body,
  ])
  expect(outcomes(await entriesOf(tail, 'tail.tgz'))).toEqual({ 'good.py': 'file', '(rest)': 'archive.bomb' })
})

test('a file of 2 GB in a tar is named by its size and not read', async () => {
  const bytes = Buffer.concat([...tarBlocks(good), ...tarBlocks({ name: 'r/huge', size: 2_147_483_648 })])
  const entries = await entriesOf(bytes)
  expect(entries[1]).toMatchObject({ path: 'huge', reason: 'archive.bomb', sizeBytes: 2_147_483_648 })
  const path = fileWith('sparse.tar', Buffer.alloc(0))
  const file = openSync(path, 'r+')
  const huge = 256 * 1_048_576
  writeSync(file, Buffer.concat([...tarBlocks({ name: 'r/huge', size: huge })]), 0, 512, 0)
  writeSync(file, tarOf([good]), 0, 2_048, 512 + huge)
  closeSync(file)
  expect(outcomes(await readWhole(await opened(path)))).toEqual({ huge: 'file.too-large', 'good.py': 'file' })
  const over = await entriesOf(
    tarOf([{ name: 'r/over.txt', content: Buffer.alloc(limits.fileBytesMax + 1, 'a') }, good]),
  )
  expect(outcomes(over)).toEqual({ 'over.txt': 'file.too-large', 'good.py': 'file' })
})

test('what is not a tar at all is refused before anything is read', async () => {
  await expect(opened(fileWith('a.tgz', gzipSync(Buffer.from('just text, not a tar'))))).rejects.toMatchObject({
    code: 'ingest.archive-broken',
  })
  await expect(opened(fileWith('a.tar', Buffer.alloc(3_000, 'x')))).rejects.toMatchObject({
    code: 'ingest.archive-broken',
  })
  await expect(opened(fileWith('a.py', Buffer.from('print(1)')))).rejects.toMatchObject({
    code: 'ingest.archive-broken',
  })
  await expect(opened(fileWith('a.tar', Buffer.alloc(1_024)))).rejects.toMatchObject({ code: 'ingest.empty' })
  await expect(opened(fileWith('a.tar', Buffer.alloc(0)))).rejects.toMatchObject({ code: 'ingest.empty' })
})
