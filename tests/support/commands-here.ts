// The command line within a test's own process: the same commands, options and texts as cli/main.ts has, without the start of
// a process each, where what they print is asked and not how they end.
import { Command, CommanderError } from 'commander'
import { actionOf, type Context } from '../../cli/command.ts'
import { commands } from '../../cli/commands.ts'
import type { Config } from '../../runtime/config.ts'
import { CodelupeError } from '../../runtime/errors.ts'
import { patienceMs } from './waits.ts'

type Printed = { readonly out: string; readonly err: string }

function programOf(context: () => Context, says: (text: string) => void): Command {
  const root = new Command('codelupe').enablePositionalOptions().exitOverride()
  root.configureOutput({ writeOut: says, writeErr: says })
  const action = actionOf(context, () => undefined)
  for (const register of commands) register({ root, action })
  return root
}

/** Runs a command to its end; a refusal is what it says. */
export async function runHere(config: Config, args: readonly string[]): Promise<Printed> {
  const printed: { out: string[]; err: string[] } = { out: [], err: [] }
  const say = (line: string): void => void printed.err.push(line)
  const terminal = {
    out: (line: string) => void printed.out.push(line),
    say,
    progress: say,
    settle: () => undefined,
    isTerminal: false,
  }
  const root = programOf(() => ({ config, signal: AbortSignal.timeout(patienceMs), terminal }), say)
  try {
    await root.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CodelupeError) say(`${error.message} [${error.code}]\n${error.hint}`)
    else if (!(error instanceof CommanderError)) throw error
  }
  return { out: printed.out.join('\n'), err: printed.err.join('\n') }
}

/** Every command that may be typed, such as `dlq ls`. */
export function commandNames(): readonly string[] {
  const names = (command: Command, before: readonly string[]): readonly string[] =>
    command.commands.flatMap((one) => {
      const name = [...before, one.name()]
      const below = names(one, name)
      return [...(below.length === 0 || hasAction(one) ? [name.join(' ')] : []), ...below]
    })
  return names(
    programOf(
      () => {
        throw new Error('only asked for its names')
      },
      () => undefined,
    ),
    [],
  )
}

/** A group such as `dlq` does nothing by itself. */
const hasAction = (command: Command): boolean => command.options.length > 0 || command.registeredArguments.length > 0
