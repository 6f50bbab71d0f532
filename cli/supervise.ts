// The supervisor as a process: one worker a step, its file, and the metrics of all workers on one port.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../embedded/lock.ts'
import { type ProcessId, startTimeOf } from '../embedded/process.ts'
import { attempt } from '../runtime/attempt.ts'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { serveHealth } from '../runtime/health.ts'
import { limits } from '../runtime/limits.ts'
import { supervise, type WorkerSpec } from '../runtime/supervisor.ts'
import { isTraced, tracingFlags } from '../runtime/tracing.ts'
import type { StepName } from '../topics/index.ts'
import type { Context } from './command.ts'
import { watchFiguresOf } from './figures.ts'
import { type RulesOptions, requireGateRules, rulesFlags } from './gate-rules.ts'
import { keepRules, type RulesInUse } from './kept-rules.ts'
import { watchLag } from './lag-watch.ts'
import { type TrainerOptions, trainerOf } from './options.ts'
import { keepServers } from './server-keeper.ts'
import { watchServersOf } from './server-watch.ts'
import { stepInputs } from './steps.ts'
import { endLeftWorkers, findSupervisor, type Wishes, wishesOf, writeSupervisor } from './supervisor-state.ts'
import { takenIn } from './taken.ts'

// Judges hold little; what grows is the prefetch of the Kafka client, which lives outside this heap.
const heapMebibytes = 256
// Half a batch: what is promoted beyond it is marked in the background. Node's own choice holds 110 MB more at no gain
// in CPU (measured on a license worker with 250 MB of backlog).
const youngMebibytes = 8
// A batch's buffers would otherwise start a collection of a heap that is mostly rules: an eighth of a hop's CPU.
const heapGrowingPercent = 200
// librdkafka's threads would each keep an arena of what they have freed: 50 MB more a worker.
const mallocArenas = '2'

export type SuperviseOptions = TrainerOptions & RulesOptions

export async function superviseCommand(
  { config, signal, terminal }: Context,
  options: SuperviseOptions,
): Promise<undefined> {
  const own: ProcessId = { pid: process.pid, startTime: startTimeOf(process.pid) ?? 0 }
  const steps = supervisedSteps(options)
  const wishes = wishesOf(config, options)
  const judges = steps.includes('malicious')
  const read = judges ? await requireGateRules(config, options, terminal.say) : null
  await claim(config, own, wishes, signal)
  const rules = read === null ? null : keepRules(config, read)
  for (const line of rules?.lines ?? []) terminal.say(line)
  const specs = steps.map((step) => workerSpec(config, step, wishes, rules))
  const state: { metricsPort: number | null } = { metricsPort: null }
  const logFolder = join(config.home, 'logs')
  const write = stateWriter(terminal.say, (workers) =>
    writeSupervisor(
      config,
      { process: own, wishes, metricsPort: state.metricsPort, ...(rules === null ? {} : { rules }) },
      workers,
    ),
  )
  const supervision = supervise(specs, { logFolder, write, taken: takenIn(config) }, signal)
  const lag = options.trainer === 'only' ? null : watchLag(config, signal)
  const servers = watchServersOf(config, steps, signal)
  const figures = watchFiguresOf(config, steps, signal)
  const kept = keepServers(config, terminal.say, signal)
  const server = await serveHealth(
    { host: config.host, port: config.metricsPort },
    {
      supervision,
      lag,
      servers,
      figures,
      critical: steps.length === 1 ? steps : steps.filter((step) => step !== 'trainer'),
      // While the sidecar steps, the trainer's loop does not turn.
      tickMsMax: (worker) => (worker === 'trainer' ? limits.sidecarCallMsMax : limits.readyTickMsMax),
      stopping: () => signal.aborted,
      now: Date.now,
    },
  )
  state.metricsPort = server.port
  terminal.say(`supervising ${steps.join(', ')}; metrics on port ${server.port}`)
  await supervision.done
  await server.close()
  // A reading that waits for a broker which is away is not worth waiting for.
  await Promise.race([Promise.all([lag?.done, servers.done, figures.done, kept]), sleep(limits.promptMsMax)])
}

type Write = Parameters<typeof supervise>[1]['write']

/** A disk that is full for a while is no reason to end the pipeline: said once, and written again at the next look. */
function stateWriter(say: (line: string) => void, write: Write): Write {
  const state = { failing: false }
  return (workers) => {
    const written = attempt(() => write(workers))
    if (written.kind === 'failed' && !state.failing) say(`the supervisor's file cannot be written: ${written.reason}`)
    state.failing = written.kind === 'failed'
  }
}

function workerSpec(config: Config, step: StepName, wishes: Wishes, rules: RulesInUse | null): WorkerSpec {
  const model = wishes.model === null ? [] : [`--model=${wishes.model}`]
  const own =
    step === 'trainer' ? model : step === 'malicious' || step === 'secret' ? rulesFlags(rules?.kept ?? {}) : []
  return {
    name: step,
    command: [
      process.execPath,
      ...process.execArgv,
      ...(config.otelEndpoint === undefined || isTraced() ? [] : tracingFlags),
      `--max-old-space-size=${heapMebibytes}`,
      `--max-semi-space-size=${youngMebibytes}`,
      `--heap-growing-percent=${heapGrowingPercent}`,
      join(import.meta.dirname, 'main.ts'),
      'run',
      step,
      ...own,
    ],
    // Not for the trainer, whose sidecar would inherit it.
    env: step === 'trainer' ? process.env : { MALLOC_ARENA_MAX: mallocArenas, ...process.env, ...keyOf(config, step) },
    // The sidecar has its own bounds; while it starts or steps, the trainer's loop does not turn.
    ...(step === 'trainer' ? { tickMsMax: limits.sidecarStartMsMax + limits.sidecarCallMsMax } : {}),
  }
}

// The key is read once, as the rules are: a file that changes would give a worker that is started again another ruleset.
const keyOf = ({ secretHmacKey }: Config, step: StepName): WorkerSpec['env'] =>
  step === 'secret' && secretHmacKey !== undefined
    ? { CODELUPE_SECRET_HMAC_KEY: secretHmacKey, CODELUPE_SECRET_HMAC_KEY_FILE: '' }
    : {}

/** `--trainer only` is for a machine with a GPU, beside a supervisor with `--trainer off` elsewhere. */
export function supervisedSteps(options: TrainerOptions): readonly StepName[] {
  if (options.trainer === 'only') return ['trainer']
  const trainer = trainerOf(options)
  return stepInputs()
    .map(({ step }) => step)
    .filter((step) => step !== 'trainer' || trainer === 'on')
}

/** One home, one supervisor: of two that start at once, the second sees what the first has written. */
const claim = (config: Config, own: ProcessId, wishes: Wishes, signal: AbortSignal): Promise<void> =>
  withLock(
    join(config.home, 'run', 'supervisor'),
    async () => {
      const running = findSupervisor(config)
      if (running !== null)
        throw fail('usage.invalid', `expected no other supervisor, found process ${running.process.pid}`)
      await endLeftWorkers(config, signal)
      writeSupervisor(config, { process: own, wishes, metricsPort: null }, [])
    },
    signal,
  )
