// Evidence of a licence outside a file: licence files, manifests and REUSE's records, read once a repository at ingest.
// Which of them speak for a file is a matter of folders: the file's own, then each folder above it.
import { createHash } from 'node:crypto'
import type { LicenseEvidence } from '../schemas/types.ts'
import { comparedLicenses } from './license-compared.ts'
import { licenseHashes } from './license-data.ts'
import { licenseExceptions } from './license-exceptions.ts'
import { licenseNames } from './license-names.ts'
import { licenseTextBytesMax } from './license-normalize.ts'
import type { LicensePack } from './license-pack.ts'
import { type Annotation, annotationsOf, isReuseRecord, speakingFor } from './license-reuse.ts'
import { riders } from './license-riders.ts'
import { grantedWords, grantWords, statements } from './license-statements.ts'
import { readExpression } from './license-tags.ts'
import { createLicenseIndex, type LicenseIndex, licenseThresholds } from './license-text.ts'
import { wordsOf } from './license-words.ts'
import { isManifest, manifestLicense } from './manifest.ts'

export { isManifest } from './manifest.ts'

/** Stands for a licence file whose text is not known. */
export const noAssertion = 'NOASSERTION'

const coreNames = /^(?:licen[cs]es?|copying|unlicen[cs]e|copyright|ofl|patents)$/

// What may stand beside the core of a licence file's name: a licence, a version, or the part of the repository it is for.
const nameParts = new Set(
  'mit x11 apache asl bsd isc gpl lgpl agpl mpl epl cddl cc0 cc by sa nc unlicense unlicence zlib boost bsl busl ofl sspl elastic commercial proprietary enterprise ee code source doc docs documentation content data assets font fonts media lesser lib runtime exception md txt rst htm html markdown adoc'.split(
    ' ',
  ),
)

const versionPart = /^(?:[a-z]{0,7}\d[0-9a-z]{0,10})$/

function hasLicenseName(name: string): boolean {
  const parts = name.split(/[-_. ]/).filter((part) => part !== '')
  const core = parts.findIndex((part) => coreNames.test(part))
  if (core === -1) return false
  const known = (part: string): boolean => nameParts.has(part) || versionPart.test(part)
  // One word of any kind may stand ahead: ROME-LICENSE, jquery.license.
  return parts.slice(core + 1).every(known) && (core <= 1 || parts.slice(0, core).every(known))
}

// Lists of what others' parts are under say nothing of the repository's own files.
const bundled = /3rd.?part|third.?part|bundled|vendored|dependenc|attribution/

// Code about licences is not a licence.
const codeExtension =
  /\.(?:js|mjs|cjs|ts|tsx|jsx|py|go|rs|java|kt|rb|php|c|cc|cpp|h|hpp|cs|swift|sh|json|ya?ml|toml|xml|css|vue|lua|pl|ex|sql|csv|proto|gradle|ipynb|svg|png|lock|map|tmpl|tpl)$/

/** Whether a path is a licence file by its name: LICENSE, COPYING, UNLICENSE, MIT-LICENSE, REUSE's records and the like. */
export function isLicenseFile(path: string): boolean {
  const lower = path.toLowerCase()
  const name = lower.slice(lower.lastIndexOf('/') + 1)
  if (isReuseRecord(path)) return true
  if (bundled.test(name)) return false
  if (name.endsWith('.license')) return true
  if (/(?:^|\/)licenses\/[^/]+\.txt$/.test(lower)) return true
  return hasLicenseName(name) && !codeExtension.test(name)
}

/** Raised where code changes what evidence says; a test pins the digest of what it says to it. */
export const evidenceEngine = 5

/** sha256 of what recognises licences: thresholds, names, riders, compared ids and the table of text hashes. */
const evidenceRuleset = createHash('sha256')
  .update(
    JSON.stringify({
      engine: evidenceEngine,
      thresholds: licenseThresholds,
      names: [licenseNames, statements, riders, grantWords, grantedWords, licenseExceptions],
      compared: comparedLicenses,
      hashes: licenseHashes,
    }),
  )
  .digest('hex')

/** The same with what a pack recognises; without one the ruleset is as it was. */
export const evidenceRulesetWith = (pack: LicensePack | null): string =>
  pack === null
    ? evidenceRuleset
    : createHash('sha256').update(`${evidenceRuleset} ${pack.name} ${pack.version}`).digest('hex')

/** Reads evidence with one index, and a pack for the texts that it does not know; build it once a process. */
export function createEvidenceReader(
  pack: LicensePack | null = null,
  index: LicenseIndex = createLicenseIndex(),
): (path: string, content: Buffer) => FoundEvidence | null {
  const ruleset = evidenceRulesetWith(pack)
  return (path, content) => {
    const read = isManifest(path)
      ? fromManifest(path, content)
      : isLicenseFile(path)
        ? fromLicenseFile(path, content, index, pack)
        : null
    if (read === null) return null
    const sha256 = createHash('sha256').update(content).digest('hex')
    return { path, ...read, sha256, ruleset }
  }
}

/** As a repository has it: a record of REUSE's says something else of each path, and all of it as an event has it. */
export type FoundEvidence = LicenseEvidence & { readonly annotations?: readonly Annotation[] }

type Read = Pick<FoundEvidence, 'spdx' | 'confidence' | 'annotations'>

