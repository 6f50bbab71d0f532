// One Kafka broker and controller in one process (KRaft), from the jars that set-up put into the cache.
// Its settings keep positions and transactional ids for ever: a lost one would mean a re-read or a skip (I1).
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
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

function plan(config: Config, ports: Ports): ServerPlan {
  const java = findJava(config, javaLeast.kafka)
  const file = kafka.marker(config)
  const data = kafkaDataFolder(config)
  const logging = join(config.home, 'kafka', 'log4j2.properties')
  const jars = join(config.cache, `kafka-${kafkaVersion}`, '*')
  const jvm = [...javaFlags, `-Dlog4j2.configurationFile=${logging}`, '-cp', jars]
  const prepare = async (signal: AbortSignal): Promise<void> => {
    requireJars(config)
    mkdirSync(join(config.home, 'kafka'), { recursive: true })
    writeFileSync(file, properties(data, ports))
    writeFileSync(logging, logSettings)
    if (existsSync(join(data, 'meta.properties'))) return
    const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', file]
    await promisify(execFile)(java.program, [...jvm, ...format], { signal, timeout: limits.serverStartMsMax })
  }
  const args = ['-Xmx512m', ...jvm, 'kafka.Kafka', file]
  return {
    prepare,
    command: { file: java.program, args, env: { LANG: 'C.UTF-8' }, log: logFile(config, 'kafka') },
    ready: (signal) => answersApiVersions(ports.kafka ?? 0, signal),
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

const properties = (data: string, ports: Ports): string => `# Written at every start by embedded/kafka.ts.
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}
advertised.listeners=PLAINTEXT://127.0.0.1:${ports.kafka}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.quorum.voters=1@127.0.0.1:${ports.kafkaController}
log.dirs=${data}
auto.create.topics.enable=false
delete.topic.enable=true
# Positions and transactional ids never expire.
offsets.retention.minutes=${intMax}
transactional.id.expiration.ms=${intMax}
# One broker: one copy.
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
log.cleaner.dedupe.buffer.size=16777216
log.retention.ms=-1
num.network.threads=2
num.io.threads=4
`

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
