// The Postgres sink on a real server: rows and positions together, fenced twins, lost answers, refused rows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../runtime/postgres.ts'
import type { Batch } from '../../runtime/step.ts'
import { type Entry, makeLog } from '../support/pipeline-log.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { batchesOf, interleave, migratedDatabase, outcomeOf, project, projectorSink } from '../support/project.ts'
import { isEmbedded } from '../support/servers.ts'

const onEmbedded = await isEmbedded('Postgres is stopped and started again')
let server: TestServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const signal = new AbortController().signal
const made = makeLog({ files: 300 })
const entries = interleave(made.partitions, 1)
const submitted = entries.filter(({ record }) => record.topic === 'files.submitted.v1' && record.partition === 0)
const partition = { topic: 'files.submitted.v1', partition: 0 }

const count = async (
  database: Awaited<ReturnType<typeof migratedDatabase>>['database'],
  sql: string,
): Promise<number> => {
  const { rows } = await database.query({ text: `SELECT count(*)::INT AS n FROM ${sql}` })
  return Number(rows[0]?.n)
}

/** The server's address, changed. */
function urlWith({ password, pathname }: { readonly password?: string; readonly pathname?: string }): string {
  const url = new URL(server.url)
  url.password = password ?? url.password
  url.pathname = pathname ?? url.pathname
  return url.href
}

const batchOf = (part: readonly Entry[], from: number): Batch => ({
  records: part.map(({ record }) => record),
  from: [{ ...partition, offset: from }],
  next: [{ ...partition, offset: (part.at(-1)?.record.offset ?? 0) + 1 }],
})

