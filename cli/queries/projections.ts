// What `projections status` lists: each projection with what it has folded, how far it is behind, and its rows.
import { topicsOf } from '../../projections/events.ts'
import { projections } from '../../projections/index.ts'
import { type Database, numberOf } from '../../runtime/postgres.ts'
import type { Position } from '../../runtime/step.ts'
import { readProjected } from './conservation.ts'
import { lagOf, offsetsOf } from './observation.ts'

export type ProjectionStatus = {
  readonly projection: string
  readonly inputs: readonly string[]
  /** Records folded of its inputs. */
  readonly records: number
  /** Offsets between its positions and the ends given. */
  readonly lag: number
  readonly tables: readonly { readonly table: string; readonly rows: number }[]
}

/** `ends` are the stable ends of the projector's topics. Counts rows one by one: exact, and not for a hot path. */
export async function readProjections(
  database: Database,
  ends: readonly Position[],
): Promise<readonly ProjectionStatus[]> {
  const positions = await readProjected(database)
  const listed: ProjectionStatus[] = []
  for (const { name, inputs, tables } of projections) {
    const topics = inputs.flatMap(topicsOf)
    const counted: { table: string; rows: number }[] = []
    for (const { name: table } of tables) {
      const { rows } = await database.query({ text: `SELECT count(*) AS n FROM ${table}` })
      counted.push({ table, rows: numberOf(rows[0] ?? {}, 'n') })
    }
    listed.push({
      projection: name,
      inputs: topics,
      records: positions
        .filter(({ topic }) => topics.includes(topic))
        .reduce((sum, position) => sum + position.records, 0),
      lag: lagOf(
        ends.filter(({ topic }) => topics.includes(topic)),
        offsetsOf(positions),
      ),
      tables: counted,
    })
  }
  return listed
}
