// I8, asked of a running system: the projections' tables are what the topics make of them, and where they are not, the
// rows are named; nothing of the asking stays behind.
// Mutants: read the live tables READ COMMITTED; fold to the topics' ends; bury nothing that ended the projector; leave the
// schema after an error; sweep without the lock, without the mark, or not at all; put a row's place into its hash; keep the
// sum of the last pages alone; compare counts alone; stop at the end of one side; compare keys as text, or by code units;
// order them as the table's columns are; leave out the look at a topic's first offset, or at its end; ask for no right; no
// listener on a connection in use.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type Connection, withClients } from '../../cli/connect.ts'
import { verifyProjections } from '../../cli/verify/fold.ts'
import { differencesOf, digestOf } from '../../cli/verify/table-digest.ts'
import { projections } from '../../projections/index.ts'
import { createCodec } from '../../runtime/codec.ts'
import { type OutgoingRecord, openProducer } from '../../runtime/kafka.ts'
import type { Session, SqlRow } from '../../runtime/postgres.ts'
import { filesDecided, filesSkipped, filesSubmitted, stepNames, type Topic, trainingSteps } from '../../topics/index.ts'
import { interruptedBy } from '../support/interrupted.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission, type Running, recordsOf, untilDrained } from '../support/pipeline.ts'
import { isEmbedded } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')
const ours = await isEmbedded('a topic is shortened, a role is made')

const onDatabase = <Result>({ connection }: LivePipeline, work: (session: Session) => Promise<Result>) =>
  withClients(connection, ({ database }) => work(database))

const rowsOf = async (pipeline: LivePipeline, text: string): Promise<readonly SqlRow[]> =>
  onDatabase(pipeline, async (session) => (await session.query({ text })).rows)

const scratchIn = async (pipeline: LivePipeline): Promise<readonly string[]> =>
  (await rowsOf(pipeline, String.raw`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'verify\_%'`)).map((row) =>
    String(row.nspname),
  )

const verify = (connection: Connection, signal = AbortSignal.timeout(patienceMs)) =>
  verifyProjections(connection, () => undefined, signal)

async function produce({ connection }: LivePipeline, records: readonly OutgoingRecord[]): Promise<void> {
  const producer = await openProducer(connection.kafka, 'codelupe.test.fold')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(records, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

/** One commit of a trainer, as bytes. */
async function trainingCommit({ connection }: LivePipeline): Promise<OutgoingRecord> {
  const [decided] = await recordsOf(connection, filesDecided)
  const fileId = decided?.headers.find(([name]) => name === 'ce_subject')?.[1] ?? ''
  const sample = { sampleId: `${fileId}@one`, fileId, submission: 'one', became: 'trained', reason: null }
  const event = {
    lineage: 'first',
    parentLineage: null,
    fence: 1,
    checkpoint: 'step-1-1',
    manifestSha256: 'ab'.repeat(32),
    parent: null,
    model: 'tiny',
    steps: [{ step: 1, loss: 0.1 + 0.2, tokens: 3, slots: 4, computeMs: 1.5, waitMs: 1 / 3 }],
    positions: [],
    samples: [{ ...sample, step: 1, tokens: 3 }],
    device: 'cpu',
    checkpointMs: 20,
  }
  const id = await connection.registry.idOf(trainingSteps)
  const value = createCodec().encode('TrainingCommit', id, event)
  return { topic: trainingSteps.name, key: 'first', value, headers: [] }
}

/** Makes the projector bury this record as one that has ended it: what its marker says after the second crash. */
async function suspect({ config, connection }: LivePipeline): Promise<void> {
  const [record] = await recordsOf(connection, filesDecided)
  if (record === undefined) throw new Error('expected a decision')
  const { topic, partition, offset } = record
  const at = { topic, partition, offset }
  const file = join(config.home, 'run', 'projector-0.marker')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ crashes: 2, single: true, records: [at, at] }))
}

