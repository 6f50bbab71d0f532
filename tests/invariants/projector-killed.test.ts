// I1, I8: a projector killed before or after its commit ends with the rows of one that was not.
// Mutants: move positions in a transaction of their own; drop the comparison in `advance`.
import { expect, test } from 'vitest'
import { withClients } from '../../cli/connect.ts'
import { stepNames } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { type LivePipeline, madeSubmission, untilDrained } from '../support/pipeline.ts'

const pipelineOf = livePipeline()
const gates = stepNames.filter((step) => step !== 'trainer' && step !== 'projector')
const tables = [
  'files',
  'decisions',
  'findings',
  'samples',
  'skipped',
  'repositories',
  'submissions',
  'funnel',
  'ledger',
  'dead_letters',
  'positions',
]

test('ends with the same rows', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('projected', 400))
  await pipeline.drain(gates)
  for (const point of ['postgres.before-commit', 'postgres.committed']) {
    const killed = pipeline.spawn(['run', 'projector'], { CODELUPE_CRASH_AT: point })
    expect(await killed.ended).toBe('SIGKILL')
  }
  await pipeline.drain(['projector'])
  const interrupted = await digests(pipeline)

  await withClients(pipeline.connection, async ({ database }) => {
    for (const table of tables) await database.query({ text: `TRUNCATE ${table}` })
  })
  const worker = pipeline.spawn(['run', 'projector'])
  await untilDrained(pipeline.connection, ['projector'])
  worker.child.kill('SIGTERM')
  await worker.ended
  expect(await digests(pipeline)).toEqual(interrupted)
  expect(interrupted.files?.rows).toBe(360)
  expect(interrupted.decisions?.rows).toBe(360)
})

type Digest = { readonly rows: number; readonly md5: string }

const digests = (pipeline: LivePipeline): Promise<Readonly<Record<string, Digest>>> =>
  withClients(pipeline.connection, async ({ database }) => {
    const found: [string, Digest][] = []
    for (const table of tables) {
      const text = `SELECT count(*)::INT AS rows, md5(COALESCE(string_agg(t::TEXT, E'\\n' ORDER BY t::TEXT), '')) AS md5 FROM ${table} AS t`
      const { rows } = await database.query({ text })
      found.push([table, { rows: Number(rows[0]?.rows), md5: String(rows[0]?.md5) }])
    }
    return Object.fromEntries(found)
  })
