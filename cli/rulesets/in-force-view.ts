// The promotion in force as other commands tell it: `status` in a line, `doctor` where settings say otherwise.
import type { Fault } from '../../embedded/doctor.ts'
import { type Config, settings } from '../../runtime/config.ts'
import { shown } from '../command.ts'
import { readLicensePack } from '../license-pack.ts'
import { unpackOverlay } from './overlay.ts'
import type { Promotion } from './promotions.ts'

/** What `status --json` says of the rules in force; null where settings alone count. */
export type PromotionView = {
  readonly operation: string
  readonly name: string
  readonly by: string
  readonly at: string
}

export const viewOfPromotion = (promotion: Promotion | null): PromotionView | null =>
  promotion === null
    ? null
    : {
        operation: promotion.operation,
        name: promotion.proposal.name,
        by: promotion.by,
        at: new Date(promotion.at).toISOString(),
      }

export const promotionLine = (view: PromotionView | null): string =>
  shown(
    view === null
      ? 'rules     as set; nothing is promoted'
      : `rules     ${view.name}, ${view.operation} by ${view.by}, ${view.at}; before settings`,
  )

/** Whether the setting names the very pack that is promoted. */
const isThere = (config: Config, { proposal }: Promotion): boolean =>
  readLicensePack(config, undefined).pack?.version === proposal.licensePack

/** Settings that have no effect, because the promotion in force states something else. */
export function promotionFaults(config: Config, promotion: Promotion | null): readonly Fault[] {
  if (promotion === null) return []
  const { proposal, paths } = unpackOverlay(config, promotion.proposal, promotion.operation)
  const over = (variable: string, stated: string, set: string): Fault => ({
    level: 'warning',
    what: variable,
    expected: `${stated}, which ${promotion.operation} (${promotion.proposal.name}) states and which counts`,
    found: `${set} in the settings, without effect`,
    fix: 'unset it, or promote a proposal that leaves it out: ./codelupe rules show has what counts',
  })
  const { qualityScoreMin, maliciousRules, secretRules, licensePack } = config
  const isDefault = String(qualityScoreMin) === settings.qualityScoreMin.shown
  return [
    ...(proposal.scoreMin === null || isDefault || proposal.scoreMin === qualityScoreMin
      ? []
      : [over(settings.qualityScoreMin.variable, String(proposal.scoreMin), String(qualityScoreMin))]),
    ...(paths.maliciousRules === undefined || maliciousRules === undefined
      ? []
      : [over(settings.maliciousRules.variable, proposal.maliciousRules ?? '', maliciousRules)]),
    ...(paths.secretRules === undefined || secretRules === undefined
      ? []
      : [over(settings.secretRules.variable, proposal.secretRules ?? '', secretRules)]),
    ...(promotion.proposal.licensePack === undefined || licensePack === undefined || isThere(config, promotion)
      ? []
      : [over(settings.licensePack.variable, promotion.proposal.licensePack, licensePack)]),
  ]
}
