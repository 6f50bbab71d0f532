// Ordinary files of permissive repositories that have more in them than a licence: notices, readmes, other texts.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Files, type Row } from './compose.ts'
import { licenseAt, licenseText } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  classes: readonly string[],
  beside: readonly Files[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words: [''], classes, expression, beside, ...more })

const gplNear = ['gpl', 'nearest-file']
const plain = ['permissive', 'nearest-file']

const readme = (text: string): Files => ({ 'README.md': `# @program@\n\n${text}\n` })

const rows: readonly Row[] = [
  row('repository-readme-mentions-gpl', ['go', 'python', 'c'], 'MIT', gplNear, [
    { ...licenseAt('MIT'), ...readme('Unlike the GPL tools of the same kind, this is under the MIT license.') },
    { ...licenseAt('MIT'), ...readme('Works with GNU Octave (GPL) and MATLAB (proprietary). License: MIT.') },
    { ...licenseAt('MIT'), ...readme('There is also a GPL fork, which is not ours.') },
  ]),
  row('repository-notice-of-apache', ['java', 'kotlin'], 'Apache-2.0', plain, [
    {
      ...licenseAt('Apache-2.0'),
      NOTICE: `@program@\nCopyright @year@ @holder@\n\nThis product includes software developed at the Apache Software \
Foundation.\n`,
    },
  ]),
  row(
    'repository-documents-folder',
    ['typescript', 'rust'],
    'MIT',
    ['share-alike', 'nearest-file'],
    [{ ...licenseAt('MIT'), ...licenseAt('CC-BY-SA-4.0', 'docs/LICENSE') }],
  ),
  row(
    'repository-font-folder',
    ['css', 'react'],
    'MIT',
    ['share-alike', 'nearest-file'],
    [{ ...licenseAt('MIT'), ...licenseAt('OFL-1.1', 'public/fonts/OFL.txt') }],
  ),
  row(
    'repository-data-folder',
    ['pythonScience', 'r'],
    'BSD-3-Clause',
    ['non-commercial', 'nearest-file'],
    [{ ...licenseAt('BSD-3-Clause'), ...licenseAt('CC-BY-NC-4.0', 'data/LICENSE') }],
  ),
  row(
    'repository-enterprise-elsewhere',
    ['go', 'vue'],
    'MIT',
    ['proprietary', 'nearest-file'],
    [{ ...licenseAt('MIT'), 'ee/LICENSE': 'The files of this folder may only be used with a valid subscription.\n' }],
  ),
  row('repository-changelog-and-authors', ['ruby', 'elixir', 'lua'], 'MIT', plain, [
    {
      ...licenseAt('MIT', 'MIT-LICENSE'),
      'CHANGELOG.md': '# Changes\n\n## 2.0\n\n- MIT instead of GPL.\n',
      AUTHORS: '@holder@\n',
    },
    { ...licenseAt('MIT'), AUTHORS: '@holder@\n' },
    { ...licenseAt('MIT', 'LICENSE.md'), AUTHORS: '@holder@\n' },
  ]),
  row(
    'repository-two-texts-with-choice',
    ['rust', 'rust'],
    'MIT OR Apache-2.0',
    ['permissive', 'expression', 'nearest-file'],
    [
      {
        ...licenseAt('MIT', 'LICENSE-MIT'),
        ...licenseAt('Apache-2.0', 'LICENSE-APACHE'),
        ...readme('Licensed under either of Apache License, Version 2.0 or MIT license at your option.'),
      },
      {
        ...licenseAt('MIT', 'LICENSE-MIT.txt'),
        ...licenseAt('Apache-2.0', 'LICENSE-APACHE.txt'),
        'Cargo.toml': '[package]\nname = "@thing@"\nlicense = "MIT OR Apache-2.0"\n',
      },
    ],
  ),
  row('repository-license-with-title', ['shell', 'yaml', 'dockerfile'], 'MIT', plain, [
    { LICENSE: licenseText('MIT').replace('MIT License\n\n', '') },
    { LICENSE: `@program@ is under the license below.\n\n${licenseText('MIT')}` },
    { 'LICENSE.rst': `The MIT License\n===============\n\n${licenseText('MIT').replace('MIT License\n\n', '')}` },
  ]),
  row('repository-bsd-with-names', ['cpp', 'fortran90'], 'BSD-3-Clause', plain, [
    { LICENSE: licenseText('BSD-3-Clause').replace('@holder@', 'the University of Tartu and @holder@') },
    { 'COPYING.txt': `The 3-clause BSD License\n\n${licenseText('BSD-3-Clause')}` },
  ]),
  row('repository-manifest-and-file', ['javascript', 'php', 'pythonScript'], 'MIT', plain, [
    {
      ...licenseAt('MIT'),
      'package.json':
        '{\n  "name": "@thing@",\n  "license": "MIT",\n  "devDependencies": { "gpl-checker": "^1.0.0" }\n}\n',
    },
    { ...licenseAt('MIT'), 'composer.json': '{\n    "name": "acme/@thing@",\n    "license": "MIT"\n}\n' },
    {
      ...licenseAt('MIT', 'LICENSE.txt'),
      'pyproject.toml': '[project]\nname = "@thing@"\nlicense = { file = "LICENSE.txt" }\n',
    },
  ]),
  row('repository-gpl-test-data', ['typescript', 'haskell'], 'MIT', gplNear, [
    { ...licenseAt('MIT'), ...licenseAt('GPL-2.0-only', 'test/fixtures/gpl/COPYING') },
    { ...licenseAt('MIT'), ...licenseAt('GPL-3.0-only', 'testdata/licenses/gpl-3.0.txt') },
  ]),
  row('repository-old-languages', ['basic', 'cobol', 'ada'], 'Apache-2.0', plain, [
    licenseAt('Apache-2.0'),
    licenseAt('Apache-2.0', 'LICENSE.txt'),
  ]),
  row('repository-hardware', ['verilog', 'vhdl', 'nasm'], 'ISC', plain, [
    licenseAt('ISC'),
    licenseAt('ISC', 'COPYING'),
  ]),
]

export const repositories = (random: Random): readonly GoldCase[] => allowed(random, rows)
