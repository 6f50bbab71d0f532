// What the first pass over a repository keeps of its content: licence evidence and opt-out signals, all with bounds. Licence texts
// that the product does not know are kept, and read by the pack in force once everything else is: who has nothing to submit is
// told so, and no server is asked.
import { attempt } from '../identify/attempt.ts'
import type { LicensePack } from '../identify/license-pack.ts'
import { isOptOutPath, optOutsOf } from '../identify/opt-out.ts'
import { limits } from '../runtime/limits.ts'
import type { LicenseEvidence, OptOutSignal } from '../schemas/types.ts'
import {
  createEvidenceReader,
  createLicenseIndex,
  evidenceRulesetWith,
  type FoundEvidence,
  isEvidencePath,
  isLicenseFile,
  noAssertion,
} from './identification.ts'

export type Gathered = {
  readonly optOuts: readonly OptOutSignal[]
  /** All of it, for the files. */
  readonly licenseEvidence: readonly FoundEvidence[]
  /** As much of it, nearest the root first, as fits into one record. */
  readonly reportedEvidence: readonly LicenseEvidence[]
  /** The expression that the root's manifest declares; null where there is none. */
  readonly declaredLicense: string | null
}

export type Gathering = {
  /** Whether the content at a path is wanted. */
  readonly wants: (path: string) => boolean
  /** Keeps what the content says; the buffer is not held. */
  readonly take: (path: string, content: Buffer) => void
  /** Everything kept, in the order of the paths; `rooted` gives each path as the repository has it. */
  readonly finish: (rooted: (path: string) => string, pack?: LicensePack | null) => Gathered
}

type Kept = { readonly path: string; readonly content: Buffer }

const manifestName = /^(?:package\.json|pyproject\.toml|setup\.cfg|Cargo\.toml|composer\.json|pom\.xml|[^/]+\.gemspec)$/

export function gather(): Gathering {
  const index = createLicenseIndex()
  const evidenceOf = createEvidenceReader(null, index)
  const evidence: FoundEvidence[] = []
  const unknown: Kept[] = []
  const contents: Kept[] = []
  let room: number = limits.unknownLicenseBytesMax
  const rootless = (path: string): string => path.slice(path.indexOf('/') + 1)
  const readBy = (pack: LicensePack): readonly FoundEvidence[] => {
    const readUnknown = createEvidenceReader(pack, index)
    const read = new Map(unknown.map(({ path, content }) => [path, attempt(() => readUnknown(path, content))]))
    const others = evidence.filter(({ path }) => !read.has(path))
    const ruleset = evidenceRulesetWith(pack)
    return [...others.map((found) => ({ ...found, ruleset })), ...[...read.values()].filter((found) => found !== null)]
  }
  return {
    // An archive's common root is known only at its end, so a signal is looked for with and without the first folder.
    wants: (path) => isEvidencePath(path) || isOptOutPath(path) || isOptOutPath(rootless(path)),
    take: (path, content) => {
      // Evidence that cannot be read is no evidence: its files are then refused for want of a licence, and the rest goes on.
      const wanted = evidence.length < limits.evidenceMax && isEvidencePath(path)
      const found = wanted ? attempt(() => evidenceOf(path, content)) : null
      if (found !== null) evidence.push(found)
      if (wanted && isLicenseFile(path) && (found === null || found.spdx === noAssertion)) {
        room -= content.length
        if (room >= 0) unknown.push({ path, content: Buffer.from(content) })
      }
      const signal = isOptOutPath(path) || isOptOutPath(rootless(path))
      if (!signal || contents.length >= limits.optOutsMax) return
      if (optOutsOf(path, content).length + optOutsOf(rootless(path), content).length === 0) return
      contents.push({ path, content: Buffer.from(content) })
    },
    finish: (rooted, pack = null) => {
      const all = pack === null ? evidence : readBy(pack)
      const licenseEvidence = all.map((found) => ({ ...found, path: rooted(found.path) }))
      licenseEvidence.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
      const optOuts = contents.flatMap(({ path, content }) => optOutsOf(rooted(path), content))
      const declared = licenseEvidence.find(({ path, spdx }) => manifestName.test(path) && spdx !== 'NOASSERTION')
      const reportedEvidence = fitting(licenseEvidence.map(({ annotations: _, ...reported }) => reported))
      return { optOuts, licenseEvidence, reportedEvidence, declaredLicense: declared?.spdx ?? null }
    },
  }
}

const depthOf = ({ path }: LicenseEvidence): number => path.split('/').length

function fitting(all: readonly LicenseEvidence[]): readonly LicenseEvidence[] {
  let bytes = 0
  return [...all]
    .sort((a, b) => depthOf(a) - depthOf(b))
    .filter((evidence) => {
      bytes += JSON.stringify(evidence).length
      return bytes <= limits.evidenceBytesMax
    })
}
