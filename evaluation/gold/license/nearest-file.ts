// Files without a header, which the nearest licence file up the path governs: at the root, nested, several.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Files, type Row, refused } from './compose.ts'
import { licenseAt, licenseText } from './texts.ts'
import { gnuNotice } from './words.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  licence: string,
  beside: readonly Files[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words: [''], classes: [licence, 'nearest-file'], expression, beside, ...more })

const workspace = '{\n  "name": "@thing@-monorepo",\n  "private": true,\n  "workspaces": ["packages/*"]\n}\n'

const binding: readonly Row[] = [
  row('nearest-gpl-three', ['c', 'python'], 'GPL-3.0-only', 'gpl', [
    licenseAt('GPL-3.0-only', 'COPYING'),
    licenseAt('GPL-3.0-only'),
  ]),
  row('nearest-gpl-two', ['shell', 'javaSwing'], 'GPL-2.0-only', 'gpl', [
    licenseAt('GPL-2.0-only'),
    licenseAt('GPL-2.0-only', 'LICENSE.txt'),
  ]),
  row('nearest-gpl-markdown', ['typescript', 'lua'], 'GPL-3.0-only', 'gpl', [
    licenseAt('GPL-3.0-only', 'LICENSE.md'),
    licenseAt('GPL-3.0-only', 'license'),
  ]),
  row('nearest-gpl-british', ['csharp', 'matlab'], 'GPL-3.0-only', 'gpl', [
    licenseAt('GPL-3.0-only', 'LICENCE'),
    licenseAt('GPL-3.0-only', 'LICENCE.txt'),
  ]),
  row('nearest-gpl-copyright-only', ['php', 'cpp'], 'GPL-2.0-only', 'gpl', [licenseAt('GPL-2.0-only', 'COPYING')], {
    words: ['Part of @program@.'],
  }),
  row('nearest-gpl-notice-file', ['ruby', 'perl'], 'GPL-2.0-or-later', 'gpl', [
    { LICENSE: `@program@, Copyright (C) @year@ @holder@\n\n${gnuNotice({ version: '2', address: 'franklin' })}\n` },
  ]),
  row('nearest-gpl-short-file', ['vimScript', 'tcl'], 'GPL-3.0-or-later', 'gpl', [
    {
      'LICENSE.md': `# License\n\n@program@ is released under the **GNU General Public License v3.0 or later**.\nSee \
<https://www.gnu.org/licenses/gpl-3.0.html>.\n`,
    },
  ]),
  row(
    'nearest-nested-gpl-in-mit',
    ['c', 'javascript'],
    'GPL-2.0-only',
    'gpl',
    [
      { ...licenseAt('MIT'), ...licenseAt('GPL-2.0-only', 'plugins/scanner/LICENSE') },
      { ...licenseAt('MIT'), ...licenseAt('GPL-2.0-only', 'plugins/scanner/COPYING') },
    ],
    { folder: 'plugins/scanner', classes: ['gpl', 'conflict', 'nearest-file'] },
  ),
  row(
    'nearest-package-agpl',
    ['typescript', 'react'],
    'AGPL-3.0-only',
    'agpl',
    [
      {
        ...licenseAt('Apache-2.0'),
        ...licenseAt('AGPL-3.0-only', 'packages/server/LICENSE'),
        'package.json': workspace,
      },
    ],
    { folder: 'packages/server', classes: ['agpl', 'conflict', 'nearest-file'] },
  ),
  row(
    'nearest-parent-of-other-folder',
    ['go', 'rust'],
    'GPL-3.0-only',
    'gpl',
    [{ ...licenseAt('GPL-3.0-only'), ...licenseAt('MIT', 'vendor/hexloom/LICENSE') }],
    { folder: 'server' },
  ),
  row('nearest-several-gpl-and-lgpl', ['cpp'], 'LGPL-3.0-only', 'lgpl', [
    { ...licenseAt('GPL-3.0-only', 'COPYING'), ...licenseAt('LGPL-3.0-only', 'COPYING.LESSER') },
  ]),
  row(
    'nearest-against-manifest',
    ['javascript', 'python'],
    'GPL-3.0-only',
    'gpl',
    [
      {
        ...licenseAt('GPL-3.0-only'),
        'package.json': '{\n  "name": "@thing@-cache",\n  "version": "1.0.0",\n  "license": "ISC"\n}\n',
      },
      {
        ...licenseAt('GPL-3.0-only'),
        'pyproject.toml': '[project]\nname = "@thing@lib"\nversion = "0.1.0"\nlicense = "MIT"\n',
      },
    ],
    { classes: ['gpl', 'conflict', 'nearest-file'] },
  ),
]

const rewrapped = licenseText('MIT')
  .replace('MIT License', '# The MIT License (MIT)')
  .replace(/"(Software|AS IS)"/g, '“$1”')
const bsdStyle = 'Use of this source code is governed by a BSD-style license that can be found in the LICENSE file.'

