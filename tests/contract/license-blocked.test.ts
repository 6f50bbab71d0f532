// What is under GPL or AGPL is never let through, whatever the wording and however it is commented, also in a repository that
// is MIT as a whole: a file of theirs that is missed is released as MIT. Wordings are those of the licences' own appendices, of
// the projects that shorten them, and of SPDX; written before it was looked which the gate knows.
// Mutants: the licence names of the family in identify/license-names.ts; the comment signs that identify/license-words.ts
// passes over; what stands in the file no longer goes before the repository's (`decide` in processors/license/index.ts).
import { describe, expect, it } from 'vitest'
import { license } from '../../processors/license/index.ts'
import { judgedFile, verdictOf } from '../../processors/processor.ts'
import type { File } from '../../schemas/types.ts'

const gpl = (name: string, version: string): string => `This file is part of ${name}.

${name} is free software: you can redistribute it and/or modify
it under the terms of the GNU General Public License as published by
the Free Software Foundation, ${version}.

${name} is distributed in the hope that it will be useful,
but WITHOUT ANY WARRANTY; without even the implied warranty of
MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
GNU General Public License for more details.

You should have received a copy of the GNU General Public License
along with ${name}.  If not, see <https://www.gnu.org/licenses/>.`

const affero = (version: string): string => `This program is free software: you can redistribute it and/or modify
it under the terms of the GNU Affero General Public License as
published by the Free Software Foundation, ${version}.

This program is distributed in the hope that it will be useful,
but WITHOUT ANY WARRANTY; without even the implied warranty of
MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
GNU Affero General Public License for more details.`

const later = (version: number): string =>
  `either version ${version} of the License, or (at your option) any later version`

const wordings: Readonly<Record<string, string>> = {
  'GPL-3.0-or-later, as its appendix has it': gpl('Frobnicator', later(3)),
  'GPL-2.0-or-later, as its appendix has it': gpl('Frobnicator', later(2)),
  'GPL-3.0-only, by the appendix': gpl('Frobnicator', 'version 3 of the License'),
  'GPL-2.0-only, as kernels have it': `This program is free software; you can redistribute it and/or modify
it under the terms of the GNU General Public License version 2 as
published by the Free Software Foundation.`,
  'AGPL-3.0-or-later, as its appendix has it': affero(later(3)),
  'AGPL-3.0-only, by the appendix': affero('version 3'),
  'released under the GPL': 'This file is released under the GPLv2.',
  'released under the GNU GPL': 'Released under the GNU GPL v3.',
  'licensed under, with its name in full': 'Licensed under the GNU General Public License v3.0.',
  'licensed under, in short': 'Licensed under the GPL-3.0 license. See LICENSE in the project root.',
  'licensed under the AGPL': 'Licensed under the AGPLv3.',
  'licensed under the Affero licence': 'This code is licensed under the GNU Affero General Public License version 3.',
  'subject to the terms': 'This code is subject to the terms of the GNU General Public License, version 2.',
  'may be distributed under':
    'You may use, distribute and copy this program under the terms of the GNU GPL version 2 or later.',
  'a line that says licence': 'License: GPLv3',
  'a line with its name': 'License: GNU General Public License v2 or later (GPLv2+)',
  'a line that says AGPL': 'License: AGPL-3.0',
  'a doc tag': '@license GPL-3.0-or-later',
  'SPDX, GPL 2 only': 'SPDX-License-Identifier: GPL-2.0-only',
  'SPDX, an old id': 'SPDX-License-Identifier: GPL-2.0+',
  'SPDX, GPL 3 or later': 'SPDX-License-Identifier: GPL-3.0-or-later',
  'SPDX, AGPL': 'SPDX-License-Identifier: AGPL-3.0-only',
  'SPDX, and another': 'SPDX-License-Identifier: MIT AND GPL-2.0-only',
  'distributed under the terms': 'Distributed under the terms of the GNU General Public License v2',
  'a copyright line before it':
    'Copyright (C) 2019, 2021 A. Person <a.person@example.org>\n\nThis program is licensed under the GNU GPL, version 3 or any later version.',
  'covered by': 'This software is covered by the GNU General Public License.',
  'free software under': 'This is free software, licensed under the GNU General Public License v2.',
}

