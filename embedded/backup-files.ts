// Files of a backup: copied with their holes, hashed while they are copied, and named in a manifest with the folders that
// hold them. What the hash covers is what was written, so a copy is as good as its hash.
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { fail } from '../runtime/errors.ts'

/** A path below the backup's folder, and the rights it had. */
export type BackupFolder = { readonly path: string; readonly mode: number }
export type BackupFile = BackupFolder & { readonly bytes: number; readonly sha256: string }

export type BackupManifest = {
  readonly format: 1
  /** ISO 8601. */
  readonly at: string
  /** Versions whose data this is: others may not read it. */
  readonly kafka: string
  readonly postgres: string
  readonly folders: readonly BackupFolder[]
  readonly files: readonly BackupFile[]
}

export const manifestName = 'manifest.json'

/** What only a running server needs, or writes anew when it starts. */
const leftOut = /(^|\/)(postmaster\.(pid|opts)|\.lock|lock)$/

export type Found = {
  readonly folders: readonly BackupFolder[]
  readonly files: readonly (BackupFolder & { readonly bytes: number })[]
}

/** Everything below a folder, under the name it has in the backup; nothing where there is no such folder. */
export async function filesBelow(folder: string, name: string): Promise<Found> {
  const found = await stat(folder).catch(() => null)
  if (found === null) return { folders: [], files: [] }
  const folders: BackupFolder[] = [{ path: name, mode: found.mode & 0o777 }]
  const files: (BackupFolder & { bytes: number })[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const from = join(entry.parentPath, entry.name)
    const path = posix.join(name, from.slice(folder.length + 1))
    if (leftOut.test(path)) continue
    const { mode, size } = await stat(from)
    if (entry.isDirectory()) folders.push({ path, mode: mode & 0o777 })
    else if (entry.isFile()) files.push({ path, mode: mode & 0o777, bytes: size })
    else if (!entry.isSocket()) throw fail('backup.unwritable', `expected files and folders alone, found ${from}`)
  }
  return { folders, files }
}

const chunkBytes = 1_048_576

/** Copies a file into a new one and makes sure that it is on the disk; resolves with the hash of what was written. */
export async function copyHashed(
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const [source, target] = [await open(from, 'r'), await open(to, 'wx', 0o600)]
  try {
    const copied = await copyAll(source, target, signal)
    await target.sync()
    return copied
  } finally {
    await target.close()
    await source.close()
  }
}

async function copyAll(source: FileHandle, target: FileHandle, signal: AbortSignal) {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(chunkBytes)
  let bytes = 0
  for (;;) {
    signal.throwIfAborted()
    const { bytesRead } = await source.read(buffer, 0, chunkBytes, bytes)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    // The broker's index files are mostly holes.
    if (chunk.some((byte) => byte !== 0)) await target.write(chunk, 0, bytesRead, bytes)
    bytes += bytesRead
  }
  await target.truncate(bytes)
  return { bytes, sha256: hash.digest('hex') }
}

/** Makes sure that the names in a folder are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What a manifest says. Throws `backup.damaged` where it says something else than a manifest of this format does. */
export function manifestIn(text: string, from: string): BackupManifest {
  const found: Partial<BackupManifest> = parsed(text, from)
  const { format, at, kafka, postgres, folders, files } = found
  if (format !== 1 || at === undefined || kafka === undefined || postgres === undefined || !folders || !files)
    throw fail('backup.damaged', `expected a manifest of format 1 in ${from}, found ${String(format)}`)
  const odd = [...folders, ...files].find(({ path }) => posix.normalize(path) !== path || /^(\/|\.\.(\/|$))/.test(path))
  if (odd !== undefined)
    throw fail('backup.damaged', `expected paths below the backup, found ${JSON.stringify(odd.path)}`)
  return { format, at, kafka, postgres, folders, files }
}

function parsed(text: string, from: string): object {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found === 'object' && found !== null) return found
    throw new Error('no object')
  } catch (error) {
    throw fail('backup.damaged', `expected a manifest in ${from}, found none that can be read`, error)
  }
}

/** Work at files: what a call of the system refuses is the user's to mend. */
export const atFiles = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> =>
  work().catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error
    throw fail('backup.unwritable', `expected to ${what}, found ${error.message}`, error)
  })

export const makeFolder = (path: string, mode = 0o755) => mkdir(path, { recursive: true, mode })
export const parentOf = dirname
