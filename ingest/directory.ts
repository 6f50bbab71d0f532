// A directory as a source: listed and hashed when opened, read again when its entries are asked for.
// A file whose bytes are not those that were hashed is skipped: the submission names exactly what was seen.
import { hash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { attempt } from '../identify/attempt.ts'
import { namePath } from '../identify/path.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { entryContext } from './entry.ts'
import { gather } from './gather.ts'
import { entryCount, type Known, type Listing, listedEntries, type Reader } from './listed.ts'
import { nameByPath, nameByUser, nameOfPackage, nameText, type RepositoryName } from './names.ts'
import type { Source, SourceOptions } from './source.ts'
import { join, pause, readRegular, type Walked, type WalkedKind, walk } from './walk.ts'

/** Opens the directory at an absolute path. Throws `ingest.empty`, `ingest.unreadable`. */
export async function openDirectory(path: string, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  const root = Buffer.from(path)
  const gathering = gather()
  const walked = await walk(root, see, signal, options.onProgress)
  if (walked.paths[0] === '') throw fail('ingest.unreadable', `expected a folder that can be listed, found ${path}`)
  if (walked.paths.length === 0) throw fail('ingest.empty', `expected files in ${path}, found none`)
  const name = options.repository === undefined ? nameOfDirectory(path) : nameByUser(options.repository)
  const { optOuts, licenseEvidence, reportedEvidence, declaredLicense } = gathering.finish(
    (found) => found,
    await options.licensePack?.(),
  )
  const context = entryContext(nameText(name), licenseEvidence, false)
  const listing = listingOf(root, walked)
  return {
    kind: 'directory',
    repository: { ...name, commit: walked.tree, declaredLicense },
    submission: `${nameText(name)}@${walked.tree}`,
    optOuts,
    licenseEvidence: reportedEvidence,
    count: entryCount(listing),
    sizeBytes: walked.sizes.reduce((sum, size) => sum + Math.max(0, size), 0),
    entries: (from, stop) => listedEntries(listing, context, optOuts[0], from, stop),
    close: async () => {},
  }

  function see(bytes: string, content: Buffer): void {
    const named = namePath(bytes)
    if (named.unsafe === null && gathering.wants(named.path)) gathering.take(named.path, content)
  }
}

const knownOf: Readonly<Record<WalkedKind, Known | null>> = {
  file: null,
  large: { reason: 'file.too-large', detail: '' },
  symlink: { reason: 'entry.symlink', detail: 'expected a file, found a symbolic link' },
  other: { reason: 'entry.type', detail: 'expected a file, found a pipe, socket or device' },
  unreadable: { reason: 'file.unreadable', detail: 'expected a file or folder that can be read, found that it cannot' },
}

function listingOf(root: Buffer, walked: Walked): Listing {
  return {
    length: walked.paths.length,
    pathBytes: (index) => walked.paths[index] ?? '',
    sizeBytes: (index) => walked.sizes[index] ?? -1,
    known: (index) => knownOf[walked.kinds[index] ?? 'unreadable'],
    reader: (_wanted, signal) => readerOf(root, walked, signal),
    cut: walked.cut,
  }
}

const changed: Known = { reason: 'file.changed', detail: 'expected the bytes that were listed, found others' }

/** Reads files with plain calls: a file is at most 1 MiB, and a promise for each would cost more than the reading. */
function readerOf(root: Buffer, walked: Walked, signal: AbortSignal): Reader {
  const scratch = Buffer.allocUnsafe(limits.fileBytesMax + 1)
  const readNow = (index: number): Buffer | Known => {
    const { content } = readRegular(join(root, walked.paths[index] ?? ''), scratch)
    if (content === null) return changed
    const digest = walked.digests.subarray(index * 32, index * 32 + 32)
    return hash('sha256', content, 'buffer').equals(digest) ? Buffer.from(content) : changed
  }
  return {
    read: (index) =>
      index % limits.ingestYieldFiles === 0 ? pause(signal).then(() => readNow(index)) : readNow(index),
    close: async () => {},
  }
}

/** A package inside a node_modules folder is called after its manifest, any other folder after itself. */
function nameOfDirectory(path: string): RepositoryName {
  const parent = dirname(path)
  const installed = basename(parent) === 'node_modules' || basename(dirname(parent)) === 'node_modules'
  const named = installed ? packageNameIn(path) : null
  return (named === null ? null : nameOfPackage(named)) ?? nameByPath(path)
}

function packageNameIn(path: string): string | null {
  const { content } = readRegular(Buffer.from(`${path}/package.json`), Buffer.allocUnsafe(limits.fileBytesMax + 1))
  const manifest: unknown = content === null ? null : attempt(() => JSON.parse(content.toString('utf8')))
  const named = typeof manifest === 'object' && manifest !== null && 'name' in manifest ? manifest.name : null
  return typeof named === 'string' ? named : null
}
