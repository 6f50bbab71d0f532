// The three servers in Docker, for one test file: the images and settings of compose/compose.yaml, or the images that
// KAFKA_IMAGE, POSTGRES_IMAGE and REGISTRY_IMAGE name. Containers of test runs that were killed are removed by the next run.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { createInterface } from 'node:readline'
import { KafkaContainer } from '@testcontainers/kafka'
import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { GenericContainer, getContainerRuntimeClient, ImageName, type StartedTestContainer, Wait } from 'testcontainers'
import { registryPath } from '../../embedded/registry.ts'
import type { ServerAddresses } from '../../embedded/servers.ts'
import { mapping, services, texts, yamlOf } from '../unit/compose-files.ts'

type Containers = { readonly addresses: ServerAddresses; readonly stop: () => Promise<void> }

const serverNames = ['kafka', 'postgres', 'registry'] as const
type ServerName = (typeof serverNames)[number]

// Ours to remove, by ourselves: testcontainers' own reaper is one more image to pull.
const ownerLabel = 'codelupe.tests'
const ownerPrefix = `${hostname()}:`
// A busy machine of two cores has taken a minute for a registry.
const startMsMax = 180_000
const labels = { [ownerLabel]: `${ownerPrefix}${process.pid}` }

/** Why Docker cannot be used for tests; null when it can. */
export const dockerFault = (): Promise<string | null> =>
  getContainerRuntimeClient().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

/** The images that would have to be pulled. */
export async function absentImages(): Promise<readonly string[]> {
  const { image } = await getContainerRuntimeClient()
  const absent: string[] = []
  for (const name of serverNames) {
    const wanted = imageOf(name)
    if (!(await image.exists(ImageName.fromString(wanted)))) absent.push(wanted)
  }
  return absent
}

export async function startContainers(): Promise<Containers> {
  await prepare()
  const started = await Promise.allSettled([startKafka(), startPostgresContainer(), startRegistry()])
  const [kafka, postgres, registry] = started
  const stop = async (): Promise<void> => {
    await Promise.all(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop()] : [])))
  }
  if (kafka.status === 'fulfilled' && postgres.status === 'fulfilled' && registry.status === 'fulfilled') {
    const addresses = {
      kafkaBrokers: kafka.value.address,
      registryUrl: registry.value.address,
      databaseUrl: postgres.value.address,
    }
    return { addresses, stop }
  }
  await stop()
  throw new Error(started.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])).join('; '))
}

/** A server and its address for clients on this machine. */
type Started = { readonly address: string; readonly stop: () => Promise<void> }

/** Docker listens on IPv4; where it is this machine, clients need not try IPv6 first. */
const hostOf = (container: StartedTestContainer): string =>
  container.getHost() === 'localhost' ? '127.0.0.1' : container.getHost()

const startedAt = (container: StartedTestContainer, address: string): Started => ({
  address,
  stop: async () => {
    await container.stop()
  },
})

/** The Postgres container alone; `flags` are postgres' own. */
export async function startPostgres(flags: readonly string[]): Promise<Started> {
  await prepare()
  return startPostgresContainer(flags)
}

async function startPostgresContainer(flags: readonly string[] = []): Promise<Started> {
  const { command, environment } = serviceOf('postgres')
  const container = await new PostgreSqlContainer(imageOf('postgres'))
    .withUsername('codelupe')
    .withDatabase('codelupe')
    .withPassword(randomBytes(18).toString('base64url'))
    .withEnvironment({ POSTGRES_INITDB_ARGS: environment.POSTGRES_INITDB_ARGS ?? '' })
    .withCommand([...command, ...flags])
    .withTmpFs({ '/var/lib/postgresql': 'rw' })
    .withLabels(labels)
    .withStartupTimeout(startMsMax)
    .start()
  const address = new URL(container.getConnectionUri())
  address.hostname = hostOf(container)
  return startedAt(container, address.href)
}

async function startRegistry(): Promise<Started> {
  const container = await new GenericContainer(imageOf('registry'))
    .withEnvironment({ QUARKUS_HTTP_HOST: '0.0.0.0', QUARKUS_HTTP_PORT: '8080', QUARKUS_LOG_LEVEL: 'WARN' })
    .withExposedPorts(8080)
    .withWaitStrategy(Wait.forHttp(`${registryPath}/subjects`, 8080))
    .withLabels(labels)
    .withStartupTimeout(startMsMax)
    .start()
  return startedAt(container, `http://${hostOf(container)}:${container.getMappedPort(8080)}${registryPath}`)
}

/** Confluent's images are started by testcontainers' own module, which knows no other. */
const startKafka = (): Promise<Started> =>
  imageOf('kafka').includes('/cp-kafka:') ? startConfluentKafka() : startApacheKafka()

const serves = /Kafka Server started/
const heap = { KAFKA_HEAP_OPTS: '-Xmx512m' }

