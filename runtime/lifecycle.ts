// How a process of CodeLupe begins and ends: signals abort, a lost supervisor aborts, an unhandled rejection is logged
// and ends it with exit code 1; ticks go to the supervisor while the loop turns (I13).
import type { Tick } from './supervisor.ts'

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
    if (!state.interrupted) setTimeout(end, msMax).unref()
    state.interrupted = true
    controller.abort(new Error('interrupted'))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.once('disconnect', stop)
  return { signal: controller.signal, interrupted: () => state.interrupted }
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
