// The trainer as a process: its sidecar, its ledger in Kafka, and the loop.
import { join } from 'node:path'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openCrashMarker } from '../../runtime/crash-marker.ts'
import { crashAt } from '../../runtime/crash-point.ts'
import { decider } from '../../runtime/decide.ts'
import { openLaneLog } from '../../runtime/lane-log.ts'
import { ticker } from '../../runtime/lifecycle.ts'
import { run } from '../../runtime/loop.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { stepMetrics } from '../../runtime/telemetry.ts'
import type { Sample } from '../../schemas/types.ts'
import { samplesAccepted } from '../../topics/index.ts'
import { bytesPerToken, packBatch, startSidecar, trainerSink, trainerStep } from '../../trainer/index.ts'
import type { Context } from '../command.ts'
import type { Connection } from '../connect.ts'
import { openLedger } from './ledger.ts'

// Records of one batch: more would not fit the sidecar's request in memory at their largest.
const batchRecordsMax = 512
const checkpointsKept = 3

export async function runTrainer(
  { config, signal, terminal }: Context,
  connection: Connection,
  options: { readonly model?: string },
): Promise<undefined> {
  const python = await sidecarPython(config, terminal.say, signal)
  const model = options.model ?? null
  const stateDir = join(config.home, 'trainer')
  const sidecar = await startSidecar({ python, stateDir, model, log: terminal.say }, signal)
  const metrics = stepMetrics('trainer', Date.now)
  const tick = ticker(metrics.snapshot)
  const codec = createCodec()
  const prepare = (records: readonly LogRecord[]): Promise<void> =>
    connection.registry.prepare(codec, samplesAccepted, records)
  const step = trainerStep({
    qualityMin: config.trainQualityMin,
    bytesMin: config.trainBytesMin,
    bytesMax: config.trainBytesMax,
  })
  const bounds = { bytes: config.trainTokensPerBatch * bytesPerToken, records: batchRecordsMax }
  try {
    const log = await openLaneLog(connection.kafka, {
      topic: samplesAccepted,
      group: groupOf('trainer'),
      weigh: (record) => weightOf(record, codec),
      pack: (lanes) => packBatch(lanes, bounds),
      recordsMin: config.trainSamplesMin,
      prepare,
      idle: tick,
    })
    const ledger = await openLedger({
      connection,
      consumer: log.consumer,
      observe: metrics.trained,
      now: Date.now,
      signal,
    })
    // A sidecar that went away leaves nothing to train with: the process ends and starts again from the last commit.
    const gone = new AbortController()
    sidecar.ended.then(() => gone.abort(new Error('the sidecar went away')))
    await run(
      {
        log,
        sink: trainerSink({
          sidecar,
          ledger,
          model: model ?? 'tiny-qwen2',
          checkpointsKept,
          say: terminal.say,
          passing: crashAt(config.crashAt),
        }),
        decide: decider(step, codec, (effect) => effect),
        prepare,
        marker: openCrashMarker(join(config.home, 'run', 'trainer-0.marker')),
        breaker: createBreaker('trainer'),
        observe: (turn) => {
          metrics.observe(turn)
          tick()
        },
      },
      signal,
    )
    await ledger.close()
    await log.close()
  } finally {
    await sidecar.close()
  }
}

/** Bytes of a sample's text; 0 for a record that is no sample, which the step buries. */
function weightOf(record: LogRecord, codec: ReturnType<typeof createCodec>): number {
  const outcome = decider(
    { name: 'weigh', inputs: [samplesAccepted], handle: (sample: Sample) => [sample.file.content?.length ?? 0] },
    codec,
    (bytes) => bytes,
  )(record)
  return outcome.kind === 'effects' ? (outcome.effects[0] ?? 0) : 0
}
