// A flat-table Aho-Corasick automaton over bytes: one pass finds every literal of every rule of a gate.
// Letters are folded to lower case, so literals are given in lower case and match in any case.
// Two columns of bytes never seen in a literal share one, which keeps the table in the cache.

import { chooseWindows, type Sampling, stride, windowOf } from './sampling.ts'

export type Automaton = {
  /** Calls `hit(literal index, end offset)` at every occurrence, in order of end offset. False from `hit` stops the scan. */
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

type Machine = Omit<Tree, 'children'> & { readonly moves: Int32Array }

/** Share of looked-at places with a window above which reading every byte is as fast. */
const sampledShareMax = 0.05

const fold = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte)

/**
 * The automaton of literals given as lower-case latin1 strings. Throws where a literal is empty. Its table is made at the
 * first scan: most commands know the rules and judge nothing.
 */
export function buildAutomaton(literals: readonly string[]): Automaton {
  if (literals.some(({ length }) => length === 0))
    throw new Error('automaton: a literal is empty; give at least one byte')
  let made: Automaton | null = null
  const built = (): Automaton => {
    made ??= flatten(treeOf(literals), chooseWindows(literals))
    return made
  }
  return {
    get states() {
      return built().states
    },
    scan: (bytes, hit) => built().scan(bytes, hit),
  }
}

function treeOf(literals: readonly string[]): Tree {
  const classes = new Uint8Array(256)
  let width = 1
  for (const literal of literals)
    for (let i = 0; i < literal.length; i++) {
      const byte = fold(literal.charCodeAt(i) & 255)
      if (classes[byte] === 0) classes[byte] = width++
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
  return { children, outputs, classes, width }
}

// Breadth first, so that a state's fallback is complete before it is used; transitions are premultiplied by the width.
function flatten({ children, outputs, classes, width }: Tree, sampling: Sampling | null): Automaton {
  const states = children.length
  const moves = new Int32Array(states * width)
  const fallback = new Int32Array(states)
  const queue: number[] = []
  const root = children[0] as Int32Array
  for (let column = 0; column < width; column++) {
    const next = root[column] as number
    if (next > 0) {
      queue.push(next)
      moves[column] = next * width
    }
  }
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number
    const fail = fallback[state] as number
    for (const literal of outputs[fail] as number[]) (outputs[state] as number[]).push(literal)
    const row = children[state] as Int32Array
    for (let column = 0; column < width; column++) {
      const next = row[column] as number
      const failed = moves[fail * width + column] as number
      if (next === -1) {
        moves[state * width + column] = failed
      } else {
        moves[state * width + column] = next * width
        fallback[next] = failed / width
        queue.push(next)
      }
    }
  }
  // The accepting bit rides in the sign of a transition, so the common byte costs two loads and a test.
  const accepting = Uint8Array.from(outputs, ({ length }) => (length > 0 ? 1 : 0))
  for (let at = 0; at < moves.length; at++) {
    const next = moves[at] as number
    if (accepting[next / width] === 1) moves[at] = next | sign
  }
  const machine = { moves, outputs, classes, width }
  const samples = sampling !== null && sampling.share <= sampledShareMax
  return { states, scan: samples ? sampled(machine, sampling) : whole(machine) }
}

const sign = 0x80000000
const withoutSign = 0x7fffffff

/** Every byte is read. */
function whole({ moves, outputs, classes, width }: Machine): Automaton['scan'] {
  return (bytes, hit) => {
    let state = 0
    for (let i = 0; i < bytes.length; i++) {
      const next = moves[state + (classes[bytes[i] as number] as number)] as number
      state = next & withoutSign
      if (next < 0) {
        for (const literal of outputs[state / width] as number[]) {
          if (!hit(literal, i + 1)) return
        }
      }
    }
  }
}

// Where a window is found the automaton reads, from as far ahead as a literal may begin until it is in none, and there the
// looking goes on: a literal that begins sooner has had its window sooner. One function, because a call a window costs more.
function sampled({ moves, outputs, classes, width }: Machine, { windows, reach }: Sampling): Automaton['scan'] {
  return (bytes, hit) => {
    const last = bytes.length - stride
    for (let read = 0, at = 0; read < bytes.length; at = read) {
      while (
        at <= last &&
        windows[windowOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number)] === 0
      )
        at += stride
      // Behind the last whole window short literals have others, so the rest is read.
      const least = at <= last ? at + stride : bytes.length
      let state = 0
      for (read = Math.max(read, at - reach); read < least || (state !== 0 && read < bytes.length); read++) {
        const next = moves[state + (classes[bytes[read] as number] as number)] as number
        state = next & withoutSign
        if (next < 0) {
          for (const literal of outputs[state / width] as number[]) {
            if (!hit(literal, read + 1)) return
          }
        }
      }
    }
  }
}
