// What a commit of the trainer says: the steps, the checkpoint, the positions, and what became of every sample.
import { fail } from '../runtime/errors.ts'
import type { Batch, LogRecord, Outcome } from '../runtime/step.ts'
import type { SampleUse, TrainingCommit } from '../schemas/types.ts'
import { fromHeader } from '../topics/header-text.ts'
import type { Stepped } from './protocol.ts'
import type { Head } from './recovery.ts'
import { redrivenAt, type TrainingEffect } from './step.ts'
import { crashed } from './train.ts'

export type Burial = Extract<Outcome<never>, { kind: 'burial' }>

type EventParts = {
  readonly before: Head
  readonly head: Head
  readonly stepped: Stepped | null
  readonly outcomes: readonly Outcome<TrainingEffect>[]
  readonly batch: Batch
  readonly waitMs: number
  readonly checkpointMs: number
  readonly fence: number
  readonly model: string
}

export function eventOf(parts: EventParts): TrainingCommit {
  const { before, head, stepped, batch } = parts
  if (head.checkpoint === null) throw fail('sidecar.failed', 'expected a checkpoint to commit, found none')
  const steps =
    stepped === null || !stepped.trained || stepped.loss === null
      ? []
      : [
          {
            step: stepped.step,
            loss: stepped.loss,
            tokens: stepped.tokens,
            slots: stepped.slots,
            computeMs: stepped.computeMs,
            waitMs: parts.waitMs,
          },
        ]
  return {
    lineage: head.lineage,
    parentLineage: head.parentLineage,
    fence: parts.fence,
    checkpoint: head.checkpoint.name,
    manifestSha256: head.checkpoint.manifestSha256,
    parent: before.checkpoint?.manifestSha256 ?? null,
    model: parts.model,
    steps,
    positions: batch.next,
    samples: parts.outcomes.flatMap((outcome) => usesOf(outcome, stepped)),
    device: stepped?.device ?? '',
    checkpointMs: parts.checkpointMs,
  }
}

const usesOf = (outcome: Outcome<TrainingEffect>, stepped: Stepped | null): readonly SampleUse[] =>
  outcome.kind === 'burial' ? buriedUse(outcome) : outcome.effects.map((effect) => useOf(effect, stepped))

/** Of a sample that the step could not handle its headers say which it is; a record of somebody else says nothing. */
function buriedUse({ record, code }: Burial): readonly SampleUse[] {
  const header = (name: string): string => record.headers.find(([found]) => found === name)?.[1] ?? ''
  const [fileId, submission] = [header('ce_subject'), fromHeader(header('x-submission'))]
  if (!/^[0-9a-f]{32}$/.test(fileId) || submission === '') return []
  const about = { sampleId: `${fileId}@${submission}`, fileId, submission, redriven: redrivenAt(record) }
  return [{ ...about, became: 'buried', reason: code, step: null, tokens: 0 }]
}

function useOf(effect: TrainingEffect, stepped: Stepped | null): SampleUse {
  const { sampleId, fileId, submission, redriven, use } = effect
  const about = { sampleId, fileId, submission, redriven }
  if (use.kind === 'skip') return { ...about, became: 'skipped', reason: use.reason, step: null, tokens: 0 }
  const found = stepped?.samples.find((text) => text.sampleId === sampleId)
  if (found === undefined)
    throw fail('sidecar.failed', `expected the sidecar to say what became of every sample, found none for ${sampleId}`)
  return { ...about, became: found.became, reason: found.reason, step: found.step, tokens: found.tokens }
}

/** What the step buried, and what the sidecar did. */
export function burialsOf(outcomes: readonly Outcome<TrainingEffect>[], stepped: Stepped | null): readonly Burial[] {
  const reasons = new Map(
    (stepped?.samples ?? [])
      .filter((text) => text.became === 'buried')
      .map((text) => [text.sampleId, text.reason ?? 'unnamed']),
  )
  return outcomes.flatMap((outcome): readonly Burial[] => {
    if (outcome.kind === 'burial') return [outcome]
    const sent = outcome.effects.filter(({ use }) => use.kind === 'train')
    const reason = sent.map((effect) => reasons.get(effect.sampleId)).find((found) => found !== undefined)
    return reason === undefined ? [] : [buriedBySidecar(outcome.record, reason)]
  })
}

const buriedBySidecar = (record: LogRecord, reason: string): Burial =>
  reason === crashed
    ? { kind: 'burial', record, reason, code: reason, message: 'the sidecar ended while it trained on this sample' }
    : {
        kind: 'burial',
        record,
        reason: 'handle',
        code: `sidecar.${reason}`,
        message: `the sidecar could not train on this sample: ${reason}`,
      }
