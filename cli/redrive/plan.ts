// What a redrive or a drop would do, by step, reason and code, with a few examples. Nothing is written, nobody is fenced.
import { limits } from '../../runtime/limits.ts'
import { headerIn, storyOf } from '../../runtime/redriven.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { BuryingStep } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { letterIdText } from '../dead-letter-id.ts'
import { readHandled } from './handled.ts'
import { type How, letterRanges, readLetters, type Selection, standingOf } from './letters.ts'

export type PlanGroup = {
  readonly step: BuryingStep
  readonly reason: string
  readonly code: string
  /** Letters whose turn it is. */
  readonly letters: number
  /** Letters that have failed too often to be sent unasked. */
  readonly tried: number
  readonly examples: readonly { readonly id: string; readonly fileId: string | null; readonly attempt: number }[]
}

export type Plan = {
  readonly letters: number
  readonly tried: number
  /** Letters that are meant, and that an earlier run has handled. */
  readonly handled: number
  /** Letters that were too large to be kept whole. */
  readonly cut: number
  readonly groups: readonly PlanGroup[]
}

export async function planOf(
  how: How,
  steps: readonly BuryingStep[],
  selection: Selection,
  connection: Connection,
  signal: AbortSignal,
): Promise<Plan> {
  const groups = new Map<string, PlanGroup>()
  const counts = { handled: 0, cut: 0 }
  for (const step of steps) {
    const handled = await readHandled(connection, step, signal)
    const ranges = await letterRanges(connection, step, selection)
    for await (const records of readLetters(connection, ranges, signal)) {
      for (const letter of records) {
        const standing = standingOf(how, letter, selection, handled)
        if (standing === 'handled' || standing === 'cut') counts[standing]++
        if (standing === 'open' || standing === 'tried') count(groups, step, letter, standing)
      }
    }
  }
  signal.throwIfAborted()
  const all = [...groups.values()]
  const sum = (of: 'letters' | 'tried'): number => all.reduce((total, group) => total + group[of], 0)
  return { letters: sum('letters'), tried: sum('tried'), ...counts, groups: all }
}

function count(groups: Map<string, PlanGroup>, step: BuryingStep, letter: LogRecord, standing: 'open' | 'tried'): void {
  const [reason, code] = [headerIn(letter, 'dlq.reason'), headerIn(letter, 'dlq.code')]
  const key = `${step}\0${reason}\0${code}`
  const before = groups.get(key) ?? { step, reason, code, letters: 0, tried: 0, examples: [] }
  const example = {
    id: letterIdText(step, letter.topic, letter.partition, letter.offset),
    fileId: headerIn(letter, 'ce_subject') || null,
    attempt: storyOf(letter).attempt,
  }
  groups.set(key, {
    ...before,
    letters: before.letters + (standing === 'open' ? 1 : 0),
    tried: before.tried + (standing === 'tried' ? 1 : 0),
    examples: before.examples.length < limits.redriveExamplesMax ? [...before.examples, example] : before.examples,
  })
}
