// What every command is given: the configuration, a signal, and a terminal. Data goes to stdout and talk to stderr; every
// untrusted string is printed escaped.
import { Command } from 'commander'
import { type Config, loadConfig } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'

export type Terminal = {
  /** A line of data, to stdout. */
  readonly out: (line: string) => void
  /** A line of talk, to stderr. */
  readonly say: (line: string) => void
  /** A line on stderr that replaces the last one; nothing where stderr is no terminal. */
  readonly progress: (line: string) => void
  /** Clears the progress line. */
  readonly settle: () => void
  readonly isTerminal: boolean
}

export type Context = { readonly config: Config; readonly signal: AbortSignal; readonly terminal: Terminal }

/** Runs a command; resolves with its exit code, or with nothing for 0. */
export type Run<Options> = (context: Context, options: Options, args: readonly string[]) => Promise<number | undefined>

export type Program = {
  readonly root: Command
  readonly action: <Options extends object>(run: () => Promise<Run<Options>>) => Action
}

type Action = (...given: unknown[]) => Promise<void>

/** Makes commander's callback of a command's function: its module is loaded only when it is called. */
export function actionOf(context: () => Context, done: (code: number) => void): Program['action'] {
  return <Options extends object>(load: () => Promise<Run<Options>>) =>
    async (...given: unknown[]) => {
      const command = given.at(-1)
      if (!(command instanceof Command)) throw fail('usage.invalid', 'expected a command')
      const run = await load()
      const code = await run(context(), command.opts<Options>(), command.args)
      done(code ?? 0)
    }
}

export function createTerminal(): Terminal {
  const isTerminal = process.stderr.isTTY === true
  const state = { shown: false }
  const settle = (): void => {
    if (state.shown) process.stderr.write('\r\x1b[K')
    state.shown = false
  }
  return {
    isTerminal,
    out: (line) => {
      settle()
      process.stdout.write(`${line}\n`)
    },
    say: (line) => {
      settle()
      process.stderr.write(`${line}\n`)
    },
    progress: (line) => {
      if (!isTerminal) return
      // A terminal that nobody has given a size says 0.
      const width = process.stderr.columns || 80
      process.stderr.write(`\r\x1b[K${line.slice(0, width - 1)}`)
      state.shown = true
    },
    settle,
  }
}

export const readConfig = (): Config => loadConfig()

/** Untrusted text as it may be shown: control, bidirectional and invisible characters as \u{..}. */
export const shown = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u3164\uffa0]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
