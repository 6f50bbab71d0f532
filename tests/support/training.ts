// What a test of the trainer's promises needs: a closed log of accepted samples, trainers as real processes that die or
// stop where they are told to, and the same log trained without an interruption, to compare with bit by bit.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openCrashMarker } from '../../runtime/crash-marker.ts'
import { decider } from '../../runtime/decide.ts'
import { openLaneLog } from '../../runtime/lane-log.ts'
import { run } from '../../runtime/loop.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { Sample, SampleUse, TrainingCommit } from '../../schemas/types.ts'
import { samplesAccepted, stepNames, trainingSteps } from '../../topics/index.ts'
import {
  bytesPerToken,
  packBatch,
  startSidecar,
  type TrainingLedger,
  trainerInputs,
  trainerSink,
  trainerStep,
} from '../../trainer/index.ts'
import { checkpointsIn, weightsOf } from './checkpoints.ts'
import { eventsOf, type LivePipeline, madeSubmission, type Running } from './pipeline.ts'

/** Small batches, and the same bits again. */
export const tokensPerBatch = 512
const options = ['--deterministic', '--device', 'cpu']
export const trainerEnv: Readonly<Record<string, string>> = {
  CODELUPE_TRAIN_TOKENS_PER_BATCH: String(tokensPerBatch),
  CODELUPE_TRAIN_OPTIONS: options.join(' '),
}

/** Submits files, has every gate judge them, and closes the log: what is in samples.accepted.v1 then stays. */
export async function closeLog(pipeline: LivePipeline, name: string, files: number): Promise<void> {
  await pipeline.submit(madeSubmission(name, files))
  await pipeline.drain(stepNames.filter((step) => step !== 'trainer' && step !== 'projector'))
}

type Env = Readonly<Record<string, string>>

/** A trainer as a supervisor starts it: it runs until it is stopped, or until it dies where it is told to. */
export const startTrainer = (pipeline: LivePipeline, env: Env = {}): Running =>
  pipeline.spawn(['run', 'trainer'], { ...trainerEnv, ...env })

/** Starts a trainer that is killed, or whose sidecar is, at a marked point. */
export async function killTrainerAt(pipeline: LivePipeline, point: string, env: Env = {}): Promise<void> {
  const killed = startTrainer(pipeline, { ...env, CODELUPE_CRASH_AT: point })
  const end = await killed.ended
  expect([point, end], killed.output()).toEqual([point, point.startsWith('sidecar.') ? '1' : 'SIGKILL'])
}

/** Trains so many steps, or until nothing is left; what it said. */
export async function train(pipeline: LivePipeline, steps: number | 'all', env: Env = {}): Promise<string> {
  const count = steps === 'all' ? [] : ['--steps', String(steps)]
  const training = pipeline.spawn(['train', ...count], { ...trainerEnv, ...env })
  expect(await training.ended, training.output()).toBe('0')
  return training.output()
}

export const commitsOf = async (pipeline: LivePipeline): Promise<readonly TrainingCommit[]> =>
  (await eventsOf<TrainingCommit>(pipeline.connection, trainingSteps)).map(({ event }) => event)

export const acceptedOf = async (pipeline: LivePipeline): Promise<readonly string[]> =>
  (await eventsOf<Sample>(pipeline.connection, samplesAccepted)).map(({ event }) => event.sampleId)

// A whole training beside whatever else a machine has to do: importing torch alone takes one that others share a minute.
const undisturbedMsMax = 540_000

/** What a trainer that nobody disturbs makes of the log: its commits, and the weights after each step. */
export type Undisturbed = { readonly commits: readonly TrainingCommit[]; readonly weights: ReadonlyMap<string, string> }

/**
 * The same loop, log, packer, sink and sidecar over the same topic, undisturbed; only the ledger is in memory. Trains an adapter
 * of the base, where there is one; `trouble` are more options of the sidecar.
 */
