// What the trainer and its sidecar say to each other: the types of every request and response, and for each response
// the fields it must have, so that a reply is checked where it comes in and believed from there on.
import type { Position } from '../runtime/step.ts'

/** One sample as it is sent: the released text and where it comes from. */
export type TrainingText = {
  readonly sampleId: string
  readonly path: string
  /** `host/owner/name`. */
  readonly repository: string
  readonly language: string
  readonly text: string
}

export type Health = {
  /** Calls other than health and metrics are answered only when `ready`. */
  readonly status: 'importing' | 'ready' | 'failed'
  readonly error: string | null
  /** The counter that this start raised; every call carries it. */
  readonly fence: number
  /** The job that runs, or null. */
  readonly busy: string | null
  /** Steps done in the resumed lineage; null before resume. */
  readonly step: number | null
  readonly device: string | null
  readonly model: string | null
  readonly method: string
}

/** A checkpoint as the committed event names it. */
export type CheckpointName = { readonly name: string; readonly manifestSha256: string }

/** Where to begin: at step 0, or where a committed checkpoint left off, every hash verified. */
export type ResumeFrom = 'fresh' | CheckpointName

export type Resumed = {
  readonly name: string | null
  readonly manifestSha256: string | null
  readonly lineage: string | null
  readonly parent: string | null
  /** Where the batch after the checkpoint starts, as the manifest has it; the event's positions are what counts. */
  readonly positions: readonly Position[]
  readonly step: number
  readonly device: string
  readonly model: string
  readonly ms: number
}

export type StepRequest = {
  readonly batchId: string
  /** Steps done so far, as the caller believes; the sidecar refuses when it is not there. */
  readonly expectedStep: number
  /** Each document in a forward pass of its own: the same step in the least memory. Not so where it is left out. */
  readonly alone?: boolean
}

/** What became of one sample of a step. */
export type TextUse = {
  readonly sampleId: string
  readonly became: 'trained' | 'skipped' | 'buried'
  /** too-short or too-long (skipped); untokenizable or non-finite-loss (buried); null where trained. */
  readonly reason: string | null
  /** The optimizer step it went into; null where it went into none. */
  readonly step: number | null
  /** Tokens of it that carried loss. */
  readonly tokens: number
  /** Documents it was split into at line boundaries; 1 where it was not split. */
  readonly chunks: number
  /** Documents of it that were turned into fill-in-the-middle. */
  readonly fim: number
}

export type Stepped = {
  readonly batchId: string
  /** Steps done after this call: one more than expected, or the same where no sample could be trained. */
  readonly step: number
  readonly trained: boolean
  /** Nats a token; null where nothing was trained. */
  readonly loss: number | null
  /** Tokens that carried loss. */
  readonly tokens: number
  /** Token slots computed, padding included. */
  readonly slots: number
  readonly rows: number
  readonly gradNorm: number | null
  readonly learningRate: number | null
  readonly tokenizeMs: number
  readonly computeMs: number
  readonly peakMemoryBytes: number
  readonly oomRetries: number
  readonly device: string
  /** One entry a sample, in the order sent. */
  readonly samples: readonly TextUse[]
}

export type CheckpointRequest = {
  readonly expectedStep: number
  readonly lineage: string
  /** manifestSha256 of the checkpoint before; null for a lineage's first. */
  readonly parent: string | null
  /** Where the next batch starts. */
  readonly positions: readonly Position[]
}

export type Checkpointed = CheckpointName & { readonly step: number; readonly bytes: number; readonly ms: number }

export type GenerateRequest = {
  readonly prompt: string
  readonly maxNewTokens: number
  /** 0: the likeliest token each time. */
  readonly temperature: number
  readonly seed: number
}

export type Generated = { readonly text: string; readonly tokens: number; readonly step: number; readonly ms: number }

export type Pruned = { readonly deleted: readonly string[] }

/** Why the sidecar refuses a call: the codes of its answers. */
export const refusalCodes = [
  'busy',
  'fenced',
  'step-mismatch',
  'not-resumed',
  'starting',
  'not-loaded',
  'out-of-memory',
  'diverged',
  'checkpoint-lost',
  'base-mismatch',
  'bad-request',
  'not-found',
  'too-large',
  'no-room',
  'internal',
] as const

/** A refusal, or what happened to the process or the connection. */
export type RefusalCode = (typeof refusalCodes)[number] | 'gone' | 'timeout' | 'unreadable-reply'

type FieldKind = 'string' | 'number' | 'boolean' | 'array' | 'string?' | 'number?'
/** For each field of a reply, what it must be; `?` allows null. */
export type Fields<Reply> = { readonly [Name in keyof Reply]: FieldKind }

const checkpointName = { name: 'string', manifestSha256: 'string' } as const

export const healthFields: Fields<Health> = {
  status: 'string',
  error: 'string?',
  fence: 'number',
  busy: 'string?',
  step: 'number?',
  device: 'string?',
  model: 'string?',
  method: 'string',
}
export const resumedFields: Fields<Resumed> = {
  name: 'string?',
  manifestSha256: 'string?',
  lineage: 'string?',
  parent: 'string?',
  positions: 'array',
  step: 'number',
  device: 'string',
  model: 'string',
  ms: 'number',
}
export const steppedFields: Fields<Stepped> = {
  batchId: 'string',
  step: 'number',
  trained: 'boolean',
  loss: 'number?',
  tokens: 'number',
  slots: 'number',
  rows: 'number',
  gradNorm: 'number?',
  learningRate: 'number?',
  tokenizeMs: 'number',
  computeMs: 'number',
  peakMemoryBytes: 'number',
  oomRetries: 'number',
  device: 'string',
  samples: 'array',
}
export const checkpointedFields: Fields<Checkpointed> = {
  ...checkpointName,
  step: 'number',
  bytes: 'number',
  ms: 'number',
}
export const generatedFields: Fields<Generated> = { text: 'string', tokens: 'number', step: 'number', ms: 'number' }
export const prunedFields: Fields<Pruned> = { deleted: 'array' }

/** Whether a reply has the fields of its type, each of the right kind. */
export function isReply<Reply>(value: unknown, fields: Fields<Reply>): value is Reply {
  if (typeof value !== 'object' || value === null) return false
  const given = new Map<string, unknown>(Object.entries(value))
  return Object.entries<FieldKind>(fields).every(([name, kind]) => isKind(given.get(name), kind))
}

function isKind(value: unknown, kind: FieldKind): boolean {
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'string?') return value === null || typeof value === 'string'
  if (kind === 'number?') return value === null || typeof value === 'number'
  return typeof value === kind
}
