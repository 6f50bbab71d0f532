// What the registry is there for: any Avro client reads every file topic through it, and a schema that would break readers
// is refused.
// Mutants: frame every value with the id of the step's first topic (decide.ts); register with COMPATIBILITY.NONE; leave a subject without a
// rule as it is.
import registryClient from '@kafkajs/confluent-schema-registry'
import { expect, test } from 'vitest'
import { openRegistry, subjectOf } from '../../runtime/registry.ts'
import { retry } from '../../runtime/retry.ts'
import { schemaTexts } from '../../schemas/types.ts'
import { filesSubmitted, stepNames, type Topic, topics } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')
const fileTopics = topics.filter(({ schema }) => schema !== null && /^(File|Candidate|Decision|Sample)$/.test(schema))

test('the registry client of others decodes every file topic', async () => {
  const { connection, submit, drain } = pipelineOf()
  await submit(madeSubmission('read by others', 40))
  await drain(gates)
  const client = new registryClient.SchemaRegistry({ host: connection.addresses.registryUrl })
  expect(fileTopics).toHaveLength(7)
  for (const topic of fileTopics) {
    const [record] = await recordsOf(connection, topic)
    const event: { fileId?: string; file?: { fileId: string } } = await client.decode(record?.value ?? Buffer.alloc(0))
    const fileId = record?.headers.find(([name]) => name === 'ce_subject')?.[1]
    expect([topic.name, event.fileId ?? event.file?.fileId]).toEqual([topic.name, fileId ?? 'a record'])
  }
})

test('a registration that was cut off before its rule was set is finished by the next', async () => {
  const { registryUrl } = pipelineOf().connection.addresses
  const own: Topic = { ...filesSubmitted, name: 'test.cut-off.v1' }
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' }
  const at = `${registryUrl}/subjects/${subjectOf(own)}/versions`
  await fetch(at, { method: 'POST', headers, body: JSON.stringify({ schema: schemaTexts.File }) })
  const id = await retry(() => openRegistry(registryUrl).register(own), AbortSignal.timeout(patienceMs))
  expect(id).toBeGreaterThan(0)
  const rule = await fetch(`${registryUrl}/config/${subjectOf(own)}`)
  expect(await rule.json()).toMatchObject({ compatibilityLevel: 'FULL_TRANSITIVE' })
})

test('a schema that readers of the log could not bear is refused', async () => {
  const { registryUrl } = pipelineOf().connection.addresses
  const registry = openRegistry(registryUrl)
  const own: Topic = { ...filesSubmitted, name: 'test.compatibility.v1' }
  const id = await registry.register(own)
  expect(await registry.register(own)).toBe(id)
  await expect(registry.register({ ...own, schema: 'Sample' })).rejects.toMatchObject({ code: 'registry.incompatible' })

  // A field that old records lack, and that has no default.
  const schema = JSON.parse(schemaTexts.File)
  schema.fields.push({ name: 'mood', type: 'string' })
  const answer = await fetch(`${registryUrl}/subjects/${subjectOf(own)}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  })
  expect(answer.status).toBe(409)
  expect(await registry.idOf(own)).toBe(id)
})
