// Kafka lag. The trainer is left out where it waits on purpose, for enough samples.
import { ageOf, drainTimeOf, lagOf, membersOf, ourTopics, positionRateOf, resetsOf, stateOf } from '../lag-queries.ts'
import type { RuleGroup, Series } from '../rule.ts'

const reads = 'consumergroup!~".*trainer"'
// The trainer assigns its partitions, and the projector keeps its positions itself (ADR 0004).
const joins = 'consumergroup!~".*(trainer|projector)"'

const sum = (group: string, topic: string, values: string): Series => ({
  [`kafka_consumergroup_lag_sum{consumergroup="codelupe.${group}",topic="${topic}"}`]: values,
})
const at = (group: string, topic: string, values: string): Series => ({
  [`kafka_consumergroup_current_offset{consumergroup="codelupe.${group}",topic="${topic}",partition="0"}`]: values,
})
const age = (group: string, topic: string, values: string): Series => ({
  [`codelupe_consumergroup_lag_seconds{consumergroup="codelupe.${group}",topic="${topic}",partition="0"}`]: values,
})
const drain = (values: string): Series => ({
  'codelupe_consumergroup_drain_seconds{consumergroup="codelupe.secret",topic="files.malicious.v1"}': values,
})
const inState = (values: string): Series => ({
  'codelupe_consumergroup_state{consumergroup="codelupe.secret",topic="files.malicious.v1",partition="0"}': values,
})
const input = 'files.malicious.v1'
const samples = 'samples.accepted.v1'
const secret = { consumergroup: 'codelupe.secret' }

