// Source-available and non-commercial terms: the code can be read, but not used freely.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { licenseAt, licenseText } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  classes: readonly string[],
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes, expression, ...more })

const clause = `"Commons Clause" License Condition v1.0

The Software is provided to you by the Licensor under the License, as defined below, subject to the following condition.

Without limiting other conditions in the License, the grant of rights under the License will not include, and the \
License does not grant to you, the right to Sell the Software.

For purposes of the foregoing, "Sell" means practicing any or all of the rights granted to you under the License to \
provide to third parties, for a fee or other consideration (including without limitation fees for hosting or \
consulting/ support services related to the Software), a product or service whose value derives, entirely or \
substantially, from the functionality of the Software.`

const withClause = 'Apache-2.0 AND LicenseRef-commons-clause'
const available = ['source-available', 'header']
const commercial = ['non-commercial', 'header']

const rows: readonly Row[] = [
  row('business-source-header', ['rust', 'go'], 'BUSL-1.1', available, [
    `Use of this software is governed by the Business Source License included in the file licenses/BSL.txt.

As of the Change Date specified in that file, in accordance with the Business Source License, use of this software \
will be governed by the Apache License, Version 2.0, included in the file licenses/APL.txt.`,
  ]),
  row(
    'business-source-tag',
    ['solidity', 'terraform'],
    'BUSL-1.1',
    ['source-available', 'tag'],
    ['SPDX-License-Identifier: BUSL-1.1'],
  ),
  row('business-source-file', ['typescript', 'go'], 'BUSL-1.1', ['source-available', 'nearest-file'], [''], {
    beside: [licenseAt('BUSL-1.1'), licenseAt('BUSL-1.1', 'LICENSE.txt')],
  }),
  row(
    'elastic-two-header',
    ['java', 'typescript'],
    'Elastic-2.0',
    available,
    [
      `Copyright Elasticsearch B.V. and/or licensed to Elasticsearch B.V. under one or more contributor license \
agreements. Licensed under the Elastic License 2.0; you may not use this file except in compliance with the Elastic \
License 2.0.`,
    ],
    { copyright: 'none' },
  ),
  row(
    'elastic-tag-and-file',
    ['python', 'react'],
    'Elastic-2.0',
    ['source-available', 'tag'],
    ['SPDX-License-Identifier: Elastic-2.0'],
    {
      beside: [licenseAt('Elastic-2.0')],
    },
  ),
  row('polyform-header', ['csharp', 'swift'], 'PolyForm-Small-Business-1.0.0', available, [
    `Licensed under the PolyForm Small Business License 1.0.0, \
<https://polyformproject.org/licenses/small-business/1.0.0>`,
  ]),
  row('functional-source-header', ['python', 'typescript'], 'FSL-1.1-ALv2', available, [
    'This file is under the Functional Source License, Version 1.1, ALv2 Future License. See LICENSE.md.',
  ]),
  row('functional-source-manifest', ['javascript'], 'FSL-1.1-MIT', ['source-available', 'manifest'], [''], {
    beside: [
      {
        'package.json': `{\n  "name": "@thing@-cache",\n  "version": "24.3.0",\n  "license": "FSL-1.1-MIT",\n  "main": \
"lib/index.js"\n}\n`,
      },
    ],
  }),
  row('commons-clause-file', ['go', 'java'], withClause, ['source-available', 'nearest-file'], [''], {
    beside: [
      {
        LICENSE: `${clause}\n\nSoftware: @program@\n\nLicense: Apache 2.0\n\nLicensor: \
@company@\n\n---\n\n${licenseText('Apache-2.0')}`,
      },
    ],
  }),
  row('commons-clause-header', ['c', 'cpp'], withClause, available, [
    'This file is available under the Apache License, Version 2.0, modified with the Commons Clause restriction.',
    'Licensed under Apache License 2.0 with Commons Clause, see LICENSE for details.',
  ]),
  row('non-commercial-creative-commons', ['glsl', 'arduino'], 'CC-BY-NC-SA-3.0', commercial, [
    'License Creative Commons Attribution-NonCommercial-ShareAlike 3.0 Unported License.',
  ]),
  row('non-commercial-four', ['python', 'pythonScience'], 'CC-BY-NC-4.0', commercial, [
    `This source code is licensed under the Creative Commons Attribution-NonCommercial 4.0 International license (CC \
BY-NC 4.0), which is in the LICENSE file of the root of this source tree.`,
  ]),
  row(
    'non-commercial-tag',
    ['cuda', 'css'],
    'CC-BY-NC-SA-4.0',
    ['non-commercial', 'tag'],
    ['SPDX-License-Identifier: CC-BY-NC-SA-4.0'],
  ),
  row('non-commercial-file', ['python', 'julia'], 'CC-BY-NC-4.0', ['non-commercial', 'nearest-file'], [''], {
    beside: [licenseAt('CC-BY-NC-4.0')],
  }),
  row(
    'non-commercial-polyform',
    ['rust', 'swift'],
    'PolyForm-Noncommercial-1.0.0',
    ['non-commercial', 'source-available', 'header'],
    [
      'This code is available under the PolyForm Noncommercial License 1.0.0.',
      `Free for any noncommercial purpose under PolyForm-Noncommercial-1.0.0, \
https://polyformproject.org/licenses/noncommercial/1.0.0`,
    ],
  ),
  row('non-commercial-academic-words', ['matlab', 'fortran90', 'cParser'], 'LicenseRef-proprietary', commercial, [
    'This code may be used for non-commercial academic research only. For commercial licensing, contact @holder@.',
    `Permission to use, copy and modify this software and its documentation without fee for educational, research and \
non-profit purposes is hereby granted, provided that the above copyright notice appears in all copies.

Any commercial use requires prior written permission and a paid licence.`,
    `The use of this software for non-profit research is free of charge. All other use, in particular any use in a \
commercial product, is prohibited.`,
  ]),
  row('non-commercial-hobby-words', ['lua', 'javascript'], 'LicenseRef-proprietary', commercial, [
    'Free for personal use. You may NOT sell this script or use it on a commercial site without asking me first.',
    `This plugin is free for non-commercial sites. For commercial use please buy a licence at \
https://example.org/@thing@/buy`,
  ]),
  row('non-commercial-research-model', ['python', 'cuda'], 'LicenseRef-proprietary', commercial, [
    `This work is made available under the @company@ Source Code License-NC. The work may be used or intended for use \
non-commercially only: for research or evaluation purposes. To view a copy of this license, check out LICENSE.md`,
  ]),
]

export const sourceAvailable = (random: Random): readonly GoldCase[] => refused(random, rows)
