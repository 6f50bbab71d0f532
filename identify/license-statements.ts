// The words around a licence's name that make it a grant, and the sentences that grant without a name. Patterns speak of
// words: lower case, single spaces, no comment signs and no punctuation.
import type { LicenseName } from './license-names.ts'

/** Sentences that grant without naming a licence, and addresses that stand for one. */
export const statements: readonly LicenseName[] = [
  {
    spdx: 'LicenseRef-public-domain',
    keyword: 'public domain',
    words:
      '(?<!\\bnot |\\bnot been )(?:(?:is|are|been|hereby|to|code|software|file|work|program|and)(?: hereby)? (?:in|placed (?:in|into|under)|released (?:in|into|to|under)|dedicated to|committed to|donated to|put (?:in|into))|placed (?:in|into)) the public domain',
  },
  {
    spdx: 'LicenseRef-public-domain',
    keyword: 'public domain',
    words: '(?:dedicates?(?: [a-z]{1,20}){1,12} to|puts?(?: [a-z]{1,20}){1,4} into) the public domain',
  },
  {
    spdx: 'LicenseRef-public-domain',
    keyword: 'public domain',
    words: 'public domain no (?:warranty|rights|copyright)',
  },
  {
    spdx: 'blessing',
    keyword: 'disclaims copyright',
    words: 'author disclaims copyright to this source code',
  },
  { spdx: 'LicenseRef-public-domain', keyword: 'public domain', words: '^public domain$' },
  {
    spdx: 'SunPro',
    keyword: 'freely granted',
    words: 'permission to use copy modify and distribute this software is freely granted',
  },
  {
    // The permission notices of the 1980s and 1990s, each with other names in it.
    spdx: 'HPND',
    keyword: 'hereby granted',
    words:
      'permission to use copy modify(?: and(?: or)?)? distribute(?: and(?: or)? sell)? this (?:software|file|program|code)(?: and its documentation)?(?: for any purpose)?(?:(?: and)? (?:with or )?without fee)?(?: and without(?: a)?(?: written)? agreement)? is hereby granted',
  },
  {
    spdx: 'cc',
    keyword: 'creativecommons org',
    words: 'creativecommons org licenses (by(?: nc)?(?: sa| nd)?) (\\d) (\\d)\\b',
  },
  {
    spdx: 'cc',
    keyword: 'cc by',
    words: '\\bcc (by(?: nc)?(?: sa| nd)?)\\b(?: (?:license|v|version)){0,2}(?: (\\d) (\\d)\\b)?',
  },
  {
    spdx: 'cc',
    keyword: 'creative commons',
    words:
      'creative commons (attribution(?: noncommercial| non commercial)?(?: share ?alike| no ?deriv[a-z]*)?|by(?: nc)?(?: sa| nd)?)(?: (?!license)[a-z]+){0,2}(?: (?:license|v|version)){0,2}(?: (\\d) (\\d)\\b)?',
  },
  { spdx: 'CC0-1.0', keyword: 'creativecommons org', words: 'creativecommons org publicdomain zero' },
  { spdx: 'Apache-2.0', keyword: 'apache org', words: 'apache org licenses license 2 0' },
  { spdx: 'MIT', keyword: 'opensource org', words: 'opensource org licenses mit' },
]

/** What stands ahead of a name where it is a grant: "under the terms of", "governed by", "released as". */
export const grantWords =
  '(?:(?<!\\bnot )under|terms of|subject to|governed by|covered by|protected by|comply with|conditions of|according to|accordance with|pursuant to|(?:released|licensed|distributed|published|available|provided) (?:as|with|by|in|using|via)|(?:dual|double|triple|multi) licensed)(?: (?!another|other|not|any|different|incompatible)[a-z0-9]+){0,8} '

/** What stands behind a name where it is a grant: "MIT licensed", "GPL v3 (see COPYING)". */
export const grantedWords = '(?:(?: license)? licensed| see (?:the )?(?:file )?(?:copying|license))\\b'

/** Literals, one of which is in each of those. */
export const grantedLiterals = [' licensed', ' see ']

/** What stands ahead of a name that is somebody else's: "comes from the GPL licensed original". */
export const othersWords = '(?<!\\b(?:the|a|an|any|other|some|no) )'

/** What stands behind a name that is somebody else's: "programs under the GPL can include this file". */
export const othersBehind = '(?! (?:licen[cs]e )?(?:can|could|may|might) (?:include|use|link|contain|embed|combine)\\b)'

/** Words a licence text begins its grant with; without one of them there is no text to compare. */
export const textStart =
  /permission is hereby granted|permission to use copy|redistribution and use|redistributions? of source code must|this software is provided as is without any express|free and unencumbered|everyone is permitted to copy|permission is granted to anyone|boost software license version 1 0 august/
