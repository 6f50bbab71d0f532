// The licence policy, as data: which licences may be learnt from, which evidence speaks for a file, and what wins.
//
// What governs a file, strongest first:
//   1. SPDX tags in the file. Several tags hold together (AND), as REUSE has it.
//   2. Licence texts and notices in the file that no tag names; beside a tag they hold together with it.
//   3. The file's own `.license`, else the nearest folder with a licence file, with the manifests of that folder.
//      A manifest below that folder holds together with it: a package inside a repository is under both until one says
//      otherwise. Several licence files in one folder are a choice where a manifest or their names say so. Lists of
//      bundled parts' licences are not asked, and REUSE's LICENSES folder only where no other file speaks.
//   4. A manifest where there is no licence file, then what the host declares.
// A statement in the file replaces what stands outside it: a GPL header in an MIT repository is GPL, an MIT header in a
// GPL repository is MIT; the difference is recorded as `license.conflict`. Riders in the file (proprietary,
// non-commercial, no AI training) always hold, and so does a no-AI clause of the repository, whatever the file says.
// AND takes the strictest of its parts, OR the mildest.
import blueOak from '@blueoak/list/index.json' with { type: 'json' }
import type { Rating } from '../rating.ts'
import type { LicenseChanges } from '../rule-changes.ts'

/** Licences that are treated alike. */
export type Family = {
  /** Rule id of the family. */
  readonly id: string
  readonly why: string
  readonly rating: Rating
  /** SPDX ids and LicenseRefs of the family: exact ids, or a pattern of them. */
  readonly licenses: RegExp | ReadonlySet<string>
  readonly matches: readonly string[]
  readonly misses: readonly string[]
}

export type Policy = {
  /** First family that holds an id speaks for it. */
  readonly families: readonly Family[]
  /** What an SPDX id in no family is. */
  readonly unlisted: Rating
  /** Ratings that an exception gives a licence `WITH` it, in place of the licence's own. */
  readonly exceptions: Readonly<Record<string, Rating>>
  /** Whether a file without any evidence is rejected. */
  readonly evidenceRequired: boolean
  /** Confidence below which evidence counts as unknown. */
  readonly confidenceMin: number
}

const tag = (expression: string): string => `// SPDX-License-Identifier: ${expression}\n`

const family = (
  id: string,
  rating: Rating,
  licenses: Family['licenses'],
  why: string,
  matches: readonly string[],
  misses: readonly string[],
): Family => ({ id: `license.family.${id}`, why, rating, licenses, matches: matches.map(tag), misses: misses.map(tag) })

const publicDomain = new Set(
  'CC0-1.0 Unlicense 0BSD PDDL-1.0 SAX-PD SAX-PD-2.0 ANTLR-PD libselinux-1.0 NIST-PD blessing LicenseRef-public-domain'.split(
    ' ',
  ),
)

// Permissive licences that Blue Oak's list has not rated, most of them newer than it.
const alsoPermissive =
  'CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 Unicode-3.0 Python-2.0.1 PSF-2.0 X11-distribute-modifications-variant BSD-3-Clause-No-Nuclear-License TCP-wrappers W3C-20150513 OGL-UK-3.0 OGL-UK-2.0 CC-PDDC MIT-Festival MIT-Khronos-old HPND-Markus-Kuhn bzip2-1.0.6 APAFML Zeeff Apache-1.0 MS-PL ZPL-2.1 Intel Vim Bitstream-Vera'.split(
    ' ',
  )

const permissive = new Set([...blueOak.flatMap((rating) => rating.licenses.map(({ id }) => id)), ...alsoPermissive])

const sourceAvailable =
  /^(?:BUSL-|Elastic-|PolyForm-(?!Noncommercial)|Confluent|FSL-|LicenseRef-(?:source-available|model-license|commons-clause|BUSL|Elastic|Confluent|FSL|RSAL|Redis))/i