test('a projector that did its work has the tables that a fold makes, burials and crashes with them', async () => {
  const pipeline = pipelineOf()
  const poisonOf = ({ name }: Topic) => ({ topic: name, key: 'k', value: Buffer.from([7, 7, 7]), headers: [] })
  await pipeline.submit(madeSubmission('folded', 300))
  for (const name of ['\uff8a', '\u{1d11e}']) await pipeline.submit(madeSubmission(name, 2))
  await produce(pipeline, [poisonOf(filesSubmitted)])
  await pipeline.drain(gates)
  await produce(pipeline, [poisonOf(filesDecided), poisonOf(trainingSteps), await trainingCommit(pipeline)])
  await suspect(pipeline)
  await pipeline.drain(['projector'])
  const said: string[] = []
  const check = await verifyProjections(pipeline.connection, (line) => said.push(line), AbortSignal.timeout(patienceMs))
  expect(check.differences).toEqual([])
  const rows = Object.fromEntries(check.tables.map((table) => [table.table, table.rows]))
  expect(rows).toMatchObject({ files: 274, decisions: 273, skipped: 30, repositories: 3, training_steps: 1 })
  // By the projector: three that are no record and one that ended it; by the gates: what is no file.
  const reasons = await rowsOf(pipeline, `SELECT reason FROM dead_letters WHERE step = 'projector' ORDER BY 1`)
  expect(reasons.map(({ reason }) => reason)).toEqual(['decode', 'decode', 'decode', 'process.crashed'])
  expect(check.tables.map(({ rows, digest }) => ({ rows, digest }))).toEqual(check.tables.map(({ folded }) => folded))
  const filled = check.tables.filter((table) => table.rows > 0)
  expect(filled.every(({ digest }) => /^[0-9a-f]{32}$/.test(digest) && digest !== '0'.repeat(32))).toBe(true)
  expect(filled.length).toBeGreaterThan(10)
  expect(said.join('\n')).toContain('comparing')
  expect(await scratchIn(pipeline)).toEqual([])
})

test('the digest of a table does not depend on where its rows lie', async () => {
  const pipeline = pipelineOf()
  const before = await verify(pipeline.connection)
  await onDatabase(pipeline, async (session) => {
    await session.query({ text: 'CREATE TABLE aside AS SELECT * FROM decisions ORDER BY file_id DESC' })
    await session.query({ text: 'DELETE FROM decisions' })
    await session.query({ text: 'INSERT INTO decisions SELECT * FROM aside' })
    await session.query({ text: 'DROP TABLE aside' })
  })
  expect(await verify(pipeline.connection)).toEqual(before)
})

test('tables of any size are digested and compared a piece at a time', async () => {
  const { connection } = pipelineOf()
  const table = projections.flatMap((projection) => projection.tables).find(({ name }) => name === 'decisions')
  if (table === undefined) throw new Error('expected a table of decisions')
  const { signal } = new AbortController()
  await withClients(connection, async ({ database }) => {
    await database.query({ text: 'CREATE SCHEMA beside' })
    await database.query({ text: 'CREATE TABLE beside.decisions (LIKE decisions INCLUDING ALL)' })
    const last = 'SELECT max((submission, file_id)::TEXT) FROM decisions'
    await database.query({
      text: `INSERT INTO beside.decisions SELECT * FROM decisions WHERE (submission, file_id)::TEXT <> (${last})`,
    })
    await database.transaction((one) =>
      database.transaction(async (other) => {
        const [ours, theirs] = [
          { session: one, schema: null },
          { session: other, schema: 'beside' },
        ]
        expect(await digestOf(ours, table, signal, 1)).toEqual(await digestOf(ours, table, signal))
        expect(await differencesOf(ours, theirs, table, 100, signal, 7)).toMatchObject([{ side: 'live' }])
        expect(await differencesOf(theirs, ours, table, 100, signal, 7)).toMatchObject([{ side: 'fold' }])
      }),
    )
    await database.query({ text: 'DROP SCHEMA beside CASCADE' })
  })
})

test('it holds while the projector goes on, and beside another verification', async () => {
  const pipeline = pipelineOf()
  const projector: Running[] = []
  let inner: Awaited<ReturnType<typeof verify>> | undefined
  await pipeline.submit(madeSubmission('ahead', 100))
  const moved = interruptedBy(pipeline.connection, async () => {
    projector.push(pipeline.spawn(['run', 'projector']))
    await pipeline.submit(madeSubmission('behind', 100))
    await untilDrained(pipeline.connection, ['projector'])
    inner = await verify(pipeline.connection)
  })
  const check = await verify(moved)
  for (const { child } of projector) child.kill('SIGTERM')
  await Promise.all(projector.map(({ ended }) => ended))
  expect(check.differences).toEqual([])
  expect(check.tables.find(({ table }) => table === 'files')?.rows).toBe(274)
  expect(inner?.differences).toEqual([])
  expect(inner?.tables.find(({ table }) => table === 'files')?.rows).toBe(454)
})

