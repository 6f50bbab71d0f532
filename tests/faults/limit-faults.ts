// Servers that are slow beneath a backlog: lag grows, memory does not, nothing dies; and once they are quick again all of it
// is worked off (faults.md: the general contract; I9).
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { flow, settled, statusOf, streamOf, supervisorPid, workersOf } from '../support/faults.ts'
import { type Memory, mebibytes, type Watched, watchMemory } from '../support/memory.ts'
import { plainSource } from '../support/plain-source.ts'
import type { Weather } from '../support/proxy.ts'
import type { Proxied, Ways } from './proxied.ts'
import { type Fault, type Stage, type Struck, steps } from './stage.ts'

/** Eight functions a file: bytes are what memory is about. */
export const larger = (index: number): string =>
  Array.from({ length: 8 }, (_, at) => plainSource(index * 8 + at)).join('\n')

/** A heap of 256 MiB, and what the Kafka client and Node itself have beside it. */
const residentMebibytesMax = 420
const growthMebibytesMax = 64

export const watchedOf = (stage: Stage): readonly Watched[] =>
  workersOf(stage.home).flatMap(({ name, pid }) => (pid === null ? [] : [{ name, pid }]))

export const memoryTold = ({ peakBytes, of, growthBytes }: Memory): string =>
  `${mebibytes(peakBytes)} MiB at most (${of}), ${mebibytes(growthBytes)} MiB more in the second half`

export function expectFlat(memory: Memory): void {
  expect(mebibytes(memory.peakBytes), memoryTold(memory)).toBeLessThan(residentMebibytesMax)
  expect(mebibytes(memory.growthBytes), memoryTold(memory)).toBeLessThan(growthMebibytesMax)
}

const [looks, lookMs] = [6, 5_000]

const lagNow = async (stage: Stage, databaseUrl: string): Promise<number> => {
  const status = await statusOf({ ...(await stage.connection()), databaseUrl })
  return status.steps.filter(({ step }) => step !== 'trainer').reduce((sum, { lag }) => sum + lag, 0)
}

/** Nothing ends meanwhile: every process is the one that was there before. */
export const unharmed =
  (strike: Fault['strike']): Fault['strike'] =>
  async (stage) => {
    const before = watchedOf(stage)
    expect(before.map(({ name }) => name)).toEqual([...steps])
    const struck = await strike(stage)
    expect(watchedOf(stage)).toEqual(before)
    return struck
  }

async function slow(ways: Proxied, way: keyof Ways, weather: Weather, stage: Stage): Promise<Struck> {
  const { [way]: proxy, databaseUrl } = ways
  // Workers that have just started grow to what they need anyway.
  await flow(await stage.connection(), streamOf(stage.named(`before-${way}-${weather.kind}`), 2_000, 0, larger))
  await settled(stage)
  const memory = watchMemory([...watchedOf(stage), { name: 'supervisor', pid: supervisorPid(stage.home) }])
  proxy.weather(weather)
  const lags: number[] = []
  try {
    const name = stage.named(`slow-${way}-${weather.kind}`)
    const flowing = flow(await stage.connection(), streamOf(name, files, 0, larger))
    for (let look = 0; look < looks; look++) {
      await sleep(lookMs)
      lags.push(await lagNow(stage, databaseUrl))
    }
    proxy.weather({ kind: 'fair' })
    expect(await flowing).toMatchObject({ submitted: files })
  } finally {
    proxy.weather({ kind: 'fair' })
  }
  const seen = memory()
  const healedAt = performance.now()
  // How long it stays is the machine's affair: that it was there shows that somebody waited.
  expect(Math.max(...lags), lags.join(', ')).toBeGreaterThan(files / 2)
  expectFlat(seen)
  return { strikes: 1, healedAt, measured: `${memoryTold(seen)}, lag ${lags.join(', ')}` }
}

const rows = [
  ['a database 800 ms late, and a backlog', 'postgres', { kind: 'slow', ms: 400 }],
  ['a way to the database of 100 kB/s, and a backlog', 'postgres', { kind: 'narrow', bytesPerSecond: 100_000 }],
  ['a broker 800 ms late, and a backlog', 'kafka', { kind: 'slow', ms: 400 }],
  ['a way to the broker of 500 kB/s, and a backlog', 'kafka', { kind: 'narrow', bytesPerSecond: 500_000 }],
] as const satisfies readonly (readonly [string, keyof Ways, Weather])[]

const files = 8_000

export const limitFaults = (waysNow: () => Proxied): readonly Fault[] =>
  rows.map(([name, way, weather]) => ({
    name,

    strike: unharmed((stage) => slow(waysNow(), way, weather, stage)),
  }))
