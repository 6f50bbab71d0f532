// What the control plane says of the whole cluster at one moment, ours and others': brokers, partitions, groups with their
// members and positions. A group that does not answer is named and holds up none of the others.
import type { Admin as KafkaAdmin, PartitionMetadata } from 'kafkajs'
import type { Partition, Position } from './step.ts'

export type Broker = { readonly id: number; readonly address: string }

/** Where a partition is kept; `leader` is -1 while it has none. */
export type Placement = Partition & {
  readonly leader: number
  readonly replicas: number
  readonly inSync: number
  /** Whether the first of its replicas leads it, as it was meant. */
  readonly preferred: boolean
}

export type GroupPositions = {
  readonly group: string
  /** Null where the group could not be described. */
  readonly members: number | null
  readonly positions: readonly Position[]
}

export type Overview = {
  readonly brokers: readonly Broker[]
  readonly partitions: readonly Placement[]
  readonly groups: readonly GroupPositions[]
  /** Groups whose positions could not be read. */
  readonly missed: readonly string[]
}

export async function overviewOf(admin: KafkaAdmin): Promise<Overview> {
  const { groups: listed } = await admin.listGroups()
  const names = listed.map(({ groupId }) => groupId).toSorted()
  const [members, positions, { brokers }, { topics }] = await Promise.all([
    Promise.allSettled(names.length === 0 ? [] : [admin.describeGroups(names)]),
    Promise.allSettled(names.map((group) => positionsOf(admin, group))),
    // After the groups: a partition that one of them reads is there.
    admin.describeCluster(),
    admin.fetchTopicMetadata(),
  ])
  const described = members.flatMap((one) => (one.status === 'fulfilled' ? one.value.groups : []))
  const membersOf = new Map(described.map((one) => [one.groupId, one.members.length]))
  return {
    brokers: brokers.map(({ nodeId, host, port }) => ({ id: nodeId, address: `${host}:${port}` })),
    partitions: topics.flatMap(({ name, partitions }) => partitions.map((one) => placementOf(name, one))),
    groups: names.flatMap((group, at) => {
      const found = positions[at]
      return found?.status === 'fulfilled'
        ? [{ group, members: membersOf.get(group) ?? null, positions: found.value }]
        : []
    }),
    missed: names.filter((_, at) => positions[at]?.status === 'rejected'),
  }
}

/** Of every topic that the group has committed in. */
async function positionsOf(admin: KafkaAdmin, group: string): Promise<readonly Position[]> {
  return (await admin.fetchOffsets({ groupId: group })).flatMap(({ topic, partitions }) =>
    partitions.flatMap(({ partition, offset }) =>
      Number(offset) < 0 ? [] : [{ topic, partition, offset: Number(offset) }],
    ),
  )
}

const placementOf = (topic: string, found: PartitionMetadata): Placement => ({
  topic,
  partition: found.partitionId,
  leader: found.leader,
  replicas: found.replicas.length,
  inSync: found.isr.length,
  preferred: found.leader === found.replicas[0],
})
