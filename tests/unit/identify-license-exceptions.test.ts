// Exceptions named or spelt out beside a licence: which it is, to which statement it belongs, and what it quotes.
// Mutants: put an exception to the last statement whatever licence it fits; keep what an exception quotes; put it to one
// of two equal statements only; take versionless statements first; leave deprecated ids with an exception as they are.
import { describe, expect, it, test } from 'vitest'
import { exceptionsIn, withException } from '../../identify/license-excepted.ts'
import { licenseExceptions } from '../../identify/license-exceptions.ts'
import { headersIn } from '../../identify/license-headers.ts'
import { parseExpression, readExpression } from '../../identify/license-tags.ts'
import { createLicenseIndex } from '../../identify/license-text.ts'
import { governingInFile } from '../../processors/license/evidence.ts'
import { defaultPolicy } from '../../processors/license/policy.ts'
import { createRater } from '../../processors/license/rating.ts'

test('every exception is one of the list, can be written with its licence, and its pattern holds its keyword', () => {
  for (const { spdx, words, keyword } of licenseExceptions) {
    expect([spdx, parseExpression(`MIT WITH ${spdx}`)]).toEqual([spdx, { license: 'MIT', exception: spdx }])
    expect(words.replaceAll(/\(\?:([a-z]+)\|[^)]*\)/g, '$1').replaceAll(/[()?]|\?:/g, '')).toContain(
      keyword.split(' ')[0],
    )
  }
})

describe('a name', () => {
  it.each([
    ['GPLv2 with Classpath exception', 'GPL-2.0-only WITH Classpath-exception-2.0'],
    ['GPLv2+ with the Classpath Exception', 'GPL-2.0-or-later WITH Classpath-exception-2.0'],
    ['GPL2 w/ CPE', 'GPL-2.0-only WITH Classpath-exception-2.0'],
    ['GPL-2.0-or-later with Font exception', 'GPL-2.0-or-later WITH Font-exception-2.0'],
    ['Apache License v2.0 with LLVM Exceptions', 'Apache-2.0 WITH LLVM-exception'],
    ['Apache-2.0 with Runtime Library Exception', 'Apache-2.0 WITH Swift-exception'],
    ['GPLv3+ with GCC Runtime Library Exception', 'GPL-3.0-or-later WITH GCC-exception-3.1'],
    ['LGPLv3 with static-linking exception', 'LGPL-3.0-only WITH LGPL-3.0-linking-exception'],
    ['GPLv2 with linking exception', 'GPL-2.0-only WITH GCC-exception-2.0'],
    ['wxWindows Library Licence, Version 3.1', 'LGPL-2.0-or-later WITH WxWindows-exception-3.1'],
  ])('%s is %s', (written, spdx) => {
    expect(readExpression(written)).toBe(spdx)
    expect(parseExpression(spdx)).not.toBeNull()
  })

  it.each(['MIT with the Classpath exception', 'Apache-2.0 with the house exception', 'with exceptions'])(
    '%s is none',
    (written) => expect(readExpression(written) ?? '').not.toContain('WITH'),
  )

  it('that is deprecated holds a licence and its exception', () => {
    expect(parseExpression('GPL-2.0-with-classpath-exception')).toEqual({
      license: 'GPL-2.0-only',
      exception: 'Classpath-exception-2.0',
    })
    expect(parseExpression('GPL-2.0-only')).toEqual({ license: 'GPL-2.0-only', exception: null })
  })
})

test('an exception is not made to a licence it does not fit, nor twice to one', () => {
  const found = exceptionsIn('with the classpath exception').flatMap((one) => one.exceptions)
  expect(withException('GPL-2.0-only', found)).toBe('GPL-2.0-only WITH Classpath-exception-2.0')
  for (const spdx of ['LGPL-2.1-only', 'MIT', 'GPL-2.0-only WITH Font-exception-2.0', 'GPL-2.0-with-font-exception'])
    expect(withException(spdx, found)).toBeNull()
  expect(exceptionsIn('an exception is thrown with the exception of the parser')).toEqual([])
})

