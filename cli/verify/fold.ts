// Whether the projections are what the topics make of them (I8): the live tables as one snapshot has them, against a fold
// of every topic from its start to that snapshot's positions. It holds while the projector runs, which goes on behind it.
import { limits } from '../../runtime/limits.ts'
import { requireMigrated } from '../../runtime/migrations.ts'
import { openDatabase, type Session } from '../../runtime/postgres.ts'
import type { Table } from '../../runtime/sql.ts'
import type { Connection } from '../connect.ts'
import { allProjections, type Target } from '../rebuild/target.ts'
import { type FoldProgress, foldInto, progressText } from './fold-log.ts'
import { rangesBelow, snapshotOf } from './fold-ranges.ts'
import { withScratch } from './scratch-schema.ts'
import { canonicalSettings, differencesOf, digestOf, type RowDifference, type TableDigest } from './table-digest.ts'

/** A table of the projections as it is, and as the topics make it: equal rows and digests are equal tables. */
export type ComparedTable = TableDigest & { readonly table: string; readonly folded: TableDigest }

export type ProjectionCheck = {
  readonly tables: readonly ComparedTable[]
  /** The first rows that differ, by table and primary key; `limits.verifyBreaksShownMax` of all tables together at most. */
  readonly differences: readonly (RowDifference & { readonly table: string })[]
}

/**
 * Folds the topics into tables of its own beside the live ones, and compares. `say` is told about once a second how far it
 * is. Throws `verify.log-shortened` where the topics lack what a position has passed, and `postgres.schema-denied`.
 */
export async function verifyProjections(
  connection: Connection,
  say: (line: string) => void,
  signal: AbortSignal,
  { tables, topics, folding }: Target = allProjections,
): Promise<ProjectionCheck> {
  const database = openDatabase(connection.databaseUrl)
  try {
    await requireMigrated(database)
    // The transaction stays open to the end: the rows that differ are then looked for in what was digested.
    return await database.transaction(async (live) => {
      const snapshot = await snapshotOf(live, tables)
      const positions = snapshot.positions.filter(({ topic }) => topics.has(topic))
      const ranges = await rangesBelow(connection.kafka, positions)
      return withScratch(connection.databaseUrl, database, live, async (scratch) => {
        const { crashed } = snapshot
        const said = (progress: FoldProgress): void => say(`fold of the projections: ${progressText(progress)}`)
        const parts = { connection, folding, reader: 'projector', ranges, crashed, said }
        await foldInto(scratch.database, parts, signal)
        say('fold of the projections: comparing tables')
        return scratch.database.transaction(
          (fold) => compare(tables, { live, fold, schema: scratch.schema }, signal),
          `BEGIN; ${canonicalSettings}`,
        )
      })
    }, `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${canonicalSettings}`)
  } finally {
    await database.close()
  }
}

type Compared = { readonly live: Session; readonly fold: Session; readonly schema: string }

async function compare(
  tables: readonly Table[],
  { live, fold, schema }: Compared,
  signal: AbortSignal,
): Promise<ProjectionCheck> {
  const ours = { session: live, schema: null }
  const theirs = { session: fold, schema }
  const compared: ComparedTable[] = []
  const differing: Table[] = []
  for (const table of tables) {
    const [found, folded] = await Promise.all([digestOf(ours, table, signal), digestOf(theirs, table, signal)])
    compared.push({ table: table.name, ...found, folded })
    if (found.digest !== folded.digest || found.rows !== folded.rows) differing.push(table)
  }
  // Each table has its share: one that differs everywhere does not hide the others.
  const share = Math.floor(limits.verifyBreaksShownMax / Math.max(1, differing.length))
  const differences: { table: string; side: RowDifference['side']; row: string }[] = []
  for (const table of differing) {
    const rows = await differencesOf(ours, theirs, table, share, signal)
    differences.push(...rows.map(({ side, row }) => ({ table: table.name, side, row })))
  }
  return { tables: compared, differences }
}
