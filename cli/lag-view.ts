// The lag as people and programs are shown it: times in seconds and ISO 8601, untrusted names escaped.
import { type JudgedGroup, type JudgedLag, worstOf } from '../runtime/lag-window.ts'
import { shown } from './command.ts'
import { tableLines } from './table.ts'

/** Who has read it: one reading of a command knows no speed, and of each group no more than its last commit. */
export type LagSource = 'supervisor' | 'command'

export type ReadLag = { readonly from: LagSource; readonly up: boolean; readonly lag: JudgedLag }

export type LagView = ReturnType<typeof lagView>

export const lagView = ({ from, up, lag }: ReadLag) => ({
  asOf: new Date(lag.at).toISOString(),
  from,
  /** False where this is an earlier reading, or lacks a group. */
  up,
  missed: lag.missed,
  brokers: lag.brokers,
  groups: lag.groups.map(({ group, members, state, topics, positions }) => ({
    group,
    members,
    state,
    topics: topics.map(({ ageMs, committedAt, perSecond, drainMs, ...topic }) => ({
      ...topic,
      oldestSeconds: secondsOf(ageMs),
      lastCommitAt: instantOf(committedAt),
      perSecond: perSecond === null ? null : rounded(perSecond),
      drainSeconds: secondsOf(drainMs),
    })),
    partitions: positions.map(({ topic, partition, offset, lag: behind, ageMs, committedAt, state: own }) => ({
      topic,
      partition,
      offset,
      lag: behind,
      oldestSeconds: secondsOf(ageMs),
      lastCommitAt: instantOf(committedAt),
      state: own,
    })),
  })),
  partitions: lag.partitions.map(({ topic, partition, low, stable, high }) => ({
    topic,
    partition,
    first: low,
    stable,
    high,
    /** What an open transaction holds back. */
    unstable: Math.max(0, high - stable),
  })),
})

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000
const secondsOf = (ms: number | null): number | null => (ms === null ? null : rounded(ms / 1_000))
const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Lines of a table: a group and topic each, or a partition each. */
export function lagLines({ lag }: ReadLag, byPartition: boolean): readonly string[] {
  const since = (at: number | null): string => (at === null ? '-' : durationText(Math.max(0, lag.at - at)))
  const rows = lag.groups.flatMap((group) =>
    byPartition
      ? group.positions.map((one) => [
          ...[shown(group.group), shown(one.topic), String(one.partition), one.state, String(one.offset)],
          ...[String(one.lag), one.ageMs === null ? '-' : durationText(one.ageMs), since(one.committedAt)],
        ])
      : group.topics.map((one) => [
          ...[shown(group.group), shown(one.topic), String(group.members ?? '-'), worstIn(group, one.topic)],
          ...[String(one.lag), one.ageMs === null ? '-' : durationText(one.ageMs)],
          ...[one.perSecond === null ? '-' : one.perSecond.toFixed(1)],
          ...[one.drainMs === null ? '-' : durationText(one.drainMs), since(one.committedAt)],
        ]),
  )
  const heads = byPartition
    ? ['group', 'topic', 'partition', 'state', 'position', 'lag', 'oldest', 'committed']
    : ['group', 'topic', 'members', 'state', 'lag', 'oldest', 'a second', 'drained in', 'committed']
  return tableLines(heads, rows)
}

/** The state of a group in one topic: that of its worst partition there. */
const worstIn = ({ positions }: JudgedGroup, topic: string): string =>
  worstOf(positions.filter((position) => position.topic === topic))

/** Milliseconds as a person reads them: one unit. */
export function durationText(ms: number): string {
  const seconds = ms / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`
}
