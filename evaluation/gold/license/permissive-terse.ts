// Short permissive notices: one line, a field of a docblock, a tag.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { licenseAt } from './texts.ts'

const open = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['permissive', 'header'], expression, ...more })

const tag = (family: string, hosts: Row['hosts'], expression: string, more: Partial<Row> = {}): Row =>
  open(family, hosts, expression, [`SPDX-License-Identifier: ${expression}`], {
    classes: ['permissive', 'tag'],
    ...more,
  })

const rows: readonly Row[] = [
  open('terse-mit-licensed', ['javascript', 'css', 'elixir'], 'MIT', [
    'MIT licensed.',
    'Released under the MIT license',
    'License: MIT',
  ]),
  open('terse-mit-url', ['jquery', 'typescript'], 'MIT', [
    '@license MIT, https://opensource.org/licenses/MIT',
    'Licensed under the MIT license:\nhttp://www.opensource.org/licenses/mit-license.php',
  ]),
  open('terse-mit-expat', ['lua', 'nasm'], 'MIT', ['Licence: MIT/Expat', 'Distributed under the Expat (MIT) licence.']),
  open(
    'terse-mit-react',
    ['react', 'javascript'],
    'MIT',
    [
      `This source code is licensed under the MIT license found in the LICENSE file in the root directory of this \
source tree.`,
    ],
    { beside: [licenseAt('MIT')] },
  ),
  open(
    'terse-mit-dunder',
    ['python', 'pythonScience'],
    'MIT',
    ['|__author__ = "@holder@"\n__license__ = "MIT"\n__version__ = "1.0.3"'],
    { place: 'middle' },
  ),
  open('terse-mit-field', ['vimScript', 'forthFile'], 'MIT', [
    'License:     MIT',
    'MIT License - do what you like, keep my name',
  ]),
  open('terse-mit-german', ['basic', 'java'], 'MIT', [
    'Dieses Modul steht unter der MIT-Lizenz. Es darf frei verwendet, verändert und weitergegeben werden.',
  ]),
  open('terse-mit-spanish', ['php', 'powershellScript'], 'MIT', [
    'Publicado bajo la licencia MIT.',
    'Distribuido bajo los términos de la licencia MIT.',
  ]),
  open('terse-bsd-new', ['cuda', 'r'], 'BSD-3-Clause', [
    'Licensed under the New BSD License (3-clause).',
    'License: BSD (3-clause)',
  ]),
  open('terse-bsd-two', ['ruby', 'haskell'], 'BSD-2-Clause', [
    'Licensed under the two-clause BSD license.',
    'License: BSD-2-Clause',
  ]),
  open('terse-bsd-scikit', ['pythonScience', 'python'], 'BSD-3-Clause', ['Authors: @holder@\nLicense: BSD 3 clause'], {
    copyright: 'none',
  }),
  open('terse-apache-short', ['rust', 'swift', 'shell'], 'Apache-2.0', [
    'Licensed under the Apache License, Version 2.0.',
    'This source file is part of the @program@ open source project, licensed under Apache License v2.0.',
    'License: Apache-2.0',
  ]),
  open(
    'terse-isc',
    ['javascript', 'ocaml'],
    'ISC',
    ['Distributed under the ISC license, see terms at the end of the file.', 'ISC licensed'],
    {
      beside: [licenseAt('ISC')],
    },
  ),
  open('terse-zlib', ['cHeader', 'glsl'], 'Zlib', ['This file is under the zlib license.', 'License: zlib/libpng']),
  open('terse-userscript', ['javascript'], 'MIT', [
    `|// ==UserScript==
// @name         @program@ shortcuts
// @namespace    https://example.org/userscripts
// @license      MIT
// @match        https://board.example.org/*
// ==/UserScript==`,
  ]),
  open('terse-librejs', ['javascript'], 'MIT', [
    '|// @license magnet:?xt=urn:btih:d3d9a9a6595521f9666a5e94cc830dab83b65699&dn=expat.txt MIT',
  ]),
  open('terse-doxygen', ['cppTemplate', 'cpp'], 'MIT', ['\\file\n\\author @holder@\n\\copyright MIT License'], {
    copyright: 'none',
    styles: ['javadoc', 'slashesBang'],
  }),
  tag('tag-mit', ['typescript', 'solidity', 'sql'], 'MIT'),
  tag('tag-mit-old-languages', ['fortran90', 'tex', 'nasm'], 'MIT'),
  tag('tag-mit-markup', ['html', 'vue', 'manual'], 'MIT', { copyright: 'none' }),
  tag('tag-apache', ['go', 'kotlin', 'dockerfile'], 'Apache-2.0'),
  tag('tag-apache-scripts', ['shell', 'cmake', 'terraform'], 'Apache-2.0', { copyright: 'after' }),
  tag('tag-bsd-three', ['c', 'verilog', 'r'], 'BSD-3-Clause'),
  tag('tag-bsd-two', ['cHeader', 'gas'], 'BSD-2-Clause', { copyright: 'none' }),
  tag('tag-isc', ['javascript', 'lispFile'], 'ISC'),
  tag('tag-boost', ['cppTemplate'], 'BSL-1.0'),
  tag('tag-zlib', ['lua', 'csharp'], 'Zlib'),
  tag('tag-zero-bsd', ['clojure', 'makefile'], '0BSD'),
  tag('tag-blue-oak', ['typescript'], 'BlueOak-1.0.0'),
  open('tag-mit-lower-case', ['ruby', 'proto'], 'MIT', ['SPDX-License-Identifier: mit'], {
    classes: ['permissive', 'tag'],
  }),
  open(
    'tag-choice-apache-mit',
    ['rust', 'dart', 'python'],
    'Apache-2.0 OR MIT',
    ['SPDX-License-Identifier: Apache-2.0 OR MIT'],
    {
      classes: ['permissive', 'expression', 'tag'],
    },
  ),
  open('tag-old-slash', ['rust'], 'MIT OR Apache-2.0', ['SPDX-License-Identifier: MIT OR Apache-2.0'], {
    place: 'end',
    classes: ['permissive', 'expression', 'tag'],
  }),
]

export const permissiveTerse = (random: Random): readonly GoldCase[] => allowed(random, rows)
