// Finds text wrapped in base64 and unwraps it, so that a secret is found in its wrapped form too (to depth 2).
// Runs are found by leaping: the byte a whole minimum run ahead is looked at first, so most bytes are never read.

const isBase64 = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  isBase64[character.charCodeAt(0)] = 1

/** A run of base64 that holds printable text. */
export type Wrapped = { readonly start: number; readonly end: number; readonly text: string }

/** Shortest run looked at: 24 characters hold 18 bytes, less than any token with a recognisable form. */
const runMin = 24
/** Bytes of one run that are unwrapped; a secret further in belongs to a file that is encoded data anyway. */
const runMax = 65_536

/** All runs of base64 in the bytes whose content is printable text; at most `max`. */
export function wrappedRuns(bytes: Uint8Array, max: number): readonly Wrapped[] {
  const runs: Wrapped[] = []
  let at = 0
  while (at + runMin <= bytes.length && runs.length < max) {
    let last = at + runMin - 1
    if (isBase64[bytes[last] as number] === 0) {
      at = last + 1
      continue
    }
    while (last > at && isBase64[bytes[last - 1] as number] === 1) last--
    if (last > at) {
      at = last
      continue
    }
    let end = at + runMin
    while (end < bytes.length && isBase64[bytes[end] as number] === 1) end++
    if (startsAsText(bytes, at)) {
      const run = folded(bytes, at, end)
      const text = decodeText(run.body)
      if (text !== null) {
        end = run.end
        while (bytes[end] === 61) end++
        runs.push({ start: at, end, text })
      }
    }
    at = end
  }
  return runs
}

/** The run with the lines that follow it, where it is folded: full lines of 60 characters or more, then a shorter one. */
function folded(bytes: Uint8Array, start: number, firstEnd: number): { readonly body: string; readonly end: number } {
  const slice = (from: number, to: number): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
  let body = slice(start, Math.min(firstEnd, start + runMax))
  let end = firstEnd
  for (let lineStart = start; end - lineStart >= 60 && body.length < runMax; ) {
    let next = end
    if (bytes[next] === 13) next++
    if (bytes[next] !== 10) break
    next++
    while (next - end < 32 && (bytes[next] === 32 || bytes[next] === 9)) next++
    let nextEnd = next
    while (nextEnd < bytes.length && isBase64[bytes[nextEnd] as number] === 1) nextEnd++
    if (nextEnd - next < 2) break
    body += slice(next, nextEnd)
    lineStart = next
    end = nextEnd
  }
  return { body, end }
}

// The first character of four carries the top six bits of a byte: in printable ASCII it is one of I to Z, a to f, or C
// and D for a newline or a tab at the start. Random text passes five such tests twice in a thousand times.
function startsAsText(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < start + runMin - 3; i += 4) {
    const byte = bytes[i] as number
    const printable = (byte >= 73 && byte <= 90) || (byte >= 97 && byte <= 102) || byte === 67 || byte === 68
    if (!printable) return false
  }
  return true
}

/** The text in a base64 string, or null where it holds a byte that text does not. */
export function decodeText(encoded: string): string | null {
  const text = Buffer.from(encoded, 'base64').toString('latin1')
  return text.length > 0 && /^[\t\n\r\x20-\x7e\x80-\xff]+$/.test(text) ? text : null
}
