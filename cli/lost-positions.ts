// Positions that a group had and has not any more, as after a topic was deleted: read back from what the step has written,
// which names the record that each of its results came from. Effects and positions move together (I1), so the last result
// of a partition says exactly where the step stood; without this it would begin at an end and skip what lies between.
import { stageEdges } from '../processors/order.ts'
import { headerOf, parseTrail } from '../projections/trail.ts'
import { limits } from '../runtime/limits.ts'
import { type Range, rangesOf, readRanges } from '../runtime/reader.ts'
import { markOf, strangerMark } from '../runtime/resumption.ts'
import type { LogRecord, Partition, Position } from '../runtime/step.ts'
import { dlqByStep, type StepName } from '../topics/index.ts'
import type { Connection } from './connect.ts'

/** The record that a result came from, and whose file it was about. */
type Origin = Position & { readonly about: string }

/** Where the step stood in each of these partitions, for all of an input that it has results of; none where it has none. */
export async function lostPositions(
  connection: Connection,
  step: StepName,
  unset: readonly Partition[],
  signal: AbortSignal,
): Promise<readonly Position[]> {
  const edge = stageEdges().find(({ name }) => name === step)
  if (edge === undefined) return []
  const inputs = [...new Set(unset.map(({ topic }) => topic))]
  const results = [...edge.outputs.slice(0, 1), dlqByStep[edge.name]].map(({ name }) => name)
  const last = await lastOrigins(connection, results, inputs, signal)
  const known = new Set([...last.values()].map(({ topic }) => topic))
  const wanted = unset.filter(({ topic }) => known.has(topic))
  const before = await recordsAt(connection, [...last.values()], signal)
  return wanted.map(({ topic, partition }) => {
    const origin = last.get(keyOf({ topic, partition }))
    if (origin === undefined) return { topic, partition, offset: 0 }
    const record = before.get(keyOf(origin))
    const after =
      record !== undefined && aboutOf(record) === origin.about ? markOf(record) : strangerMark(origin.offset)
    return { topic, partition, offset: origin.offset + 1, after }
  })
}

const keyOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`
const aboutOf = (record: LogRecord): string => `${headerOf(record, 'ce_subject')} ${headerOf(record, 'x-submission')}`

/** The furthest record of each input partition that a result names, looked for from the ends of the results backwards. */
async function lastOrigins(
  { kafka }: Connection,
  results: readonly string[],
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Origin>> {
  const last = new Map<string, Origin>()
  for (const whole of await rangesOf(kafka, results, 'high')) {
    for (let to = whole.to; to > whole.from; to -= limits.tailRecords) {
      const tail = { ...whole, from: Math.max(whole.from, to - limits.tailRecords), to }
      const found = await originsIn(kafka, tail, inputs, signal)
      for (const origin of found) {
        if (origin.offset > (last.get(keyOf(origin))?.offset ?? -1)) last.set(keyOf(origin), origin)
      }
      if (found.length > 0) break
    }
  }
  return last
}

async function originsIn(
  kafka: Connection['kafka'],
  range: Range,
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<readonly Origin[]> {
  const found: Origin[] = []
  for await (const records of readRanges(kafka, [range], signal))
    found.push(...records.flatMap((record) => originOf(record) ?? []).filter(({ topic }) => inputs.includes(topic)))
  signal.throwIfAborted()
  return found
}

/** A dead letter names its original, every other result ends its trail with it. */
function originOf(record: LogRecord): Origin | null {
  const buried = ['topic', 'partition', 'offset']
    .map((name) => headerOf(record, `dlq.original.${name}`) ?? '')
    .join(':')
  const place = buried === '::' ? parseTrail(headerOf(record, 'x-trail')) : parseTrail(buried)
  const last = place.positions.at(-1)
  return last === undefined ? null : { ...last, about: aboutOf(record) }
}

async function recordsAt(
  { kafka }: Connection,
  places: readonly Position[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LogRecord>> {
  const kept = await rangesOf(kafka, [...new Set(places.map(({ topic }) => topic))], 'high')
  const ranges = places.flatMap(({ topic, partition, offset }): Range[] => {
    const range = kept.find((one) => one.topic === topic && one.partition === partition)
    const there = range !== undefined && offset >= range.from && offset < range.to
    return there ? [{ topic, partition, from: offset, to: offset + 1 }] : []
  })
  const found = new Map<string, LogRecord>()
  for await (const records of readRanges(kafka, ranges, signal))
    for (const record of records) found.set(keyOf(record), record)
  return found
}
