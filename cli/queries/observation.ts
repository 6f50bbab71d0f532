// What the log says at one moment, as status and conservation need it. The order of taking it is part of the proof in
// docs/adr/0005: committed positions first, ends after them.
import type { Partition, Position } from '../../runtime/step.ts'

/** Where a step goes on in its input. */
export type StepPosition = Position & { readonly step: string }

export type Observation = {
  /** Committed positions of every step but the projector, whose positions are in the database. Taken first. */
  readonly committed: readonly StepPosition[]
  /** Ends of all that was written to the topics that a step or the projector reads. Taken after `committed`. */
  readonly ends: readonly Position[]
}

/** Asks the log, through the control plane. */
export type Observe = (signal: AbortSignal) => Promise<Observation>

/** Offsets by topic and partition; -1 where there is none. */
export type Offsets = (at: Partition) => number

export function offsetsOf(positions: readonly Position[]): Offsets {
  const found = new Map(positions.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]))
  return ({ topic, partition }) => found.get(`${topic}/${partition}`) ?? -1
}

/** How far positions are behind ends, in offsets, over the partitions that have an end. */
export const lagOf = (ends: readonly Position[], reached: Offsets): number =>
  ends.reduce((sum, end) => sum + Math.max(0, end.offset - Math.max(0, reached(end))), 0)
