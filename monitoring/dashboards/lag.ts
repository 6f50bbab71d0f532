// Kafka lag: how long and how many, by group, topic and partition; whether a group reads, and when it will be through.
import { type Dashboard, lines, type Panel, stat } from '../dashboard.ts'
import {
  ageOf,
  drainTimeOf,
  lagOf,
  membersOf,
  ourTopics,
  partitionLagOf,
  positionRateOf,
  sinceCommitOf,
  stateOf,
} from '../lag-queries.ts'

const chosen = 'consumergroup=~"$group", topic=~"$topic"'
const inTopic = 'topic=~"$topic"'
const window = '$__rate_interval'

const byPartition: Panel = {
  title: 'By group, topic and partition',
  kind: 'table',
  unit: 'short',
  queries: [
    [partitionLagOf(chosen), 'records'],
    [ageOf('consumergroup, topic, partition', chosen), 'seconds'],
  ],
}

export const lag: Dashboard = {
  id: 'lag',
  title: 'CodeLupe: Kafka lag',
  variables: [
    { name: 'group', label: 'Group', metric: 'kafka_consumergroup_lag, consumergroup' },
    { name: 'topic', label: 'Topic', metric: 'kafka_consumergroup_lag, topic' },
  ],
  rows: [
    {
      title: 'Groups',
      panels: [
        stat('Oldest record that waits', 's', `max(${ageOf('consumergroup', chosen)})`),
        stat('Records that wait', 'short', `sum(${lagOf('consumergroup', chosen)})`),
        stat(
          'Partitions that lack a copy',
          'none',
          'sum(max by (topic, partition) (kafka_topic_partition_under_replicated_partition))',
        ),
        stat('Lag was read', 's', 'time() - max(codelupe_lag_poll_timestamp_seconds)', 'Seconds since then.'),
        lines('Age of the oldest record, by group', 's', [[ageOf('consumergroup', chosen), '{{consumergroup}}']]),
        lines('Records that wait, by group', 'short', [[lagOf('consumergroup', chosen), '{{consumergroup}}']]),
        lines(
          'Commit rate by group',
          'cps',
          [[positionRateOf('consumergroup', window, chosen), '{{consumergroup}}']],
          'How fast committed positions go on: records, and the markers of transactions between them.',
        ),
        lines(
          'Time to drain, by group',
          's',
          [[`${drainTimeOf('consumergroup', chosen)} or ${lagOf('consumergroup', chosen)} == 0`, '{{consumergroup}}']],
          'Nothing is drawn while what waits does not shrink.',
        ),
        lines(
          'State by group',
          'none',
          [[stateOf('consumergroup', chosen), '{{consumergroup}}']],
          '1 OK; 2 WARN, lag does not shrink; 4 STOP, commits nothing; 5 STALL, commits one position; 6 REWIND, set back.',
        ),
        lines('Since the last commit', 's', [[sinceCommitOf('consumergroup', chosen), '{{consumergroup}}']]),
        lines('Members by group', 'none', [[membersOf('consumergroup=~"$group"'), '{{consumergroup}}']]),
        lines('Share of all that waits', 'percentunit', [
          [
            `${lagOf('consumergroup', chosen)} / ignoring (consumergroup) group_left () sum(${lagOf('consumergroup', chosen)})`,
            '{{consumergroup}}',
          ],
        ]),
      ],
    },
    {
      title: 'Topics and partitions',
      panels: [
        lines('Age of the oldest record, by topic', 's', [
          [ageOf('consumergroup, topic', chosen), '{{consumergroup}} {{topic}}'],
        ]),
        lines('Records that wait, by topic', 'short', [
          [lagOf('consumergroup, topic', chosen), '{{consumergroup}} {{topic}}'],
        ]),
        lines('Records that wait, the 20 longest partitions', 'short', [
          [`topk(20, ${partitionLagOf(chosen)})`, '{{consumergroup}} {{topic}}/{{partition}}'],
        ]),
        byPartition,
        lines('Written a second', 'cps', [
          [
            `sum by (topic) (max by (topic, partition) (rate(kafka_topic_partition_current_offset{${inTopic}}[${window}])))`,
            '{{topic}}',
          ],
        ]),
        lines('Kept records', 'short', [
          [
            `sum by (topic) (max by (topic, partition) (kafka_topic_partition_current_offset{${inTopic}})) - sum by (topic) (max by (topic, partition) (kafka_topic_partition_oldest_offset{${inTopic}}))`,
            '{{topic}}',
          ],
        ]),
        lines('Held back by open transactions', 'short', [
          [
            `sum by (topic) (max by (topic, partition) (codelupe_topic_unstable_offsets{${inTopic}, ${ourTopics}}))`,
            '{{topic}}',
          ],
        ]),
        lines('Brokers', 'none', [['max(kafka_brokers)', 'brokers']]),
        lines('Time of a reading of the lag', 's', [['max(codelupe_lag_poll_seconds)', 'a reading']]),
        lines('Lag is read', 'bool_yes_no', [['max(codelupe_lag_up)', 'read']]),
        lines('Readings that failed', 'short', [
          ['sum(increase(codelupe_lag_poll_failures_total[$__rate_interval]))', 'failed'],
          ['sum(increase(codelupe_lag_polls_total[$__rate_interval]))', 'all'],
        ]),
      ],
    },
  ],
}
