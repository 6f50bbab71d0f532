// The figure of training: accepted samples of the corpus wait in the log, then the trainer's own command trains on them.
// All numbers are those that the trainer committed to training.steps.v1.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SubmissionResult } from '../runtime/submission.ts'
import type { TrainingCommit } from '../schemas/types.ts'
import { eventsOf } from '../tests/support/pipeline.ts'
import { trainingSteps } from '../topics/index.ts'
import type { Corpus } from './corpus.ts'
import { untilSettled } from './flow.ts'
import { openHome } from './home.ts'
import { megabytes, round } from './report.ts'

export type TrainFigureOptions = {
  readonly steps: number
  readonly model: string | null
  /** Packages of the corpus to take samples from. */
  readonly packages: number
  readonly say: (line: string) => void
}

export async function measureTrain(corpus: Corpus, options: TrainFigureOptions, signal: AbortSignal): Promise<object> {
  const { say } = options
  const home = await openHome(signal)
  try {
    await home.startSteps()
    let submitted = 0
    for (const name of readdirSync(corpus.folder).sort().slice(0, options.packages)) {
      const { stdout } = await home.command(['ingest', join(corpus.folder, name), '--as', 'directory', '--json'])
      const result: SubmissionResult = JSON.parse(stdout)
      submitted += result.submitted
      say(`${name}: ${result.submitted} files`)
    }
    const { status } = await untilSettled(home, submitted, say, signal)
    await home.stopSteps()
    say(`${status.files.accepted} samples wait; training ${options.steps} steps`)
    const model = options.model === null ? [] : [`--model=${options.model}`]
    const run = await home.command(['train', '--steps', String(options.steps), ...model, '--json'])
    const commits = (await eventsOf<TrainingCommit>(home.connection, trainingSteps)).map(({ event }) => event)
    return {
      samplesWaiting: status.files.accepted,
      commandSeconds: round(run.seconds),
      trainerPeakRssMegabytes: round(megabytes(run.peakRssBytes), 1),
      ...figureOf(commits),
    }
  } finally {
    await home.stop()
  }
}

/** The first step is left out of the rates: it builds what later ones use. */
export function figureOf(commits: readonly TrainingCommit[]): object {
  const steps = commits.flatMap((commit) => commit.steps)
  const rest = steps.length > 1 ? steps.slice(1) : steps
  const sum = (value: (step: TrainingCommit['steps'][number]) => number): number =>
    rest.reduce((total, step) => total + value(step), 0)
  const [tokens, slots, computeMs, waitMs] = [
    sum((step) => step.tokens),
    sum((step) => step.slots),
    sum((step) => step.computeMs),
    sum((step) => step.waitMs),
  ]
  const checkpointMs = commits.reduce((total, commit) => total + commit.checkpointMs, 0)
  const last = commits.at(-1)
  return {
    model: last?.model ?? null,
    device: last?.device ?? null,
    steps: steps.length,
    stepsMeasured: rest.length,
    tokens,
    tokensPerSecond: round((tokens * 1_000) / (computeMs + waitMs), 1),
    tokensPerComputeSecond: round((tokens * 1_000) / computeMs, 1),
    realTokensPerSlot: round(tokens / slots, 3),
    waitShare: round(waitMs / (computeMs + waitMs), 3),
    computeMsMean: round(computeMs / rest.length, 1),
    checkpoints: commits.length,
    checkpointMsMean: round(checkpointMs / Math.max(1, commits.length), 1),
    lossFirst: round(steps[0]?.loss ?? 0, 3),
    lossLast: round(steps.at(-1)?.loss ?? 0, 3),
  }
}
