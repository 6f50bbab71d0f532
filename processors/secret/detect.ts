// Finds the secrets of a text: scans, judges each captured value in its context, unwraps base64 and looks inside it.
import type { JudgedFile } from '../processor.ts'
import type { Match, Scanner } from '../rules.ts'
import { wrappedRuns } from './base64.ts'
import { judgeValue, type Reason } from './check.ts'
import { type Context, contextOf } from './context.ts'
import type { Span } from './redact.ts'
import type { Allowance, SecretRule } from './rule.ts'

/** A secret and where it stands. A wrapped one spans the whole run of base64 it was found in. */
export type Secret = Span & { readonly rule: SecretRule; readonly value: string; readonly depth: number }

export type Detected = {
  readonly secrets: readonly Secret[]
  readonly candidates: number
  readonly dismissed: Readonly<Record<string, number>>
  readonly exhausted: boolean
}

/** Base64 within base64 is looked into twice; runs of one file that are unwrapped. */
const depthMax = 2
const runsMax = 500

export function detect(file: JudgedFile, rules: readonly SecretRule[], scan: Scanner): Detected {
  const tally = { candidates: 0, dismissed: new Map<Reason, number>(), exhausted: false }
  const secrets: Secret[] = []
  search(file.content, file.text, 0, (secret) => secrets.push(secret))
  return {
    secrets: settled(secrets),
    candidates: tally.candidates,
    dismissed: Object.fromEntries(tally.dismissed),
    exhausted: tally.exhausted,
  }

  function search(bytes: Buffer, text: string, depth: number, found: (secret: Secret) => void): void {
    const { matches, exhausted } = scan(bytes, text)
    if (exhausted) tally.exhausted = true
    for (const match of matches) {
      const rule = rules[match.pattern] as SecretRule
      const secret = judged(file, text, match, rule)
      if (secret === null) continue
      tally.candidates++
      if (typeof secret === 'string') tally.dismissed.set(secret, (tally.dismissed.get(secret) ?? 0) + 1)
      else found({ ...secret, depth })
    }
    if (depth === depthMax) return
    for (const run of wrappedRuns(bytes, runsMax)) {
      const inside = Buffer.from(run.text, 'latin1')
      search(inside, run.text, depth + 1, (secret) => found({ ...secret, start: run.start, end: run.end }))
    }
  }
}

/** The secret of a match, why it is none, or null where the match has no value. */
function judged(file: JudgedFile, text: string, match: Match, rule: SecretRule): Omit<Secret, 'depth'> | Reason | null {
  if (rule.path !== undefined && !rule.path.test(file.path)) return null
  const index =
    rule.valueGroup === undefined ? match.groups.findIndex((group) => group !== undefined) : rule.valueGroup - 1
  const group = index === -1 ? text.slice(match.start, match.end) : match.groups[index]
  if (group === undefined) return null
  const context = contextOf(file, text, match)
  const bare = rule.named === true && index === bareGroup
  const value = (bare ? trimmedBare(group) : group).trim()
  if (
    rule.allow?.some((allowance) => isAllowed(allowance, file, value, text.slice(match.start, match.end), context)) ===
    true
  )
    return 'allowed'
  const ends = group.trimEnd().length > value.length
  const reason = judgeValue(rule, { value, bare, ends, named: rule.named === true, context })
  if (reason !== null) return reason
  const start = text.lastIndexOf(value, match.end - value.length)
  return { rule, value, start, end: start + value.length }
}

/** An allowance of the user, as gitleaks reads it. */
function isAllowed(allowance: Allowance, file: JudgedFile, value: string, whole: string, context: Context): boolean {
  const { regexes, paths, stopwords, target, all } = allowance
  const aim = target === 'secret' ? value : target === 'match' ? whole : context.ahead + whole + context.behind
  const answers = [
    regexes.length === 0 ? null : regexes.some((regex) => regex.test(aim)),
    paths.length === 0 ? null : paths.some((path) => path.test(file.path)),
    stopwords.length === 0 ? null : stopwords.some((word) => value.toLowerCase().includes(word)),
  ].filter((answer) => answer !== null)
  return all ? answers.every((answer) => answer) : answers.some((answer) => answer)
}

/** Of the assignment rules' groups, the one for an unquoted value; see rules/assignments.ts. */
const bareGroup = 4

// What follows an unquoted value belongs to the line, not to it.
const trimmedBare = (value: string): string =>
  value.replace(/\\[nrt].*$|[,;&][A-Za-z_][\w.]*=.*$/, '').replace(/(?:<\/[\w.:-]{1,60}>?|[,;)\]}])+$/, '')

/** Sorted by place; where two overlap, the higher rank names the class, then the longer, then the earlier rule. */
function settled(secrets: readonly Secret[]): readonly Secret[] {
  const kept: Secret[] = []
  const order = [...secrets].sort(
    (a, b) =>
      b.rule.rank - a.rule.rank || a.depth - b.depth || b.end - b.start - (a.end - a.start) || a.start - b.start,
  )
  for (const secret of order) {
    if (!kept.some((other) => secret.start < other.end && other.start < secret.end)) kept.push(secret)
  }
  return kept.sort((a, b) => a.start - b.start)
}
