// Migrations on a real server: up and down with data in the tables, two at once, a newer database, status.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migrationStatus, requireMigrated } from '../../runtime/migrations.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { makeLog } from '../support/pipeline-log.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { interleave, migratedDatabase, project } from '../support/project.ts'

let server: TestServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const publicTables = async (database: ReturnType<typeof openDatabase>): Promise<readonly string[]> => {
  const { rows } = await database.query({
    text: "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  })
  return rows.map((row) => String(row.table_name))
}

describe('migrations', () => {
  test('go down one by one with data in every table, and up again to the same tables', async () => {
    const { url, database } = await migratedDatabase(server, 'down_up')
    const entries = interleave(makeLog({ files: 120, deadEach: 4, redrives: true }).partitions, 3)
    await project(database, entries)
    await database.query({ text: `INSERT INTO rebuilds (projection, state, fold) VALUES ('files', 'kept', '')` })
    await database.query({ text: 'CREATE SCHEMA codelupe_rebuild_1' })
    await database.query({ text: 'CREATE TABLE codelupe_rebuild_1.files (kept INT)' })
    const before = await publicTables(database)
    for (const name of before.filter((found) => found !== 'migrations')) {
      const { rows } = await database.query({ text: `SELECT count(*)::INT AS n FROM ${name}` })
      expect(Number(rows[0]?.n), name).toBeGreaterThan(0)
    }
    const { applied } = await migrationStatus(database)
    const down: string[] = []
    for (const _ of applied) down.push(...(await migrate(url, database, 'down')))
    expect(down).toEqual([...applied].reverse())
    expect(await publicTables(database)).toEqual(['migrations'])
    // Mutant: the migration drops its table alone.
    const beside = await database.query({ text: `SELECT to_regclass('codelupe_rebuild_1.files') AS found` })
    expect(beside.rows).toEqual([{ found: null }])
    expect(await migrate(url, database, 'up')).toEqual(applied)
    expect(await publicTables(database)).toEqual(before)
    await project(database, entries)
    await database.close()
  })

  test('run twice at once: one does the work, the other waits and finds nothing to do', async () => {
    const url = await server.database('twice')
    const database = openDatabase(url)
    const ran = await Promise.all([migrate(url, database, 'up'), migrate(url, database, 'up')])
    expect(ran.map((names) => names.length).sort()).toEqual([0, (await migrationStatus(database)).applied.length])
    await requireMigrated(database)
    await database.close()
  })

  test('that fail half way leave nothing behind', async () => {
    const url = await server.database('half')
    const database = openDatabase(url)
    await database.query({ text: 'CREATE TABLE sample_uses (mine INT)' })
    await expect(migrate(url, database, 'up')).rejects.toThrow('sample_uses')
    expect(await publicTables(database)).toEqual(['migrations', 'sample_uses'])
    await database.query({ text: 'DROP TABLE sample_uses' })
    expect(await migrate(url, database, 'up')).toEqual((await migrationStatus(database)).applied)
    await database.close()
  })

  test('refuse a database that a newer version migrated, in both directions', async () => {
    const { url, database } = await migratedDatabase(server, 'newer')
    await database.query({
      text: "INSERT INTO migrations (name, run_on) VALUES ('9999_from_the_future', '2030-01-01')",
    })
    expect((await migrationStatus(database)).unknown).toEqual(['9999_from_the_future'])
    await expect(requireMigrated(database)).rejects.toMatchObject({ code: 'postgres.version' })
    await expect(migrate(url, database, 'up')).rejects.toMatchObject({ code: 'postgres.version' })
    await expect(migrate(url, database, 'down')).rejects.toMatchObject({ code: 'postgres.version' })
    expect(await publicTables(database)).toContain('decisions')
    await database.close()
  })

  test('tell an empty database what to type', async () => {
    const database = openDatabase(await server.database('empty'))
    await expect(requireMigrated(database)).rejects.toMatchObject({
      code: 'postgres.not-migrated',
      hint: expect.stringContaining('migrate up'),
    })
    await expect(database.query({ text: 'SELECT * FROM files' })).rejects.toMatchObject({
      code: 'postgres.not-migrated',
    })
    await database.close()
  })
})
