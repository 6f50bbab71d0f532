// The samples that a promotion gains, submitted once more: as a submission of their own a repository reading, through every
// gate and under the rules in force. So each has one outcome as every file has, and whoever counts counts them. A second run
// submits nothing twice, and one that was cut off goes on: it is the way into the log that ingest takes.
import { createCodec } from '../../runtime/codec.ts'
import type { Passing } from '../../runtime/crash-point.ts'
import { fail } from '../../runtime/errors.ts'
import type { Position } from '../../runtime/step.ts'
import { type Submission, type SubmissionEntry, submit } from '../../runtime/submission.ts'
import type { Repository } from '../../schemas/types.ts'
import { filesSubmitted } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { readFiles } from '../replay/history.ts'

/** One file that is to be a sample, and where its submission lies. */
export type Gained = {
  readonly fileId: string
  readonly submission: string
  readonly repository: Repository
  readonly at: Pick<Position, 'partition' | 'offset'>
}

const mark = '#promotion-'

/** Whether a submission is the backfill of some promotion. */
export const isBackfill = (submission: string): boolean => submission.includes(mark)

/** Collects what is gained, each file once, and not what an earlier backfill has made a sample of. */
export function collectGained(): {
  readonly gained: (file: Gained) => void
  readonly accepted: (fileId: string, submission: string) => void
  readonly result: () => readonly Gained[]
} {
  const files = new Map<string, Gained>()
  const there = new Set<string>()
  return {
    gained: (file) => {
      if (!files.has(file.fileId)) files.set(file.fileId, file)
    },
    accepted: (fileId, submission) => {
      if (isBackfill(submission)) there.add(fileId)
    },
    result: () => [...files.values()].filter(({ fileId }) => !there.has(fileId)),
  }
}

export type Backfilled = {
  readonly files: number
  readonly submissions: readonly string[]
  /** Submissions that an earlier run had written. */
  readonly already: number
}

export async function backfill(
  connection: Connection,
  operation: string,
  gained: readonly Gained[],
  { progress, passing }: { readonly progress: (line: string) => void; readonly passing: Passing },
  signal: AbortSignal,
): Promise<Backfilled> {
  if (gained.length === 0) return { files: 0, submissions: [], already: 0 }
  const bySubmission = Map.groupBy(gained, ({ submission }) => submission)
  const counts = { files: 0, already: 0 }
  const submissions: string[] = []
  for (const [original, files] of [...bySubmission].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const source = sourceOf(connection, `${original}#${operation}`, files)
    const parts = { address: connection.kafka, registry: connection.registry, now: Date.now }
    const result = await submit(source, { ...parts, onProgress: () => undefined, passing }, false, signal)
    counts.files += result.submitted
    if (result.already) counts.already++
    submissions.push(result.submission)
    progress(`${counts.files} of ${gained.length} files submitted once more`)
  }
  return { ...counts, submissions }
}

/** These files of one submission, in the order of the log. */
function sourceOf(connection: Connection, submission: string, files: readonly Gained[]): Submission {
  const sorted = files.toSorted((a, b) => a.at.partition - b.at.partition || a.at.offset - b.at.offset)
  const [first] = sorted
  if (first === undefined) throw new Error('backfill: a submission without files')
  return {
    kind: 'backfill',
    repository: first.repository,
    submission,
    optOuts: [],
    licenseEvidence: [],
    count: sorted.length,
    entries: (from, signal) => entriesOf(connection, sorted, from, signal),
  }
}

async function* entriesOf(
  connection: Connection,
  files: readonly Gained[],
  from: number,
  signal: AbortSignal,
): AsyncGenerator<SubmissionEntry> {
  const byPartition = Map.groupBy(files.entries(), ([, { at }]) => at.partition)
  const contents = createCodec()
  for (const [partition, entries] of byPartition) {
    const wanted = new Map(
      entries.map(([index, { at }]) => [at.offset, index] as const).filter(([, index]) => index >= from),
    )
    for await (const { record, file } of readFiles({ connection, contents }, partition, wanted, signal)) {
      const { submission: _, repository: __, submittedAt: ___, content, ...facts } = file
      if (content === null)
        throw fail(
          'kafka.failed',
          `expected content in ${filesSubmitted.name}/${partition}@${record.offset}, found none`,
        )
      const index = wanted.get(record.offset) ?? 0
      wanted.delete(record.offset)
      // Its own bytes: what it was read in holds many more.
      yield { kind: 'file', index, ...facts, content: Buffer.from(content) }
    }
    signal.throwIfAborted()
    // A hole would be a submission with other counts than it says.
    if (wanted.size > 0)
      throw fail(
        'kafka.failed',
        `expected ${wanted.size} more files in ${filesSubmitted.name}/${partition}, found none`,
      )
  }
}
