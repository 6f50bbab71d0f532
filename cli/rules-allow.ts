// `rules allow` and `rules disallow`: the proposal in force, with one entry more or less, put in force as any other (ADR 0027).
// A dry run until --execute, which tells what it would change of all that was decided.
import { type Allowance, allowId, allowingGates, placeOf } from '../processors/allow.ts'
import { parseProposal } from '../processors/proposal.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect } from './connect.ts'
import { type FindingId, parseFindingId } from './finding-id.ts'
import { reasonOf } from './findings.ts'
import { type PromoteOptions, promoteOverlay } from './rules.ts'
import { type Overlay, restated, unpackOverlay } from './rulesets/overlay.ts'
import { readPromotion } from './rulesets/promotions.ts'

export type AllowOptions = PromoteOptions & {
  readonly rule?: string
  readonly path?: string
  readonly repository?: string
  readonly finding?: string
  readonly why: string
}

export async function allow(context: Context, options: AllowOptions, [word = '']: readonly string[]): Promise<number> {
  const allowance = allowanceOf(word, options)
  const connection = await connect(context.config)
  const why = await reasonOf(context, connection, options.why, true)
  const before = await inForce(context, connection)
  const id = allowId(allowance)
  if (before.proposal.changes.allow.some((entry) => entry.id === id)) {
    context.terminal.say(`${id} is in force already; ./codelupe rules show lists all`)
    return exitCodes.done
  }
  const text = `${before.text.trimEnd()}\n\n${blockOf({ ...allowance, why })}`.trimStart()
  context.terminal.say(`entry ${id}`)
  return promoteOverlay(context, options, restated(before, text), connection)
}

export async function disallow(
  context: Context,
  options: PromoteOptions,
  [id = '']: readonly string[],
): Promise<number> {
  const connection = await connect(context.config)
  const before = await inForce(context, connection)
  const known = before.proposal.changes.allow.map((entry) => entry.id)
  if (!known.includes(id))
    throw fail(
      'usage.invalid',
      `expected ${known.length === 0 ? 'an entry; none is in force' : known.join(', ')}, found ${shown(id)}`,
    )
  const after = restated(before, withoutBlock(before.text, id))
  if (after.proposal.changes.allow.some((entry) => entry.id === id))
    throw fail(
      'proposal.invalid',
      `expected ${id} as a table [[allow]] of its own in ${before.name}: promote a proposal without it`,
    )
  return promoteOverlay(context, options, after, connection)
}

/** What is in force, as an overlay that may be restated; an empty one where settings alone count. */
async function inForce({ config, signal }: Context, connection: Connection): Promise<Overlay> {
  const promotion = await readPromotion(connection, signal)
  return promotion === null
    ? restated({ name: 'allowed', paths: {} }, '')
    : unpackOverlay(config, promotion.proposal, promotion.operation)
}

function allowanceOf(word: string, { rule, path, repository, finding }: AllowOptions): Allowance {
  const gate = allowingGates.find((known) => known === word)
  if (gate === undefined) throw fail('usage.invalid', `expected ${allowingGates.join(' or ')}, found ${shown(word)}`)
  const one = finding === undefined ? null : parseFindingId(finding)
  if (one !== null && (one.processor !== gate || (rule !== undefined && rule !== one.rule)))
    throw fail(
      'usage.invalid',
      `expected a finding of ${gate}${rule === undefined ? '' : ` and ${shown(rule)}`}, found ${shown(finding ?? '')}`,
    )
  return {
    gate,
    rule: one?.rule ?? rule ?? null,
    path: path ?? null,
    repository: repository ?? null,
    place: one === null ? null : placeIn(one),
  }
}

const placeIn = (one: FindingId): string => placeOf(one.fileId, one)

/** The entry as a proposal says it. JSON's texts are TOML's, but for a character that both may escape. */
function blockOf({ gate, rule, path, repository, place, why }: Allowance & { readonly why: string }): string {
  const lines = Object.entries({ gate, rule, path, repository, finding: place, why }).flatMap(([key, value]) =>
    value === null ? [] : [`${key} = ${JSON.stringify(value).replaceAll('\u007f', '\\u007f')}`],
  )
  return `[[allow]]\n${lines.join('\n')}\n`
}

/** The text less the table of this entry: from its head to the next one. */
function withoutBlock(text: string, id: string): string {
  const parts = text.split(/^(?=\s*\[)/m)
  const isIt = (part: string): boolean => {
    if (!/^\s*\[\[\s*allow\s*\]\]/.test(part)) return false
    const read = parseProposal(part)
    return read.kind === 'read' && read.proposal.changes.allow.some((entry) => entry.id === id)
  }
  return parts.filter((part) => !isIt(part)).join('')
}
