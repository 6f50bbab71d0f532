// What changes if a rule changes: the history decided again under a proposal, told as a difference, and nothing changed.
// With a topic: its records copied into another one.
import { createWriteStream, openSync } from 'node:fs'
import { attempt } from '../runtime/attempt.ts'
import { crashAt } from '../runtime/crash-point.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { connect } from './connect.ts'
import { jsonLine } from './json.ts'
import { replayLines } from './replay/lines.ts'
import { operator, type ReplayOptions, rateOf, replayIdOf } from './replay/options.ts'
import { replayRuleset } from './replay/ruleset-replay.ts'
import { replayTopicCommand } from './replay/topic-command.ts'
import { changeLine } from './rulesets/changes.ts'
import { changesOf, rulesNow, rulesThen } from './rulesets/now.ts'
import { readOverlay } from './rulesets/overlay.ts'

export async function replay(context: Context, options: ReplayOptions, [topic]: readonly string[]): Promise<number> {
  if (options.ruleset !== undefined) {
    if (topic !== undefined)
      throw fail('usage.invalid', `expected a topic or --ruleset, found both: ${topic} and ${options.ruleset}`)
    return replayProposal(context, options.ruleset, options)
  }
  if (topic === undefined) throw fail('usage.invalid', 'expected a topic, or --ruleset with a proposal')
  return replayTopicCommand(context, topic, options)
}

async function replayProposal(context: Context, path: string, options: ReplayOptions): Promise<number> {
  const { config, signal, terminal } = context
  const overlay = readOverlay(path)
  const rate = rateOf(options.rate)
  const replayId = replayIdOf(options.id)
  const connection = await connect(config)
  const list = options.flips === undefined ? null : createWriteStream('', { fd: newFile(options.flips) })
  const now = await rulesNow(context, connection)
  const then = await rulesThen(context, overlay)
  const changes = changesOf(now.processors, then.processors)
  if (options.json !== true) {
    terminal.out(shown(`proposal   ${overlay.name}${changes.length === 0 ? ': it changes no rule' : ''}`))
    for (const change of changes) terminal.out(shown(`           ${changeLine(change)}`))
  }
  const begun = { id: '' }
  const found = await replayRuleset(
    {
      connection,
      processors: then.processors,
      about: overlay.name,
      replay: replayId,
      rate,
      anew: options.anew === true,
      begun: (id) => {
        begun.id = id
      },
      by: operator(),
      now: Date.now,
      progress: terminal.progress,
      passing: crashAt(config.crashAt),
      ...(list === null ? {} : { each: (_, flip) => flip !== null && list.write(`${jsonLine(flip)}\n`) }),
    },
    signal,
  ).catch((error: unknown) => {
    if (signal.aborted && begun.id !== '')
      terminal.say(`stopped; ./codelupe replay --ruleset ${path} --id ${begun.id} goes on over the same history`)
    throw error
  })
  list?.end()
  terminal.settle()
  if (options.json === true) terminal.out(jsonLine({ proposal: overlay.name, changes, ...found }))
  else for (const line of replayLines(found)) terminal.out(line)
  terminal.say(`nothing has changed; next: ./codelupe rules promote ${path}`)
  return exitCodes.done
}

/** Opened before anything is read: a file that is there already is not written over. */
function newFile(path: string): number {
  const opened = attempt(() => openSync(path, 'wx', 0o600))
  if (opened.kind === 'done') return opened.value
  throw fail('usage.invalid', `expected --flips with a new file, found ${opened.reason}`)
}
