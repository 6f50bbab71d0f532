// Takes exact numbers of bytes from a stream of chunks. Pulled, not pushed: nothing is read ahead of what is asked for,
// so a fault in the stream comes after every byte before it, always at the same place.

export type ByteReader = {
  /** Up to the next line feed, without it; null at the end. Latin-1. */
  readonly line: () => Promise<string | null>
  /** As many bytes as asked for, fewer only at the end. */
  readonly take: (length: number) => Promise<Buffer>
  /** How many bytes were passed over: fewer than asked for only at the end. */
  readonly skip: (length: number) => Promise<number>
}

export function byteReader(chunks: AsyncIterator<Buffer>): ByteReader {
  let chunk: Buffer = Buffer.alloc(0)
  let at = 0
  const more = async (): Promise<boolean> => {
    while (at === chunk.length) {
      const next = await chunks.next()
      if (next.done === true) return false
      chunk = next.value
      at = 0
    }
    return true
  }
  return {
    line: async () => {
      let text = ''
      while (await more()) {
        const end = chunk.indexOf(10, at)
        text += chunk.toString('latin1', at, end === -1 ? chunk.length : end)
        at = end === -1 ? chunk.length : end + 1
        if (end !== -1) return text
      }
      return text === '' ? null : text
    },
    take: async (length) => {
      const bytes = Buffer.allocUnsafe(length)
      let filled = 0
      while (filled < length && (await more())) {
        const copied = chunk.copy(bytes, filled, at, Math.min(chunk.length, at + length - filled))
        filled += copied
        at += copied
      }
      return filled === length ? bytes : bytes.subarray(0, filled)
    },
    skip: async (length) => {
      let passed = 0
      while (passed < length && (await more())) {
        const step = Math.min(chunk.length - at, length - passed)
        passed += step
        at += step
      }
      return passed
    },
  }
}
