// The writer of a replay: copies and shadows in transactions of one name, which a second run of the same fences and goes on
// from. While one transaction commits, the next is prepared; a rate holds it back where one was asked for.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Passing } from '../../runtime/crash-point.ts'
import { type KafkaAddress, type OutgoingRecord, openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { retry } from '../../runtime/retry.ts'
import { type Passed, writeTogether } from '../../runtime/transaction.ts'

export const replayTransactionalId = (replay: string): string => `codelupe.replay.${replay}`

export type ReplayWriter = {
  /** Written with the others, in order. Resolves when there is room for more. */
  readonly add: (record: OutgoingRecord) => Promise<void>
  /** All that was added is committed. */
  readonly flush: () => Promise<void>
  /** These alone, in a transaction of their own, after all that was added. */
  readonly write: (records: readonly OutgoingRecord[], signal: AbortSignal) => Promise<void>
  /** Records committed so far. */
  readonly written: () => number
  readonly close: () => Promise<void>
}

/** Opens the writer and fences a former run of the same replay. `rate` is in records a second. */
export async function openReplayWriter(
  address: KafkaAddress,
  replay: string,
  rate: number,
  signal: AbortSignal,
  passing: Passing = () => undefined,
): Promise<ReplayWriter> {
  const passed: Passed = {
    produced: () => passing('replay.produced'),
    committed: () => passing('replay.committed'),
  }
  const producer = await openProducer(address, replayTransactionalId(replay))
  const state = { records: [] as OutgoingRecord[], bytes: 0, written: 0, startedAt: performance.now() }
  let committing: Promise<void> = Promise.resolve()
  // What is begun is finished after the signal, as everywhere: a transaction left open would hold back every reader.
  const working = new AbortController()

  const begin = async (): Promise<void> => {
    await committing
    const { records } = state
    if (records.length === 0) return
    state.records = []
    state.bytes = 0
    committing = writeTogether(producer, records, working.signal, passed).then(() => {
      state.written += records.length
    })
    // Told by the next call that awaits it; until then it is nobody's unhandled rejection.
    committing.catch(() => undefined)
  }

  const hold = async (): Promise<void> => {
    const due = state.startedAt + ((state.written + state.records.length) * 1_000) / rate
    const wait = due - performance.now()
    if (wait > 0) await sleep(wait, undefined, { signal })
  }

  await retry(() => producer.initTransactions(), signal)
  const perTransaction = Math.max(1, Math.min(limits.replayRecordsMax, rate))
  return {
    add: async (record) => {
      signal.throwIfAborted()
      state.records.push(record)
      state.bytes += record.value.length
      if (state.records.length < perTransaction && state.bytes < limits.replayBytesMax) return
      if (Number.isFinite(rate)) await hold()
      await begin()
    },
    flush: async () => {
      await begin()
      await committing
    },
    write: async (records, until) => {
      // What failed before is told by whoever waits for it: here it only has to have ended.
      await committing.catch(() => undefined)
      await writeTogether(producer, records, until, passed)
    },
    written: () => state.written,
    close: () => producer.close(),
  }
}