async function startConfluentKafka(): Promise<Started> {
  // Who listens where, and who votes, is the module's.
  const own = /LISTENER|QUORUM|_NODE_ID|_ROLES|LOG_DIRS|^CLUSTER_ID/
  const settings = Object.entries(serviceOf('kafka').environment).filter(([name]) => !own.test(name))
  const container = await new KafkaContainer(imageOf('kafka'))
    .withKraft()
    .withEnvironment({ ...Object.fromEntries(settings), ...heap })
    .withWaitStrategy(Wait.forLogMessage(serves))
    .withLabels(labels)
    .withStartupTimeout(startMsMax)
    .start()
  return startedAt(container, `${hostOf(container)}:${container.getMappedPort(9093)}`)
}

const starter = '/tmp/codelupe-start.sh'
const waiting = 'waits for its address'
const hostPort = 29092

/** Docker chooses the port that clients are told to come to, so the broker waits for it inside its container. */
async function startApacheKafka(): Promise<Started> {
  const container = await new GenericContainer(imageOf('kafka'))
    .withEnvironment({
      ...serviceOf('kafka').environment,
      ...heap,
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    })
    .withExposedPorts(hostPort)
    .withCommand(['sh', '-c', `echo ${waiting}; until [ -s ${starter} ]; do sleep 0.1; done; exec sh ${starter}`])
    .withWaitStrategy(Wait.forLogMessage(waiting))
    .withLabels(labels)
    .withStartupTimeout(startMsMax)
    .start()
  const address = `${hostOf(container)}:${container.getMappedPort(hostPort)}`
  const listeners = `PLAINTEXT://localhost:9092,HOST://${address}`
  const content = `export KAFKA_ADVERTISED_LISTENERS=${listeners}\nexec /etc/kafka/docker/run\n`
  await container.copyContentToContainer([{ content, target: starter, mode: 0o644 }])
  await untilLogged(container, serves)
  return startedAt(container, address)
}

/** The wait strategies have been asked by now, so its log is read here. */
async function untilLogged(container: StartedTestContainer, message: RegExp): Promise<void> {
  const log = await container.logs()
  const late = setTimeout(() => log.destroy(), startMsMax)
  const last: string[] = []
  try {
    for await (const line of createInterface(log)) {
      if (message.test(line)) return
      last.push(line)
    }
    await container.stop()
    throw new Error(`expected ${message} in the container's log, found at its end:\n${last.slice(-12).join('\n')}`)
  } finally {
    clearTimeout(late)
    log.destroy()
  }
}

type Service = {
  readonly image: string
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** What compose.yaml says of a server, but for what the user's environment fills in. */
function serviceOf(name: ServerName): Service {
  const found = mapping(Object.fromEntries(services(yamlOf('compose/compose.yaml')))[name])
  const environment = Object.entries(mapping(found.environment)).map(([key, value]) => [key, String(value)])
  return {
    image: String(found.image),
    command: texts(found.command),
    environment: Object.fromEntries(environment.filter(([, value]) => value?.startsWith('$') === false)),
  }
}

const imageOf = (name: ServerName): string => process.env[`${name.toUpperCase()}_IMAGE`] || serviceOf(name).image

async function prepare(): Promise<void> {
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'
  await removeAbandoned()
}

async function removeAbandoned(): Promise<void> {
  const { container } = await getContainerRuntimeClient()
  for (const { Id, Labels } of await ours()) {
    const owner = Labels[ownerLabel]?.slice(ownerPrefix.length)
    if (!existsSync(`/proc/${owner}`)) await container.getById(Id).remove({ force: true, v: true })
  }
}

/** Those of another machine that uses the same Docker are not ours to judge. */
async function ours(): Promise<readonly { readonly Id: string; readonly Labels: Readonly<Record<string, string>> }[]> {
  const { container } = await getContainerRuntimeClient()
  const found = await container.dockerode.listContainers({ all: true, filters: { label: [ownerLabel] } })
  return found.filter(({ Labels }) => Labels[ownerLabel]?.startsWith(ownerPrefix))
}

/** The containers of this process, by id. */
export const runningContainers = async (): Promise<readonly string[]> =>
  (await ours()).filter(({ Labels }) => Labels[ownerLabel] === labels[ownerLabel]).map(({ Id }) => Id)

export const isThere = async (id: string): Promise<boolean> => (await ours()).some(({ Id }) => Id === id)

/** Leaves a container as a test run that was killed would; its id. */
export async function leaveOne(): Promise<string> {
  const nobody = { [ownerLabel]: `${ownerPrefix}4194305` }
  await prepare()
  const left = await new GenericContainer(imageOf('postgres'))
    .withEntrypoint(['sleep', '600'])
    .withLabels(nobody)
    .start()
  return left.getId()
}
