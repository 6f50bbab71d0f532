// Linguist's heuristics: patterns that tell the languages of one extension apart. The first rule whose patterns all
// match, and whose negative patterns do not, decides.
import { heuristics1 } from './linguist-data-heuristics-1.ts'
import { heuristics2 } from './linguist-data-heuristics-2.ts'

type Heuristic = { readonly language: string; readonly all: readonly RegExp[]; readonly none: readonly RegExp[] }

/** Bytes of a file that heuristics look at, as linguist does: what a language looks like shows at its start. */
export const heuristicBytesMax = 51_200

const byExtension = new Map<string, Heuristic[]>()

for (const row of [...heuristics1, ...heuristics2]) {
  const [extensions = '', language = '', ...patterns] = row.split('\t')
  const compiled = (mark: string): readonly RegExp[] =>
    patterns.filter((pattern) => pattern.startsWith(mark)).map((pattern) => new RegExp(pattern.slice(1), 'm'))
  const heuristic = { language, all: compiled('+'), none: compiled('-') }
  for (const extension of extensions.split(' ')) {
    const list = byExtension.get(extension)
    if (list === undefined) byExtension.set(extension, [heuristic])
    else list.push(heuristic)
  }
}

/** Extensions that have heuristics, for tests. */
export const heuristicExtensions: readonly string[] = [...byExtension.keys()]

/** The language of the first rule that holds for the text, or null. `text` is latin1 and already cut. */
export function byHeuristics(extension: string, text: string): string | null {
  for (const { language, all, none } of byExtension.get(extension) ?? []) {
    if (all.every((pattern) => pattern.test(text)) && !none.some((pattern) => pattern.test(text))) return language
  }
  return null
}
