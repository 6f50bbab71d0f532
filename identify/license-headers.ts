// What a source file says about its own licence, in the regions that a caller found worth reading: SPDX tags, licence
// names in a grant, whole licence texts and riders, each with its place. Text is latin1, one character a byte.
import { type PlacedException, placedExceptions, withExceptions } from './license-excepted.ts'
import { findNotices, findRiders, hasTextStart, literalsIn, type Notice } from './license-notices.ts'
import type { LicensePack, PackMatch } from './license-pack.ts'
import { textStart } from './license-statements.ts'
import { readExpression } from './license-tags.ts'
import { changedTerms, isChoice, type LicenseIndex, unknownTerms } from './license-text.ts'
import { type Words, wordsOf } from './license-words.ts'

export type HeaderKind = 'tag' | 'declared' | 'notice' | 'text' | 'rider'

/** One statement of a licence inside a file; bytes from `start` to `end`. */
export type Header = {
  readonly kind: HeaderKind
  /** SPDX expression; a LicenseRef where the terms are none of SPDX's. */
  readonly spdx: string
  readonly start: number
  readonly end: number
  readonly confidence: number
  /** Rider or notice it came from. */
  readonly id: string
  /** True where the words around it offer a choice between it and its neighbours. */
  readonly choice: boolean
}

export type Region = { readonly start: number; readonly end: number }

