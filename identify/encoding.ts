// Whether bytes are source text: UTF-8, not empty, not binary, not a pointer to content kept elsewhere.
// Bytes are never decoded and stored as if they had been valid: what is not UTF-8 is refused with its reason.
import { isUtf8 } from 'node:buffer'
import { magicOf } from './magic.ts'

export type EncodingRefusal = {
  readonly reason:
    | 'file.empty'
    | 'file.binary'
    | 'file.lfs-pointer'
    | 'encoding.utf16'
    | 'encoding.utf32'
    | 'encoding.latin1'
    | 'encoding.invalid'
  readonly detail: string
}

/** Bytes looked at where a share is enough to tell: git looks at 8,000 for its own text test. */
const sampleBytes = 8_192
/** Above this share of control characters, bytes without a NUL are binary all the same. */
const controlShareMax = 0.1
/** UTF-16 text of European languages has a NUL in nearly every second place, and hardly one in the others. */
const utf16NulShareMin = 0.4
const utf16NulShareOtherMax = 0.05
/** An LFS pointer is a few lines; the specification says that it must be smaller than 1,024 bytes. */
const pointerBytesMax = 1_024

/** Why these bytes are not source text, or null where they are: valid UTF-8, with or without its byte order mark. */
export function encodingRefusalOf(content: Buffer): EncodingRefusal | null {
  if (content.length === 0) return { reason: 'file.empty', detail: 'expected content, found 0 bytes' }
  const wide = wideBomOf(content)
  if (wide !== null) return wide
  const magic = magicOf(content)
  if (magic !== null) return { reason: 'file.binary', detail: `expected text, found the first bytes of ${magic.name}` }
  const pointer = pointerOf(content)
  if (pointer !== null) return pointer
  const nul = content.indexOf(0)
  if (nul !== -1) return refuseNul(content, nul)
  if (!isUtf8(content)) return refuseEightBit(content)
  const share = controlShareOf(content.subarray(0, sampleBytes))
  if (share <= controlShareMax) return null
  return { reason: 'file.binary', detail: `expected text, found ${percent(share)} control characters` }
}

function wideBomOf(content: Buffer): EncodingRefusal | null {
  const [a, b, c, d] = content
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return { reason: 'encoding.utf32', detail: 'expected UTF-8, found a UTF-32 byte order mark' }
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    return { reason: 'encoding.utf16', detail: 'expected UTF-8, found a UTF-16 byte order mark' }
  }
  return null
}

function pointerOf(content: Buffer): EncodingRefusal | null {
  if (content.length >= pointerBytesMax) return null
  const text = content.toString('latin1')
  if (/^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(text)) {
    return { reason: 'file.lfs-pointer', detail: 'expected content, found a Git LFS pointer to it' }
  }
  if (/^(?:\.\.\/|\.git)?[\w./-]{0,200}\/annex\/objects\//.test(text)) {
    return { reason: 'file.lfs-pointer', detail: 'expected content, found a git-annex pointer to it' }
  }
  return null
}

function refuseNul(content: Buffer, nul: number): EncodingRefusal {
  const sample = content.subarray(0, sampleBytes)
  const places = [0, 0]
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) places[at % 2] = (places[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = places.map((count) => count / Math.max(1, sample.length / 2))
  const more = Math.max(even, odd)
  if (sample.length >= 4 && more >= utf16NulShareMin && Math.min(even, odd) <= utf16NulShareOtherMax) {
    return { reason: 'encoding.utf16', detail: 'expected UTF-8, found UTF-16 without a byte order mark' }
  }
  return { reason: 'file.binary', detail: `expected text, found a NUL byte at ${nul}` }
}

/** Not UTF-8 and no NUL: a legacy encoding, or binary. C1 controls tell Latin-1 from the multi-byte encodings. */
function refuseEightBit(content: Buffer): EncodingRefusal {
  const sample = content.subarray(0, sampleBytes)
  const share = controlShareOf(sample)
  if (share > controlShareMax) {
    return { reason: 'file.binary', detail: `expected text, found ${percent(share)} control characters` }
  }
  let printable = 0
  let c1 = 0
  for (const byte of content) {
    if (byte >= 0xa0) printable += 1
    else if (byte >= 0x80) c1 += 1
  }
  if (c1 === 0 && printable <= content.length * 0.3) {
    return { reason: 'encoding.latin1', detail: `expected UTF-8, found ${printable} bytes that are letters in Latin-1` }
  }
  return {
    reason: 'encoding.invalid',
    detail: `expected UTF-8, found ${printable + c1} bytes above 0x7f that do not form it`,
  }
}

/** Share of C0 controls and DEL; tab, line feed, vertical tab, form feed, carriage return and escape are text. */
/** 1 for the control characters that text does not have: all but backspace to carriage return, and escape. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x7f || (byte < 0x20 && !((byte >= 0x08 && byte <= 0x0d) || byte === 0x1b)) ? 1 : 0,
)

function controlShareOf(sample: Buffer): number {
  let controls = 0
  // By index: an iterator over every byte of every file is five times as slow.
  for (let at = 0; at < sample.length; at++) controls += isControl[sample[at] ?? 0] ?? 0
  return controls / sample.length
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
