// The only home of node-rdkafka: a consumer and a transactional producer as promises, with librdkafka's errors told apart.
// retriable -> call again; requires abort -> the batch is read again; fatal or unflagged -> the process ends.
import { createRequire } from 'node:module'
import type {
  ConsumerGlobalConfig,
  KafkaConsumer,
  LibrdKafkaError,
  Message,
  MessageHeader,
  Producer as RdProducer,
  TopicPartitionOffset,
  WatermarkOffsets,
} from 'node-rdkafka'
import { CodelupeError, fail } from './errors.ts'
import { ask, call, goodbye, look } from './kafka-calls.ts'
import type { Consumer, KafkaAddress, OutgoingRecord, Producer, RawConsumer, RebalanceEvent } from './kafka-clients.ts'
import { explainConsume, explainKafka } from './kafka-errors.ts'
import { partitionsIn } from './kafka-partitions.ts'
import { answeredPositions, nativePlace, validPositions } from './kafka-places.ts'
import { recordOf } from './kafka-records.ts'
import { limits } from './limits.ts'
import type { Partition, Position } from './step.ts'

export type { Consumer, KafkaAddress, OutgoingRecord, Producer, RebalanceEvent }

// node-rdkafka is CommonJS and loads its addon when imported: it is asked for when a client is opened, not before.
const require = createRequire(import.meta.url)
const load = (): typeof import('node-rdkafka') => {
  const rdkafka: typeof import('node-rdkafka') = require('node-rdkafka')
  const needed = ['zstd', 'header-pairs', 'consume-errors', 'position-metadata', 'closes-itself', 'same-member']
  const missing = needed.filter((feature) => !rdkafka.features.includes(feature))
  if (missing.length > 0) {
    throw fail('kafka.build', `expected the features ${needed.join(', ')}, found no ${missing.join(' and no ')}`)
  }
  return rdkafka
}

// librdkafka's own numbers.
const assignPartitions = -175
const queueFull = -184
const wrongState = -172
const fatal = -150
// Times that stand for places, of Kafka's ListOffsets.
const placeTimes = { first: -2, end: -1 } as const

const common = (address: KafkaAddress): Record<string, unknown> => ({
  'metadata.broker.list': address.brokers,
  'socket.keepalive.enable': true,
  'reconnect.backoff.max.ms': limits.kafkaReconnectMsMax,
  log_level: 3,
  ...address.properties,
})

/** Opens a consumer. With `onRebalance` it may subscribe, and the callback must only enqueue. */
export async function openConsumer(
  address: KafkaAddress,
  options: {
    readonly group: string
    readonly instance?: string
    readonly onRebalance?: (event: RebalanceEvent) => void
    readonly properties?: Readonly<Record<string, unknown>>
  },
): Promise<RawConsumer> {
  const { onRebalance } = options
  const rebalance = (error: LibrdKafkaError | undefined, partitions: readonly Partition[]): void =>
    onRebalance?.({
      kind: error?.code === assignPartitions ? 'assign' : 'revoke',
      partitions: partitions.map(({ topic, partition }) => ({ topic, partition })),
    })
  const configuration = {
    ...common(address),
    'group.id': options.group,
    ...(options.instance === undefined ? {} : { 'group.instance.id': options.instance }),
    'enable.auto.commit': false,
    'enable.auto.offset.store': false,
    // Also what makes `committed` right just after another broker has taken over the group (docs/adr/0011).
    'isolation.level': 'read_committed',
    // What was not what the broker sent would be poison at best: its error ends the process, and the batch is read again.
    'check.crcs': true,
    'partition.assignment.strategy': 'cooperative-sticky',
    'session.timeout.ms': 10_000,
    'max.poll.interval.ms': 120_000,
    // It unpacks a whole answer before any of it is bounded by the queue; the second keeps it from raising the first.
    'fetch.max.bytes': limits.fetchBytesMax,
    'message.max.bytes': limits.fetchBytesMax,
    'fetch.message.max.bytes': 524_288,
    'queued.max.messages.kbytes': 8_192,
    'fetch.wait.max.ms': 100,
    'topic.metadata.refresh.interval.ms': limits.partitionsLookMs,
    ...(onRebalance === undefined ? {} : { rebalance_cb: rebalance }),
    ...options.properties,
  } as ConsumerGlobalConfig
  const native = new (load().KafkaConsumer)(configuration, { 'auto.offset.reset': 'error' })
  native.setDefaultConsumeTimeout(50)
  native.on('event.error', () => undefined)
  await call(`connect to ${address.brokers}`, (done) => native.connect({ timeout: limits.kafkaConnectMsMax }, done))
  return consumerOf(native)
}

