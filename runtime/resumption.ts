// Where to go on, held against what the log has: a position that retention has passed, or that was taken of a topic which is
// another one now, is never jumped over in silence. A position is kept with a mark of the record before it; who resumes
// reads that record again, knows it, and only then goes on.
import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fail } from './errors.ts'
import type { Consumer } from './kafka-clients.ts'
import { limits } from './limits.ts'
import { retry } from './retry.ts'
import type { LogRecord, Partition, Position } from './step.ts'

/** Offsets `from` (inclusive) to `to` (exclusive) that a reader has not read and never will. */
export type Gap = Partition & {
  readonly from: number
  readonly to: number
  /** `expired`: the topic begins behind the position. `recreated`: it ends before it, or has another record there. */
  readonly why: 'expired' | 'recreated'
}

/** Told of what is lost before the reader ends. */
export type Lost = (gaps: readonly Gap[]) => Promise<void>

type Mark = { readonly offset: number; readonly digest: string }

/** Where fetching begins in one partition: at the record before the position, where that is there to be known again. */
export type Start = {
  readonly position: Position
  readonly fetchFrom: number
  readonly awaits: Mark | null
}

/** How a position remembers the record before it. */
export const markOf = (record: LogRecord): string => `${record.offset}:${digestOf(record)}`

/** The mark of a record that is not there: whoever resumes after it finds another one. */
export const strangerMark = (offset: number): string => `${offset}:${'0'.repeat(16)}`

const digestOf = ({ key, value }: LogRecord): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${key}\0`), value])).slice(0, 16)

/** The first offset that somebody who resumes at this position needs: the record before it, where that is remembered. */
export function neededFrom({ offset, after }: Position): number {
  const mark = parseMark(after)
  return mark !== null && mark.offset < offset ? mark.offset : offset
}

function parseMark(text: string | null | undefined): Mark | null {
  const found = /^(\d{1,15}):([0-9a-f]{16})$/.exec(text ?? '')
  return found === null ? null : { offset: Number(found[1]), digest: found[2] ?? '' }
}

/**
 * Where to begin in each partition: behind what was `accepted` as lost, for a reader whose positions nobody can move. Tells
 * `lost` and rejects with `kafka.position-lost` where the topic lacks the place.
 */
export async function startsAt(
  consumer: Consumer,
  standing: readonly Position[],
  lost: Lost,
  signal: AbortSignal,
  accepted: readonly Gap[] = [],
): Promise<readonly Start[]> {
  if (standing.length === 0) return []
  const first = await retry(() => consumer.offsetsAt(standing, 'first'), signal)
  const lowOf = (at: Partition): number => offsetIn(first, at) ?? 0
  const positions = standing.map((position) => behindAccepted(position, accepted, lowOf(position)))
  const expired = positions.flatMap((position): Gap[] => {
    const low = lowOf(position)
    return position.offset < low ? [{ ...placeOf(position), from: position.offset, to: low, why: 'expired' }] : []
  })
  const beyond = await beyondEnds(consumer, positions, signal)
  const recreated = beyond.map((position): Gap => gapOf(position, position.offset, lowOf(position)))
  const gaps = [...expired, ...recreated]
  if (gaps.length > 0) throw await positionLost(gaps, lost)
  return positions.map((position) => {
    const mark = parseMark(position.after)
    const awaits = mark !== null && mark.offset >= lowOf(position) && mark.offset < position.offset ? mark : null
    return { position, fetchFrom: awaits?.offset ?? position.offset, awaits }
  })
}

/**
 * A position where accepted gaps begin, one after another, is taken to where they end: but only as long as the topic lacks all
 * of it, for a topic that was made anew or put back has records there that nobody has accepted as lost.
 */
export function behindAccepted(position: Position, accepted: readonly Gap[], low: number): Position {
  const { topic, partition, offset } = position
  const here = accepted.filter((gap) => gap.topic === topic && gap.partition === partition && gap.from === offset)
  const ends = here.flatMap(({ to, why }) => (why === 'expired' && to <= low ? [to] : []))
  const furthest = Math.max(offset, ...ends)
  return furthest === offset
    ? position
    : behindAccepted({ topic, partition, offset: furthest, after: null }, accepted, low)
}

/**
 * Whether this is the record that a position was taken after. Rejects where another one lies there: then the topic is
 * another one, and so are all its partitions; `standing` is where the reader stood in each that it has.
 */
export async function recognise(
  record: LogRecord,
  awaits: Mark,
  standing: readonly Position[],
  lost: Lost,
): Promise<void> {
  if (record.offset === awaits.offset && digestOf(record) === awaits.digest) return
  const own = standing.filter(({ topic }) => topic === record.topic)
  const gaps = own.filter(({ offset }) => offset > 0).map((position) => gapOf(position, position.offset, 0))
  throw await positionLost(gaps, lost)
}

/** Everything up to the position was of another topic; the one that is there was read from nowhere. */
const gapOf = (at: Partition, position: number, low: number): Gap => ({
  ...placeOf(at),
  from: low,
  to: position,
  why: 'recreated',
})

const placeOf = ({ topic, partition }: Partition): Partition => ({ topic, partition })

const offsetIn = (found: readonly Position[], at: Partition): number | undefined =>
  found.find(({ topic, partition }) => topic === at.topic && partition === at.partition)?.offset

/**
 * Positions beyond the ends. A broker may show a position before what was written with it (docs/adr/0011), so ends that lie
 * below are asked for again until they have had time to move.
 */
async function beyondEnds(
  consumer: Consumer,
  positions: readonly Position[],
  signal: AbortSignal,
): Promise<readonly Position[]> {
  const deadline = performance.now() + limits.positionEndMsMax
  for (;;) {
    const ends = await retry(() => consumer.offsetsAt(positions, 'end'), signal)
    const beyond = positions.filter((position) => position.offset > (offsetIn(ends, position) ?? position.offset))
    if (beyond.length === 0 || performance.now() >= deadline) return beyond
    await sleep(limits.positionEndPollMs, undefined, { signal })
  }
}

async function positionLost(gaps: readonly Gap[], lost: Lost): Promise<Error> {
  await lost(gaps)
  return fail('kafka.position-lost', gaps.map(sentenceOf).join('; '))
}

const sentenceOf = ({ topic, partition, from, to, why }: Gap): string =>
  why === 'expired'
    ? `expected ${topic}/${partition} to go on at ${from}, found that it begins at ${to}`
    : `expected ${topic}/${partition} to be the topic that was read up to ${to}, found another one`
