// A regular expression of the user's as a tree, read as go-regex.ts writes it: one kind of node for what takes a byte, three for
// how nodes are put together, one for what only looks.

export type Tree =
  | { readonly kind: 'byte'; readonly bytes: readonly number[] }
  | { readonly kind: 'row'; readonly parts: readonly Tree[] }
  | { readonly kind: 'either'; readonly ways: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly inside: Tree; readonly min: number; readonly max: number }
  /** A boundary or an end: it takes nothing, and may fail. `start`: it holds where the text begins, and nowhere else. */
  | { readonly kind: 'look'; readonly start: boolean }

type Reading = {
  readonly source: string
  at: number
  /** Why it cannot be read; the rest is skipped. */
  refused: string | null
  readonly bytesOf: (atom: string, flags: string) => readonly number[]
}

const depthMax = 100

/** The tree of an expression without the flags u and v; a text says what in it is not of Go. */
export function treeOf({ source, flags }: RegExp): Tree | string {
  const reading: Reading = { source, at: 0, refused: null, bytesOf: bytesOnce() }
  const tree = either(reading, flags.replaceAll(/[^ims]/g, ''), 0)
  return reading.refused ?? tree
}

/** The bytes that an atom takes, asked of the engine itself and once each. */
function bytesOnce(): Reading['bytesOf'] {
  const known = new Map<string, readonly number[]>()
  return (atom, flags) => {
    const key = `${flags} ${atom}`
    const found = known.get(key)
    if (found !== undefined) return found
    const regex = new RegExp(`^(?:${atom})$`, flags.replace('m', ''))
    const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => regex.test(String.fromCharCode(byte)))
    known.set(key, bytes)
    return bytes
  }
}

function either(reading: Reading, flags: string, depth: number): Tree {
  const ways: Tree[] = []
  let parts: Tree[] = []
  if (depth > depthMax) reading.refused ??= `groups within groups, deeper than ${depthMax}`
  while (reading.refused === null && reading.at < reading.source.length && reading.source[reading.at] !== ')') {
    if (reading.source[reading.at] === '|') {
      reading.at++
      ways.push({ kind: 'row', parts })
      parts = []
    } else parts.push(repeated(reading, atomAt(reading, flags, depth)))
  }
  const last: Tree = { kind: 'row', parts }
  return ways.length === 0 ? last : { kind: 'either', ways: [...ways, last] }
}

function repeated(reading: Reading, inside: Tree): Tree {
  const [text = '', sign = '', least = '', comma = '', most = ''] =
    /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reading.source.slice(reading.at, reading.at + 24)) ?? []
  if (text === '') return inside
  reading.at += text.length
  if (sign !== '') return { kind: 'repeat', inside, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity }
  const min = Number(least)
  return { kind: 'repeat', inside, min, max: comma === '' ? min : most === '' ? Infinity : Number(most) }
}

function atomAt(reading: Reading, flags: string, depth: number): Tree {
  const { source, at } = reading
  const rest = source.slice(at, at + 64)
  // What go-regex.ts makes of \z and \A.
  const [end] = /^\(\?(?:<?!\[\^\]\))/.exec(rest) ?? []
  const [look = end] = /^(?:\\[bB]|[\^$])/.exec(rest) ?? []
  if (look !== undefined) {
    reading.at += look.length
    return { kind: 'look', start: (look === '^' && !flags.includes('m')) || look === '(?<![^])' }
  }
  if (source[at] === '(') return group(reading, flags, depth, rest)
  if (/^\\(?:[1-9]|k<)/.test(rest)) reading.refused ??= 'a reference to what a group has matched is not of Go'
  const length =
    source[at] === '['
      ? classLength(source, at)
      : (/^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|.)/s.exec(rest)?.[0].length ?? 1)
  reading.at += length
  return { kind: 'byte', bytes: reading.bytesOf(source.slice(at, at + length), flags) }
}

function group(reading: Reading, flags: string, depth: number, rest: string): Tree {
  const opening = /^\((?:\?(?:([ims]*)(?:-([ims]+))?:|<\w+>))?/.exec(rest)
  const [text = '(', on = '', off = ''] = opening ?? []
  if (text === '(' && rest[1] === '?')
    reading.refused ??= `${rest.slice(0, 4)} is not of Go: it has no looking ahead or behind`
  reading.at += text.length
  const kept = [...new Set(flags + on)].filter((flag) => !off.includes(flag)).join('')
  const inside = either(reading, kept, depth + 1)
  reading.at++
  return inside
}

function classLength(source: string, at: number): number {
  let end = at + 1
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  return end + 1 - at
}
