// Which evidence governs a file, and what it says together. See policy.ts for the order and its reasons.

import { noAssertion, scopeOf } from '../../identify/license-evidence.ts'
import type { Header } from '../../identify/license-headers.ts'
import { openings, withoutVague } from '../../identify/license-notices.ts'
import { isReuseRecord } from '../../identify/license-reuse.ts'
import { licensesOf, parseExpression } from '../../identify/license-tags.ts'
import { unknownTerms } from '../../identify/license-text.ts'
import { isManifest } from '../../identify/manifest.ts'
import type { LicenseEvidence } from '../../schemas/types.ts'

/** What a file is under, as an expression, with the least confidence of the evidence that says so. */
export type Governing = { readonly spdx: string; readonly confidence: number }

const group = (spdx: string): string => (/ (?:AND|OR) /.test(spdx) ? `(${spdx})` : spdx)

const join = (parts: readonly string[], operator: 'AND' | 'OR'): string => {
  const unique = [...new Set(parts.map((part) => (part === noAssertion ? unknownTerms : part)))]
  return unique.length === 1 ? (unique[0] ?? '') : unique.map(group).join(` ${operator} `)
}

const idsIn = (spdx: string): readonly string[] => {
  const expression = parseExpression(spdx)
  return expression === null ? [spdx] : licensesOf(expression)
}

// "GPL-2.0-only" in a tag and "GPL-2.0-or-later" in the notice beside it are one statement.
const stem = (id: string): string => id.replace(/-(?:only|or-later)$|\+$/, '')

/** All that `governingInFile` reads of headers. */
export const headersKey = (headers: readonly Header[]): string =>
  headers.map(({ kind, spdx, confidence, choice }) => `${kind} ${confidence} ${choice} ${spdx}`).join('\n')

/** What the file itself says; null where it says nothing. */
export function governingInFile(headers: readonly Header[]): Governing | null {
  const riders = headers.filter(({ kind }) => kind === 'rider')
  const tags = headers.filter(({ kind }) => kind === 'tag')
  const others = headers.filter(({ kind }) => kind !== 'tag' && kind !== 'rider')
  const tagged = new Set(tags.flatMap(({ spdx }) => idsIn(spdx).map(stem)))
  const untagged = withoutRepeats(others).filter(
    ({ spdx }) => !idsIn(spdx).some((id) => tagged.has(stem(id)) || (tags.length > 0 && isUnknown(id))),
  )
  const offered = untagged.filter(({ choice }) => choice).map(({ spdx }) => spdx)
  const parts = [
    ...tags.map(({ spdx }) => spdx),
    ...(offered.length === 0 ? [] : [join(offered, 'OR')]),
    ...untagged.filter(({ choice }) => !choice).map(({ spdx }) => spdx),
    ...riders.map(({ spdx }) => spdx),
  ]
  if (parts.length === 0) return null
  return { spdx: join(parts, 'AND'), confidence: least([...tags, ...untagged, ...riders]) }
}

const isUnknown = (id: string): boolean => id === unknownTerms

// A licence that was recognised makes an unknown text beside it a part of the same text, and a version makes the
// versionless mention redundant.
function withoutRepeats(headers: readonly Header[]): readonly Header[] {
  const all = headers.map(({ spdx }) => spdx)
  const dedicated = all.some((id) => dedications.has(id))
  const kept = new Set(withoutVague(all).filter((id) => !dedicated || id !== publicDomain))
  const anyText = headers.some(({ kind, spdx }) => (kind === 'text' && !isUnknown(spdx)) || openings.has(spdx))
  return headers.filter(({ spdx }) => kept.has(spdx) && !(anyText && (isUnknown(spdx) || spdx === otherPublicLicense)))
}

/** Texts that speak of the public domain themselves. */
const dedications: ReadonlySet<string> = new Set(['Unlicense', 'CC0-1.0', 'blessing', '0BSD'])
const publicDomain = 'LicenseRef-public-domain'

/** Somebody's own public licence; inside a known text, a way to speak of that text. */
const otherPublicLicense = 'LicenseRef-public-license'

