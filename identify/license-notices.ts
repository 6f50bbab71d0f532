// What a text says about its licence without being a licence: "licensed under the ...", and riders that take away what a
// licence gives. Patterns speak of words: lower case, single spaces, no comment signs and no punctuation.
import { createLiteralFinder, literalStarts, type Present } from './license-literals.ts'
import { type LicenseName, licenseNames, spdxOfName } from './license-names.ts'
import { riders } from './license-riders.ts'
import {
  grantedLiterals,
  grantedWords,
  grantWords,
  othersBehind,
  othersWords,
  statements,
  textStart,
} from './license-statements.ts'

type Grant = {
  readonly name: LicenseName
  readonly regex: RegExp
  /** What must stand ahead of a match. */
  readonly ahead: RegExp | null
  /** Literals: one of each list is in a text that has a match. */
  readonly needs: readonly (readonly string[])[]
}

// Ahead of a name, and asked only there: as the first part of a pattern it would be tried at every character.
const granting = new RegExp(`(?<=\\b${grantWords})`, 'y')

const needsOf = ({ keyword, words }: LicenseName): Grant['needs'] => [[keyword], literalStarts(words) ?? []]

const grants: readonly Grant[] = [
  ...licenseNames.map((name) => ({
    name,
    regex: new RegExp(`${name.words}${othersBehind}`, 'g'),
    ahead: granting,
    needs: needsOf(name),
  })),
  ...licenseNames.map((name) => ({
    name,
    regex: new RegExp(`${othersWords}(?:${name.words})(?=${grantedWords})`, 'g'),
    ahead: null,
    needs: [...needsOf(name), grantedLiterals],
  })),
  ...statements.map((name) => ({
    name,
    regex: new RegExp(`\\b${name.words}`.replace('\\b^', '^'), 'g'),
    ahead: null,
    needs: needsOf(name),
  })),
]
const textLiterals = literalStarts(`(?:${textStart.source})`) ?? []

const finder = createLiteralFinder([
  ...textLiterals,
  ...grants.flatMap(({ needs }) => needs.flat()),
  ...riders.flatMap(({ keywords }) => keywords),
])
const placesOf = (literals: readonly string[]): readonly number[] => literals.map(finder.indexOf)
const placedGrants = grants.map((grant) => ({
  ...grant,
  needs: grant.needs.filter(({ length }) => length > 0).map(placesOf),
}))

const textPlaces = placesOf(textLiterals)

/** Whether a text of words can hold a licence's text. */
export const hasTextStart = (present: Present): boolean => some(present, textPlaces)

/** Which literals of grants and riders a text of words has; asked once a text. */
export const literalsIn = finder.find

function some(present: Present, places: readonly number[]): boolean {
  for (const place of places) if (present[place] === 1) return true
  return false
}

function every(present: Present, needs: readonly (readonly number[])[]): boolean {
  for (const places of needs) if (!some(present, places)) return false
  return true
}

const wholeNames = [...licenseNames, ...statements].map((name) => ({
  name,
  regex: new RegExp(`^(?:the )?(?:${name.words})(?: licen[cs]e)?(?: agreement)?$`),
}))
const riderPatterns = riders.map((rider) => ({
  rider,
  needs: placesOf(rider.keywords),
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
export function findNotices(words: string, present: Present = literalsIn(words)): readonly Notice[] {
  const found: Notice[] = []
  for (const grant of placedGrants) {
    const { name } = grant
    if (!every(present, grant.needs)) continue
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
function matchesOf({ regex, ahead }: Pick<Grant, 'regex' | 'ahead'>, words: string): readonly RegExpExecArray[] {
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

/** GNU licences without a version. */
export const vagueIds: ReadonlySet<string> = new Set([
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
export function findRiders(words: string, present: Present = literalsIn(words)): readonly Notice[] {
  return riderPatterns.flatMap(({ rider, needs, first, rest }) => {
    if (!some(present, needs)) return []
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
