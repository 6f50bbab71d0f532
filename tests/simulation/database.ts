// Postgres in memory, as far as the sink of projections asks it: transactions whose sessions hold row locks, savepoints,
// a connection that breaks before or after a commit, a refused row. It reads the sink's own statements and parameters.
import { fail } from '../../runtime/errors.ts'
import type { Answer, Database, Query, Transaction } from '../../runtime/postgres.ts'
import { change, type RowChange, table } from '../../runtime/sql.ts'
import type { Network } from './network.ts'
import type { Actor } from './scheduler.ts'

/** One row a record: how often it was folded, how often buried. */
const seen = table('seen', { place: ['text', 'key'], folded: ['int', 'sum'], buried: ['int', 'sum'] })

export const foldedRow = (place: string): RowChange => change(seen, { place, folded: 1, buried: 0 })
export const buriedRow = (place: string): RowChange => change(seen, { place, folded: 0, buried: 1 })

/** A place with this word in it is a row that Postgres refuses to fold. */
export const refusedWord = 'refused'

export type SeenRow = { readonly place: string; readonly folded: number; readonly buried: number }
export type Move = { readonly lane: string; readonly from: number; readonly to: number }

type Open = {
  readonly actor: Actor
  readonly moves: Move[]
  rows: SeenRow[]
  savepoint: number
  state: 'open' | 'ended'
}

export type Store = {
  readonly positions: Map<string, number>
  readonly rows: Map<string, SeenRow>
  readonly open: (actor: Actor) => Database
  /** The server notices that a process is gone. */
  readonly gone: (actor: Actor) => void
}

const unavailable = (detail: string): Error => fail('postgres.unavailable', detail)

const statementMsMax = 30_000
// Only a rebuild copies, and it runs alone: by its own tests, on a real server.
const nothingIsCopied = (): Promise<void> => Promise.reject(new Error('expected no rows to be copied'))
const lockPollMs = 20

