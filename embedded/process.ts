// Server processes that outlive the command that started them, and how a later command knows them again: by pid and
// start time, or, where a killed command never wrote those down, by a marker in the command line (our state folder).
import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { limits } from '../runtime/limits.ts'

/** A process that no other process can be taken for: pids are reused, pids with start times are not. */
export type ProcessId = { readonly pid: number; readonly startTime: number }

export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly log: string
  readonly user?: { readonly uid: number; readonly gid: number } | undefined
}

/** Starts a process in its own session, so that neither Ctrl-C nor our end reaches it. */
export function startDetached(command: Command): ProcessId {
  rotate(command.log)
  const log = openSync(command.log, 'a', 0o600)
  try {
    const child = spawn(command.file, command.args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: command.env,
      cwd: '/',
      ...command.user,
    })
    // A failed start has no pid; its error event needs a listener, or it would end this process.
    child.once('error', () => undefined)
    child.unref()
    const startTime = child.pid === undefined ? undefined : startTimeOf(child.pid)
    if (child.pid === undefined || startTime === undefined) throw new Error(`${command.file} could not be started`)
    return { pid: child.pid, startTime }
  } finally {
    closeSync(log)
  }
}

export const isAlive = (id: ProcessId): boolean => startTimeOf(id.pid) === id.startTime

/** Processes that run this program with the marker as one word of their command line. */
export function findByMarker(program: string, marker: string): readonly ProcessId[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return pids.flatMap((pid) => {
    const words = commandLine(pid)
    // The program counts too: an editor that has one of our files open is not our server.
    if (basename(words[0] ?? '') !== basename(program) || !words.includes(marker)) return []
    const startTime = startTimeOf(pid)
    return startTime === undefined ? [] : [{ pid, startTime }]
  })
}

/** Asks a process to end, waits, and kills it when the time is up or the signal says so. True when it ended by itself. */
export async function endProcess(
  id: ProcessId,
  request: NodeJS.Signals,
  waitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  send(id, request)
  const deadline = performance.now() + waitMs
  while (isAlive(id) && performance.now() < deadline && !signal.aborted) await wait(limits.serverPollMs)
  if (!isAlive(id)) return true
  send(id, 'SIGKILL')
  const killed = performance.now() + waitMs
  while (isAlive(id) && performance.now() < killed) await wait(limits.serverPollMs)
  return false
}

function send(id: ProcessId, signal: NodeJS.Signals): void {
  try {
    if (isAlive(id)) process.kill(id.pid, signal)
  } catch {
    // It ended in between, which is what was asked for.
  }
}

/** Clock ticks since boot at which a process started; undefined for one that is gone or only a zombie. */
export function startTimeOf(pid: number): number | undefined {
  const stat = procFile(pid, 'stat')
  // The second field is the program's name in brackets and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === undefined || fields[0] === '' || fields[0] === 'Z' ? undefined : Number(fields[19])
}

const commandLine = (pid: number): readonly string[] => procFile(pid, 'cmdline').split('\0')

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function rotate(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > limits.serverLogBytesMax) renameSync(log, `${log}.1`)
}
