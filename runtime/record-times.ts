// When the record at a position was produced: how old what waits is. One record is read at each position, and only again
// once the position has moved.
import { limits } from './limits.ts'
import type { LogRecord, Partition, Position } from './step.ts'

/** Milliseconds since 1970 of the first record at or after a position; null where none was found in time. */
export type TimeOf = (position: Position) => number | null

export type RecordTimes = (positions: readonly Position[]) => Promise<TimeOf>

const partitionOf = (at: Partition): string => `${at.topic}/${at.partition}`
const nameOf = (at: Position): string => `${partitionOf(at)}@${at.offset}`

type Reader = {
  readonly assign: (positions: readonly Position[]) => void
  readonly pause: (partitions: readonly Partition[]) => void
  readonly consume: (count: number) => Promise<readonly LogRecord[]>
}

/** `reader` is a consumer that is assigned by hand, and for nothing else. */
export function recordTimes(reader: Reader): RecordTimes {
  const state = { known: new Map<string, number>() }
  return async (positions) => {
    const known = new Map<string, number>()
    const asked = new Map(positions.map((position) => [nameOf(position), position]))
    for (const name of [...asked.keys()]) {
      const time = state.known.get(name)
      if (time === undefined) continue
      known.set(name, time)
      asked.delete(name)
    }
    // Two groups may stand in one partition, which is assigned once: the second is read in the next round.
    while (asked.size > 0) {
      const round = new Map([...asked.values()].map((position) => [partitionOf(position), position]))
      for (const position of round.values()) asked.delete(nameOf(position))
      const found = await firstRecords(reader, [...round.values()])
      for (const [partition, position] of round) {
        const time = found.get(partition)
        if (time !== undefined) known.set(nameOf(position), time)
      }
    }
    state.known = known
    return (position) => known.get(nameOf(position)) ?? null
  }
}

/** Timestamps by partition; one position a partition. */
async function firstRecords(reader: Reader, positions: readonly Position[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  reader.assign(positions)
  const deadline = performance.now() + limits.lagRecordMsMax
  while (found.size < positions.length && performance.now() < deadline) {
    for (const record of await reader.consume(limits.consumeRecordsMax)) {
      if (found.has(partitionOf(record))) continue
      found.set(partitionOf(record), record.timestamp)
      reader.pause([{ topic: record.topic, partition: record.partition }])
    }
  }
  reader.assign([])
  return found
}
