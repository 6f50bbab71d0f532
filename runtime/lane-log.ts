// A log whose batches are a pure function of positions and content: what the trainer reads. Partitions are assigned by
// hand, each is buffered in a lane, and `pack` says which records make the next batch. There is no group to lose.
import type { Topic } from '../topics/index.ts'
import { fail } from './errors.ts'
import { type Consumer, type KafkaAddress, openConsumer } from './kafka.ts'
import { limits } from './limits.ts'
import { rangesOf } from './reader.ts'
import { type Gap, type Lost, markOf, recognise, type Start, startsAt } from './resumption.ts'
import type { Log, LogRecord, Partition, Position, Sink } from './step.ts'

/** One record that waits in its lane; `bytes` is what it weighs in a batch. */
export type LaneItem = { readonly offset: number; readonly bytes: number; readonly record: LogRecord }

/** One partition of an input: where the batch starts, the end captured for it, and what has been read of it. */
export type LaneView = Partition & {
  readonly position: number
  readonly end: number
  readonly readTo: number
  readonly items: readonly LaneItem[]
}

export type PackedLanes =
  | {
      readonly kind: 'batch'
      readonly items: readonly LaneItem[]
      readonly next: readonly Position[]
    }
  | ({ readonly kind: 'unread' } & Partition)

export type LaneLogOptions = {
  readonly topics: readonly Topic[]
  /** Only for the positions that make lag visible. */
  readonly group: string
  readonly weigh: (record: LogRecord) => number
  readonly pack: (lanes: readonly LaneView[]) => PackedLanes
  /** Records that must wait below the ends before a batch is made; asked each time, as a request may lower it. */
  readonly recordsMin: () => number
  readonly prepare: (records: readonly LogRecord[]) => Promise<void>
  /** Called while no batch is made: with the records that wait, or null while a batch is being read. */
  readonly idle: (waiting: number | null) => void
  /** Told of offsets that were never read and are gone, before the log ends with `kafka.position-lost`. */
  readonly lost?: Lost | undefined
  /** What was lost and somebody has accepted: the log goes on behind it. */
  readonly accepted?: ((signal: AbortSignal) => Promise<readonly Gap[]>) | undefined
}

export type LaneLog = Log & { readonly consumer: Consumer }

type Lane = {
  readonly topic: string
  readonly partition: number
  position: number
  /** Mark of the last record before `position`. */
  after: string | null
  awaits: Start['awaits']
  end: number
  readTo: number
  items: LaneItem[]
  paused: boolean
}

// A lane holds what a few batches need; beyond it the partition is paused, so memory stays flat under a backlog.
const laneBytesMax = 4 * 1_048_576
const laneItemsMax = 512

export async function openLaneLog(address: KafkaAddress, options: LaneLogOptions): Promise<LaneLog> {
  const consumer = await openConsumer(address, { group: options.group })
  return laneLogOn(consumer, () => rangesOf(address, namesOf(options), 'stable'), options)
}

const namesOf = ({ topics }: Pick<LaneLogOptions, 'topics'>): readonly string[] => topics.map(({ name }) => name)

