// How far stage topics may be trimmed: never above what any reader still needs. Readers are the step behind the topic, and
// every group of somebody else's that has a position in it. A reader also needs the record before its position, by which it
// knows the topic again (docs/adr/0017).
import { stageEdges } from '../processors/order.ts'
import type { Standing } from '../runtime/admin.ts'
import { fail } from '../runtime/errors.ts'
import type { Range } from '../runtime/reader.ts'
import { neededFrom } from '../runtime/resumption.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Partition } from '../runtime/step.ts'
import { stepNames, type Topic, topics } from '../topics/index.ts'

/** Offsets `from` (inclusive) to `to` (exclusive) that nobody needs; none where the two are equal. */
export type Trim = Partition & {
  readonly from: number
  readonly to: number
  /** The group that needs what begins at `to`. */
  readonly heldBy: string
}

/**
 * Topics between two steps: whatever they hold is in files.submitted.v1 and, once decided, in files.decided.v1. Every other
 * topic is history, which replays, rebuilds, exports and verifications read from its beginning.
 */
export const stageTopics: readonly Topic[] = topics.filter(({ retention }) => retention === 'trimmed')

const ownGroups: ReadonlySet<string> = new Set(stepNames.map(groupOf))

/**
 * What may go, by partition. `ranges` were read after `standing`. Throws `trim.position-unknown` where the step that reads
 * a topic has no position in one of its partitions.
 */
export const planTrim = (ranges: readonly Range[], standing: readonly Standing[]): readonly Trim[] =>
  ranges.map((range) => {
    const reader = readerOf(range.topic)
    const here = standing.filter(
      ({ topic, partition, group }) =>
        topic === range.topic && partition === range.partition && (group === reader || !ownGroups.has(group)),
    )
    if (!here.some(({ group }) => group === reader))
      throw fail(
        'trim.position-unknown',
        `expected a position of ${reader} in ${range.topic}/${range.partition}, found none`,
      )
    const needed = here.map((position) => ({
      group: position.group,
      // What others say of their positions is nothing that we can read.
      from: position.group === reader ? neededFrom(position) : position.offset,
    }))
    const lowest = needed.reduce((one, other) => (other.from < one.from ? other : one))
    const { topic, partition, from } = range
    return { topic, partition, from, to: Math.max(from, Math.min(lowest.from, range.to)), heldBy: lowest.group }
  })

/** The group of the step that reads a stage topic, by the order of the pipeline. */
function readerOf(topic: string): string {
  const reader = stageEdges().find(({ input }) => input.name === topic)
  if (reader === undefined)
    throw fail('trim.position-unknown', `expected a step that reads ${topic}, found none in this pipeline`)
  return groupOf(reader.name)
}
