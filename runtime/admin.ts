// The control plane, and the only home of kafkajs: topics and their configuration, groups, positions, ends.
// kafkajs never moves a record here: its offset commits carry no group generation.
import kafkajs, { type Admin as KafkaAdmin } from 'kafkajs'
import { filesSubmitted, type Topic } from '../topics/index.ts'
import { answered, meaningOfConnect } from './admin-answers.ts'
import { type Overview, overviewOf } from './admin-overview.ts'
import { fail } from './errors.ts'
import { commitPositions } from './first-positions.ts'
import { type KafkaAddress, openConsumer } from './kafka.ts'
import { securityOf } from './kafka-security.ts'
import { limits } from './limits.ts'
import { countsOf, partitionsOf, requireAlike, requireCounts, requireSeen } from './partitions.ts'
import { retry } from './retry.ts'
import type { Partition, Position } from './step.ts'
import { atMost } from './within.ts'

// kafkajs is CommonJS, and Node does not see these two among its named exports.
const { ConfigResourceTypes, Kafka, logLevel } = kafkajs

/** A consumer group and the topics it reads. */
export type Group = {
  readonly name: string
  readonly inputs: readonly Topic[]
  readonly first: FirstPosition
  /** Positions of partitions that the group has read before and has lost its place in; those it never read are left out. */
  readonly lost: (unset: readonly Partition[]) => Promise<readonly Position[]>
}

/** Where a group begins in a topic that it has no position in. */
export type FirstPosition = 'start' | 'end'

/** Ends of one partition: first offset kept, and the end that a read_committed reader may see. */
export type Ends = { readonly topic: string; readonly partition: number; readonly low: number; readonly stable: number }

/** Where a group stands; `after` is what it remembers of the record before. */
export type Standing = Position & { readonly group: string }

export type Admin = {
  /** Creates what is missing and checks what is there. Names the topics it created. Throws `kafka.partitions-changed`. */
  readonly provision: (topics: readonly Topic[], partitions: number) => Promise<readonly string[]>
  /** How many partitions topics of files have. Throws `kafka.partitions-changed` where one of these has grown. */
  readonly requirePartitions: (topics: readonly Topic[]) => Promise<number>
  /** Writes the first position of every group and topic that has none: consumers never reset by themselves. */
  readonly writeFirstPositions: (groups: readonly Group[]) => Promise<void>
  /** Moves positions of a group that has no members. */
  readonly writePositions: (group: string, positions: readonly Position[]) => Promise<void>
  readonly topicNames: () => Promise<readonly string[]>
  readonly ends: (topics: readonly string[]) => Promise<readonly Ends[]>
  /** Committed positions of a group in these topics; partitions without one are left out. */
  readonly committed: (group: string, topics: readonly string[]) => Promise<readonly Position[]>
  /** Where every group of the cluster stands in these topics, ours and others'. */
  readonly standing: (topics: readonly string[]) => Promise<readonly Standing[]>
  /** Deletes the records below each of these offsets for good; what lies below the first offset already changes nothing. */
  readonly deleteBelow: (positions: readonly Position[]) => Promise<void>
  /** The whole cluster at one moment. */
  readonly overview: () => Promise<Overview>
  /** Ids of a group's members. */
  readonly members: (group: string) => Promise<readonly string[]>
  /** Value of one broker setting, from the first broker. */
  readonly brokerSetting: (name: string) => Promise<string | null>
  readonly close: () => Promise<void>
}

const configOf = (topic: Topic): { name: string; value: string }[] => [
  { name: 'cleanup.policy', value: topic.retention === 'compacted' ? 'compact' : 'delete' },
  { name: 'retention.ms', value: topic.retention === 'week' ? String(7 * 24 * 3_600_000) : '-1' },
  { name: 'retention.bytes', value: '-1' },
  // A broker gives back whole segments only, and never the last one: a topic that is trimmed has small ones.
  ...(topic.retention === 'trimmed' ? [{ name: 'segment.bytes', value: '134217728' }] : []),
  { name: 'max.message.bytes', value: String(topic.messageBytesMax) },
]

export async function openAdmin(address: KafkaAddress): Promise<Admin> {
  const kafka = new Kafka({
    clientId: 'codelupe-admin',
    brokers: address.brokers.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: limits.kafkaCallMsMax,
    retry: { retries: 3, initialRetryTime: 200 },
    ...securityOf(address),
  })
  const admin = kafka.admin()
  try {
    await admin.connect()
  } catch (error) {
    throw meaningOfConnect(error, address.brokers)
  }
  const ask = <Result>(question: () => Promise<Result>): Promise<Result> =>
    retry(() => answered(question, address.brokers), AbortSignal.timeout(limits.kafkaCallMsMax))
  const askAbout = <Result>(group: string, question: () => Promise<Result>): Promise<Result> =>
    ask(() => question().catch((error: unknown) => refusedOf(error, address, group)))
  return {
    provision: (topics, partitions) => ask(() => provision(admin, topics, partitions)),
    requirePartitions: (topics) => ask(async () => requireAlike(topics, await countsOf(admin, topics))),
    writeFirstPositions: (groups) => ask(() => writeFirstPositions(admin, address, groups)),
    writePositions: (group, positions) => commitPositions(address, group, positions),
    topicNames: () => ask(() => admin.listTopics()),
    ends: (topics) => ask(async () => (await Promise.all(topics.map((topic) => endsOf(admin, topic)))).flat()),
    committed: (group, topics) => askAbout(group, () => committedOf(admin, group, topics)),
    standing: (topics) => ask(() => standingIn(admin, topics)),
    deleteBelow: (positions) => ask(() => deleteBelow(admin, positions)),
    overview: () => ask(() => overviewOf(admin)),
    members: (group) =>
      askAbout(group, async () => {
        const { groups } = await admin.describeGroups([group])
        return (groups[0]?.members ?? []).map(({ memberId }) => memberId)
      }),
    brokerSetting: (name) => ask(() => brokerSetting(admin, name)),
    close: () => atMost(limits.promptMsMax, admin.disconnect()),
  }
}

