// Which files are evidence, what they say, for which files they speak, and what governs when they disagree.

import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import spdxLicenses from 'spdx-license-list/full.js'
import { describe, expect, it } from 'vitest'
import { comparedLicenses } from '../../identify/license-compared.ts'
import {
  createEvidenceReader,
  evidenceEngine,
  isLicenseFile,
  nearestEvidence,
} from '../../identify/license-evidence.ts'
import { governingOutside } from '../../processors/license/evidence.ts'
import { defaultPolicy } from '../../processors/license/policy.ts'
import { createRater } from '../../processors/license/rating.ts'
import type { LicenseEvidence } from '../../schemas/types.ts'

const evidence = (path: string, spdx: string): LicenseEvidence => ({
  path,
  spdx,
  sha256: '0',
  confidence: 1,
  ruleset: 'r',
})

const read = createEvidenceReader()
const reads = (path: string, text: string): string | null => read(path, Buffer.from(text))?.spdx ?? null

describe('licence files by name', () => {
  it.each([
    ...[
      'LICENSE',
      'license.md',
      'LICENCE.txt',
      'COPYING',
      'COPYING.LESSER',
      'COPYING.LIB',
      'LICENSE-MIT',
      'LICENSE.APACHE2',
    ],
    ...[
      'MIT-LICENSE',
      'MIT-LICENSE.txt',
      'UNLICENSE',
      'docs/LICENSE',
      'LICENSES/MIT.txt',
      '.reuse/dep5',
      'REUSE.toml',
      'a.png.license',
    ],
    ...['copyright', 'OFL.txt', 'LICENSE-2.0.txt', 'licenses.txt'],
  ])('%s is one', (path) => {
    expect(isLicenseFile(path)).toBe(true)
  })

  it.each([
    ...[
      'license.ts',
      'src/license-checker.js',
      'licenses.json',
      'create-license-configuration.rst',
      'README.md',
      'NOTICE',
    ],
    ...['THIRD-PARTY-LICENSES.txt', 'LICENSE.3rdparty', 'licensing/index.html', 'relicense.txt'],
  ])('%s is none', (path) => {
    expect(isLicenseFile(path)).toBe(false)
  })
})

