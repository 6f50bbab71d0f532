// I1: of two projectors under one identity the newer goes on, also where its positions were moved after it had read them;
// the older ends as fenced (5), though it hears of Postgres' fence before Kafka's. Both were seen to end, or the newer to.
// Mutants: in take-over.ts, throw every `postgres.fenced` on; in its place, open log and sink once more and run again.
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { withClients } from '../../cli/connect.ts'
import type { Database, Transaction } from '../../runtime/postgres.ts'
import { readPositions } from '../../runtime/postgres-sink.ts'
import type { Position } from '../../runtime/step.ts'
import type { File } from '../../schemas/types.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission, type Running, untilDrained } from '../support/pipeline.ts'
import { outcomeOf, projectorSink } from '../support/project.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()

test('the newer of two projectors goes on, the older ends as fenced', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('before', 20))
  const first = pipeline.spawn(['run', 'projector'])
  await untilDrained(pipeline.connection, ['projector'])
  await withClients(pipeline.connection, async ({ database }) => {
    const second = await database.transaction(async (session) => {
      await session.query({ text: 'SELECT 1 FROM positions FOR UPDATE' })
      await pipeline.submit(madeSubmission('between', 200))
      await untilBlocked(database, [first])
      const newer = pipeline.spawn(['run', 'projector'])
      await untilBlocked(database, [first, newer])
      await commitBetween(pipeline, database, session)
      // The older one alone hears of it, and has the time to take the group back.
      newer.child.kill('SIGSTOP')
      return newer
    })
    expect(await Promise.race([first.ended, sleep(patienceMs, 'still running')])).toBe('5')
    second.child.kill('SIGCONT')
    const drained = untilDrained(pipeline.connection, ['projector']).then(() => 'drained')
    expect([await Promise.race([second.ended, drained]), second.output()]).toEqual(['drained', ''])
    const { rows } = await database.query({ text: 'SELECT count(*)::INT AS files FROM files' })
    expect(rows).toEqual([{ files: 18 + 180 }])
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe('130')
  })
})

/** Waits until the commits of these projectors wait for the positions that this test holds. */
async function untilBlocked(database: Database, projectors: readonly Running[]): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const { rows } = await database.query({
      text: `SELECT state, wait_event_type, wait_event, left(query, 80) AS query FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    })
    if (rows.filter((row) => row.wait_event_type === 'Lock').length === projectors.length) return
    if (Date.now() > deadline)
      throw new Error(`expected ${projectors.length} commits that wait, found ${inspect(rows)}`)
    await sleep(50)
  }
}

/** The submitted files are committed by somebody else: rows and positions, in the transaction that holds them. */
async function commitBetween(pipeline: LivePipeline, database: Database, session: Transaction): Promise<void> {
  const all = await eventsOf<File>(pipeline.connection, filesSubmitted)
  const places = [...new Set(all.map(({ record }) => record.partition))]
  const from = await readPositions(
    session,
    'projector',
    places.map((partition) => ({ topic: filesSubmitted.name, partition })),
  )
  const startOf = (partition: number): number => from.find((at) => at.partition === partition)?.offset ?? 0
  const left = all.filter(({ record }) => record.offset >= startOf(record.partition))
  const next = new Map<number, Position>()
  for (const { record } of left) next.set(record.partition, { ...partitionOf(record), offset: record.offset + 1 })
  const batch = {
    records: left.map(({ record }) => record),
    from: from.filter(({ partition }) => next.has(partition)),
    next: [...next.values()],
  }
  const within: Database = { ...database, transaction: (work) => work(session) }
  await projectorSink(within).commit(left.map(outcomeOf), batch, AbortSignal.timeout(patienceMs))
}

const partitionOf = ({ topic, partition }: Position): Omit<Position, 'offset'> => ({ topic, partition })
