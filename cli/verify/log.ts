// What is verified: committed positions first, then the ends of every topic, later topics before earlier ones. So whatever
// a position has passed, or a later topic holds, is seen in the topics before it, also while everything runs.

import { order } from '../../processors/order.ts'
import type { Admin } from '../../runtime/admin.ts'
import { type Range, rangesOf, readRanges } from '../../runtime/reader.ts'
import type { LogRecord } from '../../runtime/step.ts'
import {
  deadLettersHandled,
  dlqByStep,
  filesDecided,
  filesSkipped,
  filesSubmitted,
  redriveByStep,
  repositoriesFetched,
  rulesetsActivated,
  rulesetsPublished,
  samplesAccepted,
  type Topic,
  trainingSteps,
} from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { observeWith } from '../observe.ts'
import { type Offsets, offsetsOf, type StepPosition } from '../queries/observation.ts'

export type LogView = {
  /** Of every step; the projector's are those that its tables have. */
  readonly committed: readonly StepPosition[]
  /** From the first offset kept to the end of all that was written; reading waits for what is not committed yet. */
  readonly ranges: readonly Range[]
  /** All that was written to the topics that the projector alone reads to such an end. */
  readonly projected: readonly Range[]
}

/** The topics of files in the order of the flow: column `s<index>` of the store holds the offset in each. */
export const fileTopics: readonly Topic[] = [
  filesSubmitted,
  ...order.map(({ emits }) => emits),
  filesDecided,
  samplesAccepted,
]

const verified: readonly Topic[] = [
  trainingSteps,
  ...Object.values(dlqByStep),
  ...fileTopics.toReversed().filter((topic) => topic !== filesSubmitted),
  deadLettersHandled,
  ...Object.values(redriveByStep),
  filesSkipped,
  filesSubmitted,
  rulesetsPublished,
  rulesetsActivated,
]

/** `projected` was read before. */
export async function viewLog(
  connection: Connection,
  admin: Admin,
  projected: readonly StepPosition[],
  signal: AbortSignal,
): Promise<LogView> {
  const { committed } = await observeWith(admin, connection.kafka)(signal)
  // What it counts is written with it: once it is stable, all of that lies below the ends that follow.
  const counted = await rangesOf(connection.kafka, [repositoriesFetched.name], 'stable')
  const names = new Set(verified.map(({ name }) => name))
  const rest = await rangesOf(connection.kafka, [...names], 'high')
  const others = new Set(projected.map(({ topic }) => topic).filter((topic) => !names.has(topic)))
  return {
    committed: [...projected, ...committed],
    ranges: [...counted, ...rest],
    projected: await rangesOf(connection.kafka, [...others], 'high'),
  }
}

/** Committed positions of one step; -1 where it has none. */
export const committedOf = (view: LogView, step: string): Offsets =>
  offsetsOf(view.committed.filter((position) => position.step === step))

export const rangesIn = (view: LogView, topics: readonly Topic[], partition?: number): readonly Range[] =>
  view.ranges.filter(
    (range) =>
      topics.some(({ name }) => name === range.topic) && (partition === undefined || range.partition === partition),
  )

/** A record and what it says; null where nothing can be read in it. */
export type Read = { readonly record: LogRecord; readonly event: unknown }

/** Where events come from: ranges are read in order within each partition. */
export type Source = { readonly events: (ranges: readonly Range[]) => AsyncIterable<readonly Read[]> }

/** The log itself, read_committed, without a group; `passed` is told how many records were read more. */
export const sourceOf = (
  { kafka, registry }: Connection,
  passed: (records: number) => void,
  signal: AbortSignal,
): Source => {
  const reader = registry.plainReader()
  return {
    events: async function* (ranges) {
      for await (const records of readRanges(kafka, ranges, signal)) {
        await reader.prepare(records)
        yield records.map((record) => ({ record, event: reader.read(record.value) }))
        passed(records.length)
      }
      signal.throwIfAborted()
    },
  }
}
