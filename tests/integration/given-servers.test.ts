// Somebody's servers, named by the environment: what is CodeLupe's in them keeps tests away; once it may be removed all of it
// goes, and nothing of anybody else's. Embedded servers play the part of the given ones.
// Mutants: count no subjects; delete every topic; drop every table of the schema; take a group with members for unused.
import kafkajs from 'kafkajs'
import { afterAll, test as base, beforeAll, expect } from 'vitest'
import { connectionTo } from '../../cli/connect.ts'
import { provision } from '../../cli/provision.ts'
import type { Config } from '../../runtime/config.ts'
import { commitPositions } from '../../runtime/first-positions.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { topics } from '../../topics/index.ts'
import { leftoversOf, requireEmpty } from '../support/given-servers.ts'
import { isEmbedded, startTestServers, type TestServers } from '../support/servers.ts'

const test = base.skipIf(!(await isEmbedded('servers of the test itself play the given ones')))
const state: { servers?: TestServers; config?: Config } = {}
const configOf = (): Config => state.config ?? expect.fail('the servers did not start')

beforeAll(async () => {
  const servers = await startTestServers()
  const { kafkaBrokers, registryUrl, databaseUrl } = servers.addresses
  state.servers = servers
  state.config = { ...servers.config, kafkaBrokers: [kafkaBrokers], schemaRegistryUrl: registryUrl, databaseUrl }
})
afterAll(() => state.servers?.stop())

const kafka = (): kafkajs.Kafka =>
  new kafkajs.Kafka({ brokers: [...(configOf().kafkaBrokers ?? [])], logLevel: kafkajs.logLevel.NOTHING })

async function withAdmin<Result>(work: (admin: kafkajs.Admin) => Promise<Result>): Promise<Result> {
  const admin = kafka().admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}

async function query(text: string): Promise<readonly unknown[]> {
  const database = openDatabase(configOf().databaseUrl ?? '')
  try {
    return (await database.query({ text })).rows
  } finally {
    await database.close()
  }
}

const registry = (path: string, init: RequestInit = {}): Promise<unknown> =>
  fetch(`${configOf().schemaRegistryUrl}${path}`, {
    ...init,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
  }).then((response) => response.json())

const theirs = 'somebody.else.v1'

/** A topic, a group with a position in it, a subject and a table that are nobody's of ours. */
async function putTheirs(): Promise<void> {
  const topic = { topic: theirs, numPartitions: 1 }
  await withAdmin((admin) => admin.createTopics({ waitForLeaders: true, topics: [topic] }))
  const address = { brokers: configOf().kafkaBrokers?.join(',') ?? '', properties: {} }
  await commitPositions(address, 'somebody', [{ topic: theirs, partition: 0, offset: 0 }])
  const schema = JSON.stringify({ type: 'record', name: 'Theirs', fields: [] })
  await registry(`/subjects/${theirs}-value/versions`, { method: 'POST', body: JSON.stringify({ schema }) })
  await query('CREATE TABLE theirs (n INT)')
  await query('INSERT INTO theirs VALUES (42)')
}

const provisioned = (): Promise<unknown> =>
  provision(connectionTo(configOf(), state.servers?.addresses ?? expect.fail('no servers')), 3)

test('what is nobody’s of ours keeps nobody away, and what is ours is refused, of each kind', async () => {
  await putTheirs()
  await requireEmpty(configOf(), false)
  await provisioned()
  const found = await leftoversOf(configOf())
  expect(found.filter((name) => name.startsWith('topic '))).toHaveLength(topics.length)
  expect(found).toEqual(
    expect.arrayContaining([
      'group codelupe.quality',
      'subject files.decided.v1-value',
      'table migrations',
      'table files',
    ]),
  )
  expect(found.filter((name) => /somebody|theirs/.test(name))).toEqual([])
  await expect(requireEmpty(configOf(), false)).rejects.toThrow('CODELUPE_TEST_WIPE=1')
  expect(await leftoversOf(configOf())).toEqual(found)
})

test('what may be removed is gone, what is theirs is as it was, and a pipeline can begin again', async () => {
  await requireEmpty(configOf(), true)
  expect(await leftoversOf(configOf())).toEqual([])
  await withAdmin(async (admin) => {
    expect(await admin.listTopics()).toContain(theirs)
    const [kept] = await admin.fetchOffsets({ groupId: 'somebody', topics: [theirs] })
    expect(kept?.partitions[0]?.offset).toBe('0')
  })
  expect(await registry('/subjects')).toEqual([`${theirs}-value`])
  expect(await query('SELECT n FROM theirs')).toEqual([{ n: 42 }])
  await provisioned()
  expect(await leftoversOf(configOf())).toContain('topic files.submitted.v1')
})

test('where somebody works in a group nothing is removed', async () => {
  const consumer = kafka().consumer({ groupId: 'codelupe.quality' })
  await consumer.connect()
  await consumer.subscribe({ topic: theirs })
  await consumer.run({ eachMessage: async () => undefined })
  const before = await leftoversOf(configOf())
  try {
    await expect(requireEmpty(configOf(), true, 1_000)).rejects.toThrow('found members')
    expect(await leftoversOf(configOf())).toEqual(before)
  } finally {
    await consumer.disconnect()
  }
})
