// What a quality rule is: one signal and one threshold, by language where languages differ. Data only; `firing` reads it.
import type { RuleDoc } from '../processor.ts'

/** A number for every language, with the languages that have their own. */
export type Threshold = { readonly value: number; readonly byLanguage?: Readonly<Record<string, number>> }

export type QualityRule = RuleDoc & {
  readonly signal: string
  /** Fires where the signal is greater, or less, than the threshold. Exactly one of the two. */
  readonly above?: Threshold
  readonly below?: Threshold
  /** Languages it speaks of; all where left out. */
  readonly only?: readonly string[]
  readonly except?: readonly string[]
}

/** The threshold that a rule's signal has crossed in a language, or null. A signal not measured crosses nothing. */
export function crossed(rule: QualityRule, language: string, value: number | undefined): number | null {
  if (value === undefined || rule.except?.includes(language)) return null
  if (rule.only !== undefined && !rule.only.includes(language)) return null
  const above = rule.above === undefined ? null : (rule.above.byLanguage?.[language] ?? rule.above.value)
  if (above !== null && value > above) return above
  const below = rule.below === undefined ? null : (rule.below.byLanguage?.[language] ?? rule.below.value)
  return below !== null && value < below ? below : null
}
