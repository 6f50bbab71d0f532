// A directory of every kind of thing that can lie in one. Nothing outside it is read, and nothing makes it wait.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openSource } from '../../ingest/open.ts'
import { limits } from '../../runtime/limits.ts'
import { fileAt, opened, optionsFor, outcomes, readWhole, signal, temporaryFolder } from './ingest-fixtures.ts'

function treeOf(files: Readonly<Record<string, string | Buffer>>): string {
  const root = join(temporaryFolder(), 'input')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

test('files carry their provenance, in the order of their bytes', async () => {
  const root = treeOf({
    'b.py': 'b = 1\n',
    'a/z.ts': 'let a = 1\n',
    'a-b.sh': '#!/bin/sh\n',
    LICENSE: 'x',
    'package.json': '{"license":"MIT"}',
  })
  const source = await opened(root)
  const entries = await readWhole(source)
  expect(entries.map(({ path }) => path)).toEqual(['LICENSE', 'a-b.sh', 'a/z.ts', 'b.py', 'package.json'])
  expect(source.repository).toMatchObject({
    host: 'local',
    owner: '-',
    name: 'input',
    url: null,
    declaredLicense: 'MIT',
  })
  expect(source.submission).toBe(`local/-/input@${source.repository.commit}`)
  expect(fileAt(entries, 'a/z.ts')).toMatchObject({ language: 'TypeScript', sizeBytes: 10 })
  expect(fileAt(entries, 'a/z.ts').licenseEvidence.map(({ path }) => path)).toEqual(['LICENSE', 'package.json'])
  expect(fileAt(entries, 'b.py').fileId).toMatch(/^[0-9a-f]{32}$/)
})

test('the commit is the tree: the same bytes give it again, and any change another', async () => {
  const [one, two] = [
    await opened(treeOf({ 'a.py': 'a', 'b.py': 'b' })),
    await opened(treeOf({ 'b.py': 'b', 'a.py': 'a' })),
  ]
  expect(one.submission).toBe(two.submission)
  expect((await opened(treeOf({ 'a.py': 'a', 'b.py': 'c' }))).submission).not.toBe(one.submission)
  expect((await opened(treeOf({ 'a.py': 'a', 'c.py': 'b' }))).submission).not.toBe(one.submission)
})

test('what is not text in UTF-8 is refused, each with its reason', async () => {
  const root = treeOf({
    'empty.py': '',
    'nul.c': 'int a;\0',
    'png.txt': Buffer.from('\x89PNG\r\n\x1a\nxx', 'latin1'),
    'utf16.cs': Buffer.from('\ufeffclass A {}', 'utf16le'),
    'utf16-bare.cs': Buffer.from('class A { int b = 1; }', 'utf16le'),
    'latin1.py': Buffer.from('# caf\xe9 cr\xe8me\n', 'latin1'),
    'sjis.c': Buffer.from('/* \x93\xfa\x96{\x8c\xea */', 'latin1'),
    'lfs.psd': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    'bom.py': '\ufeffprint(1)\n',
    'lines.txt': '\n'.repeat(1_000_000),
    'exact.txt': randomBytes(limits.fileBytesMax / 2).toString('hex'),
    'table.txt': Array.from({ length: 50_000 }, (_, index) => `0x${index % 7}0, `).join(''),
    'small.txt': ' '.repeat(limits.repetitionBytesMin - 1),
    'over.txt': Buffer.alloc(limits.fileBytesMax + 1, 'a'),
    'line-of-200-mb.js': '',
    'huge.bin': '',
  })
  truncateSync(join(root, 'line-of-200-mb.js'), 200_000_000)
  truncateSync(join(root, 'huge.bin'), 2_147_483_648)
  const started = performance.now()
  expect(outcomes(await readWhole(await opened(root)))).toEqual({
    'empty.py': 'file.empty',
    'nul.c': 'file.binary',
    'png.txt': 'file.binary',
    'utf16.cs': 'encoding.utf16',
    'utf16-bare.cs': 'encoding.utf16',
    'latin1.py': 'encoding.latin1',
    'sjis.c': 'encoding.invalid',
    'lfs.psd': 'file.lfs-pointer',
    'bom.py': 'file',
    'lines.txt': 'file.repetitive',
    'exact.txt': 'file',
    'table.txt': 'file.repetitive',
    'small.txt': 'file',
    'over.txt': 'file.too-large',
    'line-of-200-mb.js': 'file.too-large',
    'huge.bin': 'file.too-large',
  })
  expect(performance.now() - started).toBeLessThan(30_000)
})

test('links are not followed, pipes do not block, and .git is left out', async () => {
  const root = treeOf({ 'a.py': 'a = 1\n', '.git/config': '[core]', 'sub/.git': 'gitdir: /etc' })
  symlinkSync('/etc/passwd', join(root, 'passwd'))
  symlinkSync('..', join(root, 'loop'))
  symlinkSync('nowhere', join(root, 'dangling'))
  execFileSync('mkfifo', [join(root, 'pipe')])
  const source = await opened(root, { as: 'directory' })
  expect(outcomes(await readWhole(source))).toEqual({
    'a.py': 'file',
    passwd: 'entry.symlink',
    loop: 'entry.symlink',
    dangling: 'entry.symlink',
    pipe: 'entry.type',
  })
})

test('hostile names are shown, never believed', async () => {
  const root = treeOf({ 'ok ü 漢字.py': 'x = 1\n' })
  const names = [
    '\u001b[2J.py',
    'a\nb.py',
    'a\\b.py',
    'rtl\u202egnp.py',
    'zero\u200bwidth.py',
    'tag\u{e0041}.py',
    '❤️.py',
  ]
  for (const name of names) writeFileSync(join(root, name), 'x = 1\n')
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from('\xff\xfe.py', 'latin1')]), 'x')
  expect(outcomes(await readWhole(await opened(root)))).toEqual({
    'ok ü 漢字.py': 'file',
    '\\x1B[2J.py': 'path.unsafe',
    'a\\x0Ab.py': 'path.unsafe',
    'a\\x5Cb.py': 'path.unsafe',
    'rtl\\xE2\\x80\\xAEgnp.py': 'path.unsafe',
    'zero\\xE2\\x80\\x8Bwidth.py': 'path.unsafe',
    'tag\\xF3\\xA0\\x81\\x81.py': 'path.unsafe',
    '❤️.py': 'file',
    '\\xFF\\xFE.py': 'path.unsafe',
  })
})

