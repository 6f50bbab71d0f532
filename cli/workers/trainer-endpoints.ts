// What a running trainer answers: its health, its metrics, how far it is, what it has committed, and that it is asked to train.
import type { Consumer } from '../../runtime/kafka.ts'
import type { StepMetrics } from '../../runtime/telemetry.ts'
import { samplesAccepted } from '../../topics/index.ts'
import type { startSidecar } from '../../trainer/index.ts'
import type { TrainerEndpoints } from './trainer-server.ts'
import type { CommitView, Follower } from './trainer-state.ts'
import type { Stop } from './trainer-stop.ts'

type Sidecar = Awaited<ReturnType<typeof startSidecar>>

export type EndpointParts = {
  readonly sidecar: Sidecar
  readonly follower: Follower
  readonly consumer: Consumer
  readonly metrics: StepMetrics
  readonly stop: Stop
  readonly signal: AbortSignal
}

export function endpointsOf(parts: EndpointParts): TrainerEndpoints {
  const { sidecar, follower, consumer, metrics, stop, signal } = parts
  const last = (): CommitView | null => follower.commits().at(-1) ?? null
  return {
    health: async () => {
      const health = await sidecar.health(signal)
      return { ready: health.status === 'ready', sidecar: health }
    },
    metrics: async () => `${await metrics.text()}\n${await sidecar.metrics(signal)}`,
    state: async () => {
      const { device, model, method, busy } = await sidecar.health(signal)
      const lag = await lagOf(consumer, last())
      return {
        fence: sidecar.fence,
        device,
        model,
        method,
        busy,
        lag,
        asked: stop.asked(),
        ...follower.own(),
        last: last(),
      }
    },
    models: async () => ({ commits: follower.commits().map(({ positions: _, ...commit }) => commit) }),
    train: () => {
      stop.ask()
      return { asked: true }
    },
  }
}

/** Records between the last commit and the ends. */
export async function lagOf(consumer: Consumer, last: CommitView | null): Promise<number> {
  const topic = samplesAccepted.name
  const partitions = await consumer.partitionsOf(topic)
  const lags = await Promise.all(
    partitions.map(async (partition) => {
      const { low, high } = await consumer.watermarks({ topic, partition })
      return high - (last?.positions.find((position) => position.partition === partition)?.offset ?? low)
    }),
  )
  return lags.reduce((sum, lag) => sum + lag, 0)
}
