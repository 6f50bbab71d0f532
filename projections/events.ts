// What the projector reads, told apart by topic, with the places that its headers name. A record whose event is not
// what its topic promises throws, and is buried.
import type { LogRecord } from '../runtime/step.ts'
import type {
  DeadLetterHandled,
  Decision,
  File,
  FindingReviewed,
  RepositoryFetched,
  Skipped,
  TrainingCommit,
} from '../schemas/types.ts'
import {
  deadLettersHandled,
  dlqByStep,
  filesDecided,
  filesSkipped,
  filesSubmitted,
  findingsReviewed,
  repositoriesFetched,
  type Topic,
  trainingSteps,
} from '../topics/index.ts'
import { headerOf, parsePlace, parseTrail, submissionOf, submittedAt, type Trail } from './trail.ts'

/** The decoded event of a record; null for a dead letter, whose bytes nobody decodes. */
export type Event =
  | File
  | Skipped
  | RepositoryFetched
  | Decision
  | TrainingCommit
  | DeadLetterHandled
  | FindingReviewed
  | null

/** One record of the log, as folds see it. */
export type LogEvent = { readonly record: LogRecord } & (
  | { readonly kind: 'submitted'; readonly file: File }
  | { readonly kind: 'skipped'; readonly skipped: Skipped }
  | { readonly kind: 'fetched'; readonly fetched: RepositoryFetched }
  | { readonly kind: 'decided'; readonly decision: Decision; readonly trail: Trail }
  | { readonly kind: 'trained'; readonly commit: TrainingCommit }
  | { readonly kind: 'dead'; readonly letter: DeadLetter }
  | { readonly kind: 'handled'; readonly handled: DeadLetterHandled; readonly trail: Trail; readonly endsFile: boolean }
  | { readonly kind: 'reviewed'; readonly reviewed: FindingReviewed }
)

/** A record that a step buried: where it came from, and which file it was about, where its headers say so. */
export type DeadLetter = {
  readonly step: string
  readonly reason: string
  readonly code: string
  readonly message: string
  /** The record that was buried first: one story has one, whatever the attempt. */
  readonly original: { readonly topic: string; readonly partition: number; readonly offset: number }
  readonly fileId: string | null
  readonly submission: string | null
  readonly trail: Trail
  readonly ruleset: string | null
  /** Milliseconds since 1970, or null where the header is not a time. */
  readonly firstFailedAt: number | null
  readonly attempt: number
  /** Of the trainer: the lineage that buried it. Empty for every other step. */
  readonly lineage: string
  /** The topic that keeps the bytes. */
  readonly letterTopic: string
  /** Whether the file has this as its outcome: the step is one that every file passes on its way to a decision. */
  readonly endsFile: boolean
}

const deadLetterTopics: readonly Topic[] = Object.values(dlqByStep)

/** Topics of the projector, in the order in which a new one reads them. */
export const inputs: readonly Topic[] = [
  filesSubmitted,
  filesSkipped,
  repositoriesFetched,
  filesDecided,
  trainingSteps,
  ...deadLetterTopics,
  deadLettersHandled,
  findingsReviewed,
]

/** The topics whose records a fold gets as this kind. */
export const topicsOf = (kind: LogEvent['kind']): readonly string[] => topicsByKind[kind].map((topic) => topic.name)

const topicsByKind: Readonly<Record<LogEvent['kind'], readonly Topic[]>> = {
  submitted: [filesSubmitted],
  skipped: [filesSkipped],
  fetched: [repositoriesFetched],
  decided: [filesDecided],
  trained: [trainingSteps],
  dead: deadLetterTopics,
  handled: [deadLettersHandled],
  reviewed: [findingsReviewed],
}

/** Steps that read the log behind the decision: what they bury has an outcome already. */
const afterDecision: ReadonlySet<string> = new Set(['projector', 'trainer'])

export function logEvent(event: Event, record: LogRecord): LogEvent {
  const { topic } = record
  if (event === null) return { kind: 'dead', record, letter: deadLetterOf(record) }
  if (topic === filesSubmitted.name && 'contentSha256' in event) return { kind: 'submitted', record, file: event }
  if (topic === filesDecided.name && 'verdicts' in event)
    return { kind: 'decided', record, decision: event, trail: parseTrail(headerOf(record, 'x-trail')) }
  if (topic === filesSkipped.name && 'detail' in event) return { kind: 'skipped', record, skipped: event }
  if (topic === repositoriesFetched.name && 'found' in event) return { kind: 'fetched', record, fetched: event }
  if (topic === deadLettersHandled.name && 'how' in event)
    return {
      kind: 'handled',
      record,
      handled: event,
      trail: parseTrail(event.trail),
      endsFile: !afterDecision.has(event.step),
    }
  if (topic === findingsReviewed.name && 'why' in event) return { kind: 'reviewed', record, reviewed: event }
  if (topic === trainingSteps.name && 'lineage' in event) return { kind: 'trained', record, commit: event }
  throw new Error(`projector: expected a record that ${topic} carries`)
}

function deadLetterOf(record: LogRecord): DeadLetter {
  const text = (name: string): string => headerOf(record, name) ?? ''
  const step = text('dlq.step')
  const original = {
    topic: text('dlq.original.topic'),
    partition: whole(text('dlq.original.partition')),
    offset: whole(text('dlq.original.offset')),
  }
  // A letter of a redriven record has the original of its first burial.
  const read = parsePlace(text('dlq.redriven')) ?? original
  const failedAt = Date.parse(text('dlq.first-failed-at'))
  return {
    step: step === '' ? stepOf(record.topic) : step,
    reason: text('dlq.reason'),
    code: text('dlq.code'),
    message: text('dlq.message'),
    // A dead letter put there by hand names no original: it stands for itself.
    original:
      original.topic === '' ? { topic: record.topic, partition: record.partition, offset: record.offset } : original,
    fileId: headerOf(record, 'ce_subject'),
    submission: submissionOf(record),
    trail: submittedAt(parseTrail(headerOf(record, 'x-trail')), read),
    ruleset: headerOf(record, 'dlq.ruleset'),
    firstFailedAt: Number.isNaN(failedAt) ? null : failedAt,
    attempt: whole(text('dlq.attempt')),
    lineage: text('dlq.lineage'),
    letterTopic: record.topic,
    endsFile: !afterDecision.has(stepOf(record.topic)),
  }
}

const stepOf = (topic: string): string => Object.entries(dlqByStep).find(([, dlq]) => dlq.name === topic)?.[0] ?? topic

const whole = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : 0)
