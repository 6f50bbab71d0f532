// What decoded bytes are: text, text in UTF-16, a compressed stream of it, or nothing that rules can read. Certificates,
// images, fonts and random bytes end here, after their first bytes.
import { inflate } from './inflate.ts'

/** One step from a literal to the text it stands for, as findings name it. */
export type Layer =
  | 'joined'
  | 'reversed'
  | 'escapes'
  | 'codes'
  | 'base64'
  | 'hex'
  | 'zlib'
  | 'gzip'
  | 'deflate'
  | 'utf-16'

/** What may still be decoded of a file, in bytes: counted down, so that no literal costs more than a plain file would. */
export type Purse = { bytesLeft: number; exhausted: boolean }

export type Text = { readonly text: string; readonly layers: readonly Layer[] }

const probeBytes = 512

/** The text that bytes hold, as latin1, with the layers that were taken off; null where they are no text. */
export function textOf(bytes: Buffer, purse: Purse): Text | null {
  if (bytes.length === 0 || purse.exhausted) return null
  const packed = packingOf(bytes)
  if (packed !== null) {
    const inflated = inflatedText(bytes, packed.from, purse)
    return inflated === null ? null : { text: inflated.text, layers: [packed.layer, ...inflated.layers] }
  }
  const wide = isWide(bytes)
  const plain = wide ? Buffer.from(bytes.toString('utf16le')) : bytes
  if (!isText(plain)) return null
  spend(purse, plain.length)
  return { text: plain.toString('latin1'), layers: wide ? ['utf-16'] : [] }
}

/** The text of a raw deflate stream, which has no mark of its own: only asked for where something beside it inflates. */
export function deflatedText(bytes: Buffer, purse: Purse): Text | null {
  const inflated = inflatedText(bytes, 0, purse)
  return inflated === null ? null : { text: inflated.text, layers: ['deflate', ...inflated.layers] }
}

export function spend(purse: Purse, bytes: number): void {
  purse.bytesLeft -= bytes
  if (purse.bytesLeft < 0) purse.exhausted = true
}

function packingOf(bytes: Buffer): { readonly layer: Layer; readonly from: number } | null {
  const [first = 0, second = 0, third = 0, flags = 0] = bytes
  if (first === 0x78 && ((first << 8) | second) % 31 === 0 && bytes.length > 8) return { layer: 'zlib', from: 2 }
  if (first !== 0x1f || second !== 0x8b || third !== 8 || (flags & 0xe0) !== 0) return null
  let from = 10
  if ((flags & 4) !== 0) from += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0)
  for (const flag of [8, 16]) if ((flags & flag) !== 0) from = bytes.indexOf(0, from) + 1 || bytes.length
  return { layer: 'gzip', from: (flags & 2) === 0 ? from : from + 2 }
}

// The beginning says what it is, so that a packed image costs its first bytes.
function inflatedText(bytes: Buffer, from: number, purse: Purse): Text | null {
  const probe = inflate(bytes, from, probeBytes).bytes
  if (probe.length < 4 || !(isText(probe) || isWide(probe))) return null
  const { bytes: out, whole } = inflate(bytes, from, Math.min(purse.bytesLeft, bytes.length * 1_032 + 258))
  spend(purse, whole ? out.length : purse.bytesLeft + 1)
  if (!whole) return null
  const wide = isWide(out)
  return {
    text: (wide ? Buffer.from(out.toString('utf16le')) : out).toString('latin1'),
    layers: wide ? ['utf-16'] : [],
  }
}

const isWide = (bytes: Buffer): boolean => {
  if (bytes.length < 8) return false
  const from = bytes[0] === 0xff && bytes[1] === 0xfe ? 2 : 0
  for (let at = from; at + 1 < Math.min(bytes.length, 64); at += 2) {
    if (bytes[at + 1] !== 0 || !isPrintable(bytes[at] as number)) return false
  }
  return true
}

export const isPrintable = (byte: number): boolean =>
  (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9

/** Whether bytes begin as text does: ASCII, with letters of other scripts in UTF-8 between. */
function isText(bytes: Buffer): boolean {
  const end = Math.min(bytes.length, probeBytes)
  let letters = 0
  let others = 0
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] as number
    if (isPrintable(byte)) letters++
    else if (byte < 128) return false
    else {
      const length = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : -1
      if (length < 0) return false
      for (let next = 1; next <= length && at + next < end; next++) {
        if (((bytes[at + next] as number) & 0xc0) !== 0x80) return false
      }
      at += length
      others++
    }
  }
  return letters > 4 * others
}
