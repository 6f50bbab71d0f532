// Files without any evidence: nothing at all, or words about licences that grant nothing for the file.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Files, type Row, refused } from './compose.ts'
import { licenseAt } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  evidence: string,
  words: readonly string[] = [''],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['none', evidence], expression: 'NONE', ...more })

const readme: Files = {
  'README.md': '# @program@\n\nFinds @thing@s and sorts them.\n\n## Usage\n\nRun `@thing@ --help`.\n',
}

const rows: readonly Row[] = [
  row('none-bare-code', ['c', 'python', 'typescript'], 'header'),
  row('none-bare-old', ['fortran77', 'cobol', 'basic'], 'header'),
  row('none-bare-functional', ['haskell', 'erlang', 'scheme'], 'header'),
  row('none-bare-data', ['sql', 'yaml', 'dockerfile'], 'header', [''], { beside: [readme] }),
  row('none-copyright-only', ['java', 'csharp', 'go'], 'header', ['Copyright (c) @years@ @company@'], {
    copyright: 'none',
  }),
  row('none-rights-reserved', ['cpp', 'php'], 'header', ['Copyright (c) @years@ @holder@. All rights reserved.'], {
    copyright: 'none',
  }),
  row(
    'none-author-only',
    ['perl', 'matlab'],
    'header',
    ['@thing@ tools\nWritten by @holder@ in the summer of @year@. Please send me bugs and ideas.'],
    {
      copyright: 'none',
    },
  ),
  row('none-see-missing-license', ['javascript', 'rust'], 'header', [
    'See the LICENSE file for the terms.',
    'For license information, please see the LICENSE file that was distributed with this source code.',
  ]),
  row('none-license-of-sibling', ['go', 'ruby'], 'nearest-file', [''], {
    beside: [licenseAt('MIT', 'vendor/hexloom/LICENSE'), licenseAt('MIT', 'test/fixtures/LICENSE')],
  }),
  row('none-license-deeper', ['kotlin', 'swift'], 'nearest-file', [''], {
    beside: [licenseAt('Apache-2.0', 'docs/theme/LICENSE')],
  }),
  row('none-manifest-without-field', ['javascript', 'rust'], 'manifest', [''], {
    beside: [
      {
        'package.json':
          '{\n  "name": "@thing@-web",\n  "version": "0.1.0",\n  "dependencies": { "left-pad": "^1.3.0" }\n}\n',
      },
      { 'Cargo.toml': '[package]\nname = "@thing@"\nversion = "0.1.0"\nedition = "2021"\n' },
    ],
  }),
  row('none-dependency-is-mit', ['react', 'python'], 'header', [
    'The date picker below wraps flatpickr, which is MIT licensed.',
    'Needs numpy and scipy (both BSD licensed) to be installed.',
  ]),
  row('none-open-source-word', ['elixir', 'lua'], 'header', [
    'Yes, this is open source. Have fun with it!',
    'This is an open source project, see https://example.org/@thing@ for more.',
  ]),
  row('none-other-manifest', ['go', 'typescript'], 'manifest', [''], {
    beside: [{ 'examples/demo/package.json': '{\n  "name": "demo",\n  "version": "1.0.0",\n  "license": "MIT"\n}\n' }],
  }),
  row('none-lawyer-talk', ['clojure', 'terraform'], 'header', [
    'TODO: ask legal which license we are going to use before this goes public',
    'License: to be decided',
  ]),
]

export const noneCases = (random: Random): readonly GoldCase[] => refused(random, rows)
