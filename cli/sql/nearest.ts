// The name that was probably meant: told with every name that is not there.
import { distance } from 'fastest-levenshtein'

/** The nearest of the names, or null where none is near. */
export function nearestOf(name: string, names: Iterable<string>): string | null {
  const asked = name.toLowerCase()
  let nearest: string | null = null
  let least = Math.max(2, Math.ceil(asked.length / 2))
  for (const known of names) {
    const far = distance(asked, known.toLowerCase())
    if (far < least || (far === least && nearest === null)) {
      nearest = known
      least = far
    }
  }
  return nearest
}

export const meant = (name: string, names: Iterable<string>): string => {
  const nearest = nearestOf(name, names)
  return nearest === null ? '' : `; the nearest is ${nearest}`
}
