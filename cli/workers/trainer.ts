// The trainer as a process: its sidecar, its ledger in Kafka, the loop, and the endpoints that say how it stands.
import { basename, join } from 'node:path'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { type Codec, createCodec } from '../../runtime/codec.ts'
import type { Config } from '../../runtime/config.ts'
import { openCrashMarker } from '../../runtime/crash-marker.ts'
import { crashAt, type Passing } from '../../runtime/crash-point.ts'
import { decider } from '../../runtime/decide.ts'
import { fail } from '../../runtime/errors.ts'
import { acceptedGaps, gapRecorder } from '../../runtime/gap.ts'
import { type LaneLog, openLaneLog } from '../../runtime/lane-log.ts'
import { ticker } from '../../runtime/lifecycle.ts'
import type { Listening } from '../../runtime/listening.ts'
import { run } from '../../runtime/loop.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { type StepMetrics, stepMetrics } from '../../runtime/telemetry.ts'
import { batchTracer } from '../../runtime/tracing.ts'
import type { Sample } from '../../schemas/types.ts'
import { redriveByStep, samplesAccepted, topics } from '../../topics/index.ts'
import {
  bytesPerToken,
  packBatch,
  type SidecarSettings,
  startSidecar,
  trainerInputs,
  trainerSink,
  trainerStep,
} from '../../trainer/index.ts'
import type { Context } from '../command.ts'
import { type Connection, withAdmin } from '../connect.ts'
import { removeTrainer, writeTrainer } from '../trainer-file.ts'
import { openLedger } from './ledger.ts'
import { endpointsOf, lagOf } from './trainer-endpoints.ts'
import { serveTrainer } from './trainer-server.ts'
import { type CommitView, type Follower, followLedger } from './trainer-state.ts'
import { type Stop, stopper } from './trainer-stop.ts'
import { waitingLine } from './waiting.ts'

// Records of one batch: more would not fit the sidecar's request in memory at their largest.
const batchRecordsMax = 512
const checkpointsKept = 3

export type TrainerRun = {
  readonly model?: string
  /** Ends after so many optimizer steps, or once there is nothing left to train on; unset: runs until it is stopped. */
  readonly stepsMax?: number
  /** Told after each commit that made steps. */
  readonly onStep?: (step: number, loss: number | null) => void
}

/** What one run did. */
export type TrainerResult = {
  readonly commits: number
  readonly steps: number
  readonly tokens: number
  readonly last: CommitView | null
  /** Records left in its inputs. */
  readonly lag: number
}

type Sidecar = Awaited<ReturnType<typeof startSidecar>>

export async function runTrainer(
  { config, signal, terminal }: Context,
  connection: Connection,
  options: TrainerRun,
): Promise<TrainerResult> {
  await withAdmin(connection, (admin) => admin.requirePartitions(topics))
  const python = await sidecarPython(config, terminal.say, signal)
  const settings: SidecarSettings = {
    python,
    stateDir: join(config.home, 'trainer'),
    model: options.model ?? null,
    options: [...(config.trainOptions ?? []), ...sidecarCrash(config.crashAt)],
    log: terminal.say,
  }
  const metrics = stepMetrics('trainer', Date.now)
  const stop = stopper(options.stepsMax, signal)
  const trained: StepMetrics['trained'] = (commit) => {
    metrics.trained(commit)
    options.onStep?.(commit.step, commit.loss)
  }
  const passing = crashAt(config.crashAt)
  const work = await open({ config, connection, settings, metrics, trained, stop, passing, say: terminal.say, signal })
  const { sidecar, log, follower, codec, prepare } = work
  try {
    const step = trainerStep({
      qualityMin: config.trainQualityMin,
      bytesMin: config.trainBytesMin,
      bytesMax: config.trainBytesMax,
    })
    // Its name, as the sidecar says it: where a folder lies is a matter of this machine, and the log is for everybody.
    const model = options.model === undefined ? 'tiny-qwen2' : basename(options.model)
    await run(
      {
        log,
        sink: trainerSink({
          sidecar,
          ledger: follower.ledger,
          marker: openCrashMarker(join(config.home, 'run', 'trainer-step-0.marker')),
          model,
          checkpointsKept,
          say: terminal.say,
          passing,
        }),
        decide: decider(step, codec, (effect) => effect),
        prepare,
        marker: openCrashMarker(join(config.home, 'run', 'trainer-0.marker')),
        breaker: createBreaker('trainer', config.burialsMin),
        // A batch is what the packer made, whole.
        judgeMsMax: Number.POSITIVE_INFINITY,
        observe: (turn) => {
          metrics.observe(turn)
          work.tick()
        },
        waiting: waitingLine(terminal.say, () => performance.now()),
        aborted: metrics.aborted,
        around: await batchTracer('trainer'),
      },
      stop.signal,
    )
    // A sidecar that went away leaves nothing to train with: the process ends and starts again from the last commit.
    if (stop.gone()) throw fail('sidecar.gone', 'expected the sidecar to live as long as the trainer, found it ended')
    const last = follower.commits().at(-1) ?? null
    const result = { ...follower.own(), last, lag: await lagOf(log.consumer, last) }
    await follower.ledger.close()
    await log.close()
    return result
  } finally {
    await work.server.close()
    removeTrainer(config)
    await sidecar.close()
  }
}

