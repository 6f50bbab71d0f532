// The schema registry: registration at provisioning, look-ups by running services. The only home of the registry client.
// Unavailable is not poison: it is transient, and nothing is buried because of it.
import registryClient from '@kafkajs/confluent-schema-registry'
import { type SchemaName, schemaTexts } from '../schemas/types.ts'
import { filesSubmitted, type Topic, topics } from '../topics/index.ts'
import { boundedHook } from './avro-types.ts'
import { type Codec, schemaIdOf } from './codec.ts'
import { fail, hasCode } from './errors.ts'
import { limits } from './limits.ts'
import { addressOf } from './setting.ts'
import type { LogRecord } from './step.ts'
import { within } from './within.ts'

const { SchemaRegistry, SchemaType, COMPATIBILITY } = registryClient

export type Registry = {
  /** Registers a topic's schema under `<topic>-value`, FULL_TRANSITIVE; the id it has then. */
  readonly register: (topic: Topic) => Promise<number>
  /** The id of this build's schema of a topic. Throws `registry.subject-missing`. */
  readonly idOf: (topic: Topic) => Promise<number>
  /**
   * Tells the codec every schema id of these records that it has not met. An id unknown to the registry is poison only
   * while the schema of `own` resolves; otherwise the registry has lost its store, and counts as unavailable.
   */
  readonly prepare: (codec: Codec, own: Topic, records: readonly LogRecord[]) => Promise<void>
  /** A way to read records that shares nothing with the codec: the registry client's own types, as any Avro client has. */
  readonly plainReader: () => PlainReader
}

export type PlainReader = {
  /** Fetches the schemas of these records' ids. Throws `registry.unavailable`, also for a registry that has lost its store. */
  readonly prepare: (records: readonly LogRecord[]) => Promise<void>
  /** What the bytes say by the schema they were written with; null where they are not framed, or say nothing by it. */
  readonly read: (value: Buffer) => unknown
}

export const subjectOf = (topic: Topic): string => `${topic.name}-value`

const textOf = (topic: Topic): { readonly name: SchemaName; readonly text: string } | null =>
  topic.schema === null ? null : { name: topic.schema, text: schemaTexts[topic.schema] }

// The client reports a refused connection as "status 400": only the answers below are the registry's own word.
const statusOf = (error: unknown): number | null => {
  const response = error as { status?: number; message?: string }
  if (typeof response.status !== 'number') return null
  return response.status === 400 && /ECONN|EAI_AGAIN|ENOTFOUND|socket|timeout/i.test(response.message ?? '')
    ? null
    : response.status
}

// The client hands out a parsed type; its schema is asked back with defaults and docs.
const schemaTextOf = (type: object): string => {
  if (!('schema' in type) || typeof type.schema !== 'function')
    throw new Error('the registry holds no Avro schema there')
  return JSON.stringify(type.schema({ exportAttrs: true }))
}

// The client's errors name the URL that was asked, and errors are logged: the credentials go beside it, not in it (I15).
function clientOf(url: string): InstanceType<typeof SchemaRegistry> {
  const host = new URL(url)
  const auth = { username: decodeURIComponent(host.username), password: decodeURIComponent(host.password) }
  host.username = ''
  host.password = ''
  const known = auth.username === '' && auth.password === '' ? {} : { auth }
  const options = { [SchemaType.AVRO]: { typeHook: boundedHook } }
  return new SchemaRegistry({ host: host.href.replace(/\/$/, ''), retry: { retries: 0 }, ...known }, options)
}

/** Resolves once the registry has found a schema of ours in its store. Throws `registry.unavailable`. */
export const registryAnswers = (url: string, msMax: number): Promise<void> =>
  ask(url, `/subjects/${subjectOf(filesSubmitted)}/versions`, msMax)

/** One request that must be answered with success. Throws `registry.unavailable`. */
async function ask(url: string, path: string, msMax: number, put?: object): Promise<void> {
  const host = new URL(url)
  const words = `${decodeURIComponent(host.username)}:${decodeURIComponent(host.password)}`
  const known = words === ':' ? {} : { authorization: `Basic ${Buffer.from(words).toString('base64')}` }
  host.username = ''
  host.password = ''
  const headers = { ...known, 'content-type': 'application/json' }
  const change = put === undefined ? {} : { method: 'PUT', body: JSON.stringify(put) }
  const asked = { ...change, headers, signal: AbortSignal.timeout(msMax) }
  const response = await fetch(`${host.href.replace(/\/$/, '')}${path}`, asked).catch((error: unknown) => {
    throw fail('registry.unavailable', `expected an answer from ${addressOf(url)}, found none`, error)
  })
  await response.body?.cancel()
  if (!response.ok)
    throw fail('registry.unavailable', `expected a schema from ${addressOf(url)}, found status ${response.status}`)
}

