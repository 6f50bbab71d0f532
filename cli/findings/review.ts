// Says of findings what a person thinks of them: one transaction, after what was said before has been read past the own fence.
// So twice is once, and of two operators the later one takes over.
import { randomUUID } from 'node:crypto'
import { type Codec, createCodec } from '../../runtime/codec.ts'
import { headersOf } from '../../runtime/decide.ts'
import { fail, hasCode } from '../../runtime/errors.ts'
import { type OutgoingRecord, openProducer } from '../../runtime/kafka.ts'
import { readable } from '../../runtime/readable.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import { retry } from '../../runtime/retry.ts'
import { writeTogether } from '../../runtime/transaction.ts'
import type { FindingReviewed } from '../../schemas/types.ts'
import { findingsReviewed } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { type FindingId, findingIdText } from '../finding-id.ts'

/** One operator at a time reviews: the later one fences the earlier. */
export const reviewTransactionalId = 'codelupe.findings'

export const reviewKinds = ['marked', 'unmarked'] as const
export type ReviewKind = (typeof reviewKinds)[number]

export type ReviewAsk = {
  readonly what: ReviewKind
  readonly findings: readonly FindingId[]
  readonly why: string
  readonly by: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export type Reviewed = {
  /** Null where all of it had been said before: then nothing was written. */
  readonly operation: string | null
  /** Ids of the findings of which it was said now, and of those of which it had been. */
  readonly said: readonly string[]
  readonly already: readonly string[]
}

/** Throws `findings.fenced` where another operator has begun. */
export async function review(connection: Connection, ask: ReviewAsk, signal: AbortSignal): Promise<Reviewed> {
  const producer = await openProducer(connection.kafka, reviewTransactionalId)
  try {
    await retry(() => producer.initTransactions(), signal)
    const before = await lastSaid(connection, signal)
    const stands = (id: string): boolean => (before.get(id) ?? 'unmarked') === ask.what
    const byId = new Map(ask.findings.map((finding) => [findingIdText(finding), finding]))
    const already = [...byId.keys()].filter(stands)
    const said = [...byId].filter(([id]) => !stands(id))
    if (said.length === 0) return { operation: null, said: [], already }
    const operation = `review-${randomUUID()}`
    const codec = createCodec()
    const schema = await connection.registry.idOf(findingsReviewed)
    const records = said.map(([id, finding]) => recordOf(codec, schema, id, { ...ask, finding, operation }))
    await writeTogether(producer, records, signal)
    return { operation, said: said.map(([id]) => id), already }
  } catch (error) {
    if (!hasCode(error, 'kafka.fenced')) throw error
    throw fail(
      'findings.fenced',
      'expected to be alone with the findings, found another operator who began later',
      error,
    )
  } finally {
    await producer.close()
  }
}

function recordOf(
  codec: Codec,
  schema: number,
  id: string,
  { what, why, by, now, finding, operation }: ReviewAsk & { readonly finding: FindingId; readonly operation: string },
): OutgoingRecord {
  const event: FindingReviewed = { ...finding, what, why, by, at: now(), operation }
  const subject = { fileId: id, submission: '', ruleset: operation, at: event.at }
  return {
    topic: findingsReviewed.name,
    key: id,
    value: codec.encode('FindingReviewed', schema, event),
    headers: headersOf('findings', findingsReviewed, subject, ''),
  }
}

/** What was said last of each finding, up to all that was written when it was asked. */
async function lastSaid({ kafka, registry }: Connection, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const read = readable<FindingReviewed>(registry, createCodec(), findingsReviewed)
  const last = new Map<string, string>()
  for await (const records of readRanges(kafka, await rangesOf(kafka, [findingsReviewed.name], 'high'), signal)) {
    // What is no record of ours says nothing; the projector buries it.
    for (const { event } of (await read(records)).found) last.set(findingIdText(event), event.what)
  }
  signal.throwIfAborted()
  return last
}
