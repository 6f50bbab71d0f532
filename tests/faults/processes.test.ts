// Every process killed, stopped, doubled or cut off while files flow, through the real command line: nothing is lost or
// doubled, nothing is buried that nobody killed for, and everything goes on by itself (faults.md; I1, I13, I14).
// Mutants: let a worker outlive its supervisor (drop the 'disconnect' listener); take a consumer's fatal error for an
// ordinary one; start a second supervisor without asking; never end what a killed one left; note no batch before judging;
// leave the offsets out of the transaction; answer 0 to Ctrl-C.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Connection, withClients } from '../../cli/connect.ts'
import { readState } from '../../embedded/state.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { groupOf } from '../../runtime/stage.ts'
import { dlqByStep, filesSubmitted, repositoriesFetched, type StepName, type Topic } from '../../topics/index.ts'
import { type CommandLine, commandLine } from '../support/command-line.ts'
import {
  configOf,
  connectionOf,
  expectWhole,
  fileIdOf,
  flow,
  isGone,
  serverPid,
  streamOf,
  supervisorPid,
  untilGone,
  untilWorker,
  workersOf,
} from '../support/faults.ts'
import { recordsOf, untilDrained } from '../support/pipeline.ts'
import { plainSource } from '../support/plain-source.ts'

let cli: CommandLine
const inputs = mkdtempSync(join(tmpdir(), 'codelupe-faults-'))
const steps = ['quality', 'malicious', 'secret', 'license', 'admission', 'projector'] as const

beforeAll(async () => {
  cli = await commandLine()
  expect(await cli.run('up', '--servers-only')).toMatchObject({ code: 0 })
}, 300_000)

afterAll(async () => {
  await cli.stop()
  rmSync(inputs, { recursive: true, force: true })
}, 120_000)

function folderOf(name: string, count: number): string {
  const folder = join(inputs, name)
  mkdirSync(join(folder, 'src'), { recursive: true })
  for (let index = 0; index < count; index++) writeFileSync(join(folder, 'src', `${index}.js`), plainSource(index))
  return folder
}

const recordsIn = async (topic: Topic): Promise<number> =>
  withClients(await connectionOf(cli.home), async ({ admin }) => {
    const ends = await admin.ends([topic.name])
    return ends.reduce((sum, end) => sum + end.stable - end.low, 0)
  })

async function untilRecords(topic: Topic, more: number): Promise<void> {
  while ((await recordsIn(topic)) < more) await sleep(50)
}

/** Waits until a step's group has so many members. */
async function untilMembers(step: StepName, count: number): Promise<void> {
  await withClients(await connectionOf(cli.home), async ({ admin }) => {
    while ((await admin.members(groupOf(step))) !== count) await sleep(100)
  })
}

/** The pipeline under other settings: the servers stay. */
async function restarted(settings: Readonly<Record<string, string>>): Promise<void> {
  const before = workersOf(cli.home).flatMap(({ pid }) => (pid === null ? [] : [pid]))
  const supervisor = supervisorPid(cli.home)
  process.kill(supervisor, 'SIGTERM')
  await untilGone([supervisor, ...before])
  const other = await commandLine({ CODELUPE_HOME: cli.home, ...settings })
  rmSync(other.home, { recursive: true })
  expect(await other.run('up', '--trainer', 'off')).toMatchObject({ code: 0 })
}

test('Ctrl-C and SIGTERM end what waits with 130, and leave the submission whole', async () => {
  const waiting = cli.start('ingest', folderOf('interrupted', 20), '--wait')
  await untilRecords(repositoriesFetched, 1)
  waiting.child.kill('SIGINT')
  expect(await waiting.ended).toMatchObject({ code: 130, out: '' })
  const watching = cli.start('status', '--watch', '--json')
  await new Promise((resolve) => watching.child.stdout?.once('data', resolve))
  watching.child.kill('SIGTERM')
  const { code, out, err } = await watching.ended
  expect([code, err]).toEqual([130, ''])
  expect(JSON.parse(out.split('\n')[0] ?? '').files).toMatchObject({ accepted: 0 })
}, 120_000)

test('two that start at once leave one pipeline, and a second supervisor refuses', async () => {
  const both = await Promise.all([cli.run('up', '--trainer', 'off'), cli.run('up', '--trainer', 'off')])
  expect(both.map(({ code, err }) => [code, err.includes('codelupe:')])).toEqual([
    [0, false],
    [0, false],
  ])
  const supervisor = supervisorPid(cli.home)
  const second = await cli.run('supervise', '--trainer', 'off')
  expect(second).toMatchObject({ code: 2, err: expect.stringContaining(`found process ${supervisor}`) })
  expect(supervisorPid(cli.home)).toBe(supervisor)
  expect(workersOf(cli.home).map(({ name }) => name)).toEqual([...steps])
  await expectWhole(cli.home, [])
}, 180_000)

