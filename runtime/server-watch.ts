// Whether each server answers, asked every few seconds by the supervisor: a worker that has nothing to do would not notice
// for long that one is away. One question that fails or takes long is no outage: a server is away after several in a row.
import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from './limits.ts'
import { within } from './within.ts'

export type WatchedServer = {
  readonly name: 'kafka' | 'postgres' | 'registry'
  /** Whether files stop where it is away. */
  readonly critical: boolean
  /** Asks it something small; rejects where it does not answer. */
  readonly ask: () => Promise<void>
}

/** away: it did not answer the last questions, or has not answered yet. */
export type ServerState = Pick<WatchedServer, 'name' | 'critical'> & { readonly state: 'ok' | 'away' }

export type ServerWatch = {
  readonly states: () => readonly ServerState[]
  /** Settles once it has ended after its signal. */
  readonly done: Promise<void>
}

/** Asks until the signal aborts, every `lookMs`, and waits as long for an answer. */
export function watchServers(servers: readonly WatchedServer[], lookMs: number, signal: AbortSignal): ServerWatch {
  const unanswered = new Map<WatchedServer, number>(servers.map((server) => [server, limits.serverUnansweredMax]))
  const watch = async (server: WatchedServer): Promise<void> => {
    while (!signal.aborted) {
      await within(lookMs, server.ask(), () => new Error('no answer')).then(
        () => unanswered.set(server, 0),
        () => unanswered.set(server, (unanswered.get(server) ?? 0) + 1),
      )
      await sleep(lookMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const isAway = (server: WatchedServer): boolean => (unanswered.get(server) ?? 0) >= limits.serverUnansweredMax
  return {
    states: () => servers.map((server) => ({ ...shownOf(server), state: isAway(server) ? 'away' : 'ok' })),
    done: Promise.all(servers.map(watch)).then(() => undefined),
  }
}

const shownOf = ({ name, critical }: WatchedServer): Pick<WatchedServer, 'name' | 'critical'> => ({ name, critical })
