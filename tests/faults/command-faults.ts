// Commands that write, killed at each of their marked points while files flow: redrive of dead letters, replays, rebuild of
// the tables. Each is typed again, as a user would, and ends as if nothing had happened (faults.md: Kafka and schemas).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CrashPoint } from '../../runtime/crash-point.ts'
import type { DeadLetterHandled, Decision } from '../../schemas/types.ts'
import {
  deadLettersHandled,
  filesDecided,
  filesSubmitted,
  redriveByStep,
  shadowOf,
  type Topic,
} from '../../topics/index.ts'
import { fileIdOf, flow, settled, streamOf } from '../support/faults.ts'
import { eventsOf, recordsOf } from '../support/pipeline.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

/** A marked point, and its how-manieth passing where it is not the first. */
type Point = CrashPoint | `${CrashPoint}:${number}`

async function killedAt(stage: Stage, points: readonly Point[], ...args: readonly string[]): Promise<void> {
  for (const point of points) {
    const { code, out, err } = await (await stage.under({ CODELUPE_CRASH_AT: point })).run(...args)
    expect([point, code, code === null ? '' : out + err]).toEqual([point, null, ''])
  }
}

const placeOf = ({ topic, partition, offset }: { topic: string; partition: number; offset: number }): string =>
  `${topic}:${partition}:${offset}`

const redrivePoints = ['redrive.fenced', 'redrive.produced', 'redrive.committed'] as const

/** A file that ended its process, sent once more to one that it does not end. */
async function redriveKilled(stage: Stage) {
  const name = stage.named('redriven')
  await stage.restart({ CODELUPE_CRASH_AT: `judge.record:${fileIdOf(name, 5)}:kill` })
  await flow(await stage.connection(), streamOf(name, 30, 0))
  expect((await settled(stage)).files.dead).toBe(1)
  await stage.restart()
  const stream = await flowing(stage, 'redriven-beside')
  const args = ['dlq', 'redrive', '--step', 'quality', '--reason', 'process.crashed', '--execute', '--json'] as const
  await killedAt(stage, redrivePoints, ...args)
  // The last of them died after its commit.
  expect(await stage.cli.json(...args)).toMatchObject({ executed: true, done: 0 })
  const healedAt = performance.now()
  await stream.whole()
  const connection = await stage.connection()
  const sent = (await recordsOf(connection, redriveByStep.quality)).flatMap(({ headers }) =>
    headers.flatMap(([header, value]) => (header === 'x-redrive-letter' ? [value] : [])),
  )
  const said = (await eventsOf<DeadLetterHandled>(connection, deadLettersHandled)).map(({ event }) =>
    placeOf(event.letter),
  )
  expect(new Set(sent).size).toBe(sent.length)
  expect(said.toSorted()).toEqual(sent.toSorted())
  return { strikes: redrivePoints.length, healedAt }
}

// Around the record that it has started, its copies, and the record that it is done: each run finds the one before it there.
const around = ['replay.produced', 'replay.committed'] as const
const replayPoints = [...around, ...around, ...around] as const

/** An id has no dots. */
const idOf = (stage: Stage, name: string): string => stage.named(name).replaceAll('.', '-')

const originalsIn = async (stage: Stage, topic: Topic): Promise<readonly string[]> =>
  (await recordsOf(await stage.connection(), topic)).map(
    ({ headers }) => headers.find(([header]) => header === 'x-replay-original')?.[1] ?? 'none',
  )

/** A topic copied into another one, under one id. */
async function replayKilled(stage: Stage) {
  const into = `trial.${stage.named('copied')}.v1`
  await flow(await stage.connection(), streamOf(stage.named('copied'), 200, 0))
  const originals = (await recordsOf(await stage.connection(), filesSubmitted)).map(placeOf)
  const stream = await flowing(stage, 'copied-beside')
  const args = [
    'replay',
    filesSubmitted.name,
    '--into',
    into,
    '--id',
    idOf(stage, 'copy'),
    '--execute',
    '--json',
  ] as const
  await killedAt(stage, replayPoints, ...args)
  await stage.cli.json(...args)
  const healedAt = performance.now()
  await stream.whole()
  const copied = await originalsIn(stage, { ...filesSubmitted, name: into })
  expect(new Set(copied).size).toBe(copied.length)
  // What was submitted between the two readings of the ends may be there or not.
  expect(copied).toEqual(expect.arrayContaining(originals))
  return { strikes: replayPoints.length, healedAt }
}

/** History decided again under other rules, into a shadow. */
async function trialKilled(stage: Stage) {
  await flow(await stage.connection(), streamOf(stage.named('decided-again'), 200, 0))
  const { files } = await settled(stage)
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-proposal-'))
  const proposal = join(folder, 'proposal.toml')
  writeFileSync(proposal, '[quality]\nscore_min = 71\n')
  const replay = idOf(stage, 'trial')
  const args = ['replay', '--ruleset', proposal, '--id', replay, '--json'] as const
  await killedAt(stage, replayPoints, ...args)
  await stage.cli.json(...args)
  rmSync(folder, { recursive: true })
  const healedAt = performance.now()
  const again = (await eventsOf<Decision>(await stage.connection(), shadowOf(replay))).map(({ event }) => event.file)
  const decided = (await eventsOf<Decision>(await stage.connection(), filesDecided)).map(({ event }) => event.file)
  const nameOf = ({ fileId, submission }: Decision['file']): string => `${fileId}@${submission}`
  expect(again.map(nameOf).toSorted()).toEqual(decided.map(nameOf).toSorted())
  expect(again).toHaveLength(files.accepted + files.rejected)
  return { strikes: replayPoints.length, healedAt }
}

const rebuildPoints = [
  'rebuild.laid',
  'postgres.before-commit:2',
  'postgres.committed:2',
  'rebuild.built',
  'swap.held',
  'swap.caught-up',
  'swap.before-commit',
  'swap.committed',
] as const

/** All tables folded anew beside the live ones, and swapped, while the projector goes on. */
async function rebuildKilled(stage: Stage) {
  await flow(await stage.connection(), streamOf(stage.named('rebuilt'), 1_200, 0))
  const stream = await flowing(stage, 'rebuilt-beside', 600, 50)
  const args = ['projections', 'rebuild', 'all'] as const
  await killedAt(stage, rebuildPoints, ...args)
  const { code, err } = await stage.cli.run(...args)
  expect([code, code === 0 ? '' : err]).toEqual([0, ''])
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: rebuildPoints.length, healedAt }
}

export const commandFaults: readonly Fault[] = [
  { name: 'a redrive killed at every marked point', strike: redriveKilled },
  { name: 'a replay of a topic killed at every marked point', strike: replayKilled },
  { name: 'a trial of other rules killed at every marked point', strike: trialKilled },
  { name: 'a rebuild killed at every marked point', strike: rebuildKilled },
]