const index = createLicenseIndex()
const governing = (text: string): string | undefined =>
  governingInFile(headersIn(text, [{ start: 0, end: text.length }], index))?.spdx

const gnu = (version: string): string => `
 * This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public
 * License as published by the Free Software Foundation; either version ${version} of the License, or (at your option) any
 * later version. See the GNU General Public License for more details. You should have received a copy of the GNU General
 * Public License along with this program. All of it is governed by the GNU General Public License.
 *`

describe('a header', () => {
  test('has its exception on the statement with a version, and what the exception quotes says nothing', () => {
    const bison = `${gnu('3')} As a special exception, when this file is read by TeX when processing a Texinfo source
 * document, you may use the result without restriction. This Exception is an additional permission under section 7 of the
 * GNU General Public License, version 3 ("GPLv3").`
    expect(governing(bison)).toBe('GPL-3.0-or-later WITH Texinfo-exception')
  })

  test('has it on every statement that says the same', () => {
    const twice = `// Licensed under the GPL version 2 only. MIT parts are licensed under the MIT License.
// This file is licensed under the GPL version 2 only, with the Classpath exception.`
    expect(governing(twice)).toBe('GPL-2.0-only WITH Classpath-exception-2.0 AND MIT')
  })

  test('has it on the licence it fits, whichever stands nearer', () => {
    const both = `// Licensed under the GNU General Public License version 2. Parts are licensed under the Apache License,
// Version 2.0. In both cases with the Classpath exception.`
    expect(governing(both)).toBe('GPL-2.0-only WITH Classpath-exception-2.0 AND Apache-2.0')
  })

  test('has it on a tag of one licence, and leaves a tag that has one', () => {
    const autoconf =
      'As a special exception to the GNU General Public License, if you distribute this file as part of a program that contains a configuration script generated by Autoconf, you may include it'
    expect(governing(`# SPDX-License-Identifier: GPL-2.0-or-later\n# ${autoconf}`)).toBe(
      'GPL-2.0-or-later WITH Autoconf-exception-generic',
    )
    const tagged = '# SPDX-License-Identifier: GPL-2.0-or-later WITH Font-exception-2.0\n'
    expect(governing(`${tagged}# ${autoconf}`)).toBe('GPL-2.0-or-later WITH Font-exception-2.0')
  })

  test('without a version has it too', () => {
    expect(governing('# Distributed under the terms of the GPL, with the Classpath exception.')).toBe(
      'GPL-1.0-or-later WITH Classpath-exception-2.0',
    )
  })

  test('far from an exception does not have it', () => {
    const far = `# Licensed under the GPL version 2.\n${'x = 1\n'.repeat(1_500)}# to be used with the Classpath exception\n`
    expect(governing(far)).toBe('GPL-2.0-only')
  })
})

test('the policy rates a licence with its exception: eased from blocked to review, permissive as it is, else as it was', () => {
  const rate = createRater(defaultPolicy)
  expect(rate('GPL-2.0-or-later WITH Autoconf-exception-generic').rating).toBe('review')
  expect(rate('GPL-2.0-with-classpath-exception').rating).toBe('review')
  expect(rate('GPL-2.0-only WITH Linux-syscall-note').rating).toBe('blocked')
  expect(rate('Apache-2.0 WITH LLVM-exception').rating).toBe('allow')
  expect(rate('LGPL-3.0-only WITH LGPL-3.0-linking-exception').rating).toBe('review')
  for (const spdx of Object.keys(defaultPolicy.exceptions))
    expect(parseExpression(`MIT WITH ${spdx}`)).toEqual({ license: 'MIT', exception: spdx })
})

test('hostile words cost no more than their length', () => {
  for (const piece of ['as a special exception ', 'linking a ', 'with the exception ', 'permission to link a with ']) {
    const words = `${piece.repeat(Math.ceil(65_536 / piece.length))}openssl independent modules generated by autoconf linking`
    expect(exceptionsIn(words).length).toBeLessThan(10)
  }
})
