// Riders: phrases that forbid or take away, whatever licence stands beside them. Patterns speak of words: lower case,
// single spaces, no punctuation.

/** A phrase that sets terms of its own, whatever licence stands beside it. */
export type Rider = {
  readonly id: string
  /** The LicenseRef it adds to an expression. */
  readonly spdx: string
  readonly why: string
  /** Lower-case words, one of which is in every match. */
  readonly keywords: readonly string[]
  /** Sources over words, as in LicenseName, each within `gap` characters behind the one before. */
  readonly steps: readonly string[]
  readonly gap: number
  readonly matches: readonly string[]
  readonly misses: readonly string[]
}

const noAi = 'LicenseRef-no-ai-training'
const proprietary = 'LicenseRef-proprietary'
const nonCommercial = 'LicenseRef-non-commercial'
const changed = 'LicenseRef-changed-terms'

const training = '(?:train(?:ing)?|fine ?tun(?:e|ing)|datasets?)\\b'
const learning =
  '(?:ai|a i|artificial intelligence|machine learning|ml|llms?|language models?|generative|neural|deep learning|foundation models?)\\b'
const refusal =
  '(?:(?:may|must|shall|can|is|are|do|does) not (?:be )?(?:explicitly )?(?:used?|scraped?|ingest(?:ed)?|reproduced?|permit(?:ted)?|allow(?:ed)?|licensed?|included?|grant(?:ed)?|extend)\\b|do not (?:put|add|use|feed|include|scrape))'

