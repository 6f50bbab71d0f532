// Where everything is: the addresses of the environment, or of the embedded servers that run.
import { readFileSync } from 'node:fs'
import { lookForServers, type ServerAddresses } from '../embedded/servers.ts'
import { type Admin, openAdmin } from '../runtime/admin.ts'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import type { KafkaAddress } from '../runtime/kafka.ts'
import { type Database, openDatabase } from '../runtime/postgres.ts'
import { openRegistry, type Registry } from '../runtime/registry.ts'

export type Connection = {
  readonly kafka: KafkaAddress
  readonly registry: Registry
  readonly databaseUrl: string
  readonly addresses: ServerAddresses
}

/**
 * The servers that run. Throws `servers.absent` where the embedded ones are wanted and none runs, `servers.ended` where
 * Kafka or Postgres alone does not. A registry that has ended stops only those that ask it: most commands do not.
 */
export async function connect(config: Config): Promise<Connection> {
  const found = lookForServers(config)
  if (found === null) throw fail('servers.absent', `expected running servers of ${config.home}, found none`)
  const needed = found.missing.filter((name) => name !== 'registry')
  if (needed.length > 0)
    throw fail('servers.ended', `expected all servers of ${config.home} to run, found no ${needed.join(' and no ')}`)
  return connectionTo(config, found.addresses)
}

export const connectionTo = (config: Config, addresses: ServerAddresses): Connection => ({
  kafka: { brokers: addresses.kafkaBrokers, properties: securityOf(config) },
  registry: openRegistry(addresses.registryUrl),
  databaseUrl: addresses.databaseUrl,
  addresses,
})

/** librdkafka's properties for the security settings; the embedded broker has none. */
function securityOf(config: Config): Readonly<Record<string, string>> {
  if (config.kafkaBrokers === undefined) return {}
  const sasl = config.kafkaSaslUsername !== undefined
  const read = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : readFileSync(file, 'utf8')
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['security.protocol', `${sasl ? 'sasl_' : ''}${config.kafkaSsl ? 'ssl' : 'plaintext'}`],
    ['ssl.ca.pem', read(config.kafkaSslCaFile)],
    ['ssl.certificate.pem', read(config.kafkaSslCertFile)],
    ['ssl.key.pem', read(config.kafkaSslKeyFile)],
    ['ssl.key.password', config.kafkaSslKeyPassword],
    ['sasl.mechanisms', config.kafkaSaslMechanism?.toUpperCase()],
    ['sasl.username', config.kafkaSaslUsername],
    ['sasl.password', config.kafkaSaslPassword],
  ]
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** Opens the control plane and the database for one command, and closes them after it. */
export async function withClients<Result>(
  connection: Connection,
  work: (clients: { readonly admin: Admin; readonly database: Database }) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(connection.databaseUrl)
  try {
    return await withAdmin(connection, (admin) => work({ admin, database }))
  } finally {
    await database.close()
  }
}

/** Opens the database alone. */
export async function withDatabase<Result>(
  databaseUrl: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(databaseUrl)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Opens the control plane alone. */
export async function withAdmin<Result>(
  connection: Connection,
  work: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const admin = await openAdmin(connection.kafka)
  try {
    return await work(admin)
  } finally {
    await admin.close()
  }
}
