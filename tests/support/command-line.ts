// The command line as its users have it: child processes with a home of their own, what they print and how they exit.
// Without servers, as on a machine with nothing given, or with those that tests run on.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, loadConfig, projectFolder } from '../../runtime/config.ts'
import { compileCache } from './compile-cache.ts'
import { withoutServers } from './server-kind.ts'
import { serverKind, startTestServers } from './servers.ts'

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

export type CommandLine = {
  readonly home: string
  /** Settings as the commands read them. */
  readonly config: () => Config
  /** Runs a command to its end. */
  readonly run: (...args: readonly string[]) => Promise<Ran>
  /** Runs it, expects exit 0, and parses what it printed. */
  readonly json: (...args: readonly string[]) => Promise<unknown>
  /** Starts one that somebody else ends. */
  readonly start: (...args: readonly string[]) => { readonly child: ChildProcess; readonly ended: Promise<Ran> }
  /** Stops what was started, ends or empties the servers, and removes the home. */
  readonly stop: () => Promise<void>
}

/** With a home of its own and no servers: `up` starts embedded ones, and `stop` ends them. */
export async function commandLine(settings: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const home = await mkdtemp(join(tmpdir(), 'codelupe-cli-'))
  const own = { ...withoutServers(process.env), ...compileCache, CODELUPE_HOME: home }
  const cli = commandsIn(home, { ...own, ...onAnyPort, ...settings })
  return { ...cli, stop: () => cli.stop().then(() => rm(home, { recursive: true, force: true })) }
}

/** With the kind of servers that tests run on: embedded ones are started by `up`, as on a user's machine. */
export async function servedCommandLine(settings: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  if ((await serverKind()) === 'embedded') return commandLine(settings)
  const servers = await startTestServers()
  const cli = commandsIn(servers.config.home, { ...servers.environment, ...onAnyPort, ...settings })
  return { ...cli, stop: () => cli.stop().then(servers.stop) }
}

const onAnyPort = { CODELUPE_METRICS_PORT: '0' } as const

function commandsIn(home: string, env: Readonly<Record<string, string>>): CommandLine {
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
    config: () => loadConfig(env),
    run,
    start,
    json: async (...args) => {
      const { code, out, err } = await run(...args)
      if (code !== 0) throw new Error(`codelupe ${args.join(' ')} ended with ${code}: ${err}`)
      return JSON.parse(out)
    },
    stop: async () => {
      await run('down')
    },
  }
}
