// Which licence a text is: its normalised words are looked up by hash, else compared with the known texts by Dice over
// four-word shingles; what no known text covers and still sets terms is named, so that a changed licence is not passed
// as the original. Texts that hold several licences give an expression.
import { createHash } from 'node:crypto'
import spdxLicenses from 'spdx-license-list/full.js'
import { comparedLicenses } from './license-compared.ts'
import { licenseHashes } from './license-data.ts'
import { licenseWords } from './license-normalize.ts'
import { noticesIn, ridersIn } from './license-notices.ts'
import { buildShingleIndex, type ShingleIndex, shinglesOf } from './license-shingles.ts'

/** An SPDX expression and how much of the known text was found, 0 to 1. */
export type IdentifiedLicense = { readonly spdx: string; readonly confidence: number }

export type LicenseIndex = {
  /** The licence of a whole text; null where nothing known is in it. */
  readonly identify: (text: string) => IdentifiedLicense | null
  /** The licences whose texts stand in a larger text, such as a source file's header. */
  readonly within: (text: string) => { readonly ids: readonly string[]; readonly confidence: number }
}

/** Thresholds, part of the ruleset; their measured error is in tests/unit/identify-license-text.test.ts. */
export const licenseThresholds = {
  /** Share of a known text that must be found where a file holds several. */
  coverage: 0.85,
  /** Words in a row that no known text covers, from which they are read as terms of their own. */
  strangeWords: 12,
  /** Licences told apart in one file. */
  licensesMax: 16,
} as const

/** Stands for terms that were seen and are not known. */
export const unknownTerms = 'LicenseRef-unknown-terms'

// Words that permit, oblige or forbid: without one of them uncovered text is a name, a notice or a description.
const termWords = new Set(
  'may must shall cannot prohibited prohibits forbidden restricted restriction restrictions except permitted permission provided condition conditions agree agreement obtain commercial noncommercial evil fee royalty require required requires subject'.split(
    ' ',
  ),
)

/** Builds the lookup; the texts are indexed at the first text that no hash answers. */
export function createLicenseIndex(): LicenseIndex {
  const byHash = new Map(
    licenseHashes
      .trim()
      .split('\n')
      .map((row): [string, string] => [row.slice(0, 12), row.slice(13)]),
  )
  let shingles: ShingleIndex | null = null
  const compared = (): ShingleIndex => {
    shingles ??= buildShingleIndex(
      comparedLicenses.map((id) => ({ id, words: licenseWords(spdxLicenses[id]?.licenseText ?? '') })),
    )
    return shingles
  }
  return {
    identify: (text) => {
      const words = licenseWords(text)
      const joined = words.join(' ')
      const exact = byHash.get(createHash('sha256').update(joined).digest('hex').slice(0, 12))
      if (exact !== undefined) return { spdx: exact, confidence: 1 }
      return compareWords(words, joined, compared())
    },
    within: (text) => findLicenses(licenseWords(text), compared()),
  }
}

function compareWords(words: readonly string[], joined: string, index: ShingleIndex): IdentifiedLicense | null {
  const found = findLicenses(words, index)
  if (found.ids.length === 0) {
    const notices = noticesIn(joined)
    const riders = ridersIn(joined)
    if (notices.length === 0 && riders.length === 0) return null
    return {
      spdx: joinExpression([...notices, ...riders], isChoice(joined)),
      confidence: notices.length > 0 ? 0.9 : 0.8,
    }
  }
  const outside = found.uncovered.map((run) => run.join(' ')).join(' / ')
  const riders = ridersIn(outside)
  const strange = found.uncovered.some(
    (run) => run.length >= licenseThresholds.strangeWords && run.some((word) => termWords.has(word)),
  )
  const known = joinExpression(found.ids, isChoice(outside))
  const extra = [...riders, ...(strange && riders.length === 0 ? [unknownTerms] : [])]
  const spdx = extra.length === 0 ? known : joinExpression([/ OR /.test(known) ? `(${known})` : known, ...extra], false)
  return { spdx, confidence: found.confidence }
}

type Found = {
  readonly ids: readonly string[]
  readonly confidence: number
  /** Runs of words outside every licence found. */
  readonly uncovered: readonly (readonly string[])[]
}

// The best match is taken out of the text and the rest is looked at again, so that a licence that is part of another
// is not found twice and a second licence behind the first is not missed.
function findLicenses(words: readonly string[], index: ShingleIndex): Found {
  const shingles = shinglesOf(words)
  const alive = new Uint8Array(shingles.length).fill(1)
  const covered = new Uint8Array(words.length)
  const ids: string[] = []
  let confidence = 1
  for (let round = 0; round < licenseThresholds.licensesMax; round++) {
    const best = index.best(shingles, alive, licenseThresholds.coverage)
    if (best === null) break
    ids.push(best.id)
    confidence = Math.min(confidence, best.coverage)
    index.remove(best.id, shingles, alive, covered)
  }
  return { ids: [...new Set(ids)].sort(), confidence, uncovered: uncoveredRuns(words, covered) }
}

function uncoveredRuns(words: readonly string[], covered: Uint8Array): readonly (readonly string[])[] {
  const runs: string[][] = []
  let run: string[] = []
  words.forEach((word, i) => {
    if (covered[i] === 0) run.push(word)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  })
  if (run.length > 0) runs.push(run)
  return runs
}

// Only words outside the licences count: the GPL itself says "at your option".
const choice =
  /\b(?:dual(?:ly)? licensed|multi licensed|either of|licensed under either|one of the following|your (?:option|choice)|choose (?:between|either)|choice of|alternatively)\b/

/** Whether words that stand beside licences offer them as alternatives. */
export const isChoice = (outside: string): boolean => choice.test(outside)

function joinExpression(ids: readonly string[], isChoiceOf: boolean): string {
  const unique = [...new Set(ids)]
  const parts = unique.map((id) =>
    unique.length > 1 && / (?:OR|AND) /.test(id) && !id.startsWith('(') ? `(${id})` : id,
  )
  return parts.join(isChoiceOf && parts.length > 1 ? ' OR ' : ' AND ')
}
