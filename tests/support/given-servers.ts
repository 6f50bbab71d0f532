// Servers that the environment names are somebody's. A test file needs empty ones: so they are looked through first, and
// what is CodeLupe's in them is removed only when CODELUPE_TEST_WIPE=1 says so, or when the tests have put it there.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { projections } from '../../projections/index.ts'
import type { Config } from '../../runtime/config.ts'
import { migrate, migrationStatus } from '../../runtime/migrations.ts'
import { type Database, openDatabase } from '../../runtime/postgres.ts'
import { subjectOf } from '../../runtime/registry.ts'
import { topics } from '../../topics/index.ts'
import { patienceMs } from './waits.ts'

/** What CodeLupe, or a test of it, would have made there, such as `topic files.submitted.v1`. */
export type Leftovers = readonly string[]

/** Throws where the given servers hold something of CodeLupe's that nobody has allowed to remove. */
export async function requireEmpty(config: Config, mayWipe: boolean, membersMsMax = 30_000): Promise<void> {
  const found = await leftoversOf(config)
  if (found.length === 0) return
  if (!mayWipe) throw new Error(refusal(found))
  await wipe(config, membersMsMax)
}

export function refusal(found: Leftovers): string {
  const more = found.length > 3 ? ` and ${found.length - 3} more` : ''
  return [
    `expected servers that hold nothing of CodeLupe's, found ${found.slice(0, 3).join(', ')}${more}`,
    'in those that KAFKA_BROKERS, SCHEMA_REGISTRY_URL and DATABASE_URL name. Tests would remove all of it:',
    'set CODELUPE_TEST_WIPE=1 if they may, or CODELUPE_TEST_SERVERS=embedded to leave those servers alone',
  ].join(' ')
}

/** Removes everything of CodeLupe's, and nothing else; waits for groups whose members were killed. */
export async function wipe(config: Config, membersMsMax = 30_000): Promise<void> {
  // First the groups: where somebody still works, nothing is removed.
  await withKafka(config, undefined, (admin) => removeGroups(admin, membersMsMax, isOurGroup))
  await Promise.all([wipeTopics(config), wipeRegistry(config), wipeDatabase(config)])
  const left = await leftoversOf(config)
  if (left.length > 0) throw new Error(`expected emptied servers, found ${left.join(', ')}`)
}

export const leftoversOf = async (config: Config): Promise<Leftovers> =>
  (await Promise.all([inKafka(config), inRegistry(config), inDatabase(config)])).flat()

// Tests of the log's contract name their topics and groups `test.case1` and so on.
const isOurTopic = (name: string): boolean =>
  topics.some((topic) => topic.name === name) || /^test\.case\d+\./.test(name)
const isOurGroup = (name: string): boolean => /^(codelupe\.|test\.case\d+$)/.test(name)

async function withKafka<Result>(
  config: Config,
  none: Result,
  work: (admin: kafkajs.Admin) => Promise<Result>,
): Promise<Result> {
  if (config.kafkaBrokers === undefined) return none
  const admin = new kafkajs.Kafka({
    clientId: 'codelupe-tests',
    brokers: [...config.kafkaBrokers],
    logLevel: kafkajs.logLevel.NOTHING,
    ...securityOf(config),
  }).admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}

function securityOf(config: Config): Pick<kafkajs.KafkaConfig, 'ssl' | 'sasl'> {
  const { kafkaSslCaFile: ca, kafkaSslCertFile: cert, kafkaSslKeyFile: key } = config
  const pem = Object.entries({ ca, cert, key }).flatMap(([name, file]) =>
    file === undefined ? [] : [[name, readFileSync(file, 'utf8')]],
  )
  const passphrase = config.kafkaSslKeyPassword === undefined ? {} : { passphrase: config.kafkaSslKeyPassword }
  const ssl = config.kafkaSsl ? { ssl: { ...Object.fromEntries(pem), ...passphrase } } : {}
  const [username, password] = [config.kafkaSaslUsername, config.kafkaSaslPassword ?? '']
  if (username === undefined) return ssl
  switch (config.kafkaSaslMechanism) {
    case 'scram-sha-256':
      return { ...ssl, sasl: { mechanism: 'scram-sha-256', username, password } }
    case 'scram-sha-512':
      return { ...ssl, sasl: { mechanism: 'scram-sha-512', username, password } }
    default:
      return { ...ssl, sasl: { mechanism: 'plain', username, password } }
  }
}

