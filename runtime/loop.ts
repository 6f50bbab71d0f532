// The loop that runs every consumer: read a batch, decide purely, commit effects with positions (I1).
// A record that cannot be handled is buried and the partition moves on; only the commit is retried.
import type { Breaker } from './breaker.ts'
import type { CrashMarker } from './crash-marker.ts'
import { bury } from './dead-letter.ts'
import type { Decide } from './decide.ts'
import { hasCode } from './errors.ts'
import { retry } from './retry.ts'
import type { Batch, Log, LogRecord, Outcome, Sink } from './step.ts'

export type LoopParts<Out> = {
  readonly log: Log
  readonly sink: Sink<Out>
  readonly decide: Decide<Out>
  /** Fetches what deciding needs, such as the schemas of unknown ids; retried while what it asks is unavailable. */
  readonly prepare: (records: readonly LogRecord[]) => Promise<void>
  readonly marker: CrashMarker
  readonly breaker: Breaker
  /** Called once a turn, for the watchdog and the metrics. */
  readonly observe: (turn: Turn) => void
}

/** One turn of the loop, in milliseconds and counts. */
export type Turn = {
  readonly records: number
  readonly buried: number
  readonly bytes: number
  readonly judgeMs: number
  readonly commitMs: number
}

/** Runs until the signal aborts; the batch in hand is finished first. Rejects where the process must end. */
export async function run<Out>(parts: LoopParts<Out>, signal: AbortSignal): Promise<void> {
  const { log, sink } = parts
  // Work already begun is finished after the signal: only waiting and retrying stop.
  const working = new AbortController()
  for await (const batch of log.read(sink.resume, signal)) {
    await retry(() => parts.prepare(batch.records), signal, Number.POSITIVE_INFINITY)
    const startedAt = performance.now()
    const outcomes = decideAll(parts, batch)
    parts.breaker.observe(outcomes)
    const judgedAt = performance.now()
    const committed = await commit(parts, outcomes, batch, working.signal)
    if (!committed) continue
    parts.observe({
      records: batch.records.length,
      buried: outcomes.filter((outcome) => outcome.kind === 'burial').length,
      bytes: batch.records.reduce((sum, record) => sum + record.value.length, 0),
      judgeMs: judgedAt - startedAt,
      commitMs: performance.now() - judgedAt,
    })
  }
}

async function commit<Out>(
  parts: LoopParts<Out>,
  outcomes: readonly Outcome<Out>[],
  batch: Batch,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await retry(() => parts.sink.commit(outcomes, batch, signal), signal)
    return true
  } catch (error) {
    if (!hasCode(error, 'kafka.aborted')) throw error
    await parts.log.rewind(batch)
    return false
  }
}

function decideAll<Out>(parts: LoopParts<Out>, batch: Batch): readonly Outcome<Out>[] {
  const { marker, decide } = parts
  if (batch.records.length === 0) return []
  const plan = marker.plan(batch.records)
  if (!plan.single) {
    marker.note(batch.records)
    const outcomes = batch.records.map(decide)
    marker.clear()
    return outcomes
  }
  const outcomes = batch.records.map((record) => {
    if (record === plan.crashed)
      return bury(record, 'process.crashed', new Error('the process ended while it judged this record'))
    marker.note([record])
    return decide(record)
  })
  marker.clear()
  return outcomes
}
