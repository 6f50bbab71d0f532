// Topics that lose what somebody has not read yet: expired, made anew, grown; and what the commands say of it.
import kafkajs from 'kafkajs'
import { withClients } from '../../cli/connect.ts'
import { provision } from '../../cli/provision.ts'
import { type FoundGaps, readGaps } from '../../runtime/gap.ts'
import type { Topic } from '../../topics/index.ts'
import type { LivePipeline } from './pipeline.ts'
import { patienceMs, until } from './waits.ts'

async function withBroker(
  { connection }: LivePipeline,
  work: (admin: ReturnType<InstanceType<typeof kafkajs.Kafka>['admin']>) => Promise<unknown>,
): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: connection.kafka.brokers.split(','), logLevel: 0 }).admin()
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.disconnect()
  }
}

/** The topic's records up to so many in each partition are gone, as retention would take them. */
export const expire = (pipeline: LivePipeline, topic: Topic, offset: number): Promise<void> =>
  withBroker(pipeline, async (admin) => {
    const ends = await admin.fetchTopicOffsets(topic.name)
    const partitions = ends.map(({ partition, high }) => ({
      partition,
      offset: String(Math.min(offset, Number(high))),
    }))
    await admin.deleteTopicRecords({ topic: topic.name, partitions })
  })

/** Another topic of the same name; `fill` may write into it before anybody has asked where its readers stood. */
export const remake = (pipeline: LivePipeline, topic: Topic, fill?: () => Promise<void>): Promise<void> =>
  withBroker(pipeline, async (admin) => {
    await admin.deleteTopics({ topics: [topic.name] })
    await withClients(pipeline.connection, async ({ admin: ours }) => {
      for (;;) {
        if (!(await ours.topicNames()).includes(topic.name)) break
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })
    if (fill !== undefined) {
      // A broker that has just removed a topic may say for a moment that it does not host the new one.
      const topics = [{ topic: topic.name, numPartitions: pipeline.config.partitions }]
      await until({
        what: `${topic.name} to be made`,
        home: pipeline.config.home,
        look: () => admin.createTopics({ topics }).then(() => 'made', String),
        holds: (said) => said === 'made',
      })
      await fill()
    }
    // The broker forgets the positions of a topic with the topic: they are read back from what the steps have written.
    await provision(pipeline.connection, pipeline.config.partitions)
  })

/** What was lost so far, oldest first. */
export const gapsOf = ({ connection }: LivePipeline): Promise<readonly FoundGaps[]> =>
  readGaps({ address: connection.kafka, registry: connection.registry }, AbortSignal.timeout(patienceMs))

/** One partition more than the catalogue gives it. */
export const grow = (pipeline: LivePipeline, topic: Topic): Promise<void> =>
  withBroker(pipeline, (admin) =>
    admin.createPartitions({ topicPartitions: [{ topic: topic.name, count: pipeline.config.partitions + 1 }] }),
  )

/** A command to its end. */
export async function commandOf(pipeline: LivePipeline, ...args: readonly string[]) {
  const { ended, output, stdout } = pipeline.spawn(args)
  return { code: await ended, output: output(), stdout: stdout() }
}
