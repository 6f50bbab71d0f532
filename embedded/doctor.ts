// What `codelupe doctor` looks at on this machine: every fault at once, each with what was expected, what was found and
// what to type. It starts nothing, changes nothing, and needs no server to run.

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import { freeBytes, gibibyte } from './disk.ts'
import { javaLeast, listJavas } from './java.ts'
import { kafkaVersion } from './kafka.ts'
import { processesOf, runningOf, wantedServers } from './plans.ts'
import { postgresBinaries } from './postgres-place.ts'
import { registryVersion } from './registry.ts'
import { lookForServers, type ServerAddresses } from './servers.ts'
import { findPython } from './sidecar.ts'

export type Fault = {
  /** fault: something will not work; warning: it works for now. */
  readonly level: 'fault' | 'warning'
  readonly what: string
  readonly expected: string
  readonly found: string
  readonly fix: string
}

/** Every fault of this machine, its set-up and its servers; empty when all is well. Only one that `trains` needs Python. */
export async function diagnose(config: Config, signal: AbortSignal, trains = true): Promise<readonly Fault[]> {
  const checks = [
    nodeFaults(),
    clientFaults(),
    javaFaults(config),
    serverFaults(config, signal),
    trains ? pythonFaults(config, signal) : [],
    diskFaults(config),
    addressFaults(config, signal),
  ]
  return (await Promise.all(checks)).flat()
}

async function nodeFaults(): Promise<readonly Fault[]> {
  const found = process.versions.node
  if (Number(found.split('.')[0]) >= 24) return []
  return [fault('Node', 'Node 24 or later', `Node ${found}`, './codelupe doctor, which brings its own')]
}

/** The native client is loaded here by its name, so that a library that is missing shows as one fault among the others. */
async function clientFaults(): Promise<readonly Fault[]> {
  const fix = 'rm -r node_modules/node-rdkafka/build && ./codelupe doctor, which compiles it again'
  try {
    const client: { readonly features: readonly string[] } = createRequire(import.meta.url)('node-rdkafka')
    if (client.features.includes('zstd')) return []
    return [fault('Kafka client', 'node-rdkafka with zstd', `only ${client.features.join(', ')}`, fix)]
  } catch (error) {
    return [fault('Kafka client', 'node-rdkafka to load', messageOf(error), fix)]
  }
}

async function javaFaults(config: Config): Promise<readonly Fault[]> {
  const wanted = wantedServers(config)
  const javas = listJavas(config)
  const shown = javas.map((java) => `${java.version} in ${java.home}`).join(', ') || 'none'
  const missing = (['kafka', 'registry'] as const).filter(
    (name) => wanted.includes(name) && !javas.some((java) => java.version >= javaLeast[name]),
  )
  return missing.map((name) =>
    fault(`Java for ${name}`, `Java ${javaLeast[name]} or later`, shown, 'sh scripts/setup.sh, or set JAVA_HOME'),
  )
}

/** What set-up brings for the embedded servers, and processes of ours that no command remembers. */
async function serverFaults(config: Config, signal: AbortSignal): Promise<readonly Fault[]> {
  const wanted = wantedServers(config)
  const folders = {
    kafka: join(config.cache, `kafka-${kafkaVersion}`),
    registry: join(config.cache, `apicurio-${registryVersion}`),
  }
  const absent = (['kafka', 'registry'] as const)
    .filter((name) => wanted.includes(name) && !existsSync(folders[name]))
    .map((name) => fault(name, `its programs in ${folders[name]}`, 'nothing there', 'sh scripts/setup.sh'))
  const maven = absent.length > 0 ? await mavenFaults(signal) : []
  const postgres = wanted.includes('postgres') ? postgresFaults() : []
  const orphans = wanted.flatMap((name) => {
    const known = runningOf(config, name)?.pid
    const strays = processesOf(config, name).filter((id) => id.pid !== known)
    return strays.map((id) =>
      fault(name, 'at most the process in servers.json', `also process ${id.pid}`, './codelupe down'),
    )
  })
  return [...absent, ...maven, ...postgres, ...orphans]
}

/** Maven is needed only while it still has to fetch something. */
async function mavenFaults(signal: AbortSignal): Promise<readonly Fault[]> {
  try {
    await promisify(execFile)('mvn', ['--version'], { signal, timeout: limits.serverStopMsMax })
    return []
  } catch {
    return [fault('Maven', 'Maven, to fetch the servers', 'none that runs', 'apt-get install maven')]
  }
}

