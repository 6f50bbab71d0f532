// The figure of the lag service: what reading and serving the lag of many groups costs a process, in CPU, while nothing moves
// and while everything does. The groups are another process.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from '../runtime/config.ts'
import { openLagReader } from '../runtime/lag.ts'
import { type LagPoller, pollLag } from '../runtime/lag-poller.ts'
import { renderMetrics } from '../runtime/telemetry.ts'
import { startCluster } from '../tests/support/cluster.ts'
import { round } from './report.ts'

const topic = 'bench.lag'
const [groups, partitions] = [50, 20]
const everyMs = 10_000
const scrapeMs = 15_000

type Cost = {
  readonly cpuPercentOfACore: number
  readonly readings: number
  readonly cpuMillisecondsAReading: number
  readonly readingMilliseconds: number
  /** Of the positions with lag, at the end. */
  readonly agesKnown: string
}

/** Polls every ten seconds and renders all series every fifteen, as Prometheus scrapes them. */
export async function measureLag(seconds: number, say: (line: string) => void, signal: AbortSignal): Promise<object> {
  const cluster = await startCluster({ count: 1 })
  const parameters = [cluster.addresses, topic, String(groups), String(partitions), String(everyMs)]
  const load = fork(join(projectFolder, 'bench', 'lag-load.ts'), parameters)
  const ended = new AbortController()
  try {
    await once(load, 'message', { signal })
    const stop = AbortSignal.any([signal, ended.signal])
    const address = { brokers: cluster.addresses, properties: {} }
    const open = () => openLagReader(address, { elsewhere: [], now: Date.now })
    const poller = pollLag(open, { now: Date.now, everyMs }, stop)
    const costs: Record<string, Cost> = {}
    for (const kind of ['stand', 'move'] as const) {
      load.send(kind)
      // The first readings of each kind load code, and read what there was.
      await sleep(3 * everyMs, undefined, { signal })
      costs[kind] = await costOf(poller, seconds, signal)
      say(`${kind}: ${JSON.stringify(costs[kind])}`)
    }
    ended.abort()
    await poller.done
    return { groups, partitions, everySeconds: everyMs / 1_000, seconds, ...costs }
  } finally {
    ended.abort()
    load.kill('SIGKILL')
    await cluster.stop()
  }
}

async function costOf(poller: LagPoller, seconds: number, signal: AbortSignal): Promise<Cost> {
  const before = { cpu: process.cpuUsage(), at: performance.now(), polls: poller.polling().polls }
  const took: number[] = []
  while (performance.now() - before.at < seconds * 1_000) {
    await sleep(scrapeMs, undefined, { signal })
    await renderMetrics({ workers: [], sent: [], polling: poller.polling(), figures: [], lag: poller.latest() })
    took.push(poller.latest()?.tookMs ?? 0)
  }
  const { user, system } = process.cpuUsage(before.cpu)
  const readings = poller.polling().polls - before.polls
  const waiting = (poller.latest()?.groups ?? []).flatMap(({ positions }) => positions).filter(({ lag }) => lag > 0)
  return {
    cpuPercentOfACore: round((user + system) / 10 / (performance.now() - before.at)),
    readings,
    cpuMillisecondsAReading: round((user + system) / 1_000 / readings, 1),
    readingMilliseconds: round(took.reduce((sum, one) => sum + one, 0) / took.length, 0),
    agesKnown: `${waiting.filter(({ ageMs }) => ageMs !== null).length} of ${waiting.length}`,
  }
}
