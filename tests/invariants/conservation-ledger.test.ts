// Conservation from the ledger (I14): nothing planted reads gap 0 however the log arrives; a planted loss and a planted
// double are found, and only when they are certain. Over the projections; the same on real servers is its own suite.
// Mutants: in projections/ledger.ts leave out `frontier` and the planted loss in mid-stream is no longer found; fold nothing of
// what was handled, or set the dead bit for every burial, and a redriven file counts as dead; leave `~redriven` out of the
// lost that were passed, or `~sent_since` out of those with nothing left to wait for, in cli/queries/conservation.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readStatus, type Status } from '../../cli/queries/status.ts'
import { projections } from '../../projections/index.ts'
import type { Database } from '../../runtime/postgres.ts'
import { observationOf } from '../support/observe.ts'
import { type Entry, makeLog } from '../support/pipeline-log.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { batchesOf, interleave, migratedDatabase, project, projectorSink } from '../support/project.ts'

const projectionTables = projections.flatMap((projection) => projection.tables.map((table) => table.name))

let server: TestServer
let database: Database
beforeAll(async () => {
  server = await startPostgres(['-c', 'fsync=off'])
  database = (await migratedDatabase(server, 'conservation')).database
})
beforeEach(async () => {
  await database.query({ text: `TRUNCATE positions, ${projectionTables.join(', ')}` })
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

const signal = new AbortController().signal
const made = makeLog({ files: 400, inFlightLast: 0 })
const isDecided = ({ record }: Entry): boolean => record.topic === 'files.decided.v1'
const isLetter = ({ record }: Entry): boolean => record.topic.startsWith('dlq.')

type Partitions = readonly (readonly Entry[])[]

/** The status after projecting `seen` of a log whose ends and positions are those of `log`. */
async function statusOf(seen: Partitions, log: Partitions = seen, behind: readonly string[] = []): Promise<Status> {
  await project(database, interleave(seen, 5))
  const status = await readStatus(database, async () => observationOf(log, behind), signal)
  const { submitted, accepted, rejected, dead, inFlight } = status.files
  const { lost, doubled, gap } = status.conservation
  expect(submitted, 'the equation').toBe(accepted + rejected + dead + inFlight + lost - doubled)
  expect(gap).toBe(lost + doubled)
  return status
}

const without = (partitions: Partitions, drop: (entry: Entry, index: number) => boolean): Partitions =>
  partitions.map((entries) => entries.filter((entry, index) => !drop(entry, index)))

const decidedIn = (partitions: Partitions): readonly Entry[] =>
  partitions.find((entries) => entries[0] !== undefined && isDecided(entries[0])) ?? []

describe('conservation', () => {
  test('reads gap 0 when every file has its outcome', async () => {
    const { files, conservation } = await statusOf(made.partitions)
    const fates = (fate: string): number => made.files.filter((file) => file.fate === fate).length
    expect(conservation).toEqual({ lost: 0, doubled: 0, gap: 0, unreadable: 0, settled: true })
    expect(files).toEqual({
      found: 445,
      skipped: 45,
      submitted: 400,
      accepted: fates('accepted'),
      rejected: fates('rejected'),
      dead: fates('dead'),
      inFlight: 0,
    })
  })

  test('calls files in flight while a step is behind, and lost once all have passed', async () => {
    const log = makeLog({ files: 400, inFlightLast: 30 })
    const waiting = await statusOf(log.partitions, log.partitions, ['license'])
    expect(waiting.files.inFlight).toBe(30)
    expect(waiting.conservation).toMatchObject({ lost: 0, gap: 0, settled: false })
    const passed = await readStatus(database, async () => observationOf(log.partitions), signal)
    expect(passed.files.inFlight).toBe(0)
    expect(passed.conservation).toMatchObject({ lost: 30, gap: 30, settled: true })
  })

  test('finds a loss in mid-stream while the pipeline is busy, as soon as a later file is decided', async () => {
    const dropped = decidedIn(made.partitions).at(10)
    const log = without(made.partitions, (entry) => entry === dropped)
    const { files, conservation } = await statusOf(log, log, ['quality', 'admission'])
    expect(conservation).toMatchObject({ lost: 1, doubled: 0, gap: 1, settled: false })
    expect(files.inFlight).toBe(0)
  })

  test('does not call a file lost whose dead letter the projector has not read yet', async () => {
    const seen = without(made.partitions, isLetter)
    const { files, conservation } = await statusOf(seen, made.partitions)
    expect(conservation).toMatchObject({ lost: 0, gap: 0, settled: false })
    expect(files.inFlight).toBe(made.files.filter((file) => file.fate === 'dead').length)
  })

  test('does not call a file lost whose decision the projector has not read yet', async () => {
    const behind = made.partitions.map((entries) =>
      entries[0] !== undefined && isDecided(entries[0]) ? entries.slice(0, 5) : entries,
    )
    const { conservation } = await statusOf(behind, made.partitions)
    expect(conservation).toMatchObject({ lost: 0, gap: 0, settled: false })
  })

  test('does not call anything lost that only the log’s later ends hold', async () => {
    const log = makeLog({ files: 400, inFlightLast: 30 })
    const early = log.partitions.map((entries) =>
      entries[0]?.record.topic === 'files.submitted.v1' ? entries.slice(0, 50) : entries,
    )
    const { conservation } = await statusOf(log.partitions, early)
    expect(conservation.lost).toBe(0)
  })

  test('counts a decision projected before its submission as submitted', async () => {
    const seen = without(made.partitions, ({ record }) => record.topic === 'files.submitted.v1' && record.offset > 20)
    const { files, conservation } = await statusOf(seen, made.partitions)
    expect(conservation.gap).toBe(0)
    expect(files.submitted).toBeGreaterThan(made.files.filter((file) => file.decision !== null).length - 1)
  })

  test('finds a planted second decision', async () => {
    const planted = made.partitions.map((entries) => {
      const entry = entries[3]
      if (entry === undefined || !isDecided(entry)) return entries
      return [...entries, { ...entry, record: { ...entry.record, offset: 90_000 } }]
    })
    const { conservation } = await statusOf(planted)
    expect(conservation).toMatchObject({ lost: 0, doubled: 6, gap: 6 })
  })

  test('finds a decision of a file that was buried as well, and one that no submission stands behind', async () => {
    const letter = made.partitions.flat().find(isLetter)
    const trail = letter?.record.headers.find(([name]) => name === 'x-trail')?.[1] ?? ''
    const planted = made.partitions.map((entries) => {
      const first = entries[0]
      if (first === undefined || !isDecided(first) || first.record.partition !== 0) return entries
      const buried = { ...first, record: { ...first.record, offset: 90_000, headers: [['x-trail', trail]] as const } }
      const foreign = { ...first, record: { ...first.record, offset: 90_001, headers: [] } }
      return [...entries, buried, foreign]
    })
    const { conservation } = await statusOf(planted)
    expect(conservation).toMatchObject({ lost: 0, doubled: 2, gap: 2 })
  })

  test('finds a file submitted twice', async () => {
    const planted = made.partitions.map((entries) => {
      const first = entries[0]
      if (first?.record.topic !== 'files.submitted.v1' || first.record.partition !== 2) return entries
      return [...entries, { ...first, record: { ...first.record, offset: 90_000 } }]
    })
    const { conservation } = await statusOf(planted, planted, ['quality'])
    expect(conservation).toMatchObject({ lost: 0, doubled: 1 })
  })

  test('keeps foreign bytes outside the equation', async () => {
    const letter = made.partitions.flat().find(isLetter)
    if (letter === undefined) throw new Error('the log has dead letters')
    const foreign = (headers: Entry['record']['headers'], offset: number): Entry => ({
      event: null,
      record: { ...letter.record, topic: 'dlq.quality.v1', partition: 1, offset, headers },
    })
    const original = (offset: number): Entry['record']['headers'] => [
      ['dlq.step', 'quality'],
      ['dlq.original.topic', 'files.submitted.v1'],
      ['dlq.original.partition', '1'],
      ['dlq.original.offset', String(offset)],
    ]
    const planted = [...made.partitions, [foreign(original(70_000), 0), foreign([['dlq.step', 'quality']], 1)]]
    const { files, conservation } = await statusOf(planted)
    expect(conservation).toEqual({ lost: 0, doubled: 0, gap: 0, unreadable: 1, settled: true })
    expect(files.submitted).toBe(400)
  })

  describe('with redrives', () => {
    const retold = makeLog({ files: 400, deadEach: 7, redrives: true })
    const fates = (fate: string): number => retold.files.filter((file) => file.fate === fate).length
    const expected = {
      submitted: 400,
      accepted: fates('accepted'),
      rejected: fates('rejected'),
      dead: fates('dead'),
      inFlight: fates('in-flight'),
    }

    test('a redriven file is in flight until it is decided or buried again, and lost once nothing is left of it', async () => {
      const waiting = await statusOf(retold.partitions, retold.partitions, ['redrive'])
      expect(waiting.files).toMatchObject(expected)
      expect(waiting.conservation).toMatchObject({ lost: 0, doubled: 0, settled: false })
      const letters = waiting.steps.find(({ step }) => step === 'secret')?.dead
      expect(letters).toBe(expected.dead)
      const passed = await readStatus(database, async () => observationOf(retold.partitions), signal)
      expect(passed.files.inFlight).toBe(0)
      expect(passed.conservation).toMatchObject({ lost: expected.inFlight, doubled: 0, settled: true })
    })

    test('nothing is lost or doubled at any moment, however the log arrives', async () => {
      for (const seed of [1, 2, 3]) {
        const sink = projectorSink(database)
        await database.query({ text: `TRUNCATE positions, ${projectionTables.join(', ')}` })
        const entries = interleave(retold.partitions, seed)
        await sink.resume(
          entries.map(({ record }) => record),
          signal,
        )
        for (const { batch, outcomes } of batchesOf(entries, () => 37)) {
          await sink.commit(outcomes, batch, signal)
          const { conservation } = await readStatus(
            database,
            async () => observationOf(retold.partitions, ['admission', 'redrive']),
            signal,
          )
          expect(conservation, `seed ${seed}`).toMatchObject({ lost: 0, doubled: 0 })
        }
      }
    })

    test('one that is sent between the readings is not lost by what was read before', async () => {
      const isHandled = ({ record }: Entry): boolean => record.topic === 'deadletters.handled.v1'
      await project(database, interleave(without(retold.partitions, isHandled), 5))
      const observe = async () => {
        await project(database, retold.partitions.flat().filter(isHandled))
        return observationOf(without(retold.partitions, isHandled))
      }
      const { files, conservation } = await readStatus(database, observe, signal)
      expect(files.inFlight).toBe(expected.inFlight)
      expect(conservation).toMatchObject({ lost: 0, doubled: 0 })
    })

    test('finds a second outcome of a redriven file', async () => {
      const isRedriven = ({ record }: Entry): boolean => record.headers.some(([, value]) => value.includes('redrive.'))
      const planted = retold.partitions.map((entries) => {
        const decided = entries.find((entry) => isDecided(entry) && isRedriven(entry))
        const buried = entries.find((entry) => isLetter(entry) && isRedriven(entry))
        const again = [decided, buried].flatMap((entry, index) =>
          entry === undefined ? [] : [{ ...entry, record: { ...entry.record, offset: 90_000 + index } }],
        )
        return [...entries, ...again]
      })
      const more = planted.flat().length - retold.partitions.flat().length
      expect(more).toBeGreaterThan(2)
      const { conservation } = await statusOf(planted, planted, ['redrive'])
      expect(conservation).toMatchObject({ lost: 0, doubled: more })
    })
  })
})
