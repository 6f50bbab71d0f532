// Faults of servers: a broker, a database or a registry that is killed or stands still while files flow.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { filesSubmitted } from '../../topics/index.ts'
import { flow, serverPid, streamOf, untilGone, untilWorker } from '../support/faults.ts'
import { type Fault, recordsIn, type Stage, untilRecords } from './stage.ts'

const killed = (server: 'kafka' | 'postgres') => async (stage: Stage) => {
  const flowing = await flowingThrough(stage, `without-${server}`)
  const pid = serverPid(stage.home, server)
  process.kill(pid, 'SIGKILL')
  await untilGone(stage.home, [pid])
  await stage.up()
  const healedAt = performance.now()
  await flowing.whole()
  return { runs: 1, healedAt }
}

/** Nothing is buried for a registry that does not answer, also by a worker that starts meanwhile. */
async function silentRegistry(stage: Stage) {
  const flowing = await flowingThrough(stage, 'silence')
  const registry = serverPid(stage.home, 'registry')
  process.kill(registry, 'SIGSTOP')
  try {
    const before = await untilWorker(stage.home, 'quality', ({ pid }) => pid !== null)
    process.kill(before.pid, 'SIGKILL')
    await untilWorker(stage.home, 'quality', ({ pid }) => pid !== null && pid !== before.pid)
    await sleep(3_000)
  } finally {
    process.kill(registry, 'SIGCONT')
  }
  const healedAt = performance.now()
  await flowing.whole()
  return { runs: 1, healedAt }
}

const still = (server: 'kafka' | 'postgres', ms: number) => async (stage: Stage) => {
  const flowing = await flowingThrough(stage, `still-${server}-${ms}`)
  const pid = serverPid(stage.home, server)
  process.kill(pid, 'SIGSTOP')
  await sleep(ms)
  process.kill(pid, 'SIGCONT')
  const healedAt = performance.now()
  await flowing.whole()
  return { runs: 1, healedAt }
}

const count = 200

/** A stream whose first chunk is in the log, and its end: what the fault has cut off is sent on by a second run. */
async function flowingThrough(stage: Stage, name: string): Promise<{ readonly whole: () => Promise<void> }> {
  const connection = await stage.connection()
  const before = await recordsIn(stage, filesSubmitted)
  const flowing = flow(connection, streamOf(name, count, 20)).catch(() => null)
  await untilRecords(stage, filesSubmitted, before + 1)
  return {
    whole: async () => {
      const result = (await flowing) ?? (await flow(connection, streamOf(name, count, 0)))
      expect(result).toMatchObject({ found: count, submitted: count })
    },
  }
}

export const serverFaults: readonly Fault[] = [
  { name: 'the broker killed and started again', quick: true, strike: killed('kafka') },
  { name: 'the database killed and started again', quick: true, strike: killed('postgres') },
  { name: 'a registry that stands still', quick: true, strike: silentRegistry },
  { name: 'a broker that stands still for 20 s', quick: false, strike: still('kafka', 20_000) },
]
