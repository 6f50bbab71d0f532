// The gate's own inflate: the runtime's answer for every kind of block, what came before a fault, and never more than asked.
// Mutants: in `put` leave out `state.written = state.bytesMax + 1`, or the bound of the wider array.
import { constants, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inflate } from '../../processors/malicious/decoding/inflate.ts'

const texts = [
  '',
  'a',
  'import os\n'.repeat(5_000),
  Array.from({ length: 30_000 }, (_, at) => String.fromCharCode(32 + ((at * at * 31 + at) % 95))).join(''),
  Array.from({ length: 9_000 }, (_, at) => `line ${at % 97} of ${at}\n`).join(''),
]

describe('inflate', () => {
  it('gives what was deflated, in stored, fixed and dynamic blocks', () => {
    for (const text of texts) {
      for (const strategy of [
        constants.Z_DEFAULT_STRATEGY,
        constants.Z_FIXED,
        constants.Z_HUFFMAN_ONLY,
        constants.Z_RLE,
      ]) {
        for (const level of [0, 1, 9]) {
          const { bytes, whole } = inflate(deflateRawSync(text, { strategy, level }), 0, 1_000_000)
          expect(whole).toBe(true)
          expect(bytes.toString('latin1')).toBe(text)
        }
      }
    }
  })

  it('gives what came before a cut or a fault', () => {
    const text = texts[4] ?? ''
    const packed = deflateRawSync(text)
    for (let length = 0; length < packed.length; length += 101) {
      expect(text.startsWith(inflate(packed.subarray(0, length), 0, 1_000_000).bytes.toString('latin1'))).toBe(true)
    }
    for (let at = 0; at < 300; at++) {
      const broken = Buffer.from(packed)
      broken[at] = (broken[at] ?? 0) ^ 0x55
      expect(inflate(broken, 0, 1_000_000).bytes.length).toBeLessThanOrEqual(1_000_000)
    }
  })

  it('stops at the bytes that were asked for, and says so', () => {
    const packed = deflateRawSync('x'.repeat(100_000))
    const cut = inflate(packed, 0, 99_999)
    expect(cut).toMatchObject({ whole: false, bytes: { length: 99_999 } })
    // And has room for no more: a bomb takes no memory beyond what was asked for.
    expect(cut.bytes.buffer.byteLength).toBeLessThanOrEqual(99_999)
    expect(inflate(packed, 0, 100_000)).toMatchObject({ whole: true, bytes: { length: 100_000 } })
  })
})
