// One set of embedded servers for each of the test files that run side by side, handed on from file to file: a broker and a
// registry that start cost more processor time than most files. Each file gets them empty and with a home of its own; a set
// that cannot be emptied is given up for a new one. Files that harm their servers, or start them with words of their own, don't
// share. tests/servers-setup.ts ends the sets with the run.
import { chmodSync, cpSync, existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { findServers, type ServerAddresses, startServers } from '../../embedded/servers.ts'
import type { Config } from '../../runtime/config.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { removeGroups } from './given-servers.ts'

/** The process of the run, set by tests/servers-setup.ts: sets of a run that was killed are removed by the next. */
export const runVariable = 'CODELUPE_TEST_RUN'

export const setPrefix = 'codelupe-home-'

/** Where this process's set lives: of all processes that run at once, one has this number. Null outside such a run. */
export function sharedHome(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { [runVariable]: run, VITEST_POOL_ID: slot } = environment
  return run === undefined || slot === undefined ? null : join(tmpdir(), `${setPrefix}${run}-shared-${slot}`)
}

/** Hands the set of this process, emptied, to a file's home. `discard` ends a set and removes its home. */
export async function takeShared(
  set: Config,
  home: string,
  discard: (set: Config) => Promise<void>,
): Promise<ServerAddresses> {
  const running = existsSync(set.home) ? await findServers(set) : null
  if (running !== null) {
    try {
      await empty(running)
    } catch (error) {
      console.warn(`servers of an earlier file are given up: ${String(error)}`)
      await discard(set)
    }
  }
  // Postgres runs as a user of its own where the tests run as root, and keeps its data here if that user may pass.
  mkdirSync(set.home, { recursive: true })
  chmodSync(set.home, 0o755)
  const addresses = await startServers(set, {}, AbortSignal.timeout(180_000))
  // What commands of this home find the servers by.
  cpSync(join(set.home, 'servers.json'), join(home, 'servers.json'))
  return addresses
}

async function empty({ kafkaBrokers, registryUrl, databaseUrl }: ServerAddresses): Promise<void> {
  await emptyKafka(kafkaBrokers)
  await Promise.all([emptyRegistry(registryUrl), emptyDatabase(databaseUrl)])
}

async function emptyKafka(brokers: string): Promise<void> {
  const logLevel = kafkajs.logLevel.NOTHING
  const admin = new kafkajs.Kafka({ clientId: 'codelupe-tests', brokers: brokers.split(','), logLevel }).admin()
  await admin.connect()
  try {
    await removeGroups(admin, 60_000, () => true)
    const left = async (): Promise<string[]> => (await admin.listTopics()).filter((name) => !name.startsWith('__'))
    const topics = await left()
    if (topics.length > 0) await admin.deleteTopics({ topics })
    while ((await left()).length > 0) await sleep(100)
  } finally {
    await admin.disconnect()
  }
}

async function emptyRegistry(url: string): Promise<void> {
  const ask = (path: string, method = 'GET'): Promise<Response> =>
    fetch(`${url}${path}`, { method, signal: AbortSignal.timeout(30_000) })
  const subjects: unknown = await (await ask('/subjects')).json()
  if (!Array.isArray(subjects)) throw new Error('expected a list of subjects from the registry')
  for (const subject of subjects) {
    const path = `/subjects/${encodeURIComponent(String(subject))}`
    for (const query of ['', '?permanent=true']) {
      const { ok, status } = await ask(`${path}${query}`, 'DELETE')
      if (!ok && !(query !== '' && status === 404)) throw new Error(`the registry kept ${subject}: status ${status}`)
    }
  }
}

async function emptyDatabase(url: string): Promise<void> {
  const database = openDatabase(url)
  const names = async (text: string): Promise<readonly string[]> =>
    (await database.query({ text })).rows.map(({ name }) => String(name))
  try {
    await names(
      'SELECT pg_terminate_backend(pid)::TEXT AS name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    const schemas = await names(
      `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
    )
    for (const schema of schemas) await database.query({ text: `DROP SCHEMA ${schema} CASCADE` })
    await database.query({ text: 'CREATE SCHEMA public' })
    const roles = await names(
      `SELECT quote_ident(rolname) AS name FROM pg_roles WHERE rolname !~ '^pg_' AND NOT rolsuper`,
    )
    for (const role of roles) await database.query({ text: `DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}` })
  } finally {
    await database.close()
  }
}
