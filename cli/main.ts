// The command line. Each command is one file; its module is loaded when it is called.
// Exit codes: 0 done, 1 failed, 2 usage, 3 partial, 5 fenced, 130 interrupted.
import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { CodelupeError, exitCodeOf, exitCodes } from '../runtime/errors.ts'
import { shutdownSignal } from '../runtime/lifecycle.ts'
import { isStuck } from '../runtime/stuck.ts'
import { flushTraces } from '../runtime/tracing.ts'
import { abandonedBy, endMsMax } from './abandoned.ts'
import { actionOf, createTerminal, readConfig, shown } from './command.ts'
import { commands } from './commands.ts'

const { version }: { readonly version: string } = createRequire(import.meta.url)('../package.json')
const terminal = createTerminal()
const words = process.argv.slice(2)
const { signal, ending } = shutdownSignal(endMsMax(words), endNow, (reason) => {
  terminal.settle()
  terminal.say(`codelupe: a rejection that nobody handled: ${textOf(reason)}`)
})
const state = { code: 0 as number }

const root = new Command('codelupe')
  .version(version, '--version', 'say which version this is')
  .description('Turns code repositories into training samples that can be accounted for, and trains a model on them.')
  .showHelpAfterError('(add --help for what the command takes)')
  // `train status --json`: the option is the last command's, not that of the one above it.
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) })

const action = actionOf(
  () => ({ config: readConfig(), signal, terminal }),
  (code) => {
    state.code = code
  },
)

for (const register of commands) register({ root, action })
for (const command of root.commands) command.exitOverride()

// A reader that has gone, as in `codelupe tap ... | head`, ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  throw error
})

try {
  if (process.argv.length <= 2) root.outputHelp()
  else await root.parseAsync(process.argv)
} catch (error) {
  state.code = explain(error)
}
await flushTraces()
// A call that never came back would keep an exit waiting for ever.
if (isStuck()) process.kill(process.pid, 'SIGKILL')
// Native clients may keep handles open after they were closed; everything that matters has been awaited.
process.exit(codeOf(state.code))

/** What it ended with, where nothing ended it before: a signal, or a fault of ours that must not count as success. */
function codeOf(code: number): number {
  if (ending() === 'interrupted') return exitCodes.interrupted
  return ending() === 'broken' ? exitCodes.failed : code
}

function endNow(): void {
  sayAbandoned()
  // An exit would wait for the native client's own threads: by the signal's default this ends now, and shells read 130.
  process.removeAllListeners('SIGINT')
  process.kill(process.pid, ending() === 'broken' ? 'SIGKILL' : 'SIGINT')
}

function sayAbandoned(): void {
  terminal.settle()
  const line = abandonedBy(words)
  if (line !== null) terminal.say(`stopped: ${line}`)
}

function explain(error: unknown): number {
  terminal.settle()
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (ending() !== null) {
    sayAbandoned()
    return exitCodes.failed
  }
  if (error instanceof CodelupeError) {
    terminal.say(`codelupe: ${shown(error.message)} [${error.code}]`)
    terminal.say(`  ${error.hint}`)
  } else {
    terminal.say(`codelupe: ${textOf(error)}`)
  }
  return exitCodeOf(error)
}

function textOf(error: unknown): string {
  return shown(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