export const families: readonly Family[] = [
  family(
    'no-ai',
    'no-ai',
    /^LicenseRef-(?:no-ai|noai)/i,
    'The holder forbids training on it.',
    ['LicenseRef-no-ai-training'],
    ['MIT'],
  ),
  family(
    'proprietary',
    'blocked',
    /^LicenseRef-(?:proprietary|commercial|all-rights-reserved)/i,
    'Nobody else may use it.',
    ['LicenseRef-proprietary'],
    ['0BSD'],
  ),
  family(
    'source-available',
    'blocked',
    sourceAvailable,
    'It may be read, and used only within limits.',
    ['BUSL-1.1', 'Elastic-2.0'],
    ['BSL-1.0'],
  ),
  family(
    'sspl',
    'blocked',
    /^SSPL-/,
    'A service built on it must publish everything around it.',
    ['SSPL-1.0'],
    ['MIT'],
  ),
  family(
    'non-commercial',
    'blocked',
    /-NC(?:-|$)|^PolyForm-Noncommercial|^NPOSL|^LicenseRef-non-?commercial/i,
    'It may be used only where no money is made.',
    ['CC-BY-NC-4.0'],
    ['CC-BY-4.0'],
  ),
  family(
    'no-derivatives',
    'blocked',
    /^CC-BY-(?:NC-)?ND-/,
    'Nothing may be made from it.',
    ['CC-BY-ND-4.0'],
    ['CC-BY-4.0'],
  ),
  family(
    'agpl',
    'blocked',
    /^AGPL-/,
    'Work made from it must be published under it, services included.',
    ['AGPL-3.0-or-later'],
    ['GPL-2.0-only'],
  ),
  family(
    'gpl',
    'blocked',
    /^GPL-/,
    'Work made from it must be published under it.',
    ['GPL-3.0-only', 'GPL-2.0+'],
    ['LGPL-2.1-only', 'MIT'],
  ),
  family(
    'strong-copyleft',
    'blocked',
    /^(?:OSL-|RPL-|RPSL-|QPL-|Sleepycat|CPAL-|CECILL-(?:1|2)|EUPL-|Parity-|APSL-|Watcom-|NGPL|copyleft-next|YPL-|LicenseRef-copyleft)/,
    'Work made from it must be published under it.',
    ['OSL-3.0', 'EUPL-1.2'],
    ['AFL-3.0'],
  ),
  family(
    'lgpl',
    'review',
    /^(?:LGPL-|LGPLLR)/,
    'Changes to it must be published under it.',
    ['LGPL-2.1-or-later'],
    ['GPL-2.0-only'],
  ),
  family(
    'mpl',
    'review',
    /^(?:MPL-|NPL-|SISSL|APL-|SPL-)/,
    'Changed files must be published under it.',
    ['MPL-2.0'],
    ['MIT'],
  ),
  family(
    'epl',
    'review',
    /^(?:EPL-|CPL-|IPL-|CDDL-|CECILL-C|CUA-|MS-RL|ErlPL-)/,
    'Changed parts must be published under it.',
    ['EPL-2.0', 'CDDL-1.0'],
    ['ECL-2.0'],
  ),
  family(
    'share-alike',
    'review',
    /^(?:CC-BY-SA-|OFL-|GFDL-|ODbL-|CDLA-Sharing|LAL-|FDK)/,
    'Adaptations must be shared alike.',
    ['CC-BY-SA-4.0', 'GFDL-1.3-only'],
    ['CC-BY-4.0'],
  ),
  family(
    'field-of-use',
    'review',
    /^(?:JSON|Hippocratic|LicenseRef-field-of-use)/,
    'It forbids some uses.',
    ['JSON'],
    ['MIT'],
  ),
  family('public-domain', 'allow', publicDomain, 'Nobody has a right to it.', ['CC0-1.0', 'Unlicense'], ['MIT']),
  family(
    'permissive',
    'allow',
    permissive,
    'It may be used with its notice.',
    ['MIT', 'Apache-2.0 WITH LLVM-exception'],
    ['GPL-3.0-only', 'SSPL-1.0'],
  ),
]

/** The product's policy. */
export const defaultPolicy: Policy = {
  families,
  unlisted: 'review',
  exceptions: {
    'Classpath-exception-2.0': 'review',
    'GCC-exception-2.0': 'review',
    'GCC-exception-3.1': 'review',
    'Font-exception-2.0': 'review',
    'Autoconf-exception-2.0': 'review',
    'Autoconf-exception-3.0': 'review',
    'Bison-exception-2.2': 'review',
    'Libtool-exception': 'review',
    'Autoconf-exception-generic': 'review',
    'Autoconf-exception-generic-3.0': 'review',
    'Autoconf-exception-macro': 'review',
    'Bison-exception-1.24': 'review',
    'Bootloader-exception': 'review',
    'eCos-exception-2.0': 'review',
    'freertos-exception-2.0': 'review',
    'GCC-exception-2.0-note': 'review',
    'GNAT-exception': 'review',
    'GNU-compiler-exception': 'review',
    'GPL-3.0-linking-exception': 'review',
    'mif-exception': 'review',
    'Texinfo-exception': 'review',
  },
  evidenceRequired: true,
  confidenceMin: 0.6,
}

/** A policy with what the user changes of it. */
export function policyWith(policy: Policy, changes: LicenseChanges): Policy {
  return {
    ...policy,
    families: policy.families.map((one) => ({ ...one, rating: changes.families[one.id] ?? one.rating })),
    unlisted: changes.unlisted ?? policy.unlisted,
    evidenceRequired: changes.evidenceRequired ?? policy.evidenceRequired,
    confidenceMin: changes.confidenceMin ?? policy.confidenceMin,
  }
}
