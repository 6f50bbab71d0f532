// A command's context whose terminal keeps what was printed as data, for tests that call a command in their own process.
import type { Context, Terminal } from '../../cli/command.ts'
import { loadConfig } from '../../runtime/config.ts'

export function contextOf(): { readonly lines: string[]; readonly context: Context } {
  const lines: string[] = []
  const terminal: Terminal = {
    out: (line) => void lines.push(line),
    say: () => undefined,
    progress: () => undefined,
    settle: () => undefined,
    isTerminal: false,
  }
  return { lines, context: { config: loadConfig({}), signal: new AbortController().signal, terminal } }
}
