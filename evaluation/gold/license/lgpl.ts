// LGPL in its versions and wordings.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { licenseAt } from './texts.ts'
import { gnuNotice, lesser, library } from './words.ts'

const weak = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['lgpl', 'header'], expression, ...more })

const what = 'This library'
const later21 = 'LGPL-2.1-or-later'

const rows: readonly Row[] = [
  weak('lgpl-standard', ['c', 'cpp', 'java'], later21, [
    gnuNotice({ what, name: lesser, version: '2.1', address: 'franklin' }),
  ]),
  weak('lgpl-library-old', ['cHeader', 'pascal'], 'LGPL-2.0-or-later', [
    gnuNotice({ what, name: library, version: '2', address: 'temple' }),
    gnuNotice({ what, name: library, version: '2', address: 'mass' }),
  ]),
  weak('lgpl-three', ['python', 'rust'], 'LGPL-3.0-or-later', [gnuNotice({ name: lesser, version: '3' })]),
  weak(
    'lgpl-jboss',
    ['java', 'scala'],
    later21,
    [
      `Copyright @year@, @company@, and individual contributors as indicated by the @author tags. See the \
copyright.txt file in the distribution for a full listing of individual contributors.

This is free software; you can redistribute it and/or modify it under the terms of the GNU Lesser General Public \
License as published by the Free Software Foundation; either version 2.1 of the License, or (at your option) any \
later version.`,
    ],
    { copyright: 'none' },
  ),
  weak('lgpl-ffmpeg', ['c', 'gas'], later21, [
    `This file is part of @program@.

@program@ is free software; you can redistribute it and/or modify it under the terms of the GNU Lesser General Public \
License as published by the Free Software Foundation; either version 2.1 of the License, or (at your option) any \
later version.`,
  ]),
  weak('lgpl-short', ['csharp', 'javascript', 'lua'], 'LGPL-3.0-only', [
    'Licensed under the LGPLv3.',
    'LGPL v3 - use it in your own programs, but give back changes to this file.',
    'License: GNU LGPL version 3',
  ]),
  weak(
    'lgpl-hibernate',
    ['java'],
    later21,
    [
      `@program@, Relational Persistence for Idiomatic Java\n\nLicense: GNU Lesser General Public License (LGPL), \
version 2.1 or later.\nSee the lgpl.txt file in the root directory or <http://www.gnu.org/licenses/lgpl-2.1.html>.`,
    ],
    { copyright: 'none' },
  ),
  weak(
    'lgpl-ocaml-linking',
    ['ocaml', 'haskell'],
    'LGPL-2.1-only WITH OCaml-LGPL-linking-exception',
    [
      `All rights reserved.  This file is distributed under the terms of the GNU Lesser General Public License \
version 2.1, with the special exception on linking described in the file LICENSE.`,
    ],
    { classes: ['lgpl', 'exception', 'header'] },
  ),
  weak(
    'lgpl-tag',
    ['cHeader', 'python'],
    later21,
    ['SPDX-License-Identifier: LGPL-2.1-or-later', 'SPDX-License-Identifier: LGPL-2.1+'],
    {
      classes: ['lgpl', 'tag'],
    },
  ),
  weak('lgpl-files', ['cpp'], 'LGPL-3.0-only', [''], {
    classes: ['lgpl', 'nearest-file'],
    beside: [{ ...licenseAt('LGPL-3.0-only', 'COPYING.LESSER'), ...licenseAt('GPL-3.0-only', 'COPYING') }],
  }),
  weak('lgpl-license-file', ['c', 'javaSwing'], 'LGPL-2.1-only', [''], {
    classes: ['lgpl', 'nearest-file'],
    beside: [licenseAt('LGPL-2.1-only', 'COPYING'), licenseAt('LGPL-2.1-only', 'LICENSE.txt')],
  }),
]

export const lgplCases = (random: Random): readonly GoldCase[] => refused(random, rows)
