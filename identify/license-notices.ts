// What a text says about its licence without being a licence: "licensed under the ...", and riders that take away what a
// licence gives. Patterns speak of words: lower case, single spaces, no comment signs and no punctuation.
import { type LicenseName, licenseNames, spdxOfName } from './license-names.ts'

/** A phrase that sets terms of its own, whatever licence stands beside it. */
export type Rider = {
  readonly id: string
  /** The LicenseRef it adds to an expression. */
  readonly spdx: string
  readonly why: string
  /** Lower-case literals, one of which is in every match. */
  readonly keywords: readonly string[]
  /** Source over words, as in LicenseName. */
  readonly words: string
  readonly matches: readonly string[]
  readonly misses: readonly string[]
}

const noAi = 'LicenseRef-no-ai-training'
const learning =
  '(?:ai|a i|artificial intelligence|machine learning|ml|llms?|language models?|generative|neural|deep learning|foundation models?)'

export const riders: readonly Rider[] = [
  {
    id: 'no-ai-not-used',
    spdx: noAi,
    why: 'The holder forbids training on the text.',
    keywords: ['not'],
    words: `(?:may|must|shall|can|is|are|do) not (?:be )?(?:[a-z]+ ){0,2}?(?:used?|scraped?|ingest(?:ed)?|reproduced?|permitted|allowed|licensed|included?)(?: [a-z]+){0,12}? (?:train(?:ing)?|development|dataset)(?: [a-z]+){0,8}? ${learning}\\b`,
    matches: [
      'This code may not be used to train AI models.',
      'You must not use the Software for training of any machine learning system.',
    ],
    misses: ['Weights that are not used in training are frozen.', 'The Software may not be used to endorse products.'],
  },
  {
    id: 'no-ai-purpose',
    spdx: noAi,
    why: 'The holder forbids training on the text.',
    keywords: ['not'],
    words: `(?:may|must|shall|can|is|are|do) not (?:be )?(?:[a-z]+ ){0,2}?(?:used?|licensed|permitted|allowed)(?: [a-z]+){0,8}? ${learning}(?: [a-z]+){0,4}? train(?:ing)?\\b`,
    matches: [
      'This file may not be used for AI training.',
      'Content is not licensed for use in machine learning training.',
    ],
    misses: ['This flag is not used by the training loop.'],
  },
  {
    id: 'no-ai-prohibited',
    spdx: noAi,
    why: 'The holder forbids training on the text.',
    keywords: ['train'],
    words: `train(?:ing)?(?: [a-z]+){0,8}? ${learning}(?: [a-z]+){0,12}? (?:prohibited|forbidden|not (?:permitted|allowed|authorized))\\b`,
    matches: ['Training of artificial intelligence models on this work is strictly prohibited.'],
    misses: ['Training a language model needs a GPU.'],
  },
  {
    id: 'no-ai-short',
    spdx: noAi,
    why: 'The holder forbids training on the text.',
    keywords: ['no ai', 'no-ai', 'no_ai', 'noai'],
    words: '(?:no ai train(?:ing)?|no ai licen[cs]e|no ai use\\b)',
    matches: ['License: MIT, no AI training', '@license no-ai-training'],
    misses: ['There is no aim to train here.'],
  },
  {
    id: 'no-ai-mining',
    spdx: noAi,
    why: 'The holder reserves text and data mining, which training is.',
    keywords: ['text and data mining'],
    words: '(?:reserv[a-z]+|prohibit[a-z]*|opt[a-z]* out|not permitted)(?: [a-z]+){0,10}? text and data mining',
    matches: [
      'All rights reserved, including those for text and data mining. The author reserves rights to text and data mining.',
    ],
    misses: ['A library for text and data mining.'],
  },
  {
    id: 'commons-clause',
    spdx: 'LicenseRef-commons-clause',
    why: 'It forbids selling the software, so the licence beside it is no longer open.',
    keywords: ['commons clause'],
    words: '(?:commons clause licen[cs]e condition|(?:with|and|subject to|plus)(?: the)? commons clause)',
    matches: ['"Commons Clause" License Condition v1.0', 'Licensed under Apache 2.0 with Commons Clause'],
    misses: ['Creative Commons clauses are listed here.'],
  },
  {
    id: 'proprietary-confidential',
    spdx: 'LicenseRef-proprietary',
    why: 'Nobody else may use it.',
    keywords: ['confidential'],
    words:
      '(?:proprietary and confidential|confidential and proprietary|proprietary confidential|company confidential|confidential information of)',
    matches: [
      'Proprietary and confidential. Do not distribute.',
      'ORACLE PROPRIETARY/CONFIDENTIAL. Use is subject to license terms.',
    ],
    misses: ['Confidential computing for proprietary clouds.'],
  },
  {
    id: 'proprietary-unauthorized',
    spdx: 'LicenseRef-proprietary',
    why: 'Copying it is forbidden.',
    keywords: ['unauthori'],
    words:
      'unauthori[sz]ed (?:copying|use|reproduction|distribution|duplication|disclosure)(?: [a-z]+){0,12}? (?:prohibited|forbidden)',
    matches: ['Unauthorized copying of this file, via any medium is strictly prohibited'],
    misses: ['Unauthorized use returns status 401.', 'Unauthorized copying is detected by the checksum.'],
  },
  {
    id: 'proprietary-no-part',
    spdx: 'LicenseRef-proprietary',
    why: 'Copying it is forbidden.',
    keywords: ['no part of this'],
    words:
      'no part of this (?:file|software|program|work|code|publication|document|source)(?: [a-z]+){0,6}? may be (?:reproduced|copied|used|distributed|transmitted)',
    matches: ['No part of this software may be reproduced in any form.'],
    misses: ['No part of this function is locked.'],
  },
  {
    id: 'proprietary-retained',
    spdx: 'LicenseRef-proprietary',
    why: 'The holder grants nothing without an agreement.',
    keywords: ['licensors retain all', 'without an express license', 'trade secret'],
    words:
      '(?:licensors retain all intellectual property|without an express license agreement|(?:contains|are|is)(?: [a-z]+){0,4}? trade secrets? (?:of|and))',
    matches: [
      'NVIDIA CORPORATION and its licensors retain all intellectual property and proprietary rights',
      'This file contains trade secrets of Acme',
    ],
    misses: ['A trade secret is a kind of secret.'],
  },
  {
    id: 'non-commercial',
    spdx: 'LicenseRef-non-commercial',
    why: 'It may be used only where no money is made.',
    keywords: ['commercial', 'academic', 'research', 'evaluation', 'personal', 'educational'],
    words:
      '(?:non ?commercial|academic|research|evaluation|personal|educational)(?: [a-z]+){0,4}? (?:use|purposes?) only\\b',
    matches: ['Released for non-commercial use only.', 'This code is for academic research purposes only.'],
    misses: ['For personal use of the commercial edition only the key differs.', 'Used for evaluation only in tests.'],
  },
  {
    id: 'no-commercial-use',
    spdx: 'LicenseRef-non-commercial',
    why: 'It may be used only where no money is made.',
    keywords: ['commercial'],
    words: 'commercial(?: use| purposes?)(?: [a-z]+){0,4}? (?:prohibited|forbidden|not (?:permitted|allowed))\\b',
    matches: ['Commercial use is strictly prohibited without a license.'],
    misses: ['Commercial use is permitted.'],
  },
]

