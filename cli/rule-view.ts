// `rules show <rule>`: one rule as it counts now, and how often people have said that it was wrong.
import { createPipeline, defaultGateSettings } from '../processors/index.ts'
import { meant } from '../processors/nearest.ts'
import type { Processor, RuleDoc, RuleExample } from '../processors/processor.ts'
import { type Provenance, provenanceOf } from '../processors/provenance.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { type Connection, withDatabase } from './connect.ts'
import { jsonLine } from './json.ts'
import { type FindingMark, type RuleRate, rateOf, readLatestMarks, readRuleRates } from './queries/findings.ts'
import type { InForce } from './rulesets/now.ts'

/** How often a rule was marked as wrong, of all places where it has fired. */
export const shareText = ({ marked, share }: Pick<RuleRate, 'marked' | 'share'>): string =>
  marked === 0 ? '-' : `${((share ?? 0) * 100).toFixed(1)} %`

/** As its proofs beside the rule have them; a text is shortened for who reads, not for who parses. */
type Examples = { readonly matches: readonly string[]; readonly misses: readonly string[] }

type RuleView = Pick<RuleDoc, 'id' | 'group' | 'severity' | 'why'> &
  Examples &
  Pick<RuleRate, 'findings' | 'marked' | 'share'> & {
    readonly gate: string
    readonly ruleset: string
    /** Null for a rule of the user. */
    readonly provenance: Provenance | null
    /** What was marked last, of what stands, and by whom. */
    readonly latest: (FindingMark & { readonly finding: string }) | null
  }

/** Throws `usage.invalid` where no gate that counts now has such a rule. */
export async function showRule(
  { terminal }: Context,
  connection: Connection,
  { processors }: InForce,
  id: string,
  json: boolean,
): Promise<number> {
  const having = processors.flatMap((gate) =>
    gate.rules.filter((rule) => rule.id === id).map((rule) => ({ gate, rule })),
  )
  if (having.length === 0) {
    const known = processors.flatMap((gate) => gate.rules.map((rule) => rule.id))
    throw fail(
      'usage.invalid',
      `expected a rule that counts now, as ./codelupe rules ls lists them, found ${shown(id)}${meant(id, known)}`,
    )
  }
  const { rates, latest } = await withDatabase(connection.databaseUrl, async (database) => ({
    rates: await readRuleRates(database, id),
    latest: await readLatestMarks(database, id),
  }))
  for (const { gate, rule } of having) {
    const rate = rates.find(({ processor }) => processor === gate.name) ?? rateOf(gate.name, id, 0, 0)
    const last = latest.find(({ processor }) => processor === gate.name)
    const view = viewOf(gate, rule, rate, last === undefined ? null : markOf(last))
    if (json) terminal.out(jsonLine(view))
    else for (const line of linesOf(view)) terminal.out(shown(line))
  }
  return exitCodes.done
}

const markOf = ({ finding, by, at, why }: NonNullable<RuleView['latest']>): RuleView['latest'] => ({
  finding,
  by,
  at,
  why,
})

const viewOf = (
  { name, ruleset }: Processor,
  rule: RuleDoc,
  { findings, marked, share }: RuleRate,
  latest: RuleView['latest'],
): RuleView => {
  const { id, group, severity, why } = rule
  const own = createPipeline(defaultGateSettings).some((gate) => gate.name === name && gate.rules.some(isNamed(id)))
  const provenance = own ? provenanceOf(name, rule) : null
  const examples = { matches: rule.matches.map(contentOf), misses: rule.misses.map(contentOf) }
  return {
    ...{ gate: name, ruleset, id, group, severity, why, provenance },
    ...examples,
    findings,
    marked,
    share,
    latest,
  }
}

const isNamed =
  (id: string) =>
  (rule: RuleDoc): boolean =>
    rule.id === id

const contentOf = (example: RuleExample): string => (typeof example === 'string' ? example : example.content)

const examplesShown = 3
const exampleCharactersMax = 100

/** The first lines of the first few: enough to see what a rule is about. */
const shownExamples = (label: string, examples: readonly string[]): readonly string[] =>
  examples.slice(0, examplesShown).map((example) => {
    const line = example.trim().split('\n', 1)[0] ?? ''
    return `${label.padEnd(11)}${line.length > exampleCharactersMax ? `${line.slice(0, exampleCharactersMax)}...` : line}`
  })

const linesOf = ({ gate, ruleset, id, group, severity, why, latest, ...rate }: RuleView): readonly string[] => [
  `rule       ${id}, ${severity}; ${group}, gate ${gate}, ruleset ${ruleset.slice(0, 12)}`,
  `why        ${why}`,
  `source     ${rate.provenance === null ? 'a rule of yours' : `${rate.provenance.source}; since engine ${rate.provenance.added}`}`,
  ...shownExamples('matches', rate.matches),
  ...shownExamples('misses', rate.misses),
  `findings   ${rate.findings} ${rate.findings === 1 ? 'place' : 'places'}`,
  `marked     ${rate.marked} as false positives (${shareText(rate)})`,
  ...(latest === null ? [] : [`latest     ${latest.finding} by ${latest.by}, ${latest.at}: ${latest.why}`]),
]