function postgresFaults(): readonly Fault[] {
  try {
    postgresBinaries()
    return []
  } catch (error) {
    return [fault('postgres', 'its programs in node_modules', messageOf(error), 'sh scripts/setup.sh')]
  }
}

async function pythonFaults(config: Config, signal: AbortSignal): Promise<readonly Fault[]> {
  if (config.python !== undefined && existsSync(config.python)) return []
  try {
    await findPython(signal)
    return []
  } catch (error) {
    return [
      fault(
        'Python',
        'Python 3.11 or later for the trainer',
        messageOf(error),
        'apt-get install python3 python3-pip, or run with --trainer off',
      ),
    ]
  }
}

async function diskFaults(config: Config): Promise<readonly Fault[]> {
  const places = [
    ['home', config.home],
    ['cache', config.cache],
  ] as const
  const found = await Promise.all(
    places.map(async ([name, folder]) => diskFault(name, folder, await freeBytes(folder))),
  )
  return found.flat()
}

/** What no server is started on is a fault; less than 10 GiB is a short run. */
export function diskFault(name: string, folder: string, free: number): readonly Fault[] {
  if (free >= 10 * gibibyte) return []
  const level = free < limits.diskFreeBytesMin ? 'fault' : 'warning'
  const shown = `${(free / gibibyte).toFixed(1)} GiB in ${folder}`
  return [
    {
      level,
      what: `disk of the ${name}`,
      expected: 'at least 10 GiB free',
      found: shown,
      fix: `free some, or set CODELUPE_${name.toUpperCase()} to another disk`,
    },
  ]
}

/** Every address in use, embedded or given, is tried. Servers that are simply not running are no fault. */
async function addressFaults(config: Config, signal: AbortSignal): Promise<readonly Fault[]> {
  const found = lookForServers(config)
  const targets = found === null ? givenTargets(config) : allTargets(found.addresses)
  const tried = await Promise.all(targets.map(async (target) => ({ target, reached: await isReached(target, signal) })))
  return tried
    .filter(({ reached }) => !reached)
    .map(({ target }) =>
      fault(target.name, `an answer from ${target.host}:${target.port}`, 'none', fixOf(config, target.name)),
    )
}

type Target = { readonly name: keyof ServerAddresses; readonly host: string; readonly port: number }

const variables = {
  kafkaBrokers: 'KAFKA_BROKERS',
  registryUrl: 'SCHEMA_REGISTRY_URL',
  databaseUrl: 'DATABASE_URL',
} as const

function fixOf(config: Config, name: keyof ServerAddresses): string {
  const given = {
    kafkaBrokers: config.kafkaBrokers,
    registryUrl: config.schemaRegistryUrl,
    databaseUrl: config.databaseUrl,
  }
  return given[name] === undefined
    ? './codelupe down && ./codelupe up'
    : `start that server, or correct ${variables[name]}`
}

const allTargets = (addresses: ServerAddresses): readonly Target[] => [
  ...addresses.kafkaBrokers.split(',').map((broker) => targetOf('kafkaBrokers', `tcp://${broker}`)),
  targetOf('registryUrl', addresses.registryUrl),
  targetOf('databaseUrl', addresses.databaseUrl),
]

const givenTargets = (config: Config): readonly Target[] => [
  ...(config.kafkaBrokers ?? []).map((broker) => targetOf('kafkaBrokers', `tcp://${broker}`)),
  ...(config.schemaRegistryUrl === undefined ? [] : [targetOf('registryUrl', config.schemaRegistryUrl)]),
  ...(config.databaseUrl === undefined ? [] : [targetOf('databaseUrl', config.databaseUrl)]),
]

function targetOf(name: keyof ServerAddresses, address: string): Target {
  const { hostname, port, protocol } = new URL(address)
  const usual = { 'http:': 80, 'https:': 443 }[protocol] ?? 5432
  return { name, host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) }
}

const isReached = ({ host, port }: Target, signal: AbortSignal): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ host, port, signal })
    const finish = (reached: boolean): void => {
      socket.destroy()
      done(reached)
    }
    socket.setTimeout(limits.serverAnswerMsMax, () => finish(false))
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })

const fault = (what: string, expected: string, found: string, fix: string): Fault => ({
  level: 'fault',
  what,
  expected,
  found,
  fix,
})

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
