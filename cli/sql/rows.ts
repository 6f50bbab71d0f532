// Records as rows of a staging table: only what a query needs is decoded, and content is never more than the secret processor
// lets pass (I15).
import type { Processor } from '../../processors/processor.ts'
import { createCodec } from '../../runtime/codec.ts'
import { decider } from '../../runtime/decide.ts'
import type { StagedValue } from '../../runtime/duckdb.ts'
import type { Registry } from '../../runtime/registry.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { File } from '../../schemas/types.ts'
import { samplesAccepted, type Topic } from '../../topics/index.ts'
import { redactContent, showBytes } from '../redaction.ts'
import { type AvroField, type AvroRecord, type Field, isRecord, recordOf } from './shape.ts'
import { type Leaf, stagedValue } from './staging.ts'

export type Rows = {
  /** The same records as columns, in the order of the leaves. */
  readonly of: (records: readonly LogRecord[]) => Promise<readonly (readonly StagedValue[])[]>
  /** What could not be decoded, and content that is withheld by the rule that withholds it. */
  readonly told: () => {
    readonly unreadable: readonly Unreadable[]
    readonly unreadables: number
    readonly withheld: ReadonlyMap<string, number>
  }
}

type Unreadable = { readonly partition: number; readonly offset: number; readonly code: string }

/** Unreadable records that are named one by one. */
const namedMax = 5

type Told = { unreadables: number; readonly unreadable: Unreadable[]; readonly withheld: Map<string, number> }
type Decoded = { readonly event: unknown; readonly error: string | null }

export function rowsOf(
  registry: Pick<Registry, 'prepare'>,
  topic: Topic,
  fields: readonly Field[],
  leaves: readonly Leaf[],
  secret: Processor | null,
): Rows {
  const withContent = leaves.some(isContent)
  const { schema } = topic
  const reads = schema === null ? new Map() : new Map([[schema, fewer(recordOf(schema), fields, withContent)]])
  const codec = createCodec({ reads })
  const told: Told = { unreadables: 0, unreadable: [], withheld: new Map() }
  const decide = decider({ name: 'sql', inputs: [topic], handle: (event: unknown) => [event] }, codec, (event) => event)
  const decoded = (record: LogRecord): Decoded => {
    const outcome = decide(record)
    if (outcome.kind === 'effects') return { event: outcome.effects[0], error: null }
    const { partition, offset } = record
    told.unreadables += 1
    if (told.unreadable.length < namedMax) told.unreadable.push({ partition, offset, code: outcome.code })
    return { event: null, error: `${outcome.code}: ${outcome.message}` }
  }
  const readers = leaves.map((leaf) => readerOf(topic, leaf, secret, told))
  return {
    of: async (records) => {
      await registry.prepare(codec, topic, records)
      const events = records.map(decoded)
      if (readers.length === 0) return [records.map(() => null)]
      return readers.map((read) =>
        records.map((record, at) => read(record, events[at] ?? { event: null, error: null })),
      )
    },
    told: () => told,
  }
}

const isContent = ({ path }: Leaf): boolean => path.at(-1) === 'content'

type Read = (record: LogRecord, decoded: Decoded) => StagedValue

function readerOf(topic: Topic, leaf: Leaf, secret: Processor | null, told: Told): Read {
  const pseudo = pseudoReaders[leaf.path.join('.')]
  if (pseudo !== undefined) return (record, decoded) => pseudo(record, decoded, secret)
  if (!isContent(leaf)) return (_, { event }) => stagedValue(leaf, event)
  const above = leaf.path.slice(0, -1)
  return (_, { event }) => contentOf(topic, above.length === 0 ? event : fileIn(event), secret, told)
}

const fileIn = (event: unknown): unknown =>
  typeof event === 'object' && event !== null ? Reflect.get(event, 'file') : null

const isFile = (value: unknown): value is File => typeof value === 'object' && value !== null && 'content' in value

function contentOf(topic: Topic, file: unknown, secret: Processor | null, { withheld }: Told): string | null {
  if (!isFile(file) || file.content === null || secret === null) return null
  // What has been released has passed every processor, and its edits are applied.
  if (topic.name === samplesAccepted.name) return file.content.toString('utf8')
  const shown = redactContent(secret, file, file.content)
  if (shown.kind === 'text') return shown.text
  withheld.set(shown.reason, (withheld.get(shown.reason) ?? 0) + 1)
  return null
}

const pseudoReaders: Readonly<
  Record<string, (record: LogRecord, decoded: Decoded, secret: Processor | null) => StagedValue>
> = {
  ROWTIME: ({ timestamp }) => new Date(timestamp).toISOString().slice(0, -1),
  ROWPARTITION: ({ partition }) => partition,
  ROWOFFSET: ({ offset }) => offset,
  ROWKEY: ({ key }) => key,
  HEADERS: ({ headers }) => JSON.stringify(headers.map(([key, value]) => ({ key, value }))),
  ROWERROR: (_, { error }) => error,
  ROWBYTES: ({ value }, { event, error }, secret) =>
    secret === null || (error === null && event !== null) ? null : bytesOf(secret, value),
}

function bytesOf(secret: Processor, value: Buffer): string {
  const shown = showBytes(secret, value)
  return shown.kind === 'hex' ? `${shown.hex}${shown.whole ? '' : '...'}` : `withheld: ${shown.reason}`
}

/** Whether columns need the secret processor: it is not loaded for others. */
export const needsSecret = (leaves: readonly Leaf[]): boolean =>
  leaves.some((leaf) => isContent(leaf) || leaf.path[0] === 'ROWBYTES')

/** A record's schema with these fields alone. Who asks for a file's content is given the whole file: rules look at all of it. */
function fewer(record: AvroRecord, fields: readonly Field[], withContent: boolean): AvroRecord {
  if (record.name === 'File' && withContent) return record
  const wanted = new Map(fields.map((field) => [field.name, field]))
  const kept = record.fields.flatMap((one): readonly AvroField[] => {
    const field = wanted.get(one.name)
    if (field === undefined) return []
    return [
      {
        ...one,
        type: isRecord(one.type) && field.fields !== null ? fewer(one.type, field.fields, withContent) : one.type,
      },
    ]
  })
  return { ...record, fields: kept }
}
