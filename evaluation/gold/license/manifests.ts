// Package manifests that say what the package is under, with no header and no licence file to say it.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Files, type Row, refused } from './compose.ts'
import { licenseText } from './texts.ts'

const npm = (license: string): Files => ({
  'package.json': `{
  "name": "@thing@-cache",
  "version": "2.4.1",
  "description": "Keeps @thing@s in memory",
  "main": "lib/index.js",
  ${license},
  "dependencies": { "undici": "^6.0.0" }
}
`,
})

const pyproject = (...lines: readonly string[]): Files => ({
  'pyproject.toml': `[build-system]\nrequires = ["setuptools>=61"]\n\n[project]\nname = "@thing@lib"\nversion = \
"0.9.2"\n${lines.join('\n')}\n`,
})

const setup = (...lines: readonly string[]): Files => ({
  'setup.cfg': `[metadata]\nname = @thing@lib\nversion = 1.3\nauthor = \
@holder@\n${lines.join('\n')}\n\n[options]\npackages = find:\n`,
})

const cargo = (license: string): Files => ({
  'crates/@thing@/Cargo.toml': `[package]\nname = "@thing@"\nversion = "0.3.0"\nedition = \
"2021"\n${license}\n\n[dependencies]\nserde = "1"\n`,
})

const maven = (name: string, url: string): Files => ({
  'pom.xml': `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.acme</groupId>
  <artifactId>@thing@</artifactId>
  <version>1.8.0</version>
  <licenses>
    <license>
      <name>${name}</name>
      <url>${url}</url>
      <distribution>repo</distribution>
    </license>
  </licenses>
</project>
`,
})

const gem = (line: string): Files => ({
  '@thing@.gemspec': `Gem::Specification.new do |s|\n  s.name = '@thing@'\n  s.version = '1.2.0'\n  s.summary = 'A \
queue of @thing@s'\n  s.authors = ['@holder@']\n  ${line}\n  s.files = Dir['lib/**/*.rb']\nend\n`,
})

const composer = (license: string): Files => ({
  'composer.json': `{\n    "name": "acme/@thing@",\n    "type": "library",\n    "license": ${license},\n    \
"require": { "php": ">=7.4" }\n}\n`,
})

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  licence: string,
  beside: readonly Files[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words: [''], classes: [licence, 'manifest'], expression, beside, ...more })

const binding: readonly Row[] = [
  row('manifest-npm-gpl', ['javascript', 'typescript'], 'GPL-3.0-only', 'gpl', [
    npm('"license": "GPL-3.0"'),
    npm('"license": "GPL-3.0-only"'),
  ]),
  row('manifest-npm-gpl-object', ['javascript', 'jquery'], 'GPL-2.0-only', 'gpl', [
    npm('"license": { "type": "GPL-2.0", "url": "https://www.gnu.org/licenses/gpl-2.0.html" }'),
    npm('"licenses": [{ "type": "GPL-2.0", "url": "https://www.gnu.org/licenses/gpl-2.0.html" }]'),
  ]),
  row('manifest-npm-gpl-sloppy', ['javascript'], 'GPL-3.0-only', 'gpl', [npm('"license": "GPLv3"')]),
  row('manifest-pyproject-gpl', ['python', 'pythonScience'], 'GPL-3.0-or-later', 'gpl', [
    pyproject('license = "GPL-3.0-or-later"'),
    pyproject('license = { text = "GPL-3.0-or-later" }'),
  ]),
  row('manifest-pyproject-classifier', ['python'], 'GPL-3.0-or-later', 'gpl', [
    pyproject(
      'classifiers = [',
      '  "Programming Language :: Python :: 3",',
      '  "License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)",',
      ']',
    ),
  ]),
  row('manifest-setup-gpl', ['pythonScript', 'python'], 'GPL-2.0-only', 'gpl', [
    setup('license = GPLv2'),
    setup('classifiers =', '    License :: OSI Approved :: GNU General Public License v2 (GPLv2)'),
  ]),
  row('manifest-cargo-gpl', ['rust'], 'GPL-3.0-only', 'gpl', [cargo('license = "GPL-3.0-only"')]),
  row('manifest-cargo-mpl', ['rust'], 'MPL-2.0', 'mpl', [cargo('license = "MPL-2.0"')]),
  row('manifest-maven-gpl', ['java', 'kotlin'], 'GPL-3.0-only', 'gpl', [
    maven('GNU General Public License, Version 3', 'https://www.gnu.org/licenses/gpl-3.0.txt'),
    maven('GPLv3', 'http://www.gnu.org/licenses/gpl-3.0.html'),
  ]),
  row('manifest-maven-epl', ['javaSwing'], 'EPL-1.0', 'epl', [
    maven('Eclipse Public License 1.0', 'http://www.eclipse.org/legal/epl-v10.html'),
  ]),
  row('manifest-maven-lgpl', ['scala'], 'LGPL-3.0-only', 'lgpl', [
    maven('GNU Lesser General Public License v3.0', 'https://www.gnu.org/licenses/lgpl-3.0.txt'),
  ]),
  row('manifest-gem-gpl', ['ruby'], 'GPL-3.0-only', 'gpl', [gem("s.license = 'GPL-3.0'")]),
  row('manifest-gem-list', ['ruby'], 'AGPL-3.0-or-later', 'agpl', [gem("s.licenses = ['AGPL-3.0-or-later']")]),
  row('manifest-composer-gpl', ['php'], 'GPL-2.0-or-later', 'gpl', [composer('"GPL-2.0-or-later"')]),
  row('manifest-composer-list', ['php'], 'LGPL-2.1-only OR GPL-3.0-or-later', 'lgpl', [
    composer('["LGPL-2.1-only", "GPL-3.0-or-later"]'),
  ]),
  row('manifest-see-license-in', ['react'], 'Elastic-2.0', 'source-available', [
    { ...npm('"license": "SEE LICENSE IN ELASTIC.txt"'), 'ELASTIC.txt': licenseText('Elastic-2.0') },
  ]),
  row('manifest-private-only', ['typescript', 'vue'], 'NONE', 'none', [npm('"private": true')]),
]