/** Sentences that grant without naming a licence, and addresses that stand for one. */
export const statements: readonly LicenseName[] = [
  {
    spdx: 'LicenseRef-public-domain',
    keyword: 'public domain',
    words:
      '(?:is|are|been|hereby|to|code|software|file|work|program)(?: hereby)? (?:in|placed (?:in|into|under)|released (?:in|into|to|under)|dedicated to|committed to|donated to|put (?:in|into)) the public domain',
  },
  { spdx: 'LicenseRef-public-domain', keyword: 'public domain', words: '^public domain$' },
  {
    spdx: 'cc',
    keyword: 'creativecommons org',
    words: 'creativecommons org licenses (by(?: nc)?(?: sa| nd)?) (\\d) (\\d)\\b',
  },
  {
    spdx: 'cc',
    keyword: 'creative commons',
    words:
      '(?:creative commons|cc) (attribution(?: noncommercial| non commercial)?(?: share ?alike| no ?deriv[a-z]*)?|by(?: nc)?(?: sa| nd)?)(?: (?!license)[a-z]+){0,2}(?: (?:license|v|version)){0,2}(?: (\\d) (\\d)\\b)?',
  },
  { spdx: 'CC0-1.0', keyword: 'creativecommons org', words: 'creativecommons org publicdomain zero' },
  { spdx: 'Apache-2.0', keyword: 'apache org', words: 'apache org licenses license 2 0' },
  { spdx: 'MIT', keyword: 'opensource org', words: 'opensource org licenses mit' },
]

