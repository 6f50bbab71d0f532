// SIGTERM in every state: a process is out within its limit, says what it has abandoned, and nothing is lost: what it was
// at work on is done once, by whoever goes on (I13).
// Mutants: no end by force in runtime/lifecycle.ts; abandonedBy (cli/abandoned.ts) says nothing.
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { withAdmin } from '../../cli/connect.ts'
import { processesOf } from '../../embedded/plans.ts'
import { type ServerName, serverNames } from '../../embedded/server.ts'
import { attempt } from '../../runtime/attempt.ts'
import { projectFolder } from '../../runtime/config.ts'
import { limits } from '../../runtime/limits.ts'
import { groupOf } from '../../runtime/stage.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { madeSubmission, type Running, recordsOf } from '../support/pipeline.ts'
import { stateOf } from '../support/process-state.ts'
import { isEmbedded } from '../support/servers.ts'
import { until } from '../support/waits.ts'

const test = base.skipIf(!(await isEmbedded('servers stand still')))
const pipelineOf = livePipeline()
const gates = ['quality', 'malicious', 'secret', 'license', 'admission', 'projector'] as const
// The limit is the process's own, from its signal on; a machine that others share takes a while to see it.
const outMsMax = limits.supervisorMsMax + 2_000

const untilAll = (what: string, running: readonly Running[], holds: (one: Running) => boolean): Promise<boolean> =>
  until({
    what,
    home: pipelineOf().config.home,
    look: () => running.every((one) => one.child.exitCode === null && holds(one)),
    holds: (seen) => seen,
    tells: () => pipelineOf().told(),
    msMax: 400_000,
  })

/** Sends SIGTERM to all, and wakes those that have stopped themselves; each must be out in time. */
async function ended(running: readonly Running[]): Promise<void> {
  const startedAt = performance.now()
  for (const { child } of running) for (const signal of ['SIGTERM', 'SIGCONT'] as const) child.kill(signal)
  const all = await Promise.all(
    running.map(async (one) => {
      const code = await one.ended
      return { args: one.args.join(' '), code, late: performance.now() - startedAt > outMsMax }
    }),
  )
  for (const { args, code, late } of all) {
    expect([args, late]).toEqual([args, false])
    expect(['130', 'SIGINT'], args).toContain(code)
  }
}

/** At its marked point a process stops itself: its work is half done when the signal comes. */
const halfWay = (point: string, ...args: readonly string[]): Running =>
  pipelineOf().spawn(args, { CODELUPE_CRASH_AT: `${point}:1:stop`, CODELUPE_TRAIN_SAMPLES_MIN: '1' })

async function untilMembers(): Promise<void> {
  const { config, connection } = pipelineOf()
  await withAdmin(connection, (admin) =>
    until({
      what: 'a member in each group',
      home: config.home,
      look: async () => Promise.all(gates.map((step) => admin.members(groupOf(step)))),
      holds: (members) => members.every((found) => found.length > 0),
    }),
  )
}

const ingest = (name: string): readonly string[] => ['ingest', join(projectFolder, 'topics'), '--repository', name]

/** The first record of the log counts as one that has ended quality three times: it is buried. */
async function killsQuality(): Promise<void> {
  const { config, connection } = pipelineOf()
  const [record] = await recordsOf(connection, filesSubmitted)
  if (record === undefined) throw new Error('expected a record')
  const at = { topic: record.topic, partition: record.partition, offset: record.offset }
  const mark = { crashes: 3, single: true, records: [at, at], convicted: [at], open: false }
  writeFileSync(join(config.home, 'run', 'quality-0.marker'), JSON.stringify(mark))
}

test('starting, before it has joined; and idle', async () => {
  const pipeline = pipelineOf()
  const starting = ['quality', 'admission'].map((step) => pipeline.spawn(['run', step]))
  await untilAll('its first line', starting, ({ output }) => output().includes('ruleset'))
  await ended(starting)
  const idle = gates.map((step) => pipeline.spawn(['run', step]))
  await untilMembers()
  await ended(idle)
  expect(idle.map(({ output }) => output())).toEqual(idle.map(() => expect.not.stringContaining('abandoned')))
})

