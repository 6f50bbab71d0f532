// I8, done to a running system: tables are folded anew beside the live ones and take their place, while a projector writes
// and readers read; what was live is kept, and comes back up to date.
// Mutants: no fold while the positions are held; positions not locked; no wait for readers that began before; the views stay
// behind; rights are not carried; the kept tables come back as they were; one projection reads only its own topics.
import { expect, test } from 'vitest'
import { build } from '../../cli/rebuild/build.ts'
import { newestSpare, schemaOf } from '../../cli/rebuild/spares.ts'
import { swap } from '../../cli/rebuild/swap.ts'
import { targetOf } from '../../cli/rebuild/target.ts'
import { verifyProjections } from '../../cli/verify/fold.ts'
import { within } from '../../cli/verify/scratch-schema.ts'
import { foldingOf, projections } from '../../projections/index.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { filesDecided, stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission } from '../support/pipeline.ts'
import { projectorSink } from '../support/project.ts'
import { type Moments, partsOf, projectAll, rowsOf, startReaders } from '../support/rebuilds.ts'
import { patienceMs, until } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')
const signalOf = (): AbortSignal => AbortSignal.timeout(patienceMs)

/** Rebuilds, swaps, and says where the tables are that were live. */
async function rebuilt(pipeline: LivePipeline, name: string, moments: Moments = {}): Promise<string> {
  const parts = partsOf(pipeline, name, moments)
  try {
    const spare = await build(parts, signalOf())
    await swap(parts, spare, signalOf())
    return schemaOf(spare.number)
  } finally {
    await parts.database.close()
  }
}

async function rolledBack(pipeline: LivePipeline, name: string): Promise<void> {
  const parts = partsOf(pipeline, name)
  try {
    const spare = await newestSpare(parts.database, name, ['kept'])
    if (spare === null) throw new Error(`expected kept tables of ${name}`)
    await swap(parts, spare, signalOf())
  } finally {
    await parts.database.close()
  }
}

const differences = async ({ connection }: LivePipeline, name = 'all'): Promise<readonly unknown[]> =>
  (await verifyProjections(connection, () => undefined, signalOf(), targetOf(name))).differences

/** Everything the catalogue says of the live tables but which they are. */
const catalogueOf = (pipeline: LivePipeline): Promise<readonly unknown[]> =>
  rowsOf(
    pipeline,
    `WITH own AS (SELECT * FROM pg_class WHERE relnamespace = 'public'::REGNAMESPACE)
    SELECT 'relation' AS what, relname::TEXT AS name, relkind::TEXT || relpersistence::TEXT || relowner::TEXT ||
      COALESCE(reloptions::TEXT, '') || COALESCE(obj_description(oid, 'pg_class'), '') AS said FROM own
    UNION ALL SELECT 'right', relname, grantee::REGROLE::TEXT || ' ' || privilege_type FROM own, aclexplode(relacl)
      WHERE grantee <> relowner
    UNION ALL SELECT 'column', relname || '.' || attname, format_type(atttypid, atttypmod) || attnotnull::TEXT || attnum::TEXT
      FROM own JOIN pg_attribute ON attrelid = own.oid WHERE attnum > 0
    UNION ALL SELECT 'constraint', conname, relname || pg_get_constraintdef(pg_constraint.oid)
      FROM own JOIN pg_constraint ON conrelid = own.oid
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1, 2, 3`,
  )

