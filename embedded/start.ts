// Starts the wanted servers: keeps those that serve, ends orphans, chooses ports, starts the rest side by side, and
// waits until each really serves. What was started here is ended again when one fails or the caller gives up.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { freeBytes, requireDisk } from './disk.ts'
import { endServers, kinds, processesOf, runningOf, wantedServers } from './plans.ts'
import { choosePorts } from './ports.ts'
import { isAlive, type ProcessId, startDetached } from './process.ts'
import { logFile, type Ports, type ServerName } from './server.ts'
import { readState, type ServersState, writeState } from './state.ts'

export type StartOptions = {
  /** Told in a few words what is being waited for. */
  readonly progress?: (line: string) => void
  /** More words for a server's command line, before all others. */
  readonly flags?: (name: ServerName) => readonly string[]
  /** Words behind all others, such as the broker's `--override name=value`. */
  readonly more?: (name: ServerName, ports: Ports) => readonly string[]
}

type Start = Required<StartOptions> & { readonly config: Config; readonly signal: AbortSignal }

export async function start(config: Config, options: StartOptions, signal: AbortSignal): Promise<ServersState> {
  mkdirSync(join(config.home, 'logs'), { recursive: true, mode: 0o755 })
  const kept = await keepServing(config, signal)
  const missing = wantedServers(config).filter((name) => !kept.includes(name))
  if (missing.length > 0) requireDisk(config.home, await freeBytes(config.home))
  await endServers(config, missing, limits.serverStopMsMax, signal)
  await rememberPorts(config, missing)
  const together = new AbortController()
  const run: Start = {
    config,
    progress: options.progress ?? (() => undefined),
    flags: options.flags ?? (() => []),
    more: options.more ?? (() => []),
    signal: AbortSignal.any([signal, together.signal]),
  }
  const database = missing.includes('postgres') ? startOne(run, 'postgres') : Promise.resolve()
  const others = missing.filter((name) => name !== 'postgres')
  const starts = [
    database,
    ...others.map((name) => (name === 'registry' ? database.then(() => startOne(run, name)) : startOne(run, name))),
  ]
  try {
    await Promise.all(starts)
  } catch (error) {
    together.abort()
    await Promise.allSettled(starts)
    await endServers(config, missing, limits.serverGiveUpMsMax, new AbortController().signal)
    signal.throwIfAborted()
    throw error
  }
  return stateOf(config)
}

/** The wanted servers that already serve. A registry without its database does not count. */
async function keepServing(config: Config, signal: AbortSignal): Promise<readonly ServerName[]> {
  const state = readState(config)
  if (state === undefined) return []
  const serves = async (name: ServerName): Promise<boolean> => {
    const running = runningOf(config, name)
    if (running === undefined || processesOf(config, name).length > 1) return false
    const { ready } = kinds[name].plan(config, state.ports, state.password)
    return (await untilReady(ready, running, limits.serverAnswerMsMax, signal)) === 'ready'
  }
  const wanted = wantedServers(config)
  const answers = await Promise.all(wanted.map(serves))
  const serving = wanted.filter((_, index) => answers[index])
  return serving.filter((name) => name !== 'registry' || serving.includes('postgres'))
}

/** Chooses the ports of the servers to start, the former ones where they are free, and writes all down before any start. */
async function rememberPorts(config: Config, missing: readonly ServerName[]): Promise<void> {
  const state = stateOf(config)
  const ports: Ports = await choosePorts(
    missing.flatMap((name) => kinds[name].ports),
    state.ports,
  )
  writeState(config, { ...state, ports: { ...state.ports, ...ports } })
}

async function startOne(run: Start, name: ServerName): Promise<void> {
  const { config, progress, flags, more, signal } = run
  const { ports, password } = stateOf(config)
  const begun = performance.now()
  progress(`${name} starts`)
  const plan = kinds[name].plan(config, ports, password)
  await plan.prepare(signal)
  signal.throwIfAborted()
  const id = startDetached({ ...plan.command, args: [...flags(name), ...plan.command.args, ...more(name, ports)] })
  const state = stateOf(config)
  writeState(config, { ...state, running: { ...state.running, [name]: { ...id, log: plan.command.log } } })
  const outcome = await untilReady(plan.ready, id, limits.serverStartMsMax, signal)
  signal.throwIfAborted()
  if (outcome !== 'ready') throw fail('servers.failed', failure(config, name, outcome))
  progress(`${name} serves after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}

type Readiness = 'ready' | 'ended' | 'silent'

async function untilReady(
  ready: (signal: AbortSignal) => Promise<boolean>,
  id: ProcessId,
  waitMs: number,
  signal: AbortSignal,
): Promise<Readiness> {
  const deadline = performance.now() + waitMs
  while (isAlive(id)) {
    if (await ready(signal)) return 'ready'
    if (performance.now() > deadline || signal.aborted) return 'silent'
    await wait(limits.serverPollMs)
  }
  return 'ended'
}

function failure(config: Config, name: ServerName, outcome: Readiness): string {
  const log = logFile(config, name)
  const found = outcome === 'ended' ? 'it ended' : `no answer within ${limits.serverStartMsMax / 1000} s`
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12)
  return `expected ${name} to serve, found that ${found}; the end of ${log}:\n${lines.join('\n')}`
}

const stateOf = (config: Config): ServersState =>
  readState(config) ?? { ports: {}, password: randomBytes(18).toString('base64url'), running: {} }