const placeOf = ({ topic, partition }: Partition): Partition => ({ topic, partition })
const keyOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`

/** The log over any consumer: tests/simulation has one whose every answer a seed decides. */
export function laneLogOn(
  consumer: Consumer,
  partitionsOf: () => Promise<readonly Partition[]>,
  options: LaneLogOptions,
): LaneLog {
  const lanes = new Map<string, Lane>()
  const lost: Lost = options.lost ?? (async () => undefined)

  const captureEnds = async (): Promise<void> => {
    for (const lane of lanes.values()) lane.end = (await consumer.watermarks(placeOf(lane))).high
  }

  const standing = (): readonly Position[] =>
    [...lanes.values()].map((lane) => ({ ...placeOf(lane), offset: lane.position, after: lane.after }))

  const fill = async (): Promise<void> => {
    const records = await consumer.consume(limits.consumeRecordsMax)
    await options.prepare(records)
    for (const record of records) {
      const lane = lanes.get(keyOf(record))
      if (lane === undefined) continue
      if (lane.awaits === null) lane.items.push({ offset: record.offset, bytes: options.weigh(record), record })
      else await recognise(record, lane.awaits, standing(), lost)
      lane.awaits = null
    }
    for (const position of consumer.position()) {
      const lane = lanes.get(keyOf(position))
      if (lane !== undefined) lane.readTo = Math.max(lane.readTo, position.offset)
    }
    for (const lane of lanes.values()) throttle(consumer, lane)
  }

  const assign = async (positions: readonly Position[], signal: AbortSignal): Promise<void> => {
    const accepted = (await options.accepted?.(signal)) ?? []
    const starts = await startsAt(consumer, positions, lost, signal, accepted)
    for (const { position, awaits } of starts) {
      const { offset, after = null } = position
      const empty = { items: [], paused: false, end: offset, readTo: offset }
      lanes.set(keyOf(position), { ...placeOf(position), position: offset, after, awaits, ...empty })
    }
    consumer.assign(starts.map(({ position, fetchFrom }) => ({ ...position, offset: fetchFrom })))
  }

  async function* read(resume: Sink<never>['resume'], signal: AbortSignal) {
    const wanted = (await partitionsOf()).map(placeOf)
    await assign(await resume(wanted, signal), signal)
    const requireAll = partitionWatch(consumer, options.topics, lanes)
    while (!signal.aborted) {
      await requireAll()
      await captureEnds()
      const all = [...lanes.values()]
      const waiting = all.reduce((sum, lane) => sum + waitingIn(lane), 0)
      const unread = all.some(({ paused, readTo, end }) => !paused && readTo < end)
      // Where nothing but the markers of transactions is left, the positions pass them alone: a lag of 0 then reads 0.
      const markersOnly = waiting === 0 && !unread && all.some(({ position, end }) => position < end)
      if (waiting < options.recordsMin() && !markersOnly) {
        options.idle(unread ? null : waiting)
        await fill()
        continue
      }
      const unpause = (at: Partition): void => {
        const lane = lanes.get(keyOf(at))
        if (lane?.paused !== true) return
        lane.paused = false
        consumer.resume([placeOf(at)])
      }
      const packed = await packNext(lanes, options, { fill, unpause }, signal)
      if (packed === null) return
      const from = standing()
      advance(lanes, packed.next)
      const next = standing()
      const moved = next.filter((position, index) => position.offset !== from[index]?.offset)
      if (moved.length > 0) yield { records: packed.items.map((item) => item.record), from, next }
    }
  }

  return {
    consumer,
    read,
    // What fails after a training step goes through recovery: nothing is read again in this process.
    rewind: () => Promise.reject(fail('trainer.ahead', 'expected to recover, found a batch to be read again')),
    close: () => consumer.close(),
  }
}

/**
 * Partitions are assigned by hand, once, so nobody tells that somebody has added one, which would be read by nobody: looked for
 * as often as a group's client does. Throws `kafka.partitions-changed`.
 */
function partitionWatch(
  consumer: Consumer,
  topics: readonly Topic[],
  lanes: ReadonlyMap<string, Lane>,
): () => Promise<void> {
  const last = { at: performance.now() }
  return async () => {
    if (performance.now() - last.at < limits.partitionsLookMs) return
    last.at = performance.now()
    for (const { name } of topics) {
      const found = (await consumer.partitionsOf(name)).length
      const expected = [...lanes.values()].filter(({ topic }) => topic === name).length
      if (found > expected)
        throw fail('kafka.partitions-changed', `expected ${expected} partitions of ${name}, found ${found}`)
    }
  }
}

/** Records below the end that have been read; of a lane that is full, what has not been read counts as records too. */
const waitingIn = ({ items, readTo, end, paused }: Lane): number =>
  items.filter(({ offset }) => offset < end).length + (paused ? Math.max(0, end - readTo) : 0)

type Ready = Extract<PackedLanes, { kind: 'batch' }>

type Filling = { readonly fill: () => Promise<void>; readonly unpause: (at: Partition) => void }

// A batch larger than a lane's bound asks for more of a paused lane: it is let go on, a chunk at a time.
async function packNext(
  lanes: ReadonlyMap<string, Lane>,
  options: LaneLogOptions,
  filling: Filling,
  signal: AbortSignal,
): Promise<Ready | null> {
  for (;;) {
    const packed = options.pack([...lanes.values()])
    if (packed.kind === 'batch') return packed
    if (signal.aborted) return null
    options.idle(null)
    filling.unpause(packed)
    await filling.fill()
  }
}

function advance(lanes: ReadonlyMap<string, Lane>, next: Ready['next']): void {
  for (const position of next) {
    const { offset } = position
    const lane = lanes.get(keyOf(position))
    if (lane === undefined) continue
    const last = lane.items.findLast((item) => item.offset < offset)
    if (last !== undefined) lane.after = markOf(last.record)
    lane.position = offset
    lane.readTo = Math.max(lane.readTo, offset)
    lane.items = lane.items.filter((item) => item.offset >= offset)
  }
}

function throttle(consumer: Consumer, lane: Lane): void {
  const full =
    lane.items.length >= laneItemsMax ||
    lane.items.reduce((sum, item) => sum + item.record.value.length, 0) >= laneBytesMax
  if (full === lane.paused) return
  lane.paused = full
  if (full) consumer.pause([placeOf(lane)])
  else consumer.resume([placeOf(lane)])
}