test('all are rebuilt while a projector writes and readers read, who see the same as before at every moment', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('first', 200))
  await pipeline.drain(gates)
  await projectAll(pipeline)
  await rowsOf(pipeline, 'CREATE ROLE dashboard; GRANT SELECT ON decisions, verdicts TO dashboard')
  await rowsOf(pipeline, 'GRANT SELECT (path) ON files TO dashboard')
  const before = await catalogueOf(pipeline)
  const readers = startReaders(pipeline)
  let late: Promise<void> = Promise.resolve()
  const state = { committed: false }
  const kept = await rebuilt(pipeline, 'all', {
    // After the last catching up, so that a swap without another one lacks it.
    beforeHeld: async () => {
      await pipeline.submit(madeSubmission('late', 20))
      await projectAll(pipeline)
    },
    // A projector's commit in the middle of the swap: it waits, and then writes to the new tables.
    afterHeld: async () => {
      await pipeline.submit(madeSubmission('later', 20))
      late = projectAll(pipeline).then(() => {
        state.committed = true
      })
      await until({
        what: 'the commit of a projector to wait, or to be done',
        home: pipeline.config.home,
        look: async () => state.committed || (await isCommitBlocked(pipeline)),
        holds: (seen) => seen,
      })
    },
  })
  await late
  const seen = await readers.stop()
  expect(seen.length).toBeGreaterThan(10)
  expect(seen.filter((one) => one !== 'whole')).toEqual([])
  expect(await differences(pipeline)).toEqual([])
  expect(await catalogueOf(pipeline)).toEqual(before)
  // The view is of the new tables, not of those that are kept.
  await rowsOf(pipeline, `TRUNCATE ${kept}.decisions`)
  const [view] = await rowsOf(pipeline, 'SELECT count(DISTINCT file_id)::INT AS files FROM verdicts')
  expect(view).toEqual({ files: 180 })
})

const isCommitBlocked = async (pipeline: LivePipeline): Promise<boolean> =>
  (
    await rowsOf(
      pipeline,
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE positions%'`,
    )
  ).length > 0

test('one is rebuilt, and what was live comes back with all that was written since, and may go again', async () => {
  const pipeline = pipelineOf()
  await rowsOf(pipeline, `UPDATE decisions SET reason = 'wrong' WHERE ctid = (SELECT min(ctid) FROM decisions)`)
  const wrong = (): Promise<readonly unknown[]> =>
    rowsOf(
      pipeline,
      `SELECT (SELECT count(*)::INT FROM decisions WHERE reason = 'wrong') AS wrong, count(*)::INT AS decisions FROM decisions`,
    )
  expect(await wrong()).toEqual([{ wrong: 1, decisions: 180 }])
  await rebuilt(pipeline, 'verdicts')
  expect(await wrong()).toEqual([{ wrong: 0, decisions: 180 }])
  expect(await differences(pipeline, 'verdicts')).toEqual([])
  await pipeline.drain(gates)
  await projectAll(pipeline)
  await rolledBack(pipeline, 'verdicts')
  expect(await wrong()).toEqual([{ wrong: 1, decisions: 216 }])
  await rolledBack(pipeline, 'verdicts')
  expect(await wrong()).toEqual([{ wrong: 0, decisions: 216 }])
  expect(await differences(pipeline)).toEqual([])
})

test('what the projector could not fold is folded by a rebuild of all, and its dead letter is gone', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('refused', 20))
  await pipeline.drain(gates)
  const folding = foldingOf(projections)
  // A version that cannot handle one record, as the projector was before it was mended.
  const handle: typeof folding.step.handle = (event, record) => {
    if (record.topic === filesDecided.name && event !== null && 'verdicts' in event && event.file.path === 'src/3.js')
      throw new Error('made up')
    return folding.step.handle(event, record)
  }
  await projectAll(pipeline, { ...folding, step: { ...folding.step, handle } })
  const letters = (): Promise<readonly unknown[]> =>
    rowsOf(pipeline, `SELECT original_topic, reason FROM dead_letters WHERE step = 'projector'`)
  expect(await letters()).toEqual([{ original_topic: filesDecided.name, reason: 'handle' }])
  expect((await differences(pipeline)).length).toBeGreaterThan(0)
  await rebuilt(pipeline, 'all')
  expect(await letters()).toEqual([])
  expect(await differences(pipeline)).toEqual([])
})

