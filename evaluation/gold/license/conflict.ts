// Evidence that disagrees: a header against the licence of the repository, parts of a file against its head.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row, refused } from './compose.ts'
import { flowing, licenseAt } from './texts.ts'
import { affero, gnuNotice, gnuShort } from './words.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  classes: readonly string[],
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes, expression, ...more })

const mit = licenseAt('MIT')
const apache = licenseAt('Apache-2.0')
const clash = ['gpl', 'conflict', 'header']
const npm = { 'package.json': '{\n  "name": "@thing@-tools",\n  "version": "2.0.3",\n  "license": "MIT"\n}\n' }

const against: readonly Row[] = [
  row(
    'conflict-gpl-in-mit',
    ['c', 'python', 'javascript'],
    'GPL-2.0-or-later',
    clash,
    [gnuNotice({ version: '2', address: 'franklin' })],
    { beside: [mit] },
  ),
  row('conflict-gpl-short-in-mit', ['lua', 'shell'], 'GPL-3.0-only', clash, ['Licensed under GPLv3.'], {
    beside: [mit],
  }),
  row('conflict-gpl-in-apache', ['java', 'go'], 'GPL-3.0-or-later', clash, [gnuNotice({ version: '3' })], {
    beside: [apache],
  }),
  row('conflict-gpl-in-npm', ['javascript', 'typescript'], 'GPL-2.0-only', clash, [gnuShort('2', false)], {
    beside: [{ ...npm, ...mit }],
  }),
  row(
    'conflict-tag-in-mit',
    ['rust', 'cHeader'],
    'GPL-2.0-only',
    ['gpl', 'conflict', 'tag'],
    ['SPDX-License-Identifier: GPL-2.0'],
    { beside: [mit] },
  ),
  row(
    'conflict-vendored-gpl',
    ['cParser', 'perl'],
    'GPL-2.0-or-later',
    clash,
    [gnuNotice({ version: '2', address: 'temple' })],
    {
      beside: [mit],
      folder: 'third_party',
    },
  ),
  row(
    'conflict-agpl-in-bsd',
    ['python', 'ruby'],
    'AGPL-3.0-or-later',
    ['agpl', 'conflict', 'header'],
    [gnuNotice({ name: affero, version: '3' })],
    {
      beside: [licenseAt('BSD-3-Clause')],
    },
  ),
  row(
    'conflict-lgpl-in-mit',
    ['csharp', 'cpp'],
    'LGPL-2.1-or-later',
    ['lgpl', 'conflict', 'header'],
    [
      gnuNotice({
        what: 'This library',
        name: 'GNU Lesser General Public License',
        version: '2.1',
        address: 'franklin2',
      }),
    ],
    { beside: [mit] },
  ),
  row(
    'conflict-proprietary-in-mit',
    ['typescript', 'java'],
    'LicenseRef-proprietary',
    ['proprietary', 'conflict', 'header'],
    [
      `Proprietary and confidential. This file is not covered by the MIT licence of the rest of the repository; it \
may not be copied or used without the consent of @company@.`,
    ],
    { beside: [mit] },
  ),
  row(
    'conflict-enterprise-folder',
    ['go', 'react'],
    'LicenseRef-proprietary',
    ['proprietary', 'conflict', 'nearest-file'],
    [''],
    {
      folder: 'ee',
      beside: [
        {
          ...mit,
          'ee/LICENSE': `The @program@ Enterprise Edition (EE) license
Copyright (c) @year@ @company@

This software and \
associated documentation files (the "Software") may only be used in production if you\n(and any entity that you \
represent) have a valid @program@ Enterprise Edition subscription for the correct\nnumber of user seats. You are not \
granted any other rights beyond what is expressly stated herein.\n`,
        },
      ],
    },
  ),
  row(
    'conflict-portions-below',
    ['cpp', 'javascript'],
    'MIT AND GPL-2.0-or-later',
    clash,
    [
      `${flowing('MIT')}

Portions of this file were taken from the GNU @program@ sources, which are free software under the GNU General Public \
License, version 2 or (at your option) any later version.`,
    ],
    { copyright: 'none' },
  ),
  row(
    'conflict-derived-from-gpl',
    ['pythonScript', 'csharp'],
    'GPL-3.0-only',
    clash,
    [
      `This is a port of the @thing@ module of @program@ (https://example.org/@thing@) and therefore under the same \
licence, GPLv3.`,
    ],
    { beside: [mit] },
  ),
  row(
    'conflict-snippet',
    ['rust', 'python'],
    'MIT AND GPL-3.0-or-later',
    ['gpl', 'conflict', 'tag'],
    [
      `SPDX-License-Identifier: MIT

SPDX-SnippetBegin
SPDX-License-Identifier: GPL-3.0-or-later
SPDX-SnippetCopyrightText: 2019 @holder@
The search below is taken over from Larkspur.
SPDX-SnippetEnd`,
    ],
  ),
  row(
    'conflict-commons-clause-in-apache',
    ['go'],
    'Apache-2.0 AND LicenseRef-commons-clause',
    ['source-available', 'conflict', 'header'],
    [
      `Licensed under the Apache License, Version 2.0 and the Commons Clause Restriction; you may not use this file \
except in compliance with both.`,
    ],
    { beside: [apache] },
  ),
  row(
    'conflict-tag-against-text',
    ['c'],
    'MIT AND GPL-2.0-or-later',
    ['gpl', 'conflict', 'tag', 'header'],
    [`SPDX-License-Identifier: MIT\n\n${gnuNotice({ version: '2', address: 'temple2' })}`],
  ),
]

const mitIn = ['permissive', 'conflict', 'header']
const gpl3 = licenseAt('GPL-3.0-only', 'COPYING')

const own: readonly Row[] = [
  row('conflict-mit-in-gpl', ['c', 'javascript', 'cpp'], 'MIT', mitIn, [flowing('MIT')], {
    copyright: 'none',
    beside: [gpl3],
  }),
  row(
    'conflict-mit-tag-in-gpl',
    ['rust', 'python'],
    'MIT',
    ['permissive', 'conflict', 'tag'],
    ['SPDX-License-Identifier: MIT'],
    { beside: [gpl3] },
  ),
  row('conflict-bsd-in-gpl', ['cParser', 'gas'], 'BSD-2-Clause', mitIn, [flowing('BSD-2-Clause')], {
    copyright: 'none',
    beside: [licenseAt('GPL-2.0-only', 'COPYING')],
  }),
  row(
    'conflict-apache-in-agpl',
    ['java', 'typescript'],
    'Apache-2.0',
    ['permissive', 'conflict', 'tag'],
    [
      `This client may be used under the Apache License 2.0, other than the server.\nSPDX-License-Identifier: \
Apache-2.0`,
    ],
    { beside: [licenseAt('AGPL-3.0-only')] },
  ),
  row(
    'conflict-zlib-vendored',
    ['cHeader', 'cppTemplate'],
    'Zlib',
    mitIn,
    [flowing('Zlib').split('\n\n').slice(1).join('\n\n')],
    {
      folder: 'third_party',
      beside: [licenseAt('GPL-3.0-only')],
    },
  ),
  row(
    'conflict-public-domain-in-gpl',
    ['lua', 'c'],
    'CC0-1.0',
    ['public-domain', 'conflict', 'tag'],
    ['SPDX-License-Identifier: CC0-1.0'],
    { beside: [gpl3] },
  ),
]

export const conflicts = (random: Random): readonly GoldCase[] => [...refused(random, against), ...allowed(random, own)]
