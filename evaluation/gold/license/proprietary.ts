// Proprietary code, and terms that forbid training whatever else they allow.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { flowing, licenseText } from './texts.ts'

const row = (family: string, hosts: Row['hosts'], words: readonly string[], more: Partial<Row> = {}): Row => ({
  family,
  hosts,
  words,
  classes: ['proprietary', 'header'],
  expression: 'LicenseRef-proprietary',
  ...more,
})

const forbids = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['no-ai', 'header'], expression, ...more })

const noTraining = 'LicenseRef-no-ai-training'
const mitButNo = `MIT AND ${noTraining}`

const rows: readonly Row[] = [
  row(
    'proprietary-confidential',
    ['java', 'csharp', 'cpp'],
    [
      `@company@ CONFIDENTIAL

[@year@] - @company@
All Rights Reserved.

NOTICE:  All information contained herein is, and remains the property of @company@ and its suppliers, if any.  The \
intellectual and technical concepts contained herein are proprietary to @company@ and may be covered by U.S. and \
Foreign Patents, patents in process, and are protected by trade secret or copyright law. Dissemination of this \
information or reproduction of this material is strictly forbidden unless prior written permission is obtained from \
@company@.`,
    ],
    { copyright: 'none' },
  ),
  row(
    'proprietary-unauthorized-copying',
    ['typescript', 'php', 'python'],
    [
      `Copyright (C) @company@ - All Rights Reserved
Unauthorized copying of this file, via any medium is strictly prohibited
Proprietary and confidential
Written by @holder@, June @year@`,
    ],
    { copyright: 'none' },
  ),
  row(
    'proprietary-license-agreement',
    ['cHeader', 'cuda'],
    [
      `NOTICE TO LICENSEE:

This source code and/or documentation ("Licensed Deliverables") are subject to @company@ intellectual property rights \
under U.S. and international Copyright laws.

These Licensed Deliverables contained herein is PROPRIETARY and CONFIDENTIAL to @company@ and is being provided under \
the terms and conditions of a form of license agreement by and between @company@ and Licensee. Any use, reproduction, \
disclosure, or distribution of this software without an express license agreement is strictly prohibited.`,
    ],
  ),
  row(
    'proprietary-internal-use',
    ['sql', 'shell'],
    [
      'For internal use of @company@ only. Not to be given to third parties.',
      'INTERNAL - property of @company@. Do not distribute outside of the company.',
    ],
  ),
  row(
    'proprietary-trade-secret',
    ['cobol', 'c'],
    [
      `THIS IS UNPUBLISHED PROPRIETARY SOURCE CODE OF @company@. The copyright notice above does not evidence any \
actual or intended publication of such source code. It contains trade secrets.`,
    ],
    { width: 58 },
  ),
  row(
    'proprietary-commercial-plugin',
    ['jquery', 'php'],
    [
      `@license Commercial. You may use this file only if you have bought a licence at https://example.org/buy. \
Redistribution is not allowed.`,
      `This is commercial software, only users who have purchased a valid license and accept the terms of the License \
Agreement can install and use this program.`,
    ],
  ),
  row(
    'proprietary-german',
    ['basic', 'pascal'],
    [
      `Dieser Quelltext ist Eigentum der @company@. Weitergabe und Vervielfältigung, auch auszugsweise, sind ohne \
schriftliche Genehmigung nicht gestattet.`,
    ],
  ),
  row(
    'proprietary-microcontroller',
    ['cHeader', 'cParser'],
    [
      `The software is delivered "AS IS". @company@ grants you a licence to use it only together with \
microcontrollers made by @company@, and for no other purpose. You may not pass on the source code.`,
    ],
  ),
  row('proprietary-unlicensed-manifest', ['typescript'], [''], {
    classes: ['proprietary', 'manifest'],
    beside: [
      {
        'package.json':
          '{\n  "name": "@thing@-web",\n  "version": "0.0.1",\n  "private": true,\n  "license": "UNLICENSED"\n}\n',
      },
    ],
  }),
  row('proprietary-license-file', ['go', 'kotlin'], [''], {
    classes: ['proprietary', 'nearest-file'],
    beside: [
      {
        LICENSE: `Copyright (c) @year@ @company@. All rights reserved.

This software and the source code in this repository are the property of @company@. No part of it
may be copied, changed, published or passed on in any form without prior written consent.
`,
      },
      {
        'LICENSE.md': `# License\n\nProprietary. This repository is public for transparency only: **no licence is \
granted** to use, copy,\nmodify or distribute the code.\n\n© @year@ @company@\n`,
      },
    ],
  }),
  row('proprietary-composer', ['php'], [''], {
    classes: ['proprietary', 'manifest'],
    beside: [
      {
        'composer.json': `{
    "name": "acme/@thing@",
    "type": "project",
    "license": "proprietary",
    "require": { "php": ">=8.1" }
}
`,
      },
    ],
  }),
  forbids('no-ai-header-words', ['python', 'rust', 'javascript'], noTraining, [
    `This code may not be used to train machine learning models, large language models or any other artificial \
intelligence.`,
    'You may read and run this code. Use of it as training data for machine learning is not permitted.',
    `NO AI TRAINING: any use of this file for the training, fine-tuning or evaluation of generative models is \
prohibited without written permission of the author.`,
  ]),
  forbids(
    'no-ai-mit-with-rider',
    ['typescript', 'go'],
    mitButNo,
    [
      `${flowing('MIT')}

Additional condition: the Software may not be used, in whole or in part, to train, fine-tune or validate machine \
learning models or AI systems.`,
    ],
    { copyright: 'none' },
  ),
  forbids('no-ai-license-file', ['react', 'elixir'], mitButNo, [''], {
    classes: ['no-ai', 'nearest-file'],
    beside: [
      {
        LICENSE: `${licenseText('MIT')}
AI TRAINING EXCLUSION

The permissions above do not extend to the use of the Software as input for training datasets of machine
learning models, including large language models.
`,
      },
    ],
  }),
  forbids('no-ai-art-asset', ['glsl', 'lua'], noTraining, [
    `You can use this in your games, credit is welcome. You can't use it for AI datasets or feed it to code \
generators.`,
  ]),
  forbids('no-ai-company', ['csharp', 'sql'], noTraining, [
    `All rights reserved. Text and data mining in the sense of Article 4 of Directive (EU) 2019/790 and the training \
of artificial intelligence are expressly reserved.`,
  ]),
  forbids('no-ai-scraping', ['html', 'css'], noTraining, [
    `Machines are not welcome: scraping these pages in order to build corpora for language models is forbidden by the \
terms of use.`,
  ]),
]

export const proprietaryCases = (random: Random): readonly GoldCase[] => refused(random, rows)
