// Terms beside a licence or in place of one: copying forbidden, terms changed, commerce or some uses forbidden, nothing to be
// made from it; what only the host declares; more licences than anyone reads. And what looks like them.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, pages, type Row, refused } from './compose.ts'
import { flowing, licenseAt, licenseText } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  classes: readonly string[],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, classes, expression, words, ...more })

const proprietary = 'LicenseRef-proprietary'

const bound: readonly Row[] = [
  row('no-part-reproduced', ['java', 'cobol', 'matlab'], ['proprietary', 'header'], proprietary, [
    'All rights reserved. No part of this program may be reproduced, stored in a retrieval system or transmitted in any form or by any means, electronic, mechanical, photocopying or otherwise.',
    'No part of this source code may be copied, distributed or transmitted in any form.',
    'No part of this work may be reproduced or used in any form or by any means.',
  ]),
  row('copying-needs-consent', ['csharp', 'perl', 'vhdl', 'sql'], ['proprietary', 'header'], proprietary, [
    'This software may not be copied, modified or disclosed to third parties without the prior written consent of @company@.',
    'Reproduction or distribution without express permission of @company@ is prohibited.',
    'Not to be used, copied or distributed except with the written permission of @company@.',
    'You may not copy this file, in whole or in part, without our written approval.',
  ]),
  row('own-version-of-licence', ['javascript', 'php', 'lua'], ['license.rider.changed-terms', 'header'], proprietary, [
    'Licensed under the MIT License with the following modifications: the software may not be sold, and derivative works need our approval.',
    'This file is licensed under a modified version of the Apache License 2.0. Sections 2 and 4 are replaced by the terms in TERMS.txt.',
    'MIT License (modified): permission is granted as in the MIT License, except that the software may not be offered as a hosted service.',
  ]),
  row('licence-after-another', ['python', 'typescript'], ['license.rider.custom-terms', 'header'], proprietary, [
    'Released under a custom license that is based on the MIT license. See @company@ for its terms.',
    'License: custom license derived from BSD-3-Clause, with additional restrictions. Contact @holder@.',
  ]),
  row(
    'free-but-not-for-business',
    ['cpp', 'python', 'r', 'css'],
    ['non-commercial', 'header'],
    'LicenseRef-non-commercial',
    [
      'This software is free for personal and academic use. Commercial use is not permitted.',
      'You may use and change this program for non-commercial purposes only.',
      'Free for non-commercial use. For a commercial license write to @company@.',
      'This theme may be used on private sites free of charge; it must not be used for commercial purposes.',
    ],
  ),
  row(
    'nothing-made-from-it',
    ['html', 'javascript', 'tex'],
    ['license.family.no-derivatives', 'header'],
    'CC-BY-ND-4.0',
    [
      'This work is licensed under the Creative Commons Attribution-NoDerivatives 4.0 International License. To view a copy of this license, visit http://creativecommons.org/licenses/by-nd/4.0/.',
      'SPDX-License-Identifier: CC-BY-ND-4.0',
      'License: CC BY-ND 4.0 (https://creativecommons.org/licenses/by-nd/4.0/)',
    ],
  ),
  row('some-uses-forbidden', ['ruby', 'rust'], ['license.family.field-of-use', 'header'], 'Hippocratic-2.1', [
    'SPDX-License-Identifier: Hippocratic-2.1',
    'Licensed under the Hippocratic License 2.1, see https://firstdonoharm.dev/version/2/1/license/.',
  ]),
  row(
    'some-uses-forbidden-text',
    ['java', 'typescript'],
    ['license.family.field-of-use', 'text'],
    'Hippocratic-2.1',
    [flowing('Hippocratic-2.1')],
    { place: 'end' },
  ),
]

const free: readonly Row[] = [
  row('changed-from-upstream', ['c', 'go', 'python'], ['permissive', 'header'], 'MIT', [
    'This file is a modified version of the @program@ parser.\n\nSPDX-License-Identifier: MIT',
    'Based on code of @company@, changed for @program@. Licensed under the MIT license.',
    'Modified by @holder@ to read @thing@ files. This file is released under the MIT License.',
  ]),
  row('free-for-business-too', ['css', 'javascript'], ['permissive', 'header'], 'MIT', [
    'Free for commercial and non-commercial use under the MIT license.',
    'You may use this in personal and in commercial projects. Released under the MIT license.',
  ]),
  row('attribution-with-changes-allowed', ['html', 'sql'], ['permissive', 'header'], 'CC-BY-4.0', [
    'This work is licensed under the Creative Commons Attribution 4.0 International License. To view a copy of this license, visit http://creativecommons.org/licenses/by/4.0/.',
    'SPDX-License-Identifier: CC-BY-4.0',
  ]),
]