const groupsOf = async (admin: kafkajs.Admin, ours: (group: string) => boolean): Promise<string[]> =>
  (await admin.listGroups()).groups.map((group) => group.groupId).filter(ours)

const inKafka = (config: Config): Promise<Leftovers> =>
  withKafka<Leftovers>(config, [], async (admin) => [
    ...(await admin.listTopics()).filter(isOurTopic).map((name) => `topic ${name}`),
    ...(await groupsOf(admin, isOurGroup)).map((name) => `group ${name}`),
  ])

const wipeTopics = (config: Config): Promise<undefined> =>
  withKafka(config, undefined, async (admin) => {
    const names = (await admin.listTopics()).filter(isOurTopic)
    if (names.length > 0) await admin.deleteTopics({ topics: names })
    while ((await admin.listTopics()).some(isOurTopic)) await sleep(100)
    return undefined
  })

/** A member that was killed is in its group until its session has timed out; one that stays is a process that works. */
export async function removeGroups(
  admin: kafkajs.Admin,
  membersMsMax: number,
  ours: (group: string) => boolean,
): Promise<undefined> {
  const deadline = Date.now() + membersMsMax
  for (;;) {
    const groups = await groupsOf(admin, ours)
    if (groups.length === 0) return undefined
    const { groups: described } = await admin.describeGroups(groups)
    if (described.every(({ members }) => members.length === 0)) {
      await admin.deleteGroups(groups)
      return undefined
    }
    if (Date.now() > deadline)
      throw new Error(`expected nobody in ${groups.join(', ')}, found members: what runs there has to be stopped first`)
    await sleep(500)
  }
}

const subjects = [...new Set(topics.map(subjectOf))]

async function askRegistry(config: Config, path: string, method = 'GET'): Promise<Response> {
  const url = new URL(`${config.schemaRegistryUrl?.replace(/\/$/, '')}${path}`)
  const login = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`)
  const headers = url.username === '' ? {} : { authorization: `Basic ${login.toString('base64')}` }
  url.username = ''
  url.password = ''
  return fetch(url, { method, headers, signal: AbortSignal.timeout(patienceMs) })
}

async function inRegistry(config: Config): Promise<Leftovers> {
  if (config.schemaRegistryUrl === undefined) return []
  const response = await askRegistry(config, '/subjects')
  const found: unknown = await response.json()
  if (!response.ok || !Array.isArray(found))
    throw new Error(`expected a list of subjects from the registry, found status ${response.status}`)
  return subjects.filter((subject) => found.includes(subject)).map((subject) => `subject ${subject}`)
}

async function wipeRegistry(config: Config): Promise<void> {
  for (const found of await inRegistry(config)) {
    const path = `/subjects/${encodeURIComponent(found.slice('subject '.length))}`
    for (const query of ['', '?permanent=true']) {
      const response = await askRegistry(config, `${path}${query}`, 'DELETE')
      // A registry that removes for good at once knows nothing of the second step.
      if (!response.ok && !(query !== '' && response.status === 404))
        throw new Error(`expected the registry to remove ${found}, found status ${response.status}`)
    }
  }
}

const tables = [
  'migrations',
  'positions',
  'rebuilds',
  ...projections.flatMap((one) => one.tables.map(({ name }) => name)),
]

async function withDatabase<Result>(
  config: Config,
  none: Result,
  work: (database: Database, url: string) => Promise<Result>,
): Promise<Result> {
  if (config.databaseUrl === undefined) return none
  const database = openDatabase(config.databaseUrl)
  try {
    return await work(database, config.databaseUrl)
  } finally {
    await database.close()
  }
}

const inDatabase = (config: Config): Promise<Leftovers> =>
  withDatabase<Leftovers>(config, [], async (database) => {
    const { rows } = await database.query({
      text: 'SELECT name FROM unnest($1::TEXT[]) AS name WHERE to_regclass(quote_ident(name)) IS NOT NULL ORDER BY name',
      values: [tables],
    })
    return rows.map((row) => `table ${String(row.name)}`)
  })

/** The way back is the migrations' own, so that nothing of anybody else's is touched. */
const wipeDatabase = (config: Config): Promise<undefined> =>
  withDatabase(config, undefined, async (database, url) => {
    const { applied } = await migrationStatus(database)
    if (applied.length > 0) await migrate(url, database, 'down', applied.length)
    await database.query({ text: 'DROP TABLE IF EXISTS migrations' })
    return undefined
  })
