// Checkpoints are verified beside a trainer that goes on: what it takes away meanwhile is no break, and what was damaged or
// lost is one (I2).
// Mutants of cli/verify/checkpoints.ts: a folder that has gone is a break; the newest must be there whatever has come since; one
// step more on disk says that the trainer has gone on.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { collectBreaks } from '../../cli/verify/breaks.ts'
import { verifyCheckpoints } from '../../cli/verify/checkpoints.ts'
import { openSeen, type Seen } from '../../cli/verify/seen.ts'

let folder: string
let seen: Seen

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'codelupe-checkpoints-'))
  seen = openSeen(folder)
  seen.run('CREATE TABLE commits (manifest TEXT, checkpoint TEXT, offset INTEGER)')
})

afterEach(() => {
  seen.close()
  rmSync(folder, { recursive: true })
})

/** A checkpoint on disk, with the hash of its manifest. */
function onDisk(step: number): { readonly name: string; readonly manifest: string } {
  const name = `step-${step}-1`
  const weights = `weights of ${step}`
  const manifest = JSON.stringify({ files: { weights: { bytes: weights.length, sha256: sha256(weights) } } })
  mkdirSync(join(folder, name))
  writeFileSync(join(folder, name, 'weights'), weights)
  writeFileSync(join(folder, name, 'manifest.json'), manifest)
  return { name, manifest: sha256(manifest) }
}

function committed(step: number): string {
  const { name, manifest } = onDisk(step)
  seen.change('INSERT INTO commits VALUES (?, ?, ?)', manifest, name, step)
  return name
}

const takeAway = (name: string): void => renameSync(join(folder, name), join(folder, `${name}.tmp`))

/** What is found, and how many were verified; `looking` is done when a checkpoint is looked at. */
async function found(looking: (name: string) => void = () => undefined) {
  const breaks = collectBreaks()
  const rows: Seen['rows'] = (sql, ...values) => {
    looking(String(values[0]))
    return seen.rows(sql, ...values)
  }
  const { verified, unnamed } = await verifyCheckpoints(folder, { ...seen, rows }, breaks)
  return { verified, unnamed, broken: breaks.first().map(({ topic, detail }) => `${topic}: ${detail}`) }
}

test('those that were committed have what was committed', async () => {
  committed(1)
  committed(2)
  onDisk(3)
  expect(await found()).toEqual({ verified: 2, unnamed: 1, broken: [] })
})

test('one that is taken away while it is looked at is no break', async () => {
  const old = committed(1)
  committed(2)
  const taken = await found((name) => {
    if (name === old) takeAway(old)
  })
  expect(taken).toEqual({ verified: 1, unnamed: 0, broken: [] })
})

test('one without its manifest, or with other weights, is a break', async () => {
  rmSync(join(folder, committed(1), 'manifest.json'))
  writeFileSync(join(folder, committed(2), 'weights'), 'other weights')
  expect(await found()).toMatchObject({
    verified: 2,
    broken: [
      expect.stringContaining('step-1-1: expected manifest'),
      expect.stringContaining('step-2-1: expected weights'),
    ],
  })
})

test('the newest must be on disk, unless the trainer has committed more since', async () => {
  takeAway(committed(5))
  expect(await found()).toMatchObject({ broken: [expect.stringContaining('step-5-1: expected the newest')] })
  onDisk(6)
  expect(await found()).toMatchObject({ broken: [expect.stringContaining('step-5-1: expected the newest')] })
  onDisk(7)
  expect(await found()).toMatchObject({ unnamed: 2, broken: [] })
})
