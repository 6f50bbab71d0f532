// One optimizer step on a batch's samples. A sample that alone does not fit into memory is left out and buried.
import type { Batch, Outcome } from '../runtime/step.ts'
import type { Stepped, TrainingText } from './protocol.ts'
import type { Sidecar } from './sidecar.ts'
import { isRefused } from './sidecar-error.ts'
import type { TrainingEffect } from './step.ts'

const textsOf = (outcomes: readonly Outcome<TrainingEffect>[]): readonly TrainingText[] =>
  effectsOf(outcomes).flatMap((effect) => (effect.use.kind === 'train' ? [effect.use.text] : []))

export const effectsOf = (outcomes: readonly Outcome<TrainingEffect>[]): readonly TrainingEffect[] =>
  outcomes.flatMap((outcome) => (outcome.kind === 'effects' ? outcome.effects : []))

/** One optimizer step; null where no sample is to be trained. A sample that does not fit into memory is left out. */
export async function train(
  sidecar: Sidecar,
  expectedStep: number,
  outcomes: readonly Outcome<TrainingEffect>[],
  batch: Batch,
  signal: AbortSignal,
): Promise<Stepped | null> {
  const texts = textsOf(outcomes)
  if (texts.length === 0) return null
  const batchId = batch.from.map(({ topic, partition, offset }) => `${topic}/${partition}:${offset}`).join(',')
  const tooLarge: string[] = []
  for (;;) {
    const sent = texts.filter((text) => !tooLarge.includes(text.sampleId))
    try {
      const stepped = await sidecar.step({ batchId: `${batchId}/${tooLarge.length}`, expectedStep }, sent, signal)
      const buried = tooLarge.map((sampleId) => ({
        sampleId,
        became: 'buried' as const,
        reason: 'out-of-memory',
        step: null,
        tokens: 0,
        chunks: 0,
        fim: 0,
      }))
      return { ...stepped, samples: [...stepped.samples, ...buried] }
    } catch (error) {
      const sampleId = isRefused(error, 'out-of-memory') ? error.facts.sampleId : undefined
      if (sampleId === undefined || tooLarge.includes(sampleId)) throw error
      tooLarge.push(sampleId)
    }
  }
}
