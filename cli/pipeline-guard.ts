// A changed order of the processors is another pipeline: it may not start while records of the former one are in flight,
// because each step would then read a topic in which others stand. Which one was let in last is in operations.recorded.v1;
// before any other was, in the last decisions written (docs/adr/0008).
import { randomUUID } from 'node:crypto'
import { pipelineHash } from '../processors/admission.ts'
import { order, stageEdges } from '../processors/order.ts'
import type { Admin } from '../runtime/admin.ts'
import { createCodec } from '../runtime/codec.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { type Operation, recordOperation } from '../runtime/operations.ts'
import { readable } from '../runtime/readable.ts'
import { rangesOf, readRanges } from '../runtime/reader.ts'
import { retry } from '../runtime/retry.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Position } from '../runtime/step.ts'
import type { Decision, OperationRecorded } from '../schemas/types.ts'
import { filesDecided, operationsRecorded } from '../topics/index.ts'
import type { Connection } from './connect.ts'

/** Whether anything has been decided yet, and whether it was by another pipeline. */
export type PipelineState = { readonly begun: boolean; readonly changed: boolean }

/** Where one partition of a file topic has been read to, by whichever step read it. */
type Reached = { readonly topic: string; readonly partition: number; readonly offset: number }

/**
 * Lets this version's order of the processors in. Where another one ran before, every record must have been read: then each
 * step goes on behind what another step has read of its topic, and the log says so, once. `by` asked for it. Throws
 * `pipeline.changed`.
 */
export async function enterPipeline(
  connection: Connection,
  admin: Admin,
  by: string,
  signal: AbortSignal,
): Promise<PipelineState> {
  // A broker that has just been started after a crash answers before it leads its partitions.
  const decided = await retry(() => lastPipelines(connection, signal), signal)
  const entered = await retry(() => lastEntered(connection, signal), signal)
  const own = pipelineHash(order.map(({ name }) => name))
  const former = entered === null ? [...decided] : [entered]
  const state = { begun: decided.size > 0, changed: former.some((hash) => hash !== own) }
  if (!state.changed) return state
  const reached = await requireDrained(connection, admin)
  const moves = await movesBehind(admin, reached)
  for (const { group, to } of moves) await admin.writePositions(group, to)
  const operation: Operation = {
    operation: `pipeline-${randomUUID()}`,
    kind: 'pipeline',
    state: 'done',
    by,
    at: Date.now(),
    about: own,
    from: moves.flatMap(({ from }) => from),
    to: moves.flatMap(({ to }) => to),
    counts: { positions: moves.reduce((sum, { to }) => sum + to.length, 0) },
    detail: JSON.stringify({ order: order.map(({ name }) => name), former }),
  }
  await recordOperation(operation, { address: connection.kafka, registry: connection.registry }, signal)
  return state
}

/** How far every file topic was read; throws `pipeline.changed` where one has records that no step has read. */
async function requireDrained(connection: Connection, admin: Admin): Promise<readonly Reached[]> {
  const stages = stageEdges()
  const all: Reached[] = []
  for (const input of stages.flatMap((stage) => [stage.input, stage.redrives])) {
    const reached = new Map<number, number>()
    for (const { name } of stages) {
      for (const { partition, offset } of await admin.committed(groupOf(name), [input.name])) {
        reached.set(partition, Math.max(offset, reached.get(partition) ?? 0))
      }
    }
    for (const { partition, from, to } of await rangesOf(connection.kafka, [input.name], 'high')) {
      const offset = Math.max(from, reached.get(partition) ?? 0)
      if (to > offset)
        throw fail(
          'pipeline.changed',
          `expected every record of ${input.name} to be read, found ${to - offset} of partition ${partition} that are not`,
        )
      all.push({ topic: input.name, partition, offset })
    }
  }
  return all
}

type Move = { readonly group: string; readonly from: readonly Position[]; readonly to: readonly Position[] }

/** Steps that have read their topic before, in an order of long ago, and stand before what others have read of it since. */
async function movesBehind(admin: Admin, reached: readonly Reached[]): Promise<readonly Move[]> {
  const moves: Move[] = []
  for (const { name, input } of stageEdges()) {
    const standing = await admin.committed(groupOf(name), [input.name])
    const pairs = standing.flatMap((from) => {
      const to = reached.find(({ topic, partition }) => topic === from.topic && partition === from.partition)
      return to === undefined || to.offset <= from.offset ? [] : [{ from, to }]
    })
    const group = groupOf(name)
    if (pairs.length > 0) moves.push({ group, from: pairs.map(({ from }) => from), to: pairs.map(({ to }) => to) })
  }
  return moves
}

/** The pipeline that was let in last, where one took another's place since the log keeps that; else null. */
async function lastEntered({ kafka, registry }: Connection, signal: AbortSignal): Promise<string | null> {
  const read = readable<OperationRecorded>(registry, createCodec(), operationsRecorded)
  let last: string | null = null
  for await (const records of readRanges(kafka, await rangesOf(kafka, [operationsRecorded.name], 'high'), signal)) {
    for (const { event } of (await read(records)).found) if (event.kind === 'pipeline') last = event.about
  }
  signal.throwIfAborted()
  return last
}

/**
 * Hashes of the pipelines in the newest decisions of each partition. What cannot be decoded says nothing of a pipeline:
 * where a tail holds nothing else, the records before it are looked at, or a log begun long ago would pass for a new one.
 */
async function lastPipelines(connection: Connection, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { kafka, registry } = connection
  const read = readable<Decision>(registry, createCodec({ skipContent: true }), filesDecided)
  const whole = await rangesOf(kafka, [filesDecided.name], 'stable')
  const newest = new Map<number, string>()
  for (let back: number = limits.tailRecords, seen = 0; ; seen = back, back *= 2) {
    const tails = whole
      .filter(({ partition, from, to }) => !newest.has(partition) && to - seen > from)
      .map((range) => ({ ...range, from: Math.max(range.from, range.to - back), to: range.to - seen }))
    if (tails.length === 0) return new Set(newest.values())
    for await (const records of readRanges(kafka, tails, signal)) {
      const { found } = await read(records)
      for (const { record, event } of found) newest.set(record.partition, event.pipeline)
    }
    signal.throwIfAborted()
  }
}
