// Which licence a text is: its normalised words are looked up by hash, else compared with the known texts by Dice over
// four-word shingles; what no known text covers and still sets terms is named, so that a changed licence is not passed
// as the original. Texts that hold several licences give an expression.
import { createHash } from 'node:crypto'
import { comparedLicenses } from './license-compared.ts'
import { spdxTexts } from './license-corpus.ts'
import { licenseHashes } from './license-data.ts'
import { licenseWords } from './license-normalize.ts'
import { noticesIn, ridersIn } from './license-notices.ts'
import { buildShingleIndex, type ShingleIndex, shinglesOf } from './license-shingles.ts'

/** An SPDX expression and how much of the known text was found, 0 to 1. */
export type IdentifiedLicense = { readonly spdx: string; readonly confidence: number }

export type LicensesWithin = {
  readonly ids: readonly string[]
  readonly confidence: number
  /** True where words that limit were put into the known text. */
  readonly changed: boolean
}

export type LicenseIndex = {
  /** The licence of a whole text; null where nothing known is in it. */
  readonly identify: (text: string) => IdentifiedLicense | null
  /** The licences whose texts stand in a larger text, such as a source file's header. */
  readonly within: (text: string) => LicensesWithin
}

/** Thresholds, part of the ruleset; their measured error is in tests/unit/identify-license-text.test.ts. */
export const licenseThresholds = {
  /** Share of a known text that must be found where a file holds several. */
  coverage: 0.85,
  /** Share of it that no other licence of the file has explained. */
  fresh: 0.25,
  /** Words in a row that no known text covers, from which they are read as terms of their own. */
  strangeWords: 5,
  /** Licences told apart in one file. */
  licensesMax: 16,
} as const

/** Stands for terms that were seen and are not known. */
export const unknownTerms = 'LicenseRef-unknown-terms'

/** Stands for a known text into which limits were written. */
export const changedTerms = 'LicenseRef-changed-terms'

// Sentences that oblige, forbid or limit. Without one of them, uncovered text is a name, a notice or a description.
const restrictions: readonly RegExp[] = [
  /\b(?:may|must|shall) not\b(?! be used to endorse)/,
  /\bnot (?:be )?(?:use|used|sell|sold|distributed?|redistributed?|modify|modified|copy|copied|permitted|allowed|licensed)\b(?! to endorse)/,
  /\b(?:prohibited|forbidden|restricted to|solely for|subject to the following|only for)\b/,
  /\bgood not evil\b/,
]

const actors = /\b(?:you|licensees?|users?|recipients?|customers?|anyone|whoever|redistributions?|distributors?|use)\b/g
const duties = /\b(?:must|shall|agrees?|required to|may only)\b/

/** Characters between somebody and what they must do. */
const dutyReach = 80

const obliges = (words: string): boolean =>
  [...words.matchAll(actors)].some(({ index }) => duties.test(words.slice(index, index + dutyReach)))

const limits = (words: string): boolean => restrictions.some((restriction) => restriction.test(words)) || obliges(words)

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
    if (shingles !== null) return shingles
    const texts = spdxTexts()
    shingles = buildShingleIndex(
      comparedLicenses.map((id) => ({ id, words: licenseWords(texts[id]?.licenseText ?? '') })),
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
    within: (text) => {
      const { ids, confidence, uncovered } = findLicenses(licenseWords(text), compared())
      const changed = ids.length > 0 && uncovered.some((run) => run.inside && isStrange(run))
      return { ids, confidence, changed }
    },
  }
}

// A few words slipped into a known text: "to deal in the Software with restriction", "for noncommercial purposes".
const slipped =
  /\b(?:noncommercial|non|not|except|only|restricted|restrictions?|prohibited|with restriction|military|evil)\b/

// Between known words, a longer run is another licence's heading or a list of files.
const slippedWordsMax = 15

