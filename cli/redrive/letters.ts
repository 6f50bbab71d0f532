// Which dead letters are meant, and what stands in the way of each. Both the dry run and the run ask here, so that what is
// shown is what will be done.
import { isCut } from '../../runtime/dead-letter.ts'
import { limits } from '../../runtime/limits.ts'
import { type Range, rangesOf, readRanges } from '../../runtime/reader.ts'
import { headerIn, storyOf } from '../../runtime/redriven.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { type BuryingStep, dlqByStep } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import type { Handled } from './handled.ts'

/** What is done with a letter. */
export type How = 'redriven' | 'dropped'

export type Selection = {
  /** A reason or a code. */
  readonly reason: string | null
  /** When it was buried, in milliseconds since 1970: from `since` on, before `until`. */
  readonly since: number | null
  readonly until: number | null
  readonly fileIds: ReadonlySet<string> | null
  /** One letter alone. */
  readonly letter: { readonly partition: number; readonly offset: number } | null
  /** Also those that have failed as often as a redrive tries by itself. */
  readonly again: boolean
}

/**
 * open: it is its turn. handled: an earlier run has done it. tried: it has failed too often to be sent unasked. cut: it was too
 * large to be kept whole, so there is nothing to send.
 */
export type Standing = 'open' | 'handled' | 'tried' | 'cut' | 'not meant'

export function standingOf(how: How, letter: LogRecord, selection: Selection, handled: Handled): Standing {
  if (!isMeant(letter, selection)) return 'not meant'
  if (handled.has(letter)) return 'handled'
  if (how === 'redriven' && isCut(letter)) return 'cut'
  const tried = how === 'redriven' && !selection.again && storyOf(letter).attempt >= limits.redriveAttemptsMax
  return tried ? 'tried' : 'open'
}

function isMeant(letter: LogRecord, { reason, since, until, fileIds, letter: one }: Selection): boolean {
  if (one !== null && (letter.partition !== one.partition || letter.offset !== one.offset)) return false
  if (reason !== null && ![headerIn(letter, 'dlq.reason'), headerIn(letter, 'dlq.code')].includes(reason)) return false
  if (since !== null && letter.timestamp < since) return false
  if (until !== null && letter.timestamp >= until) return false
  return fileIds === null || fileIds.has(headerIn(letter, 'ce_subject'))
}

/** The letters of a step that are there now, as ranges; one partition and offset where one letter is meant. */
export async function letterRanges(
  { kafka }: Connection,
  step: BuryingStep,
  { letter }: Selection,
): Promise<readonly Range[]> {
  const ranges = await rangesOf(kafka, [dlqByStep[step].name], 'stable')
  if (letter === null) return ranges
  return ranges
    .filter(({ partition }) => partition === letter.partition)
    .map((range) => ({
      ...range,
      from: Math.max(range.from, letter.offset),
      to: Math.min(range.to, letter.offset + 1),
    }))
}

export const readLetters = (
  { kafka }: Connection,
  ranges: readonly Range[],
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> => readRanges(kafka, ranges, signal)
