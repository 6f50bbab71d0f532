// When the record at a position was produced: how old what waits is. One record is read at each position, and only again
// once the position has moved. What no read_committed reader is given, markers and aborted records, is passed over.
import { CodelupeError } from './errors.ts'
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

// Groups that stand near each other in a partition are answered by one reading through it; others by a round of their own.
const nearOffsets = 1_000
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
    while (asked.size > 0 && performance.now() < deadline) {
      const before = asked.size
      for (const [name, found] of await readRound(reader, [...asked.values()])) {
        known.set(name, found)
        asked.delete(name)
      }
      if (asked.size === before) break
    }
    state.known = known
    return (position) => {
      const found = known.get(nameOf(position))
      if (found === undefined) return null
      return 'time' in found ? found.time : 'nothing'
    }
  }
}

/** The same, but that topics which may not be read hold up none of the others: ages in them are not known. */
export function readableTimes(times: RecordTimes): RecordTimes {
  const denied = new Set<string>()
  const readable = (wanted: readonly Wanted[]): readonly Wanted[] => wanted.filter(({ topic }) => !denied.has(topic))
  const isDenied = (error: unknown): boolean => error instanceof CodelupeError && error.code === 'kafka.denied'
  return async (wanted) => {
    const own = readable(wanted)
    const [all] = await Promise.allSettled([times(own)])
    if (all.status === 'fulfilled') return all.value
    if (!isDenied(all.reason)) throw all.reason
    // The client does not say of which topic it speaks: each is tried alone, once.
    for (const topic of new Set(own.map((one) => one.topic))) {
      const [alone] = await Promise.allSettled([times(own.filter((one) => one.topic === topic))])
      if (alone.status === 'rejected' && isDenied(alone.reason)) denied.add(topic)
    }
    return times(readable(own))
  }
}

/** What is found by name of position: in each partition those from the lowest on that are near each other. */
async function readRound(reader: Reader, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>()
  const open = new Map<string, Wanted[]>()
  for (const one of wanted.toSorted((one, other) => one.offset - other.offset)) {
    const own = open.get(partitionOf(one))
    if (own === undefined) open.set(partitionOf(one), [one])
    else own.push(one)
  }
  const starts = [...open.values()].flatMap((own) => own.slice(0, 1))
  /** Those up to an offset are found; what is next there is read on to if it is near. */
  const settle = (at: Position, reached: number, what: Found): void => {
    const own = open.get(partitionOf(at)) ?? []
    const passed = own.findIndex(({ offset }) => offset > reached)
    for (const one of own.splice(0, passed === -1 ? own.length : passed)) found.set(nameOf(one), what)
    const [next] = own
    if (next !== undefined && next.offset - at.offset <= nearOffsets) return
    open.delete(partitionOf(at))
    reader.pause([{ topic: at.topic, partition: at.partition }])
  }
  try {
    reader.assign(starts.map(({ topic, partition, offset }) => ({ topic, partition, offset })))
    const deadline = performance.now() + limits.lagRecordMsMax
    while (open.size > 0 && performance.now() < deadline) {
      const records = await reader.consume(limits.consumeRecordsMax)
      for (const record of records)
        if (open.has(partitionOf(record))) settle(record, record.offset, { time: record.timestamp })
      if (records.length > 0) continue
      // The position steps past what nobody is given, so that it reaches the end where no record does.
      for (const at of reader.position([...open.values()].flatMap((own) => own.slice(0, 1)))) {
        const end = open.get(partitionOf(at))?.[0]?.end ?? Number.POSITIVE_INFINITY
        if (at.offset >= end) settle(at, at.offset, { nothingBelow: end })
      }
    }
  } finally {
    // The client remembers what is paused: assigned again, it would never give a record.
    reader.resume(starts.map(({ topic, partition }) => ({ topic, partition })))
    reader.assign([])
  }
  return found
}
