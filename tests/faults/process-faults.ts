import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { CrashPoint } from '../../runtime/crash-point.ts'
import { filesSubmitted, type StepName } from '../../topics/index.ts'
import { flow, isGone, streamOf, supervisorPid, untilGone, untilWorker, workersOf } from '../support/faults.ts'
import { type Followed, follow } from '../support/waits.ts'
import { running, untilMembers } from './members.ts'
import { type Fault, ofRun, recordsIn, type Stage, steps, untilRecords } from './stage.ts'

// Streams of a second each, until every member has had the share it dies of.
const flowsMax = 30

async function killedAtOnce(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf(stage.named('at-once'), 200, 15))
  const before = await Promise.all(steps.map((step) => running(stage, step)))
  for (const { pid } of before) process.kill(pid, 'SIGKILL')
  const healedAt = performance.now()
  for (const { name, pid, restarts } of before) {
    const step = steps.find((known) => known === name) ?? 'quality'
    const after = await untilWorker(stage.home, step, (worker) => worker.pid !== null && worker.pid !== pid)
    expect([name, after.restarts, after.lastExit]).toEqual([name, restarts + 1, 'SIGKILL'])
  }
  expect(await flowing).toMatchObject({ submitted: 200 })
  return { strikes: steps.length, healedAt }
}

async function killedInTurn(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf(stage.named('rotation'), 400, 15))
  for (const step of steps) {
    const before = await running(stage, step)
    process.kill(before.pid, 'SIGKILL')
    const after = await untilWorker(stage.home, step, ({ pid }) => pid !== null && pid !== before.pid)
    expect([after.restarts, after.lastExit]).toEqual([before.restarts + 1, 'SIGKILL'])
  }
  const healedAt = performance.now()
  expect(await flowing).toMatchObject({ submitted: 400 })
  return { strikes: steps.length, healedAt }
}

const gates = ['quality', 'malicious', 'secret', 'license', 'admission'] as const
const points = ['kafka.begun', 'kafka.produced', 'kafka.offsets-sent', 'kafka.committed'] as const

/** Each gate at a point of its own, in five runs at every one. The projector's: tests/invariants/projector-killed. */
const killedAt = (run: number): readonly (readonly [StepName, CrashPoint])[] =>
  gates.map((step, index) => [step, ofRun(points, run + index)])

/** A second member of a step's group dies at a marked point; nobody starts it again, so the group has to notice. */
async function killedInCommit(stage: Stage) {
  const marked = killedAt(stage.run)
  const members = await Promise.all(
    marked.map(async ([step, point]) =>
      follow(await stage.under({ CODELUPE_CRASH_AT: `${point}:2` }), 'run', step, '--instance', '1'),
    ),
  )
  await Promise.all(marked.map(([step], index) => untilMembers(stage, step, 2, members.slice(index, index + 1))))
  const lives = ({ child }: Followed): boolean => child.exitCode === null && child.signalCode === null
  for (let turn = 0; turn < flowsMax && members.some(lives); turn++) {
    await flow(await stage.connection(), streamOf(stage.named(`in-commit-${turn}`), 60, 15))
  }
  const ends = await Promise.all(members.map(({ ended }) => ended()))
  const healedAt = performance.now()
  expect(ends.map(({ code }) => code)).toEqual(ends.map(() => null))
  return { strikes: marked.length, healedAt }
}

async function orphaned(stage: Stage) {
  const flowing = flow(await stage.connection(), streamOf(stage.named('orphans'), 150, 10))
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
  return { strikes: 1, healedAt }
}

const ingestKilled = (count: number) => async (stage: Stage) => {
  const folder = stage.folderOf(stage.named(`killed-${count}`), count)
  const before = await recordsIn(stage, filesSubmitted)
  const killed = follow(stage.cli, 'ingest', folder)
  await untilRecords(stage, filesSubmitted, before + 1)
  killed.child.kill('SIGKILL')
  await killed.ended()
  const healedAt = performance.now()
  const { code, out } = await stage.cli.run('ingest', folder, '--wait', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ found: count, submitted: count, outcomes: { accepted: count, dead: 0 } })
  return { strikes: 1, healedAt }
}

/** No more files and sockets than these: what cannot be opened fails loudly, and begins again. */
async function fewDescriptors(stage: Stage) {
  const workers = await Promise.all(steps.map((step) => running(stage, step)))
  for (const { pid } of workers) execFileSync('prlimit', ['--nofile=64:64', '--pid', String(pid)])
  const flowed = await flow(await stage.connection(), streamOf(stage.named('few'), 200, 10))
  expect(flowed).toMatchObject({ submitted: 200 })
  return { strikes: workers.length, healedAt: performance.now() }
}

/** Every worker and the supervisor with tests/faults/nudged.ts, nudged again and again while files flow. */
async function nudged(stage: Stage, how: 'block' | 'reject', times: number, pauseMs: number) {
  await stage.restart({
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'nudged.ts')}`,
    CODELUPE_TEST_NUDGE: how,
  })
  const flowing = flow(await stage.connection(), streamOf(stage.named(how), 600, 20))
  const before = await Promise.all(steps.map((step) => running(stage, step)))
  for (let time = 0; time < times; time++) {
    for (const { pid } of workersOf(stage.home)) if (pid !== null) process.kill(pid, 'SIGUSR2')
    if (how === 'block') process.kill(supervisorPid(stage.home), 'SIGUSR2')
    await sleep(pauseMs)
  }
  const healedAt = performance.now()
  expect(await flowing).toMatchObject({ submitted: 600 })
  return { before, strikes: times * steps.length, healedAt }
}

/** Shorter than any time-out: nobody is taken for dead. */
async function blocked(stage: Stage) {
  const { before, ...struck } = await nudged(stage, 'block', 2, 7_000)
  expect(workersOf(stage.home)).toMatchObject(before.map(({ name, pid }) => ({ name, pid, restarts: 0 })))
  return struck
}

/** It says what it was, ends as when told to, with 1, and is started again. */
async function rejected(stage: Stage) {
  const { before, ...struck } = await nudged(stage, 'reject', 1, 0)
  for (const { name, pid } of before) {
    const step = steps.find((known) => known === name) ?? 'quality'
    const after = await untilWorker(stage.home, step, (worker) => worker.pid !== null && worker.pid !== pid)
    expect([name, after.restarts, after.lastExit]).toEqual([name, 1, '1'])
    expect(readFileSync(join(stage.home, 'logs', `${name}.log`), 'utf8')).toContain('nobody awaits this')
  }
  return struck
}

export const processFaults: readonly Fault[] = [
  { name: 'every worker killed at once, while files flow', strike: killedAtOnce },
  { name: 'each worker killed in turn, while files flow', strike: killedInTurn },
  { name: 'a second member of each gate killed in its commit', quick: true, strike: killedInCommit },
  { name: 'a supervisor killed, and one worker of its hangs', quick: true, strike: orphaned },
  { name: 'an ingest killed in the middle, and run again', quick: true, strike: ingestKilled(1_500) },
  { name: 'workers with 64 files and sockets at most', strike: fewDescriptors, after: ({ restart }) => restart() },
  { name: 'every loop blocked for 5 s, twice', strike: blocked, after: ({ restart }) => restart() },
  { name: 'a rejection that nobody handles, in every worker', strike: rejected, after: ({ restart }) => restart() },
]