// Schemas are registered one after another, in the catalogue's order: once this one is there, all are. A registry that has
// lost its store and is being filled again knows some ids and not yet others.
const lastRegistered = topics.findLast(({ schema }) => schema !== null) ?? filesSubmitted

const isWithoutRule = (error: unknown): boolean =>
  error instanceof Error && error.name.endsWith('CompatibilityError') && error.message.endsWith('!= NONE)')

const plainIdOf = (value: Buffer): number | null => (value[0] === 0 && value.length > 4 ? value.readUInt32BE(1) : null)

export function openRegistry(url: string): Registry {
  const client = clientOf(url)
  const address = addressOf(url)
  const known = new Map<number, string>()
  // The client itself waits for ever.
  const answered = <Result>(answer: Promise<Result>): Promise<Result> =>
    within(limits.registryCallMsMax, answer, () => new Error(`no answer within ${limits.registryCallMsMax / 1000} s`))

  const explain = (topic: string, error: unknown): Error => {
    const status = statusOf(error)
    if (status === 404)
      return fail('registry.subject-missing', `expected the schema of ${topic} at ${address}, found none`, error)
    if (status === 409 || status === 422)
      return fail('registry.incompatible', `the schema of ${topic} differs from its published versions`, error)
    return fail('registry.unavailable', `expected an answer from ${address} about ${topic}, found none`, error)
  }

  const fetchSchema = async (id: number): Promise<string | null> => {
    const cached = known.get(id)
    if (cached !== undefined) return cached
    try {
      const type = await answered(client.getSchema(id))
      const text = schemaTextOf(type)
      known.set(id, text)
      return text
    } catch (error) {
      if (statusOf(error) === 404) return null
      throw explain(`schema ${id}`, error)
    }
  }

  const lookUp = async (topic: Topic): Promise<number> => {
    const schema = textOf(topic)
    if (schema === null) return 0
    try {
      const asked = { type: SchemaType.AVRO, schema: schema.text } as const
      const id = await answered(client.getRegistryIdBySchema(subjectOf(topic), asked))
      known.set(id, schema.text)
      return id
    } catch (error) {
      throw explain(topic.name, error)
    }
  }

  const requireSubject = async (own: Topic): Promise<void> => {
    try {
      await lookUp(own)
    } catch (error) {
      throw fail('registry.unavailable', `the registry at ${address} has lost the schema of ${own.name} itself`, error)
    }
  }

  const plainReader = (): PlainReader => {
    const types = new Map<number, { readonly fromBuffer: (bytes: Buffer) => unknown } | null>()
    return {
      prepare: async (records) => {
        for (const id of new Set(records.map(({ value }) => plainIdOf(value)))) {
          if (id !== null && !types.has(id)) types.set(id, await typeOf(id))
        }
      },
      read: (value) => {
        const id = plainIdOf(value)
        try {
          return id === null ? null : (types.get(id)?.fromBuffer(value.subarray(5)) ?? null)
        } catch {
          return null
        }
      },
    }
  }

  const typeOf = async (id: number): Promise<{ readonly fromBuffer: (bytes: Buffer) => unknown } | null> => {
    try {
      const type = await answered(client.getSchema(id))
      return 'fromBuffer' in type ? type : null
    } catch (error) {
      if (statusOf(error) !== 404) throw explain(`schema ${id}`, error)
      // One that has lost its store would make every record of the log unreadable.
      await requireSubject(filesSubmitted)
      await requireSubject(lastRegistered)
      return null
    }
  }

  return {
    plainReader,
    register: async (topic) => {
      const schema = textOf(topic)
      if (schema === null) return 0
      const options = { subject: subjectOf(topic), compatibility: COMPATIBILITY.FULL_TRANSITIVE }
      try {
        const { id } = await answered(client.register({ type: SchemaType.AVRO, schema: schema.text }, options))
        known.set(id, schema.text)
        return id
      } catch (error) {
        // The client registers, then sets the rule. Cut off between the two, it would refuse the subject for ever.
        if (isWithoutRule(error)) {
          const { compatibility } = options
          await ask(url, `/config/${options.subject}`, limits.registryCallMsMax, { compatibility })
        }
        const explained = explain(topic.name, error)
        if (!hasCode(explained, 'registry.incompatible')) throw explained
        // First registrations of one subject at once collide as an incompatible one does, but leave what was to be there.
        const [there] = await Promise.allSettled([lookUp(topic)])
        if (there.status === 'fulfilled') return there.value
        throw explained
      }
    },
    idOf: lookUp,
    prepare: async (codec, own, records) => {
      const ids = new Set(records.map((record) => schemaIdOf(record.value)))
      for (const id of ids) {
        if (id === null || codec.knows(id)) continue
        const text = await fetchSchema(id)
        if (text !== null) {
          codec.learn(id, text)
          continue
        }
        await requireSubject(own)
        await requireSubject(lastRegistered)
        // It may have been registered since it was asked for.
        codec.learn(id, await fetchSchema(id))
      }
    },
  }
}
