// What may be changed of the product's own rules, as data: thresholds of quality, rules that are switched off, findings
// that are let pass, the licence policy. A gate's ruleset text is made after the change, so every change is part of its ruleset (I5).
import type { AllowEntry } from './allow.ts'
import type { Rating } from './rating.ts'

/** Of one rule: the number for every language, and for some languages their own. */
export type ThresholdChange = { readonly value?: number; readonly byLanguage?: Readonly<Record<string, number>> }

export type LicenseChanges = {
  readonly evidenceRequired?: boolean
  readonly confidenceMin?: number
  readonly unlisted?: Rating
  /** By rule id of the family. */
  readonly families: Readonly<Record<string, Rating>>
}

export type RuleChanges = {
  /** Of quality, by rule id; the score's own threshold is `scoreMin`. */
  readonly thresholds: Readonly<Record<string, ThresholdChange>>
  /** Rule ids that do not count, by gate. */
  readonly off: Readonly<Record<'quality' | 'malicious' | 'secret', readonly string[]>>
  readonly license: LicenseChanges
  /** Findings that decide nothing. */
  readonly allow: readonly AllowEntry[]
}

export const noChanges: RuleChanges = {
  thresholds: {},
  off: { quality: [], malicious: [], secret: [] },
  license: { families: {} },
  allow: [],
}