test('each worker killed in turn while files flow', async () => {
  const connection = await connectionOf(cli.home)
  const flowing = flow(connection, streamOf('rotation', 400, 15))
  for (const step of steps) {
    const before = await untilWorker(cli.home, step, ({ pid }) => pid !== null)
    process.kill(before.pid, 'SIGKILL')
    const after = await untilWorker(cli.home, step, ({ pid }) => pid !== null && pid !== before.pid)
    expect(after.restarts).toBe(before.restarts + 1)
    expect(after.lastExit).toBe('SIGKILL')
  }
  expect(await flowing).toMatchObject({ submitted: 400 })
  await expectWhole(cli.home, [])
}, 240_000)

test('a second instance takes its share, is killed, and what it had comes back', async () => {
  const connection = await connectionOf(cli.home)
  const flowing = flow(connection, streamOf('instances', 400, 20))
  const second = cli.start('run', 'quality', '--instance', '1')
  onTestFinished(() => void second.child.kill('SIGKILL'))
  await untilMembers('quality', 2)
  const first = await untilWorker(cli.home, 'quality', ({ pid }) => pid !== null)
  await sleep(2_000)
  second.child.kill('SIGKILL')
  await second.ended
  await flowing
  await expectWhole(cli.home, [])
  expect(workersOf(cli.home).find(({ name }) => name === 'quality')).toMatchObject({ pid: first.pid })
}, 240_000)

test('an ingest killed in the middle goes on in a second run', async () => {
  const folder = folderOf('killed', 3_000)
  const before = await expectWhole(cli.home, [])
  const killed = cli.start('ingest', folder)
  await untilRecords(filesSubmitted, (await recordsIn(filesSubmitted)) + 1)
  killed.child.kill('SIGKILL')
  await killed.ended
  const { code, out } = await cli.run('ingest', folder, '--wait', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ found: 3_000, submitted: 3_000, outcomes: { accepted: 3_000, dead: 0 } })
  expect((await expectWhole(cli.home, [])).files.submitted).toBe(before.files.submitted + 3_000)
}, 240_000)

test('a killed supervisor takes its workers with it, and up starts a new one', async () => {
  const connection = await connectionOf(cli.home)
  const flowing = flow(connection, streamOf('orphans', 150, 10))
  const supervisor = supervisorPid(cli.home)
  const workers = workersOf(cli.home).flatMap(({ pid }) => (pid === null ? [] : [pid]))
  expect(workers).toHaveLength(steps.length)
  // One of them hangs, and hears nothing: the next supervisor ends it.
  const hung = workers[0] ?? 0
  process.kill(hung, 'SIGSTOP')
  process.kill(supervisor, 'SIGKILL')
  await untilGone(workers.slice(1))
  expect(isGone(hung)).toBe(false)
  expect(await cli.run('up', '--trainer', 'off')).toMatchObject({ code: 0 })
  expect(isGone(hung)).toBe(true)
  expect(supervisorPid(cli.home)).not.toBe(supervisor)
  await flowing
  await expectWhole(cli.home, [])
}, 240_000)

test.each(['quality', 'projector'] as const)(
  'a second %s fences the first, which is not started again',
  async (step) => {
    const first = await untilWorker(cli.home, step, ({ state }) => state === 'running')
    const second = cli.start('run', step)
    onTestFinished(() => void second.child.kill('SIGKILL'))
    const connection = await connectionOf(cli.home)
    await flow(connection, streamOf(`twins-${step}`, 30, 0))
    const fenced = await untilWorker(cli.home, step, ({ pid }) => pid !== first.pid)
    expect(fenced).toMatchObject({ state: 'fenced', lastExit: '5', restarts: first.restarts })
    await expectWhole(cli.home, [])
    second.child.kill('SIGTERM')
    expect(await second.ended).toMatchObject({ code: 130 })
    expect(workersOf(cli.home).find(({ name }) => name === step)).toMatchObject({ state: 'fenced', pid: null })
    await restarted({})
  },
  240_000,
)

