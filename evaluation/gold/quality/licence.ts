// Licence headers as files carry them, in the comment style of the file they stand in.
import type { Random } from '../random.ts'

const holders = [
  'Meridian Labs, Inc.',
  'the Halyard Authors',
  'Johanna Lindqvist',
  'Kestrel Software GmbH',
  'The Brightwater Project contributors',
  'Tomasz Wilk <tomasz@wilk.example>',
  'Ostrava Technical University',
  'R. Okonkwo',
] as const

const texts = {
  spdx: ['SPDX-License-Identifier: Apache-2.0', 'Copyright (c) YEAR HOLDER'],
  short: [
    'Copyright (c) YEAR HOLDER. All rights reserved.',
    'Use of this source code is governed by a BSD-style licence',
  ],
  mit: [
    'Copyright (c) YEAR HOLDER',
    '',
    'Permission is hereby granted, free of charge, to any person obtaining a copy',
    'of this software and associated documentation files (the "Software"), to deal',
    'in the Software without restriction, including without limitation the rights',
    'to use, copy, modify, merge, publish, distribute, sublicense, and/or sell',
    'copies of the Software, and to permit persons to whom the Software is',
    'furnished to do so, subject to the following conditions:',
    '',
    'The above copyright notice and this permission notice shall be included in',
    'all copies or substantial portions of the Software.',
  ],
  apache: [
    'Copyright YEAR HOLDER',
    '',
    'Licensed under the Apache License, Version 2.0 (the "License");',
    'you may not use this file except in compliance with the License.',
    'You may obtain a copy of the License at',
    '',
    '    http://www.apache.org/licenses/LICENSE-2.0',
    '',
    'Unless required by applicable law or agreed to in writing, software',
    'distributed under the License is distributed on an "AS IS" BASIS,',
    'WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.',
    'See the License for the specific language governing permissions and',
    'limitations under the License.',
  ],
  mpl: [
    'This Source Code Form is subject to the terms of the Mozilla Public',
    'License, v. 2.0. If a copy of the MPL was not distributed with this',
    'file, You can obtain one at https://mozilla.org/MPL/2.0/.',
  ],
  gpl: [
    'This file is part of a program by HOLDER, YEAR.',
    '',
    'This program is free software: you can redistribute it and/or modify',
    'it under the terms of the GNU General Public License as published by',
    'the Free Software Foundation, either version 3 of the License, or',
    '(at your option) any later version.',
    '',
    'This program is distributed in the hope that it will be useful,',
    'but WITHOUT ANY WARRANTY; without even the implied warranty of',
    'MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the',
    'GNU General Public License for more details.',
  ],
} as const

export type Licence = keyof typeof texts

const styles: readonly (readonly [RegExp, string, string, string])[] = [
  [/\.(?:html|vue|md)$/, '<!--\n', '  ', '\n-->'],
  [/\.(?:sql|lua|hs|elm)$/, '', '-- ', ''],
  [/\.(?:erl|tex)$/, '', '% ', ''],
  [/\.(?:clj|cljs|asm)$/, '', ';; ', ''],
  [/\.(?:ml|mli)$/, '(*\n', '   ', ' *)'],
  [/\.(?:py|rb|sh|pl|pm|R|jl|exs?|nix|tf|ya?ml|toml|cmake|mk|ps1|graphql)$|(?:file|\.txt)$/, '', '# ', ''],
  [/\.(?:go|rs|swift|kt|zig|dart|proto|fs|sol)$/, '', '// ', ''],
  [/./, '/*\n', ' * ', '\n */'],
]

/** The words of a licence header with its year and holder. */
export const licenceLines = (licence: Licence, random: Random): readonly string[] => {
  const year = String(2004 + random.int(20))
  const holder = random.pick(holders)
  return texts[licence].map((line) => line.replace('YEAR', year).replace('HOLDER', holder))
}

/** The header as a comment of the language of the path. */
export const licenceComment = (path: string, licence: Licence, random: Random): string => {
  const [, open, prefix, close] = styles.find(([name]) => name.test(path)) ?? [/./, '/*\n', ' * ', '\n */']
  return (
    open +
    licenceLines(licence, random)
      .map((line) => (prefix + line).trimEnd())
      .join('\n') +
    close
  )
}

/** The header in front of a file, behind a first line that has to be the first. */
export const withLicence = (content: string, path: string, licence: Licence, random: Random): string => {
  const comment = licenceComment(path, licence, random)
  const first = /^(?:#!|<\?php|<!doctype|# syntax=)[^\n]*\n/i.exec(content)?.[0] ?? ''
  return `${first}${comment}\n\n${content.slice(first.length).replace(/^\n+/, '')}`
}
