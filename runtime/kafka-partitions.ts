// Which partitions a topic has, for a client of runtime/kafka.ts. One that may not be described has none either in the client's
// own answer, and would count as one that is not there or holds nothing: it is told apart by a question more.
import type { KafkaConsumer, Metadata, TopicPartitionOffset } from 'node-rdkafka'
import { look } from './kafka-calls.ts'
import { answeredPositions } from './kafka-places.ts'
import type { Position } from './step.ts'

/** Partition numbers of a topic; none where it does not exist. Throws `kafka.denied`. */
export async function partitionsIn(native: KafkaConsumer, topic: string): Promise<readonly number[]> {
  const found = await look<Metadata, readonly number[]>(
    `partitions of ${topic}`,
    (done, timeout) => native.getMetadata({ topic, timeout }, done),
    (_, { topics }) => (topics.find(({ name }) => name === topic)?.partitions ?? []).map(({ id }) => id),
  )
  if (found.length === 0) await requireDescribed(native, topic)
  return found
}

/** Of a position brokers say which of the two it is. */
const requireDescribed = (native: KafkaConsumer, topic: string): Promise<unknown> =>
  look<TopicPartitionOffset[], readonly Position[]>(
    `describe ${topic}`,
    (done, msMax) => native.committed([{ topic, partition: 0 }], msMax, done),
    answeredPositions,
  )
