// A made-up log of the whole pipeline, from a seed: files, skipped paths, decisions with their trails, dead letters,
// training and what was said of findings, as the projector reads them. Offsets have gaps, as transaction markers make them.
import type { Event } from '../../projections/events.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { Decision, File } from '../../schemas/types.ts'
import {
  decisionOf,
  fileOf,
  partitionCount,
  partitionOf,
  processors,
  repositoryOf,
  sha256,
  startedAt,
  submissionOf,
} from './made-files.ts'

export type Entry = { readonly event: Event; readonly record: LogRecord }

export type MadeLog = {
  /** Entries by partition: the order within each is the log's. */
  readonly partitions: readonly (readonly Entry[])[]
  readonly files: readonly MadeFile[]
}

export type MadeFile = {
  readonly file: File
  readonly fate: 'accepted' | 'rejected' | 'dead' | 'in-flight'
  readonly decision: Decision | null
}

export type LogOptions = {
  readonly files: number
  readonly seed?: number
  readonly repositories?: number
  readonly skippedEach?: number
  readonly deadEach?: number
  readonly inFlightLast?: number
  /** Dead letters are redriven and dropped: the fates of `retold`, in turn. */
  readonly redrives?: boolean
  readonly signals?: number
}

/** A log in which every `deadEach`-th file is buried by secret and the last `inFlightLast` have no outcome yet. */
export function makeLog(options: LogOptions): MadeLog {
  const {
    files,
    repositories = 7,
    skippedEach = 9,
    deadEach = 23,
    inFlightLast = 0,
    redrives = false,
    signals = 5,
  } = options
  let dead = 0
  const log = createWriter()
  const made: MadeFile[] = []
  for (let index = 0; index < files; index++) {
    const file = fileOf(index, index % repositories)
    const partition = partitionOf(file)
    const submitted = log.append('files.submitted.v1', partition, file, subject(file))
    if (index % skippedEach === 0) skip(log, file, index)
    if (index >= files - inFlightLast) {
      made.push({ file, fate: 'in-flight', decision: null })
    } else if (index % deadEach === deadEach - 1) {
      const letter = bury(log, file, submitted, trailTo(submitted, 1), 1)
      made.push(redrives ? retold(log, file, submitted, letter, index, dead++) : { file, fate: 'dead', decision: null })
    } else {
      const decision = decisionOf(file, index, signals)
      const trail = trailTo(submitted, processors.length)
      log.append('files.decided.v1', partition, decision, [...subject(file), ['x-trail', trail]])
      made.push({ file, fate: decision.outcome, decision })
    }
  }
  train(log, made)
  for (let index = 0; index < repositories; index++) fetched(log, index, made)
  review(log, made)
  return { partitions: log.partitions(), files: made }
}

type Writer = ReturnType<typeof createWriter>

function createWriter() {
  const partitions = new Map<string, Entry[]>()
  return {
    append: (topic: string, partition: number, event: Event, headers: LogRecord['headers'], key = 'key'): LogRecord => {
      const entries = partitions.get(`${topic}/${partition}`) ?? []
      partitions.set(`${topic}/${partition}`, entries)
      const before = entries.at(-1)?.record.offset ?? -1
      const offset = before + (entries.length % 50 === 49 ? 2 : 1)
      const record = { topic, partition, offset, key, value: Buffer.alloc(0), headers, timestamp: startedAt }
      entries.push({ event, record })
      return record
    },
    partitions: () => [...partitions.values()],
  }
}

const subject = (file: File): LogRecord['headers'] => [
  ['ce_subject', file.fileId],
  ['x-submission', file.submission],
]

/** The trail of a record behind `stages` stages. */
export const trailTo = (submitted: LogRecord, stages: number): string =>
  [
    `files.submitted.v1:${submitted.partition}:${submitted.offset}`,
    ...processors
      .slice(0, stages)
      .map((name, index) => `files.${name}.v1:${submitted.partition}:${submitted.offset + index}`),
  ].join(',')

function skip(log: Writer, file: File, index: number): void {
  const event = {
    submission: file.submission,
    repository: file.repository,
    path: `assets/image-${index}.png`,
    reason: 'file.binary',
    detail: 'expected text, found a NUL byte',
    sizeBytes: 1_234,
    submittedAt: file.submittedAt,
  }
  log.append('files.skipped.v1', index % partitionCount, event, [])
}

/** What became of a buried file: it stays dead, is decided after one redrive or two, is dropped, or is in flight again. */
function retold(
  log: Writer,
  file: File,
  submitted: LogRecord,
  letter: LogRecord,
  index: number,
  turn: number,
): MadeFile {
  const decided = (again: LogRecord, trail: string): MadeFile => {
    const decision = decisionOf(file, index, 5)
    const headers = [...subject(file), ['x-trail', `${trail},${placeText(again)}`]] as const
    log.append('files.decided.v1', submitted.partition, decision, headers)
    return { file, fate: decision.outcome, decision }
  }
  const dead: MadeFile = { file, fate: 'dead', decision: null }
  const before = `${trailTo(submitted, 1)},files.malicious.v1:${submitted.partition}:${submitted.offset + 2}`
  if (turn % 5 === 0) return dead
  if (turn % 5 === 1) {
    handle(log, file, letter, 'dropped', 1, before)
    return dead
  }
  const first = handle(log, file, letter, 'redriven', 2, before)
  if (turn % 5 === 2) return { file, fate: 'in-flight', decision: null }
  if (turn % 5 === 3) return decided(first, before)
  const again = bury(log, file, submitted, before, 2, first)
  if (turn % 10 === 4) return dead
  const trail = `${before},${placeText(first)}`
  return decided(handle(log, file, again, 'redriven', 3, trail), trail)
}

