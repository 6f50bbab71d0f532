// Judging one file: scan, group the matches, evaluate the rules they concern, and keep what can really run.
// Work grows only with suspicion: most files end after the scan, and a file is lexed only where a rule already holds.

import type { JudgedFile } from '../processor.ts'
import { lineIndex, type Match } from '../rules.ts'
import { evaluate, type Facts } from './combine.ts'
import { type Context, contextOf, type Live } from './context.ts'
import { type Family, familyOf, inertFamilies, shellFamilies } from './families.ts'
import type { Capability, Leaf, MaliciousRule, Span } from './model.ts'
import type { Index } from './signatures.ts'

export type Hit = { readonly rule: MaliciousRule; readonly spans: readonly Span[] }

export type Examined = {
  readonly exhausted: boolean
  readonly hits: readonly Hit[]
  readonly signals: Record<string, number>
  readonly line: (offset: number) => number
  readonly scene: Scene
}

/** The two indexes: all rules, and those that also hold in text that cannot run. */
export type Indexes = { readonly running: Index; readonly inert: Index }

/** A text that is judged: a file, or what was decoded of one. */
export type Subject = {
  readonly path: string
  readonly text: string
  readonly content: Buffer
}

/** What the product's own rules find in a file as it stands. */
export const examine = (file: JudgedFile, indexes: Indexes): Examined =>
  examineAs(file, familyOf(file, file.text), indexes)

/** What they find in a text of a language. */
export function examineAs(subject: Subject, family: Family, indexes: Indexes): Examined {
  const index = inertFamilies.has(family) ? indexes.inert : indexes.running
  const line = lineIndex(subject.content)
  const found = new Map<number, Span[]>()
  const scanned = index.scan(subject.content, subject.text, family)
  if (scanned.exhausted) {
    const signals = { 'scan.exhausted': 1 }
    return { exhausted: true, hits: [], signals, line, scene: { subject, family, index, found, line, signals } }
  }
  for (const match of scanned.matches) {
    if (!counts(match, index, subject.content)) continue
    const spans = found.get(match.pattern)
    if (spans === undefined) found.set(match.pattern, [match])
    else spans.push(match)
  }
  const signals = signalsOf(found, index)
  const rules = index.rulesOf(found.keys())
  const scene = { subject, family, index, found, line, signals }
  const hits = rules.length === 0 ? [] : confirmed(rules, scene)
  return { exhausted: false, hits, signals, line, scene }
}

/** Whether a match means anything: a bare keyword has to begin a word. */
export const counts = (match: Match, index: Index, content: Buffer): boolean =>
  index.patterns[match.pattern]?.pattern !== null || !isInsideWord(content, match.start)

/** A text with what was found in it. */
export type Scene = {
  readonly subject: Subject
  readonly family: Family
  readonly index: Index
  readonly found: ReadonlyMap<number, readonly Span[]>
  readonly line: (offset: number) => number
  readonly signals: Record<string, number>
}

const factsOf = ({ subject, family, index, found, line }: Scene, live: Live): Facts => ({
  text: subject.text,
  path: subject.path,
  family,
  line,
  ofLeaf: (leaf: Leaf) => (found.get(index.ofLeaf(leaf)) ?? []).filter((span) => live(span, leaf.quoted === true)),
  ofCapability: (capability) =>
    index.ofCapability(capability).flatMap((at) => (found.get(at) ?? []).filter((span) => live(span, false))),
})

/** What of a text can run. */
export const contextIn = (scene: Scene): Context =>
  contextOf(scene.subject.text, scene.family, () => spansOf(scene, ['exec', 'eval']))

/** Where capabilities were found, whether they can run or not. */
export const spansOf = ({ found, index }: Scene, capabilities: readonly Capability[]): readonly Span[] =>
  capabilities.flatMap((each) => index.ofCapability(each).flatMap((at) => found.get(at) ?? []))

/** Rules that hold on all matches, and still hold on those that can run. */
function confirmed(rules: readonly MaliciousRule[], scene: Scene): readonly Hit[] {
  const anywhere = factsOf(scene, () => true)
  const suspected = rules.filter((rule) => evaluate(rule.when, anywhere).length > 0)
  if (suspected.length === 0) return []
  const context = contextIn(scene)
  const living = factsOf(scene, context.live)
  const hits: Hit[] = []
  for (const rule of suspected) {
    const spans = evaluate(rule.when, rule.scope === 'anywhere' ? anywhere : living)
    if (spans.length > 0 && (rule.scope === 'anywhere' || !isMentioned(rule, spans, living, context, scene))) {
      hits.push({ rule, spans })
    }
  }
  if (suspected.length > hits.length) scene.signals['rules.mentioned'] = suspected.length - hits.length
  if (hits.length > 0) scene.signals['rules.matched'] = hits.length
  return hits
}

const actions: readonly Capability[] = [
  'exec',
  'eval',
  'send',
  'download',
  'socket',
  'read',
  'walk',
  'write',
  'delete',
  'request',
]

// A file in which nothing runs, sends or writes outside its literals is a list of strings, whatever they say: rules of a
// scanner, tables of a test, word lists. One action of the program's own, or one part of the rule outside a literal, and
// it is not: this is no way out for code that does something.
function isMentioned(
  rule: MaliciousRule,
  spans: readonly Span[],
  living: Facts,
  context: Context,
  scene: Scene,
): boolean {
  if (shellFamilies.has(scene.family) || !spans.every(context.isQuoted)) return false
  const isOutside = (span: Span): boolean => !context.isQuoted(span)
  if (scene.index.leavesOf(rule).some((leaf) => living.ofLeaf(leaf).some(isOutside))) return false
  return !actions.some((action) => living.ofCapability(action).some(isOutside))
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

function signalsOf(found: ReadonlyMap<number, readonly Span[]>, index: Index): Record<string, number> {
  const signals: Record<string, number> = {}
  for (const [at, spans] of found) {
    const name = index.patterns[at]?.signal
    if (name !== undefined) signals[name] = (signals[name] ?? 0) + spans.length
  }
  return signals
}
