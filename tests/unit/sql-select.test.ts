// `sql` over a log in memory: the parser, the engine, the decoding and the answers are the command's own, and nothing is a server.
// Mutants: `*` brings content; content is given as it came in; bytes are shown unseen; what cannot be decoded has no error; a limit
// reads to the end; external access stays on; a condition under OR prunes; a condition on the other table prunes; NaN in JSON.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodedLog } from '../../bench/encoded-log.ts'
import { createCodec } from '../../runtime/codec.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { fileOf } from '../support/made-files.ts'
import { type SqlHere, sqlHere } from '../support/sql-asked.ts'

const ids = { 1: 'File', 2: 'Decision', 3: 'TrainingCommit', 4: 'Candidate' } as const
// Joined from parts, so that nobody's scanner takes this file for a leak.
const secretValue = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')
const codec = createCodec()
const candidates = [`const token = '${secretValue}'\n`, 'const value = 1\n'].map((content, index): LogRecord => {
  const candidate = { file: { ...fileOf(index, 0), content: Buffer.from(content) }, verdicts: [] }
  return recordOf('files.quality.v1', index, codec.encode('Candidate', 4, candidate))
})

function recordOf(topic: string, offset: number, value: Buffer): LogRecord {
  return { topic, partition: 0, offset, key: 'key', value, headers: [['ce_id', 'x']], timestamp: Date.UTC(2026, 0, 2) }
}

function blocks(topic: string): readonly (readonly LogRecord[])[] {
  if (topic === 'files.quality.v1') return [candidates]
  if (topic === 'dlq.quality.v1')
    return [[recordOf(topic, 0, Buffer.from(`password = "${secretValue}"`)), recordOf(topic, 1, Buffer.from([1, 2]))]]
  const log = encodedLog(400)
  const found: (readonly LogRecord[])[] = []
  for (let some = log.next(100); some.length > 0; some = log.next(100))
    found.push(some.filter((record) => record.topic === topic))
  if (topic !== 'files.decided.v1') return found
  return [
    ...found,
    [recordOf(topic, 900, Buffer.from([0, 0, 0, 0, 2, 7])), recordOf(topic, 901, Buffer.from('no record'))],
  ]
}

let here: SqlHere
beforeAll(async () => {
  here = await sqlHere(blocks, ids)
})
afterAll(() => here.close())

test('which rule rejected most files by language: grouped, sorted, with nested names', async () => {
  const rows = await here.ask(`SELECT file.language, reason, count(*) AS files FROM files.decided.v1
    WHERE outcome = 'rejected' GROUP BY ALL ORDER BY files DESC, 1, 2`)
  expect(rows.reduce((sum, { files }) => sum + Number(files), 0)).toBe(150)
  expect(rows[0]).toEqual({
    language: 'Go',
    reason: expect.stringMatching(/^secret-rule-\d+$/),
    files: expect.any(Number),
  })
})

test('lists and maps are lists and maps', async () => {
  const [row] =
    await here.ask(`SELECT len(verdicts) AS n, verdicts[1].signals['qualitySignal1'] AS signal, verdicts[1].findings AS findings
    FROM files.decided.v1 WHERE outcome = 'accepted' LIMIT 1`)
  expect(row).toEqual({ n: 4, signal: expect.any(Number), findings: expect.any(Array) })
})

test('topics are joined, also with themselves and with what WITH names', async () => {
  const [row] = await here.ask(
    `WITH accepted AS (SELECT file.fileId AS id FROM files.decided.v1 WHERE outcome = 'accepted')
    SELECT count(*) AS n, sum(f.sizeBytes) > 0 AS some FROM files.submitted.v1 f JOIN accepted USING (id)`.replace(
      'USING (id)',
      'ON id = f.fileId',
    ),
  )
  expect(row).toEqual({ n: 250, some: true })
  const [twice] = await here.ask(
    'SELECT count(*) AS n FROM files.submitted.v1 a JOIN files.submitted.v1 b USING (fileId)',
  )
  expect(twice).toEqual({ n: 400 })
})

