// The rules that count now, as this machine can tell: settings, what the pipeline that runs here was given, and the promotion
// in force; and the rules that would count under a proposal.
import type { LicensePack } from '../../identify/license-pack.ts'
import type { Processor } from '../../processors/processor.ts'
import type { Context } from '../command.ts'
import type { Connection } from '../connect.ts'
import type { RulesOptions } from '../gate-rules.ts'
import { rulesInUse } from '../kept-rules.ts'
import { changesBetween, type RulesetChange } from './changes.ts'
import { type Overlay, pipelineOf, type Rules, rulesUnder, unpackOverlay } from './overlay.ts'
import { type Promotion, readPromotion } from './promotions.ts'

export type InForce = {
  readonly rules: Rules
  readonly processors: readonly Processor[]
  readonly promotion: Promotion | null
}

/**
 * The pack of licence statements that counts now: ingest reads licence files by the one that the gate reads headers by.
 * Throws `rules.invalid` where it is not on this machine.
 */
export async function licensePackNow(
  { config, signal, terminal }: Context,
  connection: Connection,
): Promise<LicensePack | null> {
  const promotion = await readPromotion(connection, signal)
  const overlay = promotion === null ? null : unpackOverlay(config, promotion.proposal, promotion.operation)
  const { licensePack } = (await rulesUnder(config, {}, overlay, terminal.say, ['license'])).settings
  return licensePack ?? null
}

/** What was typed where the pipeline of this home was started. */
export const typedHere = ({ config }: Context): RulesOptions => rulesInUse(config)?.kept ?? {}

export async function rulesNow(context: Context, connection: Connection): Promise<InForce> {
  const { config, signal, terminal } = context
  const promotion = await readPromotion(connection, signal)
  const overlay = promotion === null ? null : unpackOverlay(config, promotion.proposal, promotion.operation)
  const rules = await rulesUnder(config, typedHere(context), overlay, terminal.say)
  return { rules, processors: pipelineOf(rules), promotion }
}

/** The rules that would count if the proposal were promoted: in place of the promotion in force, not on top of it. */
export async function rulesThen(
  context: Context,
  overlay: Overlay,
): Promise<{ readonly rules: Rules; readonly processors: readonly Processor[] }> {
  const rules = await rulesUnder(context.config, typedHere(context), overlay, context.terminal.say)
  return { rules, processors: pipelineOf(rules) }
}

/** What differs between two pipelines. */
export const changesOf = (now: readonly Processor[], then: readonly Processor[]): readonly RulesetChange[] =>
  then.flatMap((processor) => {
    const before = now.find(({ name }) => name === processor.name)
    return before === undefined ? [] : changesBetween(processor.name, before.rulesetText, processor.rulesetText)
  })

/** Files of rules that are promoted, on this machine's disk. */
export async function promotedFiles({ config, signal }: Context, connection: Connection): Promise<RulesOptions> {
  const promotion = await readPromotion(connection, signal)
  return promotion === null ? {} : unpackOverlay(config, promotion.proposal, promotion.operation).paths
}
