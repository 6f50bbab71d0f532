// Starts embedded servers again that have ended, for as long as the supervisor runs: a broker halts on a full disk, the
// system kills what takes too much memory, and nobody may be there to type `up`. Servers that were given are not ours.
import { setTimeout as sleep } from 'node:timers/promises'
import { endedServers, startServers } from '../embedded/servers.ts'
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'

/** Looks every few seconds until the signal aborts, and seldom where a start has failed; says why. */
export async function keepServers(config: Config, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  let waitMs: number = limits.serverLookMs
  while (!signal.aborted) {
    await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    const ended = signal.aborted ? [] : endedServers(config)
    if (ended.length === 0) continue
    say(`${ended.join(' and ')} ended: starting again`)
    waitMs = await startServers(config, { progress: say }, signal).then(
      () => limits.serverLookMs,
      (error: unknown) => {
        say(error instanceof Error ? error.message : String(error))
        return limits.restartWaitMsMax
      },
    )
  }
}
