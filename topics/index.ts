// The catalogue: every topic's permanent name, the record that flows in it, its key, partitions and retention (I6).
// Provisioning, the docs and tests/names.txt are made from it; names are written out by hand and never change.
import type { SchemaName } from '../schemas/types.ts'

/**
 * How long a topic is kept: `forever`, `compacted` by key, `trimmed` by position once every reader has passed, or a `week`
 * for what can be made again.
 */
export type Retention = 'forever' | 'compacted' | 'trimmed' | 'week'

export type Topic = {
  /** `<entity>.<fact>.v<N>`, permanent. */
  readonly name: string
  /** The record type that flows in it; null where it carries whatever bytes were buried. */
  readonly schema: SchemaName | null
  /** What the record key is. */
  readonly key: string
  /** `files` topics share one partition count, so that a key is in the same partition of each of them. */
  readonly partitions: 'files' | 'one'
  readonly retention: Retention
  /** Largest record batch a broker takes, in bytes. */
  readonly messageBytesMax: number
}

const mebibyte = 1_048_576

const topic = (name: string, schema: SchemaName | null, key: string, rest: Partial<Topic> = {}): Topic => ({
  name,
  schema,
  key,
  partitions: 'files',
  retention: 'forever',
  messageBytesMax: 2 * mebibyte,
  ...rest,
})

const stage = (name: string): Topic => topic(name, 'Candidate', 'content hash', { retention: 'trimmed' })

const deadLetters = (step: string): Topic =>
  topic(`dlq.${step}.v1`, null, 'original key', { messageBytesMax: 4 * mebibyte })

// One partition: what is redriven keeps no order, and a group shares out partitions by number, whatever flows in them. With
// as many as the step's own input has, a second member could get all of these and none of the work.
const redrives = (step: string): Topic =>
  topic(`redrive.${step}.v1`, null, 'original key', { partitions: 'one', messageBytesMax: 4 * mebibyte })

export const filesSubmitted = topic('files.submitted.v1', 'File', 'content hash')
export const filesSkipped = topic('files.skipped.v1', 'Skipped', 'repository')
export const repositoriesFetched = topic('repositories.fetched.v1', 'RepositoryFetched', 'submission')
export const ingestProgress = topic('ingest.progress.v1', 'IngestProgress', 'submission', { retention: 'compacted' })
export const filesQuality = stage('files.quality.v1')
export const filesMalicious = stage('files.malicious.v1')
export const filesSecret = stage('files.secret.v1')
export const filesLicense = stage('files.license.v1')
export const filesDecided = topic('files.decided.v1', 'Decision', 'content hash')
export const samplesAccepted = topic('samples.accepted.v1', 'Sample', 'content hash')
export const rulesetsPublished = topic('rulesets.published.v1', 'RulesetPublished', 'processor', { partitions: 'one' })
export const rulesetsActivated = topic('rulesets.activated.v1', 'RulesetActivated', 'processor', { partitions: 'one' })
export const operationsRecorded = topic('operations.recorded.v1', 'OperationRecorded', 'operation', {
  partitions: 'one',
})
export const deadLettersHandled = topic('deadletters.handled.v1', 'DeadLetterHandled', 'dead letter', {
  partitions: 'one',
})
export const findingsReviewed = topic('findings.reviewed.v1', 'FindingReviewed', 'finding', { partitions: 'one' })
export const trainingSteps = topic('training.steps.v1', 'TrainingCommit', 'lineage', { partitions: 'one' })

/** The steps that bury into a topic. What the projector cannot handle is a row of its own transaction instead. */
export const dlqByStep = {
  quality: deadLetters('quality'),
  malicious: deadLetters('malicious'),
  secret: deadLetters('secret'),
  license: deadLetters('license'),
  admission: deadLetters('admission'),
  trainer: deadLetters('trainer'),
} as const

/** What a step buried, sent to it once more: a second input that only this step reads. */
export const redriveByStep: Readonly<Record<keyof typeof dlqByStep, Topic>> = {
  quality: redrives('quality'),
  malicious: redrives('malicious'),
  secret: redrives('secret'),
  license: redrives('license'),
  admission: redrives('admission'),
  trainer: redrives('trainer'),
}

const redriveNames: ReadonlySet<string> = new Set(Object.values(redriveByStep).map(({ name }) => name))

/** Whether a topic, by its name, carries what was buried once more. */
export const isRedrive = (topic: string): boolean => redriveNames.has(topic)

/** Decisions of a trial replay. Made by the replay, not by provisioning; no live step reads it. */
export const shadowOf = (replay: string): Topic =>
  topic(`shadow.${replay}.v1`, 'Decision', 'content hash', { retention: 'week' })

export type BuryingStep = keyof typeof dlqByStep

/** A step that reads the log in a process of its own. */
export type StepName = BuryingStep | 'projector'

/** In the order of the flow. */
export const stepNames: readonly StepName[] = [
  'quality',
  'malicious',
  'secret',
  'license',
  'admission',
  'projector',
  'trainer',
]

export const topics: readonly Topic[] = [
  filesSubmitted,
  filesSkipped,
  repositoriesFetched,
  ingestProgress,
  filesQuality,
  filesMalicious,
  filesSecret,
  filesLicense,
  filesDecided,
  samplesAccepted,
  trainingSteps,
  rulesetsPublished,
  rulesetsActivated,
  operationsRecorded,
  deadLettersHandled,
  findingsReviewed,
  ...Object.values(dlqByStep),
  ...Object.values(redriveByStep),
]
