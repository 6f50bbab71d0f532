// What `status --json` says, and the API after it: files and their outcomes, conservation, each step, training. All of it
// from one snapshot of small tables, so it answers alike at a thousand files and at millions.
import { inputs } from '../../projections/events.ts'
import { type Database, numberOf, numberOrNull, type Session, textOf } from '../../runtime/postgres.ts'
import { stepNames } from '../../topics/index.ts'
import { type Conservation, readConservation, readFrontiers, readProjected } from './conservation.ts'
import { lagOf, type Observation, type Observe, offsetsOf } from './observation.ts'

export type Status = {
  /** ISO 8601, the moment of the snapshot. */
  readonly asOf: string
  readonly files: {
    readonly found: number
    readonly skipped: number
    readonly submitted: number
    readonly accepted: number
    readonly rejected: number
    readonly dead: number
    readonly inFlight: number
  }
  readonly conservation: Pick<Conservation, 'lost' | 'doubled' | 'gap' | 'unreadable' | 'settled'>
  readonly steps: readonly StepStatus[]
  readonly training: TrainingStatus
}

/** `in` counts what the step has judged itself, forwarded candidates not; lag is in offsets. */
export type StepStatus = {
  readonly step: string
  readonly in: number
  readonly accepted: number
  readonly rejected: number
  readonly dead: number
  readonly lag: number
}

/** Of the lineage with the last fence: its last step, samples it consumed, tokens trained, loss of that step in nats. */
export type TrainingStatus = {
  readonly step: number
  readonly samples: number
  readonly tokens: number
  readonly loss: number | null
}

export async function readStatus(database: Database, observe: Observe, signal: AbortSignal): Promise<Status> {
  const frontiers = await readFrontiers(database)
  const observation = await observe(signal)
  return database.transaction(async (session) => {
    const projected = await readProjected(session)
    const conserved = await readConservation(session, frontiers, observation, offsetsOf(projected))
    const { rows } = await session.query({
      text: 'SELECT now() AS at, (SELECT COALESCE(sum(skipped), 0) FROM submissions) AS skipped',
    })
    const skipped = numberOf(rows[0] ?? {}, 'skipped')
    const { submitted, accepted, rejected, dead, inFlight, lost, doubled, gap, unreadable, settled } = conserved
    const training = await readTraining(session)
    return {
      asOf: instantOf(rows[0]?.at),
      files: { found: submitted + skipped, skipped, submitted, accepted, rejected, dead, inFlight },
      conservation: { lost, doubled, gap, unreadable, settled },
      steps: await readSteps(session, observation, projected, training),
      training: {
        step: training.step,
        samples: training.accepted + training.rejected + training.dead,
        tokens: training.tokens,
        loss: training.loss,
      },
    }
  }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
}

const instantOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : '')

type Training = {
  readonly step: number
  readonly tokens: number
  readonly loss: number | null
  readonly accepted: number
  readonly rejected: number
  readonly dead: number
}

async function readTraining(session: Session): Promise<Training> {
  const { rows } = await session.query({
    text: `SELECT step, tokens, trained + held_out AS accepted, skipped AS rejected, GREATEST(0, buried - redriven) AS dead,
        (SELECT loss FROM training_steps WHERE lineage = current.lineage AND step = current.step) AS loss
      FROM training_lineages AS current ORDER BY fence DESC, step DESC, lineage DESC LIMIT 1`,
  })
  const row = rows[0] ?? {}
  return {
    step: numberOf(row, 'step'),
    tokens: numberOf(row, 'tokens'),
    loss: numberOrNull(row, 'loss'),
    accepted: numberOf(row, 'accepted'),
    rejected: numberOf(row, 'rejected'),
    dead: numberOf(row, 'dead'),
  }
}

async function readSteps(
  session: Session,
  observation: Observation,
  projected: Awaited<ReturnType<typeof readProjected>>,
  training: Training,
): Promise<readonly StepStatus[]> {
  const { rows } = await session.query({
    text: "SELECT step, outcome, sum(records) AS records FROM funnel WHERE outcome IN ('accepted', 'rejected', 'dead', 'redriven') GROUP BY step, outcome",
  })
  const records = (step: string, outcome: string): number =>
    numberOf(rows.find((row) => textOf(row, 'step') === step && textOf(row, 'outcome') === outcome) ?? {}, 'records')
  return stepNames.map((step) => {
    const dead = Math.max(0, records(step, 'dead') - records(step, 'redriven'))
    const lag = stepLag(step, observation, projected)
    if (step === 'projector') {
      const folded = projected.reduce((sum, position) => sum + position.records, 0)
      return { step, in: folded, accepted: folded - dead, rejected: 0, dead, lag }
    }
    const [accepted, rejected] =
      step === 'trainer'
        ? [training.accepted, training.rejected]
        : [records(step, 'accepted'), records(step, 'rejected')]
    return { step, in: accepted + rejected + dead, accepted, rejected, dead, lag }
  })
}

function stepLag(
  step: string,
  { committed, ends }: Observation,
  projected: Awaited<ReturnType<typeof readProjected>>,
): number {
  if (step === 'projector') {
    const topics = new Set(inputs.map((topic) => topic.name))
    return lagOf(
      ends.filter((end) => topics.has(end.topic)),
      offsetsOf(projected),
    )
  }
  const own = committed.filter((position) => position.step === step)
  const topics = new Set(own.map((position) => position.topic))
  return lagOf(
    ends.filter((end) => topics.has(end.topic)),
    offsetsOf(own),
  )
}
