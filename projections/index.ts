// The projections, and the one step that folds them all: each topic is read once. Folds are joins, so any interleaving
// of topics and partitions gives the same rows; any projection can be dropped and rebuilt (I8).
import type { RowChange } from '../runtime/sql.ts'
import type { Step } from '../runtime/step.ts'
import type { Topic } from '../topics/index.ts'
import { type Burial, deadLettersProjection, projectorLetter } from './dead-letters.ts'
import { type Event, inputs, type LogEvent, logEvent, topicsOf } from './events.ts'
import { filesProjection } from './files.ts'
import { findingsProjection } from './findings.ts'
import { funnelProjection } from './funnel.ts'
import { ledgerProjection } from './ledger.ts'
import type { Projection } from './projection.ts'
import { repositoriesProjection } from './repositories.ts'
import { reviewsProjection } from './reviews.ts'
import { samplesProjection } from './samples.ts'
import { skippedProjection } from './skipped.ts'
import { trainingProjection } from './training.ts'
import { verdictsProjection } from './verdicts.ts'

export const projections: readonly Projection[] = [
  filesProjection,
  verdictsProjection,
  findingsProjection,
  samplesProjection,
  skippedProjection,
  repositoriesProjection,
  funnelProjection,
  ledgerProjection,
  deadLettersProjection,
  trainingProjection,
  reviewsProjection,
]

const fold = (event: LogEvent): readonly RowChange[] =>
  projections.flatMap((projection) => (projection.inputs.includes(event.kind) ? projection.fold(event) : []))

export const projector: Step<Event, RowChange> = {
  name: 'projector',
  inputs,
  handle: (event, record) => fold(logEvent(event, record)),
}

/** The rows of a record that the projector itself must bury. */
export const buryInProjections = (burial: Burial): readonly RowChange[] => fold(projectorLetter(burial))

/** The projector for some of the projections, and what it buries. */
export type Folding = {
  readonly step: Step<Event, RowChange>
  readonly bury: (burial: Burial) => readonly RowChange[]
}

/**
 * Folds into the tables of these projections alone. All of them are folded and the others left out, so that what the
 * projector buries is buried here; and who has dead letters reads every topic, for the projector's own come from each.
 */
export function foldingOf(wanted: readonly Projection[]): Folding {
  const tables = new Set(wanted.flatMap((projection) => projection.tables))
  const kept = (changes: readonly RowChange[]): readonly RowChange[] => changes.filter(({ table }) => tables.has(table))
  return {
    step: {
      name: projector.name,
      inputs: inputsOf(wanted),
      handle: (event, record) => kept(projector.handle(event, record)),
    },
    bury: (burial) => kept(buryInProjections(burial)),
  }
}

function inputsOf(wanted: readonly Projection[]): readonly Topic[] {
  const kinds = new Set(wanted.flatMap((projection) => projection.inputs))
  if (kinds.has('dead')) return projector.inputs
  const names = new Set([...kinds].flatMap(topicsOf))
  return projector.inputs.filter(({ name }) => names.has(name))
}
