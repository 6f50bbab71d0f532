// A submission's way into the log, exactly once, also when it is killed: files in a fixed order, in chunks of one
// transaction each, with a progress record in it. A second run reads the progress past its own fence and goes on there.
import { createHash } from 'node:crypto'
import type { File, IngestProgress } from '../schemas/types.ts'
import { filesSkipped, filesSubmitted, ingestProgress, repositoriesFetched, type Topic } from '../topics/index.ts'
import { createCodec } from './codec.ts'
import type { Passing } from './crash-point.ts'
import { headersOf } from './decide.ts'
import { type KafkaAddress, type OutgoingRecord, openProducer, type Producer } from './kafka.ts'
import { limits } from './limits.ts'
import { nextTurn, progressOf } from './progress.ts'
import type { Registry } from './registry.ts'
import { retry } from './retry.ts'
import type { Subject } from './step.ts'
import type { Submission, SubmissionEntry } from './submission-source.ts'
import { writeTogether } from './transaction.ts'

export type { Submission, SubmissionEntry }

export type SubmissionResult = {
  readonly submission: string
  /** True where an earlier run had done it: nothing was written. */
  readonly already: boolean
  /** Index that an earlier, killed run had reached; 0 where there was none. */
  readonly resumedAt: number
  readonly found: number
  readonly submitted: number
  readonly submittedBytes: number
  readonly skipped: Readonly<Record<string, number>>
}

export type SubmitParts = {
  readonly address: KafkaAddress
  readonly registry: Registry
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onProgress: (progress: IngestProgress) => void
  readonly passing: Passing
}

export const ingestTransactionalId = (submission: string): string => `codelupe.ingest.${submission}`

/** Submits a source. With `again` a finished submission is written once more, as `<submission>#n`. */
export async function submit(
  source: Submission,
  parts: SubmitParts,
  again: boolean,
  signal: AbortSignal,
): Promise<SubmissionResult> {
  const submission = again ? await nextTurn(source.submission, parts, signal) : source.submission
  const producer = await openProducer(parts.address, ingestTransactionalId(submission))
  try {
    await retry(() => producer.initTransactions(), signal)
    const earlier = await progressOf(submission, parts, signal)
    if (earlier?.done === true) return resultOf(earlier, source, true, earlier.next)
    const writer = await openWriter(parts, producer)
    return await write(source, submission, earlier, writer, parts, signal)
  } finally {
    await producer.close()
  }
}

type Writer = {
  readonly encode: (topic: Topic, key: string, event: unknown, subject: Subject) => OutgoingRecord
  readonly commit: (records: readonly OutgoingRecord[], signal: AbortSignal) => Promise<void>
}

async function openWriter(parts: SubmitParts, producer: Producer): Promise<Writer> {
  const codec = createCodec()
  const ids = new Map<string, number>()
  for (const topic of [filesSubmitted, filesSkipped, repositoriesFetched, ingestProgress]) {
    ids.set(topic.name, await parts.registry.idOf(topic))
  }
  return {
    encode: (topic, key, event, subject) => {
      const value =
        topic.schema === null ? Buffer.alloc(0) : codec.encode(topic.schema, ids.get(topic.name) ?? 0, event)
      return { topic: topic.name, key, value, headers: headersOf('ingest', topic, subject, '') }
    },
    commit: (records, signal) =>
      writeTogether(producer, records, signal, {
        produced: () => parts.passing('ingest.produced'),
        committed: () => parts.passing('ingest.committed'),
      }),
  }
}

/** One chunk under way. */
type Chunk = { records: OutgoingRecord[]; bytes: number; startedAt: number }

async function write(
  source: Submission,
  submission: string,
  earlier: IngestProgress | null,
  writer: Writer,
  parts: SubmitParts,
  signal: AbortSignal,
): Promise<SubmissionResult> {
  const submittedAt = earlier?.submittedAt ?? parts.now()
  const subject = (fileId: string): Subject => ({ fileId, submission, ruleset: '', at: submittedAt })
  let progress: IngestProgress = earlier ?? {
    submission,
    next: 0,
    submitted: 0,
    submittedBytes: 0,
    skipped: {},
    done: false,
    submittedAt,
  }
  const resumedAt = progress.next
  let chunk: Chunk = { records: [], bytes: 0, startedAt: performance.now() }
  const close = async (last: readonly OutgoingRecord[]): Promise<void> => {
    const record = writer.encode(ingestProgress, submission, progress, subject(`progress:${progress.next}`))
    await writer.commit([...chunk.records, ...last, record], signal)
    chunk = { records: [], bytes: 0, startedAt: performance.now() }
    parts.onProgress(progress)
  }
  for await (const entry of source.entries(progress.next, signal)) {
    chunk.records.push(recordOf(entry, source, submission, submittedAt, writer))
    if (entry.kind === 'file') chunk.bytes += entry.content.length
    progress = counted(progress, entry)
    const full = chunk.bytes >= limits.chunkBytesMax || chunk.records.length >= limits.chunkEntriesMax
    if (full || performance.now() - chunk.startedAt >= limits.chunkMsMax) await close([])
  }
  signal.throwIfAborted()
  progress = { ...progress, done: true }
  const { repository, kind, licenseEvidence, optOuts } = source
  const { submitted, submittedBytes, skipped } = progress
  const fetched = {
    submission,
    repository,
    kind,
    found: progress.next,
    submitted,
    skipped,
    submittedBytes,
    licenseEvidence,
    optOuts,
    submittedAt,
  }
  await close([writer.encode(repositoriesFetched, submission, fetched, subject(submission))])
  return resultOf(progress, source, false, resumedAt)
}

function recordOf(
  entry: SubmissionEntry,
  source: Submission,
  submission: string,
  submittedAt: number,
  writer: Writer,
): OutgoingRecord {
  const { repository } = source
  if (entry.kind === 'skip') {
    const { path, reason, detail, sizeBytes } = entry
    const event = { submission, repository, path, reason, detail, sizeBytes, submittedAt }
    const key = `${repository.host}/${repository.owner}/${repository.name}`
    return writer.encode(filesSkipped, key, event, {
      fileId: `skip:${skipId(path)}`,
      submission,
      ruleset: '',
      at: submittedAt,
    })
  }
  const { kind: _, index: __, ...facts } = entry
  const file: File = { ...facts, submission, repository, submittedAt }
  return writer.encode(filesSubmitted, file.contentSha256, file, {
    fileId: file.fileId,
    submission,
    ruleset: '',
    at: submittedAt,
  })
}

// A path may hold any bytes, and a header none but printable ones.
const skipId = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 32)

function counted(progress: IngestProgress, entry: SubmissionEntry): IngestProgress {
  const next = entry.index + 1
  if (entry.kind === 'skip') {
    return {
      ...progress,
      next,
      skipped: { ...progress.skipped, [entry.reason]: (progress.skipped[entry.reason] ?? 0) + 1 },
    }
  }
  return {
    ...progress,
    next,
    submitted: progress.submitted + 1,
    submittedBytes: progress.submittedBytes + entry.content.length,
  }
}

const resultOf = (
  progress: IngestProgress,
  source: Submission,
  already: boolean,
  resumedAt: number,
): SubmissionResult => ({
  submission: progress.submission,
  already,
  resumedAt,
  found: source.count,
  submitted: progress.submitted,
  submittedBytes: progress.submittedBytes,
  skipped: progress.skipped,
})
