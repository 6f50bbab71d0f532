// Free loopback ports below the range the kernel hands out to outgoing connections, so that a port that was free at one
// start is very likely free at the next, and two checkouts do not meet.
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { limits } from '../runtime/limits.ts'

const first = 20_000
const last = 31_999
const triesMax = 200

/** The remembered ports where they are still free, else new ones; all different. */
export async function choosePorts<Name extends string>(
  names: readonly Name[],
  remembered: Readonly<Partial<Record<Name, number>>>,
): Promise<Readonly<Record<string, number>>> {
  const chosen: Record<string, number> = {}
  for (const name of names) {
    const before = remembered[name]
    const taken = Object.values(chosen)
    chosen[name] =
      before !== undefined && !taken.includes(before) && (await becomesFree(before)) ? before : await freePort(taken)
  }
  return chosen
}

/** Whether a port of 127.0.0.1 can be listened on. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => done(true)))
  })

/** A killed Java counts as gone while the last of its threads still hold its sockets: its port is waited for. */
async function becomesFree(port: number): Promise<boolean> {
  const deadline = performance.now() + limits.serverAnswerMsMax
  while (!(await isFree(port))) {
    if (performance.now() > deadline) return false
    await wait(limits.serverPollMs)
  }
  return true
}

export async function freePort(taken: readonly number[]): Promise<number> {
  for (let tries = 0; tries < triesMax; tries++) {
    const port = randomInt(first, last + 1)
    if (!taken.includes(port) && (await isFree(port))) return port
  }
  throw new Error(`expected a free port of 127.0.0.1 from ${first} to ${last}, found none in ${triesMax} tries`)
}
