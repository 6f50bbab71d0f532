// `trim` deletes what all readers of a stage topic have read, and nothing that anybody needs: steps go on without a gap, the
// verifier finds no break, and positions that are lost afterwards are still found.
// Mutants: planTrim (cli/trim-plan.ts) takes the end for the position; neededFrom (runtime/resumption.ts) leaves the mark
// out; positions of other groups are left out; `buriers` in cli/verify/flow-checks.ts names the first step alone; findMissing
// looks at trimmed topics too; resultsOf (cli/lost-positions.ts) ends at the step's own results.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'
import { withAdmin } from '../../cli/connect.ts'
import { provision } from '../../cli/provision.ts'
import { stageTopics, type Trim } from '../../cli/trim-plan.ts'
import { commitPositions } from '../../runtime/first-positions.ts'
import { readGaps } from '../../runtime/gap.ts'
import { rangesOf } from '../../runtime/reader.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { OperationRecorded } from '../../schemas/types.ts'
import {
  filesDecided,
  filesMalicious,
  filesQuality,
  filesSecret,
  filesSubmitted,
  operationsRecorded,
} from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { patienceMs, until } from '../support/waits.ts'

const pipelineOf = livePipeline()

async function commandOf(pipeline: LivePipeline, ...args: readonly string[]) {
  const { ended, output, stdout } = pipeline.spawn(args)
  return { code: await ended, output: output(), stdout: stdout() }
}

async function trimmed(pipeline: LivePipeline, ...args: readonly string[]) {
  const { code, output, stdout } = await commandOf(pipeline, 'trim', '--json', ...args)
  expect([code, output]).toEqual(['0', expect.anything()])
  const found: { executed: boolean; partitions: readonly (Trim & { offsets: number })[] } = JSON.parse(stdout)
  return found
}

const firstOffsets = async ({ connection }: LivePipeline): Promise<ReadonlyMap<string, number>> => {
  const names = stageTopics.map(({ name }) => name)
  const ranges = await rangesOf(connection.kafka, names, 'stable')
  return new Map(ranges.map(({ topic, partition, from }) => [`${topic}/${partition}`, from]))
}

async function verified(pipeline: LivePipeline) {
  const { code, output, stdout } = await commandOf(pipeline, 'verify', '--json')
  expect([code, output]).toEqual(['0', expect.stringContaining('"total":0')])
  const found: { files: object; unchecked: readonly { topic: string }[] } = JSON.parse(stdout)
  return found
}

const gapsOf = ({ connection }: LivePipeline) =>
  readGaps({ address: connection.kafka, registry: connection.registry }, AbortSignal.timeout(patienceMs))

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0)

const gates = ['quality', 'malicious', 'secret', 'license', 'admission'] as const

test('what anybody has not read is kept, and the record before a position too', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('first', 120))
  await pipeline.drain(['quality', 'malicious', 'secret'])
  const somebody = { topic: filesMalicious.name, partition: 0, offset: 1 }
  await commitPositions(pipeline.connection.kafka, 'somebody', [somebody])
  const rehearsed = await trimmed(pipeline)
  expect(rehearsed.executed).toBe(false)
  expect(sumOf((await firstOffsets(pipeline)).values())).toBe(0)
  const unread = rehearsed.partitions.filter(({ topic }) => topic === filesSecret.name)
  expect(unread.map(({ to, heldBy }) => [to, heldBy])).toEqual(unread.map(() => [0, groupOf('license')]))
  const held = rehearsed.partitions.find((one) => one.topic === somebody.topic && one.partition === 0)
  expect(held).toMatchObject({ to: 1, heldBy: 'somebody' })
  const read = await recordsOf(pipeline.connection, filesQuality)
  // Two at once delete the same.
  const both = await Promise.all([trimmed(pipeline, '--execute'), trimmed(pipeline, '--execute')])
  expect(both.some(({ executed }) => executed)).toBe(true)
  const first = await firstOffsets(pipeline)
  for (const { topic, partition, to } of rehearsed.partitions) expect(first.get(`${topic}/${partition}`)).toBe(to)
  const kept = await recordsOf(pipeline.connection, filesQuality)
  // The last record of each partition is still there: the step knows the topic again by it.
  const last = new Map(read.map(({ partition, offset }) => [partition, offset]))
  expect(new Map(kept.map(({ partition, offset }) => [partition, offset]))).toEqual(last)
  expect(kept).toHaveLength(last.size)
  const told = await eventsOf<OperationRecorded>(pipeline.connection, operationsRecorded)
  const states = told.flatMap(({ event }) => (event.kind === 'trim' ? event.state : []))
  expect(states.toSorted()).toEqual(expect.arrayContaining(['done', 'started']))
})

