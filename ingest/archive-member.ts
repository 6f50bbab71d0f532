// What an archive of any format holds, one after the other, in the archive's own order.
import type { FileHandle } from 'node:fs/promises'
import { limits } from '../runtime/limits.ts'
import type { Known } from './listed.ts'

export type Member = {
  /** Path in Latin-1 form, one character a byte; null where the archive itself is spoken of. */
  readonly path: string | null
  /** As the archive declares it; -1 where unknown. */
  readonly sizeBytes: number
  /** Why it is not read; null where it is a file. */
  readonly known: Known | null
  /** The whole content, or why there is none. To be called before the next member is asked for, or not at all. */
  readonly read: () => Promise<Buffer | Known>
}

export type OpenedArchive = { readonly file: FileHandle; readonly path: string; readonly sizeBytes: number }

/** The archive's bytes from the start. A stream of the file would close it when it is destroyed. */
export async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(chunkBytes), 0, chunkBytes, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

const chunkBytes = 262_144

/** Gives the members; a damaged end is a last member that says so. Never throws for what an archive holds. */
export type Members = (archive: OpenedArchive, signal: AbortSignal) => AsyncGenerator<Member, void, undefined>

export const refusedMember = (path: string | null, sizeBytes: number, known: Known): Member => ({
  path,
  sizeBytes,
  known,
  read: async () => known,
})

/** What an archive of this size may expand to, in bytes: counted, so that both passes stop at the same byte. */
export const expandedBytesMax = (sizeBytes: number): number =>
  Math.min(limits.archiveBytesMax, Math.max(limits.archiveBytesMin, sizeBytes * limits.archiveRatioMax))

export const corrupt = (found: string): Known => ({
  reason: 'archive.corrupt',
  detail: `expected an undamaged archive, found: ${printable(found)}`,
})

export const bomb = (found: string): Known => ({
  reason: 'archive.bomb',
  detail: `expected an archive within its bounds, found ${found}`,
})

export const tooMany: Known = {
  reason: 'archive.entries',
  detail: `expected at most ${limits.archiveEntriesMax} entries, found more`,
}

/** An error's words come from the archive's bytes in part. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'an unknown fault')
