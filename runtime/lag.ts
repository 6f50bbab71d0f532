// How far every group of the cluster is behind, ours and others', at one moment: positions first, ends after them, so that
// lag is never below what it was. Clients stay open between readings.
import { type Admin, openAdmin } from './admin.ts'
import type { Broker, GroupPositions, Placement } from './admin-overview.ts'
import { type CommitTimeOf, type CommitTimes, commitsTopic, openCommitTimes } from './commit-times.ts'
import { type Consumer, type KafkaAddress, openConsumer } from './kafka.ts'
import { limits } from './limits.ts'
import { type RecordTimes, readableTimes, recordTimes, type TimeOf } from './record-times.ts'
import type { Partition, Position } from './step.ts'

/** A group whose positions are kept elsewhere than in Kafka. */
export type KeptElsewhere = { readonly group: string; readonly positions: () => Promise<readonly Position[]> }

export type PartitionEnds = Placement & { readonly low: number; readonly stable: number; readonly high: number }

export type PositionLag = Position & {
  /** Offsets up to the stable end: records, and markers between them; 0 where there is nothing but markers. */
  readonly lag: number
  /** Age of the record at the position, in milliseconds; 0 without lag, null where it could not be read in time. */
  readonly ageMs: number | null
  /** When it was committed, in milliseconds since 1970; null where that was not seen. */
  readonly committedAt: number | null
}

export type GroupLag = Pick<GroupPositions, 'group' | 'members'> & {
  readonly positions: readonly PositionLag[]
  /** Whether its commits are among those that were read: not where its positions are kept elsewhere. */
  readonly commitsRead: boolean
}

/** One reading: when it was made, in milliseconds since 1970, and how long it took. */
export type Lag = {
  readonly at: number
  readonly tookMs: number
  readonly brokers: readonly Broker[]
  readonly partitions: readonly PartitionEnds[]
  readonly groups: readonly GroupLag[]
  /** Groups whose positions could not be read: where they stood last counts. */
  readonly missed: readonly string[]
  /** From when on commits were read, in milliseconds since 1970; null where the broker's topic of them may not be read. */
  readonly commitsSince: number | null
}

/** One reader of the lag, with its clients open. */
export type LagReader = { readonly read: () => Promise<Lag>; readonly close: () => Promise<void> }

type Options = { readonly elsewhere: readonly KeptElsewhere[]; readonly now: () => number }

type Parts = Options & {
  readonly address: KafkaAddress
  readonly stable: Consumer
  readonly high: Consumer
  readonly times: RecordTimes
  readonly commits: CommitTimes
  /** What was read last, for what cannot be read now. */
  readonly last: { groups: ReadonlyMap<string, GroupPositions>; ends: ReadonlyMap<string, PartitionEnds> }
}

// Never joined: it reads what it is told to.
const readerGroup = 'codelupe.reader'

/** Opens the clients of one reader: a consumer for each kind of end, and one that follows commits. */
export async function openLagReader(address: KafkaAddress, options: Options): Promise<LagReader> {
  // A full queue is looked at again soon: the client's own second is all the time that a round has.
  const small = {
    'fetch.message.max.bytes': limits.lagFetchBytesMax,
    'queued.max.messages.kbytes': 1_024,
    'fetch.queue.backoff.ms': 10,
  }
  const opened: { close: () => Promise<void> }[] = []
  const close = async (): Promise<void> => {
    for (const client of opened.splice(0)) await client.close()
  }
  const keep = async <Client extends { close: () => Promise<void> }>(opening: Promise<Client>): Promise<Client> => {
    const client = await opening
    opened.push(client)
    return client
  }
  try {
    const stable = await keep(openConsumer(address, { group: readerGroup, properties: small }))
    const uncommitted = { ...small, 'isolation.level': 'read_uncommitted' }
    const high = await keep(openConsumer(address, { group: readerGroup, properties: uncommitted }))
    const sinceMs = limits.lagWindowMs
    const commits = await keep(openCommitTimes(address, { group: readerGroup, now: options.now, sinceMs }))
    const last: Parts['last'] = { groups: new Map(), ends: new Map() }
    const parts = { ...options, address, stable, high, commits, times: readableTimes(recordTimes(stable)), last }
    return { read: () => readLag(parts), close }
  } catch (error) {
    await close()
    throw error
  }
}

const keyOf = (at: Partition): string => `${at.topic}/${at.partition}`
const byPartition = (positions: readonly Position[]): ReadonlyMap<string, number> =>
  new Map(positions.map((position) => [keyOf(position), position.offset]))

