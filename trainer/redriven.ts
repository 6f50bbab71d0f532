// Redriven samples: a lineage says what became of a sample, and may take it once more only while it stands there as buried.
// A lineage that was forked before it read the sample reads it again from samples.accepted.v1, and may train it then: so
// what counts is not the redrive, but what this lineage has said (docs/adr/0019).
import type { Outcome } from '../runtime/step.ts'
import type { SampleUse, TrainingCommit } from '../schemas/types.ts'
import type { TrainingEffect } from './step.ts'

/** Sample ids that stand as buried in a lineage: neither trained nor left out for another reason since. */
export type Buried = ReadonlySet<string>

/** Why a redriven sample is left out by a lineage that has not buried it: that one reads it, or has read it, by itself. */
export const notBuried = 'not-buried'

/** What is buried once these uses are in the lineage. */
export function buriedAfter(buried: Buried, uses: readonly SampleUse[]): Buried {
  const after = new Set(buried)
  for (const { sampleId, became, redriven } of uses) {
    if (redriven === null && became === 'buried') after.add(sampleId)
    if (redriven !== null && became !== 'buried') after.delete(sampleId)
  }
  return after
}

/** What the lineage of a commit has buried up to it: also what the lineages had that it was forked from, up to the forks. */
export function buriedUpTo(history: readonly TrainingCommit[], last: TrainingCommit): Buried {
  return lineageUpTo(history, last).reduce<Buried>((buried, { samples }) => buriedAfter(buried, samples), new Set())
}

function lineageUpTo(history: readonly TrainingCommit[], last: TrainingCommit): readonly TrainingCommit[] {
  const parts: (readonly TrainingCommit[])[] = []
  let before = history.slice(0, history.lastIndexOf(last) + 1)
  while (before.length > 0) {
    const name = before.at(-1)?.lineage
    const first = before.findIndex(({ lineage }) => lineage === name)
    const parent = before[first]?.parent
    parts.unshift(before.slice(first).filter(({ lineage }) => lineage === name))
    const earlier = before.slice(0, first)
    before = earlier.slice(0, 1 + earlier.findLastIndex(({ manifestSha256 }) => manifestSha256 === parent))
  }
  return parts.flat()
}

/** Leaves out every redriven sample that the lineage has not buried; of several records of one sample all but the first. */
export function onlyBuried(
  outcomes: readonly Outcome<TrainingEffect>[],
  buried: Buried,
): readonly Outcome<TrainingEffect>[] {
  const left = new Set(buried)
  const taken = (effect: TrainingEffect): TrainingEffect =>
    effect.redriven === null || left.delete(effect.sampleId)
      ? effect
      : { ...effect, use: { kind: 'skip', reason: notBuried } }
  return outcomes.map((outcome) =>
    outcome.kind === 'effects' ? { ...outcome, effects: outcome.effects.map(taken) } : outcome,
  )
}