export function createStore(
  network: Network,
  /** Told of each transaction just before it commits. */
  committing: (moves: readonly Move[], rows: readonly SeenRow[]) => void,
): Store {
  const { scheduler } = network
  const positions = new Map<string, number>()
  const rows = new Map<string, SeenRow>()
  const locks = new Map<string, Open>()
  const sessions = new Set<Open>()

  const end = (open: Open): void => {
    open.state = 'ended'
    sessions.delete(open)
    for (const [lane, holder] of locks) if (holder === open) locks.delete(lane)
  }

  const commit = (open: Open): void => {
    if (open.state === 'ended') throw fail('postgres.unavailable', 'the session has ended')
    committing(open.moves, open.rows)
    for (const { lane, to } of open.moves) positions.set(lane, to)
    for (const row of open.rows) {
      const before = rows.get(row.place)
      const folded = (before?.folded ?? 0) + row.folded
      rows.set(row.place, { place: row.place, folded, buried: (before?.buried ?? 0) + row.buried })
    }
    end(open)
  }

  /** What a statement does at once; null where it must wait for another's locks. */
  const execute = ({ name, text, values = [] }: Query, open: Open | null): Answer | null => {
    if (open?.state === 'ended') throw fail('postgres.unavailable', 'the session has ended')
    if (text.startsWith('INSERT INTO positions')) return remember(values, positions)
    if (name === 'read positions') return readPositions(values, positions)
    if (open === null) throw new Error(`expected a known statement outside a transaction, found ${text}`)
    if (name === 'advance positions' || name === 'set positions') {
      const lanes = lanesOf(values)
      if (lanes.some((lane) => (locks.get(lane) ?? open) !== open)) return null
      for (const lane of lanes) locks.set(lane, open)
      const moves = movesOf(values, positions, name === 'set positions')
      open.moves.push(...moves)
      return { rows: [], count: moves.length }
    }
    if (text === 'SAVEPOINT one') open.savepoint = open.rows.length
    else if (text === 'ROLLBACK TO SAVEPOINT one') open.rows = open.rows.slice(0, open.savepoint)
    else if (name === 'upsert seen') open.rows.push(...upserted(values))
    else if (text !== 'BEGIN') throw new Error(`expected a known statement, found ${text}`)
    return { rows: [], count: 0 }
  }

  const query = async (actor: Actor, asked: Query, open: Open | null): Promise<Answer> => {
    const givesUpAt = scheduler.now() + statementMsMax
    const label = asked.name ?? asked.text.slice(0, 16)
    for (;;) {
      const answer = await network.ask(actor, label, () => execute(asked, open), unavailable)
      if (answer !== null) return answer
      if (scheduler.now() > givesUpAt) throw fail('postgres.unavailable', `${label}: the lock was not given`)
      await new Promise<void>((resolve) => {
        scheduler.later(actor, 'waits for a lock', lockPollMs, resolve)
      })
    }
  }

  const transaction = async <Result>(
    actor: Actor,
    work: (session: Transaction) => Promise<Result>,
    begin: string,
  ): Promise<Result> => {
    const open: Open = { actor, moves: [], rows: [], savepoint: 0, state: 'open' }
    sessions.add(open)
    try {
      await query(actor, { text: begin }, open)
      const result = await work({ query: (asked) => query(actor, asked, open), copy: nothingIsCopied })
      await network.ask(actor, 'COMMIT', () => commit(open), unavailable)
      return result
    } finally {
      // A connection that did not commit is closed, and the server notices.
      scheduler.later(null, `session of ${actor.name} ends`, scheduler.random.below(50), () => end(open))
    }
  }

  return {
    positions,
    rows,
    open: (actor) => ({
      query: (asked) => query(actor, asked, null),
      transaction: (work, begin = 'BEGIN') => transaction(actor, work, begin),
      close: async () => undefined,
    }),
    gone: (actor) => {
      for (const open of sessions)
        if (open.actor === actor)
          scheduler.later(null, `session of ${actor.name} ends`, scheduler.random.below(2_000), () => end(open))
    },
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const lanesOf = ([, topics, partitions]: readonly unknown[]): readonly string[] =>
  listOf(topics).map((topic, index) => `${topic}/${listOf(partitions)[index]}`)

/** The positions that stand where they are expected; with `blindly`, all of them. */
function movesOf(values: readonly unknown[], positions: ReadonlyMap<string, number>, blindly: boolean): Move[] {
  return lanesOf(values).flatMap((lane, index) => {
    const from = positions.get(lane) ?? 0
    const expected = Number(listOf(values[3])[index])
    return blindly || from === expected ? [{ lane, from, to: Number(listOf(values[4])[index]) }] : []
  })
}

function readPositions(values: readonly unknown[], positions: ReadonlyMap<string, number>): Answer {
  const rows = lanesOf(values).flatMap((lane, index) => {
    const offset = positions.get(lane)
    const topic = listOf(values[1])[index]
    return offset === undefined ? [] : [{ topic, partition: listOf(values[2])[index], next_offset: offset }]
  })
  return { rows, count: rows.length }
}

function remember(values: readonly unknown[], positions: Map<string, number>): Answer {
  lanesOf(values).forEach((lane, index) => {
    if (!positions.has(lane)) positions.set(lane, Number(listOf(values[3])[index]))
  })
  return { rows: [], count: 0 }
}

/** The rows of an upsert, from the binary arrays that the sink sends. */
function upserted(values: readonly unknown[]): readonly SeenRow[] {
  const [places = [], folded = [], buried = []] = values.map(elementsOf)
  const rows = places.map((place, index) => ({
    place: place.toString(),
    folded: folded[index]?.readInt32BE() ?? 0,
    buried: buried[index]?.readInt32BE() ?? 0,
  }))
  const refused = rows.find((row) => row.folded > 0 && row.place.includes(refusedWord))
  if (refused !== undefined) throw fail('postgres.data', 'expected a row that fits, found SQLSTATE 22000 in seen')
  return rows
}

function elementsOf(array: unknown): readonly Buffer[] {
  if (!Buffer.isBuffer(array)) throw new Error('expected a binary array')
  const elements: Buffer[] = []
  let at = 20
  for (let left = array.readInt32BE(12); left > 0; left--) {
    const bytes = array.readInt32BE(at)
    elements.push(array.subarray(at + 4, at + 4 + bytes))
    at += 4 + bytes
  }
  return elements
}
