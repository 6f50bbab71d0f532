// A whole set of embedded servers for one test file: its own home under the system's temporary folder, its own ports,
// ended and removed by `stop`.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerAddresses, startServers, stopServers } from '../../embedded/servers.ts'
import { type Config, loadConfig } from '../../runtime/config.ts'

export type TestServers = {
  readonly config: Config
  readonly addresses: ServerAddresses
  readonly stop: () => Promise<void>
}

/** The settings of a machine with nothing given, with a home of its own. */
export async function temporaryConfig(): Promise<Config> {
  const home = await mkdtemp(join(tmpdir(), 'codelupe-home-'))
  // Postgres runs as a user of its own where the tests run as root, and keeps its data here if that user may pass.
  await chmod(home, 0o755)
  const given = { kafkaBrokers: undefined, schemaRegistryUrl: undefined, databaseUrl: undefined }
  return { ...loadConfig(), ...given, home }
}

export async function startTestServers(): Promise<TestServers> {
  const config = await temporaryConfig()
  const addresses = await startServers(config, {}, AbortSignal.timeout(90_000))
  return { config, addresses, stop: () => removeServers(config) }
}

export async function removeServers(config: Config): Promise<void> {
  await stopServers(config, AbortSignal.timeout(20_000))
  await rm(config.home, { recursive: true, force: true })
}