/** kafkajs finds no coordinator of a group that it may not describe, and does not say why; the other client does. */
async function refusedOf(error: unknown, address: KafkaAddress, group: string): Promise<never> {
  if (error instanceof Error && error.name === 'KafkaJSGroupCoordinatorNotFound') {
    const consumer = await openConsumer(address, { group })
    const deadline = performance.now() + limits.kafkaLookMsMax
    try {
      consumer.assign([{ topic: filesSubmitted.name, partition: 0, offset: 0 }])
      while ((await consumer.consume(1)).length === 0 && performance.now() < deadline);
    } finally {
      await consumer.close()
    }
  }
  throw error
}

/**
 * Resolves once one of the brokers has answered as a broker does, each asked once and at most so many milliseconds: a port
 * that is open says nothing of a process that stands still. Throws `kafka.unavailable`.
 */
export async function brokerAnswers(address: KafkaAddress, msMax: number): Promise<void> {
  const ask = async (broker: string): Promise<void> => {
    const bounds = { connectionTimeout: msMax, requestTimeout: msMax, retry: { retries: 0 } }
    const logging = { clientId: 'codelupe-watch', logLevel: logLevel.NOTHING }
    const admin = new Kafka({ brokers: [broker], ...logging, ...bounds, ...securityOf(address) }).admin()
    try {
      await admin.connect()
    } finally {
      await atMost(limits.promptMsMax, admin.disconnect())
    }
  }
  await Promise.any(address.brokers.split(',').map(ask)).catch((error: unknown) => {
    throw fail('kafka.unavailable', `expected an answer from ${address.brokers}, found none`, error)
  })
}

async function provision(admin: KafkaAdmin, topics: readonly Topic[], partitions: number): Promise<readonly string[]> {
  const present = new Set(await admin.listTopics())
  const missing = topics.filter((topic) => !present.has(topic.name))
  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic: topic.name,
        numPartitions: partitionsOf(topic, partitions),
        replicationFactor: -1,
        configEntries: configOf(topic),
      })),
    })
  }
  requireCounts(topics, partitions, requireSeen(topics, await countsOf(admin, topics)))
  return missing.map((topic) => topic.name)
}

async function endsOf(admin: KafkaAdmin, topic: string): Promise<readonly Ends[]> {
  const found = await admin.fetchTopicOffsets(topic)
  return found.map(({ partition, low, high }) => ({ topic, partition, low: Number(low), stable: Number(high) }))
}

async function committedOf(admin: KafkaAdmin, group: string, topics: readonly string[]): Promise<readonly Position[]> {
  const found = await admin.fetchOffsets({ groupId: group, topics: [...topics] })
  return found.flatMap(({ topic, partitions }) =>
    partitions.flatMap(({ partition, offset }) =>
      Number(offset) < 0 ? [] : [{ topic, partition, offset: Number(offset) }],
    ),
  )
}

async function standingIn(admin: KafkaAdmin, topics: readonly string[]): Promise<readonly Standing[]> {
  const standing: Standing[] = []
  for (const { groupId: group } of (await admin.listGroups()).groups) {
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group, topics: [...topics] })) {
      for (const { partition, offset, metadata } of partitions)
        if (Number(offset) >= 0) standing.push({ group, topic, partition, offset: Number(offset), after: metadata })
    }
  }
  return standing
}

async function deleteBelow(admin: KafkaAdmin, positions: readonly Position[]): Promise<void> {
  for (const topic of new Set(positions.map((position) => position.topic))) {
    const own = positions.filter((position) => position.topic === topic)
    const partitions = own.map(({ partition, offset }) => ({ partition, offset: String(offset) }))
    // Asked first for what deleting needs and does not ask itself: who leads the partitions.
    await admin.fetchTopicOffsets(topic)
    await admin.deleteTopicRecords({ topic, partitions })
  }
}

// Not kafkajs' setOffsets, which joins the group first: five seconds a group, measured.
async function writeFirstPositions(admin: KafkaAdmin, address: KafkaAddress, groups: readonly Group[]): Promise<void> {
  const names = [...new Set(groups.flatMap((group) => group.inputs.map((topic) => topic.name)))]
  const ends = (await Promise.all(names.map((name) => endsOf(admin, name)))).flat()
  for (const group of groups) {
    const inputs = new Set(group.inputs.map((topic) => topic.name))
    const known = new Set((await committedOf(admin, group.name, [...inputs])).map(placeOf))
    const unset = ends.filter((end) => inputs.has(end.topic) && !known.has(placeOf(end)))
    if (unset.length === 0) continue
    const lost = new Map((await group.lost(unset)).map((position) => [placeOf(position), position]))
    const positions = unset.map(
      ({ topic, partition, low, stable }): Position =>
        lost.get(placeOf({ topic, partition })) ?? {
          topic,
          partition,
          offset: group.first === 'start' ? low : stable,
        },
    )
    await commitPositions(address, group.name, positions)
  }
}

const placeOf = (at: { readonly topic: string; readonly partition: number }): string => `${at.topic}/${at.partition}`

async function brokerSetting(admin: KafkaAdmin, name: string): Promise<string | null> {
  const { brokers } = await admin.describeCluster()
  const broker = brokers[0]
  if (broker === undefined) return null
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.BROKER, name: String(broker.nodeId), configNames: [name] }],
  })
  return resources[0]?.configEntries.find((entry) => entry.configName === name)?.configValue ?? null
}
