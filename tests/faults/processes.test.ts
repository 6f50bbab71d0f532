// Every process killed, stopped, doubled or cut off while files flow, through the real command line: nothing is lost or
// doubled, nothing is buried that nobody killed for, and everything goes on by itself (faults.md; I1, I13, I14).
// Mutants: let a worker outlive its supervisor (drop the 'disconnect' listener); take a consumer's fatal error for an
// ordinary one; start a second supervisor without asking; never end what a killed one left; note no batch before judging;
// leave the offsets out of the transaction; answer 0 to Ctrl-C.
import { expect, test } from 'vitest'
import type { Connection } from '../../cli/connect.ts'
import { readState } from '../../embedded/state.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { dlqByStep, filesSubmitted, repositoriesFetched, type StepName } from '../../topics/index.ts'
import { commandLine } from '../support/command-line.ts'
import {
  configOf,
  expectWhole,
  isGone,
  settledOutcomes,
  supervisorPid,
  untilWorker,
  workersOf,
} from '../support/faults.ts'
import { recordsOf, untilDrained } from '../support/pipeline.ts'
import { follow, patienceMs, until } from '../support/waits.ts'
import { processFaults } from './process-faults.ts'
import { openStage, steps, strikeAll, untilRecords } from './stage.ts'

const stageNow = openStage({ up: ['--servers-only'] })

test('Ctrl-C and SIGTERM end what waits with 130, and leave the submission whole', async () => {
  const stage = stageNow()
  const waiting = follow(stage.cli, 'ingest', stage.folderOf('interrupted', 20), '--wait')
  await untilRecords(stage, repositoriesFetched, 1)
  waiting.child.kill('SIGINT')
  expect(await waiting.ended()).toMatchObject({ code: 130, out: '' })
  const watching = follow(stage.cli, 'status', '--watch', '--json')
  await until({
    what: 'a first status',
    home: stage.home,
    processes: [watching],
    look: watching.written,
    holds: (written) => written.includes('\n'),
  })
  watching.child.kill('SIGTERM')
  const { code, out, err } = await watching.ended()
  expect([code, err]).toEqual([130, ''])
  expect(JSON.parse(out.split('\n')[0] ?? '').files).toMatchObject({ accepted: 0 })
})

test('two that start at once leave one pipeline, and a second supervisor refuses', async () => {
  const stage = stageNow()
  const { cli, home } = stage
  const both = await Promise.all([cli.run('up', '--trainer', 'off'), cli.run('up', '--trainer', 'off')])
  expect(both.map(({ code, err }) => [code, err.includes('codelupe:')])).toEqual([
    [0, false],
    [0, false],
  ])
  const supervisor = supervisorPid(home)
  const second = await cli.run('supervise', '--trainer', 'off')
  expect(second).toMatchObject({ code: 2, err: expect.stringContaining(`found process ${supervisor}`) })
  expect(supervisorPid(home)).toBe(supervisor)
  expect(workersOf(home).map(({ name }) => name)).toEqual([...steps])
  expectWhole(await settledOutcomes(stage), [])
})

strikeAll(processFaults, stageNow)

test('a flood that nobody can read stops the steps that would bury it, until somebody allows it', async () => {
  const stage = stageNow()
  const connection = await stage.connection()
  const before = (await recordsOf(connection, dlqByStep.quality)).length
  const restartsOf = (step: StepName): number => workersOf(stage.home).find(({ name }) => name === step)?.restarts ?? 0
  const [first, second] = [restartsOf('quality'), restartsOf('projector')]
  await flood(connection, 400)
  for (const [step, restarts] of [
    ['quality', first],
    ['projector', second],
  ] as const) {
    const stopped = await untilWorker(stage.home, step, ({ pid }) => pid === null)
    expect(stopped).toMatchObject({ state: 'stopped', lastExit: '3', restarts })
  }
  const buried = (await recordsOf(connection, dlqByStep.quality)).length - before
  expect(buried).toBeLessThanOrEqual(limits.burialsMin)
  await stage.restart({ CODELUPE_BURIALS_MIN: '1000' })
  await untilDrained(connection, steps)
  expect((await recordsOf(connection, dlqByStep.quality)).length - before).toBe(400)
  const status = await stage.cli.run('status', '--json')
  expect(JSON.parse(status.out).conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0, unreadable: 400 })
})

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
  await producer.produce(records, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

test('Ctrl-C of a first start leaves no server behind', async () => {
  const other = await commandLine()
  const starting = follow(other, 'up', '--trainer', 'off')
  const runningNow = () => Object.values(readState(configOf(other.home))?.running ?? {}).map(({ pid }) => pid)
  const pids = await until({
    what: 'a first server',
    home: other.home,
    processes: [starting],
    look: runningNow,
    holds: (found) => found.length > 0,
  })
  starting.child.kill('SIGINT')
  expect((await starting.ended()).code).toBe(130)
  expect(pids.map(isGone)).toEqual(pids.map(() => true))
  expect(await other.run('down')).toMatchObject({ code: 0, err: 'nothing was running\n' })
  await other.stop()
})
