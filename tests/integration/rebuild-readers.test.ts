// Readers of other database users are waited for, though an ordinary user is told little of them (I8).
// Mutants: believe in client backends alone, whose kind is told; tell transactions apart by their start alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readersOf } from '../../cli/rebuild/readers.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'

let server: TestServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const as = (url: string, user: string): string => {
  const changed = new URL(url)
  changed.username = user
  changed.password = user
  return changed.href
}

test.each(['somebody', 'the same'])(
  'a transaction of %s that is open is a reader, and gone when it ends',
  async (who) => {
    const url = await server.database(`readers_${who.replace(' ', '_')}`)
    const owner = openDatabase(url)
    const users = ['ours', 'theirs'].map((name) => `${name}_${who.replace(' ', '_')}`)
    for (const user of users) await owner.query({ text: `CREATE ROLE ${user} LOGIN PASSWORD '${user}'` })
    const [our = '', their = ''] = users
    const ours = openDatabase(as(url, our))
    const theirs = openDatabase(as(url, who === 'somebody' ? their : our))
    try {
      expect(await readersOf(ours, 0)).toEqual([])
      const [first] = await theirs.transaction(async (session) => {
        await session.query({ text: 'SELECT 1' })
        return readersOf(ours, 0)
      }, 'BEGIN ISOLATION LEVEL REPEATABLE READ')
      expect(first).toMatchObject({ name: 'codelupe' })
      expect(await readersOf(ours, 0)).toEqual([])
      // Another transaction of the same session is another reader.
      const [second] = await theirs.transaction(async (session) => {
        await session.query({ text: 'SELECT 1' })
        return readersOf(ours, 0)
      }, 'BEGIN ISOLATION LEVEL REPEATABLE READ')
      expect([second?.pid, second?.key === first?.key]).toEqual([first?.pid, false])
    } finally {
      for (const one of [ours, theirs, owner]) await one.close()
    }
  },
)