const placeText = ({ topic, partition, offset }: LogRecord): string => `${topic}:${partition}:${offset}`

/** The record that says so; resolves with the redriven one, which the projector does not read. */
function handle(log: Writer, file: File, letter: LogRecord, how: string, attempt: number, trail: string): LogRecord {
  const { topic, partition, offset } = letter
  const handled = {
    step: 'secret',
    letter: { topic, partition, offset },
    original: { topic: 'files.malicious.v1', partition, offset },
    code: 'handle.threw',
    how,
    attempt,
    operation: 'redrive-1',
    by: 'operator',
    at: startedAt,
    fileId: file.fileId,
    submission: file.submission,
    trail,
  }
  log.append('deadletters.handled.v1', 0, handled, [])
  return { ...letter, topic: 'redrive.secret.v1' }
}

function bury(
  log: Writer,
  file: File,
  submitted: LogRecord,
  trail: string,
  attempt: number,
  read: LogRecord | null = null,
): LogRecord {
  return log.append('dlq.secret.v1', submitted.partition, null, [
    ['dlq.step', 'secret'],
    ['dlq.reason', 'handle'],
    ['dlq.code', 'handle.threw'],
    ['dlq.message', 'TypeError at secret/index.ts:12'],
    ['dlq.original.topic', 'files.malicious.v1'],
    ['dlq.original.partition', String(submitted.partition)],
    ['dlq.original.offset', String(submitted.offset + 2)],
    ['dlq.attempt', String(attempt)],
    ['dlq.first-failed-at', '2026-01-01T00:00:00.000Z'],
    ...(read === null ? [] : [['dlq.redriven', placeText(read)] as const]),
    ['x-trail', trail],
    ...subject(file),
  ])
}

/** Commits of ten samples and two steps each. */
function train(log: Writer, made: readonly MadeFile[]): void {
  const accepted = made.filter((file) => file.fate === 'accepted')
  for (let first = 0; first + 10 <= accepted.length; first += 10) {
    const number = first / 10
    const steps = [number * 2 + 1, number * 2 + 2]
    log.append(
      'training.steps.v1',
      0,
      {
        lineage: 'first',
        parentLineage: null,
        fence: 1 + Math.floor(number / 4),
        checkpoint: `step-${steps[1]}-1`,
        manifestSha256: sha256(`manifest ${number}`),
        parent: number === 0 ? null : sha256(`manifest ${number - 1}`),
        model: 'tiny',
        steps: steps.map((step) => ({ step, loss: 8 / step, tokens: 2_000, slots: 2_048, computeMs: 300, waitMs: 5 })),
        positions: [],
        samples: accepted.slice(first, first + 10).map(({ file }, index) => ({
          sampleId: `${file.fileId}@${file.submission}`,
          fileId: file.fileId,
          submission: file.submission,
          became: index === 0 ? ('heldOut' as const) : ('trained' as const),
          reason: null,
          step: index === 0 ? null : (steps[index % 2] ?? null),
          tokens: index === 0 ? 0 : 400,
          redriven: null,
        })),
        device: 'cpu',
        checkpointMs: 20,
      },
      [],
    )
  }
}

/** Of every third decided file all findings are marked, of every sixth unmarked after that, of every twelfth marked again. */
function review(log: Writer, made: readonly MadeFile[]): void {
  for (const [each, what] of [
    [3, 'marked'],
    [6, 'unmarked'],
    [12, 'marked'],
  ] as const)
    for (const { file, decision } of made.filter((_, index) => index % each === 0))
      for (const { processor, findings } of decision?.verdicts ?? [])
        for (const { rule, startLine, endLine } of findings) {
          const at = { fileId: file.fileId, processor, rule, startLine, endLine }
          const event = {
            ...at,
            what,
            why: `by the rule of ${each}`,
            by: 'operator',
            at: startedAt,
            operation: 'review-1',
          }
          log.append('findings.reviewed.v1', 0, event, [])
        }
}

function fetched(log: Writer, index: number, made: readonly MadeFile[]): void {
  const repository = repositoryOf(index)
  const own = made.filter(({ file }) => file.submission === submissionOf(repository))
  log.append(
    'repositories.fetched.v1',
    index % partitionCount,
    {
      submission: submissionOf(repository),
      repository,
      kind: 'git',
      found: own.length,
      submitted: own.length,
      skipped: {},
      submittedBytes: own.reduce((sum, { file }) => sum + file.sizeBytes, 0),
      licenseEvidence: [],
      optOuts: [],
      submittedAt: startedAt + index * 1_000,
    },
    [],
  )
}