const free = (
  family: string,
  hosts: Row['hosts'],
  id: string,
  paths: readonly string[],
  more: Partial<Row> = {},
): Row =>
  row(
    family,
    hosts,
    id,
    'permissive',
    paths.map((path) => licenseAt(id, path)),
    more,
  )

const open: readonly Row[] = [
  free('nearest-mit', ['typescript', 'python', 'c'], 'MIT', ['LICENSE', 'LICENSE.txt', 'COPYING']),
  free('nearest-mit-names', ['ruby', 'elixir', 'swift'], 'MIT', ['MIT-LICENSE', 'LICENSE.md', 'license.txt']),
  free('nearest-mit-british', ['r', 'haskell'], 'MIT', ['LICENCE', 'LICENCE.md']),
  free('nearest-apache', ['kotlin', 'go', 'terraform'], 'Apache-2.0', ['LICENSE', 'LICENSE', 'LICENSE.txt']),
  free('nearest-bsd', ['go', 'cpp', 'makefile'], 'BSD-3-Clause', ['LICENSE', 'COPYING', 'LICENSE.rst']),
  free('nearest-bsd-two', ['cParser', 'vhdl'], 'BSD-2-Clause', ['LICENSE', 'COPYRIGHT']),
  free('nearest-isc', ['javascript', 'clojure'], 'ISC', ['LICENSE', 'LICENSE.md']),
  free('nearest-unlicense', ['arduino', 'powershellScript'], 'Unlicense', ['UNLICENSE', 'LICENSE'], {
    classes: ['public-domain', 'nearest-file'],
  }),
  free('nearest-zero', ['julia', 'glsl'], 'CC0-1.0', ['LICENSE', 'COPYING'], {
    classes: ['public-domain', 'nearest-file'],
  }),
  free('nearest-boost', ['cppTemplate'], 'BSL-1.0', ['LICENSE_1_0.txt']),
  row('nearest-mit-reformatted', ['dart', 'css'], 'MIT', 'permissive', [{ 'LICENSE.md': rewrapped }]),
  row('nearest-mit-own-words', ['lua', 'vimScript'], 'MIT', 'permissive', [
    {
      LICENSE: `Copyright (c) @year@ @holder@\n\n@program@ is released under the MIT license, \
https://opensource.org/licenses/MIT\n`,
    },
  ]),
  row('nearest-rights-reserved-line', ['java', 'csharp', 'sql'], 'MIT', 'proprietary', [licenseAt('MIT')], {
    words: ['Copyright (c) @years@ @company@. All rights reserved.'],
    copyright: 'none',
  }),
  row('nearest-see-license-mit', ['javascript', 'rust', 'ocaml'], 'MIT', 'none', [licenseAt('MIT')], {
    words: [
      'See LICENSE in the project root for license information.',
      'See the LICENSE file.',
      'The licence is in LICENSE.',
    ],
  }),
  row('nearest-microsoft-style', ['typescript', 'csharp'], 'MIT', 'permissive', [licenseAt('MIT', 'LICENSE.txt')], {
    words: [
      `Copyright (c) @company@. All rights reserved.\nLicensed under the MIT License. See License.txt in the project \
root for license information.`,
    ],
    copyright: 'none',
    classes: ['permissive', 'header'],
  }),
  row('nearest-go-style', ['go', 'gas'], 'BSD-3-Clause', 'permissive', [licenseAt('BSD-3-Clause')], {
    words: [`Copyright @year@ The @program@ Authors. All rights reserved.\n${bsdStyle}`],
    copyright: 'none',
    classes: ['permissive', 'header'],
  }),
  row(
    'nearest-nested-mit-in-gpl',
    ['typescript', 'c', 'python'],
    'MIT',
    'permissive',
    [{ ...licenseAt('GPL-3.0-only'), ...licenseAt('MIT', 'packages/client/LICENSE'), 'package.json': workspace }],
    { folder: 'packages/client', classes: ['gpl', 'conflict', 'nearest-file'] },
  ),
  row(
    'nearest-vendored-bsd-in-gpl',
    ['cHeader', 'jquery'],
    'BSD-3-Clause',
    'permissive',
    [{ ...licenseAt('GPL-2.0-only', 'COPYING'), ...licenseAt('BSD-3-Clause', 'vendor/skerry/LICENSE') }],
    { folder: 'vendor/skerry', classes: ['gpl', 'conflict', 'nearest-file'] },
  ),
  row(
    'nearest-mit-with-gpl-sibling',
    ['go', 'ruby'],
    'MIT',
    'permissive',
    [{ ...licenseAt('MIT'), ...licenseAt('GPL-3.0-only', 'third_party/gannet/COPYING') }],
    { folder: 'cmd', classes: ['gpl', 'nearest-file'] },
  ),
  row('nearest-deep-mit', ['java', 'proto'], 'MIT', 'permissive', [licenseAt('MIT')], {
    folder: 'modules/billing/core/parts',
  }),
]

export const nearestFiles = (random: Random): readonly GoldCase[] => [
  ...refused(random, binding),
  ...allowed(random, open),
]
