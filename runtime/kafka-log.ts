// Kafka as a log of batches. One coroutine owns the consumer: the rebalance callback only enqueues, and partitions are
// taken and given away between batches, so a commit always finishes or aborts before it loses a partition.
import type { Topic } from '../topics/index.ts'
import { fail } from './errors.ts'
import { type Consumer, type KafkaAddress, openConsumer, type RebalanceEvent } from './kafka.ts'
import { limits } from './limits.ts'
import { isMemberOf, type Membership, watchMembership } from './membership.ts'
import { requireKnown } from './partitions.ts'
import { type Lost, markOf, recognise, type Start, startsAt } from './resumption.ts'
import type { Batch, Log, LogRecord, Position, Sink } from './step.ts'

export type KafkaLog = Log & { readonly consumer: Consumer }

const keyOf = (at: { readonly topic: string; readonly partition: number }): string => `${at.topic}/${at.partition}`

/** What the coroutine knows of one assigned partition. */
type Cursor = {
  /** Where the next batch begins. */
  at: number
  /** Mark of the last record before it, in this batch or an earlier one. */
  after: string | null
  /** True after a rewind until a record arrives: the client's own position is not to be trusted before. */
  rewound: boolean
  /** The record before the position, until it has come and is known again. */
  awaits: Start['awaits']
}

export type KafkaLogOptions = {
  readonly group: string
  readonly instance: string
  readonly inputs: readonly Topic[]
  /** How many partitions topics of files have; a partition beyond them ends the log with `kafka.partitions-changed`. */
  readonly partitions?: number | undefined
  /** Told when partitions are taken or given away. */
  readonly rebalanced?: ((kind: RebalanceEvent['kind']) => void) | undefined
  /** Told of offsets that were never read and are gone, before the log ends with `kafka.position-lost`. */
  readonly lost?: Lost | undefined
}

export const openKafkaLog = (address: KafkaAddress, options: KafkaLogOptions): Promise<KafkaLog> =>
  kafkaLogOn(
    (onRebalance) => openConsumer(address, { group: options.group, instance: options.instance, onRebalance }),
    options,
    watchMembership({
      group: options.group,
      isMember: () => isMemberOf(address, options.group, options.instance),
      now: () => performance.now(),
    }),
  )

