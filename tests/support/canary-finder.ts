// Finds hundreds of values in one pass over a text, whole or in part: also wrapped in base64, whatever stands before them,
// and in hex. A rolling hash over a window asks a table of all windows that the values have.

/** A leak of fewer characters in a row is not seen: evidence may show four. */
export const windowLength = 12

export type Finder = (text: Buffer | string) => readonly number[]

/** Gives the numbers of the values of which a part stands in the text. */
export function finderOf(values: readonly string[]): Finder {
  const windows = new Map<string, number>()
  values.forEach((value, index) => {
    for (const form of formsOf(value))
      for (let at = 0; at + windowLength <= form.length; at++) windows.set(form.slice(at, at + windowLength), index)
  })
  const hashes = new Uint8Array(tableSize)
  for (const window of windows.keys()) {
    let hash = 0
    for (let at = 0; at < windowLength; at++) hash = (Math.imul(hash, base) + window.charCodeAt(at)) | 0
    hashes[slotOf(hash)] = 1
  }
  return (text) => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    const found = new Set<number>()
    let hash = 0
    for (let at = 0; at < bytes.length; at++) {
      hash = (Math.imul(hash, base) + (bytes[at] ?? 0)) | 0
      if (at >= windowLength) hash = (hash - Math.imul(bytes[at - windowLength] ?? 0, leaving)) | 0
      if (at < windowLength - 1 || hashes[slotOf(hash)] === 0) continue
      const index = windows.get(bytes.toString('latin1', at - windowLength + 1, at + 1))
      if (index !== undefined) found.add(index)
    }
    return [...found]
  }
}

const base = 0x01000193
const leaving = Array.from({ length: windowLength }).reduce<number>((power) => Math.imul(power, base), 1)
const tableSize = 1 << 22
const slotOf = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 10

/** As it is, as the middle of a base64 text at each of the three places that it may have there, and in hex. */
function formsOf(value: string): readonly string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.from(`${'\0'.repeat(before)}${value}`)
      .toString('base64')
      .replace(/=+$/, '')
    // Its first and last characters hold bits of what stands beside the value.
    return text.slice(Math.ceil((before * 8) / 6), -1)
  })
  const url = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const hex = Buffer.from(value).toString('hex')
  return [value, ...inBase64, ...url, hex, hex.toUpperCase()]
}
