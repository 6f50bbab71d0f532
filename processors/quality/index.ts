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
import { commentReader } from './comments.ts'
import { crossed, type QualityRule, thresholdIn, withThreshold } from './rule.ts'
import { hardRules, scoreRule } from './rules.ts'
import { type Score, scoreOf, weights } from './score.ts'
import { newScratch } from './scratch.ts'
import { exactSignals, type Measure, measureWith, type Place } from './signals.ts'

/** Raised by hand when code changes verdicts; the contract test pins a digest of verdicts that says when. */
const engine = 1

export type QualitySettings = {
  /** Least score, of 100, with which a file is accepted. */
  readonly scoreMin: number
  readonly thresholds?: Readonly<Record<string, ThresholdChange>>
  /** Ids of rules that are switched off. */
  readonly off?: readonly string[]
}

/** The gate with settings of its own. */
export function qualityWith({ scoreMin, thresholds = {}, off = [] }: QualitySettings): Processor {
  const measure = measureWith(newScratch(), commentReader())
  const rules = [...hardRules, scoreRule(scoreMin)]
    .filter(({ id }) => !off.includes(id))
    .map((rule) => withThreshold(rule, thresholds[rule.id]))
  const text = rulesetText({ processor: 'quality', engine, rules, thresholds: { weights } })
  return {
    name: 'quality',
    emits: filesQuality,
    rules: rules satisfies readonly RuleDoc[],
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: (file) => judge(file, measure, rules),
    again: (verdict, language) =>
      isTold(verdict.signals, language, rules) ? judgeAgain(verdict, language, rules) : null,
  }
}

/** The gate with the threshold of gates.md. */
export const quality: Processor = qualityWith({ scoreMin: 70 })

type Places = Readonly<Record<string, () => Place>>

function judge(file: JudgedFile, measure: Measure, rules: readonly QualityRule[]): Judgement {
  const { signals: measured, places } = measure(file)
  const score = scoreOf(measured)
  return compare({ ...measured, score: score.score }, file.language, rules, places, () => score)
}

/** Every signal with its rule: which fired, and the first of them. */
function compare(
  signals: Judgement['signals'],
  language: string,
  rules: readonly QualityRule[],
  places: Places,
  score: () => Score,
): Judgement {
  const findings: Finding[] = []
  for (const rule of rules) {
    const value = signals[rule.signal]
    const threshold = crossed(rule, language, value)
    if (value === undefined || threshold === null) continue
    findings.push(findingOf(rule, value, threshold, places[rule.signal], score))
  }
  const first = findings[0]
  return first === undefined ? accept(signals) : reject(first.rule, signals, findings)
}

// A verdict keeps 6 digits: what lies as near to a threshold as they are rounded may have been on its other side.
const roundedMax = 1e-6

/** Whether each rule's signal says for certain on which side of the threshold the file was. */
function isTold(signals: Judgement['signals'], language: string, rules: readonly QualityRule[]): boolean {
  for (const rule of rules) {
    const value = signals[rule.signal]
    if (value === undefined || value === 0 || exactSignals.has(rule.signal)) continue
    const threshold = thresholdIn(rule, language)
    if (threshold !== null && Math.abs(value - threshold) < roundedMax) return false
  }
  return true
}

/** The judgement from a verdict's signals. Where a rule fired before, its finding says where; else that is not known. */
function judgeAgain({ signals, findings }: Judged, language: string, rules: readonly QualityRule[]): Judgement {
  const places: Record<string, () => Place> = {}
  for (const found of findings) {
    const rule = rules.find(({ id }) => id === found.rule)
    if (rule !== undefined) places[rule.signal] = () => found
  }
  return compare(signals, language, rules, places, () => scoreOf(signals))
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
