// What statements about licences are read from: words, whatever the comment's signs, the language or its script, each with the
// byte it stands at; and what a file says by them.
// Mutants: keep REM as a word; take German's "mit" for a licence; fold no accents; count a tag in a string beside the file's own.
import { describe, expect, test } from 'vitest'
import { headersIn } from '../../identify/license-headers.ts'
import { createLicenseIndex } from '../../identify/license-text.ts'
import { wordsOf } from '../../identify/license-words.ts'

const latin = (text: string): string => Buffer.from(text).toString('latin1')
const index = createLicenseIndex()

/** The expressions that a text states, in order. */
function said(text: string): readonly string[] {
  const raw = latin(text)
  return headersIn(raw, [{ start: 0, end: raw.length }], index).map(({ spdx }) => spdx)
}

describe('words', () => {
  test.each([
    ['/* Licence: GPL-2.0 */', 'license gpl 2 0'],
    ['REM under the GNU General\nREM Public License', 'under the gnu general public license'],
    ['C     GNU General Public\nC     License', 'gnu general public license'],
    ['c = 2 + 3', 'c 2 3'],
    ['GPLv2+ and 2+2', 'gplv2 or later and 2 2'],
    ['GPL (>= 3)', 'gpl 3 or later'],
    ['sous les termes de la licence', 'under les terms of de la license'],
    ['ya sea la versión 3, o cualquier versión posterior', 'ya sea la version 3 o cualquier version later'],
    ['steht unter der MIT-Lizenz, mit Dank', 'steht under der mit license with dank'],
    ['released under mit license', 'released under mit license'],
    ['Лицензия: MIT', 'under license mit'],
    ['许可证：Apache-2.0', 'under license apache 2 0'],
    ['“Software”', 'software'],
  ])('%s', (text, words) => {
    expect(wordsOf(latin(text)).joined).toBe(words)
  })
  test('have the bytes they stand at', () => {
    const raw = latin('/* é */ REM x GPL 3+\n')
    const { joined, byteAt } = wordsOf(raw)
    for (const word of ['x', 'gpl', '3'])
      expect(raw.toLowerCase().startsWith(word, byteAt(joined.indexOf(word)))).toBe(true)
  })
})

describe('statements', () => {
  test.each([
    [
      '// SPDX-License-Identifier: GPL-2.0-only WITH\n//   Classpath-exception-2.0',
      ['GPL-2.0-only WITH Classpath-exception-2.0'],
    ],
    [' * SPDX-License-Identifier: CDDL-1.0    *', ['CDDL-1.0']],
    ['MODULE_LICENSE("Dual BSD/GPL");', ['BSD-3-Clause OR GPL-2.0-only']],
    ['" License: GPL', ['GPL-1.0-or-later']],
    ['-license("GPL-2.0-or-later").', ['GPL-2.0-or-later']],
    ['-- License: BSD-2-Clause', ['BSD-2-Clause']],
    ['# License: https://www.gnu.org/licenses/gpl-3.0.html (version 3 or later)', ['GPL-3.0-or-later']],
    ['# Publicado bajo la licencia GNU GPL versión 2.', ['GPL-2.0-only']],
    ['# Распространяется по лицензии MIT.', ['MIT']],
    ['# GNU General Public License v3.0+ (see COPYING)', ['GPL-3.0-or-later']],
    ['// Released under the GNU GPL version 2 or higher.', ['GPL-2.0-or-later']],
  ])('%s', (text, expressions) => {
    expect(said(text)).toEqual(expressions)
  })
  test.each([
    ['// This file is not under the GPL.'],
    ['// Nothing here comes from the GPL licensed original.'],
    ['// Programs under the GNU General Public License can include this file.'],
    ['// Läuft unter Linux mit dem Kern.'],
    ['const text = "MODULE_LICENSE(\\"GPL\\")"'],
  ])('none in %s', (text) => {
    expect(said(text)).toEqual([])
  })
  test('a tag in a string is data where the file has one of its own, and a statement where it has not', () => {
    const data = "assert.equal(detect('// SPDX-License-Identifier: GPL-3.0-only'), 'GPL')"
    expect(said(`// SPDX-License-Identifier: MIT\n${data}\n`)).toEqual(['MIT'])
    expect(said(data)).toHaveLength(1)
  })
})
