// Works given to the public, by CC0, by the Unlicense or in the author's own words.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { flowing } from './texts.ts'

const given = 'LicenseRef-public-domain'

const free = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['public-domain', 'header'], expression, copyright: 'none', ...more })

const rows: readonly Row[] = [
  free('free-public-domain-words', ['c', 'cHeader', 'javascript'], given, [
    'This code is in the public domain.',
    'Public domain - no warranty implied; use at your own risk.',
    'Written by @holder@ in @year@ and placed in the public domain. Do with it what you want.',
  ]),
  free('free-public-domain-old', ['fortran77', 'basic', 'perl'], given, [
    'THIS ROUTINE IS IN THE PUBLIC DOMAIN.',
    '@holder@, @year@. Placed into the public domain by the author.',
    'I, the author, put this program into the public domain. No rights reserved.',
  ]),
  free('free-government-work', ['pythonScience', 'java'], given, [
    `This software was developed at the National Institute of Standards and Technology by employees of the Federal \
Government in the course of their official duties. Pursuant to title 17 Section 105 of the United States Code this \
software is not subject to copyright protection and is in the public domain.`,
  ]),
  free('free-dedication', ['ruby', 'sql'], given, [
    'The author dedicates any and all copyright interest in this file to the public domain.',
    `To the extent possible under law, the author gives up all rights to this file: it is in the public domain \
everywhere.`,
  ]),
  free('free-zero-words', ['python', 'html', 'glsl'], 'CC0-1.0', [
    `To the extent possible under law, the author(s) have dedicated all copyright and related and neighboring rights \
to this software to the public domain worldwide. This software is distributed without any warranty.\n\nYou should \
have received a copy of the CC0 Public Domain Dedication along with this software. If not, see \
<http://creativecommons.org/publicdomain/zero/1.0/>.`,
  ]),
  free('free-zero-short', ['shell', 'css', 'arduino'], 'CC0-1.0', [
    'License: CC0 1.0',
    'CC0 - no rights reserved',
    'Released under CC0 (https://creativecommons.org/publicdomain/zero/1.0/).',
  ]),
  free('free-zero-tag', ['yaml', 'makefile', 'terraform'], 'CC0-1.0', ['SPDX-License-Identifier: CC0-1.0'], {
    classes: ['public-domain', 'tag'],
  }),
  free('free-unlicense-text', ['go', 'lua', 'csharp'], 'Unlicense', [flowing('Unlicense')], {
    classes: ['public-domain', 'text'],
  }),
  free('free-unlicense-tag', ['typescript', 'rust'], 'Unlicense', ['SPDX-License-Identifier: Unlicense'], {
    classes: ['public-domain', 'tag'],
  }),
  free('free-unlicense-short', ['vimScript', 'elixir'], 'Unlicense', [
    'This is free and unencumbered software released into the public domain, see <https://unlicense.org/>.',
    'Licensed under the Unlicense.',
  ]),
  free('free-blessing', ['c', 'cParser'], 'blessing', [flowing('blessing')], { styles: ['twoStars', 'stars'] }),
  free(
    'free-do-what-you-want',
    ['ruby', 'javascript'],
    'WTFPL',
    [
      `This program is free software. It comes without any warranty, to the extent permitted by applicable law. You \
can redistribute it and/or modify it under the terms of the Do What The Fuck You Want To Public License, Version 2, \
as published by Sam Hocevar. See http://www.wtfpl.net/ for more details.`,
    ],
    { classes: ['permissive', 'header'] },
  ),
  free('free-german', ['pascal', 'batchFile'], given, [
    'Dieser Quelltext ist gemeinfrei (Public Domain).',
    'Gemeinfrei: jeder darf alles damit tun.',
  ]),
  free(
    'free-stb-choice',
    ['cHeader'],
    'MIT OR Unlicense',
    [
      `This software is available under 2 licenses -- choose whichever you prefer.

ALTERNATIVE A - MIT License
${flowing('MIT').split('\n\n').slice(1).join('\n\n')}

ALTERNATIVE B - Public Domain (www.unlicense.org)
${flowing('Unlicense')}`,
    ],
    { place: 'end', classes: ['public-domain', 'expression', 'text'] },
  ),
]

export const publicDomain = (random: Random): readonly GoldCase[] => allowed(random, rows)
