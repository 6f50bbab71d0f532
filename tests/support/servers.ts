// A whole set of embedded servers for one test file: its own home under the system's temporary folder, its own ports,
// ended and removed by `stop`; sets of test runs that were killed are removed by the next run.

import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { kinds } from '../../embedded/plans.ts'
import { type ServerAddresses, startServers, stopServers } from '../../embedded/servers.ts'
import { type Config, loadConfig } from '../../runtime/config.ts'

export type TestServers = {
  readonly config: Config
  readonly addresses: ServerAddresses
  readonly stop: () => Promise<void>
}

const prefix = 'codelupe-home-'

/** The settings of a machine with nothing given, with a home of its own. */
export async function temporaryConfig(): Promise<Config> {
  await removeAbandoned()
  // The name says whose it is, so that a later run can tell that its owner is gone.
  const home = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  // Postgres runs as a user of its own where the tests run as root, and keeps its data here if that user may pass.
  await chmod(home, 0o755)
  return configAt(home)
}

export async function startTestServers(): Promise<TestServers> {
  const config = await temporaryConfig()
  const addresses = await startServers(config, {}, AbortSignal.timeout(180_000))
  return { config, addresses, stop: () => removeServers(config) }
}

export async function removeServers(config: Config): Promise<void> {
  await stopServers(config, AbortSignal.timeout(20_000))
  await rm(dirname(kinds.postgres.marker(config)), { recursive: true, force: true })
  await rm(config.home, { recursive: true, force: true })
}

const configAt = (home: string): Config => ({
  ...loadConfig(),
  kafkaBrokers: undefined,
  schemaRegistryUrl: undefined,
  databaseUrl: undefined,
  home,
})

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) await removeServers(configAt(join(tmpdir(), name)))
  }
}
