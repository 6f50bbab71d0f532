// A database of licence statements, each a text whose words stand for an expression, found where all of its words stand in
// a file, one after the other. What matches is told with its rule, and replaces what the product's own patterns read there.

/** A statement as a pack has it; texts are words: lower case, single spaces. */
export type PackRule = {
  /** Name of the rule in its pack. */
  readonly id: string
  readonly words: string
  /** SPDX expression. */
  readonly spdx: string
}

/** A match: characters of the words looked at. */
export type PackMatch = { readonly at: number; readonly end: number; readonly spdx: string; readonly id: string }

export type LicensePack = {
  readonly name: string
  /** What it was made from with its version, and the hash of what it holds. */
  readonly version: string
  readonly rules: number
  readonly find: (words: string) => readonly PackMatch[]
}

/** Words that a rule is looked up by; one with fewer is not taken. */
export const packKeyWords = 4

/** Matches told of one text. */
const packMatchesMax = 256

/** The first words of a text, or null where it has fewer. */
export function keyOf(words: string, at = 0): string | null {
  let end = at - 1
  for (let i = 0; i < packKeyWords; i++) {
    end = words.indexOf(' ', end + 1)
    if (end === -1) return i === packKeyWords - 1 ? words.slice(at) : null
  }
  return words.slice(at, end)
}

/** Makes rules searchable; of equal words the first counts. */
export function createLicensePack(name: string, version: string, rules: readonly PackRule[]): LicensePack {
  const byKey = new Map<string, PackRule[]>()
  for (const rule of rules) {
    const key = keyOf(rule.words)
    if (key === null) continue
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [rule])
    else known.push(rule)
  }
  for (const known of byKey.values()) known.sort((a, b) => b.words.length - a.words.length)
  return { name, version, rules: rules.length, find: (words) => longest(matchesIn(name, words, byKey)) }
}

function matchesIn(name: string, words: string, byKey: ReadonlyMap<string, readonly PackRule[]>): readonly PackMatch[] {
  const found: PackMatch[] = []
  for (let at = 0; at < words.length && found.length < packMatchesMax; at = words.indexOf(' ', at) + 1) {
    const key = keyOf(words, at)
    if (key === null) break
    const rule = byKey.get(key)?.find((each) => stands(words, at, each.words))
    if (rule !== undefined) found.push({ at, end: at + rule.words.length, spdx: rule.spdx, id: `${name}/${rule.id}` })
    if (words.indexOf(' ', at) === -1) break
  }
  return found
}

const stands = (words: string, at: number, rule: string): boolean =>
  words.startsWith(rule, at) && (at + rule.length === words.length || words[at + rule.length] === ' ')

/** Those that no longer one overlaps, in order of place. */
function longest(found: readonly PackMatch[]): readonly PackMatch[] {
  const kept: PackMatch[] = []
  for (const match of [...found].sort((a, b) => b.end - b.at - (a.end - a.at) || a.at - b.at))
    if (!kept.some((other) => match.at < other.end && match.end > other.at)) kept.push(match)
  return kept.sort((a, b) => a.at - b.at)
}
