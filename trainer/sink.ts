// The trainer's sink: trains, checkpoints, and only then commits one Kafka transaction: the training.steps event, the
// burials and the positions (I1). Any failure after a step goes through recovery: the sidecar's memory is a step ahead,
// so nothing is retried on top of it (standing.ts).
import type { Batch, Outcome, Partition, Position, Sink } from '../runtime/step.ts'
import type { TrainingCommit } from '../schemas/types.ts'
import { type Burial, burialsOf, eventOf } from './event.ts'
import { type Head, recover } from './recovery.ts'
import { buriedAfter, onlyBuried } from './redriven.ts'
import type { Sidecar } from './sidecar.ts'
import { createStanding, type Place } from './standing.ts'
import type { TrainingEffect } from './step.ts'
import { type StepMarker, train } from './train.ts'

/** What the sink needs of Kafka, in the order in which recovery uses it. */
export type TrainingLedger = {
  /** Settles what an earlier trainer left pending, and fences it. */
  readonly initialise: (signal: AbortSignal) => Promise<void>
  /** Every commit so far, oldest first, read to everything that was written before. */
  readonly history: (signal: AbortSignal) => Promise<readonly TrainingCommit[]>
  /** One transaction: the event, a dead letter for each burial, and the positions. */
  readonly commit: (
    event: TrainingCommit,
    burials: readonly Burial[],
    next: readonly Position[],
    signal: AbortSignal,
  ) => Promise<void>
  readonly close: () => Promise<void>
}

export type TrainerSinkOptions = {
  readonly sidecar: Sidecar
  readonly ledger: TrainingLedger
  /** Of the records of steps that had no answer: a sample that ends the sidecar three times is buried. */
  readonly marker: StepMarker
  readonly model: string
  /** Checkpoints kept besides the newest. */
  readonly checkpointsKept: number
  /** Says aloud what was recovered, and from what. */
  readonly say: (line: string) => void
  /** Says that a point was passed at which a fault test may kill the process. */
  readonly passing: (point: TrainerPoint) => void
}

export type TrainerPoint =
  | 'trainer.settled'
  | 'trainer.read'
  | 'trainer.resumed'
  | 'trainer.stepped'
  | 'trainer.checkpointed'
  | 'trainer.committed'
  | 'trainer.pruned'

/** `standing` is another one only where a test puts a mistake in its place. */
export function trainerSink(options: TrainerSinkOptions, standing = createStanding()): Sink<TrainingEffect> {
  const { sidecar, ledger } = options
  const waited = { since: performance.now() }

  const resume = async (partitions: readonly Partition[], signal: AbortSignal): Promise<readonly Position[]> => {
    await ledger.initialise(signal)
    options.passing('trainer.settled')
    const history = await ledger.history(signal)
    options.passing('trainer.read')
    const { positions, ...place } = await recover(sidecar, history, options.say, signal)
    standing.recovered(place)
    options.passing('trainer.resumed')
    // A lineage without a position begins where the log began: what is gone from there is a gap like any other.
    return partitions.map((at) => positions.find((found) => samePartition(found, at)) ?? { ...at, offset: 0 })
  }

  const commit = async (
    outcomes: readonly Outcome<TrainingEffect>[],
    batch: Batch,
    signal: AbortSignal,
  ): Promise<void> => {
    if (batch.next.length === 0) return
    const waitMs = performance.now() - waited.since
    await standing.goOn((from) => commitFrom(options, from, { outcomes, batch, waitMs }, signal))
    waited.since = performance.now()
  }

  return { resume, commit, close: () => ledger.close() }
}

type Work = { readonly outcomes: readonly Outcome<TrainingEffect>[]; readonly batch: Batch; readonly waitMs: number }

/** One training step, its checkpoint and its transaction, in this order; the place that it led to. */
async function commitFrom(
  options: TrainerSinkOptions,
  { head: before, kept, others, buried }: Place,
  { outcomes: decided, batch, waitMs }: Work,
  signal: AbortSignal,
): Promise<Place> {
  const { sidecar, ledger } = options
  const outcomes = onlyBuried(decided, buried)
  const stepped = await train(options, before, outcomes, batch, signal)
  options.passing('trainer.stepped')
  const step = stepped?.step ?? before.step
  const { lineage } = before
  const parent = before.checkpoint?.manifestSha256 ?? null
  const changed = before.checkpoint === null || stepped?.trained === true
  const checkpoint = changed
    ? await sidecar.checkpoint({ expectedStep: step, lineage, parent, positions: batch.next }, signal)
    : { ...before.checkpoint, ms: 0 }
  options.passing('trainer.checkpointed')
  const { name, manifestSha256, ms: checkpointMs } = checkpoint
  const head: Head = { ...before, step, checkpoint: { name, manifestSha256 } }
  const about = { waitMs, checkpointMs, fence: sidecar.fence, model: options.model }
  const event = eventOf({ before, head, stepped, outcomes, batch, ...about })
  await ledger.commit(event, burialsOf(outcomes, stepped), batch.next, signal)
  options.passing('trainer.committed')
  // Orphans go only after our own commit: before it, a pending one of our predecessor could still name them.
  const keptNow = [...kept.filter((one) => one !== name), name].slice(-1 - options.checkpointsKept)
  if (changed) await sidecar.prune([...others, ...keptNow], signal)
  options.passing('trainer.pruned')
  return { head, kept: keptNow, others, buried: buriedAfter(buried, event.samples) }
}

const samePartition = (a: Partition, b: Partition): boolean => a.topic === b.topic && a.partition === b.partition
