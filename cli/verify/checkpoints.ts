// Checkpoints that are still on disk: each that a commit names has the manifest that was committed, and the manifest the
// bytes of its files. The newest commit's checkpoint must be there: the trainer goes on from it.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Breaks } from './breaks.ts'
import { fieldOf, numberAt, textAt } from './fields.ts'
import type { Seen } from './seen.ts'

export type CheckpointTotals = {
  readonly verified: number
  /** On disk and named by no commit: one that is being written, or was not committed. */
  readonly unnamed: number
  /** Null where this machine has no folder of a trainer: then nothing was verified. */
  readonly folder: string | null
}

export async function verifyCheckpoints(folder: string, seen: Seen, breaks: Breaks): Promise<CheckpointTotals> {
  if (!existsSync(folder)) return { verified: 0, unnamed: 0, folder: null }
  const names = readdirSync(folder).filter((name) => /^step-\d+-\d+(-\d+)?$/.test(name))
  const totals = { verified: 0, unnamed: 0 }
  for (const name of names) {
    const [commit] = seen.rows('SELECT manifest FROM commits WHERE checkpoint = ? ORDER BY offset DESC LIMIT 1', name)
    if (commit === undefined) totals.unnamed++
    else {
      totals.verified++
      for (const detail of await faultsOf(join(folder, name), textAt(commit, 'manifest')))
        breaks.found('checkpoint.differs', { topic: name, detail })
    }
  }
  const [newest] = seen.rows('SELECT checkpoint FROM commits ORDER BY offset DESC LIMIT 1')
  const name = textAt(newest, 'checkpoint')
  if (newest !== undefined && !names.includes(name))
    breaks.found('checkpoint.differs', {
      topic: name,
      detail: 'expected the newest commit on disk, found no such folder',
    })
  return { ...totals, folder }
}

async function faultsOf(folder: string, manifestSha256: string): Promise<readonly string[]> {
  const file = join(folder, 'manifest.json')
  if (!existsSync(file)) return ['expected manifest.json, found none']
  const text = readFileSync(file)
  const hash = createHash('sha256').update(text).digest('hex')
  if (hash !== manifestSha256) return [`expected manifest.json with the hash ${manifestSha256}, found ${hash}`]
  const manifest: unknown = JSON.parse(text.toString())
  const wrong: string[] = []
  for (const [name, expected] of Object.entries(Object(fieldOf(manifest, 'files')))) {
    const path = join(folder, name)
    if (!existsSync(path)) wrong.push(`expected ${name}, found none`)
    else if (statSync(path).size !== numberAt(expected, 'bytes') || (await hashOf(path)) !== textAt(expected, 'sha256'))
      wrong.push(`expected ${name} with the hash in its manifest, found another`)
  }
  return wrong
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part)
  return hash.digest('hex')
}
