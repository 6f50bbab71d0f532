// The log in memory, with the same contract as Kafka's: for fast tests of the loop and of steps. One process, no groups that
// rebalance; a commit is one turn of the event loop, so it is whole or it is not.
import type { OutgoingRecord } from './kafka-clients.ts'
import { limits } from './limits.ts'
import type { Batch, Log, LogRecord, Outcome, Partition, Position, Sink } from './step.ts'

export type MemoryBroker = {
  readonly append: (records: readonly OutgoingRecord[]) => void
  readonly records: (topic: string) => readonly LogRecord[]
  readonly partitions: number
  /** Committed positions of a group, by `topic/partition`. */
  readonly positions: (group: string) => Map<string, number>
}

const keyOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`

export function createMemoryBroker(partitions: number): MemoryBroker {
  const topics = new Map<string, LogRecord[][]>()
  const groups = new Map<string, Map<string, number>>()
  const lanesOf = (topic: string): LogRecord[][] => {
    const lanes = topics.get(topic) ?? Array.from({ length: partitions }, () => [])
    topics.set(topic, lanes)
    return lanes
  }
  return {
    partitions,
    append: (records) => {
      for (const { topic, key, value, headers } of records) {
        const partition = partitionOf(key, partitions)
        const lane = lanesOf(topic)[partition] ?? []
        lane.push({ topic, partition, offset: lane.length, key, value, headers, timestamp: 0 })
      }
    },
    records: (topic) => lanesOf(topic).flat(),
    positions: (group) => {
      const positions = groups.get(group) ?? new Map<string, number>()
      groups.set(group, positions)
      return positions
    },
  }
}

/** Any function of the key will do, as long as one key has one partition. */
function partitionOf(key: string, partitions: number): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) >>> 0
  return hash % partitions
}

export type MemoryLogOptions = {
  readonly broker: MemoryBroker
  readonly inputs: readonly string[]
  /** Ends the reading once everything that is there has been read, as tests want it. */
  readonly untilEnd: boolean
}

export function memoryLog({ broker, inputs, untilEnd }: MemoryLogOptions): Log {
  const cursors = new Map<string, Position>()
  const partitions = inputs.flatMap((topic) =>
    Array.from({ length: broker.partitions }, (_, partition) => ({ topic, partition })),
  )

  const take = (): Batch => {
    const records: LogRecord[] = []
    const from: Position[] = []
    const next: Position[] = []
    for (const [key, cursor] of cursors) {
      const room = limits.batchRecordsMax - records.length
      const found = broker
        .records(cursor.topic)
        .filter((record) => record.partition === cursor.partition && record.offset >= cursor.offset)
      const taken = found.slice(0, room)
      if (taken.length === 0) continue
      records.push(...taken)
      from.push(cursor)
      const moved = { ...cursor, offset: cursor.offset + taken.length }
      next.push(moved)
      cursors.set(key, moved)
    }
    return { records, from, next }
  }

  async function* read(resume: Sink<never>['resume'], signal: AbortSignal): AsyncGenerator<Batch> {
    for (const position of await resume(partitions, signal)) cursors.set(keyOf(position), position)
    while (!signal.aborted) {
      const batch = take()
      if (batch.records.length > 0) yield batch
      else if (untilEnd) return
      else await new Promise((resolve) => setTimeout(resolve, limits.idleCommitMs))
    }
  }

  return {
    read,
    rewind: async (batch) => {
      for (const position of batch.from) cursors.set(keyOf(position), position)
    },
    close: async () => undefined,
  }
}

/** Commits to the broker as the Kafka sink does; `bury` makes the record of a burial. */
export function memorySink(
  broker: MemoryBroker,
  group: string,
  bury: (burial: Extract<Outcome<never>, { kind: 'burial' }>) => OutgoingRecord,
): Sink<OutgoingRecord> {
  const positions = broker.positions(group)
  return {
    resume: async (partitions) => partitions.map((at) => ({ ...at, offset: positions.get(keyOf(at)) ?? 0 })),
    commit: async (outcomes, batch) => {
      const records = outcomes.flatMap((outcome) => (outcome.kind === 'effects' ? outcome.effects : [bury(outcome)]))
      broker.append(records)
      for (const position of batch.next) positions.set(keyOf(position), position.offset)
    },
    close: async () => undefined,
  }
}
