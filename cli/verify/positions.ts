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

export function verifyPositions({ committed, ranges, projected }: LogView, breaks: Breaks): number {
  const written = [...projected, ...ranges]
  for (const at of committed) {
    const range = written.find(({ topic, partition }) => topic === at.topic && partition === at.partition)
    if (range === undefined ? at.offset === 0 : at.offset >= range.from && at.offset <= range.to) continue
    const held = range === undefined ? 'in a partition that is there' : `from ${range.from} to ${range.to}`
    found(at.step, at, held, breaks)
  }
  return committed.length
}

/** The newest commit's own positions, from which the trainer goes on: those of its group only follow them. */
export function verifyTrained({ ranges }: LogView, positions: readonly Position[], breaks: Breaks): void {
  for (const at of positions) {
    const range = ranges.find(({ topic, partition }) => topic === at.topic && partition === at.partition)
    if (range !== undefined && at.offset > range.to)
      found('the newest training commit', at, `up to ${range.to} at most`, breaks)
  }
}

const found = (of: string, { topic, partition, offset }: Position, held: string, breaks: Breaks): void =>
  breaks.found('position.beyond', {
    ...{ topic, partition, offset },
    detail: `expected the position of ${of} ${held}, found ${offset}`,
  })
