// New tables of a target, folded from the start of its topics: laid beside the live ones, filled up to where the live ones
// are, and caught up until little is left. Rows and positions commit together (I1), so a rebuild that was killed goes on.
import type { Passing } from '../../runtime/crash-point.ts'
import { limits } from '../../runtime/limits.ts'
import { migrateInto } from '../../runtime/migrations.ts'
import { type Database, type Session, textOf } from '../../runtime/postgres.ts'
import type { Range } from '../../runtime/reader.ts'
import type { Connection } from '../connect.ts'
import { type FoldProgress, foldInto, progressText } from '../verify/fold-log.ts'
import { crashedBefore, type FoldedPosition, foldedPositions, rangesBelow } from '../verify/fold-ranges.ts'
import { makeSchema, requireRight, within } from '../verify/scratch-schema.ts'
import {
  dropSpare,
  foldVersion,
  newestSpare,
  noteProgress,
  noteSpare,
  rebuildReader,
  type Spare,
  schemaOf,
  setState,
} from './spares.ts'
import type { Target } from './target.ts'

export type BuildParts = {
  readonly connection: Connection
  /** Statements there may take long. */
  readonly database: Database
  readonly target: Target
  /** Judge again what has ended the projector; otherwise it stays buried. */
  readonly retryCrashed: boolean
  readonly say: (line: string) => void
  readonly progress: (line: string) => void
  readonly passing: Passing
}

const mark = 'Tables of codelupe projections; ./codelupe projections status says which.'

/** A whole set of new tables, caught up but for `limits.rebuildBehindMax` offsets. Goes on with one that was begun. */
export async function build(parts: BuildParts, signal: AbortSignal): Promise<Spare> {
  const { database, target, say } = parts
  const begun = await goOnWith(parts)
  if (begun !== null) say(`going on with the rebuild of ${target.name} that was begun ${begun.startedAt}`)
  const spare = begun ?? (await lay(parts))
  parts.passing('rebuild.laid')
  await catchUp(parts, spare, signal)
  parts.progress(`${target.name}: building indexes`)
  await finish(database, spare)
  parts.passing('rebuild.built')
  await catchUp(parts, spare, signal)
  return spare
}

/** What was begun, where it is usable: by the same code, in tables of this version, with positions. Drops what is not. */
async function goOnWith({ database, target }: BuildParts): Promise<Spare | null> {
  for (;;) {
    const found = await newestSpare(database, target.name, ['laying', 'building', 'ready'])
    if (found === null) return null
    if (found.state === 'building' && found.fold === foldVersion() && (await isCurrent(database, found))) return found
    await dropSpare(database, found)
  }
}

/** Whether the tables of a set are of the version that the live ones have. */
export async function isCurrent(session: Session, { number }: Spare): Promise<boolean> {
  const { rows } = await session.query({
    text: `SELECT (SELECT array_agg(name ORDER BY name) FROM migrations)
      = (SELECT array_agg(name ORDER BY name) FROM ${schemaOf(number)}.migrations) AS same`,
  })
  return rows[0]?.same === true
}

/** Makes the tables, empty and without what only readers need. */
async function lay({ connection, database, target }: BuildParts): Promise<Spare> {
  await requireRight(database)
  const spare = await noteSpare(database, target.name)
  const schema = schemaOf(spare.number)
  await makeSchema(database, schema, mark)
  await migrateInto(connection.databaseUrl, schema)
  await database.transaction(async (session) => {
    const own = [...target.tables.map(({ name }) => name), 'positions', 'migrations']
    await run(
      session,
      `SELECT format('DROP TABLE %I.%I CASCADE', schemaname, tablename) AS statement FROM pg_tables
        WHERE schemaname = $1 AND tablename <> ALL ($2::TEXT[])`,
      [schema, own],
    )
    // Built at once when all rows are there: several times as fast as row by row.
    const indexes = `SELECT pg_get_indexdef(indexrelid) AS statement, indexrelid::REGCLASS AS name FROM pg_index
      JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = $1::REGNAMESPACE AND NOT indisunique`
    await session.query({
      text: `UPDATE rebuilds SET unbuilt = ARRAY(SELECT statement FROM (${indexes}) AS found) WHERE number = $2`,
      values: [schema, spare.number],
    })
    await run(session, `SELECT format('DROP INDEX %s', name) AS statement FROM (${indexes}) AS found`, [schema])
    await setState(session, spare, 'building')
  })
  return { ...spare, state: 'building' }
}

async function run(session: Session, text: string, values: readonly unknown[]): Promise<void> {
  const { rows } = await session.query({ text, values })
  for (const row of rows) await session.query({ text: textOf(row, 'statement') })
}

/** Folds up to where the live tables are, again and again, until they are hardly ahead. */
export async function catchUp(parts: BuildParts, spare: Spare, signal: AbortSignal): Promise<void> {
  for (;;) {
    const live = await foldedPositions(parts.database)
    const behind = await foldTo(parts, spare, live, signal)
    if (behind <= limits.rebuildBehindMax) return
  }
}

/** Folds the set up to these positions of the live tables; how many offsets it was behind them. */
export async function foldTo(
  parts: BuildParts,
  spare: Spare,
  live: readonly FoldedPosition[],
  signal: AbortSignal,
): Promise<number> {
  const { connection, database, target, progress, passing } = parts
  const own = within(database, schemaOf(spare.number))
  const begun = await foldedPositions(own, rebuildReader)
  const wanted = live.filter(({ topic }) => target.topics.has(topic))
  const ranges = await rangesBelow(connection.kafka, wanted, begun)
  const behind = ranges.reduce((sum: number, { from, to }: Range) => sum + to - from, 0)
  if (behind === 0 && begun.length === ranges.length) return 0
  const crashed = parts.retryCrashed ? new Map<string, string>() : await crashedBefore(database)
  const said = (how: FoldProgress): void => {
    progress(`${target.name}: ${progressText(how)}`)
    // Nobody waits for it: it is for who asks `projections status`.
    void noteProgress(database, spare, { rate: how.offsetsPerSecond }).catch(() => undefined)
  }
  const { folding } = target
  await foldInto(own, { connection, folding, reader: rebuildReader, ranges, crashed, said, passing }, signal)
  return behind
}

/** Builds the indexes that were left out, and what the planner knows of the tables. */
async function finish(database: Database, spare: Spare): Promise<void> {
  await database.transaction(async (session) => {
    const { number } = spare
    await session.query({ text: `SET LOCAL maintenance_work_mem TO '256MB'` })
    await run(session, 'SELECT unnest(unbuilt) AS statement FROM rebuilds WHERE number = $1', [number])
    await session.query({ text: `UPDATE rebuilds SET unbuilt = '{}' WHERE number = $1`, values: [number] })
    await run(
      session,
      `SELECT format('ANALYZE %I.%I', schemaname, tablename) AS statement FROM pg_tables WHERE schemaname = $1`,
      [schemaOf(number)],
    )
    await setState(session, spare, 'ready')
  })
}
