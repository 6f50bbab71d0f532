// A git repository from a stranger, local or over https: nothing that it configures is executed, and only objects are read.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isPrivateAddress } from '../../ingest/git-address.ts'
import { treeEntry } from '../../ingest/git-tree.ts'
import { openSource } from '../../ingest/open.ts'
import { limits } from '../../runtime/limits.ts'
import { git, repositoryOf } from './git-fixtures.ts'
import { fileAt, opened, optionsFor, outcomes, readWhole, signal, temporaryFolder } from './ingest-fixtures.ts'

const hostileFiles = {
  'src/a.py': 'a = 1\n',
  'ü.py': 'u = 1\n',
  'esc\u001b[0m.py': 'x',
  'back\\slash.py': 'x',
  'empty.py': '',
  'lfs.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
  'exact.txt': randomBytes(limits.fileBytesMax / 2).toString('hex'),
  'over.txt': Buffer.alloc(limits.fileBytesMax + 1, 'a'),
  '.gitattributes': '* filter=evil diff=evil\n',
  LICENSE: 'x',
}

/** Every setting through which a repository can have git run something, each leaving a mark where it is run. */
function makeHostile(root: string, marks: string): void {
  mkdirSync(marks)
  const mark = (name: string): string => `touch ${join(marks, name)}`
  const settings = ['core.fsmonitor', 'core.sshCommand', 'core.gitProxy', 'core.pager', 'core.alternateRefsCommand']
  const more = [
    'uploadpack.packObjectsHook',
    'filter.evil.smudge',
    'filter.evil.clean',
    'diff.evil.textconv',
    'credential.helper',
  ]
  for (const name of [...settings, ...more]) git(root, 'config', name, mark(name))
  git(root, 'config', 'remote.evil.url', `ext::sh -c "${mark('ext')}"`)
  git(root, 'config', 'remote.evil.promisor', 'true')
  git(root, 'config', 'protocol.ext.allow', 'always')
  for (const hook of [
    'post-checkout',
    'pre-upload',
    'reference-transaction',
    'post-index-change',
    'fsmonitor-watchman',
  ]) {
    writeFileSync(join(root, '.git', 'hooks', hook), `#!/bin/sh\n${mark(hook)}\n`, { mode: 0o755 })
  }
}

