// `backup` and `restore`: the log, the database and the checkpoints together, as they were at one moment. For the embedded
// servers only: of given ones we have neither the files nor the moment (docs/runbook.md says how it is done there).
import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { writeBackup } from '../embedded/backup.ts'
import type { BackupManifest } from '../embedded/backup-files.ts'
import { withLock } from '../embedded/lock.ts'
import { processesOf } from '../embedded/plans.ts'
import { restoreBackup } from '../embedded/restore.ts'
import { serverNames } from '../embedded/server.ts'
import { type Config, settings } from '../runtime/config.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { jsonLine } from './json.ts'
import { findSupervisor } from './supervisor-state.ts'
import { bytesText } from './table.ts'
import { findTrainer } from './trainer-file.ts'

type Options = { readonly json?: boolean }
type Run = (context: Context, options: Options, args: readonly string[]) => Promise<number>

export const backup: Run = async (context, options, [folder = '']) => {
  const { config, signal } = context
  const to = resolve(folder)
  requireEmbedded(config, 'backup')
  if (existsSync(to)) throw fail('usage.invalid', `expected a folder that is not there yet, found ${shown(to)}`)
  if (`${to}${sep}`.startsWith(`${resolve(config.home)}${sep}`))
    throw fail('usage.invalid', `expected a folder outside of ${config.home}, found ${shown(to)}`)
  const work = async (): Promise<BackupManifest> => {
    requireStopped(config)
    return writeBackup(config, to, { progress: progressOf(context), now: () => new Date() }, signal)
  }
  return told(context, options, to, await withLock(config.home, work, signal))
}

export const restore: Run = async (context, options, [folder = '']) => {
  const { config, signal, terminal } = context
  const from = resolve(folder)
  requireEmbedded(config, 'restore')
  if (!existsSync(from)) throw fail('usage.invalid', `expected a backup, found nothing at ${shown(from)}`)
  const work = async (): Promise<BackupManifest> => {
    requireStopped(config)
    return restoreBackup(config, from, progressOf(context), signal)
  }
  const code = told(context, options, config.home, await withLock(config.home, work, signal))
  terminal.say('next: ./codelupe up, then ./codelupe verify')
  return code
}

function requireEmbedded(config: Config, command: string): void {
  const given = (['kafkaBrokers', 'schemaRegistryUrl', 'databaseUrl'] as const).filter(
    (name) => config[name] !== undefined,
  )
  if (given.length === 0) return
  const names = given.map((name) => settings[name].variable).join(', ')
  throw fail(
    'usage.invalid',
    `expected the embedded servers, found ${names}: ${command} those with their own tools, as docs/runbook.md says (Back up)`,
  )
}

/** A copy of what somebody writes is of no moment at all. */
function requireStopped(config: Config): void {
  const running = [
    ...serverNames.filter((name) => processesOf(config, name).length > 0),
    ...(findSupervisor(config) === null ? [] : ['the pipeline']),
    ...(findTrainer(config) === null ? [] : ['a trainer']),
  ]
  if (running.length > 0)
    throw fail(
      'usage.invalid',
      `expected nothing to run in ${config.home}, found ${running.join(', ')}: ./codelupe down`,
    )
}

const progressOf =
  ({ terminal }: Context) =>
  (done: number, all: number): void =>
    terminal.progress(`${bytesText(done)} of ${bytesText(all)}`)

function told({ terminal }: Context, { json }: Options, folder: string, { at, files }: BackupManifest): number {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  terminal.settle()
  if (json === true) terminal.out(jsonLine({ folder, at, files: files.length, bytes }))
  else terminal.out(`${files.length} files, ${bytesText(bytes)}, as of ${at}: ${shown(folder)}`)
  return exitCodes.done
}
