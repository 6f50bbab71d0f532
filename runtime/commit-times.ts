// When groups committed: the broker tells positions, not when they were written, so that a group which commits the same
// position again looks like one that is gone. Commits are records of the broker's own topic, and their times stand there.
import type { Message } from 'node-rdkafka'
import { CodelupeError } from './errors.ts'
import { type KafkaAddress, openConsumer } from './kafka.ts'
import type { RawConsumer } from './kafka-clients.ts'
import { limits } from './limits.ts'
import type { Partition, Position } from './step.ts'

/** Milliseconds since 1970 of a group's last commit in a partition; null where none was seen. */
export type CommitTimeOf = (group: string, at: Partition) => number | null

/** Commits since a time, in milliseconds since 1970; null where none can be read. */
export type Commits = { readonly since: number | null; readonly timeOf: CommitTimeOf }

export type CommitTimes = {
  /** Reads what was committed since; `partitions` are those of the broker's topic, none before the first commit of all. */
  readonly read: (partitions: readonly number[]) => Promise<Commits>
  readonly close: () => Promise<void>
}

/** Commit times that are remembered, of groups in partitions. */
const timesMax = 100_000
export const commitsTopic = '__consumer_offsets'
const nameOf = (group: string, { topic, partition }: Partition): string => `${group} ${topic}/${partition}`

/** Follows commits from `sinceMs` ago on; none where the broker's topic of them may not be read. */
export async function openCommitTimes(
  address: KafkaAddress,
  { group, now, sinceMs }: { readonly group: string; readonly now: () => number; readonly sinceMs: number },
): Promise<CommitTimes> {
  const properties = { 'fetch.message.max.bytes': 131_072, 'queued.max.messages.kbytes': 1_024 }
  const consumer = await openConsumer(address, { group, properties })
  const times = new Map<string, number>()
  const state: { since: number | null; denied: boolean } = { since: null, denied: false }
  const chunk = async (): Promise<number> => {
    const messages = await consumer.messages(limits.consumeRecordsMax)
    for (const message of messages) keep(times, message)
    return messages.length
  }
  const follow = async (partitions: readonly number[]): Promise<void> => {
    if (state.since === null) {
      const since = now() - sinceMs
      await readHistory(consumer, partitions, since, chunk)
      state.since = since
    }
    const deadline = performance.now() + limits.lagRecordMsMax
    while ((await chunk()) > 0 && performance.now() < deadline);
  }
  return {
    read: async (partitions) => {
      if (partitions.length > 0 && !state.denied) {
        const [followed] = await Promise.allSettled([follow(partitions)])
        if (followed.status === 'rejected') {
          if (!(followed.reason instanceof CodelupeError && followed.reason.code === 'kafka.denied'))
            throw followed.reason
          Object.assign(state, { since: null, denied: true })
        }
      }
      return { since: state.since, timeOf: (of, at) => times.get(nameOf(of, at)) ?? null }
    },
    close: consumer.close,
  }
}

/** Assigns the consumer and reads up to the ends of now; partitions without a commit since then begin at their end. */
async function readHistory(
  consumer: RawConsumer,
  numbers: readonly number[],
  since: number,
  chunk: () => Promise<number>,
): Promise<void> {
  const partitions = numbers.map((partition) => ({ topic: commitsTopic, partition }))
  const ends = await consumer.offsetsAt(partitions, 'end')
  const begins = new Map((await consumer.offsetsAt(partitions, since)).map((at) => [at.partition, at.offset]))
  const beginOf = ({ partition, offset }: Position): number => Math.min(offset, begins.get(partition) ?? offset)
  consumer.assign(ends.map((end) => ({ ...end, offset: beginOf(end) })))
  const open = new Map(ends.filter((end) => beginOf(end) < end.offset).map((end) => [end.partition, end]))
  const deadline = performance.now() + limits.kafkaCallMsMax
  while (open.size > 0 && performance.now() < deadline) {
    await chunk()
    for (const at of consumer.position([...open.values()]))
      if (at.offset >= (open.get(at.partition)?.offset ?? 0)) open.delete(at.partition)
  }
}

function keep(times: Map<string, number>, { key, value, timestamp }: Message): void {
  const commit = Buffer.isBuffer(key) ? commitOf(key) : null
  if (commit === null || timestamp === undefined) return
  const name = nameOf(commit.group, commit)
  // A commit without a value takes the position away: its group was deleted.
  if (value === null) times.delete(name)
  else times.set(name, timestamp)
  if (times.size > timesMax) times.clear()
}

/**
 * The group, topic and partition that a record of the broker's topic is about, as Kafka's OffsetCommitKey lays it out
 * (versions 0 and 1: int16 version, int16 length and group, int16 length and topic, int32 partition); null for other keys.
 */
export function commitOf(key: Buffer): (Partition & { readonly group: string }) | null {
  if (key.length < 2 || key.readInt16BE(0) > 1) return null
  const state = { at: 2 }
  const text = (): string | null => {
    const length = state.at + 2 <= key.length ? key.readInt16BE(state.at) : -1
    if (length < 0 || state.at + 2 + length > key.length) return null
    state.at += 2 + length
    return key.toString('utf8', state.at - length, state.at)
  }
  const group = text()
  const topic = text()
  if (group === null || topic === null || state.at + 4 > key.length) return null
  return { group, topic, partition: key.readInt32BE(state.at) }
}