test('a file that changes after the listing is skipped, and the rest goes through', async () => {
  const root = treeOf({ 'a.py': 'a = 1\n', 'b.py': 'b = 1\n', 'c.py': 'c = 1\n' })
  const source = await opened(root)
  appendFileSync(join(root, 'a.py'), '# more\n')
  execFileSync('rm', [join(root, 'b.py')])
  expect(outcomes(await readWhole(source))).toEqual({ 'a.py': 'file.changed', 'b.py': 'file.changed', 'c.py': 'file' })
})

test('a file or folder without permission is counted', async () => {
  const root = treeOf({ 'a.py': 'a', 'shut.py': 'b', 'shut/c.py': 'c' })
  chmodSync(dirname(root), 0o755)
  chmodSync(join(root, 'shut.py'), 0)
  chmodSync(join(root, 'shut'), 0)
  const temporaryDirectory = temporaryFolder()
  // Permissions do not bind root, so root reads as nobody.
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    const source = await openSource(root, { temporaryDirectory }, signal)
    expect(outcomes(await readWhole(source))).toEqual({
      'a.py': 'file',
      'shut.py': 'file.unreadable',
      shut: 'file.unreadable',
    })
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
})

test('an opt-out refuses every path, with what said so', async () => {
  const root = treeOf({ 'a.py': 'a', '.github/ai-opt-out': 'please do not\n', 'b/c.py': 'c' })
  const source = await opened(root)
  expect(source.optOuts).toEqual([{ kind: 'github.ai-opt-out', path: '.github/ai-opt-out', evidence: 'please do not' }])
  const entries = await readWhole(source)
  expect(outcomes(entries)).toEqual({
    'a.py': 'repository.opt-out',
    '.github/ai-opt-out': 'repository.opt-out',
    'b/c.py': 'repository.opt-out',
  })
})

test('names: a package in node_modules, a given name, an odd folder', async () => {
  const root = treeOf({
    'node_modules/@s/p/package.json': '{"name":"@s/p"}',
    'node_modules/alias/package.json': '{"name":"real"}',
    'x y/a.py': 'a',
  })
  const named = async (path: string, repository?: string) => {
    const { submission } = await opened(join(root, path), repository === undefined ? {} : { repository })
    return submission.replace(/@[^@]*$/, '')
  }
  expect(await named('node_modules/@s/p')).toBe('npm/s/p')
  expect(await named('node_modules/alias')).toBe('npm/-/real')
  expect(await named('x y')).toBe('local/-/x-y')
  expect(await named('x y', 'GitHub.com/a/b')).toBe('github.com/a/b')
  expect(await named('x y', 'https://gitlab.com/a/b/c.git')).toBe('gitlab.com/a/b/c')
  for (const wrong of ['a', 'a/b', 'a/../b', 'a//b', '/etc/passwd', 'h/o/n@x', 'https://h/../..']) {
    await expect(named('x y', wrong)).rejects.toMatchObject({ code: 'usage.invalid' })
  }
})

test('what cannot be opened says what was expected', async () => {
  const root = treeOf({ 'a.py': 'a', 'empty/.git/x': '' })
  execFileSync('mkfifo', [join(root, 'pipe')])
  mkdirSync(join(root, 'nothing'))
  const code = (path: string, as?: 'git' | 'archive' | 'directory') =>
    openSource(path, optionsFor(as === undefined ? {} : { as }), signal).then(
      () => 'opened',
      (error: { code: string }) => error.code,
    )
  expect(await code(join(root, 'missing'))).toBe('ingest.path-missing')
  expect(await code(join(root, 'a.py', 'x'))).toBe('ingest.path-missing')
  expect(await code(join(root, 'nothing'))).toBe('ingest.empty')
  expect(await code(join(root, 'pipe'))).toBe('ingest.unreadable')
  expect(await code(root, 'git')).toBe('ingest.not-git')
  expect(await code(root, 'archive')).toBe('ingest.archive-broken')
  expect(await code(join(root, 'a.py'), 'directory')).toBe('ingest.unreadable')
  expect(await code(join(root, 'empty'))).toBe('ingest.not-git')
})

test('an aborted reading stops', async () => {
  const root = treeOf(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`${n}.py`, `x = ${n}\n`])))
  const stop = new AbortController()
  const source = await opened(root)
  const seen: string[] = []
  const reading = async () => {
    for await (const { path } of source.entries(0, stop.signal)) {
      seen.push(path)
      if (seen.length === 300) stop.abort(new Error('enough'))
    }
  }
  await expect(reading()).rejects.toThrow('enough')
  expect(seen.length).toBe(300)
  await expect(openSource(root, optionsFor(), stop.signal)).rejects.toThrow('enough')
})
