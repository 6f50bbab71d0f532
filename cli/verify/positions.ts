// Every position lies between the first offset kept and the end: what lies beyond was never written, what lies below is gone.
import type { Breaks } from './breaks.ts'
import type { LogView } from './log.ts'

export function verifyPositions({ committed, ranges }: LogView, breaks: Breaks): number {
  for (const { step, topic, partition, offset } of committed) {
    const range = ranges.find((found) => found.topic === topic && found.partition === partition)
    if (range === undefined || (offset >= range.from && offset <= range.to)) continue
    const detail = `expected the position of ${step} from ${range.from} to ${range.to}, found ${offset}`
    breaks.found('position.beyond', { topic, partition, offset, detail })
  }
  return committed.length
}
