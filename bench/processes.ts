// What processes cost, as Linux counts it: CPU of a process and of its children, and the most memory it ever held. Sampled,
// because a process that has ended no longer tells.
import { readdirSync, readFileSync } from 'node:fs'
import { statOf, ticksPerSecond } from '../runtime/process-stat.ts'
import { megabytes, round } from './report.ts'

export type Cost = { readonly cpuSeconds: number; readonly peakRssMegabytes: number }

export type Watched = { readonly name: string; readonly pids: readonly number[] }

export type Watch = {
  /** Costs of every name since the watch began, in the order in which they were first seen. */
  readonly costs: () => Readonly<Record<string, Cost>>
  readonly stop: () => void
}

export function peakRssBytes(pid: number): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]
  return Number(kibibytes ?? 0) * 1_024
}

/** A process and all its living descendants. */
export function withDescendants(pid: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = statOf(Number(name))?.parent
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const all: number[] = [pid]
  for (const one of all) all.push(...(children.get(one) ?? []))
  return all
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

type Seen = { ticks: number; peak: number }

/**
 * Watches processes from now on. `find` is asked each time, as workers may be started again. A process's ended children
 * count once it has waited for them, so a server that forks is counted whole.
 */
export function watchProcesses(find: () => readonly Watched[], everyMs = 250): Watch {
  const first = new Map<number, number>()
  const seen = new Map<string, Map<number, Seen>>()
  const sample = (begin: boolean): void => {
    for (const { name, pids } of find()) {
      const processes = seen.get(name) ?? new Map<number, Seen>()
      seen.set(name, processes)
      for (const [index, pid] of pids.entries()) {
        const stat = statOf(pid)
        if (stat === null) continue
        // Only the first of a name may reap: what its descendants reaped is theirs and is counted when it reaps them.
        const ticks = stat.own + (index === 0 ? stat.reaped : 0)
        if (begin) first.set(pid, ticks)
        processes.set(pid, { ticks, peak: Math.max(processes.get(pid)?.peak ?? 0, peakRssBytes(pid)) })
      }
      forgetReaped(processes, pids)
    }
  }
  sample(true)
  const timer = setInterval(() => sample(false), everyMs)
  return {
    costs: () => {
      sample(false)
      return Object.fromEntries([...seen].map(([name, processes]) => [name, costOf(processes, first)]))
    },
    stop: () => clearInterval(timer),
  }
}

/** A forked child that has ended is in its parent's count from now on; a worker's own earlier process is not. */
function forgetReaped(processes: Map<number, Seen>, pids: readonly number[]): void {
  const [parent] = pids
  if (pids.length < 2 || parent === undefined) return
  for (const [pid, { peak }] of processes) {
    if (pids.includes(pid)) continue
    processes.delete(pid)
    const own = processes.get(parent)
    if (own !== undefined) own.peak = Math.max(own.peak, peak)
  }
}

function costOf(processes: ReadonlyMap<number, Seen>, first: ReadonlyMap<number, number>): Cost {
  const all = [...processes]
  const ticks = all.reduce((sum, [pid, seen]) => sum + seen.ticks - (first.get(pid) ?? 0), 0)
  return {
    cpuSeconds: round(ticks / ticksPerSecond),
    peakRssMegabytes: round(megabytes(Math.max(0, ...all.map(([, { peak }]) => peak))), 1),
  }
}
