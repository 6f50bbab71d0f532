// Avro with the registry's framing (byte 0, int32 schema id), and the only casts of the codebase.
// Content is decoded without a copy: a slice of the record that it came in. Readers that need no content skip it.
import avro from 'avsc'
import { type SchemaName, schemaTexts } from '../schemas/types.ts'
import { type Hook, keepHook, sliceHook } from './avro-types.ts'
import { fail } from './errors.ts'

const frameBytes = 5

const parse = (schema: unknown, typeHook: Hook = sliceHook): avro.Type =>
  avro.Type.forSchema(schema as avro.Schema, { typeHook, wrapUnions: false, registry: {} })

const withoutContent = (schema: unknown): unknown => {
  const record = schema as { name?: string; fields?: { name: string; type: unknown }[] }
  if (record === null || typeof record !== 'object' || record.fields === undefined) return schema
  const fields = record.fields
    .filter((field) => !(record.name === 'File' && field.name === 'content'))
    .map((field) => ({ ...field, type: withoutContent(field.type) }))
  return { ...record, fields }
}

/** Schemas by id, as one process has met them; `poison` are ids that the registry does not know. */
export type Codec = {
  /** Framed bytes of an event. Throws `schema.unencodable`. */
  readonly encode: (name: SchemaName, id: number, event: unknown) => Buffer
  /**
   * The event in framed bytes; null where the topic has no schema. Throws `schema.unknown-id` or `schema.undecodable`.
   * Every id must have been `learn`t. The caller names the type that the catalogue gives the topic.
   */
  readonly decode: <Event>(name: SchemaName | null, value: Buffer) => Event
  /** Tells the schema of an id, or that the registry does not know it (null). */
  readonly learn: (id: number, schemaText: string | null) => void
  /** False too for an id that the registry did not know when asked: it may have learnt it since. */
  readonly knows: (id: number) => boolean
}

/** The schema id of framed bytes, or null where they are not framed. */
export const schemaIdOf = (value: Buffer): number | null =>
  value.length >= frameBytes && value[0] === 0 ? value.readInt32BE(1) : null

/** The same payload under another id: what `forward` does where subjects have ids of their own. */
export function reframe(value: Buffer, id: number): Buffer {
  if (schemaIdOf(value) === id) return value
  const copy = Buffer.from(value)
  copy.writeInt32BE(id, 1)
  return copy
}

export type CodecOptions = {
  /** Reads files without their content, for projections. */
  readonly skipContent?: boolean
  /**
   * Reads the signals of verdicts as bytes that only `encode` understands: for steps that pass verdicts on and read no
   * number in them. Half of what a hop costs is saved.
   */
  readonly keepSignals?: boolean
  /** Schemas to read by instead, with fewer fields: the others are skipped, not decoded. */
  readonly reads?: ReadonlyMap<SchemaName, object>
}

export function createCodec(options: CodecOptions = {}): Codec {
  const hook = options.keepSignals === true ? keepHook : sliceHook
  const writers = new Map<SchemaName, avro.Type>()
  const readers = new Map<SchemaName, avro.Type>()
  const learnt = new Map<number, avro.Type | null>()
  const resolvers = new Map<string, unknown>()
  const scratch = { buffer: Buffer.allocUnsafeSlow(256 * 1024) }

  const writer = (name: SchemaName): avro.Type => {
    const known = writers.get(name) ?? parse(JSON.parse(schemaTexts[name]), hook)
    writers.set(name, known)
    return known
  }
  const reader = (name: SchemaName): avro.Type => {
    const fewer = options.reads?.get(name)
    const made = (): avro.Type =>
      fewer !== undefined
        ? parse(fewer, hook)
        : options.skipContent === true
          ? parse(withoutContent(JSON.parse(schemaTexts[name])), hook)
          : writer(name)
    const known = readers.get(name) ?? made()
    readers.set(name, known)
    return known
  }

  const resolverOf = (name: SchemaName, id: number, written: avro.Type): unknown => {
    const key = `${name}:${id}`
    const known = resolvers.get(key)
    if (known !== undefined) return known
    const own = reader(name)
    const same = JSON.stringify(own.schema()) === JSON.stringify(written.schema())
    const made = same ? 'same' : own.createResolver(written)
    resolvers.set(key, made)
    return made
  }

  return {
    encode: (name, id, event) => {
      const type = writer(name)
      try {
        for (;;) {
          const end = type.encode(event, scratch.buffer, frameBytes)
          if (end >= 0) {
            scratch.buffer[0] = 0
            scratch.buffer.writeInt32BE(id, 1)
            return Buffer.from(scratch.buffer.subarray(0, end))
          }
          scratch.buffer = Buffer.allocUnsafeSlow(frameBytes - end + scratch.buffer.length)
        }
      } catch (error) {
        throw fail('schema.unencodable', `expected a ${name}, and a value of it does not fit`, error)
      }
    },
    decode: <Event>(name: SchemaName | null, value: Buffer) => {
      if (name === null) return null as Event
      const id = schemaIdOf(value)
      if (id === null) {
        throw fail('schema.undecodable', `expected byte 0 and a schema id, found ${value.length} bytes without them`)
      }
      const written = learnt.get(id)
      if (written === undefined || written === null) {
        throw fail('schema.unknown-id', `expected a schema id of this registry, found ${id}`)
      }
      try {
        const resolver = resolverOf(name, id, written)
        const own = reader(name)
        const found =
          resolver === 'same' ? own.decode(value, frameBytes) : own.decode(value, frameBytes, resolver as never)
        if (found.offset !== value.length) throw new Error(`the record ends at byte ${found.offset} of ${value.length}`)
        return found.value as Event
      } catch (error) {
        throw fail('schema.undecodable', `expected a ${name} written with schema ${id}, found other bytes`, error)
      }
    },
    learn: (id, schemaText) => {
      learnt.set(id, schemaText === null ? null : parse(JSON.parse(schemaText)))
    },
    knows: (id) => (learnt.get(id) ?? null) !== null,
  }
}
