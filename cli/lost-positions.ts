// Positions that a group had and has not any more, as after a topic was deleted: read back from what the step has written,
// which names the record that each of its results came from. Effects and positions move together (I1), so the last result
// of a partition says exactly where the step stood; without this it would begin at an end and skip what lies between.
import { stageEdges } from '../processors/order.ts'
import { headerOf, parseTrail } from '../projections/trail.ts'
import { limits } from '../runtime/limits.ts'
import { type Range, rangesOf, readRanges } from '../runtime/reader.ts'
import { markOf, strangerMark } from '../runtime/resumption.ts'
import type { LogRecord, Partition, Position } from '../runtime/step.ts'
import { dlqByStep, isRedrive, type StepName } from '../topics/index.ts'
import type { Connection } from './connect.ts'

/** A record that a result came from, and whose file it was about; `inTurn` unless it was sent to a step once more since. */
type Origin = Position & { readonly about: string; readonly inTurn: boolean }

/** Where the step stood in each of these partitions, for all of an input that it has results of; none where it has none. */
export async function lostPositions(
  connection: Connection,
  step: StepName,
  unset: readonly Partition[],
  signal: AbortSignal,
): Promise<readonly Position[]> {
  const inputs = [...new Set(unset.map(({ topic }) => topic))]
  const last = await lastOrigins(connection, await resultsOf(connection, step), inputs, signal)
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

/** What a step has written, and where that was trimmed, what others have made of it: they had read all that is gone. */
async function resultsOf({ kafka }: Connection, step: StepName): Promise<readonly Range[]> {
  const results: Range[] = []
  const edges = stageEdges()
  const at = edges.findIndex(({ name }) => name === step)
  for (const { name, outputs } of at < 0 ? [] : edges.slice(at)) {
    const names = outputs.slice(0, 1).map((topic) => topic.name)
    const written = await rangesOf(kafka, names, 'high')
    results.push(...written, ...(await rangesOf(kafka, [dlqByStep[name].name], 'high')))
    if (written.every(({ from }) => from === 0)) break
  }
  return results
}

const keyOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`
const aboutOf = (record: LogRecord): string => `${headerOf(record, 'ce_subject')} ${headerOf(record, 'x-submission')}`

/** The furthest record of each input partition that a result names, looked for from the ends of the results backwards. */
async function lastOrigins(
  { kafka }: Connection,
  results: readonly Range[],
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Origin>> {
  const last = new Map<string, Origin>()
  for (const whole of results) {
    for (let to = whole.to; to > whole.from; to -= limits.tailRecords) {
      const tail = { ...whole, from: Math.max(whole.from, to - limits.tailRecords), to }
      const found = await originsIn(kafka, tail, inputs, signal)
      for (const origin of found) {
        if (origin.offset > (last.get(keyOf(origin))?.offset ?? -1)) last.set(keyOf(origin), origin)
      }
      // What was sent to a later step once more comes behind records that were read after it.
      if (found.some(({ inTurn }) => inTurn)) break
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
    found.push(...records.flatMap(originsOf).filter(({ topic }) => inputs.includes(topic)))
  signal.throwIfAborted()
  return found
}

/** Every record that a result's file has been; a dead letter names the one that was buried, after the trail of that one. */
function originsOf(record: LogRecord): readonly Origin[] {
  const buried = ['topic', 'partition', 'offset']
    .map((name) => headerOf(record, `dlq.original.${name}`) ?? '')
    .join(':')
  const { positions } = parseTrail([headerOf(record, 'x-trail') ?? '', buried].join(','))
  const lastSent = positions.findLastIndex(({ topic }) => isRedrive(topic))
  const about = aboutOf(record)
  return positions.map((position, at) => ({ ...position, about, inTurn: at >= lastSent }))
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
