// SPDX tags of copyleft licences in all comment styles, old ids and new, alone and combined.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'

const tag = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  written: readonly string[],
  more: Partial<Row> = {},
): Row => ({
  family,
  hosts,
  words: written.map((text) => (text.includes('Identifier') ? text : `SPDX-License-Identifier: ${text}`)),
  classes: ['gpl', 'tag'],
  expression,
  ...more,
})

const combined = ['gpl', 'expression', 'tag']

const rows: readonly Row[] = [
  tag('tag-gpl-kernel-source', ['c', 'rust'], 'GPL-2.0-only', ['GPL-2.0'], { styles: ['slashes'], copyright: 'after' }),
  tag('tag-gpl-kernel-header', ['cHeader', 'gas'], 'GPL-2.0-only', ['GPL-2.0'], {
    styles: ['tight'],
    copyright: 'none',
  }),
  tag('tag-gpl-only', ['c', 'sql', 'shell'], 'GPL-2.0-only', ['GPL-2.0-only']),
  tag('tag-gpl-deprecated-plus', ['cParser', 'makefile'], 'GPL-2.0-or-later', ['GPL-2.0+']),
  tag('tag-gpl-three-deprecated', ['python', 'lua'], 'GPL-3.0-only', ['GPL-3.0']),
  tag('tag-gpl-three-plus', ['haskell', 'ocaml'], 'GPL-3.0-or-later', ['GPL-3.0+']),
  tag('tag-gpl-three-later', ['elisp', 'nasm', 'tex'], 'GPL-3.0-or-later', ['GPL-3.0-or-later']),
  tag('tag-gpl-html', ['html', 'vue', 'xml'], 'GPL-3.0-or-later', ['GPL-3.0-or-later'], {
    copyright: 'none',
    styles: ['htmlTight', 'html', 'htmlTight'],
  }),
  tag('tag-gpl-old-languages', ['fortran90', 'ada', 'pascal'], 'GPL-3.0-only', ['GPL-3.0-only'], { copyright: 'none' }),
  tag('tag-gpl-scripts', ['batchFile', 'powershellScript', 'vimScript'], 'GPL-3.0-or-later', ['GPL-3.0-or-later']),
  tag('tag-gpl-manual', ['manual', 'm4'], 'GPL-2.0-or-later', ['GPL-2.0-or-later'], { styles: ['roff', 'dnl'] }),
  tag('tag-gpl-lower-case', ['typescript', 'ruby'], 'GPL-3.0-or-later', ['gpl-3.0-or-later', 'GPL-3.0-OR-LATER']),
  tag('tag-gpl-no-space', ['go', 'python'], 'GPL-2.0-only', [
    'SPDX-License-Identifier:GPL-2.0-only',
    'SPDX-License-Identifier:   GPL-2.0-only',
  ]),
  tag(
    'tag-gpl-after-copyright-lines',
    ['cpp', 'kotlin'],
    'GPL-3.0-or-later',
    [
      `SPDX-FileCopyrightText: 2021 @holder@
SPDX-FileCopyrightText: 2023 @company@

SPDX-License-Identifier: GPL-3.0-or-later`,
    ],
    { copyright: 'none' },
  ),
  tag(
    'tag-gpl-in-docblock',
    ['php', 'javascript'],
    'GPL-2.0-or-later',
    [
      `Keeps @thing@s and finds them again.

@package @Thing@
@author  @holder@
SPDX-License-Identifier: GPL-2.0-or-later`,
    ],
    { copyright: 'none', styles: ['javadoc'] },
  ),
  tag('tag-gpl-at-end', ['javascript', 'r'], 'GPL-3.0-only', ['GPL-3.0-only'], { place: 'end' }),
  tag('tag-gpl-after-imports', ['pythonScience', 'java'], 'GPL-2.0-only', ['GPL-2.0-only'], {
    place: 'middle',
    copyright: 'none',
  }),
  tag('tag-gpl-one', ['perl'], 'GPL-1.0-or-later', ['GPL-1.0-or-later']),
  tag('tag-and-permissive', ['c', 'python'], 'GPL-2.0-only AND MIT', ['GPL-2.0-only AND MIT'], { classes: combined }),
  tag(
    'tag-and-parentheses',
    ['rust', 'cpp'],
    '(MIT OR Apache-2.0) AND GPL-3.0-or-later',
    ['(MIT OR Apache-2.0) AND GPL-3.0-or-later'],
    { classes: combined },
  ),
  tag('tag-or-both-copyleft', ['cHeader', 'go'], 'LGPL-2.1-only OR GPL-2.0-only', ['LGPL-2.1 OR GPL-2.0'], {
    classes: ['gpl', 'lgpl', 'expression', 'tag'],
  }),
  tag('tag-or-mpl', ['javascript', 'cpp'], 'MPL-2.0 OR GPL-3.0-or-later', ['MPL-2.0 OR GPL-3.0-or-later'], {
    classes: ['mpl', 'expression', 'tag'],
  }),
  tag(
    'tag-and-with',
    ['c'],
    'GPL-2.0-or-later WITH GCC-exception-2.0 AND BSD-3-Clause',
    ['(GPL-2.0-or-later WITH GCC-exception-2.0) AND BSD-3-Clause'],
    {
      classes: ['gpl', 'expression', 'exception', 'tag'],
    },
  ),
  tag(
    'tag-and-old-syscall',
    ['cHeader'],
    '(GPL-2.0-only WITH Linux-syscall-note) AND MIT',
    ['((GPL-2.0 WITH Linux-syscall-note) AND MIT)'],
    {
      styles: ['tight'],
      copyright: 'none',
      classes: ['gpl', 'expression', 'exception', 'tag'],
    },
  ),
  tag(
    'tag-two-tags',
    ['python', 'shell'],
    'MIT AND GPL-2.0-or-later',
    [
      `SPDX-License-Identifier: MIT
The locking below came from the backup suite of @company@:
SPDX-License-Identifier: GPL-2.0-or-later`,
    ],
    { classes: ['gpl', 'conflict', 'tag'] },
  ),
  tag(
    'tag-proprietary-reference',
    ['csharp', 'typescript'],
    'LicenseRef-proprietary',
    ['LicenseRef-Proprietary', 'LicenseRef-proprietary'],
    {
      classes: ['proprietary', 'tag'],
    },
  ),
  tag('tag-none-value', ['yaml', 'css'], 'NONE', ['NONE', 'NOASSERTION'], { classes: ['none', 'tag'] }),
]

export const gplTags = (random: Random): readonly GoldCase[] => refused(random, rows)
