// How a process stands, by the kernel's word: one that has stopped itself at a marked point is `T` until it is woken.
import { readFileSync } from 'node:fs'
import { attempt } from '../../runtime/attempt.ts'
import type { Running } from './pipeline.ts'
import { until } from './waits.ts'

/** Its letter in /proc: `R`, `S`, `T`, ...; nothing where it has ended. */
export function stateOf({ child }: Running): string {
  const stat = attempt(() => readFileSync(`/proc/${child.pid}/stat`, 'utf8'))
  return stat.kind === 'done' ? (/ ([A-Z]) /.exec(stat.value.replace(/.*\)/, ''))?.[1] ?? '') : ''
}

/** Waits until each of these has stopped itself. `home` is the one whose logs the message quotes. */
export const untilHalted = (running: readonly Running[], home: string): Promise<unknown> =>
  until({
    what: `${running.map(({ args }) => args.join(' ')).join('; ')} at their marked points`,
    home,
    look: () => running.map((one) => stateOf(one)),
    holds: (states) => states.every((state) => state === 'T'),
    tells: () => running.map(({ args, output }) => `${args.join(' ')}: ${output()}`).join('\n'),
  })
