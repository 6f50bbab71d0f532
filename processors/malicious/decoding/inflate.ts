// Inflates what a literal holds, as RFC 1951 says. Written out rather than taken from the runtime: it gives what came before
// a fault or a cut, which hidden text often has, and it stops at a number of bytes, the same on every machine.

type Tree = { readonly counts: Uint16Array; readonly symbols: Uint16Array }

type State = {
  readonly bytes: Uint8Array
  readonly bytesMax: number
  out: Uint8Array<ArrayBuffer>
  at: number
  bits: number
  held: number
  written: number
}

export type Inflated = {
  readonly bytes: Buffer
  /** False where the stream went on and `bytesMax` did not. */
  readonly whole: boolean
}

const lengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163]
const lengths = [...lengthBases, 195, 227, 258]
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const distances = [1, 2, 3, 4, ...[...Array(26).keys()].map((at) => (1 << (at >> 1)) * (at % 2 === 0 ? 4 : 6) + 1)]
const distanceBits = [0, 0, 0, 0, ...[...Array(26).keys()].map((at) => (at >> 1) + 1)]
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const codeBitsMax = 15

/** The bytes of a raw deflate stream that begins at `from`, at most `bytesMax` of them; what comes before a fault counts. */
export function inflate(bytes: Uint8Array, from: number, bytesMax: number): Inflated {
  const out = new Uint8Array(Math.min(bytesMax, 1_024))
  const state: State = { bytes, bytesMax, out, at: from, bits: 0, held: 0, written: 0 }
  let more = true
  while (more) {
    const last = take(state, 1)
    const kind = take(state, 2)
    const done = kind === 0 ? stored(state) : kind === 1 ? coded(state, fixed, fixedFar) : kind === 2 && dynamic(state)
    more = done && last === 0
  }
  const { written } = state
  return { bytes: Buffer.from(state.out.buffer, 0, Math.min(written, bytesMax)), whole: written <= bytesMax }
}

// Past the end of the stream bits are -1, which no caller takes for a value.
function take(state: State, count: number): number {
  while (state.held < count) {
    if (state.at >= state.bytes.length) return -1
    state.bits |= (state.bytes[state.at++] as number) << state.held
    state.held += 8
  }
  const value = state.bits & ((1 << count) - 1)
  state.bits >>>= count
  state.held -= count
  return value
}

/** False where there is no room left: one byte more is counted than there is room for. */
function put(state: State, byte: number): boolean {
  if (state.written >= state.bytesMax) {
    state.written = state.bytesMax + 1
    return false
  }
  if (state.written === state.out.length) {
    const wider = new Uint8Array(Math.min(state.bytesMax, 2 * state.written))
    wider.set(state.out)
    state.out = wider
  }
  state.out[state.written++] = byte
  return true
}

function stored(state: State): boolean {
  state.bits = 0
  state.held = 0
  const length = take(state, 16)
  const complement = take(state, 16)
  if (length < 0 || (length ^ complement) !== 0xffff) return false
  for (let left = length; left > 0; left--) {
    if (state.at >= state.bytes.length || !put(state, state.bytes[state.at++] as number)) return false
  }
  return true
}

function treeOf(sizes: readonly number[]): Tree {
  const counts = new Uint16Array(codeBitsMax + 1)
  for (const size of sizes) counts[size] = (counts[size] as number) + 1
  counts[0] = 0
  const offsets = new Uint16Array(codeBitsMax + 2)
  for (let size = 1; size <= codeBitsMax; size++) {
    offsets[size + 1] = (offsets[size] as number) + (counts[size] as number)
  }
  const symbols = new Uint16Array(sizes.length)
  sizes.forEach((size, symbol) => {
    if (size === 0) return
    const at = offsets[size] as number
    symbols[at] = symbol
    offsets[size] = at + 1
  })
  return { counts, symbols }
}

const fixedSizes = [144, 112, 24, 8].flatMap((times, at) => Array<number>(times).fill([8, 9, 7, 8][at] as number))
const fixed = treeOf(fixedSizes)
const fixedFar = treeOf(Array<number>(30).fill(5))

/** The next symbol, or -1 where the stream ends or has no such code. */
function symbolOf(state: State, { counts, symbols }: Tree): number {
  let code = 0
  let first = 0
  let index = 0
  for (let size = 1; size <= codeBitsMax; size++) {
    const bit = take(state, 1)
    if (bit < 0) return -1
    code |= bit
    const count = counts[size] as number
    if (code - count < first) return symbols[index + code - first] ?? -1
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  return -1
}

function dynamic(state: State): boolean {
  const near = take(state, 5) + 257
  const far = take(state, 5) + 1
  const count = take(state, 4) + 4
  if (near < 257 || far < 1 || count < 4) return false
  const sizes = Array<number>(19).fill(0)
  for (const at of order.slice(0, count)) sizes[at] = Math.max(0, take(state, 3))
  const tree = treeOf(sizes)
  const read: number[] = []
  while (read.length < near + far) {
    const symbol = symbolOf(state, tree)
    if (symbol < 0) return false
    if (symbol < 16) {
      read.push(symbol)
      continue
    }
    const times = symbol === 16 ? take(state, 2) + 3 : symbol === 17 ? take(state, 3) + 3 : take(state, 7) + 11
    const size = symbol === 16 ? (read.at(-1) ?? 0) : 0
    for (let left = times; left > 0; left--) read.push(size)
  }
  return coded(state, treeOf(read.slice(0, near)), treeOf(read.slice(near, near + far)))
}

function coded(state: State, near: Tree, far: Tree): boolean {
  for (;;) {
    const symbol = symbolOf(state, near)
    if (symbol < 0) return false
    if (symbol === 256) return true
    if (symbol < 256) {
      if (!put(state, symbol)) return false
    } else if (!copied(state, symbol - 257, far)) return false
  }
}

function copied(state: State, at: number, far: Tree): boolean {
  const extra = take(state, lengthBits[at] ?? 0)
  const symbol = symbolOf(state, far)
  const more = take(state, distanceBits[symbol] ?? 0)
  const length = (lengths[at] ?? 0) + extra
  const distance = (distances[symbol] ?? 0) + more
  if (extra < 0 || symbol < 0 || more < 0 || distance > state.written || distance < 1) return false
  for (let left = length; left > 0; left--) {
    if (!put(state, state.out[state.written - distance] as number)) return false
  }
  return true
}
