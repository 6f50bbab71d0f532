// REUSE: licences said in files of their own, by `.license`, `dep5` and `REUSE.toml`.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Files, type Page, pages, type Row, refused } from './compose.ts'
import { licenseAt } from './texts.ts'

const aside = (path: string, id: string): Files => ({
  [`${path}.license`]: `SPDX-FileCopyrightText: @year@ @holder@\n\nSPDX-License-Identifier: ${id}\n`,
  ...licenseAt(id, `LICENSES/${id}.txt`),
})

const debian = (...stanzas: readonly (readonly [string, string])[]): Files => ({
  '.reuse/dep5': `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: @thing@
Upstream-Contact: @holder@
Source: https://example.org/@thing@

${stanzas.map(([files, id]) => `Files: ${files}\nCopyright: @year@ @holder@\nLicense: ${id}\n`).join('\n')}`,
})

const toml = (...stanzas: readonly (readonly [string, string])[]): Files => ({
  'REUSE.toml': `version = 1
SPDX-PackageName = "@thing@"

${stanzas
  .map(
    ([path, id]) =>
      `[[annotations]]\npath = ${path}\nprecedence = "aggregate"\nSPDX-FileCopyrightText = "@year@ \
@holder@"\nSPDX-License-Identifier = "${id}"\n`,
  )
  .join('\n')}`,
})

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  licence: string,
  beside: readonly Files[],
): Row => ({ family, hosts, words: [''], classes: [licence, 'reuse'], expression, beside })

const table = JSON.stringify(
  {
    version: 3,
    sites: [
      { code: 'ARV', height: 412, open: true },
      { code: 'BEL', height: 77, open: false },
    ],
    unit: 'm',
  },
  null,
  2,
)

const settings: Page = {
  family: 'reuse-license-of-data',
  path: 'data/@thing@-sites.json',
  content: `${table}\n`,
  classes: ['gpl', 'reuse'],
  expression: 'GPL-3.0-or-later',
  beside: aside('data/@thing@-sites.json', 'GPL-3.0-or-later'),
}

const binding: readonly Row[] = [
  row('reuse-license-beside-script', ['lua'], 'GPL-2.0-only', 'gpl', [aside('mods/@thing@/init.lua', 'GPL-2.0-only')]),
  row('reuse-license-beside-sql', ['sql'], 'AGPL-3.0-or-later', 'agpl', [
    aside('db/migrations/0007_@thing@.sql', 'AGPL-3.0-or-later'),
  ]),
  row('reuse-dep5-all', ['cpp', 'html'], 'GPL-3.0-or-later', 'gpl', [debian(['*', 'GPL-3.0-or-later'])]),
  row('reuse-dep5-folder', ['c', 'shell'], 'LGPL-2.1-or-later', 'lgpl', [
    debian(['*', 'MIT'], ['src/*', 'LGPL-2.1-or-later']),
    debian(['*', 'MIT'], ['scripts/*', 'LGPL-2.1-or-later']),
  ]),
  row('reuse-toml-all', ['python', 'go'], 'GPL-3.0-only', 'gpl', [toml(['"**"', 'GPL-3.0-only'])]),
  row('reuse-toml-list', ['css', 'xml'], 'CC-BY-SA-4.0', 'share-alike', [
    toml(['["assets/**", "config/**"]', 'CC-BY-SA-4.0']),
  ]),
  row('reuse-toml-later-wins', ['rust'], 'MPL-2.0', 'mpl', [toml(['"**"', 'MIT'], ['"crates/**"', 'MPL-2.0'])]),
]

const open: readonly Row[] = [
  row('reuse-license-beside-mit', ['lua', 'lua'], 'MIT', 'permissive', [aside('mods/@thing@/init.lua', 'MIT')]),
  row('reuse-license-beside-zero', ['yaml'], 'CC0-1.0', 'public-domain', [
    aside('roles/@thing@/tasks/main.yml', 'CC0-1.0'),
  ]),
  row('reuse-dep5-mit', ['haskell', 'jinja'], 'MIT', 'permissive', [debian(['*', 'MIT'])]),
  row('reuse-dep5-folder-free', ['cParser', 'cmake'], 'BSD-2-Clause', 'gpl', [
    debian(['*', 'GPL-3.0-or-later'], ['lib/*', 'BSD-2-Clause']),
    debian(['*', 'GPL-3.0-or-later'], ['cmake/*', 'BSD-2-Clause']),
  ]),
  row('reuse-toml-apache', ['kotlin', 'proto'], 'Apache-2.0', 'permissive', [toml(['"**"', 'Apache-2.0'])]),
  row('reuse-toml-other-folder', ['typescript', 'swift'], 'MIT', 'gpl', [
    toml(['["src/**", "Sources/**"]', 'MIT'], ['"tools/**"', 'GPL-3.0-only']),
  ]),
  row('reuse-toml-zero', ['dockerfile', 'makefile'], 'CC0-1.0', 'public-domain', [
    toml(['["docker/**", "src/**"]', 'CC0-1.0']),
  ]),
]

export const reuseCases = (random: Random): readonly GoldCase[] => [
  ...refused(random, binding),
  ...pages(random, [settings], true),
  ...allowed(random, open),
]
