// The only home of node-rdkafka: a consumer and a transactional producer as promises, with librdkafka's errors told apart.
// retriable -> call again; requires abort -> the batch is read again; fatal or unflagged -> the process ends.
import { createRequire } from 'node:module'
import type {
  ConsumerGlobalConfig,
  KafkaConsumer,
  LibrdKafkaError,
  Message,
  Producer as RdProducer,
} from 'node-rdkafka'
import { fail } from './errors.ts'
import type { Consumer, KafkaAddress, OutgoingRecord, Producer, RebalanceEvent } from './kafka-clients.ts'
import { explainConsume, explainKafka } from './kafka-errors.ts'
import { limits } from './limits.ts'
import type { Headers, LogRecord, Partition, Position } from './step.ts'

export type { Consumer, KafkaAddress, OutgoingRecord, Producer, RebalanceEvent }

// node-rdkafka is CommonJS and loads its addon when imported: it is asked for when a client is opened, not before.
const require = createRequire(import.meta.url)
const load = (): typeof import('node-rdkafka') => {
  const rdkafka: typeof import('node-rdkafka') = require('node-rdkafka')
  if (!rdkafka.features.includes('zstd')) {
    throw fail('kafka.no-zstd', `expected the feature zstd, found ${rdkafka.features.join(', ')}`)
  }
  return rdkafka
}

// librdkafka's own numbers.
const assignPartitions = -175
const queueFull = -184
// Times that stand for places, of Kafka's ListOffsets.
const placeTimes = { first: -2, end: -1 } as const

type Callback = (error: LibrdKafkaError | null | undefined) => void

/** One call of the client as a promise, its error explained. */
const call = (what: string, start: (done: Callback) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const done: Callback = (error) =>
      error === null || error === undefined ? resolve() : reject(explainKafka(error, what))
    try {
      start(done)
    } catch (error) {
      reject(explainKafka(error, what))
    }
  })

const common = (address: KafkaAddress): Record<string, unknown> => ({
  'metadata.broker.list': address.brokers,
  'socket.keepalive.enable': true,
  log_level: 3,
  ...address.properties,
})

/** Header pairs of a message: a repeated name stays repeated. */
const pairsOf = (message: Message): Headers =>
  (message.headers ?? []).flatMap((header) =>
    Object.entries(header).map(([name, value]) => [name, String(value)] as const),
  )

const recordOf = (message: Message): LogRecord => ({
  topic: message.topic,
  partition: message.partition,
  offset: message.offset,
  key: message.key === null || message.key === undefined ? '' : message.key.toString(),
  value: message.value ?? Buffer.alloc(0),
  headers: pairsOf(message),
  timestamp: message.timestamp ?? 0,
})

/** Commits positions of a group without members: how its first ones are written. */
export async function commitPositions(
  address: KafkaAddress,
  group: string,
  positions: readonly Position[],
): Promise<void> {
  const consumer = await openConsumer(address, { group })
  try {
    await call(`first positions of ${group}`, (done) => {
      consumer.native.commitSync([...positions])
      done(null)
    })
  } finally {
    await consumer.close()
  }
}

/** Opens a consumer. With `onRebalance` it may subscribe, and the callback must only enqueue. */
export async function openConsumer(
  address: KafkaAddress,
  options: {
    readonly group: string
    readonly instance?: string
    readonly onRebalance?: (event: RebalanceEvent) => void
    readonly properties?: Readonly<Record<string, unknown>>
  },
): Promise<Consumer> {
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
    'isolation.level': 'read_committed',
    'partition.assignment.strategy': 'cooperative-sticky',
    'session.timeout.ms': 10_000,
    'max.poll.interval.ms': 120_000,
    'fetch.message.max.bytes': 524_288,
    'queued.max.messages.kbytes': 8_192,
    'fetch.wait.max.ms': 100,
    ...(onRebalance === undefined ? {} : { rebalance_cb: rebalance }),
    ...options.properties,
  } as ConsumerGlobalConfig
  const native = new (load().KafkaConsumer)(configuration, { 'auto.offset.reset': 'error' })
  native.setDefaultConsumeTimeout(50)
  native.on('event.error', () => undefined)
  await call(`connect to ${address.brokers}`, (done) => native.connect({ timeout: limits.kafkaConnectMsMax }, done))
  return consumerOf(native)
}

