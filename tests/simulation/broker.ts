// The log in memory with what exactly-once rests on in Kafka: transactions with markers, a stable end that open ones hold
// back, positions that move inside them, and epochs by which a later owner of a transactional id fences an earlier one.
import { type CodelupeError, fail } from '../../runtime/errors.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import type { LogRecord, Partition, Position } from '../../runtime/step.ts'
import type { Scheduler } from './scheduler.ts'

export const laneOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`

export type Transaction = {
  state: 'open' | 'committed' | 'aborted'
  /** First offset of it in each lane. */
  readonly first: Map<Lane, number>
  readonly offsets: Map<string, Position>
  readonly records: LogRecord[]
}

/** A record of a transaction, or the marker that ended one (null). */
export type Entry = { readonly record: LogRecord | null; readonly transaction: Transaction }

export type Lane = Partition & { readonly entries: Entry[]; readonly open: Set<Transaction> }

/** A transactional id at its coordinator. */
type Owner = { epoch: number; open: Transaction | null }

export type Broker = {
  readonly lanes: ReadonlyMap<string, Lane>
  /** Committed positions of the one group that commits in the log, by lane. */
  readonly positions: Map<string, number>
  /** Takes the id over: what its earlier owner left open is aborted. The new epoch. */
  readonly initialise: (id: string) => number
  readonly append: (id: string, epoch: number, records: readonly OutgoingRecord[]) => void
  readonly sendOffsets: (id: string, epoch: number, positions: readonly Position[]) => void
  readonly end: (id: string, epoch: number, how: 'committed' | 'aborted') => void
  /** Whether an open transaction would move the position of this lane. */
  readonly unsettled: (lane: string) => boolean
  readonly isOpen: (id: string) => boolean
}

/** The first offset that a read_committed reader may not see yet. */
export function stableEnd(lane: Lane): number {
  let end = lane.entries.length
  for (const transaction of lane.open) end = Math.min(end, transaction.first.get(lane) ?? end)
  return end
}

/** What read_committed shows of a lane. */
export const committedIn = (lane: Lane, from = 0, to = stableEnd(lane)): readonly LogRecord[] =>
  lane.entries
    .slice(from, to)
    .flatMap(({ record, transaction }) => (record !== null && transaction.state === 'committed' ? [record] : []))

/** Any function of the key will do, as long as one key has one partition. */
function partitionOf(key: string, partitions: number): number {
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) >>> 0
  return sum % partitions
}

export function createBroker(
  scheduler: Scheduler,
  options: {
    readonly topics: readonly string[]
    readonly partitions: number
    /** Topics of one partition. */
    readonly narrow: readonly string[]
    readonly transactionMsMax: number
    readonly transactionLookMs: number
    /** Told of each transaction just before it commits. */
    readonly committing: (transaction: Transaction) => void
  },
): Broker {
  const lanes = new Map<string, Lane>()
  const widthOf = (topic: string): number => (options.narrow.includes(topic) ? 1 : options.partitions)
  for (const topic of [...options.topics, ...options.narrow])
    for (let partition = 0; partition < widthOf(topic); partition++)
      lanes.set(`${topic}/${partition}`, { topic, partition, entries: [], open: new Set() })
  const positions = new Map<string, number>()
  const owners = new Map<string, Owner>()
  const opened = new Set<Transaction>()

  const finish = (transaction: Transaction, how: 'committed' | 'aborted'): void => {
    if (how === 'committed') {
      options.committing(transaction)
      for (const [lane, { offset }] of transaction.offsets) positions.set(lane, offset)
    }
    transaction.state = how
    opened.delete(transaction)
    for (const lane of transaction.first.keys()) {
      lane.open.delete(transaction)
      lane.entries.push({ record: null, transaction })
    }
  }

  const owned = (id: string, epoch: number): Owner => {
    const owner = owners.get(id)
    if (owner === undefined || owner.epoch !== epoch) throw fenced(id)
    return owner
  }

  const openOf = (id: string, epoch: number): Transaction => {
    const owner = owned(id, epoch)
    if (owner.open !== null) return owner.open
    const made: Transaction = { state: 'open', first: new Map(), offsets: new Map(), records: [] }
    owner.open = made
    opened.add(made)
    // An owner that goes silent is fenced by the coordinator itself, which looks every so often, so that its transaction
    // holds nobody back.
    const ms = options.transactionMsMax + scheduler.random.below(options.transactionLookMs)
    scheduler.later(null, `transaction of ${id} times out`, ms, () => {
      if (made.state !== 'open') return
      owner.epoch++
      owner.open = null
      finish(made, 'aborted')
    })
    return made
  }

  return {
    lanes,
    positions,
    initialise: (id) => {
      const owner: Owner = owners.get(id) ?? { epoch: -1, open: null }
      owners.set(id, owner)
      if (owner.open !== null) finish(owner.open, 'aborted')
      owner.open = null
      owner.epoch++
      return owner.epoch
    },
    append: (id, epoch, records) => {
      const transaction = openOf(id, epoch)
      for (const { topic, key, value, headers } of records) {
        const lane = lanes.get(`${topic}/${partitionOf(key, widthOf(topic))}`)
        if (lane === undefined) throw fail('kafka.failed', `no topic ${topic}`)
        const offset = lane.entries.length
        if (!transaction.first.has(lane)) transaction.first.set(lane, offset)
        lane.open.add(transaction)
        const record = { topic, partition: lane.partition, offset, key, value, headers, timestamp: scheduler.now() }
        transaction.records.push(record)
        lane.entries.push({ record, transaction })
      }
    },
    sendOffsets: (id, epoch, sent) => {
      const transaction = openOf(id, epoch)
      for (const position of sent) transaction.offsets.set(laneOf(position), position)
    },
    end: (id, epoch, how) => {
      const owner = owned(id, epoch)
      // Asked again after a lost answer: it is done already.
      if (owner.open === null) return
      finish(owner.open, how)
      owner.open = null
    },
    unsettled: (lane) => [...opened].some((transaction) => transaction.offsets.has(lane)),
    isOpen: (id) => (owners.get(id)?.open ?? null) !== null,
  }
}

const fenced = (id: string): CodelupeError => fail('kafka.fenced', `${id} has a later owner`)
