// Places of an expression that one text leads to, and in how many ways: a front. One byte more makes of it a front for each class
// of bytes that the expression tells apart. Fronts of the same places are one, with the most ways that any text leads there by,
// and so are the least of them where they are too many: that tells more ways than there are, and never fewer.
import type { Places } from './places.ts'

export type Front = { readonly places: Int32Array; readonly ways: Float64Array; sum: number }

/** The ways from place to place, those from one place in a row; and by class of bytes the places that it leads to. */
export type Table = {
  readonly count: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly ways: Float64Array
  readonly classes: readonly Uint8Array[]
}

export function tableOf({ bytes, next, settled }: Places): Table {
  const from = new Int32Array(next.length + 1)
  const to: number[] = []
  const ways: number[] = []
  for (const [place, edges] of next.entries()) {
    for (const [other, count] of edges) {
      // Whoever comes to a settled place has matched: nothing is tried any more.
      if (settled[other] === true) continue
      to.push(other)
      ways.push(count)
    }
    from[place + 1] = to.length
  }
  return { count: next.length, from, to: Int32Array.from(to), ways: Float64Array.from(ways), classes: classesOf(bytes) }
}

/** By class of bytes, the places that take it; a class whose places another has too leads nowhere else. */
function classesOf(bytes: Places['bytes']): readonly Uint8Array[] {
  const sets = [...new Map(bytes.map((set) => [set.join(), set])).entries()]
  const setOf = new Map(sets.map(([key], index) => [key, index]))
  const ofPlace = bytes.map((set) => setOf.get(set.join()) ?? 0)
  const ofByte: number[][] = Array.from({ length: 256 }, () => [])
  for (const [index, [, set]] of sets.entries()) for (const byte of set) ofByte[byte]?.push(index)
  const classes = [...new Map(ofByte.map((each) => [each.join(), each])).values()].filter((each) => each.length > 0)
  const within = (some: readonly number[], more: readonly number[]): boolean =>
    some.length < more.length && some.every((set) => more.includes(set))
  return classes
    .filter((each) => !classes.some((other) => within(each, other)))
    .map((each) => Uint8Array.from(ofPlace, (set) => (each.includes(set) ? 1 : 0)))
}

/** The fronts of what is reached, given as dense sums and the places among them in order. Told by their places' hash. */
export function split(table: Table, sums: Float64Array, reached: Int32Array, out: Map<number, Front>): void {
  for (const takes of table.classes) {
    let hash = 7
    let size = 0
    for (let index = 0; index < reached.length; index++) {
      const place = reached[index] ?? 0
      if (takes[place] === 0) continue
      hash = (Math.imul(hash, 16_777_619) ^ place) >>> 0
      size++
    }
    if (size === 0) continue
    const known = out.get(hash)
    const made = known ?? { places: new Int32Array(size), ways: new Float64Array(size), sum: 0 }
    if (!fill(made, takes, sums, reached, known === undefined))
      out.set(hash, united([made, other(takes, sums, reached, size)]))
    else if (known === undefined) out.set(hash, made)
  }
}

/** Writes the most ways into a front. False where it is one of other places, whose hash is the same by chance. */
function fill(front: Front, takes: Uint8Array, sums: Float64Array, reached: Int32Array, isNew: boolean): boolean {
  let at = 0
  let sum = 0
  for (let index = 0; index < reached.length; index++) {
    const place = reached[index] ?? 0
    if (takes[place] === 0) continue
    if (isNew) front.places[at] = place
    else if (front.places[at] !== place) return false
    const ways = Math.max(front.ways[at] ?? 0, sums[place] ?? 0)
    front.ways[at++] = ways
    sum += ways
  }
  front.sum = sum
  return at === front.places.length
}

function other(takes: Uint8Array, sums: Float64Array, reached: Int32Array, size: number): Front {
  const front = { places: new Int32Array(size), ways: new Float64Array(size), sum: 0 }
  fill(front, takes, sums, reached, true)
  return front
}

/** One byte further, wherever that leads, and how many edges that took. `sums` has a number for each place, all 0. */
export function move(table: Table, fronts: readonly Front[], sums: Float64Array): { fronts: Front[]; edges: number } {
  const out = new Map<number, Front>()
  let edges = 0
  for (const front of fronts) {
    const touched: number[] = []
    for (let index = 0; index < front.places.length; index++) {
      const place = front.places[index] ?? 0
      const ways = front.ways[index] ?? 0
      const end = table.from[place + 1] ?? 0
      for (let edge = table.from[place] ?? 0; edge < end; edge++) {
        const to = table.to[edge] ?? 0
        const known = sums[to] ?? 0
        if (known === 0) touched.push(to)
        sums[to] = known + ways * (table.ways[edge] ?? 0)
        edges++
      }
    }
    const reached = Int32Array.from(touched).sort()
    split(table, sums, reached, out)
    edges += reached.length * table.classes.length
    for (const place of touched) sums[place] = 0
  }
  return { fronts: [...out.values()], edges }
}

/** At most so many: the least of them are taken together, and what one has everywhere more of than another goes without it. */
export function kept(fronts: readonly Front[], countMax: number): readonly Front[] {
  if (fronts.length <= 1) return fronts
  if (countMax === 1) return [united(fronts)]
  const left: Front[] = []
  for (const front of [...fronts].sort((a, b) => b.sum - a.sum))
    if (!left.slice(0, countMax).some((more) => isWithin(front, more))) left.push(front)
  return left.length <= countMax ? left : [...left.slice(0, countMax - 1), united(left.slice(countMax - 1))]
}

function isWithin(front: Front, more: Front): boolean {
  if (front.places.length > more.places.length) return false
  let at = 0
  for (let index = 0; index < front.places.length; index++) {
    const place = front.places[index] ?? 0
    while (at < more.places.length && (more.places[at] ?? 0) < place) at++
    if (more.places[at] !== place || (more.ways[at] ?? 0) < (front.ways[index] ?? 0)) return false
  }
  return true
}

function united(fronts: readonly Front[]): Front {
  const most = new Map<number, number>()
  for (const { places, ways } of fronts)
    for (let index = 0; index < places.length; index++) {
      const place = places[index] ?? 0
      most.set(place, Math.max(most.get(place) ?? 0, ways[index] ?? 0))
    }
  const places = Int32Array.from(most.keys()).sort()
  const ways = Float64Array.from(places, (place) => most.get(place) ?? 0)
  return { places, ways, sum: ways.reduce((sum, each) => sum + each, 0) }
}
