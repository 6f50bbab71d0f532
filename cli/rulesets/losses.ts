// Samples that a proposal loses, and what became of each in training: that stays visible, whatever the rules say later.
import type { Flip } from '../../processors/difference.ts'
import { type Database, numberOf, textOf } from '../../runtime/postgres.ts'

export type Loss = {
  readonly sampleId: string
  readonly repository: string
  readonly path: string
  readonly by: string
  readonly reason: string
  /** `<lineage> step <n>`, or what else became of it; empty where it was never used. */
  readonly training: readonly string[]
}

/** Looks up the training use of every lost sample. */
export async function lossesOf(database: Database, lost: readonly Flip[]): Promise<readonly Loss[]> {
  const { rows } = await database.query({
    text: `SELECT u.file_id, u.submission, u.lineage, u.became, u.step FROM sample_uses AS u
      JOIN unnest($1::TEXT[], $2::TEXT[]) AS lost (file_id, submission) USING (file_id, submission)
      ORDER BY u.lineage, u.step`,
    values: [lost.map(({ fileId }) => fileId), lost.map(({ submission }) => submission)],
  })
  const uses = new Map<string, string[]>()
  for (const row of rows) {
    const id = `${textOf(row, 'file_id')}@${textOf(row, 'submission')}`
    const step = row.step === null ? '' : ` in step ${numberOf(row, 'step')}`
    uses.set(id, [...(uses.get(id) ?? []), `${textOf(row, 'became')}${step} of lineage ${textOf(row, 'lineage')}`])
  }
  return lost.map(({ fileId, submission, repository, path, after }) => {
    const sampleId = `${fileId}@${submission}`
    const { by, reason } = after ?? { by: 'admission', reason: 'unnamed' }
    return { sampleId, repository, path, by, reason, training: uses.get(sampleId) ?? [] }
  })
}
