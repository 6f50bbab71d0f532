// An encoded log of made-up files for measuring: submissions, decisions and training commits, as bytes with headers.
import type { Event } from '../projections/events.ts'
import { createCodec } from '../runtime/codec.ts'
import type { Batch, LogRecord, Position } from '../runtime/step.ts'
import { type File, type SchemaName, schemaTexts } from '../schemas/types.ts'
import { decisionOf, fileOf, partitionOf } from '../tests/support/made-files.ts'
import { trailTo } from '../tests/support/pipeline-log.ts'

/** Topics of this log, with the schema and the id that its bytes name. */
const carried = {
  'files.submitted.v1': { schema: 'File', id: 1 },
  'files.decided.v1': { schema: 'Decision', id: 2 },
  'training.steps.v1': { schema: 'TrainingCommit', id: 3 },
} as const satisfies Readonly<Record<string, { readonly schema: SchemaName; readonly id: number }>>

type Carried = keyof typeof carried

type Submitted = { readonly index: number; readonly record: LogRecord }

export type EncodedLog = {
  /** The next `count` submissions, the decisions of the ones before, and one training commit. Empty at the end. */
  readonly next: (count: number) => readonly LogRecord[]
}

const signalsEach = 5
const content = Buffer.alloc(9_000, 'const value = 1\n')

/** 200 files a repository, one repository after another. */
export const madeFile = (index: number): File => fileOf(index, Math.floor(index / 200))

export function encodedLog(files: number): EncodedLog {
  const codec = createCodec()
  const offsets = new Map<string, number>()
  const state: { index: number; before: readonly Submitted[]; step: number } = { index: 0, before: [], step: 0 }

  const write = (topic: Carried, partition: number, event: Event, headers: LogRecord['headers']): LogRecord => {
    const offset = offsets.get(`${topic}/${partition}`) ?? 0
    offsets.set(`${topic}/${partition}`, offset + 1)
    const { schema, id } = carried[topic]
    return { topic, partition, offset, key: 'key', value: codec.encode(schema, id, event), headers, timestamp: 0 }
  }

  const submit = (index: number): Submitted => {
    const file = madeFile(index)
    const headers = headersOf(file.fileId, file.submission)
    return { index, record: write('files.submitted.v1', partitionOf(file), { ...file, content }, headers) }
  }

  const decide = ({ index, record }: Submitted): LogRecord => {
    const file = madeFile(index)
    const headers = headersOf(file.fileId, file.submission)
    const decision = decisionOf(file, index, signalsEach)
    return write('files.decided.v1', record.partition, decision, [...headers, ['x-trail', trailTo(record, 4)]])
  }

  return {
    next: (count) => {
      const end = Math.min(files, state.index + count)
      const submitted = Array.from({ length: end - state.index }, (_, at) => submit(state.index + at))
      const decided = state.before.map(decide)
      const indexes = state.before.map(({ index }) => index)
      state.step++
      const trained = decided.length === 0 ? [] : [write('training.steps.v1', 0, trainingOf(indexes, state.step), [])]
      state.index = end
      state.before = submitted
      return [...submitted.map(({ record }) => record), ...decided, ...trained]
    },
  }
}

/** One step that trains every accepted file of these. */
function trainingOf(indexes: readonly number[], step: number): Event {
  const accepted = indexes
    .map((index) => decisionOf(madeFile(index), index, 0))
    .filter(({ outcome }) => outcome === 'accepted')
  return {
    lineage: 'first',
    parentLineage: null,
    fence: 1,
    checkpoint: `step-${step}-1`,
    manifestSha256: 'ab'.repeat(32),
    parent: null,
    model: 'tiny',
    steps: [{ step, loss: 3, tokens: 300_000, slots: 310_000, computeMs: 900, waitMs: 1 }],
    positions: [],
    samples: accepted.map(({ file: { fileId, submission } }) => ({
      sampleId: `${fileId}@${submission}`,
      fileId,
      submission,
      became: 'trained',
      reason: null,
      step,
      tokens: 900,
    })),
    device: 'cpu',
    checkpointMs: 20,
  }
}

const headersOf = (fileId: string, submission: string): LogRecord['headers'] => [
  ['ce_specversion', '1.0'],
  ['ce_id', 'c'.repeat(64)],
  ['ce_type', 'files'],
  ['ce_source', 'codelupe/bench'],
  ['ce_time', '2026-01-01T00:00:00.000Z'],
  ['ce_subject', fileId],
  ['content-type', 'application/avro'],
  ['x-submission', submission],
]

/** Decodes this log's records as the projector does: files without their content. */
export function decoder(): (record: LogRecord) => Event {
  const codec = createCodec({ skipContent: true })
  for (const { schema, id } of Object.values(carried)) codec.learn(id, schemaTexts[schema])
  const schemas = new Map<string, SchemaName>(Object.entries(carried).map(([topic, { schema }]) => [topic, schema]))
  return (record) => codec.decode<Event>(schemas.get(record.topic) ?? null, record.value)
}

/** Records as one batch, with where each partition stood before and goes on after. */
export function batchOf(records: readonly LogRecord[]): Batch {
  const from = new Map<string, Position>()
  const next = new Map<string, Position>()
  for (const { topic, partition, offset } of records) {
    const key = `${topic}/${partition}`
    if (!from.has(key)) from.set(key, { topic, partition, offset })
    next.set(key, { topic, partition, offset: offset + 1 })
  }
  return { records, from: [...from.values()], next: [...next.values()] }
}
