// What the rest of the house knows of the Kafka clients: their calls, as types. runtime/kafka.ts makes them.
import type { KafkaConsumer, Message } from 'node-rdkafka'
import type { Headers, LogRecord, Partition, Position } from './step.ts'

/** Where Kafka is, and librdkafka properties for security. */
export type KafkaAddress = { readonly brokers: string; readonly properties: Readonly<Record<string, string>> }

export type RebalanceEvent = { readonly kind: 'assign' | 'revoke'; readonly partitions: readonly Partition[] }

export type Consumer = {
  readonly subscribe: (topics: readonly string[]) => void
  /** Up to `count` records, fewer after a short wait without more. */
  readonly consume: (count: number) => Promise<readonly LogRecord[]>
  /** Asks the group's coordinator to note these positions, outside any transaction; `committed` tells when it has. */
  readonly commit: (positions: readonly Position[]) => void
  /**
   * Where each of these partitions goes on, or each assigned one, which costs a question to the client's own thread. Those
   * that nothing was read from yet are left out.
   */
  readonly position: (partitions?: readonly Partition[]) => readonly Position[]
  readonly committed: (partitions: readonly Partition[]) => Promise<readonly Position[]>
  readonly assign: (positions: readonly Position[]) => void
  readonly incrementalAssign: (positions: readonly Position[]) => void
  readonly incrementalUnassign: (partitions: readonly Partition[]) => void
  readonly assignments: () => readonly Partition[]
  readonly seek: (position: Position) => Promise<void>
  readonly pause: (partitions: readonly Partition[]) => void
  readonly resume: (partitions: readonly Partition[]) => void
  /** First and last offset (exclusive) that a read_committed reader may see. */
  readonly watermarks: (partition: Partition) => Promise<{ readonly low: number; readonly high: number }>
  /**
   * First offsets, or ends, of many partitions in one request. An end is the stable one for a read_committed consumer,
   * the high watermark for a read_uncommitted one. Or of a time, in milliseconds since 1970: the first record of that time
   * or later; partitions without one are left out.
   */
  readonly offsetsAt: (
    partitions: readonly Partition[],
    place: 'first' | 'end' | number,
  ) => Promise<readonly Position[]>
  /** Partition numbers of a topic; none where it does not exist. */
  readonly partitionsOf: (topic: string) => Promise<readonly number[]>
  /** The native client, for the producer that sends its offsets. */
  readonly native: KafkaConsumer
  readonly close: () => Promise<void>
}

/** One that also gives what it read as its library does: the keys of the broker's own topics are no text. */
export type RawConsumer = Consumer & { readonly messages: (count: number) => Promise<readonly Message[]> }

export type OutgoingRecord = {
  readonly topic: string
  /** Left out: the partition that the key's hash names. */
  readonly partition?: number
  readonly key: string
  readonly value: Buffer
  readonly headers: Headers
}

export type Producer = {
  /** Settles what an earlier owner of the id left open, and fences it. */
  readonly initTransactions: () => Promise<void>
  readonly begin: () => Promise<void>
  /** Queues records; waits while the client's queue is full. */
  readonly produce: (records: readonly OutgoingRecord[], signal: AbortSignal) => Promise<void>
  readonly sendOffsets: (positions: readonly Position[], consumer: Consumer) => Promise<void>
  readonly commit: () => Promise<void>
  readonly abort: () => Promise<void>
  readonly close: () => Promise<void>
}