test('a registry that stands still buries nothing, and the step goes on when it answers again', async () => {
  const connection = await connectionOf(cli.home)
  const flowing = flow(connection, streamOf('silence', 200, 20))
  const registry = serverPid(cli.home, 'registry')
  process.kill(registry, 'SIGSTOP')
  try {
    const before = await untilWorker(cli.home, 'quality', ({ pid }) => pid !== null)
    process.kill(before.pid, 'SIGKILL')
    await untilWorker(cli.home, 'quality', ({ pid }) => pid !== null && pid !== before.pid)
    await sleep(3_000)
  } finally {
    process.kill(registry, 'SIGCONT')
  }
  await flowing
  await expectWhole(cli.home, [])
}, 240_000)

test.each(['postgres', 'kafka'] as const)(
  '%s killed and started again in the middle',
  async (server) => {
    const connection = await connectionOf(cli.home)
    const flowing = flow(connection, streamOf(`without-${server}`, 200, 20))
    await sleep(500)
    const pid = serverPid(cli.home, server)
    process.kill(pid, 'SIGKILL')
    await untilGone([pid])
    expect(await cli.run('up', '--trainer', 'off')).toMatchObject({ code: 0 })
    // The stream's own transaction may be what the broker forgot: a second run of the same goes on where it was.
    const result = await flowing.catch(() => flow(connection, streamOf(`without-${server}`, 200, 0)))
    expect(result).toMatchObject({ found: 200, submitted: 200 })
    await expectWhole(cli.home, [])
  },
  300_000,
)

test('a file whose judging kills the process is buried, and its neighbours go through', async () => {
  const killer = fileIdOf('killer', 13)
  await restarted({ CODELUPE_CRASH_AT: `judge.record:${killer}` })
  await flow(await connectionOf(cli.home), streamOf('killer', 60, 0))
  await expectWhole(cli.home, [killer])
  const { restarts, lastExit } = await untilWorker(cli.home, 'quality', ({ state }) => state === 'running')
  expect([restarts, lastExit]).toEqual([3, 'SIGKILL'])
  const letters = JSON.parse((await cli.run('dlq', 'ls', '--json')).out)
  expect(letters.letters).toMatchObject([{ step: 'quality', reason: 'process.crashed' }])
  const [explained] = JSON.parse((await cli.run('explain', 'local/-/killer:src/13.js', '--json')).out)
  expect(explained).toMatchObject({ decision: 'dead', by: 'quality' })
  await restarted({})
}, 240_000)

test('a flood that nobody can read stops the steps that would bury it, until somebody allows it', async () => {
  const connection = await connectionOf(cli.home)
  const before = (await recordsOf(connection, dlqByStep.quality)).length
  await flood(connection, 400)
  for (const step of ['quality', 'projector'] as const) {
    const stopped = await untilWorker(cli.home, step, ({ pid }) => pid === null)
    expect(stopped).toMatchObject({ state: 'stopped', lastExit: '3', restarts: 0 })
  }
  const buried = (await recordsOf(connection, dlqByStep.quality)).length - before
  expect(buried).toBeLessThanOrEqual(limits.burialsMin)
  await restarted({ CODELUPE_BURIALS_MIN: '1000' })
  await untilDrained(connection, steps, 120_000)
  expect((await recordsOf(connection, dlqByStep.quality)).length - before).toBe(400)
  const status = await cli.run('status', '--json')
  expect(JSON.parse(status.out).conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0, unreadable: 400 })
}, 240_000)

async function flood(connection: Connection, count: number): Promise<void> {
  const producer = await openProducer(connection.kafka, 'codelupe.test.flood')
  await producer.initTransactions()
  await producer.begin()
  const records = Array.from({ length: count }, (_, index) => ({
    topic: filesSubmitted.name,
    key: `flood ${index}`,
    value: Buffer.from(`no record ${index}`),
    headers: [],
  }))
  await producer.produce(records, AbortSignal.timeout(30_000))
  await producer.commit()
  await producer.close()
}

test('Ctrl-C of a first start leaves no server behind', async () => {
  const other = await commandLine()
  const starting = other.start('up', '--trainer', 'off')
  while (Object.keys(readState(configOf(other.home))?.running ?? {}).length === 0) await sleep(20)
  const pids = Object.values(readState(configOf(other.home))?.running ?? {}).map(({ pid }) => pid)
  starting.child.kill('SIGINT')
  expect((await starting.ended).code).toBe(130)
  expect(pids.map(isGone)).toEqual(pids.map(() => true))
  expect(await other.run('down')).toMatchObject({ code: 0, err: 'nothing was running\n' })
  await other.stop()
}, 180_000)
