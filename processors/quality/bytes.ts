// Tables by byte value that the passes of quality share: what kind of character a byte is, and its lower-case form.

export const wordBit = 1
export const blankBit = 2
export const base64Bit = 4
export const continuationBit = 8
export const hexBit = 16
/** What may stand between two encoded bytes of one run. */
export const separatorBit = 32

const is = (pattern: RegExp, character: string, bit: number): number => (pattern.test(character) ? bit : 0)

/** Bits by byte. Bytes over 127 are parts of words: most of what they spell outside ASCII is letters. */
export const classOf = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return wordBit | ((byte & 0xc0) === 0x80 ? continuationBit : 0)
  const character = String.fromCharCode(byte)
  return (
    is(/\w/, character, wordBit) |
    is(/\s/, character, blankBit) |
    is(/[A-Za-z0-9+/=\r\n]/, character, base64Bit) |
    is(/[0-9A-Fa-f]/, character, hexBit) |
    is(/[\s,;"'+\\{}()[\]]/, character, separatorBit)
  )
})

export const lowerOf = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))

/** FNV-1a, 32 bits: enough to tell a file's words and lines apart, the same on every machine. */
export const hashSeed = 0x811c9dc5 | 0
export const hashPrime = 0x01000193