export async function trainUndisturbed(
  { config, connection }: LivePipeline,
  { base = null, trouble = [] }: { readonly base?: string | null; readonly trouble?: readonly string[] } = {},
): Promise<Undisturbed> {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-undisturbed-'))
  const patience = AbortSignal.timeout(undisturbedMsMax)
  const python = await sidecarPython(config, () => undefined, patience)
  const sidecar = await startSidecar(
    { python, stateDir: folder, model: base, options: [...options, ...trouble] },
    patience,
  )
  const drained = new AbortController()
  const codec = createCodec()
  const prepare = (records: readonly LogRecord[]): Promise<void> =>
    connection.registry.prepare(codec, samplesAccepted, records)
  const step = trainerStep({
    qualityMin: config.trainQualityMin,
    bytesMin: config.trainBytesMin,
    bytesMax: config.trainBytesMax,
  })
  const decide = decider(step, codec, (effect) => effect)
  const log = await openLaneLog(connection.kafka, {
    topics: trainerInputs,
    group: 'codelupe.test.undisturbed',
    weigh: (record) => {
      const outcome = decide(record)
      const use = outcome.kind === 'effects' ? outcome.effects[0]?.use : undefined
      return use?.kind === 'train' ? Buffer.byteLength(use.text.text) : 0
    },
    pack: (lanes) => packBatch(lanes, { bytes: tokensPerBatch * bytesPerToken, records: 512 }),
    recordsMin: () => 1,
    prepare,
    idle: (waiting) => (waiting === null ? undefined : drained.abort()),
  })
  const commits: TrainingCommit[] = []
  const ledger: TrainingLedger = {
    initialise: async () => undefined,
    history: async () => [],
    commit: async (event) => void commits.push(event),
    close: async () => undefined,
  }
  try {
    await run(
      {
        log,
        sink: trainerSink({
          sidecar,
          ledger,
          marker: openCrashMarker(join(folder, 'step.marker')),
          model: 'tiny-qwen2',
          checkpointsKept: Number.POSITIVE_INFINITY,
          say: () => undefined,
          passing: () => undefined,
        }),
        decide,
        prepare,
        marker: openCrashMarker(join(folder, 'marker')),
        breaker: createBreaker('trainer', config.burialsMin),
        judgeMsMax: Number.POSITIVE_INFINITY,
        observe: () => undefined,
      },
      AbortSignal.any([drained.signal, patience]),
    )
    return {
      commits,
      weights: new Map(commits.map((commit) => [placeOf(commit), weightsOf(folder, commit.checkpoint)])),
    }
  } finally {
    await log.close()
    await sidecar.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A commit is told by where it leads, which is the same with and without disturbances. */
const placeOf = ({ positions }: TrainingCommit): string =>
  positions.map(({ topic, partition, offset }) => `${topic}/${partition}@${offset}`).join(' ')

const learntIn = (commit: TrainingCommit) => ({
  place: placeOf(commit),
  samples: commit.samples.map(({ sampleId, became, step }: SampleUse) => [sampleId, became, step]),
  losses: commit.steps.map(({ step, loss, tokens }) => [step, loss, tokens]),
})

/** The commits that led to the newest one: where a lineage was forked, those that were given up are not among them. */
export function lineOf(commits: readonly TrainingCommit[]): readonly TrainingCommit[] {
  const line: TrainingCommit[] = []
  for (const commit of commits) {
    while (line.length > 0 && line.at(-1)?.manifestSha256 !== commit.parent) line.pop()
    if ((line.at(-1)?.manifestSha256 ?? null) !== commit.parent) throw new Error(`${commit.checkpoint} has no parent`)
    line.push(commit)
  }
  return line
}

/**
 * Everything that was ever committed under the newest lineage, and under those that it was forked from up to the forks: also
 * a commit of somebody who should have been kept out, which no line holds.
 */
export function lineageOf(commits: readonly TrainingCommit[]): readonly TrainingCommit[] {
  const all: TrainingCommit[] = []
  let upTo = commits
  while (upTo.length > 0) {
    const own = upTo.filter(({ lineage }) => lineage === upTo.at(-1)?.lineage)
    all.unshift(...own)
    const [first] = own
    const before = commits.slice(0, first === undefined ? 0 : commits.indexOf(first))
    upTo = before.slice(0, 1 + before.findLastIndex(({ manifestSha256 }) => manifestSha256 === first?.parent))
  }
  return all
}

/**
 * What the trainers have learnt so far is, commit by commit and to the last bit, what the undisturbed one learnt: the same
 * samples, each once, the same losses, the same weights in every checkpoint on disk but the named ones. Returns the line.
 */
export async function expectAsUndisturbed(
  pipeline: LivePipeline,
  undisturbed: Undisturbed,
  damaged: readonly string[] = [],
): Promise<readonly TrainingCommit[]> {
  const line = lineOf(await commitsOf(pipeline))
  const used = line.flatMap(({ samples }) => samples.map(({ sampleId }) => sampleId))
  expect(used.toSorted()).toEqual([...new Set(used)].toSorted())
  expect(line.map(learntIn)).toEqual(undisturbed.commits.slice(0, line.length).map(learntIn))
  const folder = checkpointsIn(pipeline)
  const present = line.filter(({ checkpoint }) => existsSync(join(folder, checkpoint)) && !damaged.includes(checkpoint))
  expect(present.map(({ checkpoint }) => checkpoint)).toContain(line.at(-1)?.checkpoint)
  expect(present.map(({ checkpoint }) => weightsOf(folder, checkpoint))).toEqual(
    present.map((commit) => undisturbed.weights.get(placeOf(commit))),
  )
  return line
}

/** As above, and to the end of the closed log: every sample that is in it was used, once, and the last weights are the same. */
export async function expectAsUndisturbedToTheEnd(
  pipeline: LivePipeline,
  undisturbed: Undisturbed,
  damaged: readonly string[] = [],
): Promise<readonly TrainingCommit[]> {
  const line = await expectAsUndisturbed(pipeline, undisturbed, damaged)
  expect(line).toHaveLength(undisturbed.commits.length)
  const used = line.flatMap(({ samples }) => samples.map(({ sampleId }) => sampleId))
  expect(used.toSorted()).toEqual((await acceptedOf(pipeline)).toSorted())
  return line
}

/** The verifier finds nothing in the log and the checkpoints. */
export async function expectSound(pipeline: LivePipeline): Promise<void> {
  expect(await breaksIn(pipeline)).toEqual({ total: 0, byKind: {}, first: [] })
}

/** What the verifier finds: `total`, `byKind` and the first ones. */
export async function breaksIn(pipeline: LivePipeline): Promise<unknown> {
  const verifying = pipeline.spawn(['verify', '--json', '--projections', 'off'])
  await verifying.ended
  const found: unknown = JSON.parse(verifying.stdout() || JSON.stringify({ breaks: verifying.output() }))
  return Object(found).breaks
}

/** A word that only this sample has, and its record: madeSource numbers the function of each file. */
export async function markOf(
  { connection }: LivePipeline,
  sampleId: string,
): Promise<{ readonly word: string; readonly record: LogRecord }> {
  const found = (await eventsOf<Sample>(connection, samplesAccepted)).find(({ event }) => event.sampleId === sampleId)
  const word = /function \w+?(_\d+\()/.exec(found?.event.file.content?.toString() ?? '')?.[1]
  if (found === undefined || word === undefined) throw new Error(`expected a made sample ${sampleId}`)
  return { word, record: found.record }
}
