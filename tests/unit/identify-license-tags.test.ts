// Expressions as people write them, notices in sentences, riders, and manifests.
import { describe, expect, it } from 'vitest'
import { findNotices, findRiders, noticesIn } from '../../identify/license-notices.ts'
import { licensesOf, parseExpression, readExpression } from '../../identify/license-tags.ts'
import { isManifest, manifestLicense } from '../../identify/manifest.ts'

describe('expressions', () => {
  it.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['apache-2.0', 'Apache-2.0'],
    ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
    ['(MIT or apache-2.0) and bsd-3-clause', '(MIT OR Apache-2.0) AND BSD-3-Clause'],
    ['GPL-2.0+', 'GPL-2.0+'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['The MIT License (MIT)', 'MIT'],
    ['BSD', 'BSD-3-Clause'],
    ['BSD 3 clause', 'BSD-3-Clause'],
    ['2-Clause BSD License', 'BSD-2-Clause'],
    ['GPLv3', 'GPL-3.0-only'],
    ['GPLv2+', 'GPL-2.0-or-later'],
    ['GPLv2 or later', 'GPL-2.0-or-later'],
    ['LGPL', 'LGPL-2.0-or-later'],
    ['GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'],
    ['GNU Lesser General Public License, version 2.1', 'LGPL-2.1-only'],
    ['Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
    ['Public Domain', 'LicenseRef-public-domain'],
    ['MIT or Apache 2.0', 'MIT OR Apache-2.0'],
    ['LicenseRef-house', 'LicenseRef-house'],
  ])('%s is %s', (written, spdx) => {
    expect(readExpression(written)).toBe(spdx)
  })

  it.each(['', 'see LICENSE', 'whatever you like', 'NOASSERTION AND', '('.repeat(600), 'MIT AND'])(
    '%s is not read',
    (written) => {
      const read = readExpression(written)
      expect(read === null || parseExpression(read) === null).toBe(true)
    },
  )

  it('name their licences once each, with deprecated ids renamed', () => {
    const expression = parseExpression('(GPL-2.0 OR MIT) AND (MIT OR GPL-3.0+)')
    expect(expression).not.toBeNull()
    if (expression !== null) expect(licensesOf(expression)).toEqual(['GPL-2.0-only', 'MIT', 'GPL-3.0-or-later'])
  })
})

describe('notices', () => {
  it.each([
    ['licensed under the apache license version 2 0', ['Apache-2.0']],
    [
      'under the terms of the gnu general public license as published by the free software foundation either version 2 of the license or at your option any later version',
      ['GPL-2.0-or-later'],
    ],
    ['under the terms of the gnu lesser general public license version 2 1 as published', ['LGPL-2.1-only']],
    [
      'under the gnu gpl the gpl version 3 or any later version see under the gpl version 3',
      ['GPL-1.0-or-later', 'GPL-3.0-or-later', 'GPL-3.0-only'],
    ],
    ['subject to the terms of the mozilla public license v 2 0', ['MPL-2.0']],
    ['this code is placed in the public domain', ['LicenseRef-public-domain']],
    ['it has not been placed in the public domain', []],
    ['gpl v3 see copying', ['GPL-3.0-only']],
    ['this project is mit licensed', ['MIT']],
    ['the mit campus has a general public', []],
    ['put under another distribution license including the gnu public license', []],
    ['licensed under a creative commons attribution sharealike 4 0', ['CC-BY-SA-4.0']],
    ['governed by a bsd style license', ['BSD-3-Clause']],
    ['contents are subject to the acme public license version 1', ['LicenseRef-public-license']],
  ])('%s', (words, ids) => {
    expect(findNotices(words).map(({ spdx }) => spdx)).toEqual(ids)
  })

  it('leave out the versionless mention beside a version', () => {
    const words =
      'under the terms of the gnu general public license version 3 and no later see under the gnu general public license'
    expect(noticesIn(words)).toEqual(['GPL-3.0-only'])
  })

  it('say where "or" stands between two', () => {
    expect(findNotices('licensed under the mit or gpl license').map(({ or }) => or)).toEqual([false, true])
    expect(findNotices('licensed under the mit license and under the gpl').map(({ or }) => or)).toEqual([false, false])
  })

  it('find riders within their reach only', () => {
    const far = `this may not be used ${'word '.repeat(40)}to train ai models`
    expect(findRiders(far)).toEqual([])
    expect(findRiders('this may not be used to train ai models').map(({ spdx }) => spdx)).toEqual([
      'LicenseRef-no-ai-training',
    ])
  })
})

describe('manifests', () => {
  it.each([
    ['package.json', '{"license": "MIT"}', 'MIT'],
    ['package.json', '{"license": {"type": "ISC"}}', 'ISC'],
    ['package.json', '{"licenses": [{"type": "MIT"}, {"type": "Apache-2.0"}]}', '(MIT) OR (Apache-2.0)'],
    ['package.json', '{"license": "UNLICENSED"}', 'LicenseRef-proprietary'],
    ['composer.json', '{"license": ["LGPL-2.1-only", "GPL-3.0-or-later"]}', '(LGPL-2.1-only) OR (GPL-3.0-or-later)'],
    ['Cargo.toml', '[package]\nname = "x"\nlicense = "MIT/Apache-2.0"\n', 'MIT OR Apache-2.0'],
    ['pyproject.toml', '[project]\nlicense = "BSD-3-Clause"\n', 'BSD-3-Clause'],
    ['pyproject.toml', '[project]\nlicense = { text = "MIT License" }\n', 'MIT'],
    ['pyproject.toml', '[project]\nclassifiers = ["License :: OSI Approved :: MIT License"]\n', 'MIT'],
    ['pyproject.toml', '[tool.poetry]\nlicense = "Apache-2.0"\n', 'Apache-2.0'],
    ['setup.cfg', '[metadata]\nlicense = BSD 3-Clause\n', 'BSD-3-Clause'],
    ['setup.py', "setup(name='x', license='GPLv3')\n", 'GPL-3.0-only'],
    [
      'pom.xml',
      '<licenses>\n <license>\n  <name>Apache License, Version 2.0</name>\n </license>\n</licenses>',
      'Apache-2.0',
    ],
    ['x.gemspec', "Gem::Specification.new do |s|\n  s.license = 'MIT'\nend\n", 'MIT'],
    ['x.gemspec', "  spec.licenses = ['Ruby', 'BSD-2-Clause']\n", 'Ruby'],
    ['x.cabal', 'name: x\nlicense: BSD-3-Clause\n', 'BSD-3-Clause'],
  ])('%s %s', (path, text, spdx) => {
    expect(isManifest(path)).toBe(true)
    expect(manifestLicense(path, text)?.spdx).toBe(spdx)
  })

  it.each([
    ['package.json', '{"name": "x"}'],
    ['package.json', '{not json'],
    ['Cargo.toml', '[package\n'],
    ['pyproject.toml', ''],
    ['setup.py', 'setup()\n'],
  ])('%s %s declares nothing', (path, text) => {
    expect(manifestLicense(path, text)).toBeNull()
  })

  it('that point elsewhere or make no sense are not read as an expression', () => {
    expect(manifestLicense('package.json', '{"license": "SEE LICENSE IN FILE"}')?.spdx).toBeNull()
    expect(manifestLicense('package.json', '{"license": "do as you please"}')?.spdx).toBeNull()
  })
})
