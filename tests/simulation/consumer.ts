// The consumer of a simulated process, as runtime/kafka.ts describes librdkafka's: what it hands out, what it remembers of
// where it stands, and what it is told by its group. The real logs run on it.
import { fail } from '../../runtime/errors.ts'
import type { Consumer, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import type { LogRecord, Partition, Position } from '../../runtime/step.ts'
import { type Broker, laneOf, stableEnd } from './broker.ts'
import type { Client, Group } from './group.ts'
import type { Network } from './network.ts'
import type { Actor } from './scheduler.ts'

export type Servers = { readonly network: Network; readonly broker: Broker }

/** Where fetching goes on, and what `position` tells: nothing yet, or the place after what was handed out last. */
type Cursor = { readonly partition: Partition; fetch: number; told: number | null }

export type SimulatedConsumer = { readonly consumer: Consumer; readonly client: Client }

/** Silence of a broker. */
export const unavailable = (detail: string): Error => fail('kafka.unavailable', detail)

const nobody = -1
/** How often a consumer gets all that there is, instead of a few. */
const eagerShare = 0.3
const consumeMsMax = 400

export function openSimulatedConsumer(
  { network, broker }: Servers,
  actor: Actor,
  instance: string,
  group: Group,
  delivered: (record: LogRecord) => void,
  onRebalance: (event: RebalanceEvent) => void,
  unsettledRead: boolean,
): SimulatedConsumer {
  const { scheduler } = network
  const cursors = new Map<string, Cursor>()
  const events: RebalanceEvent[] = []
  // Whom the partitions were given to that were told of last.
  const given = { to: 0 }
  const client: Client = {
    actor,
    instance,
    generation: -1,
    membership: 'new',
    granted: new Map(),
    owed: 0,
    silences: 0,
    member: 0,
    givenTo: null,
    rebalancing: false,
    deliver: (event) => {
      events.push(event)
      if (event.kind === 'assign') given.to = client.member
      scheduler.later(actor, `told to ${event.kind} ${event.partitions.map(laneOf).join(' ')}`, 1, () => {
        const first = events.shift()
        if (first !== undefined) onRebalance(first)
      })
    },
  }

  /** Records in order within each lane, the lanes in any; markers and aborted records are stepped over. */
  const take = (count: number): readonly LogRecord[] => {
    const records: LogRecord[] = []
    const open = [...cursors.values()]
    while (records.length < count && open.length > 0) {
      const index = scheduler.random.below(open.length)
      const cursor = open[index]
      const lane = cursor === undefined ? undefined : broker.lanes.get(laneOf(cursor.partition))
      if (cursor === undefined || lane === undefined) break
      const entry = cursor.fetch < stableEnd(lane) ? lane.entries[cursor.fetch] : undefined
      if (entry === undefined) {
        open.splice(index, 1)
        continue
      }
      cursor.fetch++
      const seen = entry.record !== null && entry.transaction.state === 'committed'
      // Markers move what the client tells, aborted records do not; after a seek it tells its old place until either comes.
      if (seen || entry.record === null) cursor.told = cursor.fetch
      if (!seen || entry.record === null) continue
      delivered(entry.record)
      records.push(entry.record)
    }
    return records
  }

  const consume = (count: number): Promise<readonly LogRecord[]> =>
    new Promise((resolve, reject) => {
      const some = scheduler.random.chance(eagerShare) ? count : 1 + scheduler.random.below(Math.min(count, 8))
      const look = (last: boolean): void => {
        const fenced = client.membership === 'fenced'
        const records = fenced ? [] : take(some)
        if (fenced) reject(fail('kafka.fenced', `${instance} has a later owner`))
        else if (records.length > 0 || last) resolve(records)
        else scheduler.later(actor, 'consume nothing', consumeMsMax, () => look(true))
      }
      scheduler.later(actor, 'consume', scheduler.random.below(3), () => look(false))
    })

  const assign = (positions: readonly Position[]): void => {
    for (const { topic, partition, offset } of positions)
      cursors.set(laneOf({ topic, partition }), { partition: { topic, partition }, fetch: offset, told: null })
  }

  const consumer: Consumer = {
    get native(): never {
      throw new Error('a simulated consumer has no native client')
    },
    subscribe: () => {
      scheduler.later(actor, 'joins', 1, () => group.join(client))
    },
    consume,
    commit: (positions) => {
      scheduler.later(null, `positions of ${actor.name} arrive`, 2, () => {
        for (const position of positions) broker.positions.set(laneOf(position), position.offset)
      })
    },
    position: () =>
      [...cursors.values()].flatMap(({ partition, told }) => (told === null ? [] : [{ ...partition, offset: told }])),
    committed: async (partitions) => {
      for (;;) {
        const found = await network.ask(
          actor,
          'committed positions',
          () =>
            // A reader of committed data is not told of positions that an open transaction may move.
            !unsettledRead && partitions.some((partition) => broker.unsettled(laneOf(partition)))
              ? null
              : partitions.map((at) => ({ ...at, offset: broker.positions.get(laneOf(at)) ?? 0 })),
          unavailable,
        )
        if (found !== null) return found
        await new Promise<void>((resolve) => {
          scheduler.later(actor, 'asks again', 500, resolve)
        })
      }
    },
    assign,
    incrementalAssign: (positions) => {
      // With a session that is over the client has no id while it waits for this call: then they are nobody's.
      if (cursors.size === 0 && positions.length > 0) client.givenTo = given.to === client.member ? given.to : nobody
      assign(positions)
    },
    incrementalUnassign: (partitions) => {
      for (const partition of partitions) cursors.delete(laneOf(partition))
      if (cursors.size === 0) client.givenTo = null
      scheduler.later(actor, `gives ${partitions.map(laneOf).join(' ')}`, 1, () => group.unassigned(client, partitions))
    },
    assignments: () => [...cursors.values()].map(({ partition }) => partition),
    seek: ({ topic, partition, offset }) =>
      network.local(actor, 'seek', () => {
        const cursor = cursors.get(laneOf({ topic, partition }))
        if (cursor !== undefined) cursor.fetch = offset
      }),
    pause: () => undefined,
    resume: () => undefined,
    watermarks: (partition) =>
      network.ask(
        actor,
        'ends',
        () => {
          const lane = broker.lanes.get(laneOf(partition))
          return { low: 0, high: lane === undefined ? 0 : stableEnd(lane) }
        },
        unavailable,
      ),
    offsetsAt: async () => [],
    partitionsOf: async () => [],
    close: () =>
      network.local(actor, 'consumer closed', () => {
        if (client.membership === 'member') client.membership = 'closed'
        group.silent(client)
      }),
  }
  return { consumer, client }
}
