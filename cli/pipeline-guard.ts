// A changed order of the processors is another pipeline: it may not start while records of the former one are in flight,
// because each step would then read a topic in which others stand. The former hash is in the last decisions written.

import { pipelineHash } from '../processors/admission.ts'
import { order, stageEdges } from '../processors/order.ts'
import type { Admin } from '../runtime/admin.ts'
import { createCodec } from '../runtime/codec.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { readable } from '../runtime/readable.ts'
import { rangesOf, readRanges } from '../runtime/reader.ts'
import { retry } from '../runtime/retry.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Decision } from '../schemas/types.ts'
import { filesDecided } from '../topics/index.ts'
import type { Connection } from './connect.ts'

/** Whether anything has been decided yet, and whether it was by another pipeline. */
export type PipelineState = { readonly begun: boolean; readonly changed: boolean }

/** Throws `pipeline.changed` where the order has changed and a file topic has records that no step has read. */
export async function requireDrained(
  connection: Connection,
  admin: Admin,
  signal: AbortSignal,
): Promise<PipelineState> {
  // A broker that has just been started after a crash answers before it leads its partitions.
  const last = await retry(() => lastPipelines(connection, signal), signal)
  const stages = stageEdges()
  const own = pipelineHash(order.map(({ name }) => name))
  const changed = [...last].some((hash) => hash !== own)
  if (!changed) return { begun: last.size > 0, changed }
  for (const input of stages.flatMap((stage) => [stage.input, stage.redrives])) {
    const reached = new Map<number, number>()
    for (const { name } of stages) {
      for (const { partition, offset } of await admin.committed(groupOf(name), [input.name])) {
        reached.set(partition, Math.max(offset, reached.get(partition) ?? 0))
      }
    }
    for (const { partition, from, to } of await rangesOf(connection.kafka, [input.name], 'high')) {
      const left = to - Math.max(from, reached.get(partition) ?? 0)
      if (left > 0)
        throw fail(
          'pipeline.changed',
          `expected every record of ${input.name} to be read, found ${left} of partition ${partition} that are not`,
        )
    }
  }
  return { begun: true, changed }
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
