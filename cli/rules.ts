// Puts a proposal in force, and tells what is, was and would be in force. Every record of it is in the log.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Flip, flipKinds } from '../processors/difference.ts'
import { crashAt } from '../runtime/crash-point.ts'
import { exitCodes, fail, hasCode } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { replayLines } from './replay/lines.ts'
import { operator } from './replay/options.ts'
import { type RulesetReplay, replayRuleset } from './replay/ruleset-replay.ts'
import { type Backfilled, backfill, collectGained, type Gained } from './rulesets/backfill.ts'
import { changeLine, type RulesetChange } from './rulesets/changes.ts'
import { type Loss, lossesOf } from './rulesets/losses.ts'
import { changesOf, type InForce, rulesNow, rulesThen } from './rulesets/now.ts'
import { keptOf, type Overlay, readOverlay, rulesetsOf } from './rulesets/overlay.ts'
import { promote } from './rulesets/promote.ts'
import type { PromotionDetail } from './rulesets/promotions.ts'

export type PromoteOptions = { readonly execute?: boolean; readonly backfill?: boolean; readonly json?: boolean }

/** What `rules promote --json` prints. */
export type PromoteReport = {
  readonly proposal: string
  /** The promotion; null in a dry run. */
  readonly operation: string | null
  /** True where just this was in force before. */
  readonly already: boolean
  readonly changes: readonly RulesetChange[]
  readonly replay: RulesetReplay
  /** Samples that the proposal would not accept: the first of them, and how many. */
  readonly lost: { readonly total: number; readonly trained: number; readonly first: readonly Loss[] }
  /** Files that a backfill submits once more. */
  readonly gained: number
  readonly backfill: Backfilled | null
}

export async function promoteRules(
  context: Context,
  options: PromoteOptions,
  [path = '']: readonly string[],
): Promise<number> {
  return promoteOverlay(context, options, readOverlay(path), await connect(context.config))
}

/** Puts what an overlay states in force, or tells what that would change. */
export async function promoteOverlay(
  context: Context,
  options: PromoteOptions,
  overlay: Overlay,
  connection: Connection,
): Promise<number> {
  const { signal, terminal } = context
  const now = await rulesNow(context, connection)
  const then = await rulesThen(context, overlay)
  const changes = changesOf(now.processors, then.processors)
  const proposal = keptOf(overlay, then.rules)
  const already = now.promotion !== null && JSON.stringify(now.promotion.proposal) === JSON.stringify(proposal)
  const { replay, gained, lost } = await rehearse(context, connection, overlay, then.processors, null)
  const losses = await withClients(connection, ({ database }) => lossesOf(database, lost))
  const detail: PromotionDetail = {
    proposal,
    rulesets: rulesetsOf(then.processors),
    changed: [...new Set(changes.map(({ processor }) => processor))],
    previous: now.promotion?.operation ?? null,
  }
  const dry = options.execute !== true
  const counts = { gained: replay.difference.flips.gained, lost: lost.length }
  const operation =
    dry || already
      ? null
      : (await promote({ connection, detail, counts, by: operator(), now: Date.now }, signal)).operation
  const inForce = operation ?? (already ? (now.promotion?.operation ?? null) : null)
  const filled =
    dry || options.backfill !== true || inForce === null
      ? null
      : await fill(context, connection, overlay, then.processors, inForce).catch((error: unknown) => {
          if (!hasCode(error, 'kafka.fenced') && !hasCode(error, 'replay.fenced')) throw error
          throw fail('replay.fenced', `${inForce} is in force, and its backfill goes on where it was typed last`, error)
        })
  terminal.settle()
  const trained = losses.filter(({ training }) => training.length > 0).length
  tell(context, options, {
    proposal: overlay.name,
    operation: inForce,
    already,
    changes,
    replay,
    lost: { total: losses.length, trained, first: losses.slice(0, limits.lossesShownMax) },
    gained: gained.length,
    backfill: filled,
  })
  return exitCodes.done
}

