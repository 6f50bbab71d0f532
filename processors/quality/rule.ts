// What a quality rule is: one signal and one threshold, by language where languages differ. Data only.
import type { RuleDoc } from '../processor.ts'
import type { ThresholdChange } from '../rule-changes.ts'

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

/** The threshold that a rule has in a language; null where it does not speak of it. */
export function thresholdIn(rule: QualityRule, language: string): number | null {
  if (rule.except?.includes(language)) return null
  if (rule.only !== undefined && !rule.only.includes(language)) return null
  const threshold = rule.above ?? rule.below
  return threshold === undefined ? null : (threshold.byLanguage?.[language] ?? threshold.value)
}

/** The rule with another threshold; languages that the change does not name keep theirs. */
export function withThreshold(rule: QualityRule, change: ThresholdChange | undefined): QualityRule {
  if (change === undefined) return rule
  const changed = (threshold: Threshold): Threshold => {
    const byLanguage = { ...threshold.byLanguage, ...change.byLanguage }
    return { value: change.value ?? threshold.value, ...(Object.keys(byLanguage).length === 0 ? {} : { byLanguage }) }
  }
  if (rule.above !== undefined) return { ...rule, above: changed(rule.above) }
  return rule.below === undefined ? rule : { ...rule, below: changed(rule.below) }
}
