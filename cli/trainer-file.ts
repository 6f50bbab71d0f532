// Where a running trainer answers: <home>/run/trainer.json, written by the trainer, read by the commands that ask it.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, type ProcessId, startTimeOf } from '../embedded/process.ts'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { writeWhole } from '../runtime/supervisor.ts'

export type RunningTrainer = { readonly process: ProcessId; readonly port: number }

const fileOf = (config: Config): string => join(config.home, 'run', 'trainer.json')

export const writeTrainer = (config: Config, port: number): void =>
  writeWhole(
    fileOf(config),
    JSON.stringify({ process: { pid: process.pid, startTime: startTimeOf(process.pid) ?? 0 }, port }),
  )

export const removeTrainer = (config: Config): void => rmSync(fileOf(config), { force: true })

/** The trainer that runs, under the supervisor or in somebody's foreground; null where none does. */
export function findTrainer(config: Config): RunningTrainer | null {
  const found = read(fileOf(config))
  return found !== null && isAlive(found.process) ? found : null
}

function read(file: string): RunningTrainer | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Asks a running trainer. */
export async function askTrainer(
  { port }: RunningTrainer,
  method: 'GET' | 'POST',
  path: string,
  signal: AbortSignal,
): Promise<object> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(limits.sidecarHealthMsMax)])
  const found = await fetch(`http://127.0.0.1:${port}${path}`, { method, signal: late }).catch((error: unknown) => {
    throw fail('sidecar.failed', `expected an answer from the trainer at port ${port}, found none`, error)
  })
  const body: unknown = await found.json()
  if (!found.ok || typeof body !== 'object' || body === null)
    throw fail('sidecar.failed', `expected ${path} to answer, found ${found.status} ${JSON.stringify(body)}`)
  return body
}