test('what cannot be decoded is a row with its error and its bytes, and is told', async () => {
  here.said.length = 0
  const rows = await here.ask(
    'SELECT outcome, ROWERROR, ROWBYTES, ROWOFFSET FROM files.decided.v1 WHERE ROWERROR IS NOT NULL',
  )
  expect(rows).toEqual([
    {
      outcome: null,
      ROWERROR: expect.stringMatching(/^schema\.undecodable: /),
      ROWBYTES: '000000000207',
      ROWOFFSET: 900,
    },
    {
      outcome: null,
      ROWERROR: expect.stringMatching(/^schema\.unknown-id|^schema\.undecodable/),
      ROWBYTES: '6e6f207265636f7264',
      ROWOFFSET: 901,
    },
  ])
  expect(here.said).toHaveLength(2)
  expect(await here.ask('SELECT count(*) AS n FROM files.decided.v1')).toEqual([{ n: 402 }])
  const stars = await here.ask('SELECT * FROM files.decided.v1 WHERE outcome IS NULL')
  expect(stars.map(({ file, ROWBYTES }) => [file, ROWBYTES])).toEqual([
    [null, '000000000207'],
    [null, '6e6f207265636f7264'],
  ])
})

test('content is there only where it is named, with what the secret processor redacts, and never as it came in (I15)', async () => {
  here.said.length = 0
  const [star] = await here.ask('SELECT * FROM files.submitted.v1 LIMIT 1')
  expect(Object.keys(star ?? {})).not.toContain('content')
  const rows = await here.ask('SELECT file.content AS content FROM files.quality.v1')
  expect(rows[1]).toEqual({ content: 'const value = 1\n' })
  expect(JSON.stringify(rows)).not.toContain(secretValue.slice(0, 16))
  expect(JSON.stringify([rows, here.said])).toMatch(/REDACTED|redacted|withheld/)
  const whole = await here.ask("SELECT file, 'content' AS name FROM files.quality.v1")
  expect(JSON.stringify(whole)).not.toContain(secretValue.slice(0, 16))
})

test('bytes of a topic without a schema are shown only where the secret processor finds nothing in them (I15)', async () => {
  const rows = await here.ask(
    'SELECT ROWBYTES AS bytes, HEADERS[1].value AS header FROM dlq.quality.v1 ORDER BY ROWOFFSET',
  )
  expect(rows).toEqual([
    { bytes: expect.stringMatching(/^withheld: /), header: 'x' },
    { bytes: '0102', header: 'x' },
  ])
})

test('a limit takes no more of the log than it needs', async () => {
  here.taken.blocks = 0
  expect(await here.ask('SELECT path FROM files.submitted.v1 LIMIT 3')).toHaveLength(3)
  expect(here.taken.blocks).toBe(1)
  expect(await here.ask("SELECT path FROM files.submitted.v1 WHERE language = 'Go' EMIT CHANGES LIMIT 2")).toHaveLength(
    2,
  )
})

test('live is only what looks at one record at a time', async () => {
  const filtered = await here.ask("SELECT outcome FROM files.decided.v1 WHERE outcome = 'rejected' EMIT CHANGES")
  expect(filtered).toHaveLength(150)
  for (const text of [
    'SELECT count(*) FROM files.decided.v1',
    'SELECT outcome FROM files.decided.v1 ORDER BY 1',
    'SELECT 1',
    'SELECT * FROM files',
    'SELECT DISTINCT outcome FROM files.decided.v1',
    'SELECT row_number() OVER () FROM files.decided.v1',
  ])
    await expect(here.ask(`${text} EMIT CHANGES`), text).rejects.toThrow(/expected of EMIT CHANGES one topic/)
})

const prunedBy = async (where: string, from = 'files.decided.v1') => {
  here.asked.length = 0
  await here.ask(`SELECT count(*) FROM ${from} WHERE ${where}`)
  return here.asked.map(({ topic, pruned }) => ({
    topic,
    ...pruned,
    partitions: pruned.partitions === null ? null : [...pruned.partitions],
  }))
}
const all = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