function consumerOf(native: KafkaConsumer): Consumer {
  const valid = (positions: readonly { topic: string; partition: number; offset?: number | undefined }[]): Position[] =>
    positions.flatMap(({ topic, partition, offset }) =>
      offset !== undefined && offset >= 0 ? [{ topic, partition, offset }] : [],
    )
  const closing: { done?: Promise<void> } = {}
  return {
    native,
    subscribe: (topics) => native.subscribe([...topics]),
    consume: (count) =>
      new Promise((resolve, reject) => {
        native.consume(count, (error, messages) =>
          error === null || error === undefined ? resolve(messages.map(recordOf)) : reject(explainConsume(error)),
        )
      }),
    position: () => valid(native.position()),
    committed: (partitions) =>
      new Promise((resolve, reject) => {
        native.committed([...partitions], limits.kafkaCallMsMax, (error, found) =>
          error === null || error === undefined
            ? resolve(valid(found))
            : reject(explainKafka(error, 'committed positions')),
        )
      }),
    assign: (positions) => native.assign([...positions]),
    incrementalAssign: (positions) => native.incrementalAssign([...positions]),
    incrementalUnassign: (partitions) => native.incrementalUnassign([...partitions]),
    assignments: () => native.assignments().map(({ topic, partition }) => ({ topic, partition })),
    seek: (position) => call('seek', (done) => native.seek(position, limits.kafkaCallMsMax, done)),
    pause: (partitions) => native.pause([...partitions]),
    resume: (partitions) => native.resume([...partitions]),
    watermarks: ({ topic, partition }) =>
      new Promise((resolve, reject) => {
        native.queryWatermarkOffsets(topic, partition, limits.kafkaCallMsMax, (error, found) =>
          error === null || error === undefined
            ? resolve({ low: found.lowOffset, high: found.highOffset })
            : reject(explainKafka(error, `ends of ${topic}`)),
        )
      }),
    offsetsAt: (partitions, place) =>
      new Promise((resolve, reject) => {
        const asked = partitions.map((partition) => ({ ...partition, offset: placeTimes[place] }))
        native.offsetsForTimes(asked, limits.kafkaCallMsMax, (error, found) =>
          error === null || error === undefined
            ? resolve(valid(found))
            : reject(explainKafka(error, `${place} offsets`)),
        )
      }),
    partitionsOf: (topic) =>
      new Promise((resolve, reject) => {
        native.getMetadata({ topic, timeout: limits.kafkaCallMsMax }, (error, found) =>
          error === null || error === undefined
            ? resolve((found.topics.find((entry) => entry.name === topic)?.partitions ?? []).map((entry) => entry.id))
            : reject(explainKafka(error, `partitions of ${topic}`)),
        )
      }),
    close: () => {
      closing.done ??= new Promise((resolve) => native.disconnect(() => resolve()))
      return closing.done
    },
  }
}

export async function openProducer(address: KafkaAddress, transactionalId: string): Promise<Producer> {
  const native = new (load().Producer)({
    ...common(address),
    'transactional.id': transactionalId,
    'transaction.timeout.ms': 10_000,
    'enable.idempotence': true,
    acks: -1,
    partitioner: 'murmur2_random',
    'compression.codec': 'zstd',
    'compression.level': 3,
    'linger.ms': 5,
    'batch.size': 1_000_000,
    'message.max.bytes': 4_194_304,
    'queue.buffering.max.kbytes': 65_536,
  } as ConstructorParameters<typeof RdProducer>[0])
  native.on('event.error', () => undefined)
  await call(`connect to ${address.brokers}`, (done) => native.connect({ timeout: limits.kafkaConnectMsMax }, done))
  const closing: { done?: Promise<void> } = {}
  const timeout = limits.kafkaCallMsMax
  return {
    initTransactions: () => call('initTransactions', (done) => native.initTransactions(timeout, done)),
    begin: () => call('beginTransaction', (done) => native.beginTransaction(done)),
    produce: async (records, signal) => {
      for (const record of records) await produceOne(native, record, signal)
    },
    sendOffsets: (positions, consumer) =>
      call('sendOffsetsToTransaction', (done) =>
        native.sendOffsetsToTransaction([...positions], consumer.native, timeout, done),
      ),
    commit: () => call('commitTransaction', (done) => native.commitTransaction(timeout, done)),
    abort: () => call('abortTransaction', (done) => native.abortTransaction(timeout, done)),
    close: () => {
      closing.done ??= new Promise((resolve) => native.disconnect(limits.shutdownMsMax, () => resolve()))
      return closing.done
    },
  }
}

async function produceOne(native: RdProducer, record: OutgoingRecord, signal: AbortSignal): Promise<void> {
  const headers = record.headers.map(([name, value]) => ({ [name]: value }))
  for (;;) {
    signal.throwIfAborted()
    try {
      native.produce(record.topic, null, record.value, record.key, null, undefined, headers)
      return
    } catch (error) {
      if ((error as LibrdKafkaError).code !== queueFull) throw explainKafka(error, `produce to ${record.topic}`)
      native.poll()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}
