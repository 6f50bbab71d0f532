// Builds the corpus of the figures in the cache, once for each list of pins: fetched by the registries' own clients, checked
// by sha256, only source kept, and renamed into place when it is whole.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { limits } from '../runtime/limits.ts'
import { fetchArchive, hasClient } from './archives.ts'
import { type Pin, pins, type Registry } from './corpus-pins.ts'

const call = promisify(execFile)

export type Corpus = {
  readonly folder: string
  /** Of the pins in it: figures of different hashes do not compare. */
  readonly hash: string
  readonly packages: number
  /** Registries whose client this machine lacks. */
  readonly missing: readonly Registry[]
}

const fetchesAtOnce = 4

// What is kept of every package: without its licence and manifest no file of it has evidence.
const kept = /^(?:licen[cs]e|copying|notice|unlicense)|^(?:package\.json|cargo\.toml|go\.mod)$/i

/** The corpus; fetches what is missing, which takes a minute. */
export async function corpusOf(cache: string, say: (line: string) => void, signal: AbortSignal): Promise<Corpus> {
  const registries = [...new Set(pins.map(({ registry }) => registry))]
  const present = await Promise.all(registries.map(hasClient))
  const missing = registries.filter((_, index) => present[index] === false)
  const used = pins.filter(({ registry }) => !missing.includes(registry))
  const hash = createHash('sha256')
    .update(JSON.stringify([used, kept.source, limits.fileBytesMax]))
    .digest('hex')
    .slice(0, 12)
  const folder = join(cache, `bench-corpus-${hash}`)
  const corpus = { folder, hash, packages: used.length, missing }
  if (existsSync(folder)) return corpus
  const work = `${folder}.part-${process.pid}`
  rmSync(work, { recursive: true, force: true })
  try {
    const waiting = [...used]
    const fetchRest = async (): Promise<void> => {
      for (let pin = waiting.shift(); pin !== undefined; pin = waiting.shift()) {
        await addPackage(pin, await archiveOf(pin, cache, work, signal), work, signal)
        say(`corpus: ${pin.name} ${pin.version}, ${waiting.length} more wait`)
      }
    }
    await Promise.all(Array.from({ length: fetchesAtOnce }, fetchRest))
    if (!existsSync(folder)) renameSync(join(work, 'corpus'), folder)
    return corpus
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const folderNameOf = ({ registry, name }: Pin): string => `${registry}-${name.replaceAll(/[^\w.-]+/g, '-')}`

/** The verified archive of a pin; kept in the cache, so that a broken download does not cost the others. */
async function archiveOf(pin: Pin, cache: string, work: string, signal: AbortSignal): Promise<string> {
  const kept = join(cache, 'bench-archives', pin.sha256)
  if (existsSync(kept)) return kept
  const archive = await fetchArchive(pin, join(work, 'fetched', folderNameOf(pin)), signal)
  const sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex')
  if (sha256 !== pin.sha256) throw new Error(`expected sha256 ${pin.sha256} of ${pin.name}, found ${sha256}`)
  mkdirSync(dirname(kept), { recursive: true })
  renameSync(archive, kept)
  return kept
}

async function addPackage(pin: Pin, archive: string, work: string, signal: AbortSignal): Promise<void> {
  const name = folderNameOf(pin)
  const unpacked = join(work, 'unpacked', name)
  mkdirSync(unpacked, { recursive: true })
  if (pin.registry === 'npm' || pin.registry === 'cargo')
    await call('tar', ['-xzf', archive, '-C', unpacked, '--no-same-owner'], { signal })
  else await call('python3', ['-m', 'zipfile', '-e', archive, unpacked], { signal })
  const target = join(work, 'corpus', name)
  moveSource(pin, rootOf(pin, unpacked), target)
  if (!existsSync(target)) throw new Error(`expected source in ${pin.name} ${pin.version}, found none`)
}

/** The folder that the package's own paths begin in: most archives wrap them in one or more. */
function rootOf({ registry, name, version }: Pin, unpacked: string): string {
  if (registry === 'go') return join(unpacked, `${name}@${version}`)
  if (registry === 'npm' || registry === 'cargo') return join(unpacked, readdirSync(unpacked)[0] ?? '')
  return unpacked
}

function moveSource({ folders, endings }: Pin, root: string, target: string): void {
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const from = join(root, path)
    const found = lstatSync(from)
    if (!found.isFile() || found.size > limits.fileBytesMax) continue
    const evidence = kept.test(basename(path))
    const wanted = folders === undefined || folders.some((folder) => path.startsWith(`${folder}/`))
    const source = wanted && endings.includes(extname(path)) && !path.endsWith('.d.ts')
    if (!evidence && !source) continue
    const to = join(target, evidence ? evidencePath(path) : path)
    mkdirSync(dirname(to), { recursive: true })
    renameSync(from, to)
  }
}

// Built packages move the licence of the repository's root into a folder of their own.
const evidencePath = (path: string): string =>
  /^(?:[^/]+\.dist-info|META-INF)(?:\/licenses)?\/[^/]+$/.test(path) ? basename(path) : path
