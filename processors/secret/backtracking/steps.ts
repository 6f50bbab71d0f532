// How many steps a matcher that backtracks may take over a text of a given length before it knows that an expression does not
// match: for the worst text there is, and never told too low. A step is a way that leads to a place, so they are counted as ways.
// Places that one text leads to are followed together, as in a powerset construction; what is too much to tell apart is taken
// together, each place with the most ways that any text leads there by.
import { type Front, kept, move, split, type Table, tableOf } from './fronts.ts'
import type { Places } from './places.ts'

/** How many fronts are told apart, more where that is not enough; and how many edges are gone along before they are one. */
const attempts = [
  { fronts: 1, edges: 4_000_000 },
  { fronts: 12, edges: 1_500_000 },
  { fronts: 400, edges: 30_000_000 },
] as const

/** An upper bound over a text of `length` bytes, for all places of it at which a match may begin. May stop above `max`. */
export function stepsAtMost(places: Places, length: number, max: number): number {
  const table = tableOf(places)
  const beginnings = beginningsOf(places, length)
  const open = (first: ReadonlyMap<number, number>) =>
    new Map([...first].filter(([place]) => places.settled[place] !== true))
  let least = Number.POSITIVE_INFINITY
  for (const attempt of attempts) {
    const atStart = stepsFrom(open(places.atStart), table, length, max, attempt).at(-1) ?? 0
    const sums = stepsFrom(open(places.anywhere), table, length, max, attempt)
    const most = sums.at(-1) ?? 0
    least = Math.min(least, atStart + (most > max ? most : total(sums, beginnings, length)))
    if (least <= max) break
  }
  return least
}

/** Of a match that begins at one place: by number of bytes that are left, the steps. It ends early where they are above `max`. */
function stepsFrom(
  first: ReadonlyMap<number, number>,
  table: Table,
  length: number,
  max: number,
  { fronts: frontsMax, edges: edgesMax }: (typeof attempts)[number],
): readonly number[] {
  const sums = [0]
  let sum = 0
  let edges = 0
  const spare = new Float64Array(table.count)
  let fronts: readonly Front[] = firstFronts(first, table, spare, frontsMax)
  for (let at = 0; at < length && fronts.length > 0 && sum <= max; at++) {
    const most = fronts.reduce((highest, front) => Math.max(highest, front.sum), 0)
    sum += most
    sums.push(sum)
    const moved = move(table, fronts, spare)
    edges += moved.edges
    const next = kept(moved.fronts, edges > edgesMax ? 1 : frontsMax)
    if (isSame(fronts, next)) {
      while (sums.length <= length) {
        sum += most
        sums.push(sum)
      }
      break
    }
    fronts = next
  }
  return sums
}

function firstFronts(first: ReadonlyMap<number, number>, table: Table, spare: Float64Array, frontsMax: number) {
  const out = new Map<number, Front>()
  for (const [place, ways] of first) spare[place] = ways
  split(table, spare, Int32Array.from(first.keys()).sort(), out)
  spare.fill(0)
  return kept([...out.values()], frontsMax)
}

const isSame = (some: readonly Front[], others: readonly Front[]): boolean =>
  some.length === others.length &&
  some.every((front, index) => {
    const other = others[index]
    return (
      other !== undefined &&
      front.sum === other.sum &&
      front.places.length === other.places.length &&
      front.places.every((place, at) => place === other.places[at] && front.ways[at] === other.ways[at])
    )
  })

/** How near two matches may begin to each other so that neither tells that the other is none. */
type Beginnings = {
  /** The least number of bytes between two such. */
  readonly apart: number
  /** By number of bytes between two others, after how many one of them has ended. */
  readonly ending: readonly number[]
}

/** How many bytes at the beginning of two matches are held against each other. */
const comparedMax = 64

function beginningsOf({ bytes, anywhere, next }: Places, length: number): Beginnings {
  const reached: Set<number>[] = []
  let now = new Set(anywhere.keys())
  let isSteady = false
  const bytesAt = (step: number): ReadonlySet<number> => {
    while (reached.length <= step) {
      reached.push(new Set([...now].flatMap((place) => bytes[place] ?? [])))
      const after = new Set([...now].flatMap((place) => [...(next[place]?.keys() ?? [])]))
      isSteady = after.size === now.size && [...after].every((place) => now.has(place))
      now = after
    }
    return reached[step] ?? new Set()
  }
  const ending = [0]
  for (let between = 1; between < Math.min(length, comparedMax); between++) {
    let step = 0
    while (step < comparedMax && [...bytesAt(step)].some((byte) => bytesAt(step + between).has(byte))) step++
    if (step === comparedMax) return { apart: between, ending }
    ending.push(between + step)
  }
  return { apart: isSteady ? length : comparedMax, ending }
}

/**
 * Over all beginnings: those that go on past each other lie `apart`, and each may cost what is left of the text; of the others
 * each ends for the sake of a neighbour, and the bytes between neighbours are no more than the text has, to either side.
 */
function total(sums: readonly number[], { apart, ending }: Beginnings, length: number): number {
  const cost = (rest: number): number => sums[Math.min(rest, sums.length - 1)] ?? 0
  let sum = length
  for (let start = 0; start < length; start += apart) sum += cost(length - start)
  const ended = ending.map((steps, between) => (between === 0 ? 0 : ((2 * length) / between) * cost(steps)))
  return sum + Math.max(...ended)
}