const least = (all: readonly { readonly confidence: number }[]): number =>
  all.reduce((lowest, { confidence }) => Math.min(lowest, confidence), 1)

// REUSE keeps the texts of every licence that any file is under in LICENSES; they count where nothing else speaks.
const isOwnText = ({ path }: LicenseEvidence): boolean => !isManifest(path) && !/(?:^|\/)licenses\/[^/]*$/i.test(path)

/** All that `governingOutside` reads. */
export const outsideKey = (evidence: readonly LicenseEvidence[], declared: string | null): string =>
  JSON.stringify([declared, ...evidence.map(({ path, spdx, confidence }) => [path, spdx, confidence])])

/** What stands outside the file says; `evidence` nearest first. Null where nothing does. */
export function governingOutside(evidence: readonly LicenseEvidence[], declared: string | null): Governing | null {
  const own = evidence.find(({ path }) => path.endsWith('.license'))
  if (own !== undefined) return own
  const nearestFile = evidence.find(isOwnText) ?? evidence.find(({ path }) => !isManifest(path))
  const nearestManifest = evidence.find(({ path }) => isManifest(path))
  if (nearestFile === undefined) {
    if (nearestManifest !== undefined) return governingManifests(evidence, scopeOf(nearestManifest.path))
    return declared === null || declared === noAssertion ? null : { spdx: declared, confidence: 0.7 }
  }
  const scope = scopeOf(nearestFile.path)
  const wanted = isOwnText(nearestFile) ? isOwnText : ({ path }: LicenseEvidence): boolean => !isManifest(path)
  const files = evidence.filter((each) => wanted(each) && scopeOf(each.path) === scope)
  const beside = evidence.filter(({ path }) => isManifest(path) && scopeOf(path) === scope)
  const below =
    nearestManifest !== undefined && scopeOf(nearestManifest.path).length > scope.length ? [nearestManifest] : []
  // A record of REUSE's names the file; what else lies in its folder speaks for whatever is there.
  const here = files.find(({ path }) => isReuseRecord(path)) ?? governingFolder(files, beside)
  if (below.length === 0) return here
  return { spdx: join([here.spdx, ...below.map(({ spdx }) => spdx)], 'AND'), confidence: least([here, ...below]) }
}

function governingManifests(evidence: readonly LicenseEvidence[], scope: string): Governing {
  const manifests = evidence.filter(({ path }) => scopeOf(path) === scope)
  return {
    spdx: join(
      manifests.map(({ spdx }) => spdx),
      'AND',
    ),
    confidence: least(manifests),
  }
}

// LICENSE-MIT beside LICENSE-APACHE is Rust's way to offer a choice; COPYING beside COPYING.LESSER is how the LGPL is
// shipped, which is the GPL and permissions on top of it.
const choiceNames = /licen[cs]e[-_.](?:mit|apache|bsd|zlib|unlicense)|(?:mit|apache|bsd)[-_.]licen[cs]e/i

function governingFolder(files: readonly LicenseEvidence[], beside: readonly LicenseEvidence[]): Governing {
  const known = files.filter(({ spdx }) => spdx !== noAssertion)
  const manifest = beside.find(({ spdx }) => spdx !== noAssertion)
  const fileIds = new Set(known.flatMap(({ spdx }) => idsIn(spdx)).map(stem))
  if (files.length > 1 && manifest !== undefined && idsIn(manifest.spdx).every((id) => fileIds.has(stem(id))))
    return manifest
  const lesser = known.find(({ spdx }) => spdx.startsWith('LGPL-'))
  if (lesser !== undefined && known.every(({ spdx }) => /^L?GPL-/.test(spdx))) return lesser
  const operator = known.length > 1 && known.every(({ path }) => choiceNames.test(path)) ? 'OR' : 'AND'
  const parts = [
    join(
      files.map(({ spdx }) => spdx),
      operator,
    ),
  ]
  // The text says only, the manifest or-later: one licence.
  const differs = manifest !== undefined && !idsIn(manifest.spdx).some((id) => fileIds.has(stem(id)))
  if (manifest !== undefined && differs) parts.push(manifest.spdx)
  return { spdx: join(parts, 'AND'), confidence: least(files) }
}