const lineBy =
  (sign: string) =>
  (text: string): string =>
    text
      .split('\n')
      .map((line) => `${sign} ${line}`.trimEnd())
      .join('\n')
const between =
  (open: string, close: string, sign = '') =>
  (text: string): string =>
    `${open}\n${sign === '' ? text : lineBy(sign)(text)}\n${close}`

/** Wrapped anew: what stood in one line stands in several. Tags keep theirs: SPDX has them end with it. */
const wrapped =
  (columns: number) =>
  (text: string): string =>
    text
      .split(/\n\n/)
      .map((paragraph) => {
        if (paragraph.startsWith('SPDX-')) return paragraph
        const lines: string[] = ['']
        for (const word of paragraph.split(/\s+/))
          if (`${lines.at(-1)} ${word}`.length > columns) lines.push(word)
          else lines.push(`${lines.pop()} ${word}`.trim())
        return lines.join('\n')
      })
      .join('\n\n')

const boxed = (text: string): string => {
  const lines = text.split('\n')
  const width = Math.max(...lines.map(({ length }) => length))
  const rule = `/${'*'.repeat(width + 4)}`
  return [rule, ...lines.map((line) => ` * ${line.padEnd(width)} *`), ` ${rule.slice(1)}/`].join('\n')
}

const code = 'x = 1\n'

/** How languages comment, with what stands before it. */
const styles: Readonly<Record<string, (text: string) => string>> = {
  'line by //': lineBy('//'),
  'line by ///': lineBy('///'),
  'line by #': lineBy('#'),
  'line by # behind a shebang': (text) => `#!/bin/sh\n${lineBy('#')(text)}`,
  'line by --': lineBy('--'),
  'line by ;;': lineBy(';;'),
  'line by %': lineBy('%'),
  'line by !': lineBy('!'),
  "line by '": lineBy("'"),
  'line by REM': lineBy('REM'),
  'line by dnl': lineBy('dnl'),
  'line by ..': lineBy('..'),
  'line by @REM': lineBy('@REM'),
  'line by a roff sign': lineBy('.\\"'),
  'block by /* */': between('/*', ' */', ' *'),
  'block by /** */': between('/**', ' */', ' *'),
  'block without signs': between('/*', '*/'),
  'block by (* *)': between('(*', '*)', ' *'),
  'block by <!-- -->': between('<!--', '-->'),
  'block by """': between('"""', '"""'),
  'block by {- -}': between('{-', '-}'),
  'block by =begin': between('=begin', '=end'),
  'block by --[[ ]]': between('--[[', ']]'),
  'block by {# #}': between('{#', '#}'),
  'block in <?php': (text) => `<?php\n${between('/**', ' */', ' *')(text)}`,
  'a box of stars': boxed,
  'wrapped to 40 columns': (text) => lineBy('#')(wrapped(40)(text)),
  'wrapped to 30 columns by REM': (text) => lineBy('REM')(wrapped(30)(text)),
  'wrapped to 120 columns': (text) => between('/*', ' */', ' *')(wrapped(120)(text)),
  'in capitals': (text) => lineBy('//')(text.toUpperCase()),
  'with carriage returns': (text) => lineBy('//')(text).replaceAll('\n', '\r\n'),
}

function reasonOf(content: string): string | null {
  const bytes = Buffer.from(`${content}\n\n${code.repeat(20)}`)
  const repository = { host: 'local', owner: '-', name: 'example', url: null, commit: '0', declaredLicense: 'MIT' }
  const file: File = {
    ...{
      fileId: '0'.repeat(32),
      submission: 'local/-/example@0',
      repository,
      path: 'src/example.py',
      language: 'Python',
    },
    ...{ sizeBytes: bytes.length, contentSha256: '0'.repeat(64), generated: null, vendored: null, licenseEvidence: [] },
    ...{ submittedAt: 0, content: bytes },
  }
  return verdictOf(license, judgedFile(file, bytes)).reason
}

it('lets a file of that repository through that says nothing', () => {
  expect(reasonOf('# nothing of a licence')).toBeNull()
})

describe.each(Object.entries(wordings))('%s', (_, wording) => {
  it('is blocked in every style', () => {
    const released = Object.entries(styles).filter(([, style]) => reasonOf(style(wording)) === null)
    expect(released.map(([name]) => name)).toEqual([])
  })
})
