// A whole set of real servers for one test file, of the kind that server-kind.ts chooses, with a home of its own under the
// system's temporary folder: embedded ones, of which the files of one run share a few (shared-servers.ts), containers, or
// emptied ones of the environment. Sets of test runs that were killed are removed by the next run.
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { kinds } from '../../embedded/plans.ts'
import { type ServerAddresses, startServers, stopServers } from '../../embedded/servers.ts'
import type { StartOptions } from '../../embedded/start.ts'
import { type Config, loadConfig } from '../../runtime/config.ts'
import { compileCache } from './compile-cache.ts'
import { requireEmpty, wipe } from './given-servers.ts'
import { chooseKind, embeddedLacks, givenIn, type ServerKind, withoutServers } from './server-kind.ts'
import { setPrefix as prefix, sharedHome, takeShared } from './shared-servers.ts'
import { unmountBelow } from './small-disks.ts'

export type TestServers = {
  /** Settings by which this process and its children find the servers, with the home of this test file. */
  readonly config: Config
  readonly addresses: ServerAddresses
  /** Variables of a child process that works on these servers. */
  readonly environment: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

/** Which servers the tests of this process run on. */
export async function serverKind(): Promise<ServerKind> {
  const config = loadConfig()
  return chooseKind({
    given: givenIn(config),
    asked: process.env.CODELUPE_TEST_SERVERS,
    embeddedLacks: () => embeddedLacks(config),
    dockerLacks: async () => (await import('./containers.ts')).dockerFault(),
  })
}

/**
 * Whether tests that kill or look into embedded servers can run. Where another kind was chosen it says aloud that they are
 * skipped, and why: `const test = base.skipIf(!(await isEmbedded('a server is killed')))`.
 */
export async function isEmbedded(why: string): Promise<boolean> {
  const kind = await serverKind()
  if (kind === 'embedded') return true
  console.warn(`SKIPPED, not passed: ${why}: that needs embedded servers, and this run is on ${kind}`)
  return false
}

/** Settings without any server of the environment, with a home of its own. */
export const temporaryConfig = async (): Promise<Config> => setAt(await temporaryHome())

export type ServersWanted = {
  /** Instead of the kind that tests run on. */
  readonly kind?: ServerKind
  /** For embedded servers that no other file has had or will have: with these words on their command lines. */
  readonly own?: StartOptions
}

/** Starts the servers, or takes over and empties those of the file before. */
export async function startTestServers({ kind: wanted, own }: ServersWanted = {}): Promise<TestServers> {
  const kind = wanted ?? (await serverKind())
  console.info(`servers of this file: ${kind}`)
  if (kind === 'containers') return startInContainers()
  if (kind === 'embedded') return startEmbedded(own)
  const config = { ...loadConfig(), home: await temporaryHome() }
  await requireEmpty(config, process.env.CODELUPE_TEST_WIPE === '1')
  return {
    config,
    addresses: await startServers(config, {}, AbortSignal.timeout(180_000)),
    environment: { ...definedOf(process.env), ...compileCache, CODELUPE_HOME: config.home },
    stop: async () => {
      await wipe(config)
      await removeServers(config)
    },
  }
}

async function startEmbedded(own: StartOptions | undefined): Promise<TestServers> {
  const config = await temporaryConfig()
  const environment = { ...withoutServers(process.env), ...compileCache, CODELUPE_HOME: config.home }
  const shared = own === undefined ? sharedHome() : null
  if (shared !== null) {
    const addresses = await takeShared(setAt(shared), config.home, removeServers)
    return { config, addresses, environment, stop: () => rm(config.home, { recursive: true, force: true }) }
  }
  const addresses = await startServers(config, own ?? {}, AbortSignal.timeout(180_000))
  return { config, addresses, environment, stop: () => removeServers(config) }
}

async function startInContainers(): Promise<TestServers> {
  const { startContainers } = await import('./containers.ts')
  const { addresses, stop } = await startContainers()
  const environment = {
    ...withoutServers(process.env),
    ...compileCache,
    KAFKA_BROKERS: addresses.kafkaBrokers,
    SCHEMA_REGISTRY_URL: addresses.registryUrl,
    DATABASE_URL: addresses.databaseUrl,
    CODELUPE_HOME: await temporaryHome(),
  }
  const config = loadConfig(environment)
  return {
    config,
    addresses,
    environment,
    stop: async () => {
      await stop()
      await removeServers(config)
    },
  }
}

export async function removeServers(config: Config): Promise<void> {
  await stopServers(config, AbortSignal.timeout(20_000))
  await rm(dirname(kinds.postgres.marker(config)), { recursive: true, force: true })
  await rm(config.home, { recursive: true, force: true })
}

async function temporaryHome(): Promise<string> {
  await removeAbandoned()
  // The name says whose it is, so that a later run can tell that its owner is gone.
  const home = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  // Postgres runs as a user of its own where the tests run as root, and keeps its data here if that user may pass.
  await chmod(home, 0o755)
  return home
}

/** The settings of embedded servers that live there. */
export const setAt = (home: string): Config => ({ ...loadConfig(withoutServers(process.env)), home })

const definedOf = (environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue
    unmountBelow(join(tmpdir(), name))
    await removeServers(setAt(join(tmpdir(), name)))
  }
}
