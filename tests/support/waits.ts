// Waits of the fault tests: each has an end, and says then what it waited for, what it saw last, and what the processes
// concerned have written. A process that ends while the test still needs it ends the wait at once.
import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { onTestFinished } from 'vitest'
import type { CommandLine, Ran } from './command-line.ts'

/**
 * How long a test waits for what will come, in milliseconds. No test is a stopwatch: the same suite takes a machine that
 * others share four times as long as a calm one.
 */
export const patienceMs = 180_000

/** A process of the test's own, and what it has written so far. */
export type Followed = {
  readonly name: string
  readonly child: ChildProcess
  readonly written: () => string
  /** Its end, waited for no longer than any other. */
  readonly ended: () => Promise<Ran>
}

export type Wait<Seen> = {
  /** What is waited for, as the message tells it. */
  readonly what: string
  /** Whose logs the message quotes. */
  readonly home: string
  readonly look: () => Seen | Promise<Seen>
  readonly holds: (seen: Seen) => boolean
  /** Processes that must not end meanwhile. */
  readonly processes?: readonly Followed[]
  /** What changes while it is on its way: a wait that is over begins anew, some times, where this is not what it was. */
  readonly moves?: (seen: Seen) => string
  readonly msMax?: number
  /** How often it looks: seldom where that costs connections. */
  readonly pollMs?: number
  /** What else the message says. */
  readonly tells?: () => string
}

const tailLines = 6
/** How often a wait begins, at most, while what it waits for moves. */
const periodsMax = 3

export async function until<Seen>({
  what,
  home,
  look,
  holds,
  processes = [],
  moves = () => '',
  msMax = patienceMs,
  pollMs = 50,
  tells,
}: Wait<Seen>): Promise<Seen> {
  const period: { startedAt: number; place: string | null; left: number } = {
    startedAt: performance.now(),
    place: null,
    left: periodsMax - 1,
  }
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    period.place ??= moves(seen)
    if (performance.now() - period.startedAt > msMax && moves(seen) !== period.place && period.left-- > 0)
      Object.assign(period, { startedAt: performance.now(), place: moves(seen) })
    const ended = processes.filter(({ child }) => child.exitCode !== null || child.signalCode !== null)
    const waitedMs = performance.now() - period.startedAt
    if (ended.length > 0 || waitedMs > msMax) {
      const why = ended.length > 0 ? `${ended.map(({ name }) => name).join(', ')} ended` : 'too long'
      throw new Error(
        [
          `waited ${Math.round(waitedMs / 1_000)} s for ${what}: ${why}`,
          `seen last: ${inspect(seen, { depth: 5, breakLength: 120 })}`,
          ...processes.map(told),
          ...(tells === undefined ? [] : [tells()]),
          ...logTails(home),
        ].join('\n'),
      )
    }
    await sleep(pollMs)
  }
}

/** Starts a command that the test ends, at the latest when it is over, and keeps what it writes at hand. */
export function follow(cli: CommandLine, ...args: readonly string[]): Followed {
  const { child, ended } = cli.start(...args)
  onTestFinished(() => void child.kill('SIGKILL'))
  const text = { all: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: string) => {
      text.all += part
    })
  }
  const state: { ran?: Ran } = {}
  void ended.then((ran) => {
    state.ran = ran
  })
  const followed: Followed = {
    name: args.join(' '),
    child,
    written: () => text.all,
    ended: async () => {
      const what = `the end of ${args.join(' ')}`
      const look = (): Ran | undefined => state.ran
      const tells = (): string => told(followed)
      const ran = await until({ what, home: cli.home, look, holds: (seen) => seen !== undefined, tells })
      if (ran === undefined) throw new Error(`expected ${what}: ${text.all}`)
      return ran
    },
  }
  return followed
}

const told = ({ name, child, written }: Followed): string =>
  `${name}: ${child.signalCode ?? child.exitCode ?? 'still running'}, wrote: ${written() || 'nothing'}`

/** The last lines that each process of this home has logged. */
function logTails(home: string): readonly string[] {
  const folder = join(home, 'logs')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
      return `${name}: ${lines.slice(-tailLines).join('\n  ')}`
    })
}
