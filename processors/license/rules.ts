// The licence gate's rules as documentation and proofs: what a verdict can say, which evidence it quotes, which families
// the policy knows. Evidence outside the file comes with an example's facts.
import { riders } from '../../identify/license-riders.ts'
import type { File, LicenseEvidence } from '../../schemas/types.ts'
import type { RuleDoc, RuleExample } from '../processor.ts'
import type { Rating } from '../rating.ts'
import type { Policy } from './policy.ts'

/** Why each rating rejects, as the rule id of the verdict's reason. */
export const reasons: Readonly<Record<Exclude<Rating, 'allow'>, string>> = {
  review: 'license.review',
  unknown: 'license.unknown',
  blocked: 'license.blocked',
  'no-ai': 'license.no-ai',
}

/** The reason where nothing says what the file is under. */
export const noEvidence = 'license.none'

/** The reason where a file holds more licence words than are read. */
export const overBudget = 'scan.budget'

const code = 'export const answer = 42\n'
const tagged = (expression: string): string => `// SPDX-License-Identifier: ${expression}\n${code}`

const evidence = (path: string, spdx: string): LicenseEvidence => ({
  path,
  spdx,
  sha256: '0'.repeat(64),
  confidence: spdx === 'NOASSERTION' ? 0 : 1,
  ruleset: 'example',
})

const within = (licenseEvidence: readonly LicenseEvidence[], content = code): RuleExample => ({
  content,
  path: 'src/answer.ts',
  facts: { licenseEvidence },
})

const repository: File['repository'] = {
  host: 'local',
  owner: '-',
  name: 'example',
  url: null,
  commit: '0'.repeat(40),
  declaredLicense: null,
}

const hosted = (declaredLicense: string | null): RuleExample => ({
  content: code,
  path: 'src/answer.ts',
  facts: { repository: { ...repository, declaredLicense } },
})

const gplNotice = `/* This program is free software; you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation; either version 2 of the License, or
 * (at your option) any later version. */\n`

const iscText = `Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`

const comment = (text: string): string => `/*\n${text.replaceAll(/^/gm, ' * ')}\n */\n`

type Told = readonly [
  id: string,
  severity: RuleDoc['severity'],
  why: string,
  matches: readonly RuleExample[],
  misses: readonly RuleExample[],
]

const decisions: readonly Told[] = [
  [
    'license.blocked',
    'high',
    'Its terms forbid learning from it freely, or would bind what is made with it.',
    [
      tagged('GPL-3.0-only'),
      tagged('MIT AND AGPL-3.0-only'),
      gplNotice + code,
      within([evidence('COPYING', 'GPL-2.0-only')]),
    ],
    [tagged('GPL-2.0-only OR MIT'), within([evidence('COPYING', 'GPL-2.0-only')], tagged('MIT'))],
  ],
  [
    'license.no-ai',
    'high',
    'The holder forbids training on it.',
    [
      `# Licensed under the MIT License. This file may not be used to train AI models.\n${code}`,
      within([evidence('LICENSE', 'MIT AND LicenseRef-no-ai-training')], tagged('MIT')),
    ],
    [tagged('MIT')],
  ],
  [
    'license.review',
    'medium',
    'Its terms bind changes to it; a person decides.',
    [
      tagged('LGPL-2.1-or-later'),
      tagged('GPL-2.0-only WITH Classpath-exception-2.0'),
      `// Licensed under the GNU General Public License version 2 with the Classpath exception.\n${code}`,
      within([evidence('LICENSE', 'MPL-2.0')]),
    ],
    [tagged('MPL-2.0 OR Apache-2.0'), tagged('ISC')],
  ],
  [
    'license.unknown',
    'medium',
    'Terms were found that nobody here can name.',
    [tagged('LicenseRef-house-rules'), within([evidence('LICENSE', 'NOASSERTION')])],
    [tagged('Zlib'), within([evidence('LICENSE', 'MIT')])],
  ],
  [
    'license.none',
    'low',
    'Nothing says that it may be used, so it may not.',
    [code],
    [tagged('MIT'), within([evidence('package.json', 'ISC')]), hosted('MIT')],
  ],
]

const sources: readonly Told[] = [
  [
    'license.tag',
    'info',
    'An SPDX tag says what the file is under.',
    [tagged('MIT'), '# SPDX-License-Identifier: (MIT OR Apache-2.0)\n'],
    ['const tag = "SPDX-License"\n'],
  ],
  [
    'license.declared',
    'info',
    'A comment declares the licence by name.',
    ['/** @license MIT */\n', '# License: BSD 3 clause\n', "__license__ = 'Apache 2.0'\n"],
    ["const license = 'MIT'\n", 'if (license: string) return\n'],
  ],
  [
    'license.notice',
    'info',
    'A sentence says which licence the file is under.',
    [
      '// Licensed under the Apache License, Version 2.0 (the "License");\n',
      gplNotice,
      '# This file is placed in the public domain.\n',
    ],
    ['// Files under version control\n', '// the MIT campus\n'],
  ],
  [
    'license.text',
    'info',
    'The text of a licence stands in the file.',
    [comment(iscText)],
    ['// Permission to use the camera is hereby requested.\n'],
  ],
  [
    'license.file',
    'info',
    'The nearest licence file speaks for the file.',
    [within([evidence('LICENSE', 'MIT')])],
    [within([evidence('package.json', 'MIT')]), code],
  ],
  [
    'license.manifest',
    'info',
    'The nearest package manifest declares the licence.',
    [within([evidence('package.json', 'MIT')])],
    [within([evidence('LICENSE', 'MIT')]), code],
  ],
  ['license.host', 'info', 'The host declares a licence for the repository.', [hosted('MIT')], [hosted(null)]],
  [
    'license.conflict',
    'info',
    'What the file says and what stands around it are of different kinds.',
    [within([evidence('COPYING', 'GPL-3.0-only')], tagged('MIT')), within([evidence('LICENSE', 'MIT')], gplNotice)],
    [within([evidence('LICENSE', 'Apache-2.0')], tagged('MIT'))],
  ],
]

const docsOf = (group: string, told: readonly Told[]): readonly RuleDoc[] =>
  told.map(([id, severity, why, matches, misses]) => ({ id, why, severity, group, matches, misses }))

const overflowing = 'see license '.repeat(16_000)

/** Every rule of the gate under a policy. */
export const rulesOf = (policy: Policy): readonly RuleDoc[] => [
  ...docsOf('decision', decisions),
  ...docsOf('decision', [
    [
      overBudget,
      'medium',
      'It holds more licence words than are read, so what governs it is not known.',
      [overflowing],
      ['see license '],
    ],
  ]),
  ...docsOf('evidence', sources),
  ...riders.map(
    ({ id, why, matches, misses }): RuleDoc => ({
      id: `license.rider.${id}`,
      why,
      severity: 'info',
      group: 'rider',
      matches,
      misses,
    }),
  ),
  ...policy.families.map(
    ({ id, why, matches, misses }): RuleDoc => ({ id, why, severity: 'info', group: 'family', matches, misses }),
  ),
]
