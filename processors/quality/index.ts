// The quality gate: measures a file once, compares every signal with its rule, and scores what is left. The reason is the
// first rule in table order that fired; every rule that fired is a finding.
import type { Finding } from '../../schemas/types.ts'
import { filesQuality } from '../../topics/index.ts'
import {
  accept,
  type Judged,
  type JudgedFile,
  type Judgement,
  type Processor,
  type RuleDoc,
  reject,
} from '../processor.ts'
import type { ThresholdChange } from '../rule-changes.ts'
import { rulesetHash, rulesetText } from '../rules.ts'
import { commentReaders } from './comments.ts'
import { type QualityRule, thresholdIn, withThreshold } from './rule.ts'
import { hardRules, scoreRule } from './rules.ts'
import { type Score, scoreOf, weights } from './score.ts'
import { newScratch } from './scratch.ts'
import { exactSignals, type Measure, measureWith, type Place } from './signals.ts'

/** Raised by hand when code changes verdicts; the contract test pins a digest of verdicts that says when. */
const engine = 4

export type QualitySettings = {
  /** Least score, of 100, with which a file is accepted. */
  readonly scoreMin: number
  readonly thresholds?: Readonly<Record<string, ThresholdChange>>
  /** Ids of rules that are switched off. */
  readonly off?: readonly string[]
}

/** The gate with settings of its own. */
export function qualityWith({ scoreMin, thresholds = {}, off = [] }: QualitySettings): Processor {
  const measure = measureWith(newScratch(), commentReaders())
  const rules = [...hardRules, scoreRule(scoreMin)]
    .filter(({ id }) => !off.includes(id))
    .map((rule) => withThreshold(rule, thresholds[rule.id]))
  const inLanguage = boundsByLanguage(rules)
  const text = rulesetText({ processor: 'quality', engine, rules, thresholds: { weights } })
  return {
    name: 'quality',
    emits: filesQuality,
    rules: rules satisfies readonly RuleDoc[],
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: (file) => judge(file, measure, inLanguage(file.language)),
    again: ({ signals, findings }, language) => {
      const bounds = inLanguage(language)
      return isTold(signals, bounds) ? judgeAgain({ signals, findings }, bounds) : null
    },
  }
}

/** The gate with the threshold of gates.md. */
export const quality: Processor = qualityWith({ scoreMin: 70 })

/** A rule as it is in one language. */
type Bound = {
  readonly rule: QualityRule
  readonly threshold: number
  readonly above: boolean
  readonly exact: boolean
}

/** The rules that speak of a language, in order, with their thresholds there; worked out once a language. */
function boundsByLanguage(rules: readonly QualityRule[]): (language: string) => readonly Bound[] {
  const known = new Map<string, readonly Bound[]>()
  return (language) => {
    const found = known.get(language)
    if (found !== undefined) return found
    const bounds = rules.flatMap((rule) => {
      const threshold = thresholdIn(rule, language)
      const exact = exactSignals.has(rule.signal)
      return threshold === null ? [] : [{ rule, threshold, above: rule.above !== undefined, exact }]
    })
    known.set(language, bounds)
    return bounds
  }
}

type Places = Readonly<Record<string, () => Place>>

function judge(file: JudgedFile, measure: Measure, bounds: readonly Bound[]): Judgement {
  const { signals: measured, places } = measure(file)
  const score = scoreOf(measured)
  return compare({ ...measured, score: score.score }, bounds, places, () => score)
}

/** Every signal with its rule: which fired, and the first of them. */
function compare(
  signals: Judgement['signals'],
  bounds: readonly Bound[],
  places: Places,
  score: () => Score,
): Judgement {
  const findings: Finding[] = []
  for (const { rule, threshold, above } of bounds) {
    const value = signals[rule.signal]
    if (value === undefined || !(above ? value > threshold : value < threshold)) continue
    findings.push(findingOf(rule, value, threshold, places[rule.signal], score))
  }
  const first = findings[0]
  return first === undefined ? accept(signals) : reject(first.rule, signals, findings)
}

// A verdict keeps 6 digits: what lies as near to a threshold as they are rounded may have been on its other side.
const roundedMax = 1e-6

/** Whether each rule's signal says for certain on which side of the threshold the file was. */
function isTold(signals: Judgement['signals'], bounds: readonly Bound[]): boolean {
  for (const { rule, threshold, exact } of bounds) {
    if (exact) continue
    const value = signals[rule.signal]
    if (value !== undefined && value !== 0 && Math.abs(value - threshold) < roundedMax) return false
  }
  return true
}

/** The judgement from a verdict's signals. Where a rule fired before, its finding says where; else that is not known. */
function judgeAgain({ signals, findings }: Judged, bounds: readonly Bound[]): Judgement {
  const places: Record<string, () => Place> = {}
  for (const found of findings) {
    const bound = bounds.find(({ rule }) => rule.id === found.rule)
    if (bound !== undefined) places[bound.rule.signal] = () => found
  }
  return compare(signals, bounds, places, () => scoreOf(signals))
}

function findingOf(
  rule: QualityRule,
  value: number,
  threshold: number,
  placeOf: (() => Place) | undefined,
  score: () => Score,
): Finding {
  const place = placeOf?.() ?? { startLine: 0, endLine: 0, evidence: '' }
  const costs = (): readonly string[] =>
    score()
      .costs.slice(0, 5)
      .map((cost) => `${cost.name} -${shown(cost.points)}`)
  return {
    rule: rule.id,
    severity: rule.severity,
    startLine: place.startLine,
    endLine: place.endLine,
    message: `${rule.signal} is ${shown(value)}, ${rule.above === undefined ? 'at least' : 'at most'} ${shown(threshold)} is accepted`,
    evidence: rule.signal === 'score' ? costs().join(', ') : place.evidence,
    measured: Math.round(value * 1e6) / 1e6,
    threshold,
  }
}

const shown = (value: number): string => String(Math.round(value * 1_000) / 1_000)