test('nothing stays behind after an abort or an error', async () => {
  const pipeline = pipelineOf()
  const controller = new AbortController()
  const seen: (readonly string[])[] = []
  const stopped = interruptedBy(pipeline.connection, async () => {
    seen.push(await scratchIn(pipeline))
    controller.abort(new Error('interrupted'))
  })
  await expect(verify(stopped, controller.signal)).rejects.toThrow('interrupted')
  const failed = interruptedBy(pipeline.connection, async () => {
    seen.push(await scratchIn(pipeline))
    throw new Error('made up')
  })
  await expect(verify(failed)).rejects.toThrow('made up')
  expect(seen.map((schemas) => schemas.length)).toEqual([1, 1])
  expect(await scratchIn(pipeline)).toEqual([])
})

test('a snapshot whose connection is cut ends with a word, not with the process', async () => {
  const pipeline = pipelineOf()
  const cut = interruptedBy(pipeline.connection, async () => {
    const [schema] = await scratchIn(pipeline)
    await rowsOf(pipeline, `SELECT pg_terminate_backend(${schema?.replace(/\D/g, '')})`)
  })
  await expect(verify(cut)).rejects.toMatchObject({ code: 'postgres.unavailable' })
  expect(await scratchIn(pipeline)).toEqual([])
})

test('what a killed verification left is swept, and nothing else', async () => {
  const pipeline = pipelineOf()
  const ownerless = interruptedBy(pipeline.connection, async () => {
    const [schema] = await scratchIn(pipeline)
    await rowsOf(pipeline, `ALTER SCHEMA ${schema} RENAME TO verify_codelupe_2147483647`)
  })
  await expect(verify(ownerless)).rejects.toThrow()
  await rowsOf(pipeline, 'CREATE SCHEMA verify_codelupe_2147483646')
  expect((await scratchIn(pipeline)).length).toBe(2)
  expect((await verify(pipeline.connection)).differences).toEqual([])
  expect(await scratchIn(pipeline)).toEqual(['verify_codelupe_2147483646'])
  await rowsOf(pipeline, 'DROP SCHEMA verify_codelupe_2147483646')
})

/** Breaks the tables by `text`, verifies, and puts them back: what is found, by side. */
async function planted(pipeline: LivePipeline, table: string, text: string) {
  await rowsOf(pipeline, `CREATE TABLE kept AS SELECT * FROM ${table}`)
  try {
    await rowsOf(pipeline, text)
    const { differences } = await verify(pipeline.connection)
    return differences.map(({ table: name, side, row }) => ({ name, side, row: JSON.parse(row) }))
  } finally {
    await onDatabase(pipeline, async (session) => {
      await session.query({ text: `DELETE FROM ${table}` })
      await session.query({ text: `INSERT INTO ${table} SELECT * FROM kept` })
      await session.query({ text: 'DROP TABLE kept' })
    })
  }
}

