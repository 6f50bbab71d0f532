// The places of an expression (Glushkov's automaton): one for each byte it may take, and in how many ways a matcher gets from one
// to the next. Where there are two ways over the same bytes, a matcher that backtracks takes both.
import type { Tree } from './tree.ts'

export type Places = {
  /** By place, the bytes it takes. */
  readonly bytes: readonly (readonly number[])[]
  /** Where a match may begin, by place: in how many ways. At the start of the text, and at any other place of it. */
  readonly atStart: ReadonlyMap<number, number>
  readonly anywhere: ReadonlyMap<number, number>
  /** By place, the places that may follow it, in how many ways. */
  readonly next: readonly ReadonlyMap<number, number>[]
  /** By place, whether whoever comes there has matched, whatever follows in the text. */
  readonly settled: readonly boolean[]
}

/** In how many ways: all of them, those that need not be at the start of the text; and whether one of them cannot fail. */
type Ways = { readonly all: number; readonly free: number; readonly sure: boolean }

/** A place at the beginning or the end of a part, and the ways between the two. */
type End = Ways & { readonly place: number }

/** A part of the expression: how it begins, how it ends, and how it takes nothing. */
type Part = { readonly first: readonly End[]; readonly last: readonly End[]; readonly empty: Ways }

type Building = {
  readonly bytes: (readonly number[])[]
  readonly next: Map<number, number>[]
  readonly placesMax: number
  edges: number
}

/** How many edges there may be for each place that is allowed. */
const edgesOfPlace = 50

/** Null where it takes more places than `placesMax`, repetitions written out. */
export function placesOf(tree: Tree, placesMax: number): Places | null {
  const building: Building = { bytes: [], next: [], placesMax, edges: 0 }
  const whole = partOf(tree, building)
  if (isTooLarge(building)) return null
  const { bytes, next } = building
  return {
    bytes,
    atStart: new Map(whole.first.map(({ place, all }) => [place, all])),
    anywhere: new Map(whole.first.filter(({ free }) => free > 0).map(({ place, free }) => [place, free])),
    next,
    settled: settledOf(whole, next),
  }
}

const isTooLarge = ({ bytes, edges, placesMax }: Building): boolean =>
  bytes.length > placesMax || edges > placesMax * edgesOfPlace

/** Ends that nothing can fail behind, as long as all that may follow them are such ends too. */
function settledOf(whole: Part, next: readonly ReadonlyMap<number, number>[]): readonly boolean[] {
  const settled = next.map(() => false)
  for (const { place, sure } of whole.last) if (sure) settled[place] = true
  for (let changed = true; changed; ) {
    changed = false
    for (const [place, ways] of next.entries()) {
      if (settled[place] !== true || [...ways.keys()].every((to) => settled[to] === true)) continue
      settled[place] = false
      changed = true
    }
  }
  return settled
}

const none: Ways = { all: 0, free: 0, sure: false }
const one: Ways = { all: 1, free: 1, sure: true }
const nothing: Part = { first: [], last: [], empty: one }

function partOf(tree: Tree, building: Building): Part {
  if (isTooLarge(building)) return nothing
  switch (tree.kind) {
    case 'look':
      return { ...nothing, empty: { all: 1, free: tree.start ? 0 : 1, sure: false } }
    case 'byte': {
      building.next.push(new Map())
      const end = { place: building.bytes.push(tree.bytes) - 1, ...one }
      return { first: [end], last: [end], empty: none }
    }
    case 'row':
      return tree.parts.reduce((before, part) => followed(before, partOf(part, building), building), nothing)
    case 'either': {
      const ways = tree.ways.map((way) => partOf(way, building))
      return {
        first: ways.flatMap(({ first }) => first),
        last: ways.flatMap(({ last }) => last),
        empty: ways.map(({ empty }) => empty).reduce(added, none),
      }
    }
    case 'repeat':
      return repeated(tree, building)
  }
}

/** As often as it must be, and then as often as it may. */
function repeated({ inside, min, max }: Extract<Tree, { kind: 'repeat' }>, building: Building): Part {
  const endless = max === Number.POSITIVE_INFINITY
  let part = nothing
  for (let count = endless ? 1 : 0; count < min && !isTooLarge(building); count++)
    part = followed(part, partOf(inside, building), building)
  if (endless) {
    const turn = partOf(inside, building)
    join(turn.last, turn.first, building)
    return followed(part, min > 0 ? turn : { ...turn, empty: one }, building)
  }
  const turns: Part[] = []
  for (let count = min; count < max && !isTooLarge(building); count++) {
    const turn = partOf(inside, building)
    join(turns.at(-1)?.last ?? [], turn.first, building)
    turns.push(turn)
  }
  // A turn that takes nothing is none, so a later turn begins behind an earlier one only.
  const optional = { first: turns[0]?.first ?? [], last: turns.flatMap(({ last }) => last), empty: one }
  return turns.length === 0 ? part : followed(part, optional, building)
}

function followed(before: Part, after: Part, building: Building): Part {
  join(before.last, after.first, building)
  return {
    first: [...before.first, ...through(after.first, before.empty)],
    last: [...through(before.last, after.empty), ...after.last],
    empty: times(before.empty, after.empty),
  }
}

const added = (a: Ways, b: Ways): Ways => ({ all: a.all + b.all, free: a.free + b.free, sure: a.sure || b.sure })
const times = (a: Ways, b: Ways): Ways => ({ all: a.all * b.all, free: a.free * b.free, sure: a.sure && b.sure })

const through = (ends: readonly End[], empty: Ways): readonly End[] =>
  empty.all === 0 ? [] : ends.map((end) => ({ place: end.place, ...times(end, empty) }))

/** Behind a byte the text does not begin, so those ways alone count that need not be there. */
function join(last: readonly End[], first: readonly End[], building: Building): void {
  building.edges += last.length * first.length
  if (isTooLarge(building)) return
  for (const { place, free } of last) {
    const next = building.next[place]
    if (next === undefined) continue
    for (const to of first) {
      const ways = free * to.free
      if (ways > 0) next.set(to.place, (next.get(to.place) ?? 0) + ways)
    }
  }
}
