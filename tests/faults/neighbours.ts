// Small repositories beside something large: how long each of their files takes from submission to decision, and at which
// pace they are decided, by whether they share the large one's partition.
import { expect } from 'vitest'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { filesDecided, filesSubmitted, type Topic } from '../../topics/index.ts'
import { flow, settled, streamOf } from '../support/faults.ts'
import { patienceMs } from '../support/waits.ts'
import type { Stage } from './stage.ts'

/** A hundred thousand files take a busy machine minutes. */
const settledMsMax = 450_000

/** A repository whose files come one by one: so many, and so many milliseconds apart. */
export const neighbourOf = { count: 300, waitMs: 50 } as const

export type Pace = {
  readonly files: number
  /** Decided in a second, from the first decision to the last. */
  readonly perSecond: number
  /** From submission to decision, in seconds. */
  readonly middle: number
  readonly longest: number
}

/** Where a file's record lies, and when it was written. */
type Seen = { readonly fileId: string; readonly partition: number; readonly at: number }

const headerOf = ({ headers }: LogRecord, wanted: string): string =>
  headers.find(([name]) => name === wanted)?.[1] ?? ''

/** A submission's records of a topic; of the others nothing is kept. */
async function seenIn(stage: Stage, topic: Topic, submission: string): Promise<readonly Seen[]> {
  const { kafka } = await stage.connection()
  const seen: Seen[] = []
  const ranges = await rangesOf(kafka, [topic.name], 'stable')
  for await (const records of readRanges(kafka, ranges, AbortSignal.timeout(patienceMs)))
    for (const record of records)
      if (headerOf(record, 'x-submission') === submission)
        seen.push({ fileId: headerOf(record, 'ce_subject'), partition: record.partition, at: record.timestamp })
  return seen
}

const submissionOf = (name: string): string => `local/-/${name}@commit-of-${name}`

/** Sends a neighbour's files on their way. */
export async function neighbour(stage: Stage, name: string): Promise<void> {
  const { count, waitMs } = neighbourOf
  expect(await flow(await stage.connection(), streamOf(name, count, waitMs))).toMatchObject({ submitted: count })
}

type Times = readonly { readonly partition: number; readonly from: number; readonly to: number }[]

/** When each file of a submission was submitted and decided. */
async function timesOf(stage: Stage, name: string): Promise<Times> {
  const submission = submissionOf(name)
  const decidedAt = new Map((await seenIn(stage, filesDecided, submission)).map(({ fileId, at }) => [fileId, at]))
  return (await seenIn(stage, filesSubmitted, submission)).map(({ fileId, partition, at }) => ({
    partition,
    from: at,
    to: decidedAt.get(fileId) ?? Number.NaN,
  }))
}

/** The pace of a submission, once everything is decided. */
export async function paceOf(stage: Stage, name: string): Promise<Pace> {
  await settled(stage, [], settledMsMax)
  return toPace(await timesOf(stage, name))
}

/** Paces of a neighbour beside and behind a large submission of one key, and that of the large one. */
export async function pacesOf(
  stage: Stage,
  name: string,
  large: string,
): Promise<Readonly<Record<'beside' | 'behind' | 'large', Pace>>> {
  await settled(stage, [], settledMsMax)
  const [own, others] = [await timesOf(stage, name), await timesOf(stage, large)]
  const shared = others[0]?.partition
  return {
    beside: toPace(own.filter(({ partition }) => partition !== shared)),
    behind: toPace(own.filter(({ partition }) => partition === shared)),
    large: toPace(others),
  }
}

function toPace(times: Times): Pace {
  const waits = times.map(({ from, to }) => (to - from) / 1_000).toSorted((a, b) => a - b)
  const spanMs = extent(times.map(({ to }) => to))
  return {
    files: times.length,
    perSecond: times.length === 0 ? 0 : times.length / (spanMs / 1_000),
    middle: waits[waits.length >> 1] ?? 0,
    longest: waits.at(-1) ?? 0,
  }
}

export const told = ({ perSecond, middle, longest }: Pace): string =>
  `${perSecond.toFixed(1)}/s, ${middle.toFixed(1)} s, at most ${longest.toFixed(1)} s`

/** Too many to be arguments. */
const extent = (times: readonly number[]): number =>
  times.reduce((most, time) => Math.max(most, time), 0) -
  times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
