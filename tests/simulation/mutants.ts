// Mistakes that break the promise, each a substitute for one of the real parts. The simulation must find every one; one
// that it does not find says that the simulation, or the promise, has a hole.
import { hasCode } from '../../runtime/errors.ts'
import type { Consumer, OutgoingRecord, Producer } from '../../runtime/kafka-clients.ts'
import type { Database, Query, Session } from '../../runtime/postgres.ts'
import type { LogRecord, Position } from '../../runtime/step.ts'
import type { Mutant } from './processes.ts'
import { producing, redriveMutants } from './redrive-mutants.ts'

/** Consumes once more before it tells where it stands: what came with that is handed out at the next call. */
function lateSnapshot(inner: Consumer): Consumer {
  const ahead: LogRecord[] = []
  const consume: Consumer['consume'] = async (count) => {
    const records = [...ahead.splice(0), ...(await inner.consume(count))]
    ahead.push(...(await inner.consume(count)))
    return records
  }
  // The native client of a simulated consumer cannot be read, so it is not spread.
  return Object.assign(Object.create(inner), { consume })
}

/** Takes a commit without an answer for one that failed, and does it all once more under the same id. */
function answeredTwice(first: Producer, again: () => Producer): Producer {
  const state: { inner: Producer; records: readonly OutgoingRecord[]; positions: readonly Position[] } = {
    inner: first,
    records: [],
    positions: [],
  }
  return {
    initTransactions: () => state.inner.initTransactions(),
    begin: () => state.inner.begin(),
    produce: (records, signal) => {
      state.records = records
      return state.inner.produce(records, signal)
    },
    sendOffsets: (positions, consumer) => {
      state.positions = positions
      return state.inner.sendOffsets(positions, consumer)
    },
    commit: async () => {
      const { records, positions } = state
      try {
        await state.inner.commit()
      } catch (error) {
        if (!hasCode(error, 'kafka.unavailable')) throw error
        state.inner = again()
        await state.inner.initTransactions()
        await state.inner.begin()
        await state.inner.produce(records, new AbortController().signal)
        await state.inner.sendOffsets(positions, nobody)
        await state.inner.commit()
      }
    },
    abort: () => state.inner.abort(),
    close: () => state.inner.close(),
  }
}

// Simulated producers know whose positions they send without being told.
const nobody: Consumer = Object.create(null)

const asking = (inner: Database, change: (query: Query) => Query): Database => ({
  ...inner,
  query: (query) => inner.query(change(query)),
  transaction: (work, begin) =>
    inner.transaction((session) => work({ ...session, query: (query) => session.query(change(query)) }), begin),
})

/** Positions, or rows, in a transaction of their own; the rest of the batch in another. */
function splitTransaction(inner: Database, isFirst: (query: Query) => boolean): Database {
  const first: Session = {
    query: (query) => inner.transaction((session) => session.query(query)),
  }
  return {
    ...inner,
    transaction: (work, begin) =>
      inner.transaction(
        (session) =>
          work({ ...session, query: (query) => (isFirst(query) ? first.query(query) : session.query(query)) }),
        begin,
      ),
  }
}

const isAdvance = ({ name }: Query): boolean => name === 'advance positions'
const isUpsert = ({ name }: Query): boolean => name?.startsWith('upsert') === true

