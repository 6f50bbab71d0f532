// What is rebuilt or verified together: one projection or all, with its tables, the topics that it reads, and its fold.
import { type Folding, foldingOf, projections } from '../../projections/index.ts'
import type { Projection } from '../../projections/projection.ts'
import { fail } from '../../runtime/errors.ts'
import type { Table } from '../../runtime/sql.ts'

export type Target = {
  /** Of a projection, or `all`. */
  readonly name: string
  readonly tables: readonly Table[]
  readonly topics: ReadonlySet<string>
  readonly folding: Folding
}

const of = (name: string, wanted: readonly Projection[]): Target => {
  const folding = foldingOf(wanted)
  return {
    name,
    tables: wanted.flatMap((projection) => projection.tables),
    topics: new Set(folding.step.inputs.map((topic) => topic.name)),
    folding,
  }
}

export const allProjections: Target = of('all', projections)

/** Throws `usage.invalid` for a name that is none. */
export function targetOf(name: string): Target {
  if (name === allProjections.name) return allProjections
  const found = projections.filter((projection) => projection.name === name)
  const known = ['all', ...projections.map((projection) => projection.name)].join(', ')
  if (found.length === 0) throw fail('usage.invalid', `expected one of ${known}, found ${JSON.stringify(name)}`)
  return of(name, found)
}
