// Training: lineages, commits, optimizer steps, and what became of each sample, so that a step can be traced back to the
// files in it and a file forward to its step.
import { change, jsonText, type RowChange, table } from '../runtime/sql.ts'
import type { LogRecord } from '../runtime/step.ts'
import type { Became, SampleUse, TrainingCommit } from '../schemas/types.ts'
import { nothing, type Projection, place, placeOf } from './projection.ts'

const lineages = table('training_lineages', {
  lineage: ['text', 'key'],
  fence: ['bigint', 'max'],
  step: ['bigint', 'max'],
  commits: ['bigint', 'sum'],
  trained: ['bigint', 'sum'],
  held_out: ['bigint', 'sum'],
  skipped: ['bigint', 'sum'],
  buried: ['bigint', 'sum'],
  redriven: ['bigint', 'sum'],
  tokens: ['bigint', 'sum'],
})

const commits = table('training_commits', {
  lineage: ['text', 'key'],
  checkpoint: ['text', 'key'],
  parent_lineage: ['text', 'fact'],
  parent: ['text', 'fact'],
  fence: ['bigint', 'fact'],
  manifest_sha256: ['text', 'fact'],
  model: ['text', 'fact'],
  device: ['text', 'fact'],
  checkpoint_ms: ['double', 'fact'],
  samples: ['int', 'fact'],
  positions: ['json', 'fact'],
  ...place,
})

const steps = table('training_steps', {
  lineage: ['text', 'key'],
  step: ['bigint', 'key'],
  checkpoint: ['text', 'fact'],
  loss: ['double', 'fact'],
  tokens: ['bigint', 'fact'],
  slots: ['bigint', 'fact'],
  compute_ms: ['double', 'fact'],
  wait_ms: ['double', 'fact'],
  ...place,
})

const uses = table('sample_uses', {
  file_id: ['text', 'key'],
  submission: ['text', 'key'],
  lineage: ['text', 'key'],
  redriven_offset: ['bigint', 'key'],
  checkpoint: ['text', 'fact'],
  became: ['text', 'fact'],
  reason: ['text', 'fact'],
  step: ['bigint', 'fact'],
  tokens: ['bigint', 'fact'],
  ...place,
  records: ['int', 'sum'],
})

// A key has no null.
const notRedriven = -1

export const trainingProjection: Projection = {
  name: 'training',
  tables: [lineages, commits, steps, uses],
  inputs: ['trained'],
  fold: (event) => {
    if (event.kind !== 'trained') return nothing
    const { commit, record } = event
    return [lineageOf(commit), commitOf(commit, record), ...stepsOf(commit, record), ...usesOf(commit, record)]
  },
}

function lineageOf(commit: TrainingCommit): RowChange {
  const became = (what: Became): number => commit.samples.filter((sample) => sample.became === what).length
  return change(lineages, {
    lineage: commit.lineage,
    fence: commit.fence,
    step: Math.max(0, ...commit.steps.map((step) => step.step)),
    commits: 1,
    trained: became('trained'),
    held_out: became('heldOut'),
    skipped: became('skipped'),
    buried: became('buried'),
    redriven: commit.samples.filter(endsBurial).length,
    tokens: commit.steps.reduce((sum, step) => sum + step.tokens, 0),
  })
}

/** Whether it is the use of a redriven sample that had stood as buried, and does so no longer. */
const endsBurial = ({ redriven, became, reason }: SampleUse): boolean =>
  redriven !== null && became !== 'buried' && reason !== 'not-buried'

const commitOf = (commit: TrainingCommit, record: LogRecord): RowChange =>
  change(commits, {
    lineage: commit.lineage,
    checkpoint: commit.checkpoint,
    parent_lineage: commit.parentLineage,
    parent: commit.parent,
    fence: commit.fence,
    manifest_sha256: commit.manifestSha256,
    model: commit.model,
    device: commit.device,
    checkpoint_ms: commit.checkpointMs,
    samples: commit.samples.length,
    positions: jsonText(commit.positions),
    ...placeOf(record),
  })

const stepsOf = ({ lineage, checkpoint, steps: made }: TrainingCommit, record: LogRecord): readonly RowChange[] =>
  made.map((step) =>
    change(steps, {
      lineage,
      step: step.step,
      checkpoint,
      loss: step.loss,
      tokens: step.tokens,
      slots: step.slots,
      compute_ms: step.computeMs,
      wait_ms: step.waitMs,
      ...placeOf(record),
    }),
  )

const usesOf = ({ lineage, checkpoint, samples }: TrainingCommit, record: LogRecord): readonly RowChange[] =>
  samples.map((sample) =>
    change(uses, {
      file_id: sample.fileId,
      submission: sample.submission,
      lineage,
      redriven_offset: sample.redriven ?? notRedriven,
      checkpoint,
      became: sample.became,
      reason: sample.reason,
      step: sample.step,
      tokens: sample.tokens,
      ...placeOf(record),
      records: 1,
    }),
  )
