// How far submissions are, as ingest.progress.v1 says, read to everything that was written before the caller's fence.
// No step reads this topic: what cannot be decoded there says nothing of any submission, and is passed over.
import type { IngestProgress } from '../schemas/types.ts'
import { ingestProgress } from '../topics/index.ts'
import { createCodec } from './codec.ts'
import type { KafkaAddress } from './kafka.ts'
import { readable } from './readable.ts'
import { rangesOf, readRanges } from './reader.ts'
import type { Registry } from './registry.ts'

export type ProgressParts = { readonly address: KafkaAddress; readonly registry: Registry }

/** The newest progress of a submission, read to everything that was written before the fence. */
export async function progressOf(
  submission: string,
  parts: ProgressParts,
  signal: AbortSignal,
): Promise<IngestProgress | null> {
  const all = await allProgress(parts, signal)
  return all.get(submission) ?? null
}

async function allProgress(parts: ProgressParts, signal: AbortSignal): Promise<ReadonlyMap<string, IngestProgress>> {
  const read = readable<IngestProgress>(parts.registry, createCodec(), ingestProgress)
  const newest = new Map<string, IngestProgress>()
  const ranges = await rangesOf(parts.address, [ingestProgress.name], 'high')
  for await (const records of readRanges(parts.address, ranges, signal)) {
    const { found } = await read(records)
    for (const { record, event } of found) newest.set(record.key, event)
  }
  signal.throwIfAborted()
  return newest
}

/** `<submission>` where it was never asked for, else the unfinished turn, else `<submission>#n` with the next number. */
export async function nextTurn(submission: string, parts: ProgressParts, signal: AbortSignal): Promise<string> {
  const all = await allProgress(parts, signal)
  for (let turn = 1; ; turn++) {
    const name = turn === 1 ? submission : `${submission}#${turn}`
    if (all.get(name)?.done !== true) return name
  }
}
