// Resident memory of processes while something befalls them: read from /proc four times a second.
import { readFileSync } from 'node:fs'

export type Memory = {
  /** Most that any of them held, in bytes. */
  readonly peakBytes: number
  /** The one that held it. */
  readonly of: string
  /** By how much the second half of the time went beyond the first, of the process where that was most. */
  readonly growthBytes: number
}

export type Watched = { readonly name: string; readonly pid: number }

const everyMs = 250

/** Starts to watch; the function ends that and says what was seen. */
export function watchMemory(processes: readonly Watched[]): () => Memory {
  const seen = processes.map(({ name }) => ({ name, bytes: [] as number[] }))
  const timer = setInterval(() => {
    for (const [index, { pid }] of processes.entries()) seen[index]?.bytes.push(residentBytes(pid))
  }, everyMs)
  return () => {
    clearInterval(timer)
    const found = seen.map(({ name, bytes }) => {
      const half = Math.ceil(bytes.length / 2)
      return {
        of: name,
        peakBytes: Math.max(0, ...bytes),
        growthBytes: Math.max(0, ...bytes.slice(half)) - Math.max(0, ...bytes.slice(0, half)),
      }
    })
    const [largest] = found.toSorted((a, b) => b.peakBytes - a.peakBytes)
    return {
      peakBytes: largest?.peakBytes ?? 0,
      of: largest?.of ?? '',
      growthBytes: Math.max(...found.map(({ growthBytes }) => growthBytes)),
    }
  }
}

/** 0 where the process has ended. */
export function residentBytes(pid: number): number {
  try {
    const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kibibytes) * 1_024
  } catch {
    return 0
  }
}

export const mebibytes = (bytes: number): number => Math.round(bytes / 1_048_576)