export const kafkaLag: RuleGroup = {
  name: 'kafka-lag',
  rules: [
    {
      alert: 'NoProgress',
      severity: 'page',
      // Lag without a commit differs from no traffic.
      expr: `${lagOf('consumergroup', reads)} > 0 and on (consumergroup) ${positionRateOf('consumergroup', '10m', reads)} == 0`,
      for: '5m',
      summary:
        '{{ $labels.consumergroup }} has {{ $value | printf "%.0f" }} records to read and has read none for 10 minutes',
      dashboard: 'lag',
      fires: {
        given: { ...sum('secret', input, '70x90'), ...at('secret', input, '12x90') },
        at: '20m',
        labels: secret,
        summary: 'codelupe.secret has 70 records to read and has read none for 10 minutes',
      },
      quiet: {
        ...sum('secret', input, '70x90'),
        ...at('secret', input, '0+100x90'),
        ...sum('quality', 'files.submitted.v1', '0x90'),
        ...at('quality', 'files.submitted.v1', '12x90'),
        ...sum('trainer', samples, '9000x90'),
        ...at('trainer', samples, '5x90'),
        // What others on the cluster do is none of ours.
        'kafka_consumergroup_lag_sum{consumergroup="somebody.else",topic="theirs"}': '500x90',
        'kafka_consumergroup_current_offset{consumergroup="somebody.else",topic="theirs",partition="0"}': '7x90',
      },
    },
    {
      alert: 'RecordsWaitLong',
      severity: 'ticket',
      expr: `${ageOf('consumergroup', reads)} > 1800`,
      for: '15m',
      summary: 'The oldest record of {{ $labels.consumergroup }} waits since {{ $value | humanizeDuration }}',
      dashboard: 'lag',
      fires: {
        given: age('secret', input, '0+60x90'),
        at: '60m',
        labels: secret,
        summary: 'The oldest record of codelupe.secret waits since 1h 0m 0s',
      },
      quiet: {
        ...age('secret', input, '1700x90'),
        ...age('trainer', samples, '9000x90'),
        'codelupe_consumergroup_lag_seconds{consumergroup="somebody.else",topic="theirs",partition="0"}': '0+60x90',
      },
    },
    {
      alert: 'DrainTakesLong',
      severity: 'ticket',
      expr: `${drainTimeOf('consumergroup', reads)} > 6 * 3600`,
      for: '30m',
      summary:
        '{{ $labels.consumergroup }} needs {{ $value | humanizeDuration }} for what waits, as fast as it reads now',
      dashboard: 'lag',
      fires: {
        given: drain('90000x90'),
        at: '60m',
        labels: secret,
        summary: 'codelupe.secret needs 1d 1h 0m 0s for what waits, as fast as it reads now',
      },
      quiet: drain('9000x90'),
    },
    {
      alert: 'GroupFallsBehind',
      severity: 'ticket',
      // Burrow's WARN: it reads, and what waits has not shrunk.
      expr: `${stateOf('consumergroup', reads)} == 2`,
      for: '1h',
      summary: '{{ $labels.consumergroup }} reads, and what waits has not shrunk for an hour',
      dashboard: 'lag',
      fires: {
        given: inState('2x90'),
        at: '80m',
        labels: secret,
        summary: 'codelupe.secret reads, and what waits has not shrunk for an hour',
      },
      quiet: inState('1x20 2x20 1x50'),
    },
    {
      alert: 'GroupWithoutMembers',
      severity: 'page',
      expr: `${membersOf(joins)} == 0 and on (consumergroup) ${lagOf('consumergroup', joins)} > 0`,
      for: '5m',
      summary: 'Nobody reads for {{ $labels.consumergroup }}, and records wait',
      dashboard: 'lag',
      fires: {
        given: {
          ...sum('secret', input, '70x90'),
          'kafka_consumergroup_members{consumergroup="codelupe.secret"}': '0x90',
        },
        at: '20m',
        labels: secret,
        summary: 'Nobody reads for codelupe.secret, and records wait',
      },
      quiet: {
        ...sum('secret', input, '70x90'),
        'kafka_consumergroup_members{consumergroup="codelupe.secret"}': '1x90',
        ...sum('trainer', samples, '70x90'),
        'kafka_consumergroup_members{consumergroup="codelupe.trainer"}': '0x90',
      },
    },
    {
      alert: 'PositionMovedBack',
      severity: 'ticket',
      expr: `${resetsOf('15m', reads)} > 0`,
      summary: 'A position of {{ $labels.consumergroup }} in {{ $labels.topic }} has moved back',
      dashboard: 'lag',
      fires: {
        given: at('secret', input, '100+10x30 50x60'),
        at: '35m',
        labels: { ...secret, topic: input },
        summary: `A position of codelupe.secret in ${input} has moved back`,
      },
      quiet: { ...at('secret', input, '0+10x90'), ...at('trainer', samples, '50x10 20x80') },
    },
    {
      alert: 'OpenTransactionHangs',
      severity: 'page',
      // A transaction that stays open hides every later record from readers.
      expr: `max by (topic, partition) (codelupe_topic_unstable_offsets{${ourTopics}}) > 0`,
      for: '5m',
      summary: '{{ $labels.topic }}/{{ $labels.partition }} has an open transaction for 5 minutes',
      dashboard: 'lag',
      fires: {
        given: { 'codelupe_topic_unstable_offsets{topic="files.quality.v1",partition="3"}': '4x90' },
        at: '20m',
        labels: { topic: 'files.quality.v1', partition: '3' },
        summary: 'files.quality.v1/3 has an open transaction for 5 minutes',
      },
      quiet: {
        'codelupe_topic_unstable_offsets{topic="files.quality.v1",partition="3"}': '5 0 7 0 9 0 3 0 0 5 0x80',
        'codelupe_topic_unstable_offsets{topic="theirs",partition="0"}': '4x90',
      },
    },
    {
      alert: 'LagUnread',
      severity: 'ticket',
      // What is told of lag is the last that could be read.
      expr: 'codelupe_lag_up == 0',
      for: '5m',
      summary: 'Lag cannot be read at {{ $labels.instance }}',
      dashboard: 'lag',
      fires: {
        given: { 'codelupe_lag_up{instance="pipeline:9464"}': '1x5 0x85' },
        at: '30m',
        labels: { instance: 'pipeline:9464' },
        summary: 'Lag cannot be read at pipeline:9464',
      },
      quiet: { 'codelupe_lag_up{instance="pipeline:9464"}': '1x5 0x3 1x80' },
    },
    {
      alert: 'CopiesMissing',
      severity: 'ticket',
      expr: 'sum by (topic) (max by (topic, partition) (kafka_topic_partition_under_replicated_partition)) > 0',
      for: '10m',
      summary: '{{ $value | printf "%.0f" }} partitions of {{ $labels.topic }} lack a copy',
      dashboard: 'lag',
      fires: {
        given: {
          'kafka_topic_partition_under_replicated_partition{topic="files.quality.v1",partition="3"}': '0x5 1x85',
        },
        at: '30m',
        labels: { topic: 'files.quality.v1' },
        summary: '1 partitions of files.quality.v1 lack a copy',
      },
      quiet: {
        'kafka_topic_partition_under_replicated_partition{topic="files.quality.v1",partition="3"}': '0x5 1x8 0x80',
      },
    },
  ],
}
