// Where in a file licence statements may stand: a few literals found in one pass, and the text around them. Only those
// regions are read as words, so a file without a statement costs the pass alone.
import { type Header, headersIn, type Region } from '../../identify/license-headers.ts'
import type { LicensePack } from '../../identify/license-pack.ts'
import type { LicenseIndex } from '../../identify/license-text.ts'
import type { JudgedFile } from '../processor.ts'
import { compile, type Pattern } from '../rules.ts'

/** Bytes read around a literal. Licence texts need more behind it than a sentence does. */
type Reach = { readonly before: number; readonly after: number }

const sentence: Reach = { before: 300, after: 400 }
const wholeText: Reach = { before: 200, after: 3_200 }

type Gate = { readonly literal: string; readonly reach: Reach }

const gatesOf = (reach: Reach, literals: readonly string[]): readonly Gate[] =>
  literals.map((literal) => ({ literal, reach }))

/** Literals, one of which is near every statement that is read. */
export const gates: readonly Gate[] = [
  ...gatesOf(sentence, [
    'licens',
    'licenc',
    'gpl',
    'released under',
    'distributed under',
    'under asl',
    'under mit',
    'under bsd',
    'under apache',
    'under the mit',
    'under the bsd',
    'under the apache',
    'not be copied',
    'not be disclosed',
    'not be reproduced',
    'not be distributed',
    'unpublished',
    'public domain',
    'the public',
    'disclaims copyright',
    'proprietary',
    'confidential',
    'unauthori',
    'commons clause',
  ]),
  // The same in other languages; letters outside ASCII have no case here.
  ...gatesOf(sentence, [
    'lizenz',
    'gemeinfrei',
    ...['лицензи', 'Лицензи', '许可', '許可', '授权', '公有领域', '公共领域', 'ライセンス'].map((text) =>
      Buffer.from(text).toString('latin1'),
    ),
  ]),
  ...gatesOf(sentence, [
    'creative commons',
    'creativecommons.org',
    'trade secret',
    'no part of this',
    'terms as perl',
    'no-ai',
    'no ai ',
  ]),
  ...gatesOf(sentence, [
    'be used to train',
    'to train ',
    'for training',
    'of training',
    'training of',
    'training on',
    'ai training',
    'data mining',
    'commercial purposes',
    'use only',
    'purposes only',
  ]),
  ...gatesOf(sentence, ['commercial us', 'retain all', 'special exception']),
  ...gatesOf(wholeText, [
    'hereby',
    'redistribution',
    'permission to',
    'as-is',
    'unencumbered',
    'permission is',
    'permitted to copy',
  ]),
]

/** Bytes of a file that are read as words; what lies beyond them is not looked at. */
export const regionBytesMax = 65_536

/** Literals looked at in one file. */
const windowsMax = 100_000

const patterns: readonly Pattern[] = gates.map(({ literal }) => ({ id: literal, keywords: [literal], pattern: null }))

export type Scanned = {
  readonly headers: readonly Header[]
  /** Bytes read as words. */
  readonly regionBytes: number
  /** True where the file has more literals than are looked at, or more text around them than is read. */
  readonly exhausted: boolean
}

/** Reads every statement of a file. */
export function createScan(index: LicenseIndex, pack: LicensePack | null = null): (file: JudgedFile) => Scanned {
  const literalsIn = compile(patterns, { windowsMax, matchesMax: windowsMax })
  return (file) => {
    const { matches, exhausted } = literalsIn(file.content, file.text)
    if (matches.length === 0) return { headers: [], regionBytes: 0, exhausted }
    const { regions, cut } = regionsOf(matches, file.text.length)
    const regionBytes = regions.reduce((sum, { start, end }) => sum + end - start, 0)
    return { headers: headersIn(file.text, regions, index, pack), regionBytes, exhausted: exhausted || cut }
  }
}

function regionsOf(
  matches: readonly { readonly pattern: number; readonly start: number; readonly end: number }[],
  length: number,
): { readonly regions: readonly Region[]; readonly cut: boolean } {
  const regions: { start: number; end: number }[] = []
  let total = 0
  for (const { pattern, start, end } of matches) {
    const reach = gates[pattern]?.reach ?? sentence
    const last = regions.at(-1)
    const from = Math.max(0, start - reach.before, last?.end ?? 0)
    const to = Math.min(length, end + reach.after)
    if (to <= from) continue
    if (total + to - from > regionBytesMax) return { regions, cut: true }
    total += to - from
    if (last !== undefined && from === last.end) last.end = to
    else regions.push({ start: from, end: to })
  }
  return { regions, cut: false }
}
