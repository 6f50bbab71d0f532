// `sql` on the real log and tables: the same answer as `status` and Postgres give, bounded by the ends of its start, live with
// EMIT CHANGES, and shown whole where a record cannot be read. One pipeline for the whole file.
// Mutants: a range begins one offset later than was asked; tables come without their rows; EMIT CHANGES begins at the first
// offset; ROWBYTES says nothing.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../../cli/connect.ts'
import { projectFolder } from '../../runtime/config.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { stepNames } from '../../topics/index.ts'
import { runHere } from '../support/commands-here.ts'
import { livePipeline } from '../support/live.ts'
import { patienceMs, until } from '../support/waits.ts'

const pipelineOf = livePipeline()
const folder = mkdtempSync(join(tmpdir(), 'codelupe-sql-'))
const steps = stepNames.filter((step) => step !== 'trainer')

beforeAll(async () => {
  const input = join(folder, 'desk')
  mkdirSync(input)
  const commander = join(projectFolder, 'node_modules', 'commander')
  for (const name of ['LICENSE', 'lib/help.js', 'lib/option.js'])
    writeFileSync(join(input, name.replace('/', '-')), readFileSync(join(commander, name)))
  for (let at = 0; at < 6; at++) writeFileSync(join(input, `small-${at}.json`), `{ "at": ${at} }\n`)
  for (let at = 0; at < 3; at++) writeFileSync(join(input, `small-${at}.py`), `at = ${at}\n`)
  await run('ingest', input)
  await pipelineOf().drain(steps)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: readonly string[]): Promise<string> {
  const { out, err } = await runHere(pipelineOf().config, args)
  if (out === '') throw new Error(err)
  return out
}

type Row = Readonly<Record<string, unknown>>
const ask = async (statement: string): Promise<readonly Row[]> =>
  (await run('sql', statement, '--json')).split('\n').map((line) => JSON.parse(line))

const byLanguage = (text: string, from: string): string =>
  `SELECT ${text} AS language, reason, CAST(count(*) AS INT) AS files FROM ${from} WHERE outcome = 'rejected' GROUP BY 1, 2 ORDER BY files DESC, language, reason`

test('which rule rejected most files by language is the same from the log, the tables, Postgres and status', async () => {
  const { connection } = pipelineOf()
  const fromLog = await ask(byLanguage('file.language', 'files.decided.v1'))
  const joined = 'decisions AS d JOIN files AS f ON f.file_id = d.file_id AND f.submission = d.submission'
  const fromTables = await ask(byLanguage('f.language', joined))
  const { rows } = await withDatabase(connection.databaseUrl, (database) =>
    database.query({ text: byLanguage('f.language', joined) }),
  )
  expect(fromLog.length).toBeGreaterThan(1)
  expect(fromLog[0]).toMatchObject({ language: 'JSON', files: 6 })
  expect(fromTables).toEqual(fromLog)
  expect(rows.map((row) => ({ ...row }))).toEqual(fromLog)
  const status = JSON.parse(await run('status', '--json'))
  expect(fromLog.reduce((sum, { files }) => sum + Number(files), 0)).toBe(status.files.rejected)
  const byStep = await ask(`SELECT "by", count(*) AS files FROM files.decided.v1 WHERE "by" IS NOT NULL GROUP BY ALL`)
  for (const { by, files } of byStep)
    expect([by, status.steps.find((step: Row) => step.step === by).rejected]).toEqual([by, files])
})

test('partitions, offsets and times choose the records that they say', async () => {
  const all = await ask(
    'SELECT ROWPARTITION AS p, ROWOFFSET AS o, ROWTIME AS t, path FROM files.submitted.v1 ORDER BY p, o',
  )
  expect(all).toHaveLength(12)
  const chosen = all.find(({ o }) => o === 1) ?? {}
  const where = (text: string): Promise<readonly Row[]> =>
    ask(`SELECT path FROM files.submitted.v1 WHERE ${text} ORDER BY path`)
  const paths = (rows: readonly Row[]): readonly unknown[] => rows.map(({ path }) => path).toSorted()
  expect(await where(`ROWPARTITION = ${chosen.p} AND ROWOFFSET = 1`)).toEqual([{ path: chosen.path }])
  expect(paths(await where(`ROWTIME >= '${chosen.t}' AND ROWTIME < now() + INTERVAL 1 DAY`))).toEqual(
    paths(all.filter(({ t }) => String(t) >= String(chosen.t))),
  )
  expect(
    await ask("SELECT count(*) AS n FROM files.submitted.v1 WHERE ROWTIME < '2020-01-01' OR ROWTIME > '2100-01-01'"),
  ).toEqual([{ n: 0 }])
  expect(await ask("SELECT count(*) AS n FROM files.submitted.v1 WHERE ROWTIME > '2100-01-01'")).toEqual([{ n: 0 }])
})

test('what cannot be decoded is printed and selected with its bytes and its error', async () => {
  await put('quality.noise', 'no record at all')
  const [row] = await ask('SELECT ROWKEY, ROWERROR, ROWBYTES FROM files.skipped.v1')
  const hex = Buffer.from('no record at all').toString('hex')
  expect(row).toEqual({ ROWKEY: 'quality.noise', ROWERROR: expect.stringMatching(/^schema\./), ROWBYTES: hex })
  const [printed] = (await run('sql', "PRINT 'files.skipped.v1' FROM BEGINNING"))
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(printed).toMatchObject({
    key: 'quality.noise',
    value: null,
    error: { code: expect.any(String) },
    bytes: { hex },
  })
})

test('EMIT CHANGES shows what comes after its start and passes its filter, and ends at its limit', async () => {
  await put('wanted before', 'x')
  const live = pipelineOf().spawn([
    'sql',
    "SELECT ROWKEY FROM files.skipped.v1 WHERE ROWKEY LIKE 'wanted%' EMIT CHANGES LIMIT 2",
    '--json',
  ])
  const state = { at: 0 }
  // It does not say when it has begun: records come until it has seen enough.
  await until({
    what: 'two rows',
    home: pipelineOf().config.home,
    look: async () => {
      await put(`other ${state.at}`, 'x')
      await put(`wanted ${state.at++}`, 'x')
      return live.stdout().trim().split('\n').length
    },
    holds: (rows) => rows >= 2,
  })
  expect(await live.ended).toBe('0')
  const keys = live
    .stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).ROWKEY)
  expect(keys).toEqual([expect.stringMatching(/^wanted \d+$/), expect.stringMatching(/^wanted \d+$/)])
})

