// A tar, plain or gzipped, as members. Written out here and not left to a library, because names must stay bytes and
// both passes must meet a damage at the same member: stream libraries drop what they have buffered when a stream fails.
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { limits } from '../runtime/limits.ts'
import {
  bomb,
  chunksOf,
  corrupt,
  expandedBytesMax,
  type Member,
  type Members,
  messageOf,
  type OpenedArchive,
  refusedMember,
  tooMany,
} from './archive-member.ts'
import { type ByteReader, byteReader } from './byte-reader.ts'
import type { Known } from './listed.ts'
import { blockBytes, isZero, longName, paxRecords, type TarHeader, tarHeader } from './tar-header.ts'

export const tarMembers = (gzipped: boolean): Members =>
  async function* members(archive, signal) {
    const budget = expandedBytesMax(archive.sizeBytes)
    const chunks = bounded(gzipped ? inflated(archive) : chunksOf(archive.file), budget, signal)
    try {
      yield* read(byteReader(chunks), budget)
    } catch (error) {
      signal.throwIfAborted()
      yield refusedMember(null, -1, error instanceof Overrun ? bomb(error.message) : corrupt(messageOf(error)))
    } finally {
      await chunks.return()
    }
  }

class Overrun extends Error {}

/** Inflates on demand only: with no buffer of its own, a fault comes when all bytes before it have been taken. */
function inflated(archive: OpenedArchive) {
  const options = { chunkSize: 65_536, readableHighWaterMark: 0 }
  const gunzip = createGunzip(options)
  const source = Readable.from(chunksOf(archive.file), { objectMode: false })
  source.on('error', (error) => gunzip.destroy(error))
  gunzip.on('close', () => source.destroy())
  return source.pipe(gunzip)
}

/** Stops at an exact byte, whatever the sizes of the chunks. */
async function* bounded(
  source: AsyncIterable<Buffer>,
  budget: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  let passed = 0
  for await (const chunk of source) {
    signal.throwIfAborted()
    const room = budget - passed
    passed += chunk.length
    yield chunk.length > room ? chunk.subarray(0, room) : chunk
    if (chunk.length > room) throw new Overrun(`more than ${budget} bytes in it`)
  }
}

async function* read(bytes: ByteReader, budget: number): AsyncGenerator<Member, void, undefined> {
  let position = 0
  let count = 0
  let zeros = 0
  const extended: { path: string | null; size: number | null; sparse: boolean } = {
    path: null,
    size: null,
    sparse: false,
  }
  while (zeros < 2) {
    const block = await bytes.take(blockBytes)
    position += block.length
    if (block.length === 0) return
    if (block.length < blockBytes) throw new Error('the archive ends within a header')
    zeros = isZero(block) ? zeros + 1 : 0
    if (zeros > 0) continue
    const header = tarHeader(block)
    const size = header.kind === 'meta' ? header.sizeBytes : (extended.size ?? header.sizeBytes)
    const dataBytes = header.hasData ? size : 0
    if (header.kind === 'meta') {
      if (size > limits.archiveHeaderBytesMax) throw new Overrun(`a header of ${size} bytes`)
      Object.assign(extended, metaOf(header, await whole(bytes, size)))
    } else {
      const path = extended.path ?? header.path
      const sparse = extended.sparse
      Object.assign(extended, { path: null, size: null, sparse: false })
      const isFolder = header.kind === 'folder' || (header.kind === 'file' && path.endsWith('/'))
      if (!isFolder) {
        count += 1
        if (count > limits.archiveEntriesMax) return yield refusedMember(null, -1, tooMany)
        const known = sparse ? notFile('a sparse file') : header.known
        if (position + dataBytes > budget) return yield refusedMember(path, size, bomb(`an entry of ${size} bytes`))
        const taken = { bytes: 0 }
        yield known === null ? fileMember(bytes, path, size, taken) : refusedMember(path, size, known)
        await pass(bytes, dataBytes - taken.bytes)
      } else await pass(bytes, dataBytes)
    }
    const padded = Math.ceil(dataBytes / blockBytes) * blockBytes
    await pass(bytes, padded - dataBytes)
    position += padded
  }
}

function fileMember(bytes: ByteReader, path: string, sizeBytes: number, taken: { bytes: number }): Member {
  const known: Known | null = sizeBytes > limits.fileBytesMax ? { reason: 'file.too-large', detail: '' } : null
  return {
    path,
    sizeBytes,
    known,
    read: async () => {
      try {
        const content = await bytes.take(sizeBytes)
        taken.bytes = content.length
        return content.length === sizeBytes ? content : corrupt('the archive ends within this file')
      } catch (error) {
        return error instanceof Overrun ? bomb(error.message) : corrupt(messageOf(error))
      }
    },
  }
}

const metaOf = (header: TarHeader, data: Buffer) =>
  header.type === 'L' ? { path: longName(data) } : header.type === 'x' ? paxRecords(data) : {}

async function whole(bytes: ByteReader, length: number): Promise<Buffer> {
  const data = await bytes.take(length)
  if (data.length < length) throw new Error('the archive ends within a header')
  return data
}

async function pass(bytes: ByteReader, length: number): Promise<void> {
  if (length > 0 && (await bytes.skip(length)) < length) throw new Error('the archive ends within a file')
}

const notFile = (found: string): Known => ({ reason: 'entry.type', detail: `expected a file, found ${found}` })
