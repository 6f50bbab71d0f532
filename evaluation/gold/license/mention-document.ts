// Documents and scripts of permissive projects that name the licences of other things.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages } from './compose.ts'
import { licenseAt, licenseText } from './texts.ts'

const other = (family: string, path: string, content: string, more: Partial<Page> = {}): Page => ({
  family,
  path,
  content,
  classes: ['gpl', 'manifest'],
  expression: 'MIT',
  beside: licenseAt('MIT'),
  ...more,
})

const list: readonly Page[] = [
  other(
    'package-third-party-notices',
    'THIRD_PARTY.md',
    `<!-- SPDX-License-Identifier: MIT -->
# Third-party software

This project is under the MIT license. It can be used together with the programs below, which are not part
of it and have licenses of their own.

| Name      | Version | License                        |
| --------- | ------- | ------------------------------ |
| ffmpeg    | 6.1     | LGPL-2.1-or-later              |
| git       | 2.43    | GPL-2.0-only                   |
| gnuplot   | 6.0     | gnuplot                        |
| zlib      | 1.3     | Zlib                           |
`,
    { classes: ['gpl', 'text'] },
  ),
  other(
    'package-changelog',
    'CHANGELOG.md',
    `# Changelog

All notable changes are written down here.

## 3.0.0 - 2021-03-09

- Removed GPL code: the tokenizer is now our own, so the whole package is MIT.
- Dropped Python 2.

## 2.4.1 - 2020-11-20

- Fixed a crash on empty files.
- The license of the icons is said in the documentation.

## 2.4.0 - 2020-08-02

- New option \`--strict\`.
`,
    { classes: ['gpl', 'text'] },
  ),
  other(
    'package-contributing',
    'CONTRIBUTING.md',
    `# Contributing

Thanks for helping! Please open an issue before you send a large change.

## Licence of what you send

By sending a pull request you agree that your work is published under the MIT license, as the rest of this
project is. Please do not copy code from projects under the GPL, LGPL or AGPL: we could not accept it.

## Style

- Four spaces, no tabs.
- Run \`make check\` before you push.
`,
    { classes: ['gpl', 'text'] },
  ),
  other(
    'package-question-list',
    'docs/faq.rst',
    `Questions
=========

Can I use this in a GPL program?
--------------------------------

Yes. The library is under the BSD license, which is compatible with the GNU General Public License. Your
program stays under the GPL, and the library stays under its own license.

Can I sell what I build with it?
--------------------------------

Yes. Keep the copyright notice, that is all.

Is there a version for Windows?
-------------------------------

Since 2.3, see :doc:\`install\`.
`,
    { expression: 'BSD-3-Clause', beside: licenseAt('BSD-3-Clause'), classes: ['gpl', 'text'] },
  ),
  other(
    'package-vendor-script',
    'scripts/fetch_fonts.py',
    `"""Fetches the fonts that the site uses; they are not kept in the repository."""
import urllib.request

FONTS = {
    "inter": {"url": "https://example.org/inter.zip", "license": "OFL-1.1"},
    "liberation": {"url": "https://example.org/liberation.zip", "license": "OFL-1.1"},
    "unifont": {"url": "https://example.org/unifont.zip", "license": "GPL-2.0-or-later WITH Font-exception-2.0"},
}


def fetch(name):
    font = FONTS[name]
    print("fetching %s (%s)" % (name, font["license"]))
    urllib.request.urlretrieve(font["url"], name + ".zip")


for name in FONTS:
    fetch(name)
`,
    { classes: ['share-alike', 'gpl'] },
  ),
  other(
    'package-container-notes',
    'docker/build.Dockerfile',
    `# SPDX-License-Identifier: Apache-2.0
FROM debian:bookworm-slim AS build

# gcc and make are GPL, but nothing of them gets into the image that we ship.
RUN apt-get update \\
 && apt-get install -y --no-install-recommends gcc make libc6-dev \\
 && rm -rf /var/lib/apt/lists/*

COPY . /src
RUN make -C /src

FROM gcr.io/distroless/base-debian12
COPY --from=build /src/@thing@ /@thing@
ENTRYPOINT ["/@thing@"]
`,
    { expression: 'Apache-2.0', beside: { LICENSE: licenseText('Apache-2.0') }, classes: ['gpl', 'header'] },
  ),
]

export const mentionDocument = (random: Random): readonly GoldCase[] => pages(random, list, false)
