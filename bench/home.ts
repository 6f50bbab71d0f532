// A pipeline of its own for one figure: a fresh home with embedded servers, the supervisor with one process a step, and
// commands run to their end, all as real processes of the real command line.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, connectionTo, withClients } from '../cli/connect.ts'
import { observeWith } from '../cli/observe.ts'
import { provision } from '../cli/provision.ts'
import { readStatus, type Status } from '../cli/queries/status.ts'
import { readSupervisor } from '../cli/supervisor-state.ts'
import { processesOf } from '../embedded/plans.ts'
import { serverNames } from '../embedded/server.ts'
import { type Config, projectFolder } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import { reapedSeconds } from '../runtime/process-stat.ts'
import { startTestServers } from '../tests/support/servers.ts'
import { peakRssBytes, type Watched, withDescendants } from './processes.ts'

export type Ended = {
  readonly code: string
  readonly stdout: string
  readonly stderr: string
  readonly cpuSeconds: number
  readonly peakRssBytes: number
  readonly seconds: number
}

export type Home = {
  readonly config: Config
  readonly connection: Connection
  /** Starts the supervisor, without the trainer, and waits until every step runs. */
  readonly startSteps: () => Promise<void>
  readonly stopSteps: () => Promise<void>
  /** Runs a command of codelupe to its end; throws where it fails. */
  readonly command: (args: readonly string[]) => Promise<Ended>
  readonly status: (signal: AbortSignal) => Promise<Status>
  /** The processes of each step and of the supervisor. */
  readonly steps: () => readonly Watched[]
  readonly servers: () => readonly Watched[]
  readonly stop: () => Promise<void>
}

/** An aborted signal ends the command that runs; `stop` ends everything else. */
export async function openHome(signal: AbortSignal): Promise<Home> {
  const servers = await startTestServers()
  const { config } = servers
  const connection = connectionTo(config, servers.addresses)
  await provision(connection, config.partitions).catch(async (error: unknown) => {
    await servers.stop()
    throw error
  })
  const supervisor: { child: ChildProcess | null } = { child: null }
  const stopSteps = async (): Promise<void> => {
    const { child } = supervisor
    supervisor.child = null
    if (child === null || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  return {
    config,
    connection,
    startSteps: async () => {
      supervisor.child = launch(config, ['supervise', '--trainer=off'])
      await untilRunning(config, signal)
    },
    stopSteps,
    command: (args) => runCommand(config, args, signal),
    status: (signal) =>
      withClients(connection, ({ admin, database }) =>
        readStatus(database, observeWith(admin, connection.kafka), signal),
      ),
    steps: () => [
      { name: 'supervisor', pids: [supervisor.child?.pid ?? 0] },
      ...(readSupervisor(config)?.workers ?? []).map(({ name, pid }) => ({ name, pids: [pid ?? 0] })),
    ],
    servers: () =>
      serverNames.map((name) => ({
        name,
        pids: processesOf(config, name).flatMap(({ pid }) => withDescendants(pid)),
      })),
    stop: async () => {
      await stopSteps()
      await servers.stop()
    },
  }
}

// As a user starts it, with the memory that ./codelupe gives each command. The embedded servers of this home, whatever the
// environment names, and a port of its own for metrics.
function launch(config: Config, args: readonly string[]): ChildProcess {
  const { KAFKA_BROKERS: _, SCHEMA_REGISTRY_URL: __, DATABASE_URL: ___, ...env } = process.env
  return spawn(join(projectFolder, 'codelupe'), args, {
    env: { ...env, CODELUPE_HOME: config.home, CODELUPE_METRICS_PORT: '0', UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function untilRunning(config: Config, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + limits.serverStartMsMax
  while (readSupervisor(config)?.workers.every(({ pid, cpuMs }) => pid !== null && cpuMs > 0) !== true) {
    if (performance.now() > deadline) throw new Error(`expected every step to run; see the logs in ${config.home}`)
    await sleep(200, undefined, { signal })
  }
}

/** Runs a command of codelupe on the servers of `config.home` to its end; throws where it fails. */
export async function runCommand(config: Config, args: readonly string[], signal: AbortSignal): Promise<Ended> {
  signal.throwIfAborted()
  const [reaped, startedAt] = [reapedSeconds(), performance.now()]
  const child = launch(config, args)
  const end = (): unknown => child.kill('SIGTERM')
  signal.addEventListener('abort', end)
  const text = { out: '', error: '', peak: 0 }
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text.out += part
  })
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text.error += part
  })
  const timer = setInterval(() => {
    text.peak = Math.max(text.peak, peakRssBytes(child.pid ?? 0))
  }, 100)
  const code = await new Promise<string>((resolve) => {
    child.on('close', (exit, by) => resolve(by ?? String(exit)))
  })
  clearInterval(timer)
  signal.removeEventListener('abort', end)
  signal.throwIfAborted()
  if (code !== '0') throw new Error(`codelupe ${args.join(' ')} ended with ${code}: ${text.error}`)
  return {
    code,
    stdout: text.out,
    stderr: text.error,
    cpuSeconds: reapedSeconds() - reaped,
    peakRssBytes: text.peak,
    seconds: (performance.now() - startedAt) / 1_000,
  }
}