/** What stands ahead of a name where it is a grant: "under the terms of", "governed by". */
export const grantWords = '(?:under|terms of|subject to|governed by|covered by|conditions of)(?: [a-z0-9]+){0,6} '

const grants = [
  ...licenseNames.map((name) => ({ name, regex: new RegExp(`(?<=\\b${grantWords})${name.words}`, 'g') })),
  ...statements.map((name) => ({ name, regex: new RegExp(`\\b${name.words}`.replace('\\b^', '^'), 'g') })),
]
const wholeNames = [...licenseNames, ...statements].map((name) => ({
  name,
  regex: new RegExp(`^(?:the )?(?:${name.words})(?: licen[cs]e)?(?: agreement)?$`),
}))
const riderPatterns = riders.map((rider) => ({
  rider,
  keywords: rider.keywords.map((word) => word.replaceAll(/[-_]/g, ' ')),
  regex: new RegExp(`\\b${rider.words}`),
}))

/** One statement in text of words: its place in characters of that text. */
export type Notice = { readonly at: number; readonly end: number; readonly spdx: string; readonly id: string }

/** Licences that a text of words says it is under, in order of place. */
export function findNotices(words: string): readonly Notice[] {
  const found: Notice[] = []
  for (const { name, regex } of grants) {
    if (!words.includes(name.keyword)) continue
    for (const match of words.matchAll(regex)) {
      const end = match.index + match[0].length
      if (found.some((other) => match.index < other.end && end > other.at)) continue
      found.push({ at: match.index, end, spdx: spdxOfName(name, match.slice(1)), id: 'notice' })
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

/** SPDX expressions that a licence file which holds no known text says it stands for. */
export function noticesIn(words: string): readonly string[] {
  const ids = findNotices(words).map(({ spdx }) => spdx)
  if (ids.length > 0) return withoutVague([...new Set(ids)])
  const whole = spdxOfWholeName(words)
  return whole === null ? [] : [whole]
}

/** Without the versionless GNU ids ("see the GNU General Public License") where one with its version is there. */
export const withoutVague = (ids: readonly string[]): readonly string[] =>
  ids.filter((id) => {
    const vague = /^(A?L?GPL|GFDL)-(?:1\.[01]|2\.0)-or-later$/.exec(id)
    return vague === null || !ids.some((other) => other !== id && other.startsWith(`${vague[1]}-`))
  })

/** The SPDX id of a text that is nothing but a licence's name; null where it is none. */
export function spdxOfWholeName(words: string): string | null {
  if (words.length > 80) return null
  for (const { name, regex } of wholeNames) {
    const match = regex.exec(words)
    if (match !== null) return spdxOfName(name, match.slice(1))
  }
  return null
}

/** Riders in a text of words. */
export function findRiders(words: string): readonly Notice[] {
  return riderPatterns.flatMap(({ rider, keywords, regex }) => {
    if (!keywords.some((word) => words.includes(word))) return []
    const match = regex.exec(words)
    return match === null
      ? []
      : [{ at: match.index, end: match.index + match[0].length, spdx: rider.spdx, id: rider.id }]
  })
}

/** LicenseRefs of the riders in a text of words. */
export const ridersIn = (words: string): readonly string[] => [...new Set(findRiders(words).map(({ spdx }) => spdx))]
