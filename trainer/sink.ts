// The trainer's sink: trains, checkpoints, and only then commits one Kafka transaction: the training.steps event, the
// burials and the positions (I1). Any failure after a step goes through recovery: the sidecar's memory is a step ahead,
// so nothing is retried on top of it.
import type { Batch, Outcome, Partition, Position, Sink } from '../runtime/step.ts'
import type { TrainingCommit } from '../schemas/types.ts'
import { type Burial, burialsOf, eventOf } from './event.ts'
import { type Head, recover } from './recovery.ts'
import type { Sidecar } from './sidecar.ts'
import type { TrainingEffect } from './step.ts'
import { train } from './train.ts'

/** What the sink needs of Kafka, in the order in which recovery uses it. */
export type TrainingLedger = {
  /** Settles what an earlier trainer left pending, and fences it. */
  readonly initialise: (signal: AbortSignal) => Promise<void>
  /** Every commit so far, oldest first, read to everything that was written before. */
  readonly history: (signal: AbortSignal) => Promise<readonly TrainingCommit[]>
  readonly firstPositions: (partitions: readonly Partition[]) => Promise<readonly Position[]>
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
  readonly model: string
  /** Checkpoints kept besides the newest. */
  readonly checkpointsKept: number
  /** Says aloud what was recovered, and from what. */
  readonly say: (line: string) => void
  /** Says that a point was passed at which a fault test may kill the process. */
  readonly passing: (point: 'trainer.stepped' | 'trainer.checkpointed' | 'trainer.committed') => void
}

export function trainerSink(options: TrainerSinkOptions): Sink<TrainingEffect> {
  const { sidecar, ledger } = options
  const state: { head: Head; kept: readonly string[]; others: readonly string[]; committedAt: number } = {
    head: { lineage: 'main', parentLineage: null, step: 0, checkpoint: null },
    kept: [],
    others: [],
    committedAt: performance.now(),
  }

  const resume = async (partitions: readonly Partition[], signal: AbortSignal): Promise<readonly Position[]> => {
    await ledger.initialise(signal)
    const history = await ledger.history(signal)
    const recovered = await recover(sidecar, history, options.say, signal)
    state.head = recovered.head
    state.kept = recovered.kept
    state.others = recovered.others
    const first = await ledger.firstPositions(partitions)
    return first.map((position) => recovered.positions.find((found) => samePartition(found, position)) ?? position)
  }

  const commit = async (
    outcomes: readonly Outcome<TrainingEffect>[],
    batch: Batch,
    signal: AbortSignal,
  ): Promise<void> => {
    if (batch.next.length === 0) return
    const waitMs = performance.now() - state.committedAt
    const stepped = await train(sidecar, state.head.step, outcomes, batch, signal)
    options.passing('trainer.stepped')
    const step = stepped?.step ?? state.head.step
    const position = state.head.checkpoint
    const request = {
      expectedStep: step,
      lineage: state.head.lineage,
      parent: position?.manifestSha256 ?? null,
      positions: batch.next,
    }
    const changed = position === null || stepped?.trained === true
    const checkpoint = changed ? await sidecar.checkpoint(request, signal) : { ...position, ms: 0 }
    options.passing('trainer.checkpointed')
    const head: Head = {
      ...state.head,
      step,
      checkpoint: { name: checkpoint.name, manifestSha256: checkpoint.manifestSha256 },
    }
    const event = eventOf({
      before: state.head,
      head,
      stepped,
      outcomes,
      batch,
      waitMs,
      checkpointMs: checkpoint.ms,
      fence: sidecar.fence,
      model: options.model,
    })
    await ledger.commit(event, burialsOf(outcomes, stepped), batch.next, signal)
    options.passing('trainer.committed')
    // Orphans go only after our own commit: before it, a pending one of our predecessor could still name them.
    state.kept = [...state.kept.filter((name) => name !== checkpoint.name), checkpoint.name].slice(
      -1 - options.checkpointsKept,
    )
    state.head = head
    if (changed) await sidecar.prune([...state.others, ...state.kept], signal)
    state.committedAt = performance.now()
  }

  return { resume, commit, close: () => ledger.close() }
}

const samePartition = (a: Partition, b: Partition): boolean => a.topic === b.topic && a.partition === b.partition
