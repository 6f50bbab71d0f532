// Turns rules into one list of patterns for the engine, and answers which rules a match can concern.
import type { Pattern } from '../rules.ts'
import type { Family } from './families.ts'
import type { Capability, Condition, Leaf, MaliciousRule, RuleSet, Signature } from './model.ts'

export type IndexedPattern = Pattern & { readonly families?: readonly Family[]; readonly signal: string }

export type Index = {
  readonly patterns: readonly IndexedPattern[]
  readonly ofLeaf: ReadonlyMap<Leaf, number>
  readonly ofCapability: (capability: Capability) => readonly number[]
  /** Rules one of whose own leaves is among these patterns, in the order of the ruleset. */
  readonly rulesOf: (patterns: Iterable<number>) => readonly MaliciousRule[]
}

/** Throws where a rule has no leaf of its own: capabilities alone never decide. */
export function indexRules(ruleSets: readonly RuleSet[], capabilities: readonly Signature[]): Index {
  const patterns: IndexedPattern[] = capabilities.map((one) => ({ ...one, signal: `capability.${one.capability}` }))
  const ofLeaf = new Map<Leaf, number>()
  const rules: MaliciousRule[] = []
  const byPattern = new Map<number, number[]>()
  for (const { category, rules: own } of ruleSets) {
    for (const rule of own) {
      const triggers = triggersOf(rule.when)
      if (triggers === null)
        throw new Error(`malicious: ${rule.id} can hold on capabilities alone; add a threat of its own`)
      const at = rules.push(rule) - 1
      for (const leaf of leavesOf(rule.when)) {
        const pattern =
          ofLeaf.get(leaf) ?? patterns.push(toPattern(leaf, `${rule.id}#${patterns.length}`, category)) - 1
        ofLeaf.set(leaf, pattern)
        if (triggers.includes(leaf)) byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), at])
      }
    }
  }
  const byCapability = new Map<Capability, number[]>()
  capabilities.forEach((one, at) => {
    byCapability.set(one.capability, [...(byCapability.get(one.capability) ?? []), at])
  })
  return {
    patterns,
    ofLeaf,
    ofCapability: (capability) => byCapability.get(capability) ?? [],
    rulesOf: (found) => {
      const concerned = new Set<number>()
      for (const pattern of found) for (const at of byPattern.get(pattern) ?? []) concerned.add(at)
      return [...concerned].sort((a, b) => a - b).map((at) => rules[at] as MaliciousRule)
    },
  }
}

const toPattern = (leaf: Leaf, id: string, category: string): IndexedPattern => ({
  ...leaf,
  id,
  signal: `threat.${category}`,
})

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
