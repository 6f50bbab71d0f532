// What a submission is made of, as far as the log needs to know: ingest/source.ts has such sources.
import type { File, LicenseEvidence, OptOutSignal, Repository } from '../schemas/types.ts'

/** What a source gives. */
export type Submission = {
  readonly kind: string
  readonly repository: Repository
  readonly submission: string
  readonly optOuts: readonly OptOutSignal[]
  readonly licenseEvidence: readonly LicenseEvidence[]
  readonly count: number
  /** Entries in a fixed order, each path once, from an index on. */
  readonly entries: (from: number, signal: AbortSignal) => AsyncIterable<SubmissionEntry>
}

type FileEntry = Omit<File, 'submission' | 'repository' | 'submittedAt' | 'content'> & {
  readonly kind: 'file'
  readonly index: number
  readonly content: Buffer
}

type SkipEntry = {
  readonly kind: 'skip'
  readonly index: number
  readonly path: string
  readonly reason: string
  readonly detail: string
  readonly sizeBytes: number
}

export type SubmissionEntry = FileEntry | SkipEntry
