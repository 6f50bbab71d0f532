// Turns one path and its bytes into a file or a skip: the pre-checks, in one place for every kind of source.
import { createHash, hash } from 'node:crypto'
import { encodingRefusalOf } from '../identify/encoding.ts'
import { magicOf } from '../identify/magic.ts'
import { limits } from '../runtime/limits.ts'
import type { LicenseEvidence } from '../schemas/types.ts'
import { generatedBy, languageOf, nearestOf, vendoredBy } from './identification.ts'
import type { ReasonCode } from './reasons.ts'
import { repetitionOf } from './repetition.ts'
import type { Entry, SkipEntry } from './source.ts'

/** What the entries of one source have in common. */
export type EntryContext = {
  /** host/owner/name. */
  readonly repository: string
  readonly nearest: (path: string) => readonly LicenseEvidence[]
  /** Whether an archive is refused as one inside another. */
  readonly insideArchive: boolean
}

export const entryContext = (
  repository: string,
  evidence: readonly LicenseEvidence[],
  insideArchive: boolean,
): EntryContext => ({ repository, nearest: nearestOf(evidence), insideArchive })

export const skipEntry = (
  index: number,
  path: string,
  reason: ReasonCode,
  detail: string,
  sizeBytes: number,
): SkipEntry => ({ kind: 'skip', index, path, reason, detail, sizeBytes })

export const tooLarge = (index: number, path: string, sizeBytes: number): SkipEntry => {
  const found = sizeBytes < 0 ? 'more' : `${sizeBytes}`
  return skipEntry(
    index,
    path,
    'file.too-large',
    `expected at most ${limits.fileBytesMax} bytes, found ${found}`,
    sizeBytes,
  )
}

/** A file or a skip. `path` has been found safe; the content is the whole content. */
export function entryOf(context: EntryContext, index: number, path: string, content: Buffer): Entry {
  const sizeBytes = content.length
  if (sizeBytes > limits.fileBytesMax) return tooLarge(index, path, sizeBytes)
  const refusal = encodingRefusalOf(content)
  if (refusal !== null) {
    const nested = context.insideArchive && refusal.reason === 'file.binary' && magicOf(content)?.archive === true
    return skipEntry(index, path, nested ? 'archive.depth' : refusal.reason, refusal.detail, sizeBytes)
  }
  const repetition = repetitionOf(content)
  if (repetition !== null) {
    const detail = `expected text that compresses at most ${limits.repetitionMax}-fold, found ${repetition}-fold`
    return skipEntry(index, path, 'file.repetitive', detail, sizeBytes)
  }
  const contentSha256 = hash('sha256', content, 'hex')
  return {
    kind: 'file',
    index,
    path,
    language: languageOf(path, content),
    sizeBytes,
    contentSha256,
    fileId: fileIdOf(context.repository, path, contentSha256),
    generated: generatedBy(path, content),
    vendored: vendoredBy(path),
    licenseEvidence: context.nearest(path),
    content,
  }
}

/** First 16 bytes, in hex, of sha256(host/owner/name NUL path NUL sha256 of the content in hex). */
export function fileIdOf(repository: string, path: string, contentSha256: string): string {
  return createHash('sha256').update(`${repository}\0${path}\0${contentSha256}`).digest('hex').slice(0, 32)
}
