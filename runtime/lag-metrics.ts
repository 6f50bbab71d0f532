// The lag as series: kafka_exporter's, by its names and labels, and our own beside them.
import type { Gauge } from 'prom-client'
import { type JudgedGroup, type JudgedLag, lagStates } from './lag-window.ts'
import type { MetricName } from './metric-catalogue.ts'

/** Makes the gauge of a name. */
type Gauges = (name: MetricName) => Pick<Gauge<string>, 'set' | 'inc'>

export function lagMetrics(gauge: Gauges, lag: JudgedLag): void {
  gauge('codelupe_lag_poll_timestamp_seconds').set(lag.at / 1_000)
  gauge('codelupe_lag_poll_seconds').set(lag.tookMs / 1_000)
  clusterMetrics(gauge, lag)
  groupMetrics(gauge, lag.groups)
}

function clusterMetrics(gauge: Gauges, { brokers, partitions }: JudgedLag): void {
  gauge('kafka_brokers').set(brokers.length)
  const info = gauge('kafka_broker_info')
  for (const { id, address } of brokers) info.set({ id, address }, 1)
  const counts = gauge('kafka_topic_partitions')
  const current = gauge('kafka_topic_partition_current_offset')
  const oldest = gauge('kafka_topic_partition_oldest_offset')
  const leader = gauge('kafka_topic_partition_leader')
  const replicas = gauge('kafka_topic_partition_replicas')
  const inSync = gauge('kafka_topic_partition_in_sync_replica')
  const preferred = gauge('kafka_topic_partition_leader_is_preferred')
  const under = gauge('kafka_topic_partition_under_replicated_partition')
  const unstable = gauge('codelupe_topic_unstable_offsets')
  for (const { topic, partition, ...at } of partitions) {
    const labels = { topic, partition }
    counts.inc({ topic })
    current.set(labels, at.high)
    oldest.set(labels, at.low)
    leader.set(labels, at.leader)
    replicas.set(labels, at.replicas)
    inSync.set(labels, at.inSync)
    preferred.set(labels, at.preferred ? 1 : 0)
    under.set(labels, at.inSync < at.replicas ? 1 : 0)
    // The broker's own topics have open transactions all the time, and no reader that they hold back.
    if (!topic.startsWith('__')) unstable.set(labels, Math.max(0, at.high - at.stable))
  }
}

function groupMetrics(gauge: Gauges, groups: readonly JudgedGroup[]): void {
  const members = gauge('kafka_consumergroup_members')
  const behind = gauge('kafka_consumergroup_lag')
  const offset = gauge('kafka_consumergroup_current_offset')
  const behindSum = gauge('kafka_consumergroup_lag_sum')
  const offsetSum = gauge('kafka_consumergroup_current_offset_sum')
  const seconds = gauge('codelupe_consumergroup_lag_seconds')
  const committed = gauge('codelupe_consumergroup_commit_timestamp_seconds')
  const state = gauge('codelupe_consumergroup_state')
  const drain = gauge('codelupe_consumergroup_drain_seconds')
  for (const { group: consumergroup, ...found } of groups) {
    if (found.members !== null) members.set({ consumergroup }, found.members)
    for (const { topic, ...sum } of found.topics) {
      behindSum.set({ consumergroup, topic }, sum.lag)
      offsetSum.set({ consumergroup, topic }, sum.offset)
      if (sum.drainMs !== null) drain.set({ consumergroup, topic }, sum.drainMs / 1_000)
    }
    for (const { topic, partition, ...at } of found.positions) {
      const labels = { consumergroup, topic, partition }
      behind.set(labels, at.lag)
      offset.set(labels, at.offset)
      state.set(labels, lagStates[at.state])
      if (at.ageMs !== null) seconds.set(labels, at.ageMs / 1_000)
      if (at.committedAt !== null) committed.set(labels, at.committedAt / 1_000)
    }
  }
}
