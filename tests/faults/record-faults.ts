// Faults of records: files whose judging ends the process, and bytes that are no record of the topic they are in (faults.md:
// Untrusted content, Kafka and schemas). Their neighbours are unharmed, and nothing crashes for ever (I3).
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import kafkajs from 'kafkajs'
import { expect } from 'vitest'
import type { Connection } from '../../cli/connect.ts'
import { dlqByStep, filesSubmitted, type Topic } from '../../topics/index.ts'
import {
  fileIdOf,
  flow,
  type Letter,
  lettersOf,
  settled,
  statusOf,
  streamOf,
  untilWorker,
  workersOf,
} from '../support/faults.ts'
import { bombs, nonsense, poisons, put } from './poison.ts'
import type { Fault, Stage } from './stage.ts'

const running = (stage: Stage) =>
  untilWorker(stage.home, 'quality', ({ state, pid }) => state === 'running' && pid !== null)

/** A file whose judging ends its process, each time it is judged. */
const deadly = (how: 'kill' | 'exhaust' | 'spin' | 'native', exit: string): Pick<Fault, 'strike' | 'after'> => ({
  strike: async (stage) => {
    const name = stage.named(`deadly-${how}`)
    const killer = fileIdOf(name, 13)
    await stage.restart({ CODELUPE_CRASH_AT: `judge.record:${killer}:${how}` })
    const healedAt = performance.now()
    await flow(await stage.connection(), streamOf(name, 60, 0))
    return { strikes: 3, healedAt, buried: [killer] }
  },
  after: async (stage) => {
    const { restarts, lastExit } = await running(stage)
    expect([restarts, lastExit]).toEqual([3, exit])
    const name = stage.named(`deadly-${how}`)
    const { letters } = JSON.parse((await stage.cli.run('dlq', 'ls', '--reason', 'process.crashed', '--json')).out)
    const own = letters.filter(({ fileId }: { fileId: string }) => fileId === fileIdOf(name, 13))
    expect(own).toMatchObject([{ step: 'quality', reason: 'process.crashed' }])
    const [explained] = JSON.parse((await stage.cli.run('explain', `local/-/${name}:src/13.js`, '--json')).out)
    expect(explained).toMatchObject({ decision: 'dead', by: 'quality' })
    await stage.restart()
  },
})

/** Steps that read a topic bury what is in it, with its bytes and headers, and go on with what comes after. */
async function poisoned(stage: Stage) {
  const connection = await stage.connection()
  const before = await lettersOf(connection)
  const flowing = flow(connection, streamOf(stage.named('poisoned'), 60, 20))
  const wanted = await poisons(connection)
  for (const { topic, values } of wanted) await put(connection, topic, values)
  const buried = await nonsense(connection, stage.named('nonsense'))
  await flowing
  const healedAt = performance.now()
  await settled(stage)
  const letters = newIn(await lettersOf(connection), before).filter(({ subject }) => subject === null)
  expect(letters.every(({ record }) => new Map(record.headers).get('note') === 'put by hand')).toBe(true)
  const expected = wanted.flatMap(({ reader, values }) => values.map((value) => `${reader} ${value.toString('hex')}`))
  const found = letters.map(({ step, record }) => `${step} ${record.value.toString('hex')}`)
  expect(found.toSorted()).toEqual(expected.toSorted())
  return { strikes: expected.length, healedAt, buried }
}

const newIn = (all: readonly Letter[], before: readonly Letter[]): readonly Letter[] => {
  const nameOf = ({ record }: Letter): string => `${record.topic}/${record.partition}/${record.offset}`
  const known = new Set(before.map(nameOf))
  return all.filter((letter) => !known.has(nameOf(letter)))
}

/** A few thousand bytes on the wire, many million in memory: what is buried says how many there were. */
async function inflated(stage: Stage) {
  const connection = await stage.connection()
  const before = await lettersOf(connection)
  const flowing = flow(connection, streamOf(stage.named('inflated'), 60, 20))
  const sizes = await bombs(connection)
  await flowing
  const healedAt = performance.now()
  await settled(stage)
  const letters = newIn(await lettersOf(connection), before)
  const lengths = letters.map(({ record }) => Number(new Map(record.headers).get('dlq.value.bytes')))
  expect(lengths.toSorted((a, b) => a - b)).toEqual(sizes.toSorted((a, b) => a - b))
  return { strikes: sizes.length, healedAt }
}

/** A topic takes no records of more than so many bytes, or as many as the broker says again. */
async function takesAtMost({ kafka }: Connection, topic: Topic, bytes: number | null): Promise<void> {
  const admin = new kafkajs.Kafka({
    brokers: kafka.brokers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin()
  await admin.connect()
  try {
    const configEntries = bytes === null ? [] : [{ name: 'max.message.bytes', value: String(bytes) }]
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic.name, configEntries }
    await admin.alterConfigs({ validateOnly: false, resources: [resource] })
  } finally {
    await admin.disconnect()
  }
}

/** What cannot be buried is not passed by: the step ends, says why, and its position stays before the record. */
async function unburied(stage: Stage) {
  const connection = await stage.connection()
  const before = await lettersOf(connection)
  const { restarts } = await running(stage)
  // Markers of transactions fit in still: without them the broker could end no transaction, whoever's.
  await takesAtMost(connection, dlqByStep.quality, 512)
  await put(connection, filesSubmitted, [randomBytes(4_096)])
  const { lastExit } = await untilWorker(stage.home, 'quality', (worker) => worker.restarts >= restarts + 2)
  expect(lastExit).toBe('1')
  expect(readFileSync(join(stage.home, 'logs', 'quality.log'), 'utf8')).toContain(dlqByStep.quality.name)
  const flowing = flow(connection, streamOf(stage.named('unburied'), 60, 20))
  const status = await statusOf(connection)
  expect(status.steps.find(({ step }) => step === 'quality')?.lag).toBeGreaterThan(0)
  expect(newIn(await lettersOf(connection), before)).toEqual([])
  await takesAtMost(connection, dlqByStep.quality, null)
  const healedAt = performance.now()
  await flowing
  await settled(stage)
  expect(newIn(await lettersOf(connection), before)).toMatchObject([{ step: 'quality', subject: null }])
  return { strikes: 1, healedAt }
}

/** Nothing crashes meanwhile: every process is the one that was there before. */
const unharmed =
  (strike: Fault['strike']): Fault['strike'] =>
  async (stage) => {
    const pidsNow = () => workersOf(stage.home).map(({ name, pid }) => [name, pid])
    const before = pidsNow()
    const struck = await strike(stage)
    expect(pidsNow()).toEqual(before)
    return struck
  }

export const recordFaults: readonly Fault[] = [
  { name: 'a file whose judging kills the process', quick: true, ...deadly('kill', 'SIGKILL') },
  { name: 'a file whose judging exhausts memory', ...deadly('exhaust', 'SIGABRT') },
  { name: 'a file whose judging crashes native code', ...deadly('native', 'SIGSEGV') },
  { name: 'a file whose judging never ends', ...deadly('spin', 'SIGKILL') },
  { name: 'poison of every kind at every input', quick: true, strike: unharmed(poisoned) },
  { name: 'batches that inflate a thousandfold', strike: unharmed(inflated) },
  { name: 'a dead letter that the broker does not take', strike: unburied },
]