function fromManifest(path: string, content: Buffer): Read | null {
  const declared = manifestLicense(path, content.toString('utf8'))
  if (declared === null) return null
  return declared.spdx === null ? { spdx: noAssertion, confidence: 0 } : { spdx: declared.spdx, confidence: 1 }
}

function fromLicenseFile(path: string, content: Buffer, index: LicenseIndex, pack: LicensePack | null): Read | null {
  const text = content.toString('utf8')
  if (isReuseRecord(path)) return fromReuseRecord(path, text)
  const tag = taggedExpression(text)
  if (tag !== null) return { spdx: tag, confidence: 1 }
  if (content.length === 0 || isPointer(text)) return null
  // Without terms a COPYRIGHT or PATENTS file is a notice, not a licence.
  const found = index.identify(text) ?? (pack === null ? null : fromPack(content, pack))
  if (found !== null) return found
  return /(?:^|\/)(?:copyright|patents)[^/]*$/i.test(path) ? null : { spdx: noAssertion, confidence: 0 }
}

const packConfidence = 0.95

/** All that a pack recognises in a text that the index does not know: whoever takes the file is under all of it. */
function fromPack(content: Buffer, pack: LicensePack): Read | null {
  const { joined } = wordsOf(content.toString('latin1', 0, licenseTextBytesMax))
  const read = [...new Set(pack.find(joined).map(({ spdx }) => spdx))]
  if (read.length === 0) return null
  const [only] = read
  const spdx = read.length === 1 && only !== undefined ? only : read.map((one) => `(${one})`).join(' AND ')
  return { spdx, confidence: packConfidence }
}

// "Either of the licenses found in LICENSE.APACHE or LICENSE.BSD": the files it names speak for themselves.
const isPointer = (text: string): boolean =>
  text.length < 1_500 &&
  /\b(?:licen[cs]es? (?:found|contained|included|listed|files?)|see (?:the )?(?:files?|licen[cs]e))\b/i.test(text) &&
  /\blicen[cs]e[-_.](?:apache|mit|bsd|gpl|lgpl)/i.test(text)

const reuseConfidence = 0.8

/** All that a record says, together: of a path it is what `speakingFor` finds. */
function fromReuseRecord(path: string, text: string): Read | null {
  const annotations = annotationsOf(path, text)
  if (annotations === null) return isBlank(text) ? null : { spdx: noAssertion, confidence: 0 }
  const read = annotations.map(({ spdx }) => spdx)
  const spdx = [...new Set(read)].map((expression) => `(${expression})`).join(' AND ')
  const known = !read.includes(null)
  return { ...(known ? { spdx, confidence: reuseConfidence } : { spdx: noAssertion, confidence: 0 }), annotations }
}

const isBlank = (text: string): boolean => text.trim() === ''

// A `.license` file of REUSE, or a licence file that is nothing but a tag.
function taggedExpression(text: string): string | null {
  if (text.length > 2_000) return null
  const tags = [...text.matchAll(/SPDX-License-Identifier:[ \t]*([^\n\r]{1,200})/g)].map((match) =>
    readExpression(match[1] ?? ''),
  )
  const read = tags.filter((tag) => tag !== null)
  if (read.length === 0 || read.length !== tags.length) return null
  return read.length === 1 ? (read[0] ?? null) : read.map((tag) => `(${tag})`).join(' AND ')
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** Folder that a piece of evidence speaks for: its own, or the one that holds its `LICENSES` or `.reuse` folder. */
export const scopeOf = (path: string): string =>
  folderOf(path).replace(/(?:^|(?<=\/))(?:LICENSES|licenses|\.reuse)\/$/, '')

/** Evidence for a file, nearest first: its own `.license`, then its folder's, then each folder's above it. */
export function nearestEvidence(filePath: string, all: readonly FoundEvidence[]): readonly LicenseEvidence[] {
  const own = `${filePath}.license`
  const rank = ({ path }: LicenseEvidence): number => {
    if (path === own) return 0
    if (path.endsWith('.license')) return Number.POSITIVE_INFINITY
    const scope = scopeOf(path)
    return filePath.startsWith(scope) ? 1 + filePath.length - scope.length : Number.POSITIVE_INFINITY
  }
  const ranked = all
    .flatMap((evidence) => spokenFor(filePath, evidence) ?? [])
    .map((evidence) => ({ evidence, rank: rank(evidence) }))
    .filter((each) => Number.isFinite(each.rank))
  ranked.sort((a, b) => a.rank - b.rank || (a.evidence.path < b.evidence.path ? -1 : 1))
  return ranked.slice(0, nearestMax).map(({ evidence }) => evidence)
}

/** What a piece of evidence says of one path; null where it is a record that says nothing of it. */
function spokenFor(filePath: string, { annotations, ...evidence }: FoundEvidence): LicenseEvidence | null {
  const scope = scopeOf(evidence.path)
  if (annotations === undefined || !filePath.startsWith(scope)) return evidence
  const speaking = speakingFor(annotations, filePath.slice(scope.length))
  if (speaking === undefined) return null
  if (speaking.spdx === null) return { ...evidence, spdx: noAssertion, confidence: 0 }
  return { ...evidence, spdx: speaking.spdx, confidence: reuseConfidence }
}

/** Pieces of evidence kept for one file. */
export const nearestMax = 12
