// `rules show <rule>`: one rule as it counts now, and how often people have said that it was wrong.
import { meant } from '../processors/nearest.ts'
import type { Processor, RuleDoc } from '../processors/processor.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { type Connection, withDatabase } from './connect.ts'
import { jsonLine } from './json.ts'
import { type FindingMark, type RuleRate, rateOf, readLatestMarks, readRuleRates } from './queries/findings.ts'
import type { InForce } from './rulesets/now.ts'

/** How often a rule was marked as wrong, of all places where it has fired. */
export const shareText = ({ marked, share }: Pick<RuleRate, 'marked' | 'share'>): string =>
  marked === 0 ? '-' : `${((share ?? 0) * 100).toFixed(1)} %`

type RuleView = Pick<RuleDoc, 'id' | 'group' | 'severity' | 'why'> &
  Pick<RuleRate, 'findings' | 'marked' | 'share'> & {
    readonly gate: string
    readonly ruleset: string
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
  { id, group, severity, why }: RuleDoc,
  { findings, marked, share }: RuleRate,
  latest: RuleView['latest'],
): RuleView => ({ ...{ gate: name, ruleset, id, group, severity, why }, ...{ findings, marked, share, latest } })

const linesOf = ({ gate, ruleset, id, group, severity, why, latest, ...rate }: RuleView): readonly string[] => [
  `rule       ${id}, ${severity}; ${group}, gate ${gate}, ruleset ${ruleset.slice(0, 12)}`,
  `why        ${why}`,
  `findings   ${rate.findings} ${rate.findings === 1 ? 'place' : 'places'}`,
  `marked     ${rate.marked} as false positives (${shareText(rate)})`,
  ...(latest === null ? [] : [`latest     ${latest.finding} by ${latest.by}, ${latest.at}: ${latest.why}`]),
]