test('topics that are history are refused', async () => {
  const refused = await commandOf(pipelineOf(), 'trim', filesSubmitted.name, '--execute')
  expect(refused).toMatchObject({ code: '2', output: expect.stringContaining('history') })
})

/** The first record that license reads next counts as one that has ended its process three times: it is buried. */
async function killsLicense({ connection, config }: LivePipeline): Promise<void> {
  const [record] = await recordsOf(connection, filesSecret)
  if (record === undefined) throw new Error('expected a record')
  const at = { topic: record.topic, partition: record.partition, offset: record.offset }
  const mark = { crashes: 3, single: true, records: [at, at], convicted: [at], open: false }
  writeFileSync(join(config.home, 'run', 'license-0.marker'), JSON.stringify(mark))
}

test('everything goes on without a gap, and the verifier says what it could not look at', async () => {
  const pipeline = pipelineOf()
  await killsLicense(pipeline)
  await pipeline.submit(madeSubmission('second', 60))
  await pipeline.drain([...gates, 'projector'])
  await trimmed(pipeline, '--execute')
  const found = await verified(pipeline)
  expect(found.files).toMatchObject({ submitted: 162, dead: 1, inFlight: 0 })
  expect(new Set(found.unchecked.map(({ topic }) => topic))).toEqual(new Set(stageTopics.map(({ name }) => name)))
  expect(await gapsOf(pipeline)).toEqual([])
})

test('positions that are lost after a trim come back from what later steps have written', async () => {
  const pipeline = pipelineOf()
  const { connection, config } = pipeline
  const before = await withAdmin(connection, (admin) => admin.committed(groupOf('quality'), [filesSubmitted.name]))
  const broker = new kafkajs.Kafka({ brokers: connection.kafka.brokers.split(','), logLevel: 0 }).admin()
  await broker.connect()
  // Further than any trim goes: not one of the step's own results is left.
  const ends = await broker.fetchTopicOffsets(filesQuality.name)
  const bounds = ends.map(({ partition, high }) => ({ partition, offset: high }))
  await broker.deleteTopicRecords({ topic: filesQuality.name, partitions: bounds })
  // A member that has ended is one until its session runs out.
  for (const group of [groupOf('quality'), groupOf('secret')]) {
    const look = () =>
      broker
        .deleteGroups([group])
        .then(() => true)
        .catch(() => false)
    await until({ what: `${group} without members`, home: config.home, look, holds: (gone) => gone, pollMs: 500 })
  }
  await broker.disconnect()
  const refused = await commandOf(pipeline, 'trim', '--execute')
  expect(refused).toMatchObject({ code: '2', output: expect.stringContaining('trim.position-unknown') })
  await provision(connection, config.partitions)
  const after = await withAdmin(connection, (admin) => admin.committed(groupOf('quality'), [filesSubmitted.name]))
  const lastRead = new Map<number, number>()
  for (const { partition, offset } of await recordsOf(connection, filesSubmitted)) lastRead.set(partition, offset)
  expect(after).toHaveLength(before.length)
  for (const { partition, offset } of after) expect(offset).toBe((lastRead.get(partition) ?? -1) + 1)
  expect(await commandOf(pipeline, 'dlq', 'redrive', '--execute')).toMatchObject({ code: '0' })
  await pipeline.submit(madeSubmission('third', 60))
  await pipeline.drain([...gates, 'projector'])
  expect(await gapsOf(pipeline)).toEqual([])
  expect(await recordsOf(connection, filesQuality)).toHaveLength(54)
  expect(await recordsOf(connection, filesDecided)).toHaveLength(162 + 54)
  await trimmed(pipeline, '--execute')
  expect((await verified(pipeline)).files).toMatchObject({ submitted: 216, dead: 0, inFlight: 0 })
})
