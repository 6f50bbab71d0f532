// One optimizer step on a batch's samples. A sample that alone does not fit into memory, or that ends the sidecar, is left
// out and buried. The latter names nothing: the records of a step that had no answer are marked, and the trainer ends. After
// two such ends on one batch its samples are tried one by one; the one that ends the sidecar then is guilty. Where none does,
// and all together do so again, as where the system ends what takes too much memory, each document goes through by itself.
import type { Batch, LogRecord, Outcome } from '../runtime/step.ts'
import type { Stepped, StepRequest, TextUse, TrainingText } from './protocol.ts'
import type { Head } from './recovery.ts'
import type { Sidecar } from './sidecar.ts'
import { isRefused, type SidecarError } from './sidecar-error.ts'
import type { TrainingEffect } from './step.ts'

/** Remembers across processes which records were being trained on when a sidecar ended (runtime/crash-marker.ts). */
export type StepMarker = {
  /**
   * Whether these are to be tried one by one, which of them ended a sidecar before, and whether they were tried, fine, and
   * ended one together.
   */
  readonly plan: (records: readonly LogRecord[]) => {
    readonly single: boolean
    readonly crashed: readonly LogRecord[]
    readonly apart: boolean
  }
  /** No answer came for these. */
  readonly note: (records: readonly LogRecord[]) => void
  /** These were answered for. */
  readonly clear: (answered: readonly LogRecord[]) => void
}

export type Training = { readonly sidecar: Pick<Sidecar, 'step' | 'resume'>; readonly marker: StepMarker }

/** Why a sample is buried that ended the sidecar, as the reason and the code of its burial. */
export const crashed = 'process.crashed'

type Sent = { readonly record: LogRecord; readonly text: TrainingText }

const sentOf = (outcome: Outcome<TrainingEffect>): readonly Sent[] =>
  outcome.kind === 'burial'
    ? []
    : outcome.effects.flatMap(({ use }) => (use.kind === 'train' ? [{ record: outcome.record, text: use.text }] : []))

/** One optimizer step from where the head stands; null where no sample is to be trained. */
export async function train(
  training: Training,
  head: Head,
  outcomes: readonly Outcome<TrainingEffect>[],
  batch: Batch,
  signal: AbortSignal,
): Promise<Stepped | null> {
  const { marker } = training
  const sent = outcomes.flatMap(sentOf)
  if (sent.length === 0) return null
  const batchId = batch.from.map(({ topic, partition, offset }) => `${topic}/${partition}:${offset}`).join(',')
  const records = sent.map(({ record }) => record)
  const plan = marker.plan(records)
  const left = sent.filter(({ record }) => !plan.crashed.includes(record))
  if (plan.single && !plan.apart) await tryEach(training, head, batchId, left, signal)
  const stepped = await marked(training, { batchId, expectedStep: head.step, alone: plan.apart }, left, signal)
  marker.clear(records)
  const guilty = sent.filter((one) => !left.includes(one))
  return { ...stepped, samples: [...stepped.samples, ...guilty.map(({ text }) => buriedUse(text.sampleId, crashed))] }
}

/** Each alone, on top of one another; then the model is put back to where it stood. */
async function tryEach(
  training: Training,
  head: Head,
  batchId: string,
  sent: readonly Sent[],
  signal: AbortSignal,
): Promise<void> {
  let expectedStep = head.step
  for (const [index, one] of sent.entries())
    expectedStep = (
      await marked(training, { batchId: `${batchId}/try ${index}`, expectedStep, alone: false }, [one], signal)
    ).step
  await training.sidecar.resume(head.checkpoint ?? 'fresh', signal)
}

/** A step whose records are marked where it has no answer. What does not fit into memory is left out of it. */
async function marked(
  { sidecar, marker }: Training,
  { batchId, expectedStep, alone }: Required<StepRequest>,
  sent: readonly Sent[],
  signal: AbortSignal,
): Promise<Stepped> {
  const tooLarge: string[] = []
  for (;;) {
    const texts = sent.map(({ text }) => text).filter((text) => !tooLarge.includes(text.sampleId))
    try {
      const stepped = await sidecar.step(
        { batchId: `${batchId}/${tooLarge.length}`, expectedStep, alone },
        texts,
        signal,
      )
      const buried = tooLarge.map((sampleId) => buriedUse(sampleId, 'out-of-memory'))
      return { ...stepped, samples: [...stepped.samples, ...buried] }
    } catch (error) {
      const sampleId = isRefused(error, 'out-of-memory') ? error.facts.sampleId : undefined
      if (unanswered.some((reason) => isRefused(error, reason))) marker.note(sent.map(({ record }) => record))
      if (sampleId === undefined || tooLarge.includes(sampleId)) throw error
      tooLarge.push(sampleId)
    }
  }
}

// It ended, or did not come to an end. One that refuses, or a trainer that is killed, says nothing of a sample.
const unanswered: readonly SidecarError['reason'][] = ['gone', 'timeout']

const buriedUse = (sampleId: string, reason: string): TextUse => ({
  ...{ sampleId, became: 'buried', reason },
  ...{ step: null, tokens: 0, chunks: 0, fim: 0 },
})
