// The malicious gate: one automaton over all signatures, rules as data, capability x threat (rules.ts has the reasoning).
// Rejected: severity high or critical. Everything found is recorded, whether it decides or not.
import type { Finding } from '../../schemas/types.ts'
import { filesMalicious } from '../../topics/index.ts'
import { type AllowEntry, type Allows, allowsOf, allowText, letPass } from '../allow.ts'
import { accept, type JudgedFile, type Judgement, type Processor, type RuleDoc, reject } from '../processor.ts'
import { rulesetHash, rulesetText } from '../rules.ts'
import { capabilities } from './capabilities.ts'
import { type DecodedHit, decodedIn } from './decoded.ts'
import { evidenceOf } from './evidence.ts'
import { examine, type Indexes, type Subject } from './judge.ts'
import { budget, decodedBytesMax, engine, findingsMax, findingsPerRuleMax, rejectedSeverities } from './limits.ts'
import type { MaliciousRule, RuleSet, Span } from './model.ts'
import { packFindings, packText, type RulePack } from './pack.ts'
import { ruleSets } from './rules.ts'
import { indexRules } from './signatures.ts'

const chosen = (sets: readonly RuleSet[], keep: (rule: MaliciousRule) => boolean): readonly RuleSet[] =>
  sets.map(({ category, rules }) => ({ category, rules: rules.filter(keep) }))

const indexesOf = (sets: readonly RuleSet[]): Indexes => ({
  running: indexRules(sets, capabilities),
  inert: indexRules(
    chosen(sets, (rule) => rule.scope === 'anywhere'),
    [],
  ),
})

const own = indexesOf(ruleSets)

/** The gate with the product's own rules. */
export const malicious: Processor = maliciousWith([])

/** The gate with the user's packs beside the product's own rules, less those that are switched off. */
export function maliciousWith(
  packs: readonly RulePack[],
  off: readonly string[] = [],
  allow: readonly AllowEntry[] = [],
): Processor {
  const sets = off.length === 0 ? ruleSets : chosen(ruleSets, ({ id }) => !off.includes(id))
  const indexes = off.length === 0 ? own : indexesOf(sets)
  const text = rulesetText({
    processor: 'malicious',
    engine,
    rules: [...sets, ...capabilities].map((part) => Object(withoutCode(part))),
    thresholds: { budget, decodedBytesMax, findingsMax, findingsPerRuleMax, rejected: rejectedSeverities },
    data: { ...packText(packs), ...allowText('malicious', allow) },
  })
  const allows = allowsOf('malicious', allow)
  return {
    name: 'malicious',
    emits: filesMalicious,
    rules: sets.flatMap(({ category, rules }) => rules.map((rule) => docOf(category, rule))),
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: (file) => judge(file, indexes, packs, allows(file)),
  }
}

// Functions are named and left out: the engine number stands for code, and loaders print it differently.
function withoutCode(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof RegExp) return value
  if (Array.isArray(value)) return value.map(withoutCode)
  const parts = Object.entries(value).filter(([, part]) => typeof part !== 'function')
  return Object.fromEntries(parts.map(([name, part]) => [name, withoutCode(part)]))
}

function docOf(category: string, rule: MaliciousRule): RuleDoc {
  const { id, why, severity, matches, misses } = rule
  return { id, why, severity, group: category, matches, misses }
}

function judge(file: JudgedFile, indexes: Indexes, packs: readonly RulePack[], allows: Allows): Judgement {
  const examined = examine(file, indexes)
  const { hits, signals: plain, line } = examined
  if (examined.exhausted) return reject('scan.budget', plain, [])
  const decoded = decodedIn(examined, indexes)
  const signals = decoded.texts === 0 ? plain : { ...plain, 'decoded.texts': decoded.texts }
  if (decoded.exhausted) return reject('scan.budget', { ...signals, 'scan.exhausted': 1 }, [])
  const capable =
    (signals['capability.exec'] ?? 0) + (signals['capability.eval'] ?? 0) + (signals['capability.send'] ?? 0)
  const findings = [
    ...hits.flatMap(({ rule, spans }) =>
      spans.slice(0, findingsPerRuleMax).map((span) => findingOf(rule, span, file, line)),
    ),
    ...decoded.hits.flatMap((hit) => decodedFindings(hit, line)),
    ...packFindings(packs, file, line, capable > 0),
  ]
  return decide(findings, signals, allows)
}

function findingOf(rule: MaliciousRule, span: Span, file: Subject, line: (offset: number) => number): Finding {
  return {
    rule: rule.id,
    severity: rule.severity,
    startLine: line(span.start),
    endLine: line(Math.max(span.start, span.end - 1)),
    message: rule.why,
    evidence: evidenceOf(file.content, file.text, span),
    measured: null,
    threshold: null,
  }
}

/** Findings in decoded text stand where its outermost literal does, and show no more of it than of plain text. */
const decodedFindings = ({ rule, subject, places }: DecodedHit, line: (offset: number) => number): readonly Finding[] =>
  places.slice(0, findingsPerRuleMax).map(({ span, origin }) => ({
    ...findingOf(rule, span, subject, () => 0),
    startLine: line(origin.start),
    endLine: line(Math.max(origin.start, origin.end - 1)),
    message: `${rule.why} (${origin.layers.length === 0 ? 'beside decoded text' : `decoded: ${origin.layers.join(' > ')}`})`,
  }))

/** What is let pass comes last, and does not decide. */
function decide(findings: readonly Finding[], signals: Record<string, number>, allows: Allows): Judgement {
  const ranks = { critical: 0, high: 1, medium: 2, low: 3, info: 4 } as const
  const entries = new Map(findings.map((finding) => [finding, allows(finding)]))
  const isPassed = (finding: Finding): number => (entries.get(finding) === null ? 0 : 1)
  const sorted = [...findings].sort(
    (a, b) =>
      isPassed(a) - isPassed(b) ||
      ranks[a.severity] - ranks[b.severity] ||
      a.startLine - b.startLine ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )
  const worst = sorted[0]
  const shown = sorted.slice(0, findingsMax).map((finding) => letPass(finding, entries.get(finding) ?? null))
  const passes = worst === undefined || isPassed(worst) === 1 || !rejectedSeverities.has(worst.severity)
  const passed = sorted.filter((finding) => isPassed(finding) === 1).length
  const measured = passed === 0 ? signals : { ...signals, allowed: passed }
  return passes ? accept(measured, shown) : reject(worst.rule, measured, shown)
}
