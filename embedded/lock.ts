// Keeps two commands from working on one folder at once: starting the same servers, filling the same environment.
// The lock is a listening abstract socket: the kernel gives it to one process only and takes it back when that process
// ends, however it ends, so none goes stale.
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'

/** Runs `work` while no other process does so for this folder. Rejects when the lock is held for too long. */
export async function withLock<Result>(
  folder: string,
  work: () => Promise<Result>,
  signal: AbortSignal,
  waitMsMax: number = limits.serverLockMsMax,
): Promise<Result> {
  const name = `\0codelupe-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`
  const deadline = performance.now() + waitMsMax
  let lock = await take(name)
  while (lock === undefined) {
    if (performance.now() > deadline) {
      const found = `another command has held it for ${waitMsMax / 1000} s`
      throw fail('servers.failed', `expected to be the only command at work on ${folder}, found that ${found}`)
    }
    await wait(limits.serverPollMs, undefined, { signal })
    lock = await take(name)
  }
  try {
    return await work()
  } finally {
    lock.close()
  }
}

const take = (name: string): Promise<Server | undefined> =>
  new Promise((done) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => done(undefined))
    server.listen(name, () => done(server))
  })