test('a hostile local repository is read, and nothing that it configures runs', async () => {
  const root = repositoryOf(hostileFiles)
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from('\xff.py', 'latin1')]), 'x')
  symlinkSync('/etc/passwd', join(root, 'link'))
  git(root, 'add', '-A')
  git(root, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`)
  git(root, 'commit', '-q', '-m', 'second')
  const marks = join(dirname(root), 'marks')
  makeHostile(root, marks)
  writeFileSync(join(root, 'uncommitted.py'), 'x = 1\n')
  const source = await opened(root)
  const entries = await readWhole(source)
  expect(readdirSync(marks)).toEqual([])
  execFileSync('git', ['-C', root, 'status'], { stdio: 'ignore' })
  expect(readdirSync(marks)).toContain('core.fsmonitor')
  expect(source.repository).toMatchObject({
    host: 'local',
    name: 'project',
    url: null,
    commit: git(root, 'rev-parse', 'HEAD'),
  })
  expect(outcomes(entries)).toEqual({
    'src/a.py': 'file',
    'ü.py': 'file',
    'esc\\x1B[0m.py': 'path.unsafe',
    'back\\x5Cslash.py': 'path.unsafe',
    '\\xFF.py': 'path.unsafe',
    'empty.py': 'file.empty',
    'lfs.bin': 'file.lfs-pointer',
    'exact.txt': 'file',
    'over.txt': 'file.too-large',
    '.gitattributes': 'file',
    LICENSE: 'file',
    link: 'entry.symlink',
    module: 'entry.submodule',
  })
  expect(fileAt(entries, 'src/a.py').licenseEvidence.map(({ path }) => path)).toEqual(['LICENSE'])
})

test('a bare repository and a work tree give the same files, named after themselves', async () => {
  const root = repositoryOf({ 'a.py': 'a = 1\n', 'b/c.py': 'c = 1\n' })
  const bare = join(dirname(root), 'project.git')
  git(root, 'clone', '-q', '--bare', root, bare)
  const [a, b] = [await opened(root), await opened(bare)]
  expect(a.submission).toBe(b.submission)
  expect(await readWhole(a)).toEqual(await readWhole(b))
  expect((await opened(join(root, '.git'))).submission).toBe(a.submission)
  expect((await opened(root, { repository: 'github.com/o/n' })).submission).toBe(
    `github.com/o/n@${a.repository.commit}`,
  )
})

test('many files come through the pipes in order', async () => {
  const files = Array.from({ length: 500 }, (_, n): [string, string] => [
    `f/${n}.py`,
    `x = ${n}\n`.repeat(1 + (n % 300)),
  ])
  const entries = await readWhole(await opened(repositoryOf(Object.fromEntries(files))))
  for (const [path, content] of files) expect(fileAt(entries, path).content.toString()).toBe(content)
})

test('a reading that is left early or aborted ends its git', async () => {
  const files = Array.from({ length: 200 }, (_, n): [string, string] => [`${n}.py`, 'x'.repeat(16_000 + n)])
  const source = await opened(repositoryOf(Object.fromEntries(files)))
  for await (const entry of source.entries(0, signal)) if (entry.index === 3) break
  const stop = new AbortController()
  const reading = async () => {
    for await (const entry of source.entries(0, stop.signal)) if (entry.index === 3) stop.abort(new Error('enough'))
  }
  await expect(reading()).rejects.toThrow('enough')
  expect(outcomes(await readWhole(source))['199.py']).toBe('file')
})

test('an opt-out in the tree refuses every path', async () => {
  const root = repositoryOf({ 'a.py': 'a', '.gitattributes': '# x\n*.py text\n* ai-training=false\n' })
  const source = await opened(root)
  expect(source.optOuts).toMatchObject([{ kind: 'gitattributes.ai-training', evidence: '* ai-training=false' }])
  expect(Object.values(outcomes(await readWhole(source)))).toEqual(['repository.opt-out', 'repository.opt-out'])
})

test('a clone is removed on closing, after a failure, and when its process has died', async () => {
  const options = optionsFor()
  const stale = join(
    options.temporaryDirectory,
    `git-${execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim()}-x`,
  )
  mkdirSync(stale)
  const source = await openSource(repositoryOf({ 'a.py': 'a = 1\n' }), options, signal)
  expect(existsSync(stale)).toBe(false)
  expect(readdirSync(options.temporaryDirectory).length).toBe(1)
  await source.close()
  const root = repositoryOf({})
  await expect(openSource(root, options, signal)).rejects.toMatchObject({ code: 'ingest.empty' })
  const unborn = temporaryFolder()
  git(unborn, 'init', '-q')
  await expect(openSource(unborn, options, signal)).rejects.toMatchObject({ code: 'ingest.empty' })
  rmSync(join(root, '.git', 'objects'), { recursive: true })
  await expect(openSource(root, options, signal)).rejects.toMatchObject({ code: /^ingest\.(not-git|git-failed)$/ })
  await expect(openSource(root, { ...options, searchPath: '/nowhere' }, signal)).rejects.toMatchObject({
    code: 'ingest.git-failed',
  })
  expect(readdirSync(options.temporaryDirectory)).toEqual([])
})

test.each([
  'http://github.com/a/b',
  'ssh://git@github.com/a/b',
  'git://github.com/a/b',
  'file:///etc',
  'ext://sh/a/b',
  'git@github.com:a/b.git',
  'https://user:word@github.com/a/b',
  'https://github.com.evil.example/a/b',
  'https://example.org/a/b',
  'https://127.0.0.1/a/b',
  'https://github.com:8443/a/b',
  'https://github.com/a/b?x=1',
])('the address %s is refused', async (address) => {
  await expect(openSource(address, optionsFor(), signal)).rejects.toMatchObject({ code: 'ingest.host-refused' })
})

test('a host on the list that has a private address is refused', async () => {
  for (const host of ['localhost', '127.0.0.1', '169.254.169.254', '[::1]', '[::ffff:10.0.0.1]', '0x7f.1']) {
    const allowHosts = [new URL(`https://${host}`).hostname]
    const refused = openSource(`https://${host}/a/b`, optionsFor({ allowHosts }), signal)
    await expect(refused).rejects.toMatchObject({ code: 'ingest.host-refused' })
  }
})

test('private addresses are told from public ones', () => {
  const hidden = [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.1.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
  ]
  const hiddenSix = [
    '::1',
    '::',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    'x',
  ]
  const open = ['140.82.121.4', '8.8.8.8', '172.32.0.1', '2606:50c0:8000::153']
  expect([...hidden, ...hiddenSix].filter((address) => !isPrivateAddress(address))).toEqual([])
  expect(open.filter(isPrivateAddress)).toEqual([])
})

test('a line of ls-tree is read by its fields', () => {
  expect(treeEntry('100644 blob 1234      12\ta b\tc.py')).toEqual({
    kind: 'file',
    object: '1234',
    sizeBytes: 12,
    path: 'a b\tc.py',
  })
  expect(treeEntry('100755 blob 1234     BAD\tx')).toMatchObject({ kind: 'absent', sizeBytes: -1 })
  expect(treeEntry('160000 commit 1234       -\tx')).toMatchObject({ kind: 'submodule' })
  expect(treeEntry('120000 blob 1234       3\tx')).toMatchObject({ kind: 'symlink' })
  expect(treeEntry('140000 blob 1234       3\tx')).toMatchObject({ kind: 'other' })
})
