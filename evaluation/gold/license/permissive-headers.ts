// Permissive headers in full wording, in the comment styles of many languages.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { flowing } from './texts.ts'

const open = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['permissive', 'header'], expression, ...more })

const body = (id: string): string => flowing(id).split('\n\n').slice(1).join('\n\n')

const apache = `Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.`

const foundation = `Licensed to the Apache Software Foundation (ASF) under one or more contributor license \
agreements.  See the NOTICE file distributed with this work for additional information regarding copyright ownership.  \
The ASF licenses this file to you under the Apache License, Version 2.0 (the "License"); you may not use this file \
except in compliance with the License.  You may obtain a copy of the License at

  http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on \
an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.  See the License for the \
specific language governing permissions and limitations under the License.`

const openbsd = `Permission to use, copy, modify, and distribute this software for any purpose with or without fee is \
hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL \
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, \
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS.`

const mit = body('MIT').split('\n\n').slice(1).join('\n\n')

const rows: readonly Row[] = [
  open('open-mit-stars', ['c', 'java', 'javascript'], 'MIT', [mit]),
  open('open-mit-hash', ['python', 'ruby', 'shell'], 'MIT', [mit]),
  open('open-mit-slashes', ['go', 'swift', 'verilog'], 'MIT', [mit]),
  open('open-mit-named', ['csharp', 'kotlin'], 'MIT', [`The MIT License (MIT)\n\n${body('MIT')}`], {
    copyright: 'none',
  }),
  open('open-mit-lisp', ['lispFile', 'elisp'], 'MIT', [mit], { styles: ['lisp', 'lispTriple'] }),
  open('open-mit-old-languages', ['pascal', 'fortran90', 'ada'], 'MIT', [mit]),
  open('open-mit-at-end', ['lua', 'jquery'], 'MIT', [mit], { place: 'end' }),
  open('open-mit-boxed', ['cpp', 'cParser'], 'MIT', [mit], { styles: ['boxStars', 'boxEach'], width: 74 }),
  open('open-mit-narrow', ['tex', 'erlang'], 'MIT', [mit], { width: 44 }),
  open('open-bsd-three-stars', ['cHeader', 'cpp', 'php'], 'BSD-3-Clause', [body('BSD-3-Clause')]),
  open('open-bsd-three-dashes', ['haskell', 'sql'], 'BSD-3-Clause', [body('BSD-3-Clause')]),
  open('open-bsd-regents', ['cParser', 'makefile'], 'BSD-3-Clause', [
    body('BSD-3-Clause').replace(
      'the copyright holder nor the names of its contributors',
      'the University nor the names of its contributors',
    ),
  ]),
  open('open-bsd-two-percent', ['prolog', 'matlab'], 'BSD-2-Clause', [body('BSD-2-Clause')]),
  open('open-bsd-two-freebsd', ['c', 'manual'], 'BSD-2-Clause', [body('BSD-2-Clause')], { width: 64 }),
  open('open-apache-standard', ['java', 'go', 'python'], 'Apache-2.0', [apache], { width: 80 }),
  open('open-apache-web', ['css', 'html', 'typescript'], 'Apache-2.0', [apache], { width: 80 }),
  open('open-apache-batch', ['batchFile', 'powershellScript', 'yaml'], 'Apache-2.0', [apache], { width: 80 }),
  open('open-apache-foundation', ['scala', 'xml', 'jsp'], 'Apache-2.0', [foundation], { copyright: 'none' }),
  open(
    'open-apache-android',
    ['javaSwing', 'cpp'],
    'Apache-2.0',
    [`Copyright (C) @year@ The Android Open Source Project\n\n${apache}`],
    { copyright: 'none', width: 80 },
  ),
  open('open-openbsd', ['c', 'cHeader', 'perl'], 'ISC', [openbsd]),
  open('open-zlib', ['cppTemplate', 'dart'], 'Zlib', [body('Zlib')]),
  open('open-boost-words', ['cpp', 'cppTemplate'], 'BSL-1.0', [
    `Distributed under the Boost Software License, Version 1.0.\n(See accompanying file LICENSE_1_0.txt or copy at \
http://www.boost.org/LICENSE_1_0.txt)`,
  ]),
  open('open-hpnd', ['cParser', 'tcl'], 'HPND', [
    `Permission to use, copy, modify, and distribute this software and its documentation for any purpose and without \
fee is hereby granted, provided that the above copyright notice appear in all copies and that both that copyright \
notice and this permission notice appear in supporting documentation, and that the name of @company@ not be used in \
advertising or publicity pertaining to distribution of the software without specific, written prior permission.

@company@ makes no representations about the suitability of this software for any purpose.  It is provided "as is" \
without express or implied warranty.`,
  ]),
  open('open-python-docstring', ['python', 'pythonScience'], 'BSD-3-Clause', [body('BSD-3-Clause')], {
    styles: ['docstring', 'quotes'],
  }),
  open('open-template', ['jinja', 'vue'], 'MIT', [mit], { styles: ['jinja', 'html'] }),
]

export const permissiveHeaders = (random: Random): readonly GoldCase[] => allowed(random, rows)