function consumerOf(native: KafkaConsumer): RawConsumer {
  const closing: { done?: Promise<void> } = {}
  // The client does not say of which topic it speaks.
  const reads = { topics: '' }
  const noteTopics = (topics: readonly string[]): void => {
    reads.topics = [...new Set(topics)].join(', ')
  }
  const messages = (count: number): Promise<readonly Message[]> =>
    ask<Message[]>(`read ${reads.topics}`, (done) => native.consume(count, done), explainConsume)
  return {
    native,
    subscribe: (topics) => {
      noteTopics(topics)
      native.subscribe([...topics])
    },
    messages,
    consume: async (count) => (await messages(count)).map(recordOf),
    commit: (positions) => {
      native.commit(positions.map(nativePlace))
    },
    position: (partitions = native.assignments()) => validPositions(native.position([...partitions])),
    committed: (partitions) =>
      look<TopicPartitionOffset[], readonly Position[]>(
        'committed positions',
        (done, msMax) => native.committed([...partitions], msMax, done),
        answeredPositions,
      ),
    assign: (positions) => {
      noteTopics(positions.map(({ topic }) => topic))
      native.assign([...positions])
    },
    incrementalAssign: (positions) => native.incrementalAssign([...positions]),
    incrementalUnassign: (partitions) => native.incrementalUnassign([...partitions]),
    assignments: () => native.assignments().map(({ topic, partition }) => ({ topic, partition })),
    seek: (position) => call('seek', (done) => native.seek(position, limits.kafkaCallMsMax, done)),
    pause: (partitions) => native.pause([...partitions]),
    resume: (partitions) => native.resume([...partitions]),
    watermarks: ({ topic, partition }) =>
      look<WatermarkOffsets, Awaited<ReturnType<Consumer['watermarks']>>>(
        `ends of ${topic}`,
        (done, msMax) => native.queryWatermarkOffsets(topic, partition, msMax, done),
        (_, { lowOffset, highOffset }) => ({ low: lowOffset, high: highOffset }),
      ),
    offsetsAt: (partitions, place) => {
      const time = typeof place === 'number' ? place : placeTimes[place]
      const asked = partitions.map(({ topic, partition }) => ({ topic, partition, offset: time }))
      return look<TopicPartitionOffset[], readonly Position[]>(
        `${place} offsets`,
        (done, msMax) => native.offsetsForTimes(asked, msMax, done),
        answeredPositions,
      )
    },
    partitionsOf: (topic) => partitionsIn(native, topic),
    close: () => {
      closing.done ??= goodbye((done) => native.disconnect(done))
      return closing.done
    },
  }
}

export async function openProducer(address: KafkaAddress, transactionalId: string): Promise<Producer> {
  const native = new (load().Producer)({
    ...common(address),
    'transactional.id': transactionalId,
    'transaction.timeout.ms': limits.transactionMsMax,
    'enable.idempotence': true,
    acks: -1,
    partitioner: 'murmur2_random',
    'compression.codec': 'zstd',
    'compression.level': 3,
    // A commit sends what is queued at once, so nothing waits for this; but a partition whose batch is on its way keeps
    // the client's thread spinning for as long as more of it is queued and due. So a transaction's share of a partition is
    // one batch, sent once it is whole: a fifth of a step's CPU (docs/adr/0010). Below what a topic takes uncompressed.
    'linger.ms': 1_000,
    'batch.size': 1_900_000,
    'message.max.bytes': 4_194_304,
    'queue.buffering.max.kbytes': 65_536,
  } as ConstructorParameters<typeof RdProducer>[0])
  native.on('event.error', () => undefined)
  await call(`connect to ${address.brokers}`, (done) => native.connect({ timeout: limits.kafkaConnectMsMax }, done))
  const written = new Set<string>()
  const closing: { done?: Promise<void> } = {}
  const timeout = limits.kafkaCallMsMax
  return {
    initTransactions: () =>
      call(`initTransactions of ${transactionalId}`, (done) => native.initTransactions(timeout, done)),
    begin: () => {
      written.clear()
      return call('beginTransaction', (done) => native.beginTransaction(done))
    },
    produce: async (records, signal) => {
      for (const record of records) {
        written.add(record.topic)
        await produceOne(native, record, signal).catch((error: unknown) => causeOf(native, error))
      }
    },
    sendOffsets: (positions, consumer) =>
      call(
        `sendOffsetsToTransaction with ${[...written].join(', ')}`,
        (done) => native.sendOffsetsToTransaction(positions.map(nativePlace), consumer.native, timeout, done),
        limits.kafkaOffsetsSilenceMsMax,
      ),
    commit: () =>
      call(`commitTransaction with ${[...written].join(', ')}`, (done) => native.commitTransaction(timeout, done)),
    abort: () => call('abortTransaction', (done) => native.abortTransaction(timeout, done)),
    close: () => {
      closing.done ??= goodbye((done) => native.disconnect(limits.shutdownMsMax, done))
      return closing.done
    },
  }
}

/**
 * Who queues a record is told only that the client has failed for good, such as by a fence, or that its transaction takes no
 * more, such as without the right to a topic: why is said by what asks of the transaction. One that takes no more cannot begin,
 * so that the question changes nothing.
 */
async function causeOf(native: RdProducer, error: unknown): Promise<never> {
  if (!(error instanceof CodelupeError)) throw error
  const code = codeOf(error.cause)
  if (code === fatal) await call(error.detail, (done) => native.abortTransaction(limits.kafkaCallMsMax, done))
  if (code === wrongState) await call(error.detail, (done) => native.beginTransaction(done))
  throw error
}

const codeOf = (error: unknown): unknown => Object(error).code

// The published types know objects only; the patched client takes the pairs as they are.
const isHeaderList = (headers: unknown): headers is MessageHeader[] => Array.isArray(headers)

async function produceOne(native: RdProducer, record: OutgoingRecord, signal: AbortSignal): Promise<void> {
  const headers: unknown = record.headers
  for (;;) {
    signal.throwIfAborted()
    try {
      const pairs = isHeaderList(headers) ? headers : []
      native.produce(record.topic, record.partition ?? null, record.value, record.key, null, undefined, pairs)
      return
    } catch (error) {
      if ((error as LibrdKafkaError).code !== queueFull) throw explainKafka(error, `produce to ${record.topic}`)
      native.poll()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}
