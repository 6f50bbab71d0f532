// Evaluates a rule's condition over the matches of a file. A condition holds where it returns a place; the places are
// those of its first part, the threat. Work is bounded: the engine keeps a limited number of matches of each leaf.
import { type Family, shellFamilies } from './families.ts'
import type { Capability, Condition, Leaf, Span } from './model.ts'

export type Facts = {
  readonly text: string
  readonly path: string
  readonly family: Family
  readonly line: (offset: number) => number
  readonly ofLeaf: (leaf: Leaf) => readonly Span[]
  readonly ofCapability: (capability: Capability) => readonly Span[]
}

// In a minified file everything is on one line, so nearness is bounded in bytes too.
const lineBytesMax = 160
const statementBytesMax = 600
const commandLines = 3

const nowhere: readonly Span[] = []

/** Where a condition holds; empty where it does not. */
export function evaluate(condition: Condition, facts: Facts): readonly Span[] {
  if (typeof condition === 'string') return facts.ofCapability(condition)
  if (!('op' in condition)) return facts.ofLeaf(condition)
  switch (condition.op) {
    case 'any':
      return condition.of.flatMap((part) => evaluate(part, facts))
    case 'all':
      return together(condition.of, facts, () => true)
    case 'near':
      return together(condition.of, facts, (a, b) => isNear(a, b, condition.lines, facts))
    case 'statement':
      return together(condition.of, facts, (a, b) => isOneStatement(a, b, facts.text))
    case 'command':
      return commands(evaluate(condition.of, facts), facts)
    case 'count': {
      const found = condition.of.map((part) => evaluate(part, facts)).filter((spans) => spans.length > 0)
      return found.length >= condition.least ? found.map((spans) => spans[0] as Span) : nowhere
    }
    case 'where':
      return evaluate(condition.of, facts).filter((span) => condition.look.test(facts.text, span))
    case 'path':
      return condition.path.test(facts.path) ? evaluate(condition.of, facts) : nowhere
    case 'inside':
      return condition.families.includes(facts.family) ? evaluate(condition.of, facts) : nowhere
    default:
      return condition satisfies never
  }
}

type Joined = (a: Span, b: Span) => boolean

function together(parts: readonly Condition[], facts: Facts, joined: Joined): readonly Span[] {
  const [first, ...rest] = parts
  if (first === undefined) return nowhere
  let places = evaluate(first, facts)
  for (const part of rest) {
    if (places.length === 0) return nowhere
    const others = evaluate(part, facts)
    places = places.filter((place) => others.some((other) => joined(place, other)))
  }
  return places
}

function commands(spans: readonly Span[], facts: Facts): readonly Span[] {
  if (shellFamilies.has(facts.family) || spans.length === 0) return spans
  const runners = [...facts.ofCapability('exec'), ...facts.ofCapability('eval')]
  return spans.filter((span) => runners.some((runner) => isNear(span, runner, commandLines, facts)))
}

function isNear(a: Span, b: Span, lines: number, facts: Facts): boolean {
  const gap = Math.max(b.start - a.end, a.start - b.end)
  if (gap <= 0) return true
  if (gap > (lines + 1) * lineBytesMax) return false
  const [first, second] = a.start <= b.start ? [a, b] : [b, a]
  return facts.line(second.start) - facts.line(Math.max(first.start, first.end - 1)) <= lines
}

function isOneStatement(a: Span, b: Span, text: string): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a]
  if (second.start - first.end > statementBytesMax) return false
  // Brackets opened in the first match still hold the line together.
  let depth = 0
  let previous = ''
  for (let at = first.start; at < second.start; at++) {
    const char = text[at] as string
    if (char === '(' || char === '[' || char === '{') depth++
    else if (char === ')' || char === ']' || char === '}') depth--
    else if (char === '\n' && depth <= 0 && !continues(previous, text, at)) return false
    if (char !== ' ' && char !== '\t' && char !== '\r' && char !== '\n') previous = char
  }
  return true
}

function continues(previous: string, text: string, at: number): boolean {
  if (',\\|&+(.[{=^`'.includes(previous) && previous !== '') return true
  let next = at + 1
  while (next < text.length && (text[next] === ' ' || text[next] === '\t')) next++
  return text[next] === '.' || text[next] === '|'
}
