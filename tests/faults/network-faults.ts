// Faults of the way to a server: late, reset, silent or dishonest, through a proxy of our own (faults.md: Means).
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Weather } from '../support/proxy.ts'
import { flowing } from './flowing.ts'
import type { Ways } from './proxied.ts'
import type { Fault, Stage } from './stage.ts'

type Way = keyof Ways

/** One kind of weather for a while. */
const under = (waysNow: () => Ways, way: Way, weather: Weather, ms: number) => async (stage: Stage) => {
  const proxy = waysNow()[way]
  const stream = await flowing(stage, `${weather.kind}-${way}`, 300, 20)
  proxy.weather(weather)
  try {
    await sleep(ms)
  } finally {
    proxy.weather({ kind: 'fair' })
  }
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

/** Every connection is reset, again and again. */
const reset = (waysNow: () => Ways, way: Way, times: number) => async (stage: Stage) => {
  const proxy = waysNow()[way]
  const stream = await flowing(stage, `reset-${way}`, 300, 30)
  for (let time = 0; time < times; time++) {
    proxy.weather({ kind: 'refuse' })
    await sleep(300)
    proxy.weather({ kind: 'fair' })
    await sleep(700)
  }
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: times, healedAt }
}

/** A bit here and there is another one in what the broker and its clients tell each other, where TCP did not notice. */
const dishonest = (waysNow: () => Ways) => async (stage: Stage) => {
  const { kafka } = waysNow()
  const before = kafka.flipped()
  const stream = await flowing(stage, 'flipped', 2_000, 2)
  kafka.weather({ kind: 'flip', oneIn: 2 })
  try {
    await sleep(10_000)
  } finally {
    kafka.weather({ kind: 'fair' })
  }
  const healedAt = performance.now()
  await stream.whole()
  const strikes = kafka.flipped() - before
  expect(strikes).toBeGreaterThan(0)
  return { strikes, healedAt }
}

export const networkFaults = (waysNow: () => Ways): readonly Fault[] => [
  { name: 'every word with the broker 300 ms late', strike: under(waysNow, 'kafka', { kind: 'slow', ms: 150 }, 8_000) },
  { name: 'connections to the broker reset each second', strike: reset(waysNow, 'kafka', 8) },
  { name: 'a silent way to the broker for 15 s', strike: under(waysNow, 'kafka', { kind: 'silent' }, 15_000) },
  { name: 'bits flipped on the way to the broker and back', strike: dishonest(waysNow) },
  { name: 'connections to the database reset each second', strike: reset(waysNow, 'postgres', 8) },
  { name: 'a silent way to the database for 15 s', strike: under(waysNow, 'postgres', { kind: 'silent' }, 15_000) },
  { name: 'a silent way to the registry for 8 s', strike: under(waysNow, 'registry', { kind: 'silent' }, 8_000) },
]
