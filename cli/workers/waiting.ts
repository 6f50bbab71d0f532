// A worker that waits for a server has no end that would say why: it says so itself, and a long outage keeps its log short.
import { CodelupeError } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { shown } from '../command.ts'

/** Takes every failed attempt; says the first, and then one a minute. `now` gives milliseconds. */
export function waitingLine(say: (line: string) => void, now: () => number): (error: unknown) => void {
  const last = { saidAt: Number.NEGATIVE_INFINITY }
  return (error) => {
    if (!(error instanceof CodelupeError) || now() - last.saidAt < limits.waitingSaidMsMin) return
    last.saidAt = now()
    say(`waiting: ${shown(error.message)} [${error.code}]`)
    say(`  ${error.hint}`)
  }
}
