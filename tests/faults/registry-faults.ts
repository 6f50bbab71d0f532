// Faults of the schema registry: silent, or without its store (faults.md: Kafka and schemas). Nothing is buried for either.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { serverPid, untilGone, untilWorker } from '../support/faults.ts'
import { until } from '../support/waits.ts'
import { flowing } from './flowing.ts'
import { type Fault, type Stage, steps } from './stage.ts'

/** Nothing is buried for a registry that does not answer, also by a worker that starts meanwhile. */
async function silent(stage: Stage) {
  const stream = await flowing(stage, 'silence')
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
  await stream.whole()
  return { strikes: 1, healedAt }
}

/** The registry's database is dropped and made anew; the supervisor starts the registry again, which now knows nothing. */
async function emptied(stage: Stage): Promise<void> {
  const pid = serverPid(stage.home, 'registry')
  process.kill(pid, 'SIGKILL')
  await untilGone(stage.home, [pid])
  const { databaseUrl } = await stage.connection()
  await until({
    what: 'the registry to lose its database',
    home: stage.home,
    look: () => dropRegistry(databaseUrl).catch(String),
    holds: (said) => said === undefined,
  })
  const subjects = `${(await stage.connection()).addresses.registryUrl}/subjects`
  await until({
    what: 'a registry without a schema',
    home: stage.home,
    look: () => fetch(subjects).then((answer) => answer.text(), String),
    holds: (answer) => answer === '[]',
    pollMs: 250,
  })
}

/** Typed again where the session breaks, as it did once, on a busy machine, when it had just been opened. */
async function dropRegistry(databaseUrl: string): Promise<undefined> {
  const session = new pg.Client({ connectionString: databaseUrl })
  try {
    await session.connect()
    await session.query('DROP DATABASE IF EXISTS registry WITH (FORCE)')
    await session.query('CREATE DATABASE registry')
  } finally {
    await session.end()
  }
}

/** Workers that run know what they need; those that start must wait. `up` registers the schemas again, as a user would. */
async function lostStore(stage: Stage) {
  const lettersNow = async () => JSON.parse((await stage.cli.run('dlq', 'ls', '--json')).out).total
  const letters = await lettersNow()
  const stream = await flowing(stage, 'lost-store', 300, 20)
  await emptied(stage)
  const workers = await Promise.all(steps.map((step) => untilWorker(stage.home, step, ({ pid }) => pid !== null)))
  for (const { pid } of workers) process.kill(pid, 'SIGKILL')
  await sleep(6_000)
  expect(await lettersNow()).toBe(letters)
  await stage.up()
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: workers.length, healedAt }
}

export const registryFaults: readonly Fault[] = [
  { name: 'a registry that stands still', strike: silent },
  { name: 'a registry that lost its store, and workers that start', quick: true, strike: lostStore },
]