async function put(key: string, text: string): Promise<void> {
  const producer = await openProducer(pipelineOf().connection.kafka, 'codelupe.test.sql')
  try {
    await producer.initTransactions()
    await producer.begin()
    const record = { topic: 'files.skipped.v1', key, value: Buffer.from(text), headers: [] }
    await producer.produce([record], AbortSignal.timeout(patienceMs))
    await producer.commit()
  } finally {
    await producer.close()
  }
}

test('what there is to ask is listed, and an export is whole', async () => {
  const topics = JSON.parse(`[${(await run('sql', 'SHOW TOPICS EXTENDED', '--json')).split('\n').join(',')}]`)
  expect(topics.find((row: Row) => row.topic === 'files.decided.v1')).toMatchObject({
    record: 'Decision',
    partitions: '6',
  })
  const groups = await ask('SHOW GROUPS')
  expect(groups.find(({ group }) => group === 'codelupe.quality')).toMatchObject({ lag: '0' })
  expect((await ask('SHOW SUBJECTS')).map(({ subject }) => subject)).toContain('files.decided.v1-value')
  expect((await ask('DESCRIBE files.decided.v1')).map(({ column }) => column)).toContain('file.repository.owner')
  for (const format of ['csv', 'json', 'parquet']) {
    const out = join(folder, `decisions.${format}`)
    const { err } = await runHere(pipelineOf().config, [
      'sql',
      'SELECT * FROM files.decided.v1',
      '--format',
      format,
      '--out',
      out,
    ])
    expect(err).toContain(`12 rows in ${out}`)
  }
  expect(readFileSync(join(folder, 'decisions.csv'), 'utf8').split('\n')).toHaveLength(14)
  expect(readFileSync(join(folder, 'decisions.parquet')).toString('latin1', 0, 4)).toBe('PAR1')
})
