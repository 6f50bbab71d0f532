// I8: a rebuild that is killed at any marked point leaves the live tables as they are, and the next one ends with the tables
// of one that was not killed. Two at once: one works, the other is told.
// Mutants: positions of a rebuild in a transaction of their own; go on with tables of another version; no lock on the name.
import { expect, test } from 'vitest'
import { alone, schemaOf } from '../../cli/rebuild/spares.ts'
import { verifyProjections } from '../../cli/verify/fold.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import type { OperationRecorded } from '../../schemas/types.ts'
import { operationsRecorded } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission } from '../support/pipeline.ts'
import { projectAll, rowsOf } from '../support/rebuilds.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()

const schemasIn = async (pipeline: LivePipeline): Promise<readonly unknown[]> =>
  (await rowsOf(pipeline, `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'codelupe%' ORDER BY oid`)).map(
    ({ name }) => name,
  )

const statesIn = async (pipeline: LivePipeline): Promise<readonly unknown[]> =>
  (await rowsOf(pipeline, 'SELECT state FROM rebuilds ORDER BY number')).map(({ state }) => state)

const verified = async ({ connection }: LivePipeline): Promise<void> => {
  const check = await verifyProjections(connection, () => undefined, AbortSignal.timeout(patienceMs))
  expect(check.differences).toEqual([])
  expect(check.tables.find(({ table }) => table === 'files')?.rows).toBe(1_170)
}

// The last two together: what was gone on with is what becomes live.
const points = [
  ['rebuild.laid', ['building']],
  ['rebuild.built', ['ready']],
  ['swap.before-commit', ['ready']],
  ['postgres.before-commit:2', ['building']],
  ['swap.committed', ['kept']],
] as const

test('killed at each marked point, the live tables stay whole and the next rebuild ends well', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('killed', 1_300))
  await projectAll(pipeline)
  for (const [point, states] of points) {
    const killed = pipeline.spawn(['projections', 'rebuild', 'all'], { CODELUPE_CRASH_AT: point })
    expect([point, await killed.ended], killed.output()).toEqual([point, 'SIGKILL'])
    expect([point, await statesIn(pipeline)]).toEqual([point, states])
    expect(await rowsOf(pipeline, 'SELECT count(*)::INT AS files FROM files')).toEqual([{ files: 1_170 }])
  }
  await verified(pipeline)
  const whole = pipeline.spawn(['projections', 'rebuild', 'all'])
  expect(await whole.ended, whole.output()).toBe('0')
  await verified(pipeline)
  // One set is kept; nothing of those that were killed is left.
  expect(await statesIn(pipeline)).toEqual(['kept'])
  expect(await schemasIn(pipeline)).toHaveLength(1)
})

test('a set that was begun is gone on with, unless another version has begun it', async () => {
  const pipeline = pipelineOf()
  const begin = async (): Promise<number> => {
    const killed = pipeline.spawn(['projections', 'rebuild', 'files'], { CODELUPE_CRASH_AT: 'postgres.committed:2' })
    expect(await killed.ended).toBe('SIGKILL')
    const [row] = await rowsOf(pipeline, `SELECT number FROM rebuilds WHERE state = 'building'`)
    const number = Number(row?.number)
    const [folded] = await rowsOf(pipeline, `SELECT count(*)::INT AS files FROM ${schemaOf(number)}.files`)
    expect(folded?.files).toBeGreaterThan(0)
    return number
  }
  const first = await begin()
  const after = pipeline.spawn(['projections', 'rebuild', 'files', '--no-promote'])
  expect([await after.ended, after.output()]).toEqual(['0', expect.stringContaining('going on')])
  expect(await rowsOf(pipeline, `SELECT state FROM rebuilds WHERE number = ${first}`)).toEqual([{ state: 'ready' }])
  const second = await begin()
  await rowsOf(pipeline, `UPDATE rebuilds SET fold = 'another' WHERE number = ${second}`)
  const anew = pipeline.spawn(['projections', 'rebuild', 'files', '--no-promote'])
  expect([await anew.ended, anew.output()]).toEqual(['0', expect.not.stringContaining('going on')])
  expect(await schemasIn(pipeline)).not.toContain(schemaOf(second))
  const promoted = pipeline.spawn(['projections', 'promote', 'files'])
  expect(await promoted.ended, promoted.output()).toBe('0')
  await verified(pipeline)
})

test('two at once: one works, the other is told; wrong names and absent tables are told too', async () => {
  const pipeline = pipelineOf()
  const database = openDatabase(pipeline.connection.databaseUrl)
  await alone(database, 'files', async () => {
    const second = pipeline.spawn(['projections', 'rebuild', 'files'])
    expect([await second.ended, second.output()]).toEqual(['2', expect.stringContaining('[projection.taken]')])
    const status = pipeline.spawn(['projections', 'status'])
    expect([await status.ended, status.stdout()]).toEqual([
      '0',
      expect.stringMatching(/codelupe_rebuild_\d+ +files +kept/),
    ])
  })
  await database.close()
  for (const [args, code] of [
    [['rebuild', 'nothing'], 'usage.invalid'],
    [['rebuild', 'files', '--retry-crashed'], 'usage.invalid'],
    [['promote', 'files'], 'projection.absent'],
    [['rollback', 'skipped'], 'projection.absent'],
  ] as const) {
    const wrong = pipeline.spawn(['projections', ...args])
    expect([args, await wrong.ended, wrong.output()]).toEqual([args, '2', expect.stringContaining(`[${code}]`)])
  }
  const rolled = pipeline.spawn(['projections', 'rollback', 'files'])
  expect(await rolled.ended, rolled.output()).toBe('0')
  const dry = pipeline.spawn(['projections', 'discard', 'files'])
  expect([await dry.ended, dry.output()]).toEqual(['0', expect.stringContaining('would drop')])
  const dropped = pipeline.spawn(['projections', 'discard', 'files', '--execute'])
  expect([await dropped.ended, dropped.output()]).toEqual(['0', expect.stringContaining('dropped')])
  const checked = pipeline.spawn(['projections', 'verify', 'files'])
  expect([await checked.ended, checked.stdout()]).toEqual(['0', expect.stringMatching(/files +1170 .* equal/)])
  const recorded = await eventsOf<OperationRecorded>(pipeline.connection, operationsRecorded)
  const told = recorded.map(({ event: { kind, state } }) => `${kind} ${state}`)
  expect(told.slice(-2)).toEqual(['rollback started', 'rollback done'])
  expect(new Set(told)).toEqual(
    new Set(['rebuild started', 'rebuild done', 'swap started', 'swap done', 'rollback started', 'rollback done']),
  )
})
