// The other side of the figure of lag, as a process of its own: groups that commit in every partition of one topic, and
// records that are written to it. Told `stand` it lets everything stand, told `move` it moves all of it every few seconds.
import kafkajs from 'kafkajs'
import { type Consumer, openConsumer } from '../runtime/kafka.ts'

const [brokers = '', topic = '', groupCount = '0', partitionCount = '0', everyMs = '0'] = process.argv.slice(2)
const address = { brokers, properties: {} }
const partitions = Array.from({ length: Number(partitionCount) }, (_, partition) => partition)
const recordsEach = 100
const value = 'x'.repeat(2_000)

const kafka = new kafkajs.Kafka({ brokers: [brokers], logLevel: kafkajs.logLevel.NOTHING })
const admin = kafka.admin()
await admin.connect()
await admin.createTopics({
  waitForLeaders: true,
  topics: [{ topic, numPartitions: partitions.length, replicationFactor: 1 }],
})
await admin.disconnect()
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
await producer.connect()
const groups: Consumer[] = []
for (let group = 0; group < Number(groupCount); group++)
  groups.push(await openConsumer(address, { group: `bench.group-${group}` }))

const state = { round: 0, moving: false }

/** A round more of records, and every group somewhere else in the round before. */
async function move(): Promise<void> {
  const messages = partitions.flatMap((partition) => Array.from({ length: recordsEach }, () => ({ partition, value })))
  await producer.send({ topic, messages })
  for (const [at, group] of groups.entries())
    group.commit(partitions.map((partition) => ({ topic, partition, offset: state.round * recordsEach + at })))
  state.round++
}

await move()
process.on('message', (told) => {
  state.moving = told === 'move'
})
process.on('disconnect', () => process.exit(0))
setInterval(() => {
  if (state.moving) void move()
}, Number(everyMs))
process.send?.('ready')
