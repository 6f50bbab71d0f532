// The transactional producer of a simulated process, as runtime/kafka.ts describes librdkafka's: what it remembers, what it
// refuses, and which error each trouble becomes. The real sink runs on it.
import { CodelupeError, fail } from '../../runtime/errors.ts'
import type { OutgoingRecord, Producer } from '../../runtime/kafka-clients.ts'
import { type Servers, unavailable } from './consumer.ts'
import type { Group } from './group.ts'
import type { Actor } from './scheduler.ts'

/** Records leave the client within so many milliseconds, or when it commits. */
const linger = 1_000

/**
 * What a producer sends along with positions, taken when it sends them: whose they are, of which generation. The client itself
 * refuses to send those of partitions that were given to an earlier membership of its own (docs/adr/0025).
 */
export type Membership = () => { readonly isOfAnother: boolean; readonly verdict: () => ReturnType<Group['validate']> }

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
    network.ask(actor, label, () => noting(effect), unavailable)

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
      if (member.isOfAnother) throw fail('kafka.failed', 'positions: of partitions that another member was given')
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