test('dead letters of the projector are those of every topic, also where they are rebuilt alone', async () => {
  const pipeline = pipelineOf()
  const producer = await openProducer(pipeline.connection.kafka, 'codelupe.test.rebuild')
  await producer.initTransactions()
  await producer.begin()
  const poison = { topic: filesDecided.name, key: 'k', value: Buffer.from([7]), headers: [] }
  await producer.produce([poison], signalOf())
  await producer.commit()
  await producer.close()
  await projectAll(pipeline)
  await rebuilt(pipeline, 'dead-letters')
  expect(await rowsOf(pipeline, `SELECT reason FROM dead_letters WHERE step = 'projector'`)).toEqual([
    { reason: 'decode' },
  ])
  expect(await differences(pipeline)).toEqual([])
})

test('a reader whose snapshot is older than the last row folded is waited for', async () => {
  const pipeline = pipelineOf()
  const said: string[] = []
  const database = openDatabase(pipeline.connection.databaseUrl)
  const done = { swapped: false }
  let swapping: Promise<unknown> = Promise.resolve()
  const [files] = await rowsOf(pipeline, 'SELECT count(*) AS files FROM files')
  await database.transaction(async (session) => {
    await session.query({ text: 'SELECT FROM positions' })
    swapping = rebuilt(pipeline, 'files', { say: (line) => said.push(line) }).then(() => {
      done.swapped = true
    })
    const look = (): boolean => done.swapped || said.length > 0
    await until({ what: 'a swap that waits', home: pipeline.config.home, look, holds: (seen) => seen })
    expect((await session.query({ text: 'SELECT count(*) AS files FROM files' })).rows).toEqual([files])
  }, 'BEGIN ISOLATION LEVEL REPEATABLE READ')
  await swapping
  expect(said).toEqual([expect.stringContaining('waiting to swap')])
  await database.close()
})

test('who still writes to tables that were swapped away is refused', async () => {
  const pipeline = pipelineOf()
  const kept = await rebuilt(pipeline, 'files')
  const database = openDatabase(pipeline.connection.databaseUrl)
  const at = { topic: 'files.submitted.v1', partition: 0 }
  const [row] = await rowsOf(
    pipeline,
    `SELECT next_offset FROM positions WHERE topic = '${at.topic}' AND partition = 0`,
  )
  const offset = Number(row?.next_offset)
  const batch = { records: [], from: [{ ...at, offset }], next: [{ ...at, offset: offset + 1 }] }
  await expect(projectorSink(within(database, kept)).commit([], batch, signalOf())).rejects.toMatchObject({
    code: 'postgres.behind',
  })
  const stale = { ...batch, from: [{ ...at, offset: offset - 1 }] }
  await expect(projectorSink(database).commit([], stale, signalOf())).rejects.toMatchObject({ code: 'postgres.fenced' })
  await database.close()
})

test('what an operator has added to a live table is not lost without a word', async () => {
  const pipeline = pipelineOf()
  await rowsOf(pipeline, 'CREATE INDEX mine ON files (language)')
  await expect(rebuilt(pipeline, 'files')).rejects.toMatchObject({
    code: 'projection.extended',
    detail: expect.stringContaining('index CREATE INDEX mine ON files'),
  })
  await rowsOf(pipeline, 'DROP INDEX mine')
  await rowsOf(pipeline, 'CREATE VIEW mine AS SELECT path FROM files')
  await expect(rebuilt(pipeline, 'files')).rejects.toMatchObject({
    detail: expect.stringContaining('view mine on files'),
  })
  await rowsOf(pipeline, 'DROP VIEW mine')
  await rebuilt(pipeline, 'files')
})

test('topics that no longer hold all of it cannot be folded anew, and nothing has changed', async () => {
  const pipeline = pipelineOf()
  const where = `WHERE topic = 'files.skipped.v1' AND partition = 0 AND reader = 'projector'`
  const [, before] = [
    await rowsOf(pipeline, `UPDATE positions SET next_offset = next_offset + 1000, records = 1 ${where}`),
    await catalogueOf(pipeline),
  ]
  await expect(rebuilt(pipeline, 'skipped')).rejects.toMatchObject({ code: 'verify.log-shortened' })
  await rowsOf(pipeline, `UPDATE positions SET next_offset = next_offset - 1000 ${where}`)
  expect(await catalogueOf(pipeline)).toEqual(before)
})