describe('the Postgres sink', () => {
  test('writes a whole log: every file, decision, finding, sample, dead letter and use', async () => {
    const { database } = await migratedDatabase(server, 'whole')
    await project(database, entries)
    const fates = (fate: string): number => made.files.filter((file) => file.fate === fate).length
    expect(await count(database, 'files')).toBe(300)
    expect(await count(database, "decisions WHERE outcome = 'accepted'")).toBe(fates('accepted'))
    expect(await count(database, "decisions WHERE outcome = 'rejected'")).toBe(fates('rejected'))
    expect(await count(database, 'samples')).toBe(fates('accepted'))
    expect(await count(database, 'dead_letters')).toBe(fates('dead'))
    expect(await count(database, 'verdicts')).toBe(made.files.flatMap((file) => file.decision?.verdicts ?? []).length)
    expect(await count(database, 'findings')).toBe(
      made.files.flatMap((file) => file.decision?.verdicts ?? []).flatMap((verdict) => verdict.findings).length,
    )
    expect(await count(database, 'sample_uses')).toBe(Math.floor(fates('accepted') / 10) * 10)
    expect(await count(database, 'skipped')).toBe(34)
    expect(await count(database, 'repositories')).toBe(7)
    const { rows } = await database.query({ text: 'SELECT sum(records)::INT AS records FROM positions' })
    expect(rows[0]?.records).toBe(entries.length)
    await database.close()
  })

  test('resumes where it committed, and begins unknown partitions where it is told', async () => {
    const { database } = await migratedDatabase(server, 'resume')
    const sink = projectorSink(database)
    expect(await sink.resume([partition], signal)).toEqual([{ ...partition, offset: 0, after: null }])
    const batch = batchOf(submitted.slice(0, 10), 0)
    await sink.commit(submitted.slice(0, 10).map(outcomeOf), batch, signal)
    const unmarked = batch.next.map((position) => ({ ...position, after: null }))
    expect(await projectorSink(database).resume([partition], signal)).toEqual(unmarked)
    await sink.close()
  })

  test('moves positions without records, and keeps the mark of the record before them', async () => {
    const { database } = await migratedDatabase(server, 'markers')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    await sink.commit(
      [],
      { records: [], from: [{ ...partition, offset: 0 }], next: [{ ...partition, offset: 3, after: 'mark' }] },
      signal,
    )
    expect(await sink.resume([partition], signal)).toEqual([{ ...partition, offset: 3, after: 'mark' }])
    await sink.close()
  })

  test('fences the one of two projectors that comes second, and writes nothing for it', async () => {
    const { database } = await migratedDatabase(server, 'fenced')
    const first = projectorSink(database)
    const second = projectorSink(database)
    await first.resume([partition], signal)
    await second.resume([partition], signal)
    await first.commit(submitted.slice(0, 5).map(outcomeOf), batchOf(submitted.slice(0, 5), 0), signal)
    await expect(
      second.commit(submitted.slice(0, 3).map(outcomeOf), batchOf(submitted.slice(0, 3), 0), signal),
    ).rejects.toMatchObject({ code: 'postgres.fenced', retriable: false })
    expect(await count(database, 'files')).toBe(5)
    await database.close()
  })

  test('tells a database that went back from a fence', async () => {
    const { database } = await migratedDatabase(server, 'behind')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    await expect(
      sink.commit(
        [],
        { records: [], from: [{ ...partition, offset: 9 }], next: [{ ...partition, offset: 12 }] },
        signal,
      ),
    ).rejects.toMatchObject({ code: 'postgres.behind' })
    await database.close()
  })

  test('recognises a commit whose answer was lost', async () => {
    const { database } = await migratedDatabase(server, 'unknown')
    let losing = true
    const sink = projectorSink({
      ...database,
      transaction: async (work, begin) => {
        const result = await database.transaction(work, begin)
        if (losing) {
          losing = false
          throw new Error('the connection broke before the answer came')
        }
        return result
      },
    })
    await sink.resume([partition], signal)
    const part = submitted.slice(0, 8)
    const batch = batchOf(part, 0)
    await expect(sink.commit(part.map(outcomeOf), batch, signal)).rejects.toThrow('before the answer came')
    await sink.commit(part.map(outcomeOf), batch, signal)
    const { rows } = await database.query({
      text: "SELECT sum(records)::INT AS n FROM funnel WHERE outcome = 'submitted'",
    })
    expect(rows[0]?.n).toBe(8)
    await database.close()
  })

  test.skipIf(!onEmbedded)('goes on after the server was away, with a retriable error meanwhile', async () => {
    const { database } = await migratedDatabase(server, 'away')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    const part = submitted.slice(0, 8)
    const batch = batchOf(part, 0)
    const closed = openDatabase('postgres://codelupe:codelupe@127.0.0.1:1/nothing')
    await expect(closed.query({ text: 'SELECT 1' })).rejects.toMatchObject({
      code: 'postgres.unavailable',
      retriable: true,
    })
    await closed.close()
    await server.restart()
    await sink.commit(part.map(outcomeOf), batch, signal)
    expect(await count(database, 'files')).toBe(8)
    await sink.close()
  })

  test('refuses a wrong password, or none, as the user’s fault, and an unknown host as unavailable', async () => {
    for (const [url, code] of [
      [urlWith({ password: 'wrong' }), 'postgres.refused'],
      [urlWith({ password: '' }), 'postgres.refused'],
      [urlWith({ pathname: '/no_such_database' }), 'postgres.refused'],
      ['postgres://codelupe:codelupe@no-such-host.invalid:5432/postgres', 'postgres.unavailable'],
      ['postgres://codelupe:codelupe@localhost:1/postgres', 'postgres.unavailable'],
    ] as const) {
      const wrong = openDatabase(url)
      await expect(wrong.query({ text: 'SELECT 1' }), new URL(url).pathname).rejects.toMatchObject({
        code,
        retriable: code === 'postgres.unavailable',
      })
      await wrong.close()
    }
  })

  test('stops when most rows are refused: a bad deploy must not bury the log', async () => {
    const { database } = await migratedDatabase(server, 'breaker')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    const first = submitted[0]
    if (first?.event === null || first === undefined || !('contentSha256' in first.event))
      throw new Error('a file was made')
    const { event, record } = first
    const bad = Array.from({ length: 150 }, (_, offset) => ({
      event: { ...event, submittedAt: -8e15 },
      record: { ...record, offset },
    }))
    await expect(sink.commit(bad.map(outcomeOf), batchOf(bad, 0), signal)).rejects.toMatchObject({
      code: 'breaker.open',
    })
    expect(await count(database, 'dead_letters')).toBe(0)
    await sink.close()
  })

  test('buries the one record whose rows do not fit, with its neighbours unharmed', async () => {
    const { database } = await migratedDatabase(server, 'refused')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    const [first, second, third] = submitted.slice(0, 3)
    if (first === undefined || second === undefined || third === undefined) throw new Error('three entries were made')
    const tooEarly = {
      ...second,
      event: second.event !== null && 'contentSha256' in second.event ? { ...second.event, submittedAt: -8e15 } : null,
    }
    const part = [first, tooEarly, third]
    await sink.commit(part.map(outcomeOf), batchOf(part, 0), signal)
    expect(await count(database, 'files')).toBe(2)
    const { rows } = await database.query({
      text: 'SELECT step, original_offset::INT AS at, code, message FROM dead_letters',
    })
    expect(rows).toEqual([
      { step: 'projector', at: second.record.offset, code: 'postgres.data', message: expect.stringContaining('22008') },
    ])
    await sink.close()
  })

  test('escapes NUL and lone surrogates the same way each time, in text and in JSON', async () => {
    const { database } = await migratedDatabase(server, 'hostile')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    const [first] = submitted
    if (first?.event === null || first === undefined || !('contentSha256' in first.event))
      throw new Error('a file was made')
    const hostile = { ...first, event: { ...first.event, path: 'a\u0000b\ud800"\\{},c' } }
    await sink.commit([outcomeOf(hostile)], batchOf([hostile], 0), signal)
    const { rows } = await database.query({ text: 'SELECT path FROM files' })
    expect(rows).toEqual([{ path: 'a\\u0000b\ufffd"\\{},c' }])
    await sink.close()
  })

  test('buries what the loop could not decode, as rows of the same transaction', async () => {
    const { database } = await migratedDatabase(server, 'burial')
    const sink = projectorSink(database)
    await sink.resume([partition], signal)
    const [first, second] = submitted
    if (first === undefined || second === undefined) throw new Error('two entries were made')
    const burial = {
      kind: 'burial',
      record: second.record,
      reason: 'decode',
      code: 'schema.undecodable',
      message: 'no magic byte',
    } as const
    await sink.commit([outcomeOf(first), burial], batchOf([first, second], 0), signal)
    expect(await count(database, 'files')).toBe(1)
    expect(await count(database, "dead_letters WHERE step = 'projector' AND reason = 'decode'")).toBe(1)
    await sink.close()
  })

  test('cuts batches anywhere: one record or all at once give the same rows', async () => {
    expect(batchesOf(entries, () => 1).length).toBe(entries.length)
    const [single, whole] = [await migratedDatabase(server, 'one_by_one'), await migratedDatabase(server, 'at_once')]
    await project(single.database, entries.slice(0, 200), () => 1)
    await project(whole.database, entries.slice(0, 200))
    const tables =
      'SELECT (SELECT json_agg(l ORDER BY partition, block) FROM ledger l)::TEXT AS ledger, (SELECT json_agg(f ORDER BY f) FROM funnel f)::TEXT AS funnel'
    const [left, right] = [await single.database.query({ text: tables }), await whole.database.query({ text: tables })]
    expect(left.rows).toEqual(right.rows)
    await single.database.close()
    await whole.database.close()
  })
})
