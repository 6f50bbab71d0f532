// What changes if a rule changes: the history decided again under a proposal, told as a difference, and nothing changed.
// With a topic: its records copied into another one.
import { createWriteStream } from 'node:fs'
import { userInfo } from 'node:os'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { connect } from './connect.ts'
import { jsonLine } from './json.ts'
import { wholeOf } from './options.ts'
import { replayLines } from './replay/lines.ts'
import { replayRuleset } from './replay/ruleset-replay.ts'
import { changeLine } from './rulesets/changes.ts'
import { changesOf, rulesNow, rulesThen } from './rulesets/now.ts'
import { readOverlay } from './rulesets/overlay.ts'

export type ReplayOptions = {
  readonly ruleset?: string
  readonly id?: string
  readonly rate?: string
  readonly anew?: boolean
  readonly flips?: string
  readonly json?: boolean
}

export async function replay(context: Context, options: ReplayOptions, [topic]: readonly string[]): Promise<number> {
  if (options.ruleset !== undefined) {
    if (topic !== undefined)
      throw fail('usage.invalid', `expected a topic or --ruleset, found both: ${topic} and ${options.ruleset}`)
    return replayProposal(context, options.ruleset, options)
  }
  throw fail('usage.invalid', 'expected a topic, or --ruleset with a proposal')
}

/** Who types. */
export const operator = (): string => userInfo().username

async function replayProposal(context: Context, path: string, options: ReplayOptions): Promise<number> {
  const { config, signal, terminal } = context
  const overlay = readOverlay(path)
  const rate = rateOf(options.rate)
  const replayId = replayIdOf(options.id)
  const connection = await connect(config)
  const now = await rulesNow(context, connection)
  const then = await rulesThen(context, overlay)
  const changes = changesOf(now.processors, then.processors)
  if (options.json !== true) {
    terminal.out(shown(`proposal   ${overlay.name}${changes.length === 0 ? ': it changes no rule' : ''}`))
    for (const change of changes) terminal.out(shown(`           ${changeLine(change)}`))
  }
  const list = options.flips === undefined ? null : createWriteStream(options.flips, { flags: 'wx' })
  const found = await replayRuleset(
    {
      connection,
      processors: then.processors,
      about: overlay.name,
      replay: replayId,
      rate,
      anew: options.anew === true,
      by: operator(),
      now: Date.now,
      progress: terminal.progress,
      ...(list === null ? {} : { flipped: (flip) => list.write(`${jsonLine(flip)}\n`) }),
    },
    signal,
  )
  list?.end()
  terminal.settle()
  if (options.json === true) terminal.out(jsonLine({ proposal: overlay.name, changes, ...found }))
  else for (const line of replayLines(found)) terminal.out(line)
  terminal.say(`nothing has changed; next: ./codelupe rules promote ${path}`)
  return exitCodes.done
}

/** Records a second; without a limit where none is given. */
export const rateOf = (rate: string | undefined): number =>
  rate === undefined ? Number.POSITIVE_INFINITY : wholeOf(rate, '--rate', 1, 1_000_000)

/** An id becomes part of names that persist. */
export function replayIdOf(id: string | undefined): string | null {
  if (id === undefined) return null
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) return id
  throw fail(
    'usage.invalid',
    `expected --id of up to 40 small letters, digits and hyphens, found ${JSON.stringify(id)}`,
  )
}
