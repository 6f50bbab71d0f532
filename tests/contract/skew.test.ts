// Old and new code side by side: whatever an older version has written is handled by today's steps, to the same result, and
// whatever today's steps write can be read by an older version, through every schema in history. A record that one of the two
// could not read would be a dead letter of a deployment.
// Mutant: createResolver left out in runtime/codec.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import avro from 'avsc'
import { describe, expect, test } from 'vitest'
import { createStages, defaultGateSettings } from '../../processors/index.ts'
import { projector } from '../../projections/index.ts'
import { createCodec } from '../../runtime/codec.ts'
import { decider, encoder } from '../../runtime/decide.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { type SchemaName, schemaTexts } from '../../schemas/types.ts'
import { filesSubmitted, samplesAccepted, topics } from '../../topics/index.ts'
import { trainerStep } from '../../trainer/index.ts'
import { fileOf } from '../support/made-files.ts'
import { madeSource } from '../support/pipeline.ts'
import { makeLog } from '../support/pipeline-log.ts'

const folder = join(import.meta.dirname, '..', '..', 'schemas', 'history')
const typeOf = (text: string): avro.Type => avro.Type.forSchema(JSON.parse(text), { registry: {}, wrapUnions: false })

/** One version that was published of a topic's record; its schema id here. */
type Version = { readonly topic: string; readonly name: SchemaName; readonly id: number; readonly text: string }

const written = topics.flatMap(({ name: topic, schema: name }) =>
  name === null ? [] : readdirSync(join(folder, `${topic}-value`)).map((file) => ({ topic, name, file })),
)
const versions: readonly Version[] = written.map(({ topic, name, file }, index) => ({
  topic,
  name,
  id: 100 + index,
  text: readFileSync(join(folder, `${topic}-value`, file), 'utf8'),
}))

const versionsOf = (topic: string): readonly Version[] => versions.filter((version) => version.topic === topic)

/** A codec as a process has it that has met every version; ids below 100 are today's. */
function codecOf(options: Parameters<typeof createCodec>[0] = {}) {
  const codec = createCodec(options)
  for (const { id, text } of versions) codec.learn(id, text)
  for (const [index, { schema }] of topics.entries()) if (schema !== null) codec.learn(index, schemaTexts[schema])
  return codec
}

const idOf = (topic: string): number => topics.findIndex(({ name }) => name === topic)

/** What older code reads in today's bytes, and writes: as it would have written the same. */
function asWrittenBy({ id, name, text }: Version, today: Buffer): Buffer {
  const older = typeOf(text)
  const read: unknown = older.fromBuffer(today.subarray(5), older.createResolver(typeOf(schemaTexts[name])))
  const head = Buffer.alloc(5)
  head.writeInt32BE(id, 1)
  return Buffer.concat([head, older.toBuffer(read)])
}

const recordOf = ({ topic, key, value, headers }: OutgoingRecord): LogRecord => {
  const place = { partition: 0, offset: 1, timestamp: 0 }
  return { topic, key, value, headers, ...place }
}

describe('the pipeline', () => {
  test('judges what any version has written as it judges its own', () => {
    const ids = new Map(topics.map(({ name }) => [name, idOf(name)]))
    const submitted = (text: string): OutgoingRecord => {
      const file = { ...fileOf(1, 1), content: Buffer.from(text) }
      const value = codecOf().encode('File', idOf(filesSubmitted.name), file)
      return { topic: filesSubmitted.name, key: 'key', value, headers: [] }
    }
    // One that is accepted, and one that is not and is passed on with its reason.
    let inputs: readonly OutgoingRecord[] = [submitted(madeSource(1)), submitted('x')]
    const samples: OutgoingRecord[] = []
    for (const { name, step, input } of createStages(defaultGateSettings)) {
      const codec = codecOf({ keepSignals: true })
      const decide = decider(step, codec, encoder(name, codec, ids))
      const made = (given: OutgoingRecord): readonly OutgoingRecord[] => {
        const outcome = decide(recordOf(given))
        if (outcome.kind === 'effects') return outcome.effects
        throw new Error(`expected no dead letter of ${name}, found ${outcome.code}: ${outcome.message}`)
      }
      const next = inputs.flatMap(made)
      for (const version of versionsOf(input.name)) {
        const older = inputs.map((given) => ({ ...given, value: asWrittenBy(version, given.value) }))
        expect(older.flatMap(made), `${name} reads ${version.topic}`).toEqual(next)
      }
      inputs = next
      samples.push(...next.filter(({ topic }) => topic === samplesAccepted.name))
    }
    expect(samples).toHaveLength(1)
    const step = trainerStep({ qualityMin: 0, bytesMin: 0, bytesMax: 1_000_000 })
    for (const version of versionsOf(samplesAccepted.name)) {
      const older = samples.map((given) => recordOf({ ...given, value: asWrittenBy(version, given.value) }))
      expect(older.map(decider(step, codecOf(), () => 'used'))).toMatchObject([{ kind: 'effects', effects: ['used'] }])
    }
  })
})

test('the projector folds what any version has written to the same rows', () => {
  const codec = codecOf({ skipContent: true })
  const decide = decider(projector, codec, (change) => change)
  const schemas = new Map(topics.map(({ name, schema }) => [name, schema]))
  const folded = new Set<string>()
  for (const { event, record } of makeLog({ files: 60, redrives: true, deadEach: 7 }).partitions.flat()) {
    const name = schemas.get(record.topic) ?? null
    if (name === null) continue
    const today = codecOf().encode(name, idOf(record.topic), event)
    const rows = decide({ ...record, value: today })
    expect(rows.kind).toBe('effects')
    for (const version of versionsOf(record.topic)) {
      const older = decide({ ...record, value: asWrittenBy(version, today) })
      expect(older.kind === 'effects' ? older.effects.length : older.code).toBe(
        rows.kind === 'effects' ? rows.effects.length : '',
      )
      folded.add(record.topic)
    }
  }
  expect([...folded].toSorted()).toEqual(
    projector.inputs.flatMap((one) => (one.schema === null ? [] : one.name)).toSorted(),
  )
})

test.each(topics.flatMap(({ name, schema }) => (schema === null ? [] : [[name, schema] as const])))(
  '%s is read both ways, whatever it holds',
  (topic, name) => {
    const codec = codecOf()
    for (let index = 0; index < 20; index++) {
      const made: unknown = typeOf(schemaTexts[name]).random()
      const today = codec.encode(name, idOf(topic), made)
      for (const version of versionsOf(topic))
        expect(codec.decode(name, asWrittenBy(version, today)), version.text.slice(0, 40)).toBeDefined()
    }
  },
)