/**
 * Submits what is gained once more. Looked for once every gate judges by the promotion, and over the history that the first
 * such look has had: a backfill that goes on has the same files in the same order.
 */
async function fill(
  context: Context,
  connection: Connection,
  overlay: Overlay,
  processors: InForce['processors'],
  operation: string,
): Promise<Backfilled> {
  const { config, signal, terminal } = context
  // Whoever judges has looked for promotions at most so long before it judges: after this every gate has seen this one.
  await sleep(2 * limits.promotionLookMs, undefined, { signal })
  const id = operation.replace(/^promotion-/, 'backfill-')
  const { gained } = await rehearse(context, connection, overlay, processors, id)
  return backfill(
    connection,
    operation,
    gained,
    { progress: terminal.progress, passing: crashAt(config.crashAt) },
    signal,
  )
}

/** The difference that the proposal makes, with every sample that it gains and loses. */
async function rehearse(
  { signal, terminal }: Context,
  connection: Connection,
  overlay: Overlay,
  processors: InForce['processors'],
  id: string | null,
): Promise<{ readonly replay: RulesetReplay; readonly gained: readonly Gained[]; readonly lost: readonly Flip[] }> {
  const collected = collectGained()
  const lost: Flip[] = []
  const replay = await replayRuleset(
    {
      connection,
      processors,
      about: overlay.name,
      replay: id,
      by: operator(),
      now: Date.now,
      progress: terminal.progress,
      each: ({ record, before, after, submittedAt }, flip) => {
        const { fileId, submission, repository } = before.file
        if (after.outcome === 'accepted') collected.accepted(fileId, submission)
        if (flip?.kind === 'lost') lost.push(flip)
        if (flip?.kind === 'gained')
          collected.gained({ fileId, submission, repository, at: { partition: record.partition, offset: submittedAt } })
      },
    },
    signal,
  )
  return { replay, gained: collected.result(), lost }
}

function tell({ terminal }: Context, options: PromoteOptions, report: PromoteReport): void {
  if (options.json === true) terminal.out(jsonLine(report))
  else for (const line of linesOf(report, options)) terminal.out(shown(line))
  if (report.operation === null) terminal.say('a dry run: nothing has changed; add --execute to put it in force')
  else terminal.say('gates take it before their next batch; from which positions: ./codelupe rules history')
}

function linesOf(
  { proposal, operation, already, changes, replay, lost, gained, backfill: filled }: PromoteReport,
  options: PromoteOptions,
): readonly string[] {
  const flips = flipKinds.reduce((sum, kind) => sum + replay.difference.flips[kind], 0)
  const later =
    options.execute === true ? 'without --backfill they stay as they are' : '--backfill would submit them once more'
  return [
    `proposal   ${proposal}${changes.length === 0 ? ': it changes no rule' : ''}`,
    ...changes.map((change) => `           ${changeLine(change)}`),
    ...replayLines(replay),
    ...(lost.total === 0 ? [] : [`lost       ${lost.total} samples, ${lost.trained} of them used in training`]),
    ...lost.first.map(lossLine),
    ...(lost.total > lost.first.length
      ? [`           and ${lost.total - lost.first.length} more: replay --flips lists all`]
      : []),
    ...(filled !== null
      ? [
          `backfill   ${filled.files} files in ${filled.submissions.length} submissions${filled.already > 0 ? `, ${filled.already} of them by an earlier run` : ''}`,
        ]
      : gained > 0
        ? [`gained     ${gained} files were decided before; ${later}`]
        : []),
    operation === null
      ? `not in force${flips === 0 ? '; it would decide no file otherwise' : ''}`
      : `in force   ${operation}${already ? ', as before' : ', for new files'}`,
  ]
}

const lossLine = ({ repository, path, by, reason, training }: Loss): string =>
  `           ${repository}:${path} (${by} ${reason})${training.length === 0 ? '' : `; ${training.join(', ')}`}`
