// Judges one batch, or as much of it as fits into its time. A record that takes long is judged alone in its time: the
// watchdog hears between two of them, and what was judged is committed before the group misses its member. Without that a
// thousand records of a tenth of a second each would end their process, and the third end would bury an innocent one.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CrashMarker } from './crash-marker.ts'
import { bury } from './dead-letter.ts'
import type { Decide } from './decide.ts'
import { limits } from './limits.ts'
import { markOf } from './resumption.ts'
import type { Batch, LogRecord, Outcome, Position } from './step.ts'

export type JudgeParts<Out> = {
  readonly decide: Decide<Out>
  readonly marker: CrashMarker
  /** Told while judging lasts. */
  readonly tick: () => void
  /** After this no further record of the batch is begun. */
  readonly msMax: number
}

export type Judged<Out> = {
  readonly outcomes: readonly Outcome<Out>[]
  /** What was judged, as a batch of its own. */
  readonly done: Batch
  /** What has to be read again, or null. */
  readonly rest: Batch | null
}

export async function judge<Out>(parts: JudgeParts<Out>, batch: Batch): Promise<Judged<Out>> {
  const { marker, decide } = parts
  const { records } = batch
  if (records.length === 0) return { outcomes: [], done: batch, rest: null }
  const plan = marker.plan(records)
  if (!plan.single) marker.note(records)
  const outcomes: Outcome<Out>[] = []
  const startedAt = performance.now()
  let tickedAt = startedAt
  for (const record of records) {
    const now = performance.now()
    if (now - startedAt > parts.msMax && outcomes.length > 0) break
    if (now - tickedAt > limits.tickMs) {
      tickedAt = now
      parts.tick()
      // What was told leaves the process only now.
      await nextTurn()
    }
    if (plan.crashed.includes(record)) {
      outcomes.push(bury(record, 'process.crashed', new Error('the process ended while it judged this record')))
      continue
    }
    if (plan.single) marker.note([record])
    outcomes.push(decide(record))
  }
  marker.clear(records.slice(0, outcomes.length))
  return { outcomes, ...split(batch, outcomes.length) }
}

const keyOf = ({ topic, partition }: Position): string => `${topic}/${partition}`

/** A batch after its first `count` records, and what is left of it. */
export function split(batch: Batch, count: number): { readonly done: Batch; readonly rest: Batch | null } {
  if (count >= batch.records.length) return { done: batch, rest: null }
  const [judged, left] = [batch.records.slice(0, count), batch.records.slice(count)]
  const last = new Map(judged.map((record) => [keyOf(record), record]))
  const first = new Map<string, LogRecord>()
  for (const record of left) if (!first.has(keyOf(record))) first.set(keyOf(record), record)
  /** Where each partition stands between the two. */
  const between = batch.from.map((from): Position => {
    const [before, after] = [last.get(keyOf(from)), first.get(keyOf(from))]
    if (after === undefined) return batch.next.find((next) => keyOf(next) === keyOf(from)) ?? from
    if (before === undefined) return from
    return { topic: from.topic, partition: from.partition, offset: after.offset, after: markOf(before) }
  })
  const isMoved = (position: Position): boolean =>
    batch.from.some((from) => keyOf(from) === keyOf(position) && from.offset !== position.offset)
  const next = between.filter(isMoved)
  const isLeft = (position: Position): boolean => first.has(keyOf(position))
  return {
    done: { records: judged, from: batch.from.filter((from) => next.some((one) => keyOf(one) === keyOf(from))), next },
    rest: { records: left, from: between.filter(isLeft), next: batch.next.filter(isLeft) },
  }
}
