// The Kafka clients of one simulated process, as runtime/kafka.ts describes librdkafka's: what they remember, what they
// refuse, and which error each trouble becomes. The real log and the real sink run on them.
import { CodelupeError, fail } from '../../runtime/errors.ts'
import type { Consumer, OutgoingRecord, Producer, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import type { LogRecord, Partition, Position } from '../../runtime/step.ts'
import { type Broker, laneOf, stableEnd } from './broker.ts'
import type { Client, Group } from './group.ts'
import type { Network } from './network.ts'
import type { Actor } from './scheduler.ts'

export type Servers = { readonly network: Network; readonly broker: Broker }

/** Where fetching goes on, and what `position` tells: nothing yet, or the place after what was handed out last. */
type Cursor = { readonly partition: Partition; fetch: number; told: number | null }

export type SimulatedConsumer = { readonly consumer: Consumer; readonly client: Client }

const consumeMsMax = 400
const linger = 1_000

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
  const client: Client = {
    actor,
    instance,
    generation: -1,
    membership: 'new',
    granted: new Map(),
    owed: 0,
    silences: 0,
    deliver: (event) => {
      events.push(event)
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
      const some = 1 + scheduler.random.below(Math.min(count, 8))
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
          'kafka.unavailable',
        )
        if (found !== null) return found
        await new Promise<void>((resolve) => {
          scheduler.later(actor, 'asks again', 500, resolve)
        })
      }
    },
    assign,
    incrementalAssign: assign,
    incrementalUnassign: (partitions) => {
      for (const partition of partitions) cursors.delete(laneOf(partition))
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
    watermarks: async (partition) => ({ low: 0, high: broker.lanes.get(laneOf(partition))?.entries.length ?? 0 }),
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

/** What a producer sends along with positions, taken when it sends them: whose they are, of which generation. */
export type Membership = () => { readonly verdict: () => ReturnType<Group['validate']> }

export function openSimulatedProducer(
  { network, broker }: Servers,
  actor: Actor,
  id: string,
  membership: Membership,
): Producer {
  const { scheduler } = network
  type Trouble = 'none' | 'abort' | 'fenced'
  const state: {
    epoch: number
    phase: 'new' | 'ready' | 'open' | 'ending'
    trouble: Trouble
    queue: OutgoingRecord[]
  } = { epoch: -1, phase: 'new', trouble: 'none', queue: [] }

  /** What the client has heard of meanwhile is told at the next call. */
  const guarded = (what: string, allowed: readonly (typeof state.phase)[]): void => {
    if (state.trouble === 'fenced') throw fail('kafka.fenced', `${what}: ${id} has a later owner`)
    if (state.trouble === 'abort') throw fail('kafka.aborted', `${what}: the transaction must be aborted`)
    if (!allowed.includes(state.phase)) throw fail('kafka.failed', `${what}: not while ${state.phase}`)
  }
  const noting = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      if (error instanceof CodelupeError && error.code === 'kafka.aborted') state.trouble = 'abort'
      if (error instanceof CodelupeError && error.code === 'kafka.fenced') state.trouble = 'fenced'
      throw error
    }
  }
  const flush = (): void => {
    if (state.queue.length > 0) broker.append(id, state.epoch, state.queue.splice(0))
  }
  const ask = (label: string, effect: () => void): Promise<void> =>
    network.ask(actor, label, () => noting(effect), 'kafka.unavailable')

  return {
    initTransactions: () =>
      ask('initTransactions', () => {
        state.epoch = broker.initialise(id)
        state.phase = 'ready'
      }),
    begin: () =>
      network.local(actor, 'begin', () => {
        guarded('begin', ['ready'])
        state.phase = 'open'
      }),
    produce: (records) =>
      network.local(actor, 'produce', () => {
        guarded('produce', ['open'])
        const all = !network.faulty('queue full', 0.02)
        state.queue.push(...(all ? records : records.slice(0, scheduler.random.below(records.length + 1))))
        if (network.faulty('delivery failed', 0.02)) state.trouble = 'abort'
        const sent = state.queue
        scheduler.later(actor, 'records leave', scheduler.random.below(linger), () => {
          if (state.queue !== sent || state.trouble !== 'none') return
          try {
            noting(flush)
          } catch (error) {
            if (!(error instanceof CodelupeError)) throw error
          }
        })
        if (!all) throw fail('kafka.unavailable', 'produce: the queue is full')
      }),
    sendOffsets: async (positions) => {
      guarded('sendOffsets', ['open'])
      const member = membership()
      await ask('positions', () => {
        const found = member.verdict()
        if (found === 'fenced') throw fail('kafka.fenced', 'positions: the member has a later owner')
        if (found === 'unknown') throw fail('kafka.aborted', 'positions: not of a member of this generation')
        broker.sendOffsets(id, state.epoch, positions)
      })
    },
    commit: async () => {
      guarded('commit', ['open', 'ending'])
      state.phase = 'ending'
      const refused = network.faulty('commit refused', 0.02)
      await ask('commit', () => {
        if (refused && broker.isOpen(id)) throw fail('kafka.aborted', 'commit: the transaction must be aborted')
        flush()
        broker.end(id, state.epoch, 'committed')
      })
      state.phase = 'ready'
    },
    abort: async () => {
      if (state.trouble === 'fenced') throw fail('kafka.fenced', `abort: ${id} has a later owner`)
      if (state.phase === 'ending' && state.trouble !== 'abort') throw fail('kafka.failed', 'abort: not while it ends')
      state.queue = []
      await ask('abort', () => broker.end(id, state.epoch, 'aborted'))
      state.trouble = 'none'
      state.phase = 'ready'
    },
    close: () => network.local(actor, 'producer closed', () => undefined),
  }
}
