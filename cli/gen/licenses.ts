// Renders identify/license-data.ts from the data package spdx-license-list: the hash of every normalised SPDX text, so
// that a verbatim licence file is recognised without reading 5 MB of texts.
import { createHash } from 'node:crypto'
import spdxLicenses from 'spdx-license-list/full.js'
import { comparedLicenses } from '../../identify/license-compared.ts'
import { licenseWords } from '../../identify/license-normalize.ts'

/** Hex digits kept of the sha256 of a normalised text: 48 bits over 727 texts. */
const hashDigits = 12

/** The hash that the generated table is keyed by. */
const hashOf = (text: string): string =>
  createHash('sha256').update(licenseWords(text).join(' ')).digest('hex').slice(0, hashDigits)

// Of ids that share a text: one that is compared, then the newer form of its name, then the shorter.
function preferred(ids: readonly string[]): string {
  const rank = (id: string): number =>
    comparedLicenses.includes(id) ? 0 : id.endsWith('-only') ? 1 : id.endsWith('-or-later') || id.endsWith('+') ? 3 : 2
  return [...ids].sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1))[0] ?? ''
}

const banner = '// Generated from spdx-license-list by `npm run gen`. Do not edit.\n'

/** identify/license-data.ts: hash of each normalised text, and its id. */
export function renderLicenseData(): string {
  for (const id of comparedLicenses) {
    if (spdxLicenses[id] === undefined)
      throw new Error(`gen: spdx-license-list has no ${id}; see identify/license-compared.ts`)
  }
  const byHash = new Map<string, string[]>()
  for (const [id, { licenseText }] of Object.entries(spdxLicenses)) {
    const hash = hashOf(licenseText)
    byHash.set(hash, [...(byHash.get(hash) ?? []), id])
  }
  const rows = [...byHash].map(([hash, ids]) => `${hash} ${preferred(ids)}`).sort()
  return `${banner}
/** First ${hashDigits} hex digits of sha256 of the words of a licence text joined by spaces, and its SPDX id; one a line. */
export const licenseHashes = \`
${rows.join('\n')}
\`
`
}
