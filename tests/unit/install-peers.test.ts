// scripts/install-peers.sh: what is there is left alone, what cannot be installed is told and leaves nothing. No network.
// Mutants: take a folder of another lock for an installed one; stop at the first peer that cannot be installed.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { peers } from '../../evaluation/peers/index.ts'
import { projectFolder } from '../../runtime/config.ts'

const script = join(projectFolder, 'scripts', 'install-peers.sh')
const lockOf = (name: string): string => join(projectFolder, 'evaluation', 'peers', `${name}.lock`)

/** A machine with the tools of a shell, and no Python. */
function machine() {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-install-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const name of 'cat dirname flock head mkdir mv readlink rm sed sh sleep tail uname'.split(' '))
    symlinkSync(spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim(), join(bin, name))
  const cache = join(folder, 'cache')
  const install = (...names: readonly string[]) =>
    spawnSync(join(bin, 'sh'), [script, ...names], { encoding: 'utf8', env: { PATH: bin, CODELUPE_CACHE: cache } })
  return { cache, install }
}

/** As the script leaves it. */
function place(cache: string, name: string): string {
  const folder = join(cache, 'peers', name)
  mkdirSync(folder, { recursive: true })
  copyFileSync(lockOf(name), join(folder, 'installed-from'))
  return folder
}

test('a peer that is there in the pinned version is left as it is', () => {
  const { cache, install } = machine()
  const folder = place(cache, 'detect-secrets')
  const { status, stdout, stderr } = install('detect-secrets')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^detect-secrets \d+\.\d+\.\d+ {2}/)
  expect(readdirSync(folder)).toEqual(['installed-from'])
})

test('a peer that cannot be installed is told with the reason and leaves nothing, and the next one goes on', () => {
  const { cache, install } = machine()
  place(cache, 'scancode')
  const { status, stdout, stderr } = install('datatrove', 'scancode')
  expect(status).toBe(1)
  expect(stderr).toContain('datatrove could not be installed')
  expect(stderr).toContain('expected a Python of 3.11 to 3.13 on the PATH, found none')
  expect(stdout).toMatch(/^scancode \d+/)
  expect(readdirSync(join(cache, 'peers')).filter((name) => !name.startsWith('.'))).toEqual(['scancode'])
})

test('a peer of another lock is installed anew', () => {
  const { cache, install } = machine()
  const folder = place(cache, 'datatrove')
  writeFileSync(join(folder, 'installed-from'), 'datatrove==0.0.1\n')
  const { status, stderr } = install('datatrove')
  expect(status).toBe(1)
  expect(stderr).toContain('datatrove could not be installed')
})

test('a peer that there is none of is refused with those that there are', () => {
  const { install } = machine()
  const { status, stderr } = install('gitleak')
  expect(status).toBe(1)
  expect(stderr).toContain('gitleaks detect-secrets guarddog scancode datatrove')
})

test('each peer has a lock with its own version in it, but for the one that is built', () => {
  for (const peer of peers.filter(({ name }) => name !== 'gitleaks'))
    expect(readFileSync(lockOf(peer.name), 'utf8')).toMatch(new RegExp(`^${peer.package}==\\d`, 'm'))
})
