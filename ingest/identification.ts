// Ingest's one door to what a file is: language, flags, and the licence evidence that speaks for it.
import {
  type createEvidenceReader,
  type FoundEvidence,
  isLicenseFile,
  isManifest,
  nearestEvidence,
} from '../identify/license-evidence.ts'
import type { LicenseEvidence } from '../schemas/types.ts'

export { generatedBy } from '../identify/generated.ts'
export { languageOf } from '../identify/language.ts'
export {
  createEvidenceReader,
  evidenceRulesetWith,
  type FoundEvidence,
  isLicenseFile,
  noAssertion,
} from '../identify/license-evidence.ts'
export { createLicenseIndex } from '../identify/license-text.ts'
export { vendoredBy } from '../identify/vendored.ts'

export type EvidenceReader = ReturnType<typeof createEvidenceReader>

export const isEvidencePath = (path: string): boolean => isLicenseFile(path) || isManifest(path)

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const scopeOf = (path: string): string => folderOf(path).replace(/(?:^|(?<=\/))(?:LICENSES|licenses|\.reuse)\/$/, '')
const sidecar = /\.license$/

/**
 * Evidence for one path after the other. Asking `nearestEvidence` of everything for each file would be quadratic, so it
 * is asked of the evidence in the folders above, once a folder; a file is asked alone where it has a `.license` of its own, or
 * a record above it tells one path from another.
 */
export function nearestOf(all: readonly FoundEvidence[]): (path: string) => readonly LicenseEvidence[] {
  const byScope = Map.groupBy(
    all.filter(({ path }) => !sidecar.test(path)),
    ({ path }) => scopeOf(path),
  )
  const own = new Map(all.filter(({ path }) => sidecar.test(path)).map((evidence) => [evidence.path, evidence]))
  let folder: string | null = null
  let above: readonly FoundEvidence[] = []
  let byPath = false
  let nearest: readonly LicenseEvidence[] = []
  return (path) => {
    if (folder !== folderOf(path)) {
      folder = folderOf(path)
      above = foldersAbove(folder).flatMap((each) => byScope.get(each) ?? [])
      byPath = above.some(({ annotations }) => annotations !== undefined)
      nearest = byPath ? [] : nearestEvidence(path, above)
    }
    const beside = own.get(`${path}.license`)
    if (beside !== undefined) return nearestEvidence(path, [beside, ...above])
    return byPath ? nearestEvidence(path, above) : nearest
  }
}

/** '' and every folder down to this one, each with its closing slash. */
function foldersAbove(folder: string): readonly string[] {
  const folders = ['']
  for (let at = folder.indexOf('/'); at !== -1; at = folder.indexOf('/', at + 1)) folders.push(folder.slice(0, at + 1))
  return folders
}
