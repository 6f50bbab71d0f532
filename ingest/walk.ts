// Lists and hashes a directory: no link is followed, nothing but a regular file is opened, and no open ever waits.
import { createHash, hash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { attempt } from '../identify/attempt.ts'
import { limits } from '../runtime/limits.ts'
import { counter, type OnProgress } from './progress.ts'

export type WalkedKind = 'file' | 'large' | 'symlink' | 'other' | 'unreadable'

/** A directory's paths, sorted by their bytes; kept in columns, so that 100,000 files cost little memory. */
export type Walked = {
  /** Paths below the root in Latin-1 form, one character a byte. */
  readonly paths: readonly string[]
  readonly kinds: readonly WalkedKind[]
  /** -1 where unknown. */
  readonly sizes: Float64Array
  /** sha256 of each file's content, 32 bytes a path. */
  readonly digests: Buffer
  /** sha256, in hex, of every path NUL its digest or kind and size. */
  readonly tree: string
  /** True where there were more paths than are read. */
  readonly cut: boolean
}

type Listed = { readonly path: string; readonly kind: WalkedKind }
export type ReadFile = { readonly kind: WalkedKind; readonly size: number; readonly content: Buffer | null }

/** Reads everything once. `see` is given each file's content, in a buffer that is used again. */
export async function walk(
  root: Buffer,
  see: (path: string, content: Buffer) => void,
  signal: AbortSignal,
  onProgress?: OnProgress,
): Promise<Walked> {
  const listed = await list(root, signal, onProgress)
  const cut = listed.length > limits.pathsMax
  if (cut) listed.length = limits.pathsMax
  const sizes = new Float64Array(listed.length)
  const digests = Buffer.alloc(listed.length * 32)
  const kinds: WalkedKind[] = []
  const scratch = Buffer.allocUnsafe(limits.fileBytesMax + 1)
  const tree = createHash('sha256')
  const reading = counter(onProgress, { phase: 'reading', unit: 'paths', total: listed.length })
  for (const [index, { path, kind }] of listed.entries()) {
    if (index % limits.ingestYieldFiles === 0) await pause(signal)
    const read = kind === 'file' ? readRegular(join(root, path), scratch) : { kind, size: -1, content: null }
    sizes[index] = read.size
    kinds.push(read.kind)
    tree.update(path, 'latin1')
    if (read.content === null) tree.update(`\0${read.kind}:${read.size}\n`)
    else {
      const digest = hash('sha256', read.content, 'buffer')
      digest.copy(digests, index * 32)
      tree.update('\0').update(digest).update('\n')
      see(path, read.content)
    }
    reading.add(1)
  }
  return { paths: listed.map(({ path }) => path), kinds, sizes, digests, tree: tree.digest('hex'), cut }
}

/** Folders are read one at a time; `.git` is git's bookkeeping and no part of the tree. */
async function list(root: Buffer, signal: AbortSignal, onProgress?: OnProgress): Promise<Listed[]> {
  const found: Listed[] = []
  const listing = counter(onProgress, { phase: 'listing', unit: 'paths', total: null })
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await pause(signal)
    const names = readFolder(join(root, folder))
    const before = found.length
    if (names === null) found.push({ path: folder.slice(0, -1), kind: 'unreadable' })
    for (const entry of names ?? []) {
      const name = entry.name.toString('latin1')
      if (name === '.git') continue
      const path = folder + name
      if (entry.isDirectory()) folders.push(`${path}/`)
      else found.push({ path, kind: entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'other' })
    }
    listing.add(found.length - before)
    if (found.length > limits.pathsMax) break
  }
  listing.end()
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

const readFolder = (path: Buffer) => attempt(() => readdirSync(path, { withFileTypes: true, encoding: 'buffer' }))

/** Opens without following a link and without waiting for a pipe's writer; reads one byte more than is allowed. */
export function readRegular(path: Buffer, scratch: Buffer): ReadFile {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY
  const file = attempt(() => openSync(path, flags))
  if (file === null) return unreadable
  try {
    return attempt(() => readOpened(file, scratch)) ?? unreadable
  } finally {
    closeSync(file)
  }
}

const unreadable: ReadFile = { kind: 'unreadable', size: -1, content: null }

function readOpened(file: number, scratch: Buffer): ReadFile {
  const stat = fstatSync(file)
  if (!stat.isFile()) return { kind: 'other', size: -1, content: null }
  if (stat.size > limits.fileBytesMax) return { kind: 'large', size: stat.size, content: null }
  let length = 0
  for (;;) {
    const read = readSync(file, scratch, length, scratch.length - length, null)
    length += read
    if (read === 0 || length === scratch.length || length === stat.size) break
  }
  if (length > limits.fileBytesMax) return { kind: 'large', size: length, content: null }
  return { kind: 'file', size: length, content: scratch.subarray(0, length) }
}

export const join = (root: Buffer, path: string): Buffer => Buffer.concat([root, slash, Buffer.from(path, 'latin1')])

const slash = Buffer.from('/')

/** Lets timers and signals in, and stops where one asks for it. */
export async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate()
  signal.throwIfAborted()
}