describe('what evidence says', () => {
  it('reads tags, records, names and texts', () => {
    expect(reads('a.png.license', 'SPDX-FileCopyrightText: 2020 Roe\n\nSPDX-License-Identifier: CC0-1.0\n')).toBe(
      'CC0-1.0',
    )
    expect(reads('.reuse/dep5', 'Files: *\nLicense: MIT\n\nFiles: doc/*\nLicense: CC-BY-4.0\n')).toBe(
      '(MIT) AND (CC-BY-4.0)',
    )
    expect(
      reads('REUSE.toml', 'version = 1\n[[annotations]]\npath = "**"\nSPDX-License-Identifier = "Apache-2.0"\n'),
    ).toBe('(Apache-2.0)')
    expect(reads('LICENSE', 'Licensed under the Mozilla Public License, v. 2.0')).toBe('MPL-2.0')
    expect(reads('LICENSE', 'Ask me first.')).toBe('NOASSERTION')
    expect(reads('package.json', '{"license": "our own"}')).toBe('NOASSERTION')
  })

  it('takes no evidence from pointers, empty files and notices without terms', () => {
    expect(reads('LICENSE', 'Use either of the licenses found in LICENSE.APACHE or LICENSE.MIT.')).toBeNull()
    expect(reads('LICENSE', '')).toBeNull()
    expect(reads('COPYRIGHT', 'Copyright 2020 Jane Roe')).toBeNull()
    expect(reads('src/index.ts', 'MIT')).toBeNull()
  })

  it('carries the hash of its bytes and of the data that read it', () => {
    const found = read('LICENSE', Buffer.from('MIT'))
    expect(found?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(found?.ruleset).toMatch(/^[0-9a-f]{64}$/)
  })
})

const excepted =
  '<project><licenses><license><name>GPLv2 with the Classpath exception</name></license></licenses></project>'

describe('the engine of evidence', () => {
  it('has a number that is raised when code changes what evidence says', () => {
    const halved = (text: string): string => text.slice(0, text.length >> 1)
    const said = comparedLicenses.flatMap((id) => {
      const text = spdxLicenses[id]?.licenseText ?? ''
      return [text, halved(text), `${text}\nYou may not sell it.\n`].map(
        (each) => read('LICENSE', Buffer.from(each))?.spdx,
      )
    })
    said.push(read('pom.xml', Buffer.from(excepted))?.spdx)
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
    expect({ evidenceEngine, digest }).toEqual({ evidenceEngine: 5, digest: '11897344a8617b1b' })
  }, 30_000)
})

describe('the nearest evidence', () => {
  const all = [
    evidence('LICENSE', 'MIT'),
    evidence('package.json', 'MIT'),
    evidence('lib/vendor/COPYING', 'GPL-2.0-only'),
    evidence('lib/vendor/a.c.license', 'Zlib'),
    evidence('LICENSES/Zlib.txt', 'Zlib'),
  ]

  it('begins with the file’s own and goes up the folders', () => {
    expect(nearestEvidence('lib/vendor/a.c', all).map(({ path }) => path)).toEqual([
      'lib/vendor/a.c.license',
      'lib/vendor/COPYING',
      'LICENSE',
      'LICENSES/Zlib.txt',
      'package.json',
    ])
    expect(nearestEvidence('lib/b.c', all).map(({ path }) => path)).toEqual([
      'LICENSE',
      'LICENSES/Zlib.txt',
      'package.json',
    ])
  })
})

describe('what governs from outside', () => {
  const governs = (all: readonly LicenseEvidence[], declared: string | null = null): string | null =>
    governingOutside(all, declared)?.spdx ?? null

  it('is the file’s own record, then the nearest folder, then a manifest, then the host', () => {
    expect(governs([evidence('a.c.license', 'Zlib'), evidence('COPYING', 'GPL-2.0-only')])).toBe('Zlib')
    expect(governs([evidence('lib/COPYING', 'GPL-2.0-only'), evidence('LICENSE', 'MIT')])).toBe('GPL-2.0-only')
    expect(governs([evidence('package.json', 'ISC')], 'GPL-3.0-only')).toBe('ISC')
    expect(governs([], 'MIT')).toBe('MIT')
    expect(governs([], 'NOASSERTION')).toBeNull()
    expect(governs([])).toBeNull()
  })

  it('joins a manifest that stands below the licence file or differs from it', () => {
    expect(governs([evidence('sdk/package.json', 'MIT'), evidence('LICENSE', 'AGPL-3.0-only')])).toBe(
      'AGPL-3.0-only AND MIT',
    )
    expect(governs([evidence('LICENSE', 'MIT'), evidence('package.json', 'GPL-3.0-only')])).toBe('MIT AND GPL-3.0-only')
    expect(governs([evidence('LICENSE', 'GPL-3.0-only'), evidence('package.json', 'GPL-3.0-or-later')])).toBe(
      'GPL-3.0-only',
    )
  })

  it('takes several files as a choice where names or the manifest say so', () => {
    const two = [evidence('LICENSE-APACHE', 'Apache-2.0'), evidence('LICENSE-MIT', 'MIT')]
    expect(governs(two)).toBe('Apache-2.0 OR MIT')
    expect(governs([evidence('COPYING', 'GPL-3.0-only'), evidence('LICENSE', 'MIT')])).toBe('GPL-3.0-only AND MIT')
    const declared = [
      evidence('COPYING', 'GPL-3.0-only'),
      evidence('LICENSE', 'MIT'),
      evidence('Cargo.toml', 'MIT OR GPL-3.0-only'),
    ]
    expect(governs(declared)).toBe('MIT OR GPL-3.0-only')
    expect(governs([evidence('COPYING', 'GPL-3.0-only'), evidence('COPYING.LESSER', 'LGPL-3.0-only')])).toBe(
      'LGPL-3.0-only',
    )
  })

  it('asks REUSE’s folder of texts only where no other file speaks', () => {
    const texts = [evidence('LICENSES/GPL-3.0-only.txt', 'GPL-3.0-only'), evidence('LICENSES/MIT.txt', 'MIT')]
    expect(governs([evidence('LICENSE', 'MIT'), ...texts])).toBe('MIT')
    expect(governs(texts)).toBe('GPL-3.0-only AND MIT')
  })

  it('keeps an unknown text unknown', () => {
    expect(governs([evidence('LICENSE', 'NOASSERTION'), evidence('package.json', 'MIT')])).toBe(
      'LicenseRef-unknown-terms AND MIT',
    )
  })
})

describe('the policy', () => {
  const rate = createRater(defaultPolicy)

  it.each([
    ['MIT', 'allow'],
    ['GPL-2.0-only OR MIT', 'allow'],
    ['GPL-2.0-only AND MIT', 'blocked'],
    ['LGPL-2.1-only OR GPL-2.0-only', 'review'],
    ['(MIT OR GPL-3.0-only) AND (Apache-2.0 OR AGPL-3.0-only)', 'allow'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'review'],
    ['GPL-3.0-or-later WITH GCC-exception-3.1', 'review'],
    ['GPL-2.0-only WITH Linux-syscall-note', 'blocked'],
    ['Apache-2.0 WITH LLVM-exception', 'allow'],
    ['MIT AND LicenseRef-no-ai-training', 'no-ai'],
    ['MIT AND LicenseRef-commons-clause', 'blocked'],
    ['LicenseRef-house', 'unknown'],
    ['not an expression', 'unknown'],
    ['NOASSERTION', 'unknown'],
    ['Adobe-Glyph', 'review'],
  ])('%s is %s', (spdx, rating) => {
    expect(rate(spdx).rating).toBe(rating)
  })

  it('agrees with spdx-satisfies on what the permissive licences allow', () => {
    const satisfies: (expression: string, approved: readonly string[]) => boolean = createRequire(import.meta.url)(
      'spdx-satisfies',
    )
    const approved = ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'CC0-1.0', 'Zlib']
    const { expression } = fc.letrec<{ expression: string; license: string; pair: string }>((tie) => ({
      expression: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('license'), tie('pair')),
      license: fc.constantFrom(
        ...approved,
        'GPL-2.0-only',
        'LGPL-3.0-or-later',
        'MPL-2.0',
        'AGPL-3.0-only',
        'SSPL-1.0',
      ),
      pair: fc
        .tuple(tie('expression'), fc.constantFrom('AND', 'OR'), tie('expression'))
        .map((parts) => `(${parts.join(' ')})`),
    }))
    fc.assert(
      fc.property(expression, (spdx) => (rate(spdx).rating === 'allow') === satisfies(spdx, approved)),
      { seed: 7, numRuns: 300 },
    )
  })
})
