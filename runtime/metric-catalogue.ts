// Every metric: its type, help and labels. The docs, the dashboards and the tests are made from this table.
// Own names begin with codelupe_, in base units; lag has kafka_exporter's names and labels, so that stock dashboards work. Own
// labels are step, processor, topic, partition, outcome and code only, each from a closed list, so that series stay few.

export type MetricEntry = {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels: readonly string[]
}

const step = ['step'] as const
const partition = ['topic', 'partition'] as const
const groupTopic = ['consumergroup', 'topic'] as const
const groupPartition = ['consumergroup', 'topic', 'partition'] as const

export const metricCatalogue = {
  codelupe_records_total: { type: 'counter', help: 'Records a step has handled and committed.', labels: step },
  codelupe_bytes_total: { type: 'counter', help: 'Bytes of the records a step has committed.', labels: step },
  codelupe_batches_total: { type: 'counter', help: 'Batches with records that a step has committed.', labels: step },
  codelupe_verdicts_total: {
    type: 'counter',
    help: 'What a processor, or admission, has said of files, by outcome: accept or reject.',
    labels: ['processor', 'outcome'],
  },
  codelupe_findings_total: {
    type: 'counter',
    help: 'Findings of a processor; code is the class of the rule.',
    labels: ['processor', 'code'],
  },
  codelupe_finding_reviews_total: {
    type: 'counter',
    help: 'What people have said of findings of a processor; outcome is marked, as a false positive, or unmarked.',
    labels: ['processor', 'outcome'],
  },
  codelupe_dead_letters_total: {
    type: 'counter',
    help: 'Records a step has buried; outcome is the reason.',
    labels: ['step', 'outcome'],
  },
  codelupe_judge_seconds_total: { type: 'counter', help: 'Time a step has spent deciding.', labels: step },
  codelupe_commit_seconds: {
    type: 'histogram',
    help: 'Time of one commit: a transaction with its retries.',
    labels: step,
  },
  codelupe_aborts_total: {
    type: 'counter',
    help: 'Transactions a step has aborted; their batches were read again.',
    labels: step,
  },
  codelupe_rebalances_total: {
    type: 'counter',
    help: 'Changes of the partitions a step reads; outcome is assign or revoke.',
    labels: ['step', 'outcome'],
  },
  codelupe_last_commit_timestamp_seconds: {
    type: 'gauge',
    help: 'When a step last committed records: no progress with lag differs from no traffic.',
    labels: step,
  },
  codelupe_training_tokens_total: { type: 'counter', help: 'Tokens trained.', labels: [] },
  codelupe_training_loss: { type: 'gauge', help: 'Loss of the last step, in nats a token.', labels: [] },
  codelupe_training_step: { type: 'gauge', help: 'Number of the last step.', labels: [] },
  codelupe_worker_restarts_total: {
    type: 'counter',
    help: 'Times the supervisor has started a worker again.',
    labels: step,
  },
  codelupe_worker_up: { type: 'gauge', help: '1 while a worker runs.', labels: step },
  codelupe_worker_ready: { type: 'gauge', help: '1 while a worker runs and its loop turns.', labels: step },
  codelupe_worker_last_tick_timestamp_seconds: {
    type: 'gauge',
    help: "When a worker's loop last said that it turns.",
    labels: step,
  },
  codelupe_worker_resident_bytes: { type: 'gauge', help: 'Resident memory of a worker.', labels: step },
  codelupe_worker_cpu_seconds_total: { type: 'counter', help: 'User and system CPU of a worker.', labels: step },
  codelupe_kafka_up: { type: 'gauge', help: '1 while Kafka answers.', labels: [] },
  codelupe_postgres_up: { type: 'gauge', help: '1 while Postgres answers.', labels: [] },
  codelupe_registry_up: { type: 'gauge', help: '1 while the schema registry answers.', labels: [] },
  codelupe_disk_size_bytes: { type: 'gauge', help: "Size of the disk that holds a supervisor's home.", labels: [] },
  codelupe_disk_free_bytes: { type: 'gauge', help: 'What of that disk may still be written.', labels: [] },
  codelupe_postgres_size_bytes: { type: 'gauge', help: 'Size of the database.', labels: [] },
  codelupe_postgres_connections: { type: 'gauge', help: 'Connections of clients to the server.', labels: [] },
  codelupe_postgres_connections_allowed: { type: 'gauge', help: 'Connections that the server takes.', labels: [] },
  codelupe_postgres_transactions_total: {
    type: 'counter',
    help: 'Transactions of the database; outcome is commit or rollback.',
    labels: ['outcome'],
  },
  codelupe_postgres_rows_total: {
    type: 'counter',
    help: 'Rows of the database that were written; outcome is inserted, updated or deleted.',
    labels: ['outcome'],
  },
  codelupe_postgres_blocks_total: {
    type: 'counter',
    help: 'Blocks that the database was asked for; outcome is hit, in its own memory, or read.',
    labels: ['outcome'],
  },
  codelupe_postgres_deadlocks_total: { type: 'counter', help: 'Deadlocks of the database.', labels: [] },
  codelupe_postgres_transaction_seconds: {
    type: 'gauge',
    help: 'Age of the oldest open transaction of a client; 0 without one.',
    labels: [],
  },
  codelupe_postgres_unfrozen_transactions: {
    type: 'gauge',
    help: 'Transactions since the oldest row that is not frozen; at two thousand million the server stops writing.',
    labels: [],
  },
  kafka_brokers: { type: 'gauge', help: 'Brokers of the cluster.', labels: [] },
  kafka_broker_info: { type: 'gauge', help: '1 for each broker, with its address.', labels: ['id', 'address'] },
  kafka_consumergroup_lag: {
    type: 'gauge',
    help: 'Stable end less position: records that wait, and markers of transactions between them; 0 where nothing but markers is left. A step that keeps its positions elsewhere is read there.',
    labels: groupPartition,
  },
  kafka_consumergroup_lag_sum: {
    type: 'gauge',
    help: 'Lag of a group in a topic, over its partitions.',
    labels: groupTopic,
  },
  kafka_consumergroup_current_offset: { type: 'gauge', help: 'Position of a group.', labels: groupPartition },
  kafka_consumergroup_current_offset_sum: {
    type: 'gauge',
    help: 'Positions of a group in a topic, summed over its partitions.',
    labels: groupTopic,
  },
  kafka_consumergroup_members: { type: 'gauge', help: 'Members of a group.', labels: ['consumergroup'] },
  kafka_topic_partitions: { type: 'gauge', help: 'Partitions of a topic.', labels: ['topic'] },
  kafka_topic_partition_current_offset: { type: 'gauge', help: 'High watermark of a partition.', labels: partition },
  kafka_topic_partition_oldest_offset: { type: 'gauge', help: 'First offset kept of a partition.', labels: partition },
  kafka_topic_partition_leader: {
    type: 'gauge',
    help: 'Id of the broker that leads a partition, -1 while none does.',
    labels: partition,
  },
  kafka_topic_partition_replicas: { type: 'gauge', help: 'Replicas of a partition.', labels: partition },
  kafka_topic_partition_in_sync_replica: {
    type: 'gauge',
    help: 'Replicas of a partition that have all of it.',
    labels: partition,
  },
  kafka_topic_partition_leader_is_preferred: {
    type: 'gauge',
    help: '1 where the first replica of a partition leads it, else 0.',
    labels: partition,
  },
  kafka_topic_partition_under_replicated_partition: {
    type: 'gauge',
    help: '1 where a replica of a partition lacks some of it, else 0.',
    labels: partition,
  },
  codelupe_consumergroup_lag_seconds: {
    type: 'gauge',
    help: "Age of the record at a group's position; 0 without lag, left out while it is not known.",
    labels: groupPartition,
  },
  codelupe_consumergroup_commit_timestamp_seconds: {
    type: 'gauge',
    help: 'When a group last committed; left out where it has not since the last minutes. With lag it makes no progress, without lag there is no traffic.',
    labels: groupPartition,
  },
  codelupe_consumergroup_state: {
    type: 'gauge',
    help: 'How a group goes on, as Burrow numbers it: 1 OK, 2 WARN (lag does not shrink), 4 STOP (commits nothing), 5 STALL (commits one position), 6 REWIND (set back).',
    labels: groupPartition,
  },
  codelupe_consumergroup_drain_seconds: {
    type: 'gauge',
    help: 'Time until a group has read what waits, if lag shrinks as in the last minutes; left out where it does not shrink.',
    labels: groupTopic,
  },
  codelupe_topic_unstable_offsets: {
    type: 'gauge',
    help: 'High watermark less stable end: what an open transaction holds back from every reader.',
    labels: partition,
  },
  codelupe_lag_up: {
    type: 'gauge',
    help: '1 where the last reading of the lag was made and lacks no group; else the series of lag are those of the last reading.',
    labels: [],
  },
  codelupe_lag_polls_total: { type: 'counter', help: 'Times the lag was read.', labels: [] },
  codelupe_lag_poll_failures_total: { type: 'counter', help: 'Times the lag could not be read.', labels: [] },
  codelupe_lag_poll_timestamp_seconds: {
    type: 'gauge',
    help: 'When the lag was last read: the series of lag are as old.',
    labels: [],
  },
  codelupe_lag_poll_seconds: { type: 'gauge', help: 'How long the last reading of the lag took.', labels: [] },
} as const satisfies Readonly<Record<string, MetricEntry>>

export type MetricName = keyof typeof metricCatalogue
