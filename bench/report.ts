// Writes a figure with all that is needed to judge it: when, on what machine, how busy that was, from which commit, by
// which command.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../runtime/config.ts'

export type Circumstances = {
  readonly date: string
  readonly machine: string
  /** Of the last 1, 5 and 15 minutes when the figure was begun: a busy machine gives worse figures. */
  readonly loadAverage: readonly number[]
  readonly node: string
  readonly commit: string
  readonly command: string
}

/** Taken before the work begins. */
export const circumstancesOf = (command: string): Circumstances => ({
  date: new Date().toISOString(),
  machine: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  loadAverage: loadavg().map((load) => round(load)),
  node: process.version,
  commit: commitOf(),
  command,
})

/** The commit, with a plus where tracked files differ from it. */
function commitOf(): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== ''
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}

/** Writes bench/results/<figure>-<day>.json and tells where it is. */
export function writeResult(figure: string, circumstances: Circumstances, result: object): string {
  const folder = join(projectFolder, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${figure}-${circumstances.date.slice(0, 10)}.json`)
  writeFileSync(file, `${JSON.stringify({ ...circumstances, ...result }, null, 2)}\n`)
  return file
}

export const round = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits

export const megabytes = (bytes: number): number => bytes / 1_000_000
