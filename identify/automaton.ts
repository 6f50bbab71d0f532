// A flat-table Aho-Corasick automaton over bytes: one pass finds every literal of every rule of a gate.
// Letters are folded to lower case, so literals are given in lower case and match in any case.
// Several gates judge one file in turn, so what counts is how many lines of the cache a scan needs: bytes that no literal has
// share a column, the commonest columns stand first in a row, the likeliest states first in the table, and a state takes two bytes.
import { hash } from 'node:crypto'
import { chooseWindows, type Sampling, stride, windowBit, windowWord } from './sampling.ts'

export type Automaton = {
  /**
   * Calls `hit(literal index, end offset)` at every occurrence, in order of end offset. False from `hit` stops the scan. It
   * may not scan with the same automaton.
   */
  readonly scan: (bytes: Uint8Array, hit: (literal: number, end: number) => boolean) => void
  /** States of the table, for tests and benches. */
  readonly states: number
}

type Tree = {
  readonly children: Int32Array[]
  readonly outputs: number[][]
  readonly classes: Uint8Array
  readonly width: number
}

type Machine = {
  /** The next state, by state and column: a row has 2 ** shift entries. */
  readonly moves: Uint16Array | Int32Array
  readonly shift: number
  readonly classes: Uint8Array
  /** States from here on accept; the literals of each. */
  readonly accepting: number
  readonly outputs: readonly (readonly number[])[]
}

/** Share of looked-at places with a window above which reading every byte is as fast. */
const sampledShareMax = 0.05

const fold = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte)

/** Bytes of source code, the commonest first: it decides how fast a scan is, and nothing of what it finds. */
const common = ' etrainso\nlcdupfmh.)(,gb_\t/:=yv*;k-0"w>x}{21[]<\'@3j`|+q4z6&58!#97\r%?\\$'

/**
 * The automaton of literals given as lower-case latin1 strings. Throws where a literal is empty. Its table is made at the
 * first scan: most commands know the rules and judge nothing.
 */
export function buildAutomaton(literals: readonly string[]): Automaton {
  if (literals.some(({ length }) => length === 0))
    throw new Error('automaton: a literal is empty; give at least one byte')
  let made: Automaton | null = null
  const built = (): Automaton => {
    made ??= tableOf(literals)
    return made
  }
  return {
    get states() {
      return built().states
    },
    scan: (bytes, hit) => built().scan(bytes, hit),
  }
}

/** Tables by the hash of their literals: rules that are promoted, and those of a proposal, mostly have the literals of before. */
const tables = new Map<string, Automaton>()
/** Each gate's own, those of a proposal for each, and some of packs. */
const tablesMax = 16

/** The table of these literals: the same one as long as it is among those that were asked for last. */
export function tableOf(literals: readonly string[]): Automaton {
  const key = hash('sha256', JSON.stringify(literals))
  const known = tables.get(key) ?? flatten(treeOf(literals), chooseWindows(literals))
  // The one that was asked for last stands last.
  tables.delete(key)
  tables.set(key, known)
  for (const oldest of tables.keys()) if (tables.size > tablesMax) tables.delete(oldest)
  return known
}

function treeOf(literals: readonly string[]): Tree {
  const used = new Set<number>()
  for (const literal of literals) for (let i = 0; i < literal.length; i++) used.add(fold(literal.charCodeAt(i) & 255))
  const { classes, width } = columnsOf(used)
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
  return { children, outputs, classes, width }
}

/** A column for each byte in use, the commonest first; the bytes of no literal share the first. */
function columnsOf(used: ReadonlySet<number>): { readonly classes: Uint8Array; readonly width: number } {
  const classes = new Uint8Array(256)
  let width = 1
  for (const byte of new Set([...Buffer.from(common, 'latin1'), ...used])) if (used.has(byte)) classes[byte] = width++
  for (let byte = 65; byte <= 90; byte++) classes[byte] = classes[byte + 32] ?? 0
  return { classes, width }
}