test('in its work: a batch, a submission, a redrive, a replay, a rebuild, a training step', async () => {
  const pipeline = pipelineOf()
  await pipeline.submit(madeSubmission('before', 60))
  await killsQuality()
  await pipeline.drain(gates)
  const submission = halfWay('ingest.produced', ...ingest('local/-/half'))
  await untilAll('a half submission', [submission], (one) => stateOf(one) === 'T')
  await ended([submission])
  // The chunk in hand is committed or given up; it was the last one.
  expect(submission.output()).toMatch(/ submitted: found|the same command goes on/)

  await pipeline.submit(madeSubmission('work', 60))
  const others = [
    halfWay('kafka.produced', 'run', 'quality'),
    halfWay('postgres.before-commit', 'run', 'projector'),
    halfWay('redrive.produced', 'dlq', 'redrive', '--execute'),
    halfWay('rebuild.laid', 'projections', 'rebuild', 'verdicts'),
    halfWay('trainer.stepped', 'run', 'trainer'),
  ]
  const replay = ['replay', filesSubmitted.name, '--into', 'replay.half.v1', '--rate', '1', '--execute']
  const slow = pipeline.spawn(replay)
  await untilAll('half the work', others, (one) => stateOf(one) === 'T')
  await ended([...others, slow])
  // Each comes to the end of its work, or says that it did not; the replay would have taken a minute.
  const [, , redrive, rebuild] = others
  expect(redrive?.output()).toMatch(/stopped: |redriven/)
  expect(rebuild?.output()).toMatch(/stopped: |rebuilt and live/)
  expect(slow.output()).toContain('stopped: ')
})

test('waiting for servers that stand still: for registry and database, and for all of them', async () => {
  const pipeline = pipelineOf()
  const joined = gates.map((step) => pipeline.spawn(['run', step]))
  await untilMembers()
  const others = [
    ['run', 'malicious', '--instance', '1'],
    ['run', 'projector', '--instance', '1'],
    ['projections', 'rebuild', 'verdicts'],
    ingest('local/-/waiting'),
  ]
  await withoutAnswers(['registry', 'postgres'], () => startAndEnd(others))
  const all = [...others, ['run', 'trainer'], ['dlq', 'redrive', '--execute']]
  await withoutAnswers(serverNames, () => Promise.all([ended(joined), startAndEnd(all)]))
})

async function withoutAnswers(names: readonly ServerName[], work: () => Promise<unknown>): Promise<void> {
  const { config } = pipelineOf()
  const signalAll = (signal: NodeJS.Signals): void => {
    for (const { pid } of names.flatMap((name) => processesOf(config, name))) process.kill(pid, signal)
  }
  signalAll('SIGSTOP')
  try {
    await work()
  } finally {
    signalAll('SIGCONT')
  }
}

/** Each has loaded its code and asked a server when its signal comes. */
async function startAndEnd(commands: readonly (readonly string[])[]): Promise<void> {
  const starting = commands.map((args) => pipelineOf().spawn(args))
  await Promise.all(
    starting.map(async (one) => {
      await untilAll('a question to a server', [one], asksServers)
      await ended([one])
    }),
  )
  for (const { args, output } of starting)
    expect([args, output()]).toEqual([args, expect.stringMatching(/stopped: |submitted: found/)])
}

/** Whether a process has an open connection. */
function asksServers({ child }: Running): boolean {
  const lines = readFileSync(`/proc/${child.pid}/net/tcp`, 'utf8').split('\n').slice(1)
  const inodes = new Set(lines.flatMap((line) => line.trim().split(/\s+/)[9] ?? []))
  return socketsOf(child.pid ?? 0).some((inode) => inodes.has(inode))
}

const socketsOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    const link = attempt(() => readlinkSync(`/proc/${pid}/fd/${name}`))
    return link.kind === 'done' ? (/^socket:\[(\d+)\]$/.exec(link.value)?.[1] ?? []) : []
  })

test('nothing is lost, and nothing doubled', async () => {
  const pipeline = pipelineOf()
  for (const args of [ingest('local/-/half'), ingest('local/-/waiting'), ['dlq', 'redrive', '--execute']]) {
    const again = pipeline.spawn(args)
    expect([await again.ended, again.output()]).toEqual(['0', expect.anything()])
  }
  await pipeline.drain(gates)
  const verify = pipeline.spawn(['verify', '--json'])
  expect([await verify.ended, verify.output()]).toEqual(['0', expect.stringContaining('"total":0')])
  expect(verify.output()).toContain('"dead":0,"inFlight":0')
})
