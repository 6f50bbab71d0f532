// The sidecar's Python: where it is, when it is whole, and what is said when there is none. (Installing takes gigabytes
// and is what `npm test` itself does before the sidecar's own tests.)
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { findPython, hasSidecar, sidecarFolder, sidecarPython } from '../../embedded/sidecar.ts'
import { loadConfig } from '../../runtime/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-python-'))
afterAll(() => rmSync(folder, { recursive: true }))
const never = new AbortController().signal
const config = loadConfig({ CODELUPE_CACHE: folder })
const silent = (): void => undefined

const program = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${text}\n`)
  chmodSync(file, 0o755)
  return file
}

test('an environment counts only when it was marked whole', async () => {
  mkdirSync(join(sidecarFolder(config), 'bin'), { recursive: true })
  expect(hasSidecar(config)).toBe(false)
  writeFileSync(join(sidecarFolder(config), '.complete'), '')
  writeFileSync(join(sidecarFolder(config), '.compiled'), '')
  expect(hasSidecar(config)).toBe(true)
  expect(await sidecarPython(config, silent, never)).toBe(join(sidecarFolder(config), 'bin', 'python'))
})

test('a given Python is taken as it is; one that is not there is told with its variable', async () => {
  const python = program('given', 'exit 0')
  expect(await sidecarPython({ ...config, python }, silent, never)).toBe(python)
  const absent = sidecarPython({ ...config, python: join(folder, 'absent') }, silent, never)
  await expect(absent).rejects.toThrow(/CODELUPE_PYTHON.*absent/)
})

test('a Python that is too old is passed over; the versions found are named', async () => {
  program('python3', 'echo 3.9.2')
  program('python3.12', 'echo 3.12.1')
  vi.stubEnv('PATH', folder)
  try {
    expect(await findPython(never)).toBe('python3.12')
    rmSync(join(folder, 'python3.12'))
    await expect(findPython(never)).rejects.toThrow('expected Python 3.11 or later, found 3.9.2')
  } finally {
    vi.unstubAllEnvs()
  }
})

test('a failed installation tells the end of its log and leaves nothing that counts as whole', async () => {
  const cache = join(folder, 'other')
  const lacking = { ...config, cache }
  mkdirSync(join(cache, 'uv', 'bin'), { recursive: true })
  program('python3', 'echo 3.11.2')
  program(join('other', 'uv', 'bin', 'uv'), '[ "$1" = venv ] && exit 0; echo "no route to the index"; exit 1')
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`)
  const said: string[] = []
  try {
    const install = sidecarPython(lacking, (line) => said.push(line), never)
    await expect(install).rejects.toThrow(/sidecar.*no route to the index/s)
    expect(said.some((line) => line.includes('3 GB'))).toBe(true)
    expect(hasSidecar(lacking)).toBe(false)
  } finally {
    vi.unstubAllEnvs()
  }
})