test('a deleted row, a changed value, an extra row are each named by table and key', async () => {
  const pipeline = pipelineOf()
  const [last] = await rowsOf(pipeline, 'SELECT * FROM decisions ORDER BY submission DESC, file_id DESC LIMIT 1')
  const key = { file_id: last?.file_id, submission: last?.submission }
  const where = `WHERE file_id = '${key.file_id}' AND submission = '${key.submission}'`
  expect(await planted(pipeline, 'decisions', `DELETE FROM decisions ${where}`)).toMatchObject([
    { name: 'decisions', side: 'fold', row: key },
  ])
  const changed = `UPDATE decisions SET verdicts = jsonb_set(verdicts, '{0,decision}', '"changed"') ${where}`
  const differences = await planted(pipeline, 'decisions', changed)
  expect(differences).toMatchObject([
    { name: 'decisions', side: 'live', row: { ...key, verdicts: [{ decision: 'changed' }, {}, {}, {}] } },
    { name: 'decisions', side: 'fold', row: { ...key, verdicts: [{ decision: 'accept' }, {}, {}, {}] } },
  ])
  const extra = `INSERT INTO funnel VALUES ('made up', 'accepted', '', '', 1)`
  expect(await planted(pipeline, 'funnel', extra)).toEqual([
    { name: 'funnel', side: 'live', row: { step: 'made up', outcome: 'accepted', rule: '', language: '', records: 1 } },
  ])
  const swapped = `UPDATE samples SET log_offset = log_offset + CASE WHEN ctid = (SELECT min(ctid) FROM samples) THEN 1
    ELSE -1 END WHERE ctid = (SELECT min(ctid) FROM samples) OR ctid = (SELECT max(ctid) FROM samples)`
  expect(await planted(pipeline, 'samples', swapped)).toHaveLength(4)
  // Where an order of texts differs from that of numbers, and of code units from that of bytes.
  const below = `SELECT max(log_offset) FROM skipped WHERE log_offset < 10 AND repository = 'local/-/folded'`
  const ninth = `DELETE FROM skipped WHERE log_offset = (${below}) AND repository = 'local/-/folded'`
  expect(await planted(pipeline, 'skipped', ninth)).toMatchObject([{ name: 'skipped', side: 'fold' }])
  const beyond = `DELETE FROM submissions WHERE submission LIKE '%\uff8a%'`
  expect(await planted(pipeline, 'submissions', beyond)).toMatchObject([{ name: 'submissions', side: 'fold' }])
  const everywhere = await planted(pipeline, 'files', 'UPDATE files SET records = 2')
  expect(everywhere).toHaveLength(100)
  const order = everywhere.map(({ row }) => `${row.submission} ${row.file_id}`)
  expect(order).toEqual(order.toSorted())
  expect((await verify(pipeline.connection)).differences).toEqual([])
})

test.skipIf(!ours)('a topic that lacks what a position has passed is an error, not a difference', async () => {
  const pipeline = pipelineOf()
  const where = `WHERE topic = '${filesSubmitted.name}' AND partition = 0`
  await rowsOf(pipeline, `UPDATE positions SET next_offset = next_offset + 1000 ${where}`)
  await expect(verify(pipeline.connection)).rejects.toMatchObject({
    code: 'verify.log-shortened',
    detail: expect.stringMatching(/files\.submitted\.v1\/0 to reach .* found that it ends at \d+/),
  })
  await rowsOf(pipeline, `UPDATE positions SET next_offset = next_offset - 1000 ${where}`)
  const [skipped] = await recordsOf(pipeline.connection, filesSkipped)
  const partition = skipped?.partition ?? 0
  await shorten(pipeline, filesSkipped.name, partition)
  await expect(verify(pipeline.connection)).rejects.toMatchObject({
    code: 'verify.log-shortened',
    detail: expect.stringContaining(`files.skipped.v1/${partition} from offset 0`),
  })
})

async function shorten({ connection }: LivePipeline, topic: string, partition: number): Promise<void> {
  const { default: kafkajs } = await import('kafkajs')
  const kafka = new kafkajs.Kafka({ brokers: [connection.kafka.brokers], logLevel: kafkajs.logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  await admin.fetchTopicMetadata({ topics: [topic] })
  await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '3' }] })
  await admin.disconnect()
}

test.skipIf(!ours)('a user who may not create a schema is told what to grant', async () => {
  const pipeline = pipelineOf()
  await onDatabase(pipeline, async (session) => {
    await session.query({ text: `CREATE ROLE reader LOGIN PASSWORD 'reader'` })
    await session.query({ text: 'GRANT pg_read_all_data TO reader' })
  })
  const url = new URL(pipeline.connection.databaseUrl)
  url.username = 'reader'
  url.password = 'reader'
  await rowsOf(pipeline, `UPDATE positions SET records = 0, next_offset = 0 WHERE topic = '${filesSkipped.name}'`)
  await expect(verify({ ...pipeline.connection, databaseUrl: url.href })).rejects.toMatchObject({
    code: 'postgres.schema-denied',
    detail: expect.stringContaining('expected reader to have CREATE on the database'),
  })
})
