// Lineages with where each stands, and the checkpoints that were committed.
import { numberOf, numberOrNull, type Session, textOf, textOrNull } from '../../runtime/postgres.ts'

export type Lineage = {
  readonly lineage: string
  readonly parentLineage: string | null
  readonly fence: number
  readonly step: number
  readonly commits: number
  readonly trained: number
  readonly heldOut: number
  readonly skipped: number
  readonly buried: number
  /** Of those that were buried, in this lineage or before it, how many were used after a redrive. */
  readonly redriven: number
  readonly tokens: number
  /** Of the last step, in nats a token. */
  readonly loss: number | null
  /** The last commit's. */
  readonly checkpoint: string | null
  readonly model: string | null
  readonly device: string | null
}

/** The one with the last fence first: that is the one a trainer goes on with. */
export async function readLineages(session: Session): Promise<readonly Lineage[]> {
  const { rows } = await session.query({
    text: `SELECT l.*, c.parent_lineage, c.model, c.device, c.checkpoint, s.loss
      FROM training_lineages AS l
      LEFT JOIN LATERAL (
        SELECT * FROM training_commits WHERE lineage = l.lineage ORDER BY log_partition DESC, log_offset DESC LIMIT 1
      ) AS c ON true
      LEFT JOIN training_steps AS s ON s.lineage = l.lineage AND s.step = l.step
      ORDER BY l.fence DESC, l.step DESC, l.lineage DESC`,
  })
  return rows.map((row) => ({
    lineage: textOf(row, 'lineage'),
    parentLineage: textOrNull(row, 'parent_lineage'),
    fence: numberOf(row, 'fence'),
    step: numberOf(row, 'step'),
    commits: numberOf(row, 'commits'),
    trained: numberOf(row, 'trained'),
    heldOut: numberOf(row, 'held_out'),
    skipped: numberOf(row, 'skipped'),
    buried: numberOf(row, 'buried'),
    redriven: numberOf(row, 'redriven'),
    tokens: numberOf(row, 'tokens'),
    loss: numberOrNull(row, 'loss'),
    checkpoint: textOrNull(row, 'checkpoint'),
    model: textOrNull(row, 'model'),
    device: textOrNull(row, 'device'),
  }))
}

/** Names of all committed checkpoints among these. */
export async function committedAmong(session: Session, names: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await session.query({
    text: 'SELECT DISTINCT checkpoint FROM training_commits WHERE checkpoint = ANY ($1::TEXT[])',
    values: [names],
  })
  return new Set(rows.map((row) => textOf(row, 'checkpoint')))
}
