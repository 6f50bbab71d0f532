// What ingest reads from: a directory, a git repository or an archive, each as the same fixed list of entries.
// Reading is in two passes: opening finds every path, the commit and the evidence; entries() then reads content.
import type { LicensePack } from '../identify/license-pack.ts'
import type { LicenseEvidence, OptOutSignal, Repository } from '../schemas/types.ts'
import type { OnProgress } from './progress.ts'
import type { ReasonCode } from './reasons.ts'

export type SourceKind = 'directory' | 'git' | 'archive'

export type Source = {
  readonly kind: SourceKind
  readonly repository: Repository
  /** host/owner/name@commit. */
  readonly submission: string
  /** Any one makes every entry a skip. */
  readonly optOuts: readonly OptOutSignal[]
  /** Of the whole repository; cut where it would not fit into one record, which its files' own evidence never is. */
  readonly licenseEvidence: readonly LicenseEvidence[]
  /** Paths found: the number of entries. */
  readonly count: number
  /** Sizes of all paths where known, in bytes, for progress. */
  readonly sizeBytes: number
  /**
   * The entries from index `from` on, in an order that the commit fixes; each path once.
   * Throws `ingest.changed` where the input is no longer the one that was opened.
   */
  readonly entries: (from: number, signal: AbortSignal) => AsyncIterable<Entry>
  /** Closes what is open and deletes what was fetched. */
  readonly close: () => Promise<void>
}

export type FileEntry = {
  readonly kind: 'file'
  readonly index: number
  readonly path: string
  readonly language: string
  readonly sizeBytes: number
  readonly contentSha256: string
  readonly fileId: string
  readonly generated: string | null
  readonly vendored: string | null
  readonly licenseEvidence: readonly LicenseEvidence[]
  /** Valid UTF-8, at most `limits.fileBytesMax`. */
  readonly content: Buffer
}

export type SkipEntry = {
  readonly kind: 'skip'
  readonly index: number
  readonly path: string
  readonly reason: ReasonCode
  readonly detail: string
  /** -1 where unknown. */
  readonly sizeBytes: number
}

export type Entry = FileEntry | SkipEntry

export type SourceOptions = {
  /** host/owner/name or an https address, in place of the name the input gives itself. */
  readonly repository?: string
  /** How to read the argument, in place of what it looks like. */
  readonly as?: SourceKind
  /** Hosts that may be fetched from beside the public ones, each `host` or `host:port`. */
  readonly allowHosts?: readonly string[]
  /** Lets the hosts of `allowHosts` have private addresses, for a forge inside a company. */
  readonly allowPrivateAddresses?: boolean
  /** A file of certificate authorities for https, in PEM. */
  readonly certificates?: string
  /** Where repositories are fetched to; made where it is missing. */
  readonly temporaryDirectory: string
  /** Folders in which git is looked for, as in PATH. */
  readonly searchPath?: string
  /** Finds the pack that reads the licence texts that the product does not know; asked for once the source is there. */
  readonly licensePack?: () => Promise<LicensePack | null>
  /** Told how far opening has come, often and in between; it must not throw. */
  readonly onProgress?: OnProgress
}
