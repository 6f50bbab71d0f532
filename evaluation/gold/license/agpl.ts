// AGPL: the standard header, short notices, tags, licence files and manifests.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { licenseAt } from './texts.ts'
import { affero, gnuNotice, partNotice } from './words.ts'

const later = 'AGPL-3.0-or-later'
const only = 'AGPL-3.0-only'

const network = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['agpl', 'header'], expression, ...more })

const standard = gnuNotice({ name: affero, version: '3' }).replace('free software;', 'free software:')

const rows: readonly Row[] = [
  network('agpl-standard-web', ['typescript', 'react', 'javascript'], later, [standard]),
  network('agpl-standard-server', ['python', 'go', 'ruby'], later, [standard], { width: 68 }),
  network('agpl-standard-html', ['jinja', 'html', 'vue'], later, [standard]),
  network('agpl-standard-elixir', ['elixir', 'erlang', 'sql'], later, [standard]),
  network('agpl-part-of', ['php', 'java'], later, [partNotice({ of: '@program@', name: affero, version: '3' })]),
  network('agpl-version-only', ['php', 'typescript'], only, [
    `This code is free software: you can redistribute it and/or modify it under the terms of the GNU Affero General \
Public License, version 3, as published by the Free Software Foundation.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied \
warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU Affero General Public License for more \
details.`,
  ]),
  network(
    'agpl-nextcloud-docblock',
    ['php'],
    later,
    [
      `@copyright Copyright (c) @year@ @holder@

@author @holder@

@license GNU AGPL version 3 or any later version`,
    ],
    { copyright: 'none', styles: ['javadoc'] },
  ),
  network('agpl-short-line', ['javascript', 'pythonScript', 'rust'], only, [
    'Licensed under the AGPLv3.',
    'License: AGPL v3',
    'This file is released under the GNU Affero General Public License, version 3.',
  ]),
  network('agpl-odoo', ['python', 'pythonScience'], later, [
    'License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl.html).',
    'License AGPL-3.0 or later (http://www.gnu.org/licenses/agpl)',
  ]),
  network('agpl-affero-word', ['clojure', 'scala'], later, [
    `Free software; the Affero GPL applies, version 3 or later. Who runs it on a server has to offer the sources to \
the users of the server.`,
  ]),
  network('agpl-commercial-also', ['csharp', 'java'], later, [
    `${standard}

You can be released from the requirements of the license by purchasing a commercial license from @company@. Buying \
such a license is mandatory as soon as you develop commercial activities involving this software without disclosing \
the source code of your own applications.`,
  ]),
  network(
    'agpl-mongodb',
    ['cpp'],
    only,
    [
      `This program is free software: you can redistribute it and/or modify it under the terms of the GNU Affero \
General Public License, version 3, as published by the Free Software Foundation.

As a special exception, the copyright holders give permission to link the code of portions of this program with the \
OpenSSL library under certain conditions as described in each individual source file and distribute linked \
combinations including the program with the OpenSSL library.`,
    ],
    { classes: ['agpl', 'exception', 'header'] },
  ),
  network('agpl-tag', ['go', 'kotlin', 'shell'], only, ['SPDX-License-Identifier: AGPL-3.0-only'], {
    classes: ['agpl', 'tag'],
  }),
  network('agpl-tag-deprecated', ['dart', 'yaml'], only, ['SPDX-License-Identifier: AGPL-3.0'], {
    classes: ['agpl', 'tag'],
  }),
  network('agpl-tag-plus', ['swift', 'css'], later, ['SPDX-License-Identifier: AGPL-3.0-or-later'], {
    classes: ['agpl', 'tag'],
  }),
  network('agpl-license-file', ['typescript', 'go'], only, [''], {
    classes: ['agpl', 'nearest-file'],
    beside: [licenseAt('AGPL-3.0-only'), licenseAt('AGPL-3.0-only', 'COPYING')],
  }),
  network('agpl-manifest', ['javascript'], only, [''], {
    classes: ['agpl', 'manifest'],
    beside: [{ 'package.json': '{\n  "name": "@thing@-cache",\n  "version": "3.1.0",\n  "license": "AGPL-3.0"\n}\n' }],
  }),
]

export const agplCases = (random: Random): readonly GoldCase[] => refused(random, rows)