export const riders: readonly Rider[] = [
  {
    id: 'no-ai-not-used',
    spdx: noAi,
    why: 'The holder forbids training on the text.',
    keywords: [' train', 'dataset', 'fine tun'],
    steps: [refusal, training, learning],
    gap: 80,
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
    keywords: [' train', 'dataset', 'fine tun'],
    steps: [refusal, learning, training],
    gap: 60,
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
    keywords: ['prohibited', 'forbidden', 'not permitted', 'not allowed', 'not authorized'],
    steps: [training, learning, '(?:prohibited|forbidden|not (?:permitted|allowed|authorized))\\b'],
    gap: 80,
    matches: ['Training of artificial intelligence models on this work is strictly prohibited.'],
    misses: ['Training a language model needs a GPU.', 'Training on the network is prohibited.'],
  },
  {
    id: 'no-ai-short',
    spdx: noAi,
    why: 'The holder forbids training on the text.',
    keywords: ['no ai', 'noai'],
    steps: ['(?:no ai train(?:ing)?|no ai license|no ai use|noai license)\\b'],
    gap: 0,
    matches: ['License: MIT, no AI training', '// @license no-ai-training'],
    misses: ['There is no aim to train here.'],
  },
  {
    id: 'no-ai-mining',
    spdx: noAi,
    why: 'The holder reserves text and data mining, which training is.',
    keywords: ['text and data mining'],
    steps: [
      '(?:reserv(?:e|es|ed|ation|ations)|prohibit(?:s|ed)?|opt(?:s|ed|ing)? out|not permitted)\\b',
      'text and data mining\\b',
    ],
    gap: 100,
    matches: ['The author reserves all rights to text and data mining.'],
    misses: ['A library for text and data mining.'],
  },
  {
    id: 'commons-clause',
    spdx: 'LicenseRef-commons-clause',
    why: 'It forbids selling the software, so the licence beside it is no longer open.',
    keywords: ['commons clause'],
    steps: ['(?:commons clause license condition|(?:with|and|subject to|plus)(?: the)? commons clause)\\b'],
    gap: 0,
    matches: ['"Commons Clause" License Condition v1.0', 'Licensed under Apache 2.0 with Commons Clause'],
    misses: ['Creative Commons clauses are listed here.'],
  },
  {
    id: 'proprietary-confidential',
    spdx: proprietary,
    why: 'Nobody else may use it.',
    keywords: ['confidential'],
    steps: [
      '(?:proprietary and confidential|confidential and proprietary|proprietary confidential|company confidential|confidential information of)\\b',
    ],
    gap: 0,
    matches: [
      'Proprietary and confidential. Do not distribute.',
      'ORACLE PROPRIETARY/CONFIDENTIAL. Use is subject to license terms.',
    ],
    misses: ['Confidential computing for proprietary clouds.'],
  },
  {
    id: 'proprietary-unauthorized',
    spdx: proprietary,
    why: 'Copying it is forbidden.',
    keywords: ['unauthori'],
    steps: [
      'unauthori[sz]ed (?:copying|use|reproduction|distribution|duplication|disclosure|modification)\\b',
      '(?:prohibited|forbidden)\\b',
    ],
    gap: 100,
    matches: ['Unauthorized copying of this file, via any medium is strictly prohibited'],
    misses: ['Unauthorized use returns status 401.', 'Unauthorized copying is detected by the checksum.'],
  },
  {
    id: 'proprietary-no-part',
    spdx: proprietary,
    why: 'Copying it is forbidden.',
    keywords: ['no part of this'],
    steps: [
      'no part of this (?:file|software|program|work|code|publication|document|source)\\b',
      'may be (?:reproduced|copied|used|distributed|transmitted)\\b',
    ],
    gap: 60,
    matches: ['No part of this software may be reproduced in any form.'],
    misses: ['No part of this function is locked.'],
  },
  {
    id: 'proprietary-retained',
    spdx: proprietary,
    why: 'The holder grants nothing without an agreement.',
    keywords: ['licensors retain all', 'without an express license', 'trade secret'],
    steps: [
      '(?:licensors retain all intellectual property|without an express license agreement|(?:contains|are|is)(?: (?:the|valuable|confidential|proprietary|and|a)){0,4} trade secrets? (?:of|and))\\b',
    ],
    gap: 0,
    matches: [
      'NVIDIA CORPORATION and its licensors retain all intellectual property and proprietary rights',
      'This file contains trade secrets of Acme',
    ],
    misses: ['A trade secret is a kind of secret.'],
  },
  {
    id: 'proprietary-unpublished',
    spdx: proprietary,
    why: 'It was never published for others to use.',
    keywords: ['unpublished'],
    steps: ['unpublished (?:proprietary |confidential |licensed |property )?(?:source|code|work|software)\\b'],
    gap: 0,
    matches: ['THIS IS UNPUBLISHED PROPRIETARY SOURCE CODE OF ACME; license required'],
    misses: ['Unpublished drafts are skipped by the license page.'],
  },
  {
    id: 'proprietary-consent',
    spdx: proprietary,
    why: 'Copying it needs a consent that nobody here has.',
    keywords: ['may not be', 'shall not be', 'must not be'],
    steps: [
      '(?:may|shall|must) not be (?:reproduced|copied|disclosed|distributed|transmitted)\\b',
      'without',
      '(?:express|explicit|prior|written|specific) (?:consent|permission|authori[sz]ation)\\b',
    ],
    gap: 120,
    matches: [
      'This file may not be copied or disclosed to third parties without the prior written permission of Acme.',
    ],
    misses: [
      'The name may not be used to endorse products without prior written permission.',
      'Secrets must not be copied to the log.',
    ],
  },
  {
    id: 'changed-terms',
    spdx: changed,
    why: 'It names a licence and says that its terms were changed.',
    keywords: ['restriction', 'limitation', 'condition'],
    steps: [
      '(?:mit|apache|isc|bsd)(?: license)?(?: x11 license)? with (?!no\\b|few )',
      '(?:restrictions?|limitations?|(?:following|additional) conditions?)\\b',
    ],
    gap: 40,
    matches: ['Licensed under the MIT license, with the following restrictions:'],
    misses: ['Licensed under the MIT license, with no restrictions.', 'Licensed under the modified BSD license.'],
  },
  {
    id: 'custom-terms',
    spdx: changed,
    why: 'It names a licence and says that its terms were changed.',
    keywords: ['custom', 'modified', 'restricted'],
    steps: ['(?:custom|modified|restricted) (?:version |modification )?of (?:the |a )?(?:mit|apache|isc|bsd)\\b'],
    gap: 0,
    matches: ['Available under a custom version of the MIT license.'],
    misses: ['Licensed under the modified BSD license.'],
  },
  {
    id: 'non-commercial',
    spdx: nonCommercial,
    why: 'It may be used only where no money is made.',
    keywords: ['use only', 'purposes only', 'purpose only'],
    steps: ['(?:non ?commercial|academic|research|evaluation|educational)\\b', '(?:use|purposes?) only\\b'],
    gap: 40,
    matches: ['Released for non-commercial use only.', 'This code is for academic research purposes only.'],
    misses: ['For personal use of the commercial edition only the key differs.', 'Used for evaluation only in tests.'],
  },
  {
    id: 'for-non-commercial',
    spdx: nonCommercial,
    why: 'It may be used only where no money is made.',
    keywords: ['commercial'],
    steps: [
      '(?:for|only|entirely)\\b',
      '(?<!\\bcommercial (?:and|or) )non ?commercial (?:use|usage|purposes?)\\b(?! (?:and|or) commercial)',
    ],
    gap: 60,
    matches: ['This license is for personal and non-commercial use.'],
    misses: ['This library is free for commercial and non-commercial use under the BSD license.'],
  },
  {
    id: 'no-commercial-use',
    spdx: nonCommercial,
    why: 'It may be used only where no money is made.',
    keywords: ['commercial use', 'commercial purposes'],
    steps: ['commercial (?:use|purposes)\\b', '(?:prohibited|forbidden|not (?:permitted|allowed))\\b'],
    gap: 40,
    matches: ['Commercial use is strictly prohibited without a license.'],
    misses: ['Commercial use is permitted.'],
  },
]