async function readLag(parts: Parts): Promise<Lag> {
  const startedAt = performance.now()
  const { brokers, partitions, groups, missed } = await withAdmin(parts.address, (admin) => admin.overview())
  const elsewhere = await Promise.allSettled(parts.elsewhere.map(({ positions }) => positions()))
  const away = parts.elsewhere.filter((_, at) => elsewhere[at]?.status === 'rejected').map(({ group }) => group)
  const found = new Map(groups.map((one) => [one.group, one]))
  for (const [at, { group }] of parts.elsewhere.entries()) {
    const positions = elsewhere[at]
    if (positions?.status === 'fulfilled')
      found.set(group, { group, members: found.get(group)?.members ?? 0, positions: positions.value })
  }
  for (const group of [...missed, ...away]) {
    const before = parts.last.groups.get(group)
    if (before !== undefined) found.set(group, before)
  }
  const ends = await readEnds(parts, partitions)
  parts.last.groups = found
  parts.last.ends = ends
  const commits = await parts.commits.read(
    partitions.filter(({ topic, leader }) => topic === commitsTopic && leader >= 0).map(({ partition }) => partition),
  )
  const waiting = [...found.values()].flatMap(({ positions }) =>
    positions.flatMap((position) => wantedOf(position, ends.get(keyOf(position)))),
  )
  const timeOf = await parts.times(waiting)
  const at = parts.now()
  return {
    at,
    tookMs: performance.now() - startedAt,
    brokers,
    partitions: [...ends.values()],
    groups: [...found.values()].map((one) => ({
      ...groupLag(one, { ends, timeOf, commitTime: commits.timeOf, at }),
      commitsRead: commits.since !== null && !parts.elsewhere.some(({ group }) => group === one.group),
    })),
    missed: [...missed, ...away],
    commitsSince: commits.since,
  }
}

/** Ends of what has a leader; of what has none just now, those it had. */
async function readEnds(parts: Parts, partitions: readonly Placement[]): Promise<ReadonlyMap<string, PartitionEnds>> {
  const led = partitions.filter(({ leader }) => leader >= 0).map(({ topic, partition }) => ({ topic, partition }))
  // Of no partition the client takes no question.
  const ask = async (consumer: Consumer, place: 'first' | 'end'): Promise<ReadonlyMap<string, number>> =>
    byPartition(led.length === 0 ? [] : await consumer.offsetsAt(led, place))
  const [firsts, stables, highs] = [
    await ask(parts.high, 'first'),
    await ask(parts.stable, 'end'),
    await ask(parts.high, 'end'),
  ]
  return new Map(
    partitions.flatMap((at) => {
      const before = parts.last.ends.get(keyOf(at))
      const stable = stables.get(keyOf(at)) ?? before?.stable
      if (stable === undefined) return []
      const low = firsts.get(keyOf(at)) ?? before?.low ?? 0
      const high = highs.get(keyOf(at)) ?? before?.high ?? stable
      return [[keyOf(at), { ...at, low, stable, high }] as const]
    }),
  )
}

// What retention has removed cannot be read: the first record kept stands for it.
const wantedOf = ({ topic, partition, offset }: Position, end: PartitionEnds | undefined) =>
  end !== undefined && end.leader >= 0 && end.stable > offset
    ? [{ topic, partition, offset: Math.max(offset, end.low), end: end.stable }]
    : []

type Known = {
  readonly ends: ReadonlyMap<string, PartitionEnds>
  readonly timeOf: TimeOf
  readonly commitTime: CommitTimeOf
  readonly at: number
}

const groupLag = (
  { group, members, positions }: GroupPositions,
  { ends, timeOf, commitTime, at }: Known,
): Omit<GroupLag, 'commitsRead'> => ({
  group,
  members,
  positions: positions.flatMap(({ topic, partition, offset }) => {
    const end = ends.get(keyOf({ topic, partition }))
    if (end === undefined) return []
    const committedAt = commitTime(group, { topic, partition })
    const [wanted] = wantedOf({ topic, partition, offset }, end)
    const behind = Math.max(0, end.stable - offset)
    const time = behind === 0 ? 'nothing' : wanted === undefined ? null : timeOf(wanted)
    const about = { topic, partition, offset, committedAt }
    if (time === 'nothing') return [{ ...about, lag: 0, ageMs: 0 }]
    return [{ ...about, lag: behind, ageMs: time === null ? null : Math.max(0, at - time) }]
  }),
})

// Not kept open: idle, kafkajs looks at its queue each millisecond, 2 % of a core; a reading every 5 s with all it does, 0.5 %.
async function withAdmin<Result>(address: KafkaAddress, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = await openAdmin(address)
  try {
    return await work(admin)
  } finally {
    await admin.close()
  }
}
