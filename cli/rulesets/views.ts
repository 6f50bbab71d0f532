// What `rules show`, `rules diff` and `rules history` tell.
import { allowanceText } from '../../processors/allow.ts'
import { createCodec } from '../../runtime/codec.ts'
import { fail } from '../../runtime/errors.ts'
import { readable } from '../../runtime/readable.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import type { RulesetActivated } from '../../schemas/types.ts'
import { rulesetsActivated } from '../../topics/index.ts'
import { type Context, shown } from '../command.ts'
import { type Connection, connect } from '../connect.ts'
import { jsonLine } from '../json.ts'
import { rulesInUse } from '../kept-rules.ts'
import { showRule } from '../rule-view.ts'
import { tableLines } from '../table.ts'
import { changeLine, changesBetween } from './changes.ts'
import { type InForce, rulesNow } from './now.ts'
import { promotionsIn, readOperations } from './promotions.ts'
import { textsOf } from './texts.ts'

type Json = { readonly json?: boolean }

/** Every activation in the log, in its order. */
export async function readActivations(
  { kafka, registry }: Pick<Connection, 'kafka' | 'registry'>,
  signal: AbortSignal,
): Promise<readonly RulesetActivated[]> {
  const all: RulesetActivated[] = []
  const read = readable<RulesetActivated>(registry, createCodec(), rulesetsActivated)
  for await (const records of readRanges(kafka, await rangesOf(kafka, [rulesetsActivated.name], 'stable'), signal))
    all.push(...(await read(records)).found.map(({ event }) => event))
  signal.throwIfAborted()
  return all
}

const short = (ruleset: string | null): string => ruleset?.slice(0, 12) ?? 'none'

export async function showRules(context: Context, options: Json, [id]: readonly string[]): Promise<number> {
  const connection = await connect(context.config)
  const now = await rulesNow(context, connection)
  if (id !== undefined) return showRule(context, connection, now, id, options.json === true)
  const active = new Map((await readActivations(connection, context.signal)).map((one) => [one.processor, one.ruleset]))
  const processors = now.processors.map(({ name, ruleset }) => ({
    processor: name,
    ruleset,
    active: active.get(name) ?? null,
  }))
  const { promotion } = now
  const values = valuesOf(context, now)
  const allowed = now.rules.settings.changes?.allow ?? []
  if (options.json === true) {
    const inForce =
      promotion === null
        ? null
        : { operation: promotion.operation, by: promotion.by, at: promotion.at, ...promotion.proposal }
    context.terminal.out(jsonLine({ promotion: inForce, values, allowed, processors }))
    return 0
  }
  const head =
    promotion === null
      ? 'none; settings and typed options count'
      : `${promotion.proposal.name}, ${promotion.operation} by ${promotion.by}, ${new Date(promotion.at).toISOString()}`
  context.terminal.out(shown(`promotion  ${head}`))
  for (const { name, value, from } of values) context.terminal.out(shown(`           ${name} ${value} (${from})`))
  for (const { id, gate, why, ...entry } of allowed)
    context.terminal.out(shown(`allowed    ${id} ${gate}: ${allowanceText({ gate, ...entry })}; ${why}`))
  for (const line of now.rules.lines) context.terminal.out(shown(`           ${line}`))
  const rows = processors.map(({ processor, ruleset, active: last }) => [processor, short(ruleset), short(last)])
  for (const line of tableLines(['processor', 'ruleset', 'decided by last'], rows)) context.terminal.out(line)
  for (const { processor, ruleset, active: last } of processors.filter(
    (one) => one.active !== null && one.active !== one.ruleset,
  ))
    context.terminal.say(
      `warning: ${processor} has last decided by ${short(last)}, and would by ${short(ruleset)}: it has had no file since, or other settings where it runs`,
    )
  return 0
}

type Value = { readonly name: string; readonly value: string; readonly from: string }