/** A marked point of the sidecar is its own to pass. */
const sidecarCrash = (crashAt: string | undefined): readonly string[] =>
  crashAt?.startsWith('sidecar.') === true ? ['--crash-at', crashAt] : []

type Parts = {
  readonly config: Config
  readonly connection: Connection
  readonly settings: SidecarSettings
  readonly metrics: StepMetrics
  readonly trained: StepMetrics['trained']
  readonly stop: Stop
  readonly passing: Passing
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

type Opened = {
  readonly sidecar: Sidecar
  readonly log: LaneLog
  readonly follower: Follower
  readonly server: Listening
  readonly codec: Codec
  readonly prepare: (records: readonly LogRecord[]) => Promise<void>
  readonly tick: () => void
}

async function open(parts: Parts): Promise<Opened> {
  const { config, connection, settings, metrics, trained, stop, passing, say, signal } = parts
  const sidecar = await startSidecar(settings, signal)
  try {
    const codec = createCodec()
    const prepare = (records: readonly LogRecord[]): Promise<void> =>
      connection.registry.prepare(codec, samplesAccepted, records)
    const bounds = { bytes: config.trainTokensPerBatch * bytesPerToken, records: batchRecordsMax }
    const tick = ticker(metrics.snapshot)
    const log = await openLaneLog(connection.kafka, {
      topics: trainerInputs,
      group: groupOf('trainer'),
      weigh: (record) => weightOf(record, codec),
      pack: (lanes) => packBatch(lanes, bounds),
      recordsMin: () => stop.recordsMin(config.trainSamplesMin),
      prepare,
      idle: (waiting) => {
        tick()
        stop.idle(waiting)
      },
      lost: gapRecorder('trainer', { address: connection.kafka, registry: connection.registry, now: Date.now }),
      accepted: acceptedGaps('trainer', { address: connection.kafka, registry: connection.registry }),
    })
    const { consumer } = log
    const ledger = await openLedger({
      connection,
      consumer,
      observe: trained,
      now: Date.now,
      say,
      passing,
      signal,
    })
    const follower = followLedger(ledger, stop.stepped)
    const server = await serveTrainer(endpointsOf({ sidecar, follower, consumer: log.consumer, metrics, stop, signal }))
    writeTrainer(config, server.port)
    void sidecar.ended.then(stop.lost)
    return { sidecar, log, follower, server, codec, prepare, tick }
  } catch (error) {
    await sidecar.close()
    throw error
  }
}

/** Bytes of a sample's text; 0 for a record that is no sample, which the step buries. */
function weightOf(record: LogRecord, codec: Codec): number {
  const outcome = decider(
    {
      name: 'weigh',
      inputs: [samplesAccepted],
      redrives: redriveByStep.trainer,
      handle: (sample: Sample) => [sample.file.content?.length ?? 0],
    },
    codec,
    (bytes) => bytes,
  )(record)
  return outcome.kind === 'effects' ? (outcome.effects[0] ?? 0) : 0
}
