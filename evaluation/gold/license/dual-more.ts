// Further choices that have a permissive side, in words, in manifests and in licence files.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { flowing, licenseAt } from './texts.ts'

const choice = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['gpl', 'expression', 'header'], expression, ...more })

const rows: readonly Row[] = [
  choice('choice-freetype', ['c', 'cHeader'], 'FTL OR GPL-2.0-only', ['SPDX-License-Identifier: FTL OR GPL-2.0-only'], {
    classes: ['gpl', 'expression', 'tag'],
  }),
  choice('choice-zip', ['javascript', 'typescript'], 'MIT OR GPL-3.0-only', [
    `@program@ - a JavaScript class for generating and reading zip files\n\nDual licenced under the MIT license or \
GPLv3. See LICENSE.markdown.`,
    'Dual-licensed: MIT or GPLv3, at your choice.',
  ]),
  choice('choice-forge', ['jquery', 'javascript'], 'BSD-3-Clause OR GPL-2.0-only', [
    `You may use the @program@ project under the terms of either the BSD License (3-clause) or the GNU General Public \
License (GPL) Version 2.`,
    `Dual licensed under the terms of the new BSD license (3 clauses) and of the GPL version 2: you choose which one \
you follow.`,
  ]),
  choice('choice-kernel-alternatively', ['cHeader', 'c'], 'GPL-2.0-only OR BSD-3-Clause', [
    `This file is under the three-clause BSD license:

${flowing('BSD-3-Clause').split('\n\n').slice(1, 5).join('\n\n')}

ALTERNATIVELY, this product may be distributed under the terms of the GNU General Public License, version 2, in which \
case the provisions of the GPL version 2 are required INSTEAD OF the BSD license.`,
  ]),
  choice(
    'choice-mit-or-lgpl',
    ['csharp', 'kotlin'],
    'MIT OR LGPL-3.0-only',
    [
      'Take this file under the MIT license or under the LGPL version 3, whichever suits you.',
      'This file may be used under either of the LGPL v3 or the MIT license.',
    ],
    { classes: ['lgpl', 'expression', 'header'] },
  ),
  choice(
    'choice-apache-or-gpl',
    ['rust', 'scala'],
    'Apache-2.0 OR GPL-2.0-or-later',
    ['SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later'],
    { classes: ['gpl', 'expression', 'tag'] },
  ),
  choice(
    'choice-mbed',
    ['c', 'cParser'],
    'Apache-2.0 OR GPL-2.0-or-later',
    ['Copyright The Mbed TLS Contributors\nSPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later'],
    { copyright: 'none', classes: ['gpl', 'expression', 'tag'] },
  ),
  choice('choice-mit-or-epl', ['java', 'react'], 'MIT OR EPL-2.0', ['SPDX-License-Identifier: EPL-2.0 OR MIT'], {
    classes: ['epl', 'expression', 'tag'],
  }),
  choice(
    'choice-mit-or-agpl',
    ['python', 'go'],
    'MIT OR AGPL-3.0-or-later',
    ['SPDX-License-Identifier: AGPL-3.0-or-later OR MIT'],
    {
      classes: ['agpl', 'expression', 'tag'],
    },
  ),
  choice('choice-docbook', ['elisp', 'lua'], 'MIT OR GPL-2.0-or-later', [
    `You can use this under the GNU General Public License, version 2 or later, or under the MIT license. If you do \
not care, take the MIT license.`,
  ]),
  choice('choice-files-and-cargo', ['rust'], 'Apache-2.0 OR MIT OR GPL-2.0-or-later', [''], {
    classes: ['gpl', 'expression', 'manifest'],
    beside: [
      {
        'Cargo.toml':
          '[package]\nname = "@thing@"\nversion = "1.0.2"\nlicense = "Apache-2.0 OR MIT OR GPL-2.0-or-later"\n',
      },
    ],
  }),
  choice('choice-files-ruby', ['ruby'], 'Ruby OR BSD-2-Clause', [''], {
    classes: ['permissive', 'expression', 'manifest'],
    beside: [
      {
        ...licenseAt('BSD-2-Clause', 'BSDL'),
        '@thing@.gemspec': `Gem::Specification.new do |spec|
  spec.name = '@thing@'
  spec.version = '0.2.1'\n  spec.licenses = \
['Ruby', 'BSD-2-Clause']\nend\n`,
      },
    ],
  }),
]

const manifest = (license: string): string =>
  `{\n  "name": "@thing@-tools",\n  "version": "2.0.3",\n  "license": "${license}"\n}\n`

/** A permissive notice of the file itself against other evidence from further away. */
const nearer: readonly Row[] = [
  choice('nearer-mit-header-gpl-manifest', ['javascript', 'typescript'], 'MIT', [flowing('MIT')], {
    copyright: 'none',
    classes: ['gpl', 'conflict', 'header'],
    beside: [{ ...licenseAt('GPL-3.0-only'), 'package.json': manifest('GPL-3.0-only') }],
  }),
  choice('nearer-bsd-header-lgpl-root', ['cpp', 'haskell'], 'BSD-3-Clause', [flowing('BSD-3-Clause')], {
    copyright: 'none',
    classes: ['lgpl', 'conflict', 'header'],
    beside: [licenseAt('LGPL-2.1-only', 'COPYING')],
  }),
  choice('nearer-isc-vendored', ['c', 'cHeader'], 'ISC', [`${flowing('ISC').split('\n\n').slice(2).join('\n\n')}`], {
    folder: 'compat',
    classes: ['gpl', 'conflict', 'header'],
    beside: [licenseAt('GPL-2.0-only', 'COPYING')],
  }),
  choice('nearer-apache-tag-in-mpl', ['go', 'rust'], 'Apache-2.0', ['SPDX-License-Identifier: Apache-2.0'], {
    classes: ['mpl', 'conflict', 'tag'],
    beside: [licenseAt('MPL-2.0')],
  }),
  choice('nearer-unlicense-in-agpl', ['lua', 'python'], 'Unlicense', [flowing('Unlicense')], {
    copyright: 'none',
    classes: ['agpl', 'conflict', 'text'],
    beside: [licenseAt('AGPL-3.0-only')],
  }),
  choice('nearer-package-license-file', ['react', 'typescript'], 'Apache-2.0', [''], {
    folder: 'packages/sdk',
    classes: ['agpl', 'conflict', 'nearest-file'],
    beside: [
      {
        ...licenseAt('AGPL-3.0-only'),
        ...licenseAt('Apache-2.0', 'packages/sdk/LICENSE'),
        'packages/sdk/package.json': manifest('Apache-2.0'),
      },
    ],
  }),
]

export const dualMore = (random: Random): readonly GoldCase[] => allowed(random, [...rows, ...nearer])
