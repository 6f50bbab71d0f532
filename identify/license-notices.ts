// What a text says about its licence without being a licence: "licensed under the ...", and riders that take away what a
// licence gives. Patterns speak of words: lower case, single spaces, no comment signs and no punctuation.
import { type LicenseName, licenseNames, spdxOfName } from './license-names.ts'
import { riders } from './license-riders.ts'

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

/** What stands ahead of a name that is somebody else's: "comes from the GPL licensed original". */
const othersWords = '(?<!\\b(?:the|a|an|any|other|some|no) )'

/** What stands behind a name that is somebody else's: "programs under the GPL can include this file". */
const othersBehind = '(?! (?:licen[cs]e )?(?:can|could|may|might) (?:include|use|link|contain|embed|combine)\\b)'

type Grant = {
  readonly name: LicenseName
  readonly regex: RegExp
  /** What must stand ahead of a match. */
  readonly ahead: RegExp | null
}

// Ahead of a name, and asked only there: as the first part of a pattern it would be tried at every character.
const granting = new RegExp(`(?<=\\b${grantWords})`, 'y')

const grants: readonly Grant[] = [
  ...licenseNames.map((name) => ({ name, regex: new RegExp(`${name.words}${othersBehind}`, 'g'), ahead: granting })),
  ...licenseNames.map((name) => ({
    name,
    regex: new RegExp(`${othersWords}(?:${name.words})(?=${grantedWords})`, 'g'),
    ahead: null,
  })),
  ...statements.map((name) => ({
    name,
    regex: new RegExp(`\\b${name.words}`.replace('\\b^', '^'), 'g'),
    ahead: null,
  })),
]
const grantKeywords = [...new Set(grants.map(({ name }) => name.keyword))]
const wholeNames = [...licenseNames, ...statements].map((name) => ({
  name,
  regex: new RegExp(`^(?:the )?(?:${name.words})(?: licen[cs]e)?(?: agreement)?$`),
}))
const riderPatterns = riders.map((rider) => ({
  rider,
  first: new RegExp(`\\b${rider.steps[0]}`, 'g'),
  rest: rider.steps.slice(1).map((step) => new RegExp(`\\b${step}`)),
}))

/** One statement in text of words: its place in characters of that text. */
export type Notice = {
  readonly at: number
  readonly end: number
  readonly spdx: string
  readonly id: string
  /** True where "or" stands between it and the notice ahead of it. */
  readonly or: boolean
}

/** Notices told apart in one text of words. */
export const noticesMax = 64

/** Licences that a text of words says it is under, in order of place. */
export function findNotices(words: string): readonly Notice[] {
  const found: Notice[] = []
  const present = new Set(grantKeywords.filter((keyword) => words.includes(keyword)))
  if (present.size === 0) return found
  for (const grant of grants) {
    const { name } = grant
    if (!present.has(name.keyword)) continue
    for (const match of matchesOf(grant, words)) {
      if (found.length >= noticesMax) break
      const end = match.index + match[0].length
      if (found.some((other) => match.index < other.end && end > other.at)) continue
      found.push({ at: match.index, end, spdx: spdxOfName(name, match.slice(1)), id: 'notice', or: false })
    }
  }
  found.sort((a, b) => a.at - b.at)
  return found.map((notice, i) => ({
    ...notice,
    at: grantStart(words, notice.at),
    or: /^(?: (?:public|style))?(?: license)? (?:or|and or)(?: under| of)?(?: the| a| an)?(?: terms of(?: the)?)?(?: gnu| later)? $/.test(
      words.slice(found[i - 1]?.end ?? notice.at, notice.at),
    ),
  }))
}

/** Matches that do not overlap, first come first; one without its words ahead may begin again a character later. */
function matchesOf({ regex, ahead }: Grant, words: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  regex.lastIndex = 0
  for (let match = regex.exec(words); match !== null; match = regex.exec(words)) {
    if (ahead !== null) ahead.lastIndex = match.index
    if (ahead === null || ahead.test(words)) matches.push(match)
    else regex.lastIndex = match.index + 1
  }
  return matches
}

const leadLength = 120
const lead = new RegExp(`(?:[a-z]+ )?\\b${grantWords}$`)

// A notice is quoted from "licensed under the" on.
const grantStart = (words: string, at: number): number => {
  const from = Math.max(0, at - leadLength)
  const match = lead.exec(words.slice(from, at))
  return match === null ? at : from + match.index
}

/** SPDX expressions that a licence file which holds no known text says it stands for. */
export function noticesIn(words: string): readonly string[] {
  const ids = findNotices(words).flatMap(({ spdx }) => (openings.has(spdx) ? [] : [spdx]))
  if (ids.length > 0) return withoutVague([...new Set(ids)])
  const whole = spdxOfWholeName(words)
  return whole === null ? [] : [whole]
}

/** Licences that are recognised by how they begin: enough in a source file, not where the text itself is the question. */
export const openings: ReadonlySet<string> = new Set(['HPND', 'SunPro'])

const vagueIds: ReadonlySet<string> = new Set([
  'GPL-1.0-or-later',
  'LGPL-2.0-or-later',
  'AGPL-1.0-or-later',
  'GFDL-1.1-or-later',
])

/** Without the versionless GNU ids ("see the GNU General Public License") where one with its version is there. */
export const withoutVague = (ids: readonly string[]): readonly string[] =>
  ids.filter(
    (id) => !vagueIds.has(id) || !ids.some((other) => other !== id && other.startsWith(`${id.split('-')[0]}-`)),
  )

/** The SPDX id of a text that is nothing but a licence's name; null where it is none. */
export function spdxOfWholeName(words: string): string | null {
  if (words.length > 80) return null
  for (const { name, regex } of wholeNames) {
    const match = regex.exec(words)
    if (match !== null) return spdxOfName(name, match.slice(1))
  }
  return null
}

/** First occurrence of each rider in a text of words. */
export function findRiders(words: string): readonly Notice[] {
  return riderPatterns.flatMap(({ rider, first, rest }) => {
    if (!rider.keywords.some((word) => words.includes(word))) return []
    for (const match of words.matchAll(first)) {
      const end = endOfSteps(words, match.index + match[0].length, rest, rider.gap)
      if (end !== null) return [{ at: match.index, end, spdx: rider.spdx, id: rider.id, or: false }]
    }
    return []
  })
}

function endOfSteps(words: string, from: number, steps: readonly RegExp[], gap: number): number | null {
  let end = from
  for (const step of steps) {
    const match = step.exec(words.slice(end, end + gap))
    if (match === null) return null
    end += match.index + match[0].length
  }
  return end
}

/** LicenseRefs of the riders in a text of words. */
export const ridersIn = (words: string): readonly string[] => [...new Set(findRiders(words).map(({ spdx }) => spdx))]
