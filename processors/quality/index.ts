// The quality gate: measures a file once, compares every signal with its rule, and scores what is left. The reason is the
// first rule in table order that fired; every rule that fired is a finding.
import type { Finding } from '../../schemas/types.ts'
import { filesQuality } from '../../topics/index.ts'
import { accept, type JudgedFile, type Judgement, type Processor, type RuleDoc, reject } from '../processor.ts'
import { rulesetHash, rulesetText } from '../rules.ts'
import { commentReader } from './comments.ts'
import { crossed, type QualityRule } from './rule.ts'
import { hardRules, scoreRule } from './rules.ts'
import { type Score, scoreOf, weights } from './score.ts'
import { newScratch } from './scratch.ts'
import { type Measured, measureWith } from './signals.ts'

/** Raised by hand when code changes verdicts; the contract test pins a digest of verdicts that says when. */
const engine = 1

export type QualitySettings = {
  /** Least score, of 100, with which a file is accepted. */
  readonly scoreMin: number
}

/** The gate with settings of its own. */
export function qualityWith(settings: QualitySettings): Processor {
  const measure = measureWith(newScratch(), commentReader())
  const rules = [...hardRules, scoreRule(settings.scoreMin)]
  const text = rulesetText({ processor: 'quality', engine, rules, thresholds: { weights } })
  return {
    name: 'quality',
    emits: filesQuality,
    rules: rules satisfies readonly RuleDoc[],
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: (file) => judge(file, measure(file), rules),
  }
}

/** The gate with the threshold of gates.md. */
export const quality: Processor = qualityWith({ scoreMin: 70 })

function judge(file: JudgedFile, measured: Measured, rules: readonly QualityRule[]): Judgement {
  const score = scoreOf(measured.signals)
  const signals: Judgement['signals'] = { ...measured.signals, score: score.score }
  const findings: Finding[] = []
  for (const rule of rules) {
    const value = signals[rule.signal]
    const threshold = crossed(rule, file.language, value)
    if (value === undefined || threshold === null) continue
    findings.push(findingOf(rule, value, threshold, { ...measured, signals }, score))
  }
  const first = findings[0]
  return first === undefined ? accept(signals) : reject(first.rule, signals, findings)
}

function findingOf(rule: QualityRule, value: number, threshold: number, measured: Measured, score: Score): Finding {
  const place = measured.places[rule.signal]?.() ?? { startLine: 0, endLine: 0, evidence: '' }
  const costs = score.costs.slice(0, 5).map((cost) => `${cost.name} -${shown(cost.points)}`)
  return {
    rule: rule.id,
    severity: rule.severity,
    startLine: place.startLine,
    endLine: place.endLine,
    message: `${rule.signal} is ${shown(value)}, ${rule.above === undefined ? 'at least' : 'at most'} ${shown(threshold)} is accepted`,
    evidence: rule.signal === 'score' ? costs.join(', ') : place.evidence,
    measured: Math.round(value * 1e6) / 1e6,
    threshold,
  }
}

const shown = (value: number): string => String(Math.round(value * 1_000) / 1_000)