// Breadth first, so that a state's fallback is complete before it is used.
function flatten(tree: Tree, sampling: Sampling | null): Automaton {
  const { children, outputs, width } = tree
  const states = children.length
  const table = new Int32Array(states * width)
  const fallback = new Int32Array(states)
  const likely = new Float64Array(states).fill(1)
  const queue = [0]
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number
    const fail = fallback[state] as number
    if (state > 0) for (const literal of outputs[fail] as number[]) (outputs[state] as number[]).push(literal)
    const row = children[state] as Int32Array
    for (let column = 0; column < width; column++) {
      const next = row[column] as number
      const failed = state === 0 ? 0 : (table[fail * width + column] as number)
      table[state * width + column] = next === -1 ? failed : next
      if (next === -1) continue
      fallback[next] = failed
      likely[next] = (likely[state] as number) / (column + 2)
      queue.push(next)
    }
  }
  const machine = arrange(tree, table, likely)
  const samples = sampling !== null && sampling.share <= sampledShareMax
  return { states, scan: samples ? sampled(machine, sampling) : whole(machine) }
}

/** Numbers the states anew: those that accept last, so that one comparison tells them, and the likeliest first. */
function arrange({ outputs, classes, width }: Tree, table: Int32Array, likely: Float64Array): Machine {
  const accepts = (state: number): number => ((outputs[state] as number[]).length > 0 ? 1 : 0)
  const order = [...outputs.keys()].sort(
    (a, b) => accepts(a) - accepts(b) || (likely[b] as number) - (likely[a] as number) || a - b,
  )
  const rank = new Int32Array(order.length)
  for (const [at, state] of order.entries()) rank[state] = at
  const shift = 32 - Math.clz32(width - 1)
  const size = order.length << shift
  const moves = order.length <= 65_536 ? new Uint16Array(size) : new Int32Array(size)
  for (const [at, state] of order.entries()) {
    for (let column = 0; column < width; column++)
      moves[(at << shift) | column] = rank[table[state * width + column] as number] as number
  }
  const accepting = order.filter((state) => accepts(state) === 0).length
  return {
    moves,
    shift,
    classes,
    accepting,
    outputs: order.slice(accepting).map((state) => outputs[state] as number[]),
  }
}

/** Hits noted before they are told: a loop without a call in it keeps everything it needs in registers. */
const notedMax = 1_024

/** Every byte is read. */
function whole({ moves, shift, classes, accepting, outputs }: Machine): Automaton['scan'] {
  const ends = new Int32Array(notedMax)
  const found = new Int32Array(notedMax)
  return (bytes, hit) => {
    const last = bytes.length
    let state = 0
    for (let i = 0; i < last; ) {
      let noted = 0
      while (i < last) {
        state = moves[(state << shift) | (classes[bytes[i] as number] as number)] as number
        i++
        if (state < accepting) continue
        ends[noted] = i
        found[noted] = state
        if (++noted === notedMax) break
      }
      for (let k = 0; k < noted; k++) {
        for (const literal of outputs[(found[k] as number) - accepting] as readonly number[]) {
          if (!hit(literal, ends[k] as number)) return
        }
      }
    }
  }
}

// Where a window is found the automaton reads, from as far ahead as a literal may begin until it is in none, and there the
// looking goes on: a literal that begins sooner has had its window sooner. One function, because a call a window costs more.
function sampled(machine: Machine, { windows, reach }: Sampling): Automaton['scan'] {
  const { moves, shift, classes, accepting, outputs } = machine
  return (bytes, hit) => {
    const last = bytes.length - stride
    for (let read = 0, at = 0; read < bytes.length; at = read) {
      while (
        at <= last &&
        ((windows[windowWord(bytes[at] as number, bytes[at + 1] as number)] as number) &
          windowBit(bytes[at + 2] as number)) ===
          0
      )
        at += stride
      // Behind the last whole window short literals have others, so the rest is read.
      const least = at <= last ? at + stride : bytes.length
      let state = 0
      for (read = Math.max(read, at - reach); read < least || (state !== 0 && read < bytes.length); read++) {
        state = moves[(state << shift) | (classes[bytes[read] as number] as number)] as number
        if (state < accepting) continue
        for (const literal of outputs[state - accepting] as readonly number[]) if (!hit(literal, read + 1)) return
      }
    }
  }
}