/** Settings of the rules, each with where it comes from: a promotion stands before what is typed, that before the environment. */
function valuesOf({ config }: Context, { promotion, rules }: InForce): readonly Value[] {
  const text = promotion?.proposal.text ?? ''
  const given = rulesInUse(config)?.given
  const files = promotion?.proposal.files
  const from = (promoted: boolean, typed: boolean): string =>
    promoted
      ? 'the promotion'
      : typed
        ? 'typed, or the environment of the pipeline that runs here'
        : 'the environment, or the default'
  const values: Value[] = [
    {
      name: 'quality.score_min',
      value: String(rules.settings.scoreMin),
      from: from(/^\s*score_min\s*=|\bscore_min\s*=/m.test(text), false),
    },
  ]
  for (const gate of ['malicious', 'secret'] as const) {
    const kept = rules.kept[gate]
    const typed = gate === 'malicious' ? given?.maliciousRules : given?.secretRules
    if (kept !== undefined)
      values.push({
        name: `${gate}.rules`,
        value: kept.name,
        from: from(files?.[gate] !== undefined, typed !== undefined),
      })
  }
  const { licensePack } = rules.settings
  if (licensePack !== undefined)
    values.push({
      name: 'license.pack',
      value: `${licensePack.name}, ${licensePack.version}`,
      from: from(promotion?.proposal.licensePack !== undefined, false),
    })
  return values
}

export async function diffRules(
  context: Context,
  options: Json,
  [first = '', second]: readonly string[],
): Promise<number> {
  const connection = await connect(context.config)
  const [a, b] = second === undefined ? ['now', first] : [first, second]
  const before = await textsOf(context, connection, a)
  const after = await textsOf(context, connection, b)
  const shared = [...after.keys()].filter((processor) => before.has(processor))
  if (shared.length === 0)
    throw fail(
      'usage.invalid',
      `expected two rulesets of one processor, found ${[...before.keys()].join(', ')} and ${[...after.keys()].join(', ')}`,
    )
  const changes = shared.flatMap((name) => changesBetween(name, before.get(name) ?? '{}', after.get(name) ?? '{}'))
  if (options.json === true) context.terminal.out(jsonLine(changes))
  else for (const change of changes) context.terminal.out(shown(changeLine(change)))
  if (changes.length === 0) context.terminal.say(`no rule differs between ${a} and ${b}`)
  return 0
}

export async function rulesHistory(context: Context, options: Json): Promise<number> {
  const connection = await connect(context.config)
  const activations = await readActivations(connection, context.signal)
  const promotions = promotionsIn(await readOperations(connection, context.signal))
  if (options.json === true) {
    const told = promotions.map(({ operation, by, at, proposal, changed, previous }) => ({
      operation,
      by,
      at,
      name: proposal.name,
      text: proposal.text,
      changed,
      previous,
    }))
    context.terminal.out(jsonLine({ promotions: told, activations }))
    return 0
  }
  if (activations.length + promotions.length === 0) {
    context.terminal.say('no gate has decided anything yet; next: ./codelupe ingest <source>')
    return 0
  }
  const entries = [
    ...promotions.map(({ at, operation, by, proposal, changed }) => ({
      at,
      line: `promoted   ${proposal.name}, ${operation} by ${by}: ${changed.join(', ') || 'no ruleset changes'}`,
    })),
    ...activations.map((one) => ({ at: one.at, line: activationLine(one) })),
  ]
  for (const { at, line } of entries.toSorted((one, other) => one.at - other.at))
    context.terminal.out(shown(`${new Date(at).toISOString()}  ${line}`))
  return 0
}

function activationLine({ processor, instance, ruleset, previous, operation, positions }: RulesetActivated): string {
  const byTopic = [...Map.groupBy(positions, ({ topic }) => topic)]
  const places = byTopic.map(
    ([topic, all]) => `${topic} ${all.map(({ partition, offset }) => `${partition}@${offset}`).join(' ')}`,
  )
  const why = operation === null ? 'with its start' : `by ${operation}`
  return `active     ${processor} ${instance}: ${short(previous)} -> ${short(ruleset)} ${why}: ${places.join(', ')}`
}
