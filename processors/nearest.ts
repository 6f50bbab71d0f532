// The known name that a mistyped one was meant to be.
import { closest, distance } from 'fastest-levenshtein'

/** `, did you mean x?` where a known name is near enough, else nothing. */
export function meant(typed: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const best = closest(typed, [...known])
  const near = distance(typed, best) <= Math.max(2, Math.floor(best.length / 2)) || best.endsWith(`.${typed}`)
  return near ? `, did you mean ${best}?` : ''
}
