// Whether bytes repeat themselves beyond what any source text does: blanks, one line a hundred thousand times. A batch of
// such files is a few hundred bytes in the log and millions in memory, and the Kafka client unpacks all that it has fetched
// at once, outside of every bound of ours.
import { constants, zstdCompressSync } from 'node:zlib'
import { limits } from '../runtime/limits.ts'

// The fastest level that finds what the producer's level finds.
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** How many times smaller these bytes compress, where that is more than is taken; null where they may pass. */
export function repetitionOf(content: Buffer): number | null {
  // With its record's own fields, which hardly compress, a small file stays within the bound whatever it holds.
  if (content.length < limits.repetitionBytesMin) return null
  const enough = content.length / limits.repetitionMax
  if (hasWords(content, enough * wordsPerByte)) return null
  // A part of ordinary text is enough to tell: the whole does not become smaller than it.
  if (compressedBytes(content.subarray(0, content.length / 4)) >= enough) return null
  const compressed = compressedBytes(content)
  return compressed >= enough ? null : Math.round(content.length / compressed)
}

const compressedBytes = (bytes: Buffer): number => zstdCompressSync(bytes, options).length

// Compressing costs a hundred times as much as counting the different words of four bytes, for what a compressor has not met
// before it must write down. In 1,403 files of the figures' corpus a different word takes 1.4 bytes at the least, in a column of
// ascending numbers, the most even text there is, 0.4: half a byte each is counted.
const wordsPerByte = 2
const hashBits = 18
const met = new Uint8Array(2 ** (hashBits - 3))

/** True where at least so many different words are there; two of one hash count as one. */
function hasWords(content: Buffer, least: number): boolean {
  met.fill(0)
  const bytes = new DataView(content.buffer, content.byteOffset, content.length)
  let count = 0
  for (let at = 0; at + 4 <= content.length && count < least; at += 4) {
    const hash = Math.imul(bytes.getInt32(at, true), 0x9e3779b1) >>> (32 - hashBits)
    const known = met[hash >>> 3] ?? 0
    const bit = 1 << (hash & 7)
    if ((known & bit) === 0) count++
    met[hash >>> 3] = known | bit
  }
  return count >= least
}
