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
      const leaves = leavesOf(rule.when)
      if (leaves.length === 0) throw new Error(`malicious: ${rule.id} joins capabilities only; add a threat of its own`)
      const at = rules.push(rule) - 1
      for (const leaf of leaves) {
        const pattern =
          ofLeaf.get(leaf) ?? patterns.push(toPattern(leaf, `${rule.id}#${patterns.length}`, category)) - 1
        ofLeaf.set(leaf, pattern)
        byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), at])
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
