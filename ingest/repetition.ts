// Whether bytes repeat themselves beyond what any source text does: blanks, one line a hundred thousand times. A batch of
// such files is a few hundred bytes in the log and millions in memory, and the Kafka client unpacks all that it has fetched
// at once, outside of every bound of ours.
import { constants, zstdCompressSync } from 'node:zlib'
import { limits } from '../runtime/limits.ts'

// The fastest level that finds what the producer's level finds.
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
const firstBytes = 4_096

/** How many times smaller these bytes compress, where that is more than is taken; null where they may pass. */
export function repetitionOf(content: Buffer): number | null {
  // With its record's own fields, which hardly compress, a small file stays within the bound whatever it holds.
  if (content.length < limits.repetitionBytesMin) return null
  const enough = content.length / limits.repetitionMax
  // The beginning of ordinary text is enough to tell: the whole does not become smaller than a part of it.
  for (let looked = firstBytes; ; looked *= 4) {
    const compressed = zstdCompressSync(content.subarray(0, looked), options).length
    if (compressed >= enough) return null
    if (looked >= content.length) return Math.round(content.length / compressed)
  }
}
