// A labelled case: a file and what is true of it, whatever any gate says; and the same file as a judge sees it.

import type { LicensePack } from '../identify/license-pack.ts'
import { type EntryContext, entryContext, entryOf } from '../ingest/entry.ts'
import { createEvidenceReader, isEvidencePath } from '../ingest/identification.ts'
import { type JudgedFile, judgedFile } from '../processors/processor.ts'
import type { LicenseEvidence, Repository } from '../schemas/types.ts'
import type { Half } from './gold/case.ts'

export type LabelledCase = {
  /** Unique within its set. */
  readonly id: string
  /** Path in a repository, with `/`. */
  readonly path: string
  readonly content: Buffer
  /** Whether the gate should object: quality and malicious reject it, secret finds something, license does not let it pass. */
  readonly positive: boolean
  /** What it is, of the gate's classes; empty where the set does not say. */
  readonly classes: readonly string[]
  /** Licence: the expression that governs the file, or `NONE`; null where the set does not say. */
  readonly expression: string | null
  /** What the host declares for the repository; null where the set does not say. */
  readonly declared?: string | null
  /** Other files of its repository by path. */
  readonly beside: Readonly<Record<string, string>>
  readonly half: Half | null
}

/** A case as the gate gets it from ingest; or why ingest would not have submitted it. */
export type Prepared =
  | { readonly kind: 'file'; readonly file: JudgedFile }
  | { readonly kind: 'skip'; readonly reason: string; readonly detail: string }

const repository: Repository = {
  ...{ host: 'local', owner: 'evaluation', name: 'set', url: null, commit: '', declaredLicense: null },
}

const submission = (declaredLicense: string | null) => ({
  ...{ repository: { ...repository, declaredLicense }, submission: 'evaluation', submittedAt: 0 },
})

const repositoryName = 'local/evaluation/set'

/** Makes files of cases by ingest's own rules: language, flags and licence evidence. Build it once: it indexes all licences. */
export function preparer(pack: LicensePack | null = null): (labelled: LabelledCase) => Prepared {
  const read = createEvidenceReader(pack)
  const evidenceOf = (path: string, content: Buffer): readonly LicenseEvidence[] => {
    const found = isEvidencePath(path) ? read(path, content) : null
    return found === null ? [] : [found]
  }
  // A folder's cases share what stands beside them.
  const known = new WeakMap<LabelledCase['beside'], Beside>()
  const besideOf = (beside: LabelledCase['beside']): Beside => {
    const found = known.get(beside)
    if (found !== undefined) return found
    const evidence = Object.entries(beside).flatMap(([path, text]) => evidenceOf(path, Buffer.from(text)))
    const made = { evidence, context: contextOf(evidence) }
    known.set(beside, made)
    return made
  }
  return ({ path, content, beside, declared = null }) => {
    const { evidence, context } = besideOf(beside)
    const own = path in beside ? [] : evidenceOf(path, content)
    const entry = entryOf(own.length === 0 ? context : contextOf([...evidence, ...own]), 0, path, content)
    if (entry.kind === 'skip') return { kind: 'skip', reason: entry.reason, detail: entry.detail }
    const { kind: _, index: __, ...facts } = entry
    return {
      kind: 'file',
      file: judgedFile({ ...facts, ...submission(declared) }, content),
    }
  }
}

type Beside = { readonly evidence: readonly LicenseEvidence[]; readonly context: EntryContext }

const contextOf = (evidence: readonly LicenseEvidence[]): EntryContext =>
  entryContext(
    repositoryName,
    evidence.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    false,
  )