/** The log over any consumer that `open` gives: tests/simulation has one whose every answer a seed decides. */
export async function kafkaLogOn(
  open: (onRebalance: (event: RebalanceEvent) => void) => Promise<Consumer>,
  options: Omit<KafkaLogOptions, 'instance'>,
  membership: Membership = async () => undefined,
): Promise<KafkaLog> {
  const rebalances: RebalanceEvent[] = []
  const cursors = new Map<string, Cursor>()
  // Of the last records that came, in bytes: a megabyte each, and a whole chunk of them would be many batches.
  const usual = { recordBytes: 1 }
  const lost: Lost = options.lost ?? (async () => undefined)
  const consumer: Consumer = await open((event) => rebalances.push(event))

  const rebalance = async (
    event: RebalanceEvent,
    resume: Sink<never>['resume'],
    signal: AbortSignal,
  ): Promise<void> => {
    options.rebalanced?.(event.kind)
    if (event.kind === 'revoke') {
      consumer.incrementalUnassign(event.partitions)
      for (const partition of event.partitions) cursors.delete(keyOf(partition))
      return
    }
    if (options.partitions !== undefined) requireKnown(event.partitions, options.inputs, options.partitions)
    const positions = await resume(event.partitions, signal)
    for (const partition of event.partitions) {
      const position = positions.find((found) => keyOf(found) === keyOf(partition))
      if (position === undefined) {
        throw fail(
          'kafka.topic-missing',
          `expected a first position of ${keyOf(partition)} for ${options.group}, found none`,
        )
      }
    }
    const starts = await startsAt(consumer, positions, lost, signal)
    for (const { position, awaits } of starts) {
      const { offset: at, after = null } = position
      cursors.set(keyOf(position), { at, after, rewound: false, awaits })
    }
    consumer.incrementalAssign(starts.map(({ position, fetchFrom }) => ({ ...position, offset: fetchFrom })))
  }

  /** Positions that have moved past their cursors. Taken right after consume: later they cover records not handled yet. */
  const moved = (): readonly Position[] =>
    consumer.position().filter((position) => {
      const cursor = cursors.get(keyOf(position))
      return cursor !== undefined && !cursor.rewound && position.offset > cursor.at
    })

  const standing = (): readonly Position[] =>
    [...cursors].map(([key, { at }]) => {
      const slash = key.lastIndexOf('/')
      return { topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)), offset: at }
    })

  const collect = async (
    signal: AbortSignal,
  ): Promise<{ records: readonly LogRecord[]; next: readonly Position[] }> => {
    const records: LogRecord[] = []
    const startedAt = performance.now()
    let bytes = 0
    for (;;) {
      const room = Math.max(1, Math.ceil((limits.batchBytesMax - bytes) / usual.recordBytes))
      const asked = Math.min(limits.consumeRecordsMax, limits.batchRecordsMax - records.length, room)
      const before = bytes
      const chunk = await consumer.consume(asked)
      for (const record of chunk) {
        const cursor = cursors.get(keyOf(record))
        if (cursor === undefined)
          throw fail('kafka.failed', `a record of ${keyOf(record)} came while it was not assigned`)
        if (cursor.awaits !== null) {
          await recognise(record, cursor.awaits, standing(), lost)
          cursor.awaits = null
          continue
        }
        // An older version keeps no marks: where it has moved the position, the mark is of a record farther back.
        if (record.offset < cursor.at) continue
        cursor.rewound = false
        bytes += record.value.length
        records.push(record)
      }
      if (bytes > before) usual.recordBytes = (bytes - before) / chunk.length
      const full = records.length >= limits.batchRecordsMax || bytes >= limits.batchBytesMax
      const late = performance.now() - startedAt >= limits.batchWaitMsMax
      if (chunk.length < asked || full || late || rebalances.length > 0 || signal.aborted) {
        return { records, next: moved() }
      }
    }
  }

  const take = (records: readonly LogRecord[], moved: readonly Position[]): Batch => {
    const last = new Map(records.map((record) => [keyOf(record), record]))
    const from: Position[] = []
    const next: Position[] = []
    for (const { topic, partition, offset } of moved) {
      const cursor = cursors.get(keyOf({ topic, partition }))
      if (cursor === undefined) continue
      from.push({ topic, partition, offset: cursor.at, after: cursor.after })
      const read = last.get(keyOf({ topic, partition }))
      if (read !== undefined) cursor.after = markOf(read)
      cursor.at = offset
      next.push({ topic, partition, offset, after: cursor.after })
    }
    return { records, from, next }
  }

  async function* read(resume: Sink<never>['resume'], signal: AbortSignal): AsyncGenerator<Batch> {
    consumer.subscribe(options.inputs.map((topic) => topic.name))
    let idleSince = performance.now()
    while (!signal.aborted) {
      for (let event = rebalances.shift(); event !== undefined; event = rebalances.shift())
        await rebalance(event, resume, signal)
      await membership(cursors.size)
      const { records, next } = await collect(signal)
      if (records.length > 0) {
        yield take(records, next)
        idleSince = performance.now()
      } else if (performance.now() - idleSince >= limits.idleCommitMs) {
        // Commit markers move the position without a record: committed alone, so that lag reads 0.
        yield take([], next)
        idleSince = performance.now()
      }
    }
  }

  return {
    consumer,
    read,
    rewind: async (batch) => {
      const read = new Set(batch.records.map(keyOf))
      for (const position of batch.from) {
        const cursor = cursors.get(keyOf(position))
        if (cursor === undefined) continue
        cursor.at = position.offset
        cursor.after = position.after ?? null
        // Past markers only: there is no record to read again, so none may be waited for either.
        if (!read.has(keyOf(position))) continue
        cursor.rewound = true
        await consumer.seek(position)
      }
    },
    close: () => consumer.close(),
  }
}
