// A position that the topic lacks is never jumped over: the step says what is lost, in the log and aloud, and stands still
// until somebody has accepted it. A topic that was made anew is known by the record before the position, and one that has grown
// by its number of partitions.
// Mutants: recognise() in runtime/resumption.ts takes any record; no `after` in a position's metadata (runtime/
// kafka-places.ts); the comparison with first offsets removed; gaps accepted without moving the positions;
// cli/lost-positions.ts finds none, or marks every record as known; runtime/postgres-sink.ts keeps no mark;
// requireKnown, or requireCounts, in runtime/partitions.ts finds nothing.
import { describe, expect, test } from 'vitest'
import { withClients } from '../../cli/connect.ts'
import { groupOf } from '../../runtime/stage.ts'
import {
  filesLicense,
  filesMalicious,
  filesQuality,
  filesSecret,
  filesSkipped,
  type Topic,
} from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { commandOf, expire, gapsOf, grow, remake } from '../support/lost-topics.ts'
import { type LivePipeline, madeSubmission, recordsOf } from '../support/pipeline.ts'
import { until } from '../support/waits.ts'

const pipelineOf = livePipeline()

const committed = ({ connection }: LivePipeline, step: 'malicious' | 'secret', topic: Topic) =>
  withClients(connection, async ({ admin }) => {
    const found = await admin.committed(groupOf(step), [topic.name])
    return found.map(({ offset }) => offset)
  })

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

async function endedWith(pipeline: LivePipeline, step: string): Promise<{ code: string; output: string }> {
  const { ended, output } = pipeline.spawn(['run', step])
  return { code: await ended, output: output() }
}

describe('retention has passed a position', () => {
  test('the step ends, and what is lost is in the log, once', async () => {
    const pipeline = pipelineOf()
    await pipeline.submit(madeSubmission('expired', 120))
    await pipeline.drain(['quality'])
    const before = await recordsOf(pipeline.connection, filesQuality)
    await expire(pipeline, filesQuality, 5)
    const lost = before.length - (await recordsOf(pipeline.connection, filesQuality)).length
    expect(lost).toBeGreaterThan(0)
    for (let start = 0; start < 2; start++) {
      const { code, output } = await endedWith(pipeline, 'malicious')
      expect([code, output]).toEqual(['1', expect.stringContaining('kafka.position-lost')])
    }
    const gaps = await gapsOf(pipeline)
    expect(gaps).toMatchObject([{ step: 'malicious', accepted: false }])
    const found = gaps.flatMap((gap) => gap.gaps)
    expect(found.map(({ topic, from, why }) => ({ topic, from, why }))).toEqual(
      found.map(() => ({ topic: filesQuality.name, from: 0, why: 'expired' })),
    )
    expect(sumOf(await committed(pipeline, 'malicious', filesQuality))).toBe(0)
  })

  test('accepting changes nothing without --execute, and then lets the step go on behind it', async () => {
    const pipeline = pipelineOf()
    const dry = await commandOf(pipeline, 'gaps', 'accept', 'malicious')
    expect(dry).toMatchObject({ code: '0', output: expect.stringContaining('nothing was changed') })
    expect(sumOf(await committed(pipeline, 'malicious', filesQuality))).toBe(0)
    expect(await commandOf(pipeline, 'gaps', 'accept', 'malicious', '--execute')).toMatchObject({ code: '0' })
    const listed = await commandOf(pipeline, 'gaps', 'ls', '--json')
    expect(JSON.parse(listed.stdout)).toMatchObject([{ step: 'malicious', accepted: true }])
    await pipeline.drain(['malicious'])
    const kept = (await recordsOf(pipeline.connection, filesQuality)).length
    expect((await recordsOf(pipeline.connection, filesMalicious)).length).toBe(kept)
    expect(await commandOf(pipeline, 'gaps', 'accept', 'malicious')).toMatchObject({ code: '2' })
  })
})

describe('a topic was made anew', () => {
  test('one that is shorter than the position is another one', async () => {
    const pipeline = pipelineOf()
    await pipeline.drain(['secret'])
    await remake(pipeline, filesMalicious)
    const { code, output } = await endedWith(pipeline, 'secret')
    expect([code, output]).toEqual(['1', expect.stringContaining('kafka.position-lost')])
    expect((await gapsOf(pipeline)).at(-1)).toMatchObject({ step: 'secret', accepted: false })
  })

  test('and so is one that has grown past the position', async () => {
    const pipeline = pipelineOf()
    await pipeline.submit(madeSubmission('another', 400))
    await remake(pipeline, filesMalicious, () => pipeline.drain(['quality', 'malicious']))
    const { code, output } = await endedWith(pipeline, 'secret')
    expect([code, output]).toEqual(['1', expect.stringContaining('to be the topic that was read up to')])
  })

  test('once accepted, it is read from its start', async () => {
    const pipeline = pipelineOf()
    const before = (await recordsOf(pipeline.connection, filesSecret)).length
    expect(await commandOf(pipeline, 'gaps', 'accept', 'secret', '--execute')).toMatchObject({ code: '0' })
    await pipeline.drain(['secret'])
    const read = (await recordsOf(pipeline.connection, filesSecret)).length - before
    expect(read).toBe((await recordsOf(pipeline.connection, filesMalicious)).length)
  })
})

test('the projector knows a topic again by what its tables were folded up to', async () => {
  const pipeline = pipelineOf()
  await pipeline.drain(['projector'])
  await remake(pipeline, filesSkipped)
  // As many in the partitions of both repositories as were there before: only the record before the position tells.
  for (const name of ['expired', 'another'])
    await pipeline.submit({ ...madeSubmission(name, 800), submission: `local/-/${name}@again` })
  const { code, output } = await endedWith(pipeline, 'projector')
  expect([code, output]).toEqual(['1', expect.stringContaining('to be the topic that was read up to')])
  const gap = (await gapsOf(pipeline)).at(-1)
  expect(gap).toMatchObject({ step: 'projector', accepted: false })
  expect(gap?.gaps.every(({ topic }) => topic === filesSkipped.name)).toBe(true)
  const refused = await commandOf(pipeline, 'gaps', 'accept', 'projector', '--execute')
  expect(refused).toMatchObject({ code: '2', output: expect.stringContaining('projections rebuild') })
})

test('partitions that somebody has added end a step that runs, and nothing starts', async () => {
  const pipeline = pipelineOf()
  const running = pipeline.spawn(['run', 'admission'])
  const { home } = pipeline.config
  const members = () => withClients(pipeline.connection, ({ admin }) => admin.members(groupOf('admission')))
  await until({ what: 'a member', home, look: members, holds: (found) => found.length > 0, pollMs: 300 })
  await grow(pipeline, filesLicense)
  const refused = expect.stringContaining('kafka.partitions-changed')
  expect([await running.ended, running.output()]).toEqual(['1', refused])
  // What reads it, what writes it, and what makes topics.
  const starts = await Promise.all(
    [
      ['run', 'admission'],
      ['run', 'license'],
      ['topics', 'provision'],
    ].map((args) => commandOf(pipeline, ...args)),
  )
  expect(starts).toMatchObject(starts.map(() => ({ code: '1', output: refused })))
})
