// Runs the projector over a made-up log: any interleaving of its partitions, in batches, into a real database.
import { buryInProjections, projector } from '../../projections/index.ts'
import { migrate } from '../../runtime/migrations.ts'
import { type Database, openDatabase } from '../../runtime/postgres.ts'
import { postgresSink } from '../../runtime/postgres-sink.ts'
import type { RowChange } from '../../runtime/sql.ts'
import type { Batch, Outcome, Position, Sink } from '../../runtime/step.ts'
import { randomOf } from './made-files.ts'
import type { Entry } from './pipeline-log.ts'
import type { TestServer } from './postgres.ts'

export const projectorSink = (database: Database): Sink<RowChange> =>
  postgresSink({
    database,
    reader: 'projector',
    bury: buryInProjections,
    firstOffsets: async (partitions) => partitions.map((partition) => ({ ...partition, offset: 0 })),
    passing: () => undefined,
  })

/** A migrated, empty database. */
export async function migratedDatabase(
  server: TestServer,
  name: string,
): Promise<{ readonly url: string; readonly database: Database }> {
  const url = await server.database(name)
  const database = openDatabase(url)
  await migrate(url, database, 'up')
  return { url, database }
}

/** Entries of all partitions in a random order that keeps each partition's own. */
export function interleave(partitions: readonly (readonly Entry[])[], seed: number): readonly Entry[] {
  const random = randomOf(seed)
  const queues = partitions.filter((entries) => entries.length > 0).map((entries) => ({ entries, at: 0 }))
  const mixed: Entry[] = []
  while (queues.length > 0) {
    const index = Math.floor(random() * queues.length)
    const queue = queues[index]
    const entry = queue?.entries[queue.at]
    if (queue === undefined || entry === undefined) throw new Error('an empty queue was kept')
    mixed.push(entry)
    queue.at++
    if (queue.at === queue.entries.length) queues.splice(index, 1)
  }
  return mixed
}

export const outcomeOf = ({ event, record }: Entry): Outcome<RowChange> => ({
  kind: 'effects',
  record,
  effects: projector.handle(event, record),
})

/** Cuts entries into batches of the given sizes, with the positions that a log would give them. */
export function batchesOf(
  entries: readonly Entry[],
  size: () => number,
): readonly { readonly batch: Batch; readonly outcomes: readonly Outcome<RowChange>[] }[] {
  const positions = new Map<string, Position>()
  const batches: { batch: Batch; outcomes: readonly Outcome<RowChange>[] }[] = []
  for (let at = 0; at < entries.length; ) {
    const part = entries.slice(at, at + Math.max(1, size()))
    at += part.length
    const next = new Map<string, Position>()
    for (const { record } of part)
      next.set(`${record.topic}/${record.partition}`, {
        topic: record.topic,
        partition: record.partition,
        offset: record.offset + 1,
      })
    const from = [...next].map(([key, position]) => positions.get(key) ?? { ...position, offset: 0 })
    for (const [key, position] of next) positions.set(key, position)
    batches.push({
      batch: { records: part.map(({ record }) => record), from, next: [...next.values()] },
      outcomes: part.map(outcomeOf),
    })
  }
  return batches
}

/** Folds entries into the database as the loop would. */
export async function project(
  database: Database,
  entries: readonly Entry[],
  size: () => number = () => 1_000,
): Promise<void> {
  const sink = projectorSink(database)
  const signal = new AbortController().signal
  const partitions = new Map(
    entries.map(({ record }) => [
      `${record.topic}/${record.partition}`,
      { topic: record.topic, partition: record.partition },
    ]),
  )
  await sink.resume([...partitions.values()], signal)
  for (const { batch, outcomes } of batchesOf(entries, size)) await sink.commit(outcomes, batch, signal)
}

/** Every row of every table of the projections, positions included, in an order that depends on the rows only. */
export async function allRows(
  database: Database,
  tables: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows: Record<string, readonly string[]> = {}
  for (const table of tables) {
    const found = await database.query({ text: `SELECT row_to_json(${table})::TEXT AS row FROM ${table}` })
    rows[table] = found.rows.map((row) => String(row.row)).sort()
  }
  return rows
}
