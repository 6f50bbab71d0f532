// A flat-table Aho-Corasick automaton over bytes: one pass finds every literal of every rule of a gate.
// Letters are folded to lower case, so literals are given in lower case and match in any case.
// Two columns of bytes never seen in a literal share one, which keeps the table in the cache.

export type Automaton = {
  /** Calls `hit(literal index, end offset)` at every occurrence, in order of end offset. False from `hit` stops the scan. */
  readonly scan: (bytes: Uint8Array, hit: (literal: number, end: number) => boolean) => void
  /** States of the table, for tests and benches. */
  readonly states: number
}

const fold = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte)

/** Builds the automaton of literals given as lower-case latin1 strings. Throws where a literal is empty. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const classes = new Uint8Array(256)
  let width = 1
  for (const literal of literals) {
    if (literal.length === 0) throw new Error('automaton: a literal is empty; give at least one byte')
    for (let i = 0; i < literal.length; i++) {
      const byte = fold(literal.charCodeAt(i) & 255)
      if (classes[byte] === 0) classes[byte] = width++
    }
  }
  for (let byte = 65; byte <= 90; byte++) classes[byte] = classes[byte + 32] ?? 0

  const children: Int32Array[] = [new Int32Array(width).fill(-1)]
  const outputs: number[][] = [[]]
  literals.forEach((literal, index) => {
    let state = 0
    for (let i = 0; i < literal.length; i++) {
      const column = classes[fold(literal.charCodeAt(i) & 255)] ?? 0
      const row = children[state] as Int32Array
      if (row[column] === -1) {
        row[column] = children.length
        children.push(new Int32Array(width).fill(-1))
        outputs.push([])
      }
      state = row[column] as number
    }
    ;(outputs[state] as number[]).push(index)
  })
  return flatten(children, outputs, classes, width)
}

// Breadth first, so that a state's fallback is complete before it is used; transitions are premultiplied by the width.
function flatten(children: Int32Array[], outputs: number[][], classes: Uint8Array, width: number): Automaton {
  const states = children.length
  const table = new Uint32Array(states * width)
  const fallback = new Int32Array(states)
  const queue: number[] = []
  const root = children[0] as Int32Array
  for (let column = 0; column < width; column++) {
    const next = root[column] as number
    if (next > 0) {
      queue.push(next)
      table[column] = next * width
    }
  }
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number
    const fail = fallback[state] as number
    for (const literal of outputs[fail] as number[]) (outputs[state] as number[]).push(literal)
    const row = children[state] as Int32Array
    for (let column = 0; column < width; column++) {
      const next = row[column] as number
      const failed = table[fail * width + column] as number
      if (next === -1) {
        table[state * width + column] = failed
      } else {
        table[state * width + column] = next * width
        fallback[next] = failed / width
        queue.push(next)
      }
    }
  }
  const accepting = new Uint8Array(states)
  outputs.forEach((output, state) => {
    if (output.length > 0) accepting[state] = 1
  })
  return { states, scan: scanner(table, outputs, accepting, classes, width) }
}

function scanner(
  table: Uint32Array,
  outputs: number[][],
  accepting: Uint8Array,
  classes: Uint8Array,
  width: number,
): Automaton['scan'] {
  // The accepting bit rides in the top bit of a transition, so the common byte costs two loads and a test.
  const flagged = 0x80000000
  const mask = 0x7fffffff
  const marked = table.map((next) => (accepting[next / width] === 1 ? (next | flagged) >>> 0 : next))
  return (bytes, hit) => {
    let state = 0
    for (let i = 0; i < bytes.length; i++) {
      const next = marked[state + (classes[bytes[i] as number] as number)] as number
      state = next & mask
      if (next > mask) {
        for (const literal of outputs[state / width] as number[]) {
          if (!hit(literal, i + 1)) return
        }
      }
    }
  }
}
