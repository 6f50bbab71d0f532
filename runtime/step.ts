// The vocabulary of the loop as types: records, positions, steps, effects, sinks.
// Every consumer reads, decides purely, and commits its effects together with its positions (I1).
import type { TopicPosition } from '../schemas/types.ts'
import type { Topic } from '../topics/index.ts'

/**
 * A place in the log: for a record its own offset, for a resumption the offset of the next record to read, and `after`, the
 * mark of the record before it, by which a later reader knows the topic again (runtime/resumption.ts).
 */
export type Position = TopicPosition

/** One partition of one topic. */
export type Partition = { readonly topic: string; readonly partition: number }

/** Printable header pairs, in order. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** A record as it was read: key, framed Avro bytes, headers, and when it was produced (milliseconds since 1970). */
export type LogRecord = Position & {
  readonly key: string
  readonly value: Buffer
  readonly headers: Headers
  readonly timestamp: number
}

/** Records read together, where each partition stood before them and goes on after. `next` may move without records. */
export type Batch = {
  readonly records: readonly LogRecord[]
  readonly from: readonly Position[]
  readonly next: readonly Position[]
}

/** What a step says is to be written to a topic. */
export type Emit = {
  readonly kind: 'emit'
  readonly topic: Topic
  readonly key: string
  /** The decoded event; encoded with the topic's schema. */
  readonly event: unknown
  /** What the event is about: the ids that make its ce_id. */
  readonly subject: Subject
}

/** The input's own bytes, unchanged, in the next topic. */
export type Forward = { readonly kind: 'forward'; readonly topic: Topic; readonly subject: Subject }

export type Subject = {
  readonly fileId: string
  readonly submission: string
  readonly ruleset: string
  /** Event time, in milliseconds since 1970. */
  readonly at: number
}

export type Effect = Emit | Forward

/** Inputs and a pure handle. A handle that throws once throws always: it is buried, never retried (I3). */
export type Step<In, Out> = {
  readonly name: string
  readonly inputs: readonly Topic[]
  /** What the step has buried, sent to it once more: bytes of its first input, read as that input's are. */
  readonly redrives?: Topic | undefined
  /** `event` is null for a topic without a schema. */
  readonly handle: (event: In, record: LogRecord) => readonly Out[]
}

/** Every topic that a step reads. */
export const topicsRead = ({ inputs, redrives }: Pick<Step<never, never>, 'inputs' | 'redrives'>): readonly Topic[] =>
  redrives === undefined ? inputs : [...inputs, redrives]

/** Why a record was buried: a closed list, part of the dead letter's headers. */
export type BurialReason = 'decode' | 'handle' | 'encode' | 'too-large' | 'process.crashed'

/** What a step made of one record: its effects, or why it could not be handled. */
export type Outcome<Out> =
  | { readonly kind: 'effects'; readonly record: LogRecord; readonly effects: readonly Out[] }
  | {
      readonly kind: 'burial'
      readonly record: LogRecord
      readonly reason: BurialReason
      readonly code: string
      /** Redacted, at most 1 KiB. */
      readonly message: string
    }

/** Commits effects together with positions, and knows where to resume. */
export type Sink<Out> = {
  /** Where to go on reading each of these partitions. */
  readonly resume: (partitions: readonly Partition[], signal: AbortSignal) => Promise<readonly Position[]>
  /**
   * Writes the outcomes and the batch's positions, both or neither. Called again with the same batch after an error
   * that says `retriable`: it goes on where it stopped. `kafka.aborted` asks for the batch to be read again.
   */
  readonly commit: (outcomes: readonly Outcome<Out>[], batch: Batch, signal: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}

/** Where records come from: Kafka, or memory in tests. One coroutine reads it. */
export type Log = {
  /** Batches in order of offset within each partition; ends when the signal aborts. */
  readonly read: (resume: Sink<never>['resume'], signal: AbortSignal) => AsyncIterable<Batch>
  /** The batch's records come again, from the partitions still assigned. */
  readonly rewind: (batch: Batch) => Promise<void>
  readonly close: () => Promise<void>
}
