// When the record at a position was produced: how old what waits is. One record is read at each position, and only again
// once the position has moved. What no read_committed reader is given, markers and aborted records, is passed over.
import { limits } from './limits.ts'
import type { LogRecord, Partition, Position } from './step.ts'

/** A position, and the end below which its record is looked for. */
export type Wanted = Position & { readonly end: number }

/**
 * Milliseconds since 1970 of the first record at or after a position; `nothing` where markers and aborted records are all
 * that is left below the end; null where neither was found in time.
 */
export type TimeOf = (position: Position) => number | 'nothing' | null

export type RecordTimes = (wanted: readonly Wanted[]) => Promise<TimeOf>

// Rounds that may take all their time, where brokers are slow; the rest is read next time.
const roundsMax = 4

const partitionOf = (at: Partition): string => `${at.topic}/${at.partition}`
const nameOf = (at: Position): string => `${partitionOf(at)}@${at.offset}`

type Reader = {
  readonly assign: (positions: readonly Position[]) => void
  readonly pause: (partitions: readonly Partition[]) => void
  readonly resume: (partitions: readonly Partition[]) => void
  readonly consume: (count: number) => Promise<readonly LogRecord[]>
  readonly position: (partitions: readonly Partition[]) => readonly Position[]
}

/** What was found at a position: a time, or nothing below this end. */
type Found = { readonly time: number } | { readonly nothingBelow: number }

/** `reader` is a read_committed consumer that is assigned by hand, and for nothing else. */
export function recordTimes(reader: Reader): RecordTimes {
  const state = { known: new Map<string, Found>() }
  return async (wanted) => {
    const known = new Map<string, Found>()
    const asked = new Map<string, Wanted>()
    for (const one of wanted) {
      const found = state.known.get(nameOf(one))
      if (found !== undefined && ('time' in found || found.nothingBelow >= one.end)) known.set(nameOf(one), found)
      else asked.set(nameOf(one), one)
    }
    const deadline = performance.now() + roundsMax * limits.lagRecordMsMax
    // Two groups may stand in one partition, which is assigned once: the second is read in the next round.
    while (asked.size > 0 && performance.now() < deadline) {
      const round = new Map([...asked.values()].map((one) => [partitionOf(one), one]))
      for (const one of round.values()) asked.delete(nameOf(one))
      const found = await firstRecords(reader, [...round.values()])
      for (const [partition, one] of round) {
        const at = found.get(partition)
        if (at !== undefined) known.set(nameOf(one), at)
      }
    }
    state.known = known
    return (position) => {
      const found = known.get(nameOf(position))
      if (found === undefined) return null
      return 'time' in found ? found.time : 'nothing'
    }
  }
}

/** What is found by partition; one position a partition. */
async function firstRecords(reader: Reader, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>()
  const open = new Map(wanted.map((one) => [partitionOf(one), one]))
  const close = (partition: Partition, at: Found): void => {
    found.set(partitionOf(partition), at)
    open.delete(partitionOf(partition))
    reader.pause([{ topic: partition.topic, partition: partition.partition }])
  }
  reader.assign(wanted.map(({ topic, partition, offset }) => ({ topic, partition, offset })))
  const deadline = performance.now() + limits.lagRecordMsMax
  while (open.size > 0 && performance.now() < deadline) {
    const records = await reader.consume(limits.consumeRecordsMax)
    for (const record of records) if (open.has(partitionOf(record))) close(record, { time: record.timestamp })
    // The position steps past what nobody is given, so that it reaches the end where no record does.
    if (records.length === 0)
      for (const at of reader.position([...open.values()])) {
        const end = open.get(partitionOf(at))?.end ?? 0
        if (at.offset >= end) close(at, { nothingBelow: end })
      }
  }
  // The client remembers what is paused: assigned again, it would never give a record.
  reader.resume(wanted.map(({ topic, partition }) => ({ topic, partition })))
  reader.assign([])
  return found
}
