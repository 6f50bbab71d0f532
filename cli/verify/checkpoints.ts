// Checkpoints that are still on disk: each that a commit names has the manifest that was committed, and the manifest the
// bytes of its files. The newest commit's checkpoint must be there: the trainer goes on from it. A trainer that runs meanwhile
// commits more and takes old ones away, by their names first: what has no folder any more is no break.
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
  const totals = { verified: 0, unnamed: 0 }
  for (const name of namesIn(folder)) {
    const [commit] = seen.rows('SELECT manifest FROM commits WHERE checkpoint = ? ORDER BY offset DESC LIMIT 1', name)
    if (commit === undefined) totals.unnamed++
    else {
      const wrong = await faultsIn(join(folder, name), textAt(commit, 'manifest'))
      if (wrong === null) continue
      totals.verified++
      for (const detail of wrong) breaks.found('checkpoint.differs', { topic: name, detail })
    }
  }
  const [newest] = seen.rows('SELECT checkpoint FROM commits ORDER BY offset DESC LIMIT 1')
  const name = textAt(newest, 'checkpoint')
  if (newest !== undefined && !existsSync(join(folder, name)) && !hasGoneOn(folder, name))
    breaks.found('checkpoint.differs', {
      topic: name,
      detail: 'expected the newest commit on disk, found no such folder',
    })
  return { ...totals, folder }
}

const namePattern = /^step-(\d+)-\d+(-\d+)?$/

const namesIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => namePattern.test(name))

const stepOf = (name: string): number => Number(namePattern.exec(name)?.[1])

/**
 * Whether the trainer has committed more since the log was read. The step after the newest commit may be one that was never
 * committed; the one after that was made on top of a commit.
 */
const hasGoneOn = (folder: string, newest: string): boolean =>
  namesIn(folder).some((name) => stepOf(name) > stepOf(newest) + 1)

/** Null where the folder was taken away while it was looked at. */
async function faultsIn(folder: string, manifestSha256: string): Promise<readonly string[] | null> {
  try {
    const wrong = await faultsOf(folder, manifestSha256)
    return existsSync(folder) ? wrong : null
  } catch (error) {
    if (existsSync(folder)) throw error
    return null
  }
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
