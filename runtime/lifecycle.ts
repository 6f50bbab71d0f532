// How a process of CodeLupe begins and ends: signals abort, a lost supervisor aborts, an unhandled rejection ends it at once by
// Node's own rule, with what it was and exit code 1; ticks go to the supervisor while the loop turns (I13).
import { Worker } from 'node:worker_threads'
import type { Tick } from './supervisor.ts'

/** How much longer than its own thread another one waits before it ends the process, in milliseconds. */
const blockedMs = 500

/**
 * A signal that aborts at SIGINT, SIGTERM, or when the process that supervises this one goes away. What has not ended
 * `msMax` after that is ended: a client that waits for servers which are gone must not outlive them.
 */
export function shutdownSignal(
  msMax: number,
  end: () => void,
): { readonly signal: AbortSignal; readonly interrupted: () => boolean } {
  const controller = new AbortController()
  const state = { interrupted: false }
  const stop = (): void => {
    if (!state.interrupted) {
      setTimeout(end, msMax).unref()
      endIfBlocked(msMax + blockedMs)
    }
    state.interrupted = true
    controller.abort(new Error('interrupted'))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.once('disconnect', stop)
  return { signal: controller.signal, interrupted: () => state.interrupted }
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
