// `rules ls` and `rules test`: which rules there are, and what the gates say of a file that lies here. Nothing of the log is
// read or written, so that a rule can be tried while it is written; only --marks asks the database.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { type LabelledCase, type Prepared, preparer } from '../evaluation/labelled.ts'
import { isEvidencePath } from '../ingest/identification.ts'
import { createPipeline, type GateSettings } from '../processors/index.ts'
import { meant } from '../processors/nearest.ts'
import { order } from '../processors/order.ts'
import { type Processor, type RuleDoc, verdictOf } from '../processors/processor.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import type { Verdict } from '../schemas/types.ts'
import { type Context, shown } from './command.ts'
import { connect, withDatabase } from './connect.ts'
import { type RulesOptions, requireGateRules } from './gate-rules.ts'
import { jsonLine } from './json.ts'
import { rateOf, readRuleRates } from './queries/findings.ts'
import { shareText } from './rule-view.ts'
import { tableLines } from './table.ts'

type Options = RulesOptions & { readonly json?: boolean }
type ListOptions = Options & { readonly marks?: boolean }

const settingsOf = async ({ config, terminal }: Context, options: Options): Promise<GateSettings> =>
  (await requireGateRules(config, options, terminal.say)).settings

/** Every rule of a gate, or of all. */
export async function listRules(context: Context, options: ListOptions, [name]: readonly string[]): Promise<undefined> {
  const names: readonly string[] = order.map((entry) => entry.name)
  if (name !== undefined && !names.includes(name))
    throw fail('usage.invalid', `expected a gate of ${names.join(', ')}, found ${shown(name)}${meant(name, names)}`)
  const gates = createPipeline(await settingsOf(context, options)).filter(
    (gate) => name === undefined || gate.name === name,
  )
  const rules = gates.flatMap((gate) =>
    gate.rules.map(({ id, group, severity, why }) => ({ gate: gate.name, id, group, severity, why })),
  )
  if (options.marks === true) return tellMarks(context, options.json === true, rules)
  if (options.json === true) for (const rule of rules) context.terminal.out(jsonLine(rule))
  else
    for (const line of tableLines(
      ['gate', 'rule', 'severity', 'why'],
      rules.map(({ gate, id, severity, why }) => [gate, shown(id), severity, shown(why)]),
    ))
      context.terminal.out(line)
}

type Listed = Pick<RuleDoc, 'id' | 'group' | 'severity' | 'why'> & { readonly gate: string }

/** How often each rule has fired, and how often that was marked as wrong; the most often marked first. */
async function tellMarks(context: Context, json: boolean, rules: readonly Listed[]): Promise<undefined> {
  const { databaseUrl } = await connect(context.config)
  const rates = await withDatabase(databaseUrl, readRuleRates)
  const byRule = new Map(rates.map((rate) => [`${rate.processor} ${rate.rule}`, rate]))
  const told = rules
    .map(({ gate, id, group, severity, why }) => {
      const rate = byRule.get(`${gate} ${id}`) ?? rateOf(gate, id, 0, 0)
      const { findings, marked, share } = rate
      return { gate, id, group, severity, why, findings, marked, share }
    })
    .toSorted((a, b) => b.marked - a.marked || b.findings - a.findings)
  if (json) for (const rule of told) context.terminal.out(jsonLine(rule))
  else
    for (const line of tableLines(
      ['gate', 'rule', 'findings', 'marked', 'share'],
      told
        .filter(({ findings }) => findings > 0)
        .map((rate) => [rate.gate, shown(rate.id), String(rate.findings), String(rate.marked), shareText(rate)]),
    ))
      context.terminal.out(line)
}

/** What every gate says of a file, whatever the others say; exit 1 where one of them rejects it. */
export async function testRules(context: Context, options: Options, [path = '']: readonly string[]): Promise<number> {
  const { terminal } = context
  const labelled = caseOf(resolve(path))
  const settings = await settingsOf(context, options)
  const prepared = preparer(settings.licensePack)(labelled)
  const verdicts = prepared.kind === 'skip' ? [] : verdictsOf(createPipeline(settings), prepared)
  if (options.json === true) terminal.out(jsonLine(prepared.kind === 'skip' ? { skipped: prepared } : { verdicts }))
  else if (prepared.kind === 'skip')
    terminal.out(`not submitted: ${prepared.reason}${prepared.detail === '' ? '' : `, ${shown(prepared.detail)}`}`)
  else for (const line of verdicts.flatMap(verdictLines)) terminal.out(line)
  return prepared.kind === 'file' && verdicts.every(({ decision }) => decision === 'accept')
    ? exitCodes.done
    : exitCodes.failed
}

const verdictsOf = (gates: readonly Processor[], { file }: Prepared & { kind: 'file' }): readonly Verdict[] =>
  gates.map((gate) => verdictOf(gate, file))

function verdictLines({ processor, decision, reason, findings, edits }: Verdict): readonly string[] {
  const redacted = edits.length > 0 ? `, ${edits.length} places redacted` : ''
  const head = `${processor.padEnd(10)}${decision}${reason === null ? '' : ` ${shown(reason)}`}${redacted}`
  return [
    head,
    ...findings.map(({ rule, severity, startLine, message }) => {
      const place = startLine === 0 ? '' : ` line ${startLine}`
      return `          ${severity} ${shown(rule)}${place}: ${shown(message)}`
    }),
  ]
}

/** A file with the licence files and manifests of its folder and of those above it, up to the root of its repository. */
function caseOf(path: string): LabelledCase {
  if (!existsSync(path) || !statSync(path).isFile())
    throw fail('ingest.path-missing', `expected a file, found none at ${shown(path)}`)
  if (statSync(path).size > limits.fileBytesMax)
    throw fail('usage.invalid', `expected at most ${limits.fileBytesMax} bytes, found ${statSync(path).size}`)
  const root = rootOf(dirname(path))
  const beside: Record<string, string> = {}
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (
        entry.isFile() &&
        isEvidencePath(entry.name) &&
        statSync(join(folder, entry.name)).size <= limits.fileBytesMax
      )
        beside[relative(root, join(folder, entry.name))] = readFileSync(join(folder, entry.name), 'utf8')
    if (folder === root) break
  }
  return {
    ...{ id: basename(path), path: relative(root, path), content: readFileSync(path), positive: false, classes: [] },
    ...{ expression: null, beside, half: null },
  }
}

/** The folder above that is a repository; without one, the file's own. */
function rootOf(folder: string): string {
  for (let above = folder; above !== dirname(above); above = dirname(above))
    if (existsSync(join(above, '.git'))) return above
  return folder
}
