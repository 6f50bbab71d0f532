// How lag is asked for, in one place. Names are kafka_exporter's and this project's own (runtime/metric-catalogue.ts). Other
// groups of the cluster are told of too: what is asked for is ours. Where two processes tell the same number, sums would be
// double, so the larger is taken first.

const max = (by: string, metric: string): string => `max by (${by}) (${metric})`
const partition = 'consumergroup, topic, partition'

/** Matchers of our groups, and more inside the braces. */
const ours = (which: string): string => `{consumergroup=~"codelupe[.].+"${which === '' ? '' : `, ${which}`}}`

/** A name of a topic of ours, which ends with its version. */
export const ourTopics = 'topic=~".+[.]v[0-9]+"'

export const lagOf = (by: string, which = ''): string =>
  `sum by (${by}) (${max('consumergroup, topic', `kafka_consumergroup_lag_sum${ours(which)}`)})`

export const partitionLagOf = (which = ''): string => max(partition, `kafka_consumergroup_lag${ours(which)}`)

export const ageOf = (by: string, which = ''): string => max(by, `codelupe_consumergroup_lag_seconds${ours(which)}`)

/** Offsets a second that a group's positions go on by. */
export const positionRateOf = (by: string, window: string, which = ''): string =>
  `sum by (${by}) (${max(partition, `rate(kafka_consumergroup_current_offset${ours(which)}[${window}])`)})`

/** How often a position has moved back. */
export const resetsOf = (window: string, which = ''): string =>
  `sum by (consumergroup, topic) (${max(partition, `resets(kafka_consumergroup_current_offset${ours(which)}[${window}])`)})`

/** Seconds until a group has read what waits; nothing while that does not shrink. */
export const drainTimeOf = (by: string, which = ''): string =>
  max(by, `codelupe_consumergroup_drain_seconds${ours(which)}`)

/** Burrow's state: 1 OK, 2 WARN, 4 STOP, 5 STALL, 6 REWIND. */
export const stateOf = (by: string, which = ''): string => max(by, `codelupe_consumergroup_state${ours(which)}`)

/** Seconds since a group last committed. */
export const sinceCommitOf = (by: string, which = ''): string =>
  `time() - ${max(by, `codelupe_consumergroup_commit_timestamp_seconds${ours(which)}`)}`

export const membersOf = (which = ''): string => max('consumergroup', `kafka_consumergroup_members${ours(which)}`)
