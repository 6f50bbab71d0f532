// How a process of CodeLupe begins and ends: signals abort, a lost supervisor aborts, and so does a rejection that nobody
// handled, after which the process is trusted no further: it ends as when told to, and with 1; ticks go to the supervisor while
// the loop turns (I13).
import { Worker } from 'node:worker_threads'
import type { Tick } from './supervisor.ts'

/** How much longer than its own thread another one waits before it ends the process, in milliseconds. */
const blockedMs = 500

/** Why a process ends before its work is done. `broken`: by a rejection that nobody handled. */
export type Ending = 'interrupted' | 'broken'

export type Shutdown = {
  readonly signal: AbortSignal
  /** Null while nothing ends it; the first reason stands. */
  readonly ending: () => Ending | null
}

/**
 * A signal that aborts at SIGINT, SIGTERM, when the process that supervises this one goes away, or at a rejection that nobody
 * handled, which `say` is told. What has not ended `msMax` after that is ended: a client that waits for servers which are gone
 * must not outlive them.
 */
export function shutdownSignal(msMax: number, end: () => void, say: (reason: unknown) => void): Shutdown {
  const controller = new AbortController()
  const state: { ending: Ending | null } = { ending: null }
  const stop = (ending: Ending): void => {
    if (state.ending !== null) return
    state.ending = ending
    setTimeout(end, msMax).unref()
    endIfBlocked(msMax + blockedMs)
    controller.abort(new Error(ending))
  }
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, () => stop('interrupted'))
  process.on('unhandledRejection', (reason) => {
    say(reason)
    stop('broken')
  })
  return { signal: controller.signal, ending: () => state.ending }
}

/**
 * A call into native code that never comes back holds this thread, and every timer of it: the Kafka client's answer to a
 * rebalance has done so while it was being closed. Another thread ends the process then, as the system's own kill would.
 */
function endIfBlocked(ms: number): void {
  const text = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${ms})`
  const thread = new Worker(text, { eval: true, execArgv: [], env: {} })
  thread.once('error', () => undefined)
  thread.unref()
}

/** Tells the supervisor that the loop turns; at most once a second. */
export function ticker(metrics: () => Promise<readonly object[]>): () => void {
  const state = { sentAt: 0 }
  return () => {
    const at = performance.now()
    if (process.send === undefined || at - state.sentAt < 1_000) return
    state.sentAt = at
    void send(metrics)
  }
}

async function send(metrics: () => Promise<readonly object[]>): Promise<void> {
  const { user, system } = process.cpuUsage()
  const tick: Tick = {
    kind: 'tick',
    rssBytes: process.memoryUsage.rss(),
    cpuMs: Math.round((user + system) / 1_000),
    metrics: await metrics(),
  }
  // The supervisor may have gone since: the disconnect ends this process by itself.
  if (process.connected) process.send?.(tick)
}
