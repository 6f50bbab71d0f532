// The loop that runs every consumer: read a batch, decide purely, commit effects with positions (I1).
// A record that cannot be handled is buried and the partition moves on; only the commit is retried.
import type { Breaker } from './breaker.ts'
import type { CrashMarker } from './crash-marker.ts'
import type { Decide } from './decide.ts'
import { hasCode } from './errors.ts'
import { judge } from './judging.ts'
import { limits } from './limits.ts'
import { retry } from './retry.ts'
import type { Batch, BurialReason, Log, LogRecord, Outcome, Sink } from './step.ts'

export type LoopParts<Out> = {
  readonly log: Log
  readonly sink: Sink<Out>
  readonly decide: Decide<Out>
  /** Fetches what deciding needs, such as the schemas of unknown ids; retried while what it asks is unavailable. */
  readonly prepare: (records: readonly LogRecord[]) => Promise<void>
  readonly marker: CrashMarker
  readonly breaker: Breaker
  /** Judging longer than this ends a batch early; without a bound where batches may not be cut. */
  readonly judgeMsMax?: number
  /** Called once a turn, and while one waits, for the watchdog and the metrics. */
  readonly observe: (turn: Turn) => void
  /** Told at each attempt why preparing waits. */
  readonly waiting?: ((error: unknown) => void) | undefined
  /** Told that a batch was aborted; its records come again. */
  readonly aborted?: (() => void) | undefined
  /** Runs the work of one batch, inside a span where traces are wanted. */
  readonly around?: Around | undefined
}

/** Runs the work of one batch; null where it was aborted. */
export type Around = (batch: Batch, work: () => Promise<Turn | null>) => Promise<Turn | null>

/** One turn of the loop, in milliseconds and counts. */
export type Turn = {
  readonly records: number
  /** Why each buried record was. */
  readonly burials: readonly BurialReason[]
  readonly bytes: number
  readonly judgeMs: number
  readonly commitMs: number
}

/** A turn that did nothing yet. */
export const noTurn: Turn = { records: 0, burials: [], bytes: 0, judgeMs: 0, commitMs: 0 }

/** Runs until the signal aborts; the batch in hand is finished first. Rejects where the process must end. */
export async function run<Out>(parts: LoopParts<Out>, signal: AbortSignal): Promise<void> {
  const { log, sink } = parts
  // Work already begun is finished after the signal: only waiting and retrying stop.
  const working = new AbortController()
  const aborts: Aborts = { inARow: 0 }
  for await (const batch of log.read(sink.resume, signal)) {
    await retry(
      () => {
        // What waits for a server that is away has not hung: the watchdog is told at each attempt.
        parts.observe(noTurn)
        return parts.prepare(batch.records)
      },
      signal,
      Number.POSITIVE_INFINITY,
      parts.waiting,
    )
    const work = (): Promise<Turn | null> => handle(parts, batch, aborts, working.signal)
    const turn = parts.around === undefined ? await work() : await parts.around(batch, work)
    if (turn === null) parts.aborted?.()
    else parts.observe(turn)
  }
}

/** A transaction that is aborted for ever would be a step that does nothing and says nothing. */
type Aborts = { inARow: number }

async function handle<Out>(
  parts: LoopParts<Out>,
  batch: Batch,
  aborts: Aborts,
  signal: AbortSignal,
): Promise<Turn | null> {
  const startedAt = performance.now()
  const { outcomes, done, rest } = await judge(
    {
      decide: parts.decide,
      marker: parts.marker,
      tick: () => parts.observe(noTurn),
      msMax: parts.judgeMsMax ?? limits.batchJudgeMsMax,
    },
    batch,
  )
  parts.breaker.observe(outcomes)
  const judgedAt = performance.now()
  const committed = await commit(parts, outcomes, done, aborts, signal)
  if (!committed) await parts.log.rewind(batch)
  else if (rest !== null) await parts.log.rewind(rest)
  if (!committed) return null
  return {
    records: done.records.length,
    burials: outcomes.flatMap((outcome) => (outcome.kind === 'burial' ? [outcome.reason] : [])),
    bytes: done.records.reduce((sum, record) => sum + record.value.length, 0),
    judgeMs: judgedAt - startedAt,
    commitMs: performance.now() - judgedAt,
  }
}

async function commit<Out>(
  parts: LoopParts<Out>,
  outcomes: readonly Outcome<Out>[],
  batch: Batch,
  aborts: Aborts,
  signal: AbortSignal,
): Promise<boolean> {
  const ticking = ticks(() => parts.observe(noTurn))
  try {
    await retry(() => parts.sink.commit(outcomes, batch, signal), signal)
    aborts.inARow = 0
    return true
  } catch (error) {
    if (!hasCode(error, 'kafka.aborted') || ++aborts.inARow > limits.abortsMax) throw error
    return false
  } finally {
    ticking.stop()
  }
}

/** What waits for a slow server has not hung: each of its waits has a limit of its own, and all together this one. */
function ticks(tick: () => void): { readonly stop: () => void } {
  const left = { count: limits.commitMsMax / limits.tickMs }
  const timer = setInterval(() => {
    if (left.count-- > 0) tick()
  }, limits.tickMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
