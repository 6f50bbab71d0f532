// Turns rules into one list of patterns for the engine, and answers which rules a match can concern.
// Leaves that look for the same text share a pattern, and a rule is only evaluated where its first threat was found.
import { compile, type Pattern, type Scan } from '../rules.ts'
import type { Family } from './families.ts'
import { budget } from './limits.ts'
import type { Capability, Condition, Leaf, MaliciousRule, RuleSet, Signature } from './model.ts'

export type IndexedPattern = Pattern & { readonly families?: readonly Family[]; readonly signal: string }

export type Index = {
  /** Finds the patterns that mean anything in a language. */
  readonly scan: (bytes: Uint8Array, text: string, family: Family) => Scan
  readonly patterns: readonly IndexedPattern[]
  readonly ofLeaf: (leaf: Leaf) => number
  readonly ofCapability: (capability: Capability) => readonly number[]
  readonly leavesOf: (rule: MaliciousRule) => readonly Leaf[]
  /** Rules one of whose threats is among these patterns, in the order of the ruleset. */
  readonly rulesOf: (patterns: Iterable<number>) => readonly MaliciousRule[]
}

/** Throws where a rule can hold on capabilities alone: those never decide. */
export function indexRules(ruleSets: readonly RuleSet[], capabilities: readonly Signature[]): Index {
  const patterns: IndexedPattern[] = capabilities.map((one) => ({ ...one, signal: `capability.${one.capability}` }))
  const byText = new Map<string, number>()
  const ofLeaf = new Map<Leaf, number>()
  const rules: MaliciousRule[] = []
  const leaves = new Map<MaliciousRule, readonly Leaf[]>()
  const concerned = new Map<number, number[]>()
  const patternOf = (leaf: Leaf, id: string, category: string): number => {
    const text = textOf(leaf)
    const known = byText.get(text)
    const at = known ?? patterns.push({ ...leaf, id: `${id}#${patterns.length}`, signal: `threat.${category}` }) - 1
    byText.set(text, at)
    ofLeaf.set(leaf, at)
    return at
  }
  for (const { category, rules: own } of ruleSets) {
    for (const rule of own) {
      const triggers = triggersOf(rule.when)
      if (triggers === null) throw new Error(`malicious: ${rule.id} can hold on capabilities alone; add a threat to it`)
      leaves.set(rule, leavesOf(rule.when))
      const at = rules.push(rule) - 1
      for (const leaf of leavesOf(rule.when)) patternOf(leaf, rule.id, category)
      for (const leaf of new Set(triggers.map((trigger) => ofLeaf.get(trigger) as number))) {
        concerned.set(leaf, [...(concerned.get(leaf) ?? []), at])
      }
    }
  }
  const byCapability = Map.groupBy(capabilities.keys(), (at) => (capabilities[at] as Signature).capability)
  const scan = compile(patterns, budget)
  const wanted = new Map<Family, Uint8Array>()
  return {
    scan: (bytes, text, family) => {
      const own = wanted.get(family) ?? Uint8Array.from(patterns, (pattern) => (isOf(pattern, family) ? 1 : 0))
      wanted.set(family, own)
      return scan(bytes, text, own)
    },
    patterns,
    ofLeaf: (leaf) => ofLeaf.get(leaf) ?? -1,
    ofCapability: (capability) => byCapability.get(capability) ?? [],
    leavesOf: (rule) => leaves.get(rule) ?? [],
    rulesOf: (found) => {
      const chosen = new Set<number>()
      for (const pattern of found) for (const at of concerned.get(pattern) ?? []) chosen.add(at)
      return [...chosen].sort((a, b) => a - b).map((at) => rules[at] as MaliciousRule)
    },
  }
}

const isOf = ({ families }: IndexedPattern, family: Family): boolean =>
  families === undefined || families.includes(family) || family === 'unknown'

const textOf = (leaf: Leaf): string =>
  JSON.stringify([leaf.keywords, String(leaf.pattern), leaf.before, leaf.after, leaf.families, leaf.quoted])

/** Leaves without one of which the condition cannot hold; null where it can hold on capabilities alone. */
function triggersOf(condition: Condition): readonly Leaf[] | null {
  if (typeof condition === 'string') return null
  if (!('op' in condition)) return [condition]
  switch (condition.op) {
    case 'all':
    case 'near':
    case 'statement':
      return condition.of.map(triggersOf).find((leaves) => leaves !== null) ?? null
    case 'any':
    case 'count': {
      const parts = condition.of.map(triggersOf)
      return parts.includes(null) ? null : parts.flatMap((leaves) => leaves ?? [])
    }
    case 'command':
    case 'where':
    case 'path':
    case 'inside':
      return triggersOf(condition.of)
    default:
      return condition satisfies never
  }
}

function leavesOf(condition: Condition): readonly Leaf[] {
  if (typeof condition === 'string') return []
  if (!('op' in condition)) return [condition]
  switch (condition.op) {
    case 'all':
    case 'any':
    case 'near':
    case 'statement':
    case 'count':
      return condition.of.flatMap(leavesOf)
    case 'command':
    case 'where':
    case 'path':
    case 'inside':
      return leavesOf(condition.of)
    default:
      return condition satisfies never
  }
}