// Conditions of the permissive families whose names of people differ from file to file.
const familiar =
  /\b(?:used (?:to endorse|in advertising)|endorse or promote|be liable|advised of|acknowledge?ments?|acknowlegement|advertising materials|non infringement|(?:plainly|clearly) marked|in its entirety|may not be called|must (?:reproduce|retain) the above)\b/

function isStrange({ words, length, own, inside }: Uncovered): boolean {
  if (familiar.test(words)) return false
  if (length >= licenseThresholds.strangeWords && limits(words)) return true
  return inside && length <= slippedWordsMax && slipped.test(own)
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
  const outside = found.uncovered.map(({ words }) => words).join(' / ')
  const riders = ridersIn(outside)
  const strange = found.uncovered.some(isStrange)
  const known = joinExpression(found.ids, isChoice(outside))
  const extra = [...riders, ...(strange && riders.length === 0 ? [unknownTerms] : [])]
  const spdx = extra.length === 0 ? known : joinExpression([/ OR /.test(known) ? `(${known})` : known, ...extra], false)
  return { spdx, confidence: found.confidence }
}

/** Words in a row that no known text explains, with a few of those that follow, so that a clause is seen whole. */
type Uncovered = {
  readonly words: string
  readonly length: number
  /** The run alone, where it is short. */
  readonly own: string
  /** Known text stands on both sides. */
  readonly inside: boolean
}

type Found = {
  readonly ids: readonly string[]
  readonly confidence: number
  readonly uncovered: readonly Uncovered[]
}

function findLicenses(words: readonly string[], index: ShingleIndex): Found {
  const { found, covered } = index.match(shinglesOf(words), words.length, {
    coverageMin: licenseThresholds.coverage,
    freshMin: licenseThresholds.fresh,
    matchesMax: licenseThresholds.licensesMax,
  })
  const confidence = found.reduce((least, { coverage }) => Math.min(least, coverage), 1)
  const ids = [...new Set(found.map(({ id }) => id))].sort()
  return { ids, confidence, uncovered: uncoveredRuns(words, covered) }
}

const followingWords = 6

function uncoveredRuns(words: readonly string[], covered: Uint8Array): readonly Uncovered[] {
  const runs: Uncovered[] = []
  for (let start = covered.indexOf(0); start !== -1; ) {
    const next = covered.indexOf(1, start)
    const end = next === -1 ? words.length : next
    runs.push({
      words: words.slice(start, end + followingWords).join(' '),
      length: end - start,
      own: words.slice(start, Math.min(end, start + slippedWordsMax)).join(' '),
      inside: start > 0 && end < words.length,
    })
    start = covered.indexOf(0, end)
  }
  return runs
}

// Only words outside the licences count: the GPL itself says "at your option".
const choice =
  /\b(?:dual(?:ly)? licen(?:se|sed|sing)|dual (?:bsd|gpl|mit|apache)|(?:multi|triple|tri|double) licensed|(?:under|of) either(?! version| the terms of version)|either (?:one )?of (?:the|these|them)|either license|(?:under|of) one of the following|(?:at )?your (?:option|choice)(?! any| a )|(?:a|the) choice of|choose (?:between|either|one|to be|from)|choice of licenses?|alternatively)\b/

/** Whether words that stand beside licences offer them as alternatives. */
export const isChoice = (outside: string): boolean => choice.test(outside)

function joinExpression(ids: readonly string[], isChoiceOf: boolean): string {
  const unique = [...new Set(ids)]
  const parts = unique.map((id) =>
    unique.length > 1 && / (?:OR|AND) /.test(id) && !id.startsWith('(') ? `(${id})` : id,
  )
  return parts.join(isChoiceOf && parts.length > 1 ? ' OR ' : ' AND ')
}

/** Every pattern of this file, for the test that none backtracks for ever. */
export const termPatterns: readonly RegExp[] = [...restrictions, actors, duties, slipped, familiar, choice]
