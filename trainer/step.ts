// The trainer's pure half: says of each sample whether it is trained on, or why it is left out.
import type { LogRecord, Step } from '../runtime/step.ts'
import type { Sample } from '../schemas/types.ts'
import { isRedrive, redriveByStep, samplesAccepted, type Topic } from '../topics/index.ts'
import type { TrainingText } from './protocol.ts'

/** Which samples are trained on. */
export type TrainerSettings = {
  /** Least quality score, 0 to 100; a sample without one is trained on. */
  readonly qualityMin: number
  readonly bytesMin: number
  readonly bytesMax: number
}

/** What is to become of one sample. */
export type TrainingEffect = {
  readonly sampleId: string
  readonly fileId: string
  readonly submission: string
  /** Offset of the record that a redrive made of it; null where it was read from its own topic. */
  readonly redriven: number | null
  readonly use:
    | { readonly kind: 'train'; readonly text: TrainingText }
    | { readonly kind: 'skip'; readonly reason: string }
}

/** Samples, and what was buried of them, sent once more. */
export const trainerInputs: readonly Topic[] = [samplesAccepted, redriveByStep.trainer]

export function trainerStep(settings: TrainerSettings): Step<Sample, TrainingEffect> {
  return {
    name: 'trainer',
    inputs: [samplesAccepted],
    redrives: redriveByStep.trainer,
    handle: (sample, record) => [effectOf(sample, record, settings)],
  }
}

/** The offset that marks a redriven record's use; null for a record of the step's own input. */
export const redrivenAt = ({ topic, offset }: LogRecord): number | null => (isRedrive(topic) ? offset : null)

function effectOf(sample: Sample, record: LogRecord, settings: TrainerSettings): TrainingEffect {
  const { sampleId, file } = sample
  const about = { sampleId, fileId: file.fileId, submission: file.submission, redriven: redrivenAt(record) }
  const score = sample.verdicts.find((verdict) => verdict.processor === 'quality')?.signals.score
  if (file.content === null) throw new Error('trainer: a sample came without its content')
  const reason = reasonToSkip(file.content.length, score, settings)
  if (reason !== null) return { ...about, use: { kind: 'skip', reason } }
  const { host, owner, name } = file.repository
  const text = {
    sampleId,
    path: file.path,
    repository: `${host}/${owner}/${name}`,
    language: file.language,
    text: file.content.toString('utf8'),
  }
  return { ...about, use: { kind: 'train', text } }
}

function reasonToSkip(bytes: number, score: number | undefined, settings: TrainerSettings): string | null {
  if (bytes < settings.bytesMin) return 'too-short'
  if (bytes > settings.bytesMax) return 'too-long'
  return score !== undefined && score < settings.qualityMin ? 'quality' : null
}
