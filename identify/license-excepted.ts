// Finds exceptions, and puts them to the statements they are made to: the last one ahead that they fit, with a version before without.
import { type LicenseException, licenseExceptions } from './license-exceptions.ts'
import { vagueIds } from './license-notices.ts'
import type { Words } from './license-words.ts'

type Compiled = LicenseException & { readonly regex: RegExp; readonly fits: RegExp }

const compiled: readonly Compiled[] = licenseExceptions.map((exception) => ({
  ...exception,
  regex: new RegExp(exception.words, 'g'),
  fits: new RegExp(exception.to),
}))

/** What is in every text that names an exception: the one word that all of them share, or what stands for it. */
const signs = ['exception', 'unlimited permission', 'normal system calls', 'standalone applications', 'commitment']

/** An exception in text of words: its place in characters of that text. */
export type FoundException = { readonly at: number; readonly end: number; readonly exceptions: readonly Compiled[] }

/** Exceptions in a text of words, in order of place; several for one place, where the licence decides which it is. */
export function exceptionsIn(words: string): readonly FoundException[] {
  if (!signs.some((sign) => words.includes(sign))) return []
  const found: { at: number; end: number; exceptions: Compiled[] }[] = []
  for (const exception of compiled) {
    if (!words.includes(exception.keyword)) continue
    for (const { index, 0: text } of words.matchAll(exception.regex)) {
      const end = index + text.length
      const same = found.find((other) => index < other.end && end > other.at)
      if (same === undefined) found.push({ at: index, end, exceptions: [exception] })
      else {
        same.at = Math.min(same.at, index)
        same.end = Math.max(same.end, end)
        same.exceptions.push(exception)
      }
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

/** The SPDX expression of a licence with the first of these exceptions that is made to it; null where none is. */
export function withException(spdx: string, exceptions: FoundException['exceptions']): string | null {
  const made = exceptions.find(({ fits }) => fits.test(spdx))
  return made === undefined || / |-with-/.test(spdx) ? null : `${spdx} WITH ${made.spdx}`
}

/** An exception and its place in bytes of the file. */
export type PlacedException = {
  readonly start: number
  readonly end: number
  readonly exceptions: FoundException['exceptions']
}

type Statement = { readonly kind: string; readonly spdx: string; readonly start: number; readonly end: number }

/** Bytes between a statement and the exception to it: a notice of three paragraphs may stand between them. */
const reachMax = 4_000

/** The exceptions in a region that begins at the byte `base`. */
export const placedExceptions = ({ joined, byteAt }: Words, base: number): readonly PlacedException[] =>
  exceptionsIn(joined).map(({ at, end, exceptions }) => ({
    start: base + byteAt(at),
    end: base + byteAt(end),
    exceptions,
  }))

/** Statements with their exceptions, as `GPL-2.0-only WITH Classpath-exception-2.0`; what an exception quotes says nothing. */
export function withExceptions<Found extends Statement>(
  all: readonly Found[],
  exceptions: readonly PlacedException[],
): readonly Found[] {
  return exceptions.reduce((statements: readonly Found[], exception) => {
    const base = baseOf(statements, exception)
    if (base === null) return statements
    const spdx = withException(base.spdx, exception.exceptions) ?? base.spdx
    return statements
      .filter((one) => !isQuoted(one, exception) || one === base)
      .map((one) => (isNamed(one) && one.spdx === base.spdx ? { ...one, spdx } : one))
      .map((one) =>
        one.start === base.start && one.kind === 'notice' ? { ...one, end: Math.max(one.end, exception.end) } : one,
      )
  }, all)
}

const isNamed = ({ kind }: Statement): boolean => kind === 'tag' || kind === 'declared' || kind === 'notice'

// "This exception is an additional permission under section 7 of the GPL, version 3" is no grant of its own.
// A statement may begin a word ahead of it, or end in its first.
const isQuoted = ({ kind, start, end }: Statement, exception: PlacedException): boolean =>
  kind === 'notice' && (start + end) / 2 >= exception.start && end <= exception.end

function baseOf<Found extends Statement>(statements: readonly Found[], exception: PlacedException): Found | null {
  const fitting = statements.filter(
    (one) =>
      isNamed(one) &&
      !isQuoted(one, exception) &&
      Math.abs(exception.start - one.start) <= reachMax &&
      withException(one.spdx, exception.exceptions) !== null,
  )
  const exact = fitting.filter(({ spdx }) => !vagueIds.has(spdx))
  const choice = exact.length > 0 ? exact : fitting
  return choice.findLast(({ start }) => start <= exception.start) ?? choice[0] ?? null
}
