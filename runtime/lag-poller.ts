// Reads the lag every few seconds, and judges it over time. A broker that is away ends nothing: the last reading stays, with
// its time, and is told from one of now; clients are opened anew for the next.
import { setTimeout as sleep } from 'node:timers/promises'
import type { LagReader } from './lag.ts'
import { type JudgedLag, lagWindow } from './lag-window.ts'
import { limits } from './limits.ts'

export type Polling = {
  readonly polls: number
  readonly failures: number
  /** Whether the last reading was made, and lacks no group. */
  readonly up: boolean
}

export type LagPoller = {
  /** The newest reading, however old; null before the first. */
  readonly latest: () => JudgedLag | null
  /** Whether the newest reading is one of now. */
  readonly isFresh: () => boolean
  readonly polling: () => Polling
  /** Settles once the poller has ended after its signal. */
  readonly done: Promise<void>
}

/** Reads the lag until the signal aborts. `open` is called again after a failure. */
export function pollLag(
  open: () => Promise<LagReader>,
  { now, everyMs }: { readonly now: () => number; readonly everyMs: number },
  signal: AbortSignal,
): LagPoller {
  const judge = lagWindow()
  const state: { lag: JudgedLag | null; reader: LagReader | null } & {
    -readonly [Name in keyof Polling]: Polling[Name]
  } = { lag: null, reader: null, polls: 0, failures: 0, up: false }
  const poll = async (): Promise<void> => {
    try {
      state.polls++
      state.reader ??= await open()
      state.lag = judge(await state.reader.read())
      state.up = state.lag.missed.length === 0
    } catch {
      state.failures++
      state.up = false
      const failed = state.reader
      state.reader = null
      await failed?.close()
    }
  }
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await poll()
      await sleep(everyMs, undefined, { signal }).catch(() => undefined)
    }
    await state.reader?.close()
  }
  return {
    latest: () => state.lag,
    isFresh: () => state.lag !== null && now() - state.lag.at <= limits.lagAgeMsMax,
    polling: () => ({ polls: state.polls, failures: state.failures, up: state.up }),
    done: loop(),
  }
}
