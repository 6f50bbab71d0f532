// Faults of processes: killed, killed in the middle of a commit, stopped, doubled, orphaned (faults.md: Kafka and schemas).
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { withClients } from '../../cli/connect.ts'
import type { CrashPoint } from '../../runtime/crash-point.ts'
import { groupOf } from '../../runtime/stage.ts'
import { filesSubmitted, type StepName } from '../../topics/index.ts'
import {
  fileIdOf,
  flow,
  isGone,
  streamOf,
  supervisorPid,
  untilGone,
  untilWorker,
  workersOf,
} from '../support/faults.ts'
import { type Followed, follow, until } from '../support/waits.ts'
import { type Fault, recordsIn, type Stage, steps, untilRecords } from './stage.ts'

// Longer than the session of a group's member, shorter than the watchdog's patience.
const stoppedMs = 13_000
// Streams of a second each, until every member has had the share it dies of.
const flowsMax = 30

/** Waits until a step's group has so many members. */
async function untilMembers(stage: Stage, step: StepName, count: number, processes: readonly Followed[] = []) {
  await withClients(await stage.connection(), async ({ admin }) => {
    await until({
      what: `${count} members of ${groupOf(step)}`,
      home: stage.home,
      processes,
      look: () => admin.members(groupOf(step)),
      holds: (found) => found === count,
    })
  })
}

const running = (stage: Stage, step: StepName) =>
  untilWorker(stage.home, step, ({ state, pid }) => state === 'running' && pid !== null)

async function killedAtOnce(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf('at-once', 200, 15))
  const before = await Promise.all(steps.map((step) => running(stage, step)))
  for (const { pid } of before) process.kill(pid, 'SIGKILL')
  const healedAt = performance.now()
  for (const { name, pid, restarts } of before) {
    const step = steps.find((known) => known === name) ?? 'quality'
    const after = await untilWorker(stage.home, step, (worker) => worker.pid !== null && worker.pid !== pid)
    expect([name, after.restarts, after.lastExit]).toEqual([name, restarts + 1, 'SIGKILL'])
  }
  expect(await flowing).toMatchObject({ submitted: 200 })
  return { runs: steps.length, healedAt }
}

async function killedInTurn(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf('rotation', 400, 15))
  for (const step of steps) {
    const before = await running(stage, step)
    process.kill(before.pid, 'SIGKILL')
    const after = await untilWorker(stage.home, step, ({ pid }) => pid !== null && pid !== before.pid)
    expect([after.restarts, after.lastExit]).toEqual([before.restarts + 1, 'SIGKILL'])
  }
  const healedAt = performance.now()
  expect(await flowing).toMatchObject({ submitted: 400 })
  return { runs: steps.length, healedAt }
}

// The projector's points have a test of their own: tests/invariants/projector-killed.
const points: readonly (readonly [StepName, CrashPoint])[] = [
  ['quality', 'kafka.begun'],
  ['malicious', 'kafka.produced'],
  ['secret', 'kafka.offsets-sent'],
  ['license', 'kafka.committed'],
  ['admission', 'kafka.offsets-sent'],
]

/** A second member of a step's group dies at a marked point; nobody starts it again, so the group has to notice. */
async function killedInCommit(stage: Stage) {
  const members = await Promise.all(
    points.map(async ([step, point]) =>
      follow(await stage.under({ CODELUPE_CRASH_AT: `${point}:2` }), 'run', step, '--instance', '1'),
    ),
  )
  await Promise.all(points.map(([step], index) => untilMembers(stage, step, 2, members.slice(index, index + 1))))
  const lives = ({ child }: Followed): boolean => child.exitCode === null && child.signalCode === null
  for (let turn = 0; turn < flowsMax && members.some(lives); turn++) {
    await flow(await stage.connection(), streamOf(`in-commit-${turn}`, 60, 15))
  }
  const ends = await Promise.all(members.map(({ ended }) => ended()))
  const healedAt = performance.now()
  expect(ends.map(({ code }) => code)).toEqual(ends.map(() => null))
  return { runs: points.length, healedAt }
}

/** One that was stopped for longer than its session comes back while another has its partitions. */
const stale = (of: readonly StepName[]) => async (stage: Stage) => {
  const others = of.map((step) => follow(stage.cli, 'run', step, '--instance', '1'))
  for (const [index, step] of of.entries()) await untilMembers(stage, step, 2, others.slice(index, index + 1))
  const flowing = flow(await stage.connection(), streamOf(`stale-${of.join('-')}`, 200, 20))
  const stopped = await Promise.all(of.map((step) => running(stage, step)))
  for (const { pid } of stopped) process.kill(pid, 'SIGSTOP')
  await sleep(stoppedMs)
  for (const { pid } of stopped) process.kill(pid, 'SIGCONT')
  const healedAt = performance.now()
  await flowing
  return { runs: of.length, healedAt, processes: others }
}