const open: readonly Row[] = [
  row('manifest-npm-mit', ['javascript', 'typescript', 'css'], 'MIT', 'permissive', [
    npm('"license": "MIT"'),
    npm('"license": { "type": "MIT" }'),
    npm('"licenses": [{ "type": "MIT", "url": "https://opensource.org/licenses/MIT" }]'),
  ]),
  row('manifest-npm-isc', ['javascript'], 'ISC', 'permissive', [npm('"license": "ISC"')]),
  row(
    'manifest-npm-choice',
    ['typescript', 'jquery'],
    'MIT OR GPL-2.0-or-later',
    'gpl',
    [npm('"license": "(MIT OR GPL-2.0-or-later)"')],
    {
      classes: ['gpl', 'expression', 'manifest'],
    },
  ),
  row('manifest-pyproject-mit', ['python', 'pythonScience'], 'MIT', 'permissive', [
    pyproject('license = "MIT"'),
    pyproject('license = { text = "MIT License" }'),
  ]),
  row('manifest-pyproject-bsd', ['python'], 'BSD-3-Clause', 'permissive', [
    pyproject('license = { text = "BSD-3-Clause" }'),
  ]),
  row('manifest-setup-apache', ['pythonScript', 'python'], 'Apache-2.0', 'permissive', [
    setup('license = Apache-2.0'),
    setup('license = Apache License 2.0', 'classifiers =', '    License :: OSI Approved :: Apache Software License'),
  ]),
  row(
    'manifest-cargo-choice',
    ['rust', 'rust'],
    'MIT OR Apache-2.0',
    'permissive',
    [cargo('license = "MIT OR Apache-2.0"'), cargo('license = "MIT/Apache-2.0"')],
    {
      classes: ['permissive', 'expression', 'manifest'],
    },
  ),
  row('manifest-maven-apache', ['java', 'scala'], 'Apache-2.0', 'permissive', [
    maven('Apache License, Version 2.0', 'https://www.apache.org/licenses/LICENSE-2.0.txt'),
    maven('The Apache Software License, Version 2.0', 'http://www.apache.org/licenses/LICENSE-2.0.txt'),
  ]),
  row('manifest-maven-mit', ['kotlin'], 'MIT', 'permissive', [
    maven('MIT License', 'http://www.opensource.org/licenses/mit-license.php'),
  ]),
  row('manifest-gem-mit', ['ruby', 'ruby'], 'MIT', 'permissive', [
    gem("s.license = 'MIT'"),
    gem("s.licenses = ['MIT']"),
  ]),
  row('manifest-composer-mit', ['php', 'php'], 'MIT', 'permissive', [composer('"MIT"'), composer('["MIT"]')]),
  row(
    'manifest-composer-choice',
    ['php'],
    'MIT OR GPL-3.0-or-later',
    'gpl',
    [composer('["MIT", "GPL-3.0-or-later"]')],
    {
      classes: ['gpl', 'expression', 'manifest'],
    },
  ),
  row('manifest-npm-unlicense', ['javascript'], 'Unlicense', 'public-domain', [npm('"license": "Unlicense"')]),
]

export const manifests = (random: Random): readonly GoldCase[] => [
  ...refused(random, binding),
  ...allowed(random, open),
]
