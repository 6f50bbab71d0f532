// Starts the servers, makes them ready, and leaves a supervisor with the pipeline running in the background.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../embedded/lock.ts'
import { startServers } from '../embedded/servers.ts'
import { sidecarPython } from '../embedded/sidecar.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import type { WorkerStatus } from '../runtime/supervisor.ts'
import type { Context } from './command.ts'
import { type Connection, connectionTo } from './connect.ts'
import { absoluteOptions, type GateRules, type RulesOptions, requireGateRules, rulesFlags } from './gate-rules.ts'
import { rulesInUse } from './kept-rules.ts'
import { modelFolder } from './model-folders.ts'
import { type TrainerOptions, trainerOf } from './options.ts'
import { provision } from './provision.ts'
import {
  endSupervisor,
  findSupervisor,
  foregroundTrainer,
  type Wishes,
  wishesOf,
  wishWords,
} from './supervisor-state.ts'

export type UpOptions = PipelineOptions & { readonly serversOnly?: boolean }

export type PipelineOptions = TrainerOptions & RulesOptions

export async function up(context: Context, options: UpOptions): Promise<undefined> {
  const trainer = trainerOf(options)
  if (options.model !== undefined) modelFolder(context.config, options.model)
  if (options.serversOnly !== true) requireRoom(context, wishesOf(context.config, options))
  const rules = options.serversOnly === true ? null : await requireRules(context, options)
  const connection = await startReady(context)
  if (options.serversOnly === true) {
    context.terminal.say('servers are up; next: ./codelupe run <step>, or ./codelupe up')
    return
  }
  if (trainer !== 'off') await sidecarPython(context.config, context.terminal.say, context.signal)
  await startPipeline(context, options)
  if (rules !== null) sayRules(context, rules)
  context.terminal.say(
    `up: Kafka ${connection.addresses.kafkaBrokers}, registry ${new URL(connection.addresses.registryUrl).host}`,
  )
  context.terminal.say('next: ./codelupe ingest <directory, repository or archive> --wait, then ./codelupe status')
}

/** Servers running, topics, schemas and migrations in place. */
export async function startReady(context: Context): Promise<Connection> {
  const { config, terminal, signal } = context
  const addresses = await startServers(config, { progress: terminal.say }, signal)
  const connection = connectionTo(config, addresses)
  const made = await provision(connection, config.partitions)
  if (made.topics.length > 0) terminal.say(`created ${made.topics.length} topics`)
  if (made.migrations.length > 0) terminal.say(`ran ${made.migrations.length} migrations`)
  return connection
}

/** The users' rules, before anything is started: a supervisor would end at once, and its workers again and again. */
export const requireRules = ({ config, terminal }: Context, options: RulesOptions): Promise<GateRules> =>
  requireGateRules(config, options, terminal.say)

/** What the pipeline judges by, and that it is not what was asked for where one ran already with other rules. */
export function sayRules({ config, terminal }: Context, asked: GateRules): void {
  const lines = rulesInUse(config)?.lines ?? asked.lines
  for (const line of lines) terminal.say(line)
  if (lines.join('\n') === asked.lines.join('\n')) return
  terminal.say('warning: the pipeline ran already, with these rules and not with those asked for')
  terminal.say('  to judge by the new ones: ./codelupe down, then this command again')
}

/** Refuses, before anything is started, what could not run beside what runs here already. Throws `usage.invalid`. */
export function requireRoom({ config }: Context, asked: Wishes): void {
  const found = findSupervisor(config)
  const own = foregroundTrainer(config)
  if (found?.wishes?.trainer === 'only')
    throw fail(
      'usage.invalid',
      `expected no supervisor of a trainer alone, found process ${found.process.pid}: ./codelupe down first`,
    )
  if (asked.trainer === 'on' && own !== null)
    throw fail(
      'usage.invalid',
      `expected no trainer in the foreground, found process ${own.process.pid}: wait for its end, or stop it`,
    )
}

/**
 * A supervisor in the background with these wishes. One that runs with others is started again: its workers end after
 * their commits, and the next ones go on from there. One that runs with the same is left as it is.
 */
export async function startPipeline(context: Context, options: PipelineOptions): Promise<void> {
  const { config, signal, terminal } = context
  const asked = wishesOf(config, options)
  const start = async (): Promise<void> => {
    const found = findSupervisor(config)
    if (found !== null && wishWords(found.wishes) === wishWords(asked)) return
    if (found !== null) {
      terminal.say(`the pipeline ran with ${wishWords(found.wishes)}: starting it again with ${wishWords(asked)}`)
      await endSupervisor(config, found, signal)
    }
    await startSupervisor(context, options)
    const lines = rulesInUse(config)?.lines ?? []
    for (const line of found?.rules?.lines ?? [])
      if (!lines.includes(line)) terminal.say(`warning: it no longer judges by ${line}`)
  }
  await withLock(join(config.home, 'run', 'up'), start, signal)
}

async function startSupervisor({ config, signal, terminal }: Context, options: PipelineOptions): Promise<void> {
  const logs = join(config.home, 'logs')
  mkdirSync(logs, { recursive: true })
  const log = openSync(join(logs, 'supervisor.log'), 'a')
  const flags = [
    `--trainer=${trainerOf(options)}`,
    ...(options.model === undefined ? [] : [`--model=${options.model}`]),
    ...rulesFlags(absoluteOptions(options)),
  ]
  const program = [...process.execArgv, join(import.meta.dirname, 'main.ts'), 'supervise', ...flags]
  const child = spawn(process.execPath, program, { detached: true, stdio: ['ignore', log, log], env: process.env })
  closeSync(log)
  child.unref()
  const deadline = performance.now() + limits.serverStartMsMax
  while (performance.now() < deadline) {
    const found = findSupervisor(config)
    if (found !== null && found.workers.length > 0 && found.workers.every(isStarted)) return
    // Another `up` at the same time has started the one that this one found.
    if (child.exitCode !== null && found === null && child.exitCode !== exitCodes.usage) break
    await sleep(limits.serverPollMs, undefined, { signal })
  }
  terminal.say(`the supervisor's log: ${join(logs, 'supervisor.log')}`)
  throw fail('servers.failed', 'expected a running supervisor, found that it ended')
}

// One that was fenced or stopped by its breaker stays so: waiting for it would be for ever.
const isStarted = ({ pid, state }: WorkerStatus): boolean => pid !== null || state === 'fenced' || state === 'stopped'
