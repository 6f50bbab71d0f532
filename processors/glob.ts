// Globs over whole paths: `*` within a folder, `**/` over any number of folders, `**` at the end over everything, `?` one
// character. All ways through the glob are walked at once, so the work is path by glob, whatever somebody types.

type Part = { readonly kind: 'text' | 'one' | 'star' | 'rest' | 'folders' | 'inside'; readonly text: string }

/** Whether the whole path fits. */
export function globMatcher(glob: string): (path: string) => boolean {
  const parts = partsOf(glob)
  return (path) => {
    let at = reached([0], parts)
    for (const character of path) {
      at = reached(
        [...at].flatMap((state) => after(state, parts[state], character)),
        parts,
      )
      if (at.size === 0) return false
    }
    return at.has(parts.length)
  }
}

const partsOf = (glob: string): readonly Part[] =>
  [...glob.matchAll(/\*\*\/|\*\*|[\s\S]/gu)].flatMap(([text]): readonly Part[] => {
    if (text === '**/') {
      return [
        { kind: 'folders', text },
        { kind: 'inside', text },
      ]
    }
    if (text === '**') return [{ kind: 'rest', text }]
    if (text === '*') return [{ kind: 'star', text }]
    return [{ kind: text === '?' ? 'one' : 'text', text }]
  })

/** Where one character leads from a place in the glob. */
function after(state: number, part: Part | undefined, character: string): readonly number[] {
  if (part === undefined) return []
  switch (part.kind) {
    case 'text':
      return part.text === character ? [state + 1] : []
    case 'one':
      return character === '/' ? [] : [state + 1]
    case 'star':
      return character === '/' ? [] : [state]
    case 'rest':
      return [state]
    case 'folders':
      return character === '/' ? [] : [state + 1]
    case 'inside':
      // The next folder begins as the first one did.
      return character === '/' ? [state - 1] : [state]
    default:
      return part.kind satisfies never
  }
}

/** With what needs no character: stars may be empty, and there may be no folder. */
function reached(states: readonly number[], parts: readonly Part[]): ReadonlySet<number> {
  const all = new Set<number>()
  const walk = (state: number): void => {
    if (all.has(state)) return
    all.add(state)
    const kind = parts[state]?.kind
    if (kind === 'star' || kind === 'rest') walk(state + 1)
    if (kind === 'folders') walk(state + 2)
  }
  for (const state of states) walk(state)
  return all
}
