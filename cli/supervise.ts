// The supervisor as a process: one worker a step, its file, and the metrics of all workers on one port.
import { join } from 'node:path'
import { type ProcessId, startTimeOf } from '../embedded/process.ts'
import { fail } from '../runtime/errors.ts'
import { supervise, type WorkerSpec } from '../runtime/supervisor.ts'
import { serveMetrics } from '../runtime/telemetry.ts'
import type { Context } from './command.ts'
import { type TrainerOptions, trainerOf } from './options.ts'
import { stepInputs } from './steps.ts'
import { findSupervisor, writeSupervisor } from './supervisor-state.ts'

// Judges hold little; what grows is the prefetch of the Kafka client, which lives outside this heap.
const heapMebibytes = 256

export async function superviseCommand(
  { config, signal, terminal }: Context,
  options: TrainerOptions,
): Promise<undefined> {
  const running = findSupervisor(config)
  if (running !== null)
    throw fail('usage.invalid', `expected no other supervisor, found process ${running.process.pid}`)
  const steps = stepInputs()
    .map(({ step }) => step)
    .filter((step) => step !== 'trainer' || trainerOf(options) === 'on')
  const model = options.model === undefined ? [] : [`--model=${options.model}`]
  const specs: readonly WorkerSpec[] = steps.map((step) => ({
    name: step,
    command: [
      process.execPath,
      ...process.execArgv,
      `--max-old-space-size=${heapMebibytes}`,
      join(import.meta.dirname, 'main.ts'),
      'run',
      step,
      ...(step === 'trainer' ? model : []),
    ],
    env: process.env,
  }))
  const own: ProcessId = { pid: process.pid, startTime: startTimeOf(process.pid) ?? 0 }
  const state: { metricsPort: number | null } = { metricsPort: null }
  const logFolder = join(config.home, 'logs')
  const write: Parameters<typeof supervise>[1]['write'] = (workers) =>
    writeSupervisor(config, { process: own, metricsPort: state.metricsPort, workers })
  const supervision = supervise(specs, { logFolder, write }, signal)
  const server = await serveMetrics({ host: config.host, port: config.metricsPort }, supervision)
  state.metricsPort = server.port
  terminal.say(`supervising ${steps.join(', ')}; metrics on port ${server.port}`)
  await supervision.done
  await server.close()
}
