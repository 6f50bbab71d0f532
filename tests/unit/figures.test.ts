// Figures of servers and the disk: what cannot be read is left out, and comes back.
// Mutant: keep the last figures of a source that fails.
import { expect, test, vi } from 'vitest'
import { databaseFigures, diskFigures, type Figure, serverFigures, watchFigures } from '../../runtime/figures.ts'

const figure = (value: number): Figure => ({ name: 'codelupe_disk_free_bytes', value })

test('a source that fails is left out until it answers again, and the others stay', async () => {
  const stop = new AbortController()
  const answers = { fails: false, value: 1 }
  const failing = async () => {
    if (answers.fails) throw new Error('away')
    return [figure(answers.value)]
  }
  const watch = watchFigures([failing, async () => [figure(7)]], 2, stop.signal)
  const values = () => watch.latest().map(({ value }) => value)
  expect(values()).toEqual([])
  await vi.waitFor(() => expect(values()).toEqual([1, 7]))
  answers.fails = true
  await vi.waitFor(() => expect(values()).toEqual([7]))
  Object.assign(answers, { fails: false, value: 2 })
  await vi.waitFor(() => expect(values()).toEqual([2, 7]))
  stop.abort()
  await watch.done
})

test('servers, the disk and the database become figures by name', async () => {
  const server = { name: 'registry', critical: false, state: 'away' } as const
  expect(serverFigures([server, { ...server, name: 'kafka', state: 'ok' }])).toEqual([
    { name: 'codelupe_registry_up', value: 0 },
    { name: 'codelupe_kafka_up', value: 1 },
  ])
  expect(diskFigures({ bavail: 3, blocks: 10, bsize: 4_096 }).map(({ value }) => value)).toEqual([12_288, 40_960])
  // Postgres' bigints come as text.
  const row = { size: '9000', allowed: '60', connections: '4', xact_commit: '12', open_for: '1.5', deadlocks: '0' }
  const found = await databaseFigures({ query: async () => ({ rows: [row], count: 1 }) })
  expect(found).toContainEqual({ name: 'codelupe_postgres_size_bytes', value: 9_000 })
  expect(found).toContainEqual({
    name: 'codelupe_postgres_transactions_total',
    labels: { outcome: 'commit' },
    value: 12,
  })
  expect(found).toContainEqual({ name: 'codelupe_postgres_transaction_seconds', value: 1.5 })
})