test('partitions, offsets and times that must hold are not read past', async () => {
  expect(await prunedBy('ROWPARTITION = 1')).toMatchObject([{ partitions: [1], offsets: all, times: all }])
  expect(await prunedBy('rowpartition IN (1, 3) AND 3 >= ROWPARTITION AND ROWOFFSET BETWEEN 5 AND 9')).toMatchObject([
    { partitions: [1, 3], offsets: { from: 5, to: 9 } },
  ])
  const [day, next] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)]
  expect(await prunedBy("ROWTIME BETWEEN '2026-01-01' AND TIMESTAMP '2026-01-01' + INTERVAL 1 DAY")).toMatchObject([
    { times: { from: day, to: next } },
  ])
  const [later] = await prunedBy('ROWTIME > now() - INTERVAL 1 HOUR')
  expect(Math.abs((later?.times.from ?? 0) - (Date.now() - 3_600_000))).toBeLessThan(600_000)
})

test('what need not hold of every row, or says something else each time, prunes nothing', async () => {
  for (const where of [
    'ROWPARTITION = 1 OR true',
    'NOT ROWPARTITION = 1',
    'ROWOFFSET > random() * 10',
    'ROWPARTITION + 0 = 1',
    'ROWOFFSET <> 3',
  ])
    expect(await prunedBy(where), where).toMatchObject([{ partitions: null, offsets: all, times: all }])
  const joined = await prunedBy(
    'f.ROWPARTITION = 1',
    'files.decided.v1 d JOIN files.submitted.v1 f ON d.file.fileId = f.fileId',
  )
  expect(joined.map(({ topic, partitions }) => [topic, partitions]).toSorted()).toEqual([
    ['files.decided.v1', null],
    ['files.submitted.v1', [1]],
  ])
})

test('a name that is not there is told with the nearest', async () => {
  const refused: readonly (readonly [text: string, why: RegExp])[] = [
    ['SELECT outcom FROM files.decided.v1', /found outcom; the nearest is outcome/],
    ['SELECT file.langage FROM files.decided.v1', /found langage; the nearest is language/],
    ['SELECT d.reasons FROM files.decided.v1 d', /found reasons; the nearest is reason/],
    ['SELECT 1 FROM files.decidd.v1', /found files\.decidd\.v1; the nearest is files\.decided\.v1/],
    ['SELECT 1 FROM sample', /found sample; the nearest is samples/],
    ['SELECT ROWTIMES FROM files.decided.v1', /the nearest is ROWTIME/],
  ]
  for (const [text, why] of refused) await expect(here.ask(text), text).rejects.toThrow(why)
})

test('hostile SQL reaches no file, setting, extension or second statement', async () => {
  for (const text of [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/proc/self/environ')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/*')",
    "COPY (SELECT 1) TO '/tmp/codelupe-hostile.csv'",
    "ATTACH '/tmp/codelupe-hostile.db'",
    'INSTALL httpfs',
    "SET memory_limit = '100GB'",
    'PRAGMA enable_external_access',
    'CREATE TABLE t (a INT)',
    'SELECT 1) AS answer(c0); DROP TABLE staged0; SELECT (1',
    'SELECT 1; SELECT 2',
    "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
    `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
    `SELECT ${'NOT '.repeat(50_000)}true`,
    'SELECT $1',
    "SELECT getenv('HOME')",
    '',
  ])
    await expect(here.ask(text), text.slice(0, 60)).rejects.toMatchObject({ code: 'sql.invalid' })
  // It still answers.
  expect(await here.ask('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('an answer that fits neither in memory nor in what may be spilled is refused by its name', async () => {
  await expect(
    here.ask("SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(100000)"),
  ).rejects.toMatchObject({ code: 'sql.too-large' })
})

test('values that JSON has no word for are null, names are what they are, and what a terminal acts on is escaped', async () => {
  const [row] =
    await here.ask(`SELECT 'nan'::DOUBLE AS a, {'inner': 'inf'::DOUBLE, 'text': 'NaN "Infinity"'} AS b, chr(27) || '[31m' AS "c
d", 9007199254740993::BIGINT::VARCHAR AS big -- the end`)
  expect(row).toEqual({
    a: null,
    b: { inner: null, text: 'NaN "Infinity"' },
    'c\nd': '\u001b[31m',
    big: '9007199254740993',
  })
})
