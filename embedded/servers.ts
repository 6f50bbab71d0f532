// The embedded servers of one checkout: starts what the environment does not name, finds what runs, stops it.
// They outlive the command that started them; a command killed half-way leaves nothing that the next one does not find.
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import { withLock } from './lock.ts'
import { endServers, runningOf, wantedServers } from './plans.ts'
import { databaseUrlOf } from './postgres.ts'
import { registryPath } from './registry.ts'
import { type ServerName, serverNames } from './server.ts'
import { type StartOptions, start } from './start.ts'
import { readState, type ServersState } from './state.ts'

/** Where the three servers are, embedded or given. */
export type ServerAddresses = {
  /** host:port, comma separated */
  readonly kafkaBrokers: string
  /** Base URL of the Confluent API. */
  readonly registryUrl: string
  readonly databaseUrl: string
}

/**
 * Starts the servers that the environment does not name and waits until they serve; running ones are taken as they are.
 * Ends what it started when it fails or is aborted. Errors: servers.failed, with the end of the server's log.
 */
export async function startServers(
  config: Config,
  options: StartOptions,
  signal: AbortSignal,
): Promise<ServerAddresses> {
  if (wantedServers(config).length === 0) return addressesOf(config, undefined)
  return addressesOf(config, await withLock(config.home, () => start(config, options, signal), signal))
}

/** The addresses, when every server that the environment does not name runs; else null. */
export async function findServers(config: Config): Promise<ServerAddresses | null> {
  const found = lookForServers(config)
  return found === null || found.missing.length > 0 ? null : found.addresses
}

/** Where the servers are, and those of the embedded ones that should run and do not. */
export type FoundServers = { readonly addresses: ServerAddresses; readonly missing: readonly ServerName[] }

/** Null where none of the servers runs that the environment does not name, as before the first `up` and after `down`. */
export function lookForServers(config: Config): FoundServers | null {
  const wanted = wantedServers(config)
  const missing = endedServers(config)
  if (missing.length > 0 && missing.length === wanted.length) return null
  return { addresses: addressesOf(config, readState(config)), missing }
}

/** Embedded servers that the environment leaves to us and that do not run. */
export const endedServers = (config: Config): readonly ServerName[] =>
  wantedServers(config).filter((name) => runningOf(config, name) === undefined)

/** Ends the embedded servers, cleanly within the limit, else (or when aborted) by force. False when none ran. */
export const stopServers = (config: Config, signal: AbortSignal): Promise<boolean> => {
  const waiting = AbortSignal.timeout(limits.serverLockMsMax)
  return withLock(config.home, () => endServers(config, serverNames, limits.serverStopMsMax, signal), waiting)
}

function addressesOf(config: Config, state: ServersState | undefined): ServerAddresses {
  const ports = state?.ports ?? {}
  return {
    kafkaBrokers: config.kafkaBrokers?.join(',') ?? `127.0.0.1:${ports.kafka}`,
    registryUrl: config.schemaRegistryUrl ?? `http://127.0.0.1:${ports.registry}${registryPath}`,
    databaseUrl: config.databaseUrl ?? databaseUrlOf(ports, state?.password ?? ''),
  }
}
