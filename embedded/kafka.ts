// One Kafka broker and controller in one process (KRaft), from the jars that set-up put into the cache; and any of several
// that make up a cluster of them.
// Its settings keep positions and transactional ids for ever: a lost one would mean a re-read or a skip (I1).
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { archiveFile, archiveFlags } from './class-archive.ts'
import { findJava, javaLeast } from './java.ts'
import { ask, logFile, type Ports, type ServerKind, type ServerPlan } from './server.ts'

export const kafkaVersion = '4.2.0'
const intMax = 2_147_483_647
// A cluster id only has to be the same at every start of one data folder; 16 bytes in base64url.
const clusterId = 'Q29kZUx1cGVLYWZrYTAxAA'
const javaFlags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']

export const kafka: ServerKind = {
  name: 'kafka',
  ports: ['kafka', 'kafkaController'],
  program: 'java',
  marker: (config) => join(config.home, 'kafka', 'server.properties'),
  endWith: 'SIGTERM',
  plan,
}

/** One broker, where it lives and who its peers are. */
export type BrokerPlace = {
  readonly node: number
  /** Its settings and its data are in here. */
  readonly folder: string
  readonly port: number
  readonly controllerPort: number
  /** Host and port that clients are told: its own, or those of a proxy. */
  readonly advertised: string
  /** For its peers, so that nothing between brokers passes what clients pass; null for a broker without peers. */
  readonly peersPort: number | null
  /** Every controller of the cluster, this one included. */
  readonly voters: readonly { readonly node: number; readonly port: number }[]
  readonly heapMebibytes: number
  readonly log: string
}

function plan(config: Config, ports: Ports): ServerPlan {
  const [port, controllerPort] = [ports.kafka ?? 0, ports.kafkaController ?? 0]
  return brokerPlan(config, {
    node: 1,
    folder: join(config.home, 'kafka'),
    port,
    controllerPort,
    advertised: `127.0.0.1:${port}`,
    peersPort: null,
    voters: [{ node: 1, port: controllerPort }],
    heapMebibytes: 512,
    log: logFile(config, 'kafka'),
  })
}

/** How one broker is started; its Java and its jars are those of the cache. */
export function brokerPlan(config: Config, place: BrokerPlace): ServerPlan {
  const java = findJava(config, javaLeast.kafka)
  const [file, data] = [join(place.folder, 'server.properties'), join(place.folder, 'data')]
  const logging = join(place.folder, 'log4j2.properties')
  const jars = join(config.cache, `kafka-${kafkaVersion}`, '*')
  const archived = archiveFlags(archiveFile(config, 'kafka', kafkaVersion, java))
  const jvm = [...javaFlags, ...archived, `-Dlog4j2.configurationFile=${logging}`, '-cp', jars]
  const prepare = async (signal: AbortSignal): Promise<void> => {
    requireJars(config)
    mkdirSync(place.folder, { recursive: true })
    writeFileSync(file, properties(data, place))
    writeFileSync(logging, logSettings)
    if (existsSync(join(data, 'meta.properties'))) return
    const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', file]
    await promisify(execFile)(java.program, [...jvm, ...format], { signal, timeout: limits.serverStartMsMax })
  }
  const args = [`-Xmx${place.heapMebibytes}m`, ...jvm, 'kafka.Kafka', file]
  return {
    prepare,
    command: { file: java.program, args, env: { LANG: 'C.UTF-8' }, log: place.log },
    ready: (signal) => answersApiVersions(place.port, signal),
  }
}

/** The folder in which the broker keeps one folder a partition. */
export const kafkaDataFolder = (config: Config): string => join(config.home, 'kafka', 'data')

/** Asks as a client would: the broker answers requests only after it has taken up its work. */
async function answersApiVersions(port: number, signal: AbortSignal): Promise<boolean> {
  const question = Buffer.alloc(14)
  question.writeInt32BE(10, 0) // length of what follows
  question.writeInt16BE(18, 4) // ApiVersions
  question.writeInt16BE(0, 6) // version 0
  question.writeInt32BE(1, 8) // correlation id
  question.writeInt16BE(-1, 12) // no client id
  const answer = await ask(port, question, signal)
  // Length, then our correlation id, then error code 0.
  return answer !== undefined && answer.length >= 10 && answer.readInt32BE(4) === 1 && answer.readInt16BE(8) === 0
}

function requireJars(config: Config): void {
  const jar = join(config.cache, `kafka-${kafkaVersion}`, `kafka_2.13-${kafkaVersion}.jar`)
  if (!existsSync(jar))
    throw fail('servers.failed', `expected Kafka in ${jar}, found nothing there; sh scripts/setup.sh fetches it`)
}

/** In a cluster everything is kept three times, and two must have it before it counts as written. */
const properties = (data: string, place: BrokerPlace): string => {
  const copies = Math.min(3, place.voters.length)
  const least = Math.min(2, copies)
  const peers = place.peersPort === null ? '' : `,PEERS://127.0.0.1:${place.peersPort}`
  const between = peers === '' ? 'PLAINTEXT' : 'PEERS'
  const voters = place.voters.map(({ node, port }) => `${node}@127.0.0.1:${port}`).join(',')
  return `# Written at every start by embedded/kafka.ts.
process.roles=broker,controller
node.id=${place.node}
listeners=PLAINTEXT://127.0.0.1:${place.port},CONTROLLER://127.0.0.1:${place.controllerPort}${peers}
advertised.listeners=PLAINTEXT://${place.advertised}${peers}
inter.broker.listener.name=${between}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PEERS:PLAINTEXT
controller.quorum.voters=${voters}
log.dirs=${data}
auto.create.topics.enable=false
delete.topic.enable=true
# Positions and transactional ids never expire.
offsets.retention.minutes=${intMax}
transactional.id.expiration.ms=${intMax}
default.replication.factor=${copies}
min.insync.replicas=${least}
offsets.topic.replication.factor=${copies}
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=${copies}
transaction.state.log.min.isr=${least}
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=${copies}
share.coordinator.state.topic.min.isr=${least}
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
log.cleaner.dedupe.buffer.size=16777216
log.retention.ms=-1
num.network.threads=2
num.io.threads=4
`
}

const logSettings = `# Written at every start by embedded/kafka.ts. The log goes to the process's output, which is a file.
rootLogger.level = info
rootLogger.appenderRef.out.ref = out
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %m (%c{1})%n
logger.config.name = org.apache.kafka.common.config.AbstractConfig
logger.config.level = warn
logger.snapshots.name = org.apache.kafka.storage.internals.log
logger.snapshots.level = warn
`
