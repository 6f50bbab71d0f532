// The projections, and the one step that folds them all: each topic is read once. Folds are joins, so any interleaving
// of topics and partitions gives the same rows; any projection can be dropped and rebuilt (I8).
import type { RowChange } from '../runtime/sql.ts'
import type { Step } from '../runtime/step.ts'
import { type Burial, deadLettersProjection, projectorLetter } from './dead-letters.ts'
import { type Event, inputs, type LogEvent, logEvent } from './events.ts'
import { filesProjection } from './files.ts'
import { findingsProjection } from './findings.ts'
import { funnelProjection } from './funnel.ts'
import { ledgerProjection } from './ledger.ts'
import type { Projection } from './projection.ts'
import { repositoriesProjection } from './repositories.ts'
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
