// Tables beside the live ones: what they are, how far behind, how long it will take, and whether anybody works on them.
import type { Database } from '../../runtime/postgres.ts'
import { listSpares, namesAtWork, rebuildReader, type Spare, schemaOf } from '../rebuild/spares.ts'
import { targetOf } from '../rebuild/target.ts'
import { foldedPositions } from '../verify/fold-ranges.ts'
import { within } from '../verify/scratch-schema.ts'
import { lagOf, offsetsOf } from './observation.ts'

export type RebuildStatus = Omit<Spare, 'number' | 'fold'> & {
  readonly schema: string
  /** Offsets behind the live tables. */
  readonly behind: number
  /** Whether a command works on the tables of this name now. */
  readonly atWork: boolean
  /** Until it has caught up, as fast as it goes now; null where nobody works on it, or it is too early to tell. */
  readonly secondsLeft: number | null
}

export async function readRebuilds(database: Database): Promise<readonly RebuildStatus[]> {
  const spares = await listSpares(database)
  const working = await namesAtWork(
    database,
    spares.map(({ projection }) => projection),
  )
  const live = await foldedPositions(database)
  const listed: RebuildStatus[] = []
  for (const { number, fold: _, ...spare } of spares) {
    const schema = schemaOf(number)
    const own = spare.state === 'laying' ? [] : await foldedPositions(within(database, schema), rebuildReader)
    const { topics } = targetOf(spare.projection)
    const behind = lagOf(
      live.filter(({ topic }) => topics.has(topic)),
      offsetsOf(own),
    )
    const atWork = spare.state !== 'kept' && working.includes(spare.projection)
    const rate = spare.offsetsPerSecond ?? 0
    const secondsLeft = atWork && rate > 0 ? Math.ceil(behind / rate) : null
    listed.push({ ...spare, schema, behind, atWork, secondsLeft })
  }
  return listed
}
