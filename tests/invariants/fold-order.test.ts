// Folds are joins: one log in 100 random interleavings of its topics and partitions, cut into random batches, gives the
// same rows in every table, and so does a rebuild (I8). Doubled and contradicting records are part of the log.
// Mutant: in runtime/sql.ts let `standsFirst` always be true (the last to arrive wins) and this test turns red.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projections } from '../../projections/index.ts'
import { foldRows, type Row } from '../../runtime/sql.ts'
import { randomOf } from '../support/made-files.ts'
import { type Entry, makeLog } from '../support/pipeline-log.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { allRows, interleave, migratedDatabase, outcomeOf, project } from '../support/project.ts'

const tables = projections.flatMap((projection) => projection.tables.map((table) => table.name))

let server: TestServer
beforeAll(async () => {
  server = await startPostgres(['-c', 'fsync=off'])
})
afterAll(() => server.stop())

/** The log, with records that exactly-once would never write: each again, changed, in its own and in another partition. */
function withContradictions(partitions: readonly (readonly Entry[])[]): readonly (readonly Entry[])[] {
  const again = (entry: Entry, index: number, partition: number): Entry => {
    const { event, record } = entry
    const changed =
      event !== null && 'outcome' in event
        ? { ...event, outcome: 'rejected' as const, by: 'other', reason: `other-${index}` }
        : event
    const filed = changed !== null && 'contentSha256' in changed ? { ...changed, language: `Other ${index}` } : changed
    return { event: filed, record: { ...record, partition, offset: 100_000 + index } }
  }
  return partitions.map((entries, position) => {
    const next = partitions[(position + 1) % partitions.length] ?? []
    const partition = entries[0]?.record.partition ?? 0
    const sameTopic = next[0]?.record.topic === entries[0]?.record.topic
    const strangers = sameTopic ? next.slice(0, 3).map((entry, index) => again(entry, 1_000 + index, partition)) : []
    return [...entries, ...entries.slice(0, 5).map((entry, index) => again(entry, index, partition)), ...strangers]
  })
}

const log = withContradictions(makeLog({ files: 100, inFlightLast: 8, deadEach: 4, redrives: true }).partitions)

test('100 interleavings fold to the same rows', async () => {
  const { database } = await migratedDatabase(server, 'order')
  const rowsOf = async (seed: number): Promise<Awaited<ReturnType<typeof allRows>>> => {
    await database.query({ text: `TRUNCATE positions, ${tables.join(', ')}` })
    const random = randomOf(seed)
    await project(database, interleave(log, seed), () => Math.floor(random() * 120))
    return allRows(database, ['positions', ...tables])
  }
  const expected = await rowsOf(0)
  for (const table of tables) expect(expected[table]?.length, table).toBeGreaterThan(0)
  for (let seed = 1; seed < 100; seed++) expect(await rowsOf(seed), `seed ${seed}`).toEqual(expected)
  await database.close()
})

test('folding inside a batch agrees with folding in the database', () => {
  const canonical = (entries: readonly Entry[]): readonly string[] =>
    [
      ...foldRows(
        entries.flatMap((entry) => {
          const outcome = outcomeOf(entry)
          return outcome.kind === 'effects' ? outcome.effects : []
        }),
      ),
    ]
      .flatMap(([table, rows]) => rows.map((row) => `${table.name} ${JSON.stringify(sortBits(row))}`))
      .sort()
  const expected = canonical(interleave(log, 0))
  for (let seed = 1; seed < 100; seed++) expect(canonical(interleave(log, seed))).toEqual(expected)
})

const sortBits = (row: Row): unknown =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...new Set(value)].sort((a, b) => a - b) : value,
    ]),
  )
