// Dual licences: a choice that has a permissive side may be taken; one that has none, and a sum, may not.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row, refused } from './compose.ts'
import { flowing, licenseAt } from './texts.ts'
import { gnuNotice, gnuShort } from './words.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['gpl', 'expression', 'header'], expression, ...more })

const tagged = (family: string, hosts: Row['hosts'], expression: string, written: string): Row =>
  row(family, hosts, expression, [`SPDX-License-Identifier: ${written}`], { classes: ['gpl', 'expression', 'tag'] })

const bsdConditions = flowing('BSD-3-Clause').split('\n\n').slice(1).join('\n\n')

const choices: readonly Row[] = [
  tagged('choice-tag-gpl-mit', ['c', 'javascript'], 'GPL-2.0-only OR MIT', '(GPL-2.0 OR MIT)'),
  tagged('choice-tag-mit-gpl', ['rust', 'python'], 'MIT OR GPL-3.0-or-later', 'MIT OR GPL-3.0-or-later'),
  tagged(
    'choice-tag-device-tree',
    ['cHeader', 'yaml'],
    'GPL-2.0-only OR BSD-2-Clause',
    '(GPL-2.0-only OR BSD-2-Clause)',
  ),
  tagged(
    'choice-tag-lgpl-apache',
    ['java', 'scala'],
    'Apache-2.0 OR LGPL-2.1-or-later',
    'Apache-2.0 OR LGPL-2.1-or-later',
  ),
  tagged('choice-tag-three', ['cpp', 'go'], 'MPL-2.0 OR MIT OR Apache-2.0', 'MPL-2.0 OR MIT OR Apache-2.0'),
  tagged(
    'choice-tag-exception',
    ['cHeader', 'c'],
    '(GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause',
    '((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause)',
  ),
  row('choice-words-jquery', ['jquery', 'javascript'], 'MIT OR GPL-2.0-only', [
    'Dual licensed under the MIT or GPL Version 2 licenses.',
    'Dual licensed under the MIT (MIT-LICENSE.txt) or GPL version 2 (GPL-LICENSE.txt) licenses, as you like.',
  ]),
  row('choice-words-bsd-alternatively', ['c', 'cParser'], 'GPL-2.0-only OR BSD-3-Clause', [
    `${gnuShort('2', false)}

Alternatively, this software may be distributed under the terms of the BSD license:

${bsdConditions}`,
  ]),
  row('choice-words-kernel-dual', ['cHeader', 'c'], 'GPL-2.0-only OR BSD-2-Clause', [
    `This software is available to you under a choice of one of two licenses.  You may choose to be licensed under \
the terms of the GNU General Public License (GPL) Version 2, available from the file COPYING in the main directory of \
this source tree, or the OpenIB.org BSD license below:

${flowing('BSD-2-Clause').split('\n\n').slice(1).join('\n\n')}`,
  ]),
  row('choice-words-your-option', ['lua', 'ruby', 'php'], 'MIT OR GPL-3.0-or-later', [
    'At your option, you may use this under the MIT license or under the GNU GPL, version 3 or later.',
    'Take it under the terms of the MIT License or of the GPL v3+, whichever you prefer.',
    'You can choose: MIT License, or GPL 3 or later.',
  ]),
  row('choice-words-mpl-apache', ['typescript', 'react'], 'MPL-2.0 OR Apache-2.0', [
    `@license Dual licence: you may use this file under the Mozilla Public License 2.0 or the Apache License 2.0, at \
your choice.`,
  ]),
  row(
    'choice-rust-permissive',
    ['rust'],
    'Apache-2.0 OR MIT',
    [
      `Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or http://www.apache.org/licenses/LICENSE-2.0> \
or the MIT license <LICENSE-MIT or http://opensource.org/licenses/MIT>, at your option. This file may not be copied, \
modified, or distributed except according to those terms.`,
    ],
    { classes: ['permissive', 'expression', 'header'] },
  ),
  row('choice-rust-files', ['rust'], 'MIT OR Apache-2.0', [''], {
    classes: ['permissive', 'expression', 'nearest-file'],
    beside: [
      {
        ...licenseAt('MIT', 'LICENSE-MIT'),
        ...licenseAt('Apache-2.0', 'LICENSE-APACHE'),
        'Cargo.toml':
          '[package]\nname = "@thing@"\nversion = "0.4.0"\nlicense = "MIT OR Apache-2.0"\nedition = "2021"\n',
      },
    ],
  }),
  row(
    'sum-all-permissive',
    ['c', 'go', 'python'],
    'MIT AND BSD-3-Clause',
    ['SPDX-License-Identifier: MIT AND BSD-3-Clause'],
    {
      classes: ['permissive', 'expression', 'tag'],
    },
  ),
  row(
    'sum-grouped-permissive',
    ['rust', 'typescript'],
    '(MIT OR Apache-2.0) AND Unicode-3.0',
    ['SPDX-License-Identifier: (MIT OR Apache-2.0) AND Unicode-3.0'],
    {
      classes: ['permissive', 'expression', 'tag'],
    },
  ),
]

const bound: readonly Row[] = [
  row('both-lgpl-or-gpl-words', ['c', 'javaSwing'], 'LGPL-3.0-or-later OR GPL-2.0-or-later', [
    `This file is free software: you can redistribute it and/or modify it under the terms of either:

  * the GNU Lesser General Public License as published by the Free Software Foundation; either version 3 of the \
License, or (at your option) any later version.

or

  * the GNU General Public License as published by the Free Software Foundation; either version 2 of the License, or \
(at your option) any later version.`,
  ]),
  row('both-gpl-or-commercial', ['cpp', 'csharp'], 'GPL-3.0-only OR LicenseRef-proprietary', [
    `This file is available under two licences:

1. the GNU General Public License, version 3, for open source projects;
2. a commercial licence of @company@ for everybody else. Please write to sales@lumen-harbor.example.`,
  ]),
  row('both-qt-full', ['cpp'], 'LicenseRef-proprietary OR LGPL-3.0-only OR GPL-2.0-or-later', [
    `$QT_BEGIN_LICENSE:LGPL$
Commercial License Usage
Licensees holding valid commercial @program@ licenses may use this file in accordance with the commercial license \
agreement provided with the Software.

GNU Lesser General Public License Usage
Alternatively, this file may be used under the terms of the GNU Lesser General Public License version 3 as published \
by the Free Software Foundation and appearing in the file LICENSE.LGPL3 included in the packaging of this file.

GNU General Public License Usage
Alternatively, this file may be used under the terms of the GNU General Public License version 2.0 or (at your \
option) any later version approved by the KDE Free Qt Foundation.
$QT_END_LICENSE$`,
  ]),
  row(
    'both-sum-in-words',
    ['c', 'perl'],
    'GPL-2.0-or-later AND BSD-3-Clause',
    [
      `The parts up to the table were written by @holder@ and are under the BSD license:

${bsdConditions}

The rest of this file:

${gnuNotice({ version: '2', address: 'franklin' })}`,
    ],
    { classes: ['gpl', 'conflict', 'expression', 'header'] },
  ),
  row(
    'both-agpl-or-commercial',
    ['typescript', 'java'],
    'AGPL-3.0-only OR LicenseRef-proprietary',
    [
      `This file is dual licensed: under the GNU Affero General Public License version 3, or under the commercial \
license of @company@.`,
    ],
    { classes: ['agpl', 'expression', 'header'] },
  ),
]

export const dualLicenses = (random: Random): readonly GoldCase[] => [
  ...allowed(random, choices),
  ...refused(random, bound),
]
