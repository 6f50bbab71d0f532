// A zip as members, in the order of its central directory, which is read once by yauzl and kept in columns.
// Each file is inflated alone and with a limit; entries whose bytes overlap are refused, as are those past the budget.
import { readSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'
import { fromRandomAccessReaderPromise, type Entry as ZipEntry } from 'yauzl'
import { limits } from '../runtime/limits.ts'
import {
  bomb,
  corrupt,
  expandedBytesMax,
  type Member,
  type Members,
  messageOf,
  type OpenedArchive,
  refusedMember,
  tooMany,
} from './archive-member.ts'
import type { Known } from './listed.ts'
import { pause } from './walk.ts'
import { WindowReader } from './window-reader.ts'

type Item = {
  readonly path: string
  readonly offset: number
  readonly compressedBytes: number
  readonly sizeBytes: number
  readonly deflated: boolean
  readonly crc: number
  readonly known: Known | null
}

type Directory = { readonly items: readonly Item[]; readonly fault: Known | null }

export async function openZip(archive: OpenedArchive, signal: AbortSignal): Promise<Members> {
  const { items, fault } = await readDirectory(archive, signal)
  const overlapping = overlaps(items)
  const budget = expandedBytesMax(archive.sizeBytes)
  return async function* members(_archive, stop) {
    let expanded = 0
    for (const [index, item] of items.entries()) {
      if (index % limits.ingestYieldFiles === 0) await pause(stop)
      if (item.known === null && !overlapping.has(index)) expanded += item.sizeBytes
      if (overlapping.has(index)) yield refusedMember(item.path, item.sizeBytes, bomb('entries that share bytes'))
      else if (item.known !== null) yield refusedMember(item.path, item.sizeBytes, item.known)
      else if (expanded > budget)
        yield refusedMember(item.path, item.sizeBytes, bomb(`more than ${budget} bytes in it`))
      else yield fileMember(archive, item)
    }
    if (fault !== null) yield refusedMember(null, -1, fault)
  }
}

async function readDirectory(archive: OpenedArchive, signal: AbortSignal): Promise<Directory> {
  const items: Item[] = []
  try {
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
    const zip = await fromRandomAccessReaderPromise(new WindowReader(archive.file.fd), archive.sizeBytes, options)
    for await (const entry of zip.eachEntry()) {
      if (items.length % limits.ingestYieldFiles === 0) await pause(signal)
      if (items.length >= limits.archiveEntriesMax) return { items, fault: tooMany }
      const item = itemOf(entry)
      if (item !== null) items.push(item)
    }
    return { items, fault: null }
  } catch (error) {
    signal.throwIfAborted()
    return { items, fault: corrupt(messageOf(error)) }
  }
}

const unixSystems = [3, 19]
const typeMask = 0o170000

/** Null for a folder. */
function itemOf(entry: ZipEntry): Item | null {
  const path = entry.fileNameRaw.toString('latin1')
  if (path.endsWith('/')) return null
  const mode = unixSystems.includes(entry.versionMadeBy >>> 8) ? (entry.externalFileAttributes >>> 16) & typeMask : 0
  return {
    path,
    offset: entry.relativeOffsetOfLocalHeader,
    compressedBytes: entry.compressedSize,
    sizeBytes: entry.uncompressedSize,
    deflated: entry.compressionMethod === 8,
    crc: entry.crc32,
    known: refusalOf(entry, mode),
  }
}

function refusalOf(entry: ZipEntry, mode: number): Known | null {
  if (mode === 0o120000) return { reason: 'entry.symlink', detail: 'expected a file, found a symbolic link' }
  if (mode !== 0 && mode !== 0o100000)
    return { reason: 'entry.type', detail: 'expected a file, found a device or pipe' }
  if (entry.isEncrypted())
    return { reason: 'archive.encrypted', detail: 'expected readable bytes, found encrypted ones' }
  if (!entry.canDecodeFileData()) {
    const detail = `expected stored or deflated bytes, found compression method ${entry.compressionMethod}`
    return { reason: 'archive.unsupported', detail }
  }
  return entry.uncompressedSize > limits.fileBytesMax ? { reason: 'file.too-large', detail: '' } : null
}

const localHeaderBytes = 30

/** Indexes of entries that begin before one that comes earlier in the file has ended: how flat zip bombs are made. */
function overlaps(items: readonly Item[]): ReadonlySet<number> {
  const order = items
    .map((_, index) => index)
    .sort((a, b) => (items[a]?.offset ?? 0) - (items[b]?.offset ?? 0) || a - b)
  const found = new Set<number>()
  let end = 0
  for (const index of order) {
    const item = items[index]
    if (item === undefined) continue
    if (item.offset < end) found.add(index)
    else end = item.offset + localHeaderBytes + item.path.length + item.compressedBytes
  }
  return found
}

function fileMember(archive: OpenedArchive, item: Item): Member {
  return { path: item.path, sizeBytes: item.sizeBytes, known: null, read: async () => readItem(archive, item) }
}

/** Deflate adds at most 5 bytes to each 16 KiB, so what is much longer than a file may be is not one. */
const compressedBytesMax = limits.fileBytesMax + 65_536

/** One call for header and data: the extra field, whose length only the header tells, is mostly short. */
const extraBytesGuess = 64

function readItem({ file }: OpenedArchive, item: Item): Buffer | Known {
  if (item.compressedBytes > compressedBytesMax) return corrupt('more compressed bytes than the file has')
  const headerBytes = localHeaderBytes + item.path.length
  const block = readAt(file.fd, item.offset, headerBytes + extraBytesGuess + item.compressedBytes)
  if (block.length < headerBytes || block.readUInt32LE(0) !== 0x04034b50) return corrupt('no local header')
  const named = block.toString('latin1', localHeaderBytes, headerBytes)
  if (named !== item.path || block.readUInt16LE(26) !== item.path.length) {
    return corrupt('a local header with another name')
  }
  const at = headerBytes + block.readUInt16LE(28)
  const inside = at + item.compressedBytes <= block.length
  const packed = inside
    ? block.subarray(at, at + item.compressedBytes)
    : readAt(file.fd, item.offset + at, item.compressedBytes)
  if (packed.length < item.compressedBytes) return corrupt('the archive ends within this file')
  const content = item.deflated ? inflate(packed, item) : Buffer.from(packed)
  if (!Buffer.isBuffer(content)) return content
  if (content.length > item.sizeBytes) return bomb(`more than the ${item.sizeBytes} bytes that it declares`)
  if (content.length < item.sizeBytes) return corrupt(`${content.length} bytes where ${item.sizeBytes} are declared`)
  return crc32(content) === item.crc ? content : corrupt('a wrong checksum')
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}

function inflate(packed: Buffer, item: Item): Buffer | Known {
  try {
    return inflateRawSync(packed, { maxOutputLength: item.sizeBytes + 1 })
  } catch (error) {
    const tooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return tooLong ? bomb(`more than the ${item.sizeBytes} bytes that it declares`) : corrupt(messageOf(error))
  }
}
