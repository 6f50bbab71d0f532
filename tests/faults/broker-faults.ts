// Faults of a cluster: brokers that are killed, cut short or stand still while two others have everything that was written.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from '../support/cluster.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

/** Each broker leads some partitions and coordinates some groups and transactions: in turn every one of them moves. */
const killedInTurn = (clusterNow: () => Cluster) => async (stage: Stage) => {
  const cluster = clusterNow()
  const stream = await flowing(stage, 'bounced', 800, 30)
  for (const broker of cluster.brokers) {
    await broker.kill()
    // Long enough for its leaders to move, shorter than what a transaction may take.
    await sleep(4_000)
    await broker.start()
    await cluster.inStep()
  }
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: cluster.brokers.length, healedAt }
}

const killedAtOnce = (clusterNow: () => Cluster) => async (stage: Stage) => {
  const cluster = clusterNow()
  const stream = await flowing(stage, 'dark', 200, 20)
  await Promise.all(cluster.brokers.map(({ kill }) => kill()))
  await Promise.all(cluster.brokers.map(({ start }) => start()))
  await cluster.inStep()
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: cluster.brokers.length, healedAt }
}

/** Two of three are away: what cannot be kept twice is not taken. */
const alone = (clusterNow: () => Cluster) => async (stage: Stage) => {
  const cluster = clusterNow()
  const stream = await flowing(stage, 'alone', 200, 20)
  const others = cluster.brokers.slice(1)
  await Promise.all(others.map(({ kill }) => kill()))
  await sleep(8_000)
  await Promise.all(others.map(({ start }) => start()))
  await cluster.inStep()
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: others.length, healedAt }
}

const stoodStill = (clusterNow: () => Cluster) => async (stage: Stage) => {
  const cluster = clusterNow()
  const stream = await flowing(stage, 'still', 200, 20)
  const pid = cluster.brokers[0]?.pid() ?? 0
  process.kill(pid, 'SIGSTOP')
  await sleep(20_000)
  process.kill(pid, 'SIGCONT')
  const healedAt = performance.now()
  await cluster.inStep()
  await stream.whole()
  return { strikes: 1, healedAt }
}

export const brokerFaults = (clusterNow: () => Cluster): readonly Fault[] => [
  { name: 'each of three brokers killed in turn and started again', strike: killedInTurn(clusterNow) },
  { name: 'three brokers killed at once', strike: killedAtOnce(clusterNow) },
  { name: 'two of three brokers killed, and away for 8 s', strike: alone(clusterNow) },
  { name: 'one of three brokers stands still for 20 s', strike: stoodStill(clusterNow) },
]