/** An SPDX tag; the expression ends with the line, or where the comment does. */
export const tagPattern =
  /SPDX-License-Identifier:[ \t]{0,8}([^\r\n]{1,200}?\b(?:WITH|AND|OR)[ \t]{0,8}\r?\n[ \t]{0,8}[*#/;%-]{0,3}[ \t]{0,8}[^\r\n]{1,120}|[^\r\n]{1,200})/gi

/** A declaration in a comment or docblock: `@license MIT`, `License: GPLv2 or later`, `__license__ = 'BSD'`. */
export const declaredPattern =
  /(?:@licen[cs]e[ \t]{1,8}|(?:^[ \t]{0,8}["'({]|[*#;!%]|\/\/|--|^\.\.|\.\\"|\brem|\bdnl|^)[ \t]{0,8}:?licen[cs]e[ \t]{0,4}:[ \t]{0,8}|__licen[cs]e__ ?= ?['"]|^-licen[cs]e\(["'])([^\r\n'"]{2,120})/gim

/** What a module of the Linux kernel declares. */
export const modulePattern = /^[ \t]{0,8}MODULE_LICENSE\(\s{0,4}"([A-Za-z0-9 /]{2,40})"/gm

/** By include/linux/module.h: "GPL" and "GPL v2" are both version 2 only. */
const moduleLicenses: ReadonlyMap<string, string> = new Map([
  ['GPL', 'GPL-2.0-only'],
  ['GPL v2', 'GPL-2.0-only'],
  ['GPL and additional rights', 'GPL-2.0-only'],
  ['Dual BSD/GPL', 'BSD-3-Clause OR GPL-2.0-only'],
  ['Dual MIT/GPL', 'MIT OR GPL-2.0-only'],
  ['Dual MPL/GPL', 'MPL-1.1 OR GPL-2.0-only'],
  ['Proprietary', 'LicenseRef-proprietary'],
])

/** Every statement in the regions, in order of place. */
export function headersIn(
  text: string,
  regions: readonly Region[],
  index: LicenseIndex,
  pack: LicensePack | null = null,
): readonly Header[] {
  const exceptions: PlacedException[] = []
  const stated = regions.flatMap((region) => {
    const raw = text.slice(region.start, region.end)
    const { start } = region
    const words = wordsOf(raw)
    const here = placedExceptions(words, start)
    exceptions.push(...here)
    const phrases = phrasesIn(raw, words, start, index)
    const own = [...tagsIn(raw, start), ...declaredIn(raw, start), ...modulesIn(raw, start), ...phrases]
    return pack === null ? own : packed(own, here, pack.find(words.joined), words, start)
  })
  const found = exceptions.length === 0 ? stated : withExceptions(stated, exceptions)
  // Beside a tag of the file's own, one that a string begins with is data: of a test, of a tool that writes headers.
  const isQuoted = ({ kind, start }: Header): boolean => kind === 'tag' && quoted.test(lineUpTo(text, start))
  return found.some((header) => header.kind === 'tag' && !isQuoted(header))
    ? found.filter((header) => !isQuoted(header))
    : found
}

const quoted = /["'`](?:\/\/|\/\*|<!--|--|[#;%*])?[ \t]{0,4}$/
const lineUpTo = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at) + 1, at)

const tags = /SPDX-License-Identifier:/i

function tagsIn(raw: string, base: number): readonly Header[] {
  if (!tags.test(raw)) return []
  return [...raw.matchAll(tagPattern)].map((match) => ({
    kind: 'tag',
    spdx: readExpression(withoutCommentEnd(oneLine(match[1] ?? ''))) ?? 'LicenseRef-unreadable',
    start: base + match.index,
    end: base + match.index + match[0].length,
    confidence: 1,
    id: 'tag',
    choice: false,
  }))
}

// A pack tells what the product's own patterns do not read: where one of them names a licence, the words round it are its.
function packed(
  own: readonly Header[],
  exceptions: readonly PlacedException[],
  matches: readonly PackMatch[],
  words: Words,
  base: number,
): readonly Header[] {
  const known = [...own.filter(({ spdx }) => spdx !== unknownTerms), ...exceptions]
  const told = matches.flatMap(({ at, end, spdx, id }): readonly Header[] => {
    const span = { start: base + words.byteAt(at), end: base + words.byteAt(end) }
    const isRead = known.some((header) => header.start < span.end && header.end > span.start)
    return isRead ? [] : [{ kind: 'notice', spdx, ...span, confidence: 0.95, id, choice: false }]
  })
  const isTold = ({ start }: Header): boolean => told.some((one) => start >= one.start && start < one.end)
  return [...own.filter((header) => header.spdx !== unknownTerms || !isTold(header)), ...told].sort(
    (a, b) => a.start - b.start,
  )
}

function modulesIn(raw: string, base: number): readonly Header[] {
  if (!raw.includes('MODULE_LICENSE(')) return []
  return [...raw.matchAll(modulePattern)].flatMap((match) => {
    const spdx = moduleLicenses.get(match[1] ?? '')
    const start = base + match.index
    const place = { start, end: start + match[0].length, confidence: 0.95, id: 'module', choice: false }
    return spdx === undefined ? [] : [{ kind: 'declared', spdx, ...place }]
  })
}

/** What is in every match of `declaredPattern`, found faster than it. */
const declares = /licen[cs]e(?:[ \t]{0,4}:|__ ?=|\(["']|(?<=@licen[cs]e)[ \t])/i

function declaredIn(raw: string, base: number): readonly Header[] {
  if (!declares.test(raw)) return []
  return [...raw.matchAll(declaredPattern)].flatMap((match) => {
    const written = match[1] ?? ''
    const end = match.index + match[0].length
    const spdx = readDeclared(written) ?? gnuPage(written) ?? readDeclared(`${written.trimEnd()} ${nextLine(raw, end)}`)
    if (spdx === null) return []
    const place = { start: base + match.index, end: base + end }
    return [{ kind: 'declared', spdx, ...place, confidence: 0.95, id: 'declared', choice: false }]
  })
}

const readDeclared = (written: string): string | null =>
  readExpression(withoutCommentEnd(written).replace(/^https?:\/\/\S+\s+|\s*,?\s*(?:\(?see\b|[(<]?https?:).*$/i, ''))

/** What a name that is too long for its line goes on with. */
function nextLine(raw: string, end: number): string {
  const lines = raw.slice(end, end + 200).split(/\r?\n/, 2)
  return lines[0] === ''
    ? (lines[1] ?? '').replace(/^[ \t]{0,8}(?:[*#;!%/-]{1,3}|\.\.|rem\b|dnl\b)?[ \t]{0,8}/i, '')
    : ''
}

/** The licence that a page of gnu.org is about, and whether later versions are named beside it. */
function gnuPage(written: string): string | null {
  const page = /gnu\.org\/licenses\/(?:old-licenses\/)?([al]?gpl)-(\d)\.(\d)/i.exec(written)
  const named = page ?? /&dn=([al]?gpl)-(\d)\.(\d)\.txt/i.exec(written)
  if (named === null) return null
  const [, family = '', major, minor] = named
  return `${family.toUpperCase()}-${major}.${minor}-${/later|newer|above|\+/i.test(written) ? 'or-later' : 'only'}`
}

// An expression that is wrapped behind its operator.
const oneLine = (written: string): string => written.replace(/[ \t]*\r?\n[ \t]*[*#/;%-]{0,3}[ \t]*/, ' ')

// `*/`, `-->`, `"""`, quotes and closing signs that stand behind an expression on its line are not part of it.
const withoutCommentEnd = (written: string): string =>
  written
    .replace(/\s*(?:\*+\/|-->|--%>|#}|\*\)|"""|''').*$/, '')
    .replace(/\s+[*#|;%!=-]+\s*$/, '')
    .replace(/[\s'"`,;.\\]+$/, '')
    .replace(/^['"`\s]+/, '')

function phrasesIn(raw: string, words: Words, base: number, index: LicenseIndex): readonly Header[] {
  const present = literalsIn(words.joined)
  const notices = findNotices(words.joined, present)
  const begin = hasTextStart(present) ? textStart.exec(words.joined) : null
  const choice = offersChoice(words.joined, notices, begin?.index ?? null)
  const header = (kind: HeaderKind, notice: Notice): Header => ({
    kind,
    spdx: notice.spdx,
    start: base + words.byteAt(notice.at),
    end: base + words.byteAt(notice.end),
    confidence: 0.9,
    id: notice.id,
    choice: choice && kind === 'notice',
  })
  return [
    ...(begin === null ? [] : textsIn(raw, base, base + words.byteAt(begin.index), index, choice)),
    ...notices.map((notice) => header('notice', notice)),
    ...findRiders(words.joined, present).map((notice) => header('rider', notice)),
  ].sort((a, b) => a.start - b.start)
}

/** Characters of words between the first and the last notice that one offer spans. */
const offerLength = 1_500

// A choice is offered in the sentences that name the licences, or ahead of their texts: the same words elsewhere, and in
// a licence's own text, offer nothing.
function offersChoice(joined: string, notices: readonly Notice[], textAt: number | null): boolean {
  if (notices.some(({ or }) => or)) return true
  if (notices.some(({ at }) => /\balternatively\b/.test(joined.slice(Math.max(0, at - 160), at)))) return true
  const first = notices[0]?.at ?? textAt
  const last = notices.at(-1)?.end ?? textAt
  if (first === null || first === undefined || last === null || last === undefined) return false
  if (last - first > offerLength) return false
  return isChoice(joined.slice(Math.max(0, first - 160), last + 40))
}

function textsIn(raw: string, base: number, start: number, index: LicenseIndex, choice: boolean): readonly Header[] {
  const found = index.within(raw)
  const place = { kind: 'text', start, end: base + raw.trimEnd().length, id: 'text', choice } as const
  if (found.ids.length === 0) return [{ ...place, spdx: unknownTerms, confidence: 0.5 }]
  const ids = found.changed ? [...found.ids, changedTerms] : found.ids
  return ids.map((spdx) => ({ ...place, spdx, confidence: found.confidence }))
}
