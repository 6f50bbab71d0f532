// What a running trainer answers: its health, its metrics, how far it is, what it has committed, and that it is asked to train.
import type { Consumer } from '../../runtime/kafka.ts'
import type { Partition } from '../../runtime/step.ts'
import type { StepMetrics } from '../../runtime/telemetry.ts'
import { type startSidecar, trainerInputs } from '../../trainer/index.ts'
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
  const lagAt = async (at: Partition): Promise<number> => {
    const { low, high } = await consumer.watermarks(at)
    const found = last?.positions.find(({ topic, partition }) => topic === at.topic && partition === at.partition)
    return high - (found?.offset ?? low)
  }
  const lags = await Promise.all(
    trainerInputs.map(async ({ name: topic }) => {
      const partitions = await consumer.partitionsOf(topic)
      return Promise.all(partitions.map((partition) => lagAt({ topic, partition })))
    }),
  )
  return lags.flat().reduce((sum, lag) => sum + lag, 0)
}
