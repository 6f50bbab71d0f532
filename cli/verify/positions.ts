// Every position lies between the first offset kept and the end: what lies beyond was never written, what lies below is gone.
import type { Position } from '../../runtime/step.ts'
import type { Breaks } from './breaks.ts'
import { fileTopics, type LogView, rangesIn } from './log.ts'

/** The first offset that is kept of a partition that once had more. */
export type Unchecked = Position

/** Where topics of files begin above 0: below lay records that nobody can read any more. */
export const uncheckedIn = (view: LogView): readonly Unchecked[] =>
  rangesIn(view, fileTopics).flatMap(({ topic, partition, from }) =>
    from > 0 ? [{ topic, partition, offset: from }] : [],
  )

export function verifyPositions({ committed, ranges }: LogView, breaks: Breaks): number {
  for (const { step, topic, partition, offset } of committed) {
    const range = ranges.find((found) => found.topic === topic && found.partition === partition)
    if (range === undefined || (offset >= range.from && offset <= range.to)) continue
    const detail = `expected the position of ${step} from ${range.from} to ${range.to}, found ${offset}`
    breaks.found('position.beyond', { topic, partition, offset, detail })
  }
  return committed.length
}
