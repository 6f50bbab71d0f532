// Where the projector goes on: its positions are rows beside its tables, not the broker's, and are asked before any end.
import { CodelupeError } from '../../runtime/errors.ts'
import { withDatabase } from '../connect.ts'
import type { StepPosition } from '../queries/observation.ts'
import { foldedPositions } from './fold-ranges.ts'

export type Projected = {
  readonly positions: readonly StepPosition[]
  /** Why nobody knows them; null where they are known. */
  readonly unknown: string | null
}

/** `needed`: whoever folds the tables asks them anyway. Else a log without its database is verified all the same. */
export async function projectedIn(databaseUrl: string, needed: boolean): Promise<Projected> {
  try {
    const rows = await withDatabase(databaseUrl, (database) => foldedPositions(database))
    const positions = rows.map(({ topic, partition, offset }) => ({ step: 'projector', topic, partition, offset }))
    return { positions, unknown: null }
  } catch (error) {
    if (needed || !(error instanceof CodelupeError) || !error.code.startsWith('postgres.')) throw error
    return { positions: [], unknown: error.message }
  }
}
