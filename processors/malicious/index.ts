// The malicious gate: one automaton over all signatures, rules evaluated only where one of their own leaves matched,
// context worked out only where a rule would fire. Rejected: severity high or critical. See rules.ts for the reasoning.

import type { Finding } from '../../schemas/types.ts'
import { filesMalicious } from '../../topics/index.ts'
import { accept, type JudgedFile, type Judgement, type Processor, type RuleDoc, reject } from '../processor.ts'
import { compile, lineIndex, rulesetHash, rulesetText } from '../rules.ts'
import { capabilities } from './capabilities.ts'
import { evaluate, type Facts } from './combine.ts'
import { type Live, liveIn } from './context.ts'
import { evidenceOf } from './evidence.ts'
import { familyOf, inertFamilies } from './families.ts'
import { budget, engine, findingsMax, findingsPerRuleMax, rejectedSeverities } from './limits.ts'
import type { Leaf, MaliciousRule, Span } from './model.ts'
import { packFindings, packText, type RulePack } from './pack.ts'
import { ruleSets } from './rules.ts'
import { type Index, indexRules } from './signatures.ts'

const index: Index = indexRules(ruleSets, capabilities)
const scan = compile(index.patterns, budget)

type Hit = { readonly rule: MaliciousRule; readonly spans: readonly Span[] }

/** The gate with the product's own rules. */
export const malicious: Processor = maliciousWith([])

/** The gate with the user's packs beside the product's own rules. */
export function maliciousWith(packs: readonly RulePack[]): Processor {
  const text = rulesetText({
    processor: 'malicious',
    engine,
    rules: [...ruleSets, ...capabilities],
    thresholds: { budget, findingsMax, findingsPerRuleMax, rejected: [...rejectedSeverities] },
    data: packText(packs),
  })
  return {
    name: 'malicious',
    emits: filesMalicious,
    rules: ruleSets.flatMap(({ category, rules }) => rules.map((rule) => docOf(category, rule))),
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: (file) => judge(file, packs),
  }
}

function docOf(category: string, rule: MaliciousRule): RuleDoc {
  return {
    id: rule.id,
    why: rule.why,
    severity: rule.severity,
    group: category,
    matches: rule.matches,
    misses: rule.misses,
  }
}

function judge(file: JudgedFile, packs: readonly RulePack[]): Judgement {
  const scanned = scan(file.content, file.text)
  if (scanned.exhausted) return reject('scan.budget', { 'scan.exhausted': 1 }, [])
  const family = familyOf(file, file.text)
  const bySignature = new Map<number, Span[]>()
  for (const match of scanned.matches) {
    const pattern = index.patterns[match.pattern]
    if (pattern?.families !== undefined && !pattern.families.includes(family) && family !== 'unknown') continue
    if (pattern?.pattern === null && isInsideWord(file.content, match.start)) continue
    const spans = bySignature.get(match.pattern)
    if (spans === undefined) bySignature.set(match.pattern, [match])
    else spans.push(match)
  }
  const signals = signalsOf(bySignature)
  const rules = index
    .rulesOf(bySignature.keys())
    .filter((rule) => rule.scope === 'anywhere' || !inertFamilies.has(family))
  const line = lineIndex(file.content)
  const facts = (live: Live): Facts => ({
    text: file.text,
    path: file.path,
    family,
    line,
    ofLeaf: (leaf: Leaf) =>
      (bySignature.get(index.ofLeaf.get(leaf) ?? -1) ?? []).filter((span) => live(span, leaf.quoted === true)),
    ofCapability: (capability) =>
      index.ofCapability(capability).flatMap((at) => (bySignature.get(at) ?? []).filter((span) => live(span, false))),
  })
  const hits = rules.length === 0 ? [] : confirmed(rules, facts, file, family, signals)
  const findings = [
    ...hits.flatMap(({ rule, spans }) =>
      spans.slice(0, findingsPerRuleMax).map((span) => findingOf(rule, span, file, line)),
    ),
    ...packFindings(packs, file, line, (signals['capability.exec'] ?? 0) + (signals['capability.send'] ?? 0) > 0),
  ]
  return decide(findings, signals)
}

const isLower = (byte: number): boolean => byte >= 97 && byte <= 122
const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90

// A bare keyword counts where a word begins, also inside a camel-cased name: `irm ` is not in `confirm `.
function isInsideWord(bytes: Uint8Array, at: number): boolean {
  if (at === 0) return false
  const before = bytes[at - 1] as number
  const first = bytes[at] as number
  return (isLower(before) && isLower(first)) || (isUpper(before) && (isUpper(first) || isLower(first)))
}

/** Rules that hold on all matches, and still hold on those that can run. */
function confirmed(
  rules: readonly MaliciousRule[],
  facts: (live: Live) => Facts,
  file: JudgedFile,
  family: ReturnType<typeof familyOf>,
  signals: Record<string, number>,
): readonly Hit[] {
  const anywhere = facts(() => true)
  const suspected = rules.filter((rule) => evaluate(rule.when, anywhere).length > 0)
  if (suspected.length === 0) return []
  const runners = () => [...anywhere.ofCapability('exec'), ...anywhere.ofCapability('eval')]
  const living = facts(liveIn(file.text, family, runners))
  const hits: Hit[] = []
  let mentioned = 0
  for (const rule of suspected) {
    const spans = evaluate(rule.when, rule.scope === 'anywhere' ? anywhere : living)
    if (spans.length > 0) hits.push({ rule, spans })
    else mentioned++
  }
  if (mentioned > 0) signals['rules.mentioned'] = mentioned
  if (hits.length > 0) signals['rules.matched'] = hits.length
  return hits
}

function signalsOf(bySignature: ReadonlyMap<number, readonly Span[]>): Record<string, number> {
  const signals: Record<string, number> = {}
  for (const [at, spans] of bySignature) {
    const name = index.patterns[at]?.signal
    if (name !== undefined) signals[name] = (signals[name] ?? 0) + spans.length
  }
  return signals
}

function findingOf(rule: MaliciousRule, span: Span, file: JudgedFile, line: (offset: number) => number): Finding {
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

const ranks = { critical: 0, high: 1, medium: 2, low: 3, info: 4 } as const

function decide(findings: readonly Finding[], signals: Record<string, number>): Judgement {
  const sorted = [...findings].sort(
    (a, b) =>
      ranks[a.severity] - ranks[b.severity] ||
      a.startLine - b.startLine ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )
  const shown = sorted.slice(0, findingsMax)
  const worst = shown[0]
  if (worst === undefined || !rejectedSeverities.has(worst.severity)) return accept(signals, shown)
  return reject(worst.rule, signals, shown)
}
