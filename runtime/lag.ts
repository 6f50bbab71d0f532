// How far every group is behind, read every few seconds by the supervisor: positions first, ends after them, so that lag
// is never below what it was. Clients stay open between readings; what fails is counted, and opened anew next time.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Admin, openAdmin } from './admin.ts'
import { type Consumer, type KafkaAddress, openConsumer } from './kafka.ts'
import { limits } from './limits.ts'
import { type RecordTimes, recordTimes } from './record-times.ts'
import type { Partition, Position } from './step.ts'

/** A group, the topics it reads, and where its positions are if not in Kafka. */
export type LagGroup = {
  readonly group: string
  readonly topics: readonly string[]
  readonly positions?: () => Promise<readonly Position[]>
}

export type PartitionEnds = Partition & { readonly low: number; readonly stable: number; readonly high: number }

export type PositionLag = Position & {
  /** Offsets up to the stable end: records, and markers of transactions between them. */
  readonly lag: number
  /** Age of the record at the position, in milliseconds; 0 without lag. */
  readonly ageMs: number
}

export type GroupLag = { readonly group: string; readonly members: number; readonly positions: readonly PositionLag[] }

/** One reading: when it was made, in milliseconds since 1970, and how long it took. */
export type Lag = {
  readonly at: number
  readonly tookMs: number
  readonly partitions: readonly PartitionEnds[]
  readonly groups: readonly GroupLag[]
}

export type Polling = { readonly polls: number; readonly failures: number }

/** One reader of the lag, with its clients open. */
export type LagReader = { readonly read: () => Promise<Lag>; readonly close: () => Promise<void> }

export type LagPoller = {
  /** The newest reading; null before the first, and where it is too old to be told. */
  readonly latest: () => Lag | null
  readonly polling: () => Polling
  /** Settles once the poller has ended after its signal. */
  readonly done: Promise<void>
}

/** Reads the lag until the signal aborts. `open` is called again after a failure. */
export function pollLag(
  open: () => Promise<LagReader>,
  { now, everyMs }: { readonly now: () => number; readonly everyMs: number },
  signal: AbortSignal,
): LagPoller {
  const state: { lag: Lag | null; reader: LagReader | null; polls: number; failures: number } = {
    lag: null,
    reader: null,
    polls: 0,
    failures: 0,
  }
  const poll = async (): Promise<void> => {
    try {
      state.polls++
      state.reader ??= await open()
      state.lag = await state.reader.read()
    } catch {
      // A broker that is down is told of by the count, and by series that are no longer there.
      state.failures++
      const failed = state.reader
      state.reader = null
      await failed?.close()
    }
  }
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await poll()
      await sleep(everyMs, undefined, { signal }).catch(() => undefined)
    }
    await state.reader?.close()
  }
  return {
    latest: () => (state.lag !== null && now() - state.lag.at <= limits.lagAgeMsMax ? state.lag : null),
    polling: () => ({ polls: state.polls, failures: state.failures }),
    done: loop(),
  }
}

type Clients = { readonly address: KafkaAddress; readonly stable: Consumer; readonly high: Consumer }

/** Opens the clients of one reader, a consumer for each kind of end. Partitions are asked once. */
export async function openLagReader(
  address: KafkaAddress,
  options: { readonly groups: readonly LagGroup[]; readonly topics: readonly string[]; readonly now: () => number },
): Promise<LagReader> {
  const group = 'codelupe.reader'
  const small = { 'fetch.message.max.bytes': limits.lagFetchBytesMax, 'queued.max.messages.kbytes': 1_024 }
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
    const clients: Clients = {
      address,
      stable: await keep(openConsumer(address, { group })),
      high: await keep(
        openConsumer(address, { group, properties: { ...small, 'isolation.level': 'read_uncommitted' } }),
      ),
    }
    const partitions: Partition[] = []
    for (const topic of options.topics)
      for (const partition of await clients.stable.partitionsOf(topic)) partitions.push({ topic, partition })
    const times = recordTimes(clients.high)
    return { read: () => readLag(clients, partitions, options.groups, times, options.now), close }
  } catch (error) {
    await close()
    throw error
  }
}

const keyOf = (at: Partition): string => `${at.topic}/${at.partition}`
const byPartition = (positions: readonly Position[]): ReadonlyMap<string, number> =>
  new Map(positions.map((position) => [keyOf(position), position.offset]))

async function readLag(
  { address, stable, high }: Clients,
  partitions: readonly Partition[],
  groups: readonly LagGroup[],
  times: RecordTimes,
  now: () => number,
): Promise<Lag> {
  const startedAt = performance.now()
  const found = await withAdmin(address, (admin) =>
    Promise.all(
      groups.map(async (one) => ({
        group: one.group,
        members: (await admin.members(one.group)).length,
        positions: await (one.positions?.() ?? admin.committed(one.group, one.topics)),
      })),
    ),
  )
  const [firsts, stables, highs] = [
    byPartition(await high.offsetsAt(partitions, 'first')),
    byPartition(await stable.offsetsAt(partitions, 'end')),
    byPartition(await high.offsetsAt(partitions, 'end')),
  ]
  const ends = partitions.map((at) => {
    const end = stables.get(keyOf(at)) ?? 0
    return { ...at, low: firsts.get(keyOf(at)) ?? 0, stable: end, high: highs.get(keyOf(at)) ?? end }
  })
  const endOf = new Map(ends.map((end) => [keyOf(end), end]))
  const lagOf = (position: Position): number =>
    Math.max(0, (endOf.get(keyOf(position))?.stable ?? position.offset) - position.offset)
  // What retention has removed cannot be read: the first record kept stands for it.
  const kept = (position: Position): Position => ({
    topic: position.topic,
    partition: position.partition,
    offset: Math.max(position.offset, endOf.get(keyOf(position))?.low ?? 0),
  })
  const waiting = found.flatMap((one) => one.positions.filter((position) => lagOf(position) > 0))
  const timeOf = await times(waiting.map(kept))
  const at = now()
  const ageOf = (position: Position): number => Math.max(0, at - (timeOf(kept(position)) ?? at))
  return {
    at,
    tookMs: performance.now() - startedAt,
    partitions: ends,
    groups: found.map((one) => ({
      ...one,
      positions: one.positions
        .filter((position) => endOf.has(keyOf(position)))
        .map((position) => {
          const lag = lagOf(position)
          return { ...position, lag, ageMs: lag === 0 ? 0 : ageOf(position) }
        }),
    })),
  }
}

// Not kept open: idle, kafkajs looks at its queue each millisecond, 2 % of a core; a reading every 5 s with all it does, 0.5 %.
async function withAdmin<Result>(address: KafkaAddress, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = await openAdmin(address)
  try {
    return await work(admin)
  } finally {
    await admin.close()
  }
}
