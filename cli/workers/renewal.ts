// How a gate learns of a promotion: from the log, at its start and before a batch, wherever it runs. It keeps the settings
// that it was started with, and puts the promotion in force over them.
import type { Stage } from '../../processors/index.ts'
import type { Config } from '../../runtime/config.ts'
import type { Consumer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import type { Judging } from '../../runtime/stage.ts'
import type { Candidate, File } from '../../schemas/types.ts'
import { operationsRecorded } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { type RulesOptions, readGatesOf } from '../gate-rules.ts'
import { type Rules, rulesUnder, unpackOverlay } from '../rulesets/overlay.ts'
import { type Promotion, readPromotion } from '../rulesets/promotions.ts'

export type RenewalParts = {
  readonly config: Config
  readonly connection: Connection
  readonly name: Stage['name']
  /** What was typed where the gate was started. */
  readonly typed: RulesOptions
  /** Its stage under these rules. */
  readonly stageOf: (rules: Rules) => Stage
  readonly say: (line: string) => void
}

export type GateJudging = Judging<File | Candidate>

export type Renewal = {
  readonly stage: Stage
  readonly lines: readonly string[]
  readonly judging: GateJudging
  readonly renewed: (consumer: Consumer) => Promise<GateJudging | null>
}

/** Reads what is in force, and gives the way to look for more. */
export async function openRenewal(parts: RenewalParts, signal: AbortSignal): Promise<Renewal> {
  const { connection, name } = parts
  const first = await readPromotion(connection, signal)
  const { stage, rules } = await stageUnder(parts, first)
  const state = { judging: judgingOf(stage, first), seenEnd: -1, lookedAt: Number.NEGATIVE_INFINITY }
  const operations = { topic: operationsRecorded.name, partition: 0 }

  const renewed = async (consumer: Consumer): Promise<GateJudging | null> => {
    const at = performance.now()
    if (name === 'admission' || at - state.lookedAt < limits.promotionLookMs) return null
    const [end] = await consumer.offsetsAt([operations], 'end')
    state.lookedAt = at
    if (end === undefined || end.offset === state.seenEnd) return null
    const promotion = await readPromotion(connection, signal)
    const next = await stageUnder(parts, promotion)
    state.seenEnd = end.offset
    if (next.stage.ruleset === state.judging.ruleset) return null
    state.judging = judgingOf(next.stage, promotion)
    parts.say(
      `${name}: ruleset ${next.stage.ruleset.slice(0, 12)} from the next batch on, by ${promotion?.operation ?? 'its start'}`,
    )
    return state.judging
  }
  return { stage, lines: rules.lines, judging: state.judging, renewed }
}

async function stageUnder(
  { config, name, typed, stageOf, say }: RenewalParts,
  promotion: Promotion | null,
): Promise<{ readonly stage: Stage; readonly rules: Rules }> {
  const overlay = promotion === null ? null : unpackOverlay(config, promotion.proposal, promotion.operation)
  const rules = await rulesUnder(config, typed, overlay, say, readGatesOf(name))
  return { stage: stageOf(rules), rules }
}

function judgingOf({ name, step, ruleset, rulesetText }: Stage, promotion: Promotion | null): GateJudging {
  const promoted = promotion !== null && promotion.rulesets[name] === ruleset && promotion.changed.includes(name)
  return { step, ruleset, rulesetText, operation: promoted ? promotion.operation : null }
}