/** A second process under the same identity: the first is fenced, and is started again once the second has ended. */
const twins = (of: readonly StepName[]): Pick<Fault, 'strike' | 'after'> => ({
  strike: async (stage) => {
    const firsts = await Promise.all(of.map((step) => running(stage, step)))
    const seconds = of.map((step) => follow(stage.cli, 'run', step))
    await flow(await stage.connection(), streamOf(`twins-${of.join('-')}`, 30, 0))
    for (const [index, step] of of.entries()) {
      const { pid: first, restarts } = firsts[index] ?? { pid: 0, restarts: 0 }
      const fenced = await untilWorker(stage.home, step, ({ pid }) => pid !== first, seconds)
      expect(fenced).toMatchObject({ state: 'fenced', lastExit: '5', restarts })
    }
    return { runs: of.length, healedAt: performance.now(), processes: seconds }
  },
  after: async (stage) => {
    const states = workersOf(stage.home).filter(({ name }) => of.some((step) => step === name))
    expect(states.map(({ state, pid }) => [state, pid])).toEqual(of.map(() => ['fenced', null]))
    for (const step of of) await untilWorker(stage.home, step, ({ state }) => state === 'running')
  },
})

async function orphaned(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf('orphans', 150, 10))
  const supervisor = supervisorPid(stage.home)
  const workers = workersOf(stage.home).flatMap(({ pid }) => (pid === null ? [] : [pid]))
  expect(workers).toHaveLength(steps.length)
  // One of them hangs, and hears nothing: the next supervisor ends it.
  const hung = workers[0] ?? 0
  process.kill(hung, 'SIGSTOP')
  process.kill(supervisor, 'SIGKILL')
  await untilGone(stage.home, workers.slice(1))
  expect(isGone(hung)).toBe(false)
  await stage.up()
  const healedAt = performance.now()
  expect(isGone(hung)).toBe(true)
  expect(supervisorPid(stage.home)).not.toBe(supervisor)
  await flowing
  return { runs: 1, healedAt }
}

const ingestKilled = (count: number) => async (stage: Stage) => {
  const folder = stage.folderOf(`killed-${count}`, count)
  const before = await recordsIn(stage, filesSubmitted)
  const killed = follow(stage.cli, 'ingest', folder)
  await untilRecords(stage, filesSubmitted, before + 1)
  killed.child.kill('SIGKILL')
  await killed.ended()
  const healedAt = performance.now()
  const { code, out } = await stage.cli.run('ingest', folder, '--wait', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ found: count, submitted: count, outcomes: { accepted: count, dead: 0 } })
  return { runs: 1, healedAt }
}

async function judgedToDeath(stage: Stage) {
  const killer = fileIdOf('killer', 13)
  await stage.restart({ CODELUPE_CRASH_AT: `judge.record:${killer}` })
  const startedAt = performance.now()
  await flow(await stage.connection(), streamOf('killer', 60, 0))
  return { runs: 3, healedAt: startedAt, buried: [killer] }
}

async function afterBurial(stage: Stage): Promise<void> {
  const { restarts, lastExit } = await running(stage, 'quality')
  expect([restarts, lastExit]).toEqual([3, 'SIGKILL'])
  const letters = JSON.parse((await stage.cli.run('dlq', 'ls', '--json')).out)
  expect(letters.letters).toMatchObject([{ step: 'quality', reason: 'process.crashed' }])
  const [explained] = JSON.parse((await stage.cli.run('explain', 'local/-/killer:src/13.js', '--json')).out)
  expect(explained).toMatchObject({ decision: 'dead', by: 'quality' })
  await stage.restart()
}

/** Members that join and leave all the time. */
async function rebalanced(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf('storm', 600, 50))
  const runs = 6
  for (let run = 0; run < runs; run++) {
    const other = follow(stage.cli, 'run', 'quality', '--instance', String(1 + (run % 2)))
    await sleep(4_000)
    other.child.kill(run % 2 === 0 ? 'SIGTERM' : 'SIGKILL')
    await other.ended()
  }
  const healedAt = performance.now()
  await flowing
  return { runs, healedAt }
}

export const processFaults: readonly Fault[] = [
  { name: 'every worker killed at once, while files flow', quick: true, strike: killedAtOnce },
  { name: 'each worker killed in turn, while files flow', quick: false, strike: killedInTurn },
  { name: 'a second member of each gate killed in its commit', quick: true, strike: killedInCommit },
  { name: 'twins of quality and the projector', quick: true, ...twins(['quality', 'projector']) },
  { name: 'twins of all others', quick: false, ...twins(['malicious', 'secret', 'license', 'admission']) },
  { name: 'stale members of quality and the projector', quick: true, strike: stale(['quality', 'projector']) },
  { name: 'stale members of license and admission', quick: false, strike: stale(['license', 'admission']) },
  { name: 'a supervisor killed, and one worker of its hangs', quick: true, strike: orphaned },
  { name: 'an ingest killed in the middle, and run again', quick: true, strike: ingestKilled(1_500) },
  { name: 'a second member joins and leaves six times', quick: false, strike: rebalanced },
  { name: 'a file whose judging kills the process', quick: true, strike: judgedToDeath, after: afterBurial },
]