const mit = licenseAt('MIT')

const mentions = [
  {
    family: 'imprint-of-a-book',
    path: 'src/imprint.py',
    content: `"""Writes the page behind the title of a book."""

RESERVED = (
    "All rights reserved. No part of this publication may be reproduced, stored in a retrieval system or "
    "transmitted in any form without the prior written permission of the publisher."
)


def imprint(book):
    lines = [book.title, f"Copyright {book.year} {book.author}", RESERVED, f"ISBN {book.isbn}"]
    return "\\n".join(lines)
`,
    classes: ['permissive', 'nearest-file'],
    expression: 'MIT',
    beside: mit,
  },
  {
    family: 'questions-about-terms',
    path: 'web/terms.ts',
    content: `export const questions = [
  { id: 'business', text: 'May others use the work for commercial purposes?', answers: ['yes', 'no'] },
  { id: 'changes', text: 'May others make derivatives of the work?', answers: ['yes', 'no', 'alike'] },
] as const

/** What the answers come to, as the chooser shows it. */
export function chosen(business: boolean, changes: 'yes' | 'no' | 'alike'): string {
  const parts = ['BY', business ? '' : 'NC', changes === 'no' ? 'ND' : changes === 'alike' ? 'SA' : '']
  return parts.filter((part) => part !== '').join('-')
}
`,
    classes: ['permissive', 'nearest-file'],
    expression: 'MIT',
    beside: mit,
  },
  {
    family: 'derivatives-of-functions',
    path: 'src/solver.rs',
    content: `//! Solvers that need no derivatives: only the values of the function are asked for.

/// Brent's method. The function must not be used outside of [low, high].
pub fn root(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    while high - low > 1e-12 {
        let middle = low + (high - low) / 2.0;
        if function(low) * function(middle) <= 0.0 { high = middle } else { low = middle }
    }
    low
}
`,
    classes: ['permissive', 'nearest-file'],
    expression: 'MIT',
    beside: mit,
  },
] as const

const body = `// Reads the settings of the importer.
export function read(text: string): Readonly<Record<string, string>> {
  const rows = text.split('\\n').map((line) => line.split('='))
  return Object.fromEntries(rows.map(([name = '', value = '']) => [name.trim(), value.trim()]))
}
`

/** A repository without a licence file, of which only the host says something. */
const hostOnly = (family: string, declared: string, positive: boolean, classes: readonly string[]): GoldCase => ({
  ...{ family, path: 'src/settings.ts', content: body, positive, classes: [...classes, 'license.host'] },
  ...{ expression: declared, declared },
})

/** Credits of a product: the texts of all that it is built from, one after the other. */
const credits = (ids: readonly string[]): string =>
  ids.map((id, index) => `${'='.repeat(72)}\n${index + 1}. component-${index + 1}\n\n${licenseText(id)}`).join('\n')

const creditIds: readonly string[] = [
  'GPL-2.0-only',
  'AGPL-3.0-only',
  'LGPL-2.1-only',
  'GPL-3.0-only',
  'EPL-2.0',
  'MPL-2.0',
]

const creditsCase = (path: string, before: string, after: string): GoldCase => ({
  family: 'credits-of-a-product',
  path,
  content: `${before}${credits(creditIds)}${after}`,
  positive: true,
  classes: ['scan.budget', 'text'],
})

export const riders = (random: Random): readonly GoldCase[] => [
  ...refused(random, bound),
  ...allowed(random, free),
  ...pages(random, mentions, false),
  hostOnly('declared-by-host', 'MIT', false, ['permissive']),
  hostOnly('declared-by-host', 'GPL-3.0-only', true, ['gpl']),
  hostOnly('declared-copyleft-by-host', 'AGPL-3.0-only', true, ['agpl']),
  hostOnly('declared-permissive-by-host', 'Apache-2.0', false, ['permissive']),
  creditsCase('src/credits.js', '/*\n', '*/\nmodule.exports = () => 6\n'),
  creditsCase('include/credits.h', '#pragma once\n/*\n', '*/\nint component_count(void);\n'),
]
