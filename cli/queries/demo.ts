// What the demo shows of its own run: the first sample, one rejection, one sample that was trained on.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Session, textOf } from '../../runtime/postgres.ts'

const pollMs = 100

/** Waits for a sample to be accepted; `repository:path` of the first in the log. */
export async function firstAccepted(session: Session, signal: AbortSignal): Promise<string> {
  for (;;) {
    const { rows } = await session.query({
      text: `SELECT f.repository || ':' || f.path AS name FROM samples AS s JOIN files AS f USING (submission, file_id) LIMIT 1`,
    })
    if (rows[0] !== undefined) return textOf(rows[0], 'name')
    await sleep(pollMs, undefined, { signal })
  }
}

/** File id of a file of the bundled input that a gate rejected for something worth reading; null where there is none. */
export async function rejectionToShow(session: Session): Promise<string | null> {
  const { rows } = await session.query({
    text: `SELECT d.file_id FROM decisions AS d JOIN files AS f USING (submission, file_id)
      WHERE d.outcome = 'rejected' AND d.by IN ('malicious', 'secret', 'license')
      ORDER BY array_position(ARRAY['malicious', 'secret', 'license'], d.by), f.path LIMIT 1`,
  })
  return rows[0] === undefined ? null : textOf(rows[0], 'file_id')
}

/** File id of a sample that went into a training step; null where none has. */
export async function sampleToShow(session: Session): Promise<string | null> {
  const { rows } = await session.query({
    text: `SELECT file_id FROM sample_uses WHERE became = 'trained' ORDER BY step, file_id LIMIT 1`,
  })
  return rows[0] === undefined ? null : textOf(rows[0], 'file_id')
}
