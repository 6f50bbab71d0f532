// What Linux knows of a process's CPU, by /proc.
import { readFileSync } from 'node:fs'

/** Linux counts CPU in hundredths of a second on every machine that Node runs on. */
export const ticksPerSecond = 100

/** The parent's id; ticks of the process itself, and of its children that have ended and were waited for. */
export type Stat = { readonly parent: number; readonly own: number; readonly reaped: number }

/** Null for a process that is gone. */
export function statOf(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`)
  if (text === '') return null
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const at = (index: number): number => Number(fields[index])
  return { parent: at(1), own: at(11) + at(12), reaped: at(13) + at(14) }
}

/** CPU of children that have ended and were waited for, in seconds: what a command that ran to its end cost. */
export const reapedSeconds = (): number => (statOf(process.pid)?.reaped ?? 0) / ticksPerSecond

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
