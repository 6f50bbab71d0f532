// One tree in every form gives the same entries, and however an archive is damaged, both passes agree on what it holds.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openSource } from '../../ingest/open.ts'
import type { Entry } from '../../ingest/source.ts'
import { CodelupeError } from '../../runtime/errors.ts'
import { fileWith, opened, optionsFor, readWhole, signal, temporaryFolder, zipOf } from './ingest-fixtures.ts'

vi.setConfig({ testTimeout: 120_000 })

const packages = resolve(import.meta.dirname, '../../node_modules')

function copyOf(...names: readonly string[]): string {
  const folder = temporaryFolder()
  for (const name of names) cpSync(join(packages, name), join(folder, 'tree', name), { recursive: true })
  return folder
}

const run = (folder: string, program: string, ...args: readonly string[]): void => {
  execFileSync(program, args, { cwd: folder, stdio: 'ignore' })
}

/** What must be the same in every form; a filtered clone knows no size of what it left out. */
const factsOf = (entries: readonly Entry[]): string =>
  entries
    .map((entry) => {
      if (entry.kind === 'skip') return `${entry.path} ${entry.reason}`
      const { path, fileId, contentSha256, language, sizeBytes, generated, vendored, licenseEvidence } = entry
      return JSON.stringify({ path, fileId, contentSha256, language, sizeBytes, generated, vendored, licenseEvidence })
    })
    .sort()
    .join('\n')

test('a directory, every format of tar, a zip and a git repository hold the same files', async () => {
  const folder = copyOf('commander', 'kafkajs', 'yauzl')
  const repository = 'example.org/owner/name'
  const expected = factsOf(await readWhole(await opened(join(folder, 'tree'), { repository })))
  expect(expected.split('\n').length).toBeGreaterThan(200)
  for (const format of ['ustar', 'gnu', 'pax'])
    run(folder, 'tar', `--format=${format}`, '-czf', `${format}.tgz`, 'tree')
  run(folder, 'tar', '-C', 'tree', '-cf', 'dot.tar', '.')
  run(folder, 'python3', '-m', 'zipfile', '-c', 'python.zip', 'tree')
  mkdirSync(join(folder, 'git'))
  run(folder, 'cp', '-r', 'tree/.', 'git')
  run(join(folder, 'git'), 'git', 'init', '-q')
  run(join(folder, 'git'), 'git', 'add', '-A', '-f')
  run(join(folder, 'git'), 'git', '-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '-m', 'first')
  for (const form of ['ustar.tgz', 'gnu.tgz', 'pax.tgz', 'dot.tar', 'python.zip', 'git']) {
    const source = await opened(join(folder, form), { repository })
    expect(factsOf(await readWhole(source)), form).toEqual(expected)
  }
})

/** Opens what may be broken; an archive that holds nothing readable is refused as the user's. */
async function readDamaged(name: string, bytes: Buffer): Promise<void> {
  const path = fileWith(name, bytes)
  const source = await openSource(path, optionsFor(), signal).catch((error: unknown) => {
    expect(error).toBeInstanceOf(CodelupeError)
    expect(error).toMatchObject({ code: /^ingest\.(archive-broken|empty)$/ })
    return null
  })
  if (source === null) return
  try {
    await readWhole(source)
  } finally {
    await source.close()
  }
}

test('a damaged archive is never read differently twice, and never throws', async () => {
  const folder = copyOf('commander')
  run(folder, 'tar', '-czf', 'input.tgz', 'tree')
  const packed = readFileSync(join(folder, 'input.tgz'))
  const zip = zipOf(Array.from({ length: 40 }, (_, n) => ({ name: `r/${n}.py`, content: `x = ${n}\n`.repeat(n) })))
  const originals = { 'input.tgz': packed, 'input.tar': gunzipSync(packed), 'input.zip': zip }
  const damage = fc.record({
    name: fc.constantFrom('input.tgz' as const, 'input.tar' as const, 'input.zip' as const),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    flips: fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), { maxLength: 6 }),
  })
  const property = fc.asyncProperty(damage, async ({ name, keep, flips }) => {
    const original = originals[name]
    const cut = flips.length === 0 ? Math.floor(original.length * keep) : original.length
    const bytes = Buffer.from(original.subarray(0, cut))
    for (const { at, byte } of flips) bytes[at % bytes.length] = byte
    await readDamaged(name, bytes)
  })
  await fc.assert(property, { numRuns: 150 })
})
