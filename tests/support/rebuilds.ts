// Rebuilds as a test drives them: in this process, with something that happens at a chosen moment; a projector in this
// process; and readers that look all the time.
import { withClients } from '../../cli/connect.ts'
import type { BuildParts } from '../../cli/rebuild/build.ts'
import { targetOf } from '../../cli/rebuild/target.ts'
import { foldInto } from '../../cli/verify/fold-log.ts'
import { type FoldedPosition, foldedPositions } from '../../cli/verify/fold-ranges.ts'
import { type Folding, foldingOf, projections, projector } from '../../projections/index.ts'
import { type Database, openDatabase, type SqlRow } from '../../runtime/postgres.ts'
import { rangesOf } from '../../runtime/reader.ts'
import { filesSubmitted } from '../../topics/index.ts'
import type { LivePipeline } from './pipeline.ts'

export const rowsOf = ({ connection }: LivePipeline, text: string): Promise<readonly SqlRow[]> =>
  withClients(connection, async ({ database }) => (await database.query({ text })).rows)

/** A projector in this process, up to the ends as they are now. */
export async function projectAll(
  { connection }: Pick<LivePipeline, 'connection'>,
  folding: Folding = foldingOf(projections),
): Promise<void> {
  const database = openDatabase(connection.databaseUrl)
  const nothing = { crashed: new Map<string, string>(), said: () => undefined }
  try {
    const standing = await foldedPositions(database)
    const ends = await rangesOf(
      connection.kafka,
      projector.inputs.map(({ name }) => name),
      'stable',
    )
    const ranges = ends.map((range) => ({ ...range, from: offsetIn(standing, range) }))
    const parts = { connection, folding, reader: 'projector', ranges, ...nothing }
    await foldInto(database, parts, new AbortController().signal)
  } finally {
    await database.close()
  }
}

const offsetIn = (positions: readonly FoldedPosition[], at: { readonly topic: string; readonly partition: number }) =>
  positions.find(({ topic, partition }) => topic === at.topic && partition === at.partition)?.offset ?? 0

export type Moments = {
  /** Before the swap asks for its first lock. */
  readonly beforeHeld?: () => Promise<void>
  /** After it has read where the live tables are. */
  readonly afterHeld?: () => Promise<void>
  readonly say?: (line: string) => void
}

/** The parts of a rebuild on a database of its own; what happens at each moment happens once. */
export function partsOf({ connection }: LivePipeline, name: string, moments: Moments = {}): BuildParts {
  const database = openDatabase(connection.databaseUrl)
  const { say = () => undefined } = moments
  const ignored = { progress: () => undefined, passing: () => undefined }
  const target = targetOf(name)
  return { connection, database: interrupted(database, moments), target, retryCrashed: false, say, ...ignored }
}

function interrupted(database: Database, moments: Moments): Database {
  const left = { ...moments }
  const once = async (moment: 'beforeHeld' | 'afterHeld'): Promise<void> => {
    const work = left[moment]
    delete left[moment]
    await work?.()
  }
  return {
    ...database,
    transaction: (work, begin) =>
      database.transaction((session) => {
        const state = { swaps: false }
        return work({
          ...session,
          query: async (query) => {
            const isFirst = query.text.startsWith('SET LOCAL lock_timeout')
            if (isFirst) await once('beforeHeld')
            const answer = await session.query(query)
            if (state.swaps && query.text.includes('next_offset, records FROM positions')) await once('afterHeld')
            state.swaps ||= isFirst
            return answer
          },
        })
      }, begin),
  }
}

const seenSql = `SELECT
  (SELECT COALESCE(sum(records), 0) FROM positions WHERE topic = '${filesSubmitted.name}') AS folded,
  (SELECT count(*) FROM files) AS files,
  (SELECT COALESCE(sum(submitted), 0) FROM submissions) AS submitted,
  (SELECT COALESCE(sum(bit_count(submitted)), 0) FROM ledger) AS marked`

/** Three readers until they are stopped: a prepared statement, one that is planned each time, a snapshot that lasts. */
export function startReaders({ connection }: LivePipeline): { readonly stop: () => Promise<readonly string[]> } {
  const database = openDatabase(connection.databaseUrl)
  const state = { stopped: false }
  const seen: string[] = []
  const note = (row: SqlRow | undefined): void => {
    const { folded, files, submitted, marked } = row ?? {}
    if (new Set([folded, files, submitted, marked].map(String)).size > 1) seen.push(JSON.stringify(row))
    else seen.push('whole')
  }
  const again = async (look: () => Promise<SqlRow | undefined>): Promise<void> => {
    while (!state.stopped) note(await look())
  }
  const lasting = (): Promise<SqlRow | undefined> =>
    database.transaction(async (session) => {
      const folded = await session.query({
        text: `SELECT sum(records) AS folded FROM positions WHERE topic = '${filesSubmitted.name}'`,
      })
      await session.query({ text: 'SELECT pg_sleep(0.02)' })
      const { rows } = await session.query({ text: seenSql })
      return { ...rows[0], folded: folded.rows[0]?.folded }
    }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const readers = Promise.all([
    again(async () => (await database.query({ name: 'seen', text: seenSql })).rows[0]),
    again(async () => (await database.query({ text: seenSql })).rows[0]),
    again(lasting),
  ])
  return {
    stop: async () => {
      state.stopped = true
      await readers
      await database.close()
      return seen
    },
  }
}
