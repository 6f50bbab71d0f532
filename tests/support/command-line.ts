// The command line as its users have it: child processes with a home of their own, what they print and how they exit.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../../runtime/config.ts'

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

export type CommandLine = {
  readonly home: string
  /** Runs a command to its end. */
  readonly run: (...args: readonly string[]) => Promise<Ran>
  /** Runs it, expects exit 0, and parses what it printed. */
  readonly json: (...args: readonly string[]) => Promise<unknown>
  /** Starts one that somebody else ends. */
  readonly start: (...args: readonly string[]) => { readonly child: ChildProcess; readonly ended: Promise<Ran> }
  /** Stops what was started, and removes the home. */
  readonly stop: () => Promise<void>
}

const given = ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'DATABASE_URL']

export async function commandLine(settings: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const home = await mkdtemp(join(tmpdir(), 'codelupe-cli-'))
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !given.includes(name)))
  const env = { ...inherited, CODELUPE_HOME: home, CODELUPE_METRICS_PORT: '0', ...settings }
  const start: CommandLine['start'] = (...args) => {
    const program = ['--disable-warning=TimeoutNegativeWarning', join(projectFolder, 'cli', 'main.ts'), ...args]
    const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed.err += text
    })
    const ended = new Promise<Ran>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, ...printed }))
    })
    return { child, ended }
  }
  const run: CommandLine['run'] = (...args) => start(...args).ended
  return {
    home,
    run,
    start,
    json: async (...args) => {
      const { code, out, err } = await run(...args)
      if (code !== 0) throw new Error(`codelupe ${args.join(' ')} ended with ${code}: ${err}`)
      return JSON.parse(out)
    },
    stop: async () => {
      await run('down')
      await rm(home, { recursive: true, force: true })
    },
  }
}
