// Brokers of the suite's own, by the product's own code: one behind a proxy, or three that keep everything three times.
// Each can be killed and started again while the others serve.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { brokerPlan } from '../../embedded/kafka.ts'
import { choosePorts } from '../../embedded/ports.ts'
import { endProcess, findByMarker, isAlive, type ProcessId, startDetached } from '../../embedded/process.ts'
import { loadConfig } from '../../runtime/config.ts'
import { patienceMs, until } from './waits.ts'

export type Broker = {
  readonly node: number
  readonly port: number
  readonly pid: () => number
  readonly kill: () => Promise<void>
  /** Until it answers. */
  readonly start: () => Promise<void>
}

export type Cluster = {
  readonly brokers: readonly Broker[]
  /** As clients are told. */
  readonly addresses: string
  /** Until every partition has as many replicas in step as there are brokers. */
  readonly inStep: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type ClusterOptions = {
  readonly count: 1 | 3
  /** Host and port that clients are told instead of a broker's own. */
  readonly advertised?: (port: number) => Promise<string>
  /** Done to the folder before anything is started there. */
  readonly prepare?: (folder: string) => void
}

const prefix = 'codelupe-cluster-'

export async function startCluster({ count, advertised, prepare }: ClusterOptions): Promise<Cluster> {
  await removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  const nodes = Array.from({ length: count }, (_, index) => index + 1)
  const names = nodes.flatMap((node) => [`clients-${node}`, `controller-${node}`, `peers-${node}`])
  const ports = await choosePorts(names, {})
  const voters = nodes.map((node) => ({ node, port: ports[`controller-${node}`] ?? 0 }))
  const brokers = await Promise.all(nodes.map((node) => brokerOf(folder, node, ports, voters, advertised)))
  prepare?.(folder)
  await Promise.all(brokers.map(({ broker }) => broker.start()))
  const addresses = brokers.map(({ told }) => told).join(',')
  return {
    brokers: brokers.map(({ broker }) => broker),
    addresses,
    inStep: () => inStep(addresses, folder, count),
    stop: async () => {
      await Promise.all(brokers.map(({ broker }) => broker.kill()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Voters = readonly { readonly node: number; readonly port: number }[]

async function brokerOf(
  folder: string,
  node: number,
  ports: Readonly<Record<string, number>>,
  voters: Voters,
  advertised: ClusterOptions['advertised'],
): Promise<{ readonly broker: Broker; readonly told: string }> {
  const port = ports[`clients-${node}`] ?? 0
  const told = (await advertised?.(port)) ?? `127.0.0.1:${port}`
  const plan = brokerPlan(loadConfig({}), {
    node,
    folder: join(folder, String(node)),
    port,
    controllerPort: ports[`controller-${node}`] ?? 0,
    advertised: told,
    peersPort: ports[`peers-${node}`] ?? 0,
    voters,
    heapMebibytes: 256,
    log: join(folder, `${node}.log`),
  })
  const running: { id?: ProcessId } = {}
  const broker: Broker = {
    node,
    port,
    pid: () => running.id?.pid ?? 0,
    kill: async () => {
      if (running.id !== undefined) await endProcess(running.id, 'SIGKILL', patienceMs, AbortSignal.timeout(patienceMs))
    },
    start: async () => {
      const signal = AbortSignal.timeout(patienceMs)
      await plan.prepare(signal)
      const id = startDetached(plan.command)
      running.id = id
      while (!(await plan.ready(signal))) {
        if (!isAlive(id)) throw new Error(`expected broker ${node} to serve, found that it ended: ${plan.command.log}`)
        signal.throwIfAborted()
        await sleep(50)
      }
    },
  }
  return { broker, told }
}

async function inStep(addresses: string, home: string, count: number): Promise<void> {
  const clients = { brokers: addresses.split(','), logLevel: kafkajs.logLevel.NOTHING }
  const admin = new kafkajs.Kafka(clients).admin()
  await admin.connect()
  const behind = async (): Promise<readonly string[]> => {
    const { topics } = await admin.fetchTopicMetadata()
    return topics.flatMap(({ name, partitions }) =>
      partitions.filter(({ isr }) => isr.length < count).map(({ partitionId }) => `${name}/${partitionId}`),
    )
  }
  try {
    const what = `all replicas in step on ${count} brokers`
    const look = (): Promise<readonly string[]> => behind().catch((error: unknown) => [String(error)])
    await until({ what, home, look, holds: (found) => found.length === 0, pollMs: 500 })
  } finally {
    await admin.disconnect()
  }
}

/** What test runs that were killed have left. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue
    const folder = join(tmpdir(), name)
    const left = [1, 2, 3].flatMap((node) => findByMarker('java', join(folder, String(node), 'server.properties')))
    await Promise.all(left.map((id) => endProcess(id, 'SIGKILL', patienceMs, AbortSignal.timeout(patienceMs))))
    rmSync(folder, { recursive: true, force: true })
  }
}