export const mutants: readonly Mutant[] = [
  ...redriveMutants,
  {
    name: 'position guard removed: positions are set wherever they stand (Postgres)',
    database: (inner) => asking(inner, (query) => (isAdvance(query) ? { ...query, name: 'set positions' } : query)),
  },
  {
    name: 'positions before effects, in a transaction of their own (Postgres)',
    database: (inner) => splitTransaction(inner, isAdvance),
  },
  {
    name: 'effects before positions, in a transaction of their own (Postgres)',
    database: (inner) => splitTransaction(inner, isUpsert),
  },
  {
    name: 'a lost answer is not asked about: the commit is begun anew (Postgres)',
    projectorSink: (inner) => ({
      ...inner,
      commit: (outcomes, batch, signal) => inner.commit(outcomes, { ...batch }, signal),
    }),
  },
  {
    name: 'fence ignored: a batch that another has committed is passed over (Postgres)',
    projectorSink: (inner) => ({
      ...inner,
      commit: async (outcomes, batch, signal) => {
        try {
          await inner.commit(outcomes, batch, signal)
        } catch (error) {
          if (!hasCode(error, 'postgres.fenced') && !hasCode(error, 'postgres.behind')) throw error
        }
      },
    }),
  },
  {
    name: 'positions before effects: committed outside the transaction (Kafka)',
    producer: (inner, _, consumer) =>
      producing(inner, {
        sendOffsets: async (positions) => consumer.commit(positions),
      }),
  },
  {
    name: 'effects without positions: sendOffsets left out (Kafka)',
    producer: (inner) => producing(inner, { sendOffsets: async () => undefined }),
  },
  {
    name: 'fence ignored: positions are taken from whoever sends them (Kafka)',
    anyMember: true,
  },
  {
    name: 'partitions kept under another id: their positions are committed (Kafka)',
    anyMemberId: true,
  },
  {
    name: 'unsettled positions read at the start (Kafka)',
    unsettledRead: true,
  },
  {
    name: 'a commit answered twice is taken for two (Kafka)',
    producer: (inner, again) => answeredTwice(inner, again),
  },
  {
    name: 'snapshot taken late: positions cover records that were not handled',
    consumer: lateSnapshot,
  },
  {
    name: 'records of a revoked partition still committed: it is given away in mid-batch',
    rebalance: (event, inner) => {
      if (event.kind === 'revoke') inner.incrementalUnassign(event.partitions)
    },
  },
  {
    name: 'rewind forgotten after an abort',
    log: (inner) => ({ ...inner, rewind: async () => undefined }),
  },
  {
    name: 'rewind waits for a record where only markers were read',
    log: (inner) => ({
      ...inner,
      rewind: (batch) => {
        const records = batch.from.map((at) => ({ ...at, key: '', value: Buffer.alloc(0), headers: [], timestamp: 0 }))
        return inner.rewind({ ...batch, records })
      },
    }),
  },
  {
    name: 'the crash marker is lost with its process',
    mark: (inner) => ({ ...inner, read: () => '' }),
  },
  {
    name: 'the crash marker knows one guilty record at a time',
    mark: (inner) => ({
      ...inner,
      write: (text) => inner.write(text.replace(/"convicted":\[[^\]]+\]/, '"convicted":[]')),
    }),
  },
  {
    name: 'retry added around handle',
    decide: (inner) => (record) => {
      const outcome = inner(record)
      return outcome.kind === 'burial' ? inner(record) : outcome
    },
  },
  {
    name: 'a handle that throws is passed over',
    decide: (inner) => (record) => {
      const outcome = inner(record)
      return outcome.kind === 'burial' ? { kind: 'effects', record, effects: [] } : outcome
    },
  },
  {
    name: 'an abort is taken for an end: the batch is not read again',
    stageSink: (inner) => ({
      ...inner,
      commit: async (outcomes, batch, signal) => {
        try {
          await inner.commit(outcomes, batch, signal)
        } catch (error) {
          if (!hasCode(error, 'kafka.aborted')) throw error
        }
      },
    }),
  },
  {
    name: 'records produced in another order',
    producer: (inner) =>
      producing(inner, { produce: (records, signal) => inner.produce(records.toReversed(), signal) }),
  },
  {
    name: 'half a transaction is committed when the queue is full',
    producer: (inner) =>
      producing(inner, {
        produce: async (records, signal) => {
          try {
            await inner.produce(records, signal)
          } catch (error) {
            if (!hasCode(error, 'kafka.unavailable')) throw error
          }
        },
      }),
  },
]
