// Whether an expression of the user's can be made to run away: every one is tried by a matcher that backtracks, over texts that
// strangers wrote. Told from the expression alone and by counting, never by trying, so that it is told alike on every machine.
import { placesOf } from './places.ts'
import { stepsAtMost } from './steps.ts'
import { treeOf } from './tree.ts'

/** Why a text of `length` bytes could take longer than `stepsMax` steps; null where none can. */
export function runsAway(regex: RegExp, { length, stepsMax, placesMax }: Reach): string | null {
  const tree = treeOf(regex)
  if (typeof tree === 'string') return tree
  const places = placesOf(tree, placesMax)
  if (places === null)
    return `its repetitions, written out, are longer than ${placesMax} characters: what is that long is no secret`
  if (stepsAtMost(places, length, stepsMax) <= stepsMax) return null
  return (
    `a text of ${length} bytes can make it go back more than ${stepsMax} times, or it cannot be shown that none can: ` +
    'parts that take the same text follow or contain each other. Bound them, as in .{0,40}, or part them by what neither takes'
  )
}

export type Reach = {
  /** Bytes of the text that it is tried on. */
  readonly length: number
  readonly stepsMax: number
  /** Bytes that it may take, repetitions written out. */
  readonly placesMax: number
}
