// Kafka keeps the log's contract, on a real broker: each case has topics and a group of its own.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAdmin } from '../../runtime/admin.ts'
import { openConsumer, openProducer } from '../../runtime/kafka.ts'
import type { KafkaAddress } from '../../runtime/kafka-clients.ts'
import { kafkaLogOn, openKafkaLog } from '../../runtime/kafka-log.ts'
import { kafkaSink } from '../../runtime/kafka-sink.ts'
import { isMemberOf, watchMembership } from '../../runtime/membership.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { filesSubmitted, type Topic } from '../../topics/index.ts'
import { logContract } from '../contract/log-contract.ts'
import { startTestServers, type TestServers } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const state: { servers?: TestServers; count: number } = { count: 0 }
beforeAll(async () => {
  state.servers = await startTestServers()
})
afterAll(() => state.servers?.stop())

const addressOf = (): KafkaAddress => {
  if (state.servers === undefined) throw new Error('the servers did not start')
  return { brokers: state.servers.addresses.kafkaBrokers, properties: {} }
}

async function readAll(topic: Topic): Promise<readonly LogRecord[]> {
  const all: LogRecord[] = []
  const ranges = await rangesOf(addressOf(), [topic.name], 'stable')
  for await (const records of readRanges(addressOf(), ranges, AbortSignal.timeout(patienceMs))) all.push(...records)
  return all
}

logContract(async () => {
  const address = addressOf()
  const name = `test.case${++state.count}`
  const topics = ['in', 'out', 'dead'].map((kind): Topic => ({ ...filesSubmitted, name: `${name}.${kind}` }))
  const [input, output, dead] = topics
  if (input === undefined || output === undefined || dead === undefined) throw new Error('three topics')
  const admin = await openAdmin(address)
  await admin.provision(topics, 3)
  await admin.writeFirstPositions([{ name, inputs: [input], first: 'start', lost: async () => [] }])
  const group = { group: name, instance: `${name}-0`, inputs: [input] }
  return {
    append: async (records) => {
      const producer = await openProducer(address, `${name}.writer`)
      await producer.initTransactions()
      await producer.begin()
      await producer.produce(
        records.map((record) => ({ ...record, topic: input.name, headers: [] })),
        AbortSignal.timeout(patienceMs),
      )
      await producer.commit()
      await producer.close()
    },
    open: async () => {
      const producer = await openProducer(address, name)
      await producer.initTransactions()
      const log = await openKafkaLog(address, group)
      const options = { step: 'test', ruleset: '', deadLetters: dead, consumer: log.consumer, producer }
      return { log, sink: kafkaSink({ ...options, now: Date.now, passing: () => undefined }), output: output.name }
    },
    written: () => readAll(output),
    buried: () => readAll(dead),
    lag: async () => {
      const ends = await admin.ends([input.name])
      const committed = await admin.committed(name, [input.name])
      const at = new Map(committed.map(({ partition, offset }) => [partition, offset]))
      return ends.reduce((sum, end) => sum + end.stable - (at.get(end.partition) ?? 0), 0)
    },
  }
})

// Mutant: the published node-rdkafka, which drops an error that comes behind records (scripts/node-rdkafka.patch): the
// partition would stand still for ever, and a batch that does not match its checksum would be passed over.
test('an error of one partition is told, also behind records of others', async () => {
  const address = addressOf()
  const topic: Topic = { ...filesSubmitted, name: 'test.case999.in' }
  const admin = await openAdmin(address)
  await admin.provision([topic], 2)
  await admin.close()
  const producer = await openProducer(address, topic.name)
  await producer.initTransactions()
  await producer.begin()
  const records = Array.from({ length: 5_000 }, (_, index) => ({ topic: topic.name, key: String(index), headers: [] }))
  const signal = AbortSignal.timeout(patienceMs)
  await producer.produce(
    records.map((record) => ({ ...record, value: Buffer.alloc(200) })),
    signal,
  )
  await producer.commit()
  await producer.close()
  const consumer = await openConsumer(address, { group: topic.name })
  const lost = { topic: topic.name, partition: 1, offset: 1_000_000 }
  consumer.assign([{ topic: topic.name, partition: 0, offset: 0 }, lost])
  const untilError = async (): Promise<void> => {
    for (let idle = 0; idle < 100; idle++) if ((await consumer.consume(128)).length > 0) idle = 0
  }
  await expect(untilError()).rejects.toMatchObject({ code: 'kafka.position-lost' })
  await consumer.close()
})

// As a client that has lost its group and does not join again. Mutant: read() in runtime/kafka-log.ts asks nobody.
test('a client that does not join its group ends what reads by it', async () => {
  const address = addressOf()
  const [group, instance] = ['test.never-joins', 'never-joins-0']
  const log = await kafkaLogOn(
    async (onRebalance) => ({
      ...(await openConsumer(address, { group, instance, onRebalance })),
      subscribe: () => undefined,
    }),
    { group, inputs: [filesSubmitted] },
    watchMembership({ group, isMember: () => isMemberOf(address, group, instance), now: () => performance.now() }),
  )
  const reading = async (): Promise<void> => {
    for await (const { records } of log.read(async () => [], AbortSignal.timeout(patienceMs)))
      expect(records).toEqual([])
  }
  await expect(reading()).rejects.toMatchObject({ code: 'kafka.failed', message: expect.stringContaining(group) })
  await log.close()
})
