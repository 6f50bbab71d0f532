// What a person reads while a source is opened: one line that replaces itself, a few times a second.
import type { OnProgress, OpenPhase, OpenProgress } from '../ingest/progress.ts'
import { limits } from '../runtime/limits.ts'

/** Shows the first line of each phase, and then as many as can be read. `now` gives milliseconds. */
export function openingLine(progress: (line: string) => void, now: () => number): OnProgress {
  const last: { phase: OpenPhase | null; at: number } = { phase: null, at: 0 }
  return (found) => {
    const at = now()
    if (found.phase === last.phase && at - last.at < limits.progressMsMin) return
    Object.assign(last, { phase: found.phase, at })
    progress(openingWords(found))
  }
}

const verbs: Readonly<Record<OpenPhase, string>> = {
  counting: 'the server counts',
  packing: 'the server packs',
  fetching: 'fetching',
  resolving: 'resolving',
  hashing: 'hashing',
  listing: 'listing',
  reading: 'reading',
}

export function openingWords({ phase, done, total, unit }: OpenProgress): string {
  if (total === null && done === 0) return `${verbs[phase]} ${unit}`
  const shownAs = (count: number): string => (unit === 'bytes' ? (count / 1e6).toFixed(1) : String(count))
  return `${verbs[phase]} ${shownAs(done)}${total === null ? '' : ` of ${shownAs(total)}`} ${unit === 'bytes' ? 'MB' : unit}`
}
