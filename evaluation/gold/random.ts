// Randomness that is the same each time: values of the gold corpus come from a seed, so that no secret, however dead, stands in
// the repository, and every machine judges the same bytes.
import { createHash } from 'node:crypto'

export const alphabets = {
  digits: '0123456789',
  hex: '0123456789abcdef',
  upperHex: '0123456789ABCDEF',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  upperDigits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  lowerDigits: 'abcdefghijklmnopqrstuvwxyz0123456789',
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  alphanumeric: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
} as const

export type Alphabet = keyof typeof alphabets

export type Random = {
  /** A whole number from 0 up to and without `below`. */
  readonly int: (below: number) => number
  readonly text: (alphabet: Alphabet, length: number) => string
  readonly bytes: (length: number) => Buffer
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** A new array in another order. */
  readonly shuffle: <Item>(items: readonly Item[]) => readonly Item[]
  readonly uuid: () => string
  /** Randomness of its own, which others drawn before it do not move. */
  readonly of: (name: string) => Random
}

/** Randomness by a seed: sha256 in counter mode. */
export function randomOf(seed: string): Random {
  const state = { block: Buffer.alloc(0), at: 0, counter: 0 }
  const byte = (): number => {
    if (state.at === state.block.length) {
      state.block = createHash('sha256')
        .update(`${seed}\0${state.counter++}`)
        .digest()
      state.at = 0
    }
    return state.block[state.at++] ?? 0
  }
  const int = (below: number): number => {
    const word = byte() * 2 ** 40 + byte() * 2 ** 32 + byte() * 2 ** 24 + byte() * 2 ** 16 + byte() * 2 ** 8 + byte()
    return word % below
  }
  const pick = <Item>(items: readonly Item[]): Item => {
    const found = items[int(items.length)]
    if (found === undefined) throw new Error('expected something to pick from, found nothing')
    return found
  }
  const text = (alphabet: Alphabet, length: number): string =>
    Array.from({ length }, () => alphabets[alphabet][int(alphabets[alphabet].length)]).join('')
  const shuffle = <Item>(items: readonly Item[]): readonly Item[] => {
    const left = [...items]
    const shuffled: Item[] = []
    while (left.length > 0) shuffled.push(...left.splice(int(left.length), 1))
    return shuffled
  }
  return {
    int,
    text,
    bytes: (length) => Buffer.from(Array.from({ length }, byte)),
    pick,
    shuffle,
    uuid: () => {
      const hex = text('hex', 32)
      const variant = '89ab'[int(4)]
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
    of: (name) => randomOf(`${seed}\0${name}`),
  }
}
