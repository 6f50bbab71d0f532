// What operators may count on: of two who do the same at once one wins and the other is told; one who may not, or who names
// what is not there, is told what was expected; one who is stopped or killed in the middle types the same again. Whatever
// happens, each thing is done once, and verify finds no break (I13, I14). One pipeline for all, whose broker authorizes.
// Mutants: in runtime/kafka-errors.ts nothing is denied; runtime/kafka-partitions.ts asks nothing more; in cli/replay/question.ts
// no replay is unfinished; cli/replay/topic-replay.ts opens its writer under another name each time; in cli/gaps.ts no look past
// the fence, or a group or rows that have moved are not known again; in cli/abandoned.ts nothing of replay and verify; cli/rulesets/
// backfill.ts submits under a new name each time; SQLSTATE 42501 means nothing in runtime/postgres.ts.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, test as base, describe, expect } from 'vitest'
import { withAdmin } from '../../cli/connect.ts'
import type { PromoteReport } from '../../cli/rules.ts'
import { kinds } from '../../embedded/plans.ts'
import { choosePorts } from '../../embedded/ports.ts'
import { readGaps } from '../../runtime/gap.ts'
import { openConsumer, openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { groupOf } from '../../runtime/stage.ts'
import { writeTogether } from '../../runtime/transaction.ts'
import type { DeadLetterHandled, Decision, OperationRecorded } from '../../schemas/types.ts'
import {
  deadLettersHandled,
  dlqByStep,
  filesDecided,
  filesQuality,
  filesSecret,
  filesSkipped,
  filesSubmitted,
  operationsRecorded,
  redriveByStep,
  shadowOf,
  type Topic,
} from '../../topics/index.ts'
import { allowAll, asLimited, authorizing, type Denial, denied, limitedProperties } from '../support/authorizer.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSubmission, type Running, recordsOf, untilDrained } from '../support/pipeline.ts'
import { untilHalted } from '../support/process-state.ts'
import { rowsOf } from '../support/rebuilds.ts'
import { isEmbedded } from '../support/servers.ts'
import { patienceMs, until } from '../support/waits.ts'

const test = base.skipIf(!(await isEmbedded('the broker is given access control lists')))
const port = (await choosePorts(['limited'], {})).limited ?? 0
const pipelineOf = livePipeline({ own: { more: authorizing(port) } })
const gates = ['quality', 'malicious', 'secret', 'license', 'admission'] as const
const workers = new Map<string, Running>()
const folder = mkdtempSync(join(tmpdir(), 'codelupe-operators-'))
// The limit is the process's own; a machine that others share takes a while to see it.
const outMsMax = limits.supervisorMsMax + 2_000
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const stricter = put('stricter.toml', '[quality.thresholds]\ncharacters.digits.languages.JavaScript = 0.17\n')
const asBefore = put('as-before.toml', '# Nothing is changed.\n')

type Ended = { readonly code: string; readonly out: string; readonly all: string }

const endOf = async ({ ended, stdout, output }: Running): Promise<Ended> => ({
  code: await ended,
  out: stdout(),
  all: output(),
})

const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  endOf(pipelineOf().spawn(args, env))

/** Two operators type the same, or two things that are about the same, at once. */
const together = (...typed: readonly (readonly string[])[]): Promise<readonly Ended[]> =>
  Promise.all(typed.map((args) => command(args)))

async function done(...args: readonly string[]): Promise<string> {
  const { code, out, all } = await command(args)
  expect([args, code, all]).toEqual([args, '0', expect.anything()])
  return out
}

const operations = async (): Promise<readonly OperationRecorded[]> =>
  (await eventsOf<OperationRecorded>(pipelineOf().connection, operationsRecorded)).map(({ event }) => event)

const statesOf = async (kind: string): Promise<readonly string[]> =>
  (await operations()).flatMap((one) => (one.kind === kind ? [one.state] : []))

const originalsIn = async (topic: Topic): Promise<readonly string[]> =>
  (await recordsOf(pipelineOf().connection, topic)).map(
    ({ headers }) => headers.find(([name]) => name === 'x-replay-original')?.[1] ?? 'none',
  )

/** Sorted: partitions are read in no order. */
const placesIn = async (topic: Topic): Promise<readonly string[]> =>
  (await recordsOf(pipelineOf().connection, topic))
    .map(({ topic: name, partition, offset }) => `${name}:${partition}:${offset}`)
    .toSorted()

/** Files come in, a few at a time, while `work` is done. */
async function whileFilesFlow<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const feed = new AbortController()
  const feeding = (async () => {
    for (let at = 0; !feed.signal.aborted; at++) await pipelineOf().submit(madeSubmission(`${name}-${at}`, 10))
  })()
  try {
    return await work()
  } finally {
    feed.abort()
    await feeding
  }
}

const settled = (): Promise<void> => untilDrained(pipelineOf().connection, [...gates, 'projector'])

async function verified(): Promise<void> {
  await settled()
  expect(await done('verify')).toContain('no break: nothing lost, nothing doubled')
}

const halted = (...running: readonly Running[]): Promise<unknown> => untilHalted(running, pipelineOf().config.home)

const haltsAt = (point: string, ...args: readonly string[]): Running =>
  pipelineOf().spawn(args, { CODELUPE_CRASH_AT: `${point}:stop` })

/** Exit code and what was said, as `expect` compares them. */
const ends = (code: string, said: string) => ({ code, all: expect.stringContaining(said) })

async function poison(count: number): Promise<void> {
  const producer = await openProducer(pipelineOf().connection.kafka, 'codelupe.test.operators')
  await producer.initTransactions()
  await producer.begin()
  const made = Array.from({ length: count }, (_, at) => ({
    topic: filesSubmitted.name,
    key: `poison-${at}`,
    value: Buffer.from('no avro'),
    headers: [],
  }))
  await producer.produce(made, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

/** A user of the database who may read some tables. */
async function limitedUrl(): Promise<string> {
  await rowsOf(pipelineOf(), `CREATE ROLE limited LOGIN PASSWORD 'limited'`)
  await rowsOf(pipelineOf(), `GRANT SELECT ON migrations, submissions TO limited`)
  const url = new URL(pipelineOf().connection.databaseUrl)
  url.username = 'limited'
  url.password = 'limited'
  return url.href
}

type Refusal = readonly [args: readonly string[], said: string]

/** Each command is refused with what was expected and found, and changes nothing. */
async function refusedWithout(denials: readonly Denial[], refusals: readonly Refusal[]): Promise<void> {
  const [first, ...rest] = denials
  if (first !== undefined) return denied(pipelineOf(), first, () => refusedWithout(rest, refusals))
  const found = await Promise.all(refusals.map(([args]) => command(args, asLimited(port))))
  for (const [at, [args, said]] of refusals.entries())
    expect({ args, ...found[at] }).toMatchObject({ args, code: '2', all: expect.stringContaining(said) })
  for (const { all } of found) expect(all).toContain('[kafka.denied]')
}

describe('who lacks a permission', () => {
  test('of Kafka is told which, and nothing is written, skipped or buried', async () => {
    const pipeline = pipelineOf()
    await allowAll(pipeline)
    await pipeline.submit(madeSubmission('first', 60))
    await poison(6)
    const topicOf = ({ name }: Topic, operation: Denial['operation']): Denial => ({ operation, on: 'topic', name })
    await refusedWithout(
      [
        topicOf(filesQuality, 'write'),
        { operation: 'all', on: 'group', name: groupOf('malicious') },
        { operation: 'write', on: 'transactional-id', name: 'codelupe.secret.0' },
        topicOf(filesSecret, 'read'),
        topicOf(filesSubmitted, 'write'),
      ],
      [
        [['run', 'quality'], filesQuality.name],
        [['run', 'malicious'], 'Group authorization failed'],
        [['topics'], 'Group authorization failed'],
        [['run', 'secret'], 'codelupe.secret.0'],
        [['run', 'license'], `read ${filesSecret.name}`],
        [['ingest', folder], filesSubmitted.name],
      ],
    )
    // What may not even be described looks like something that is not there.
    await refusedWithout(
      [topicOf(operationsRecorded, 'all'), topicOf(filesDecided, 'all')],
      [
        [['gaps', 'ls'], `describe ${operationsRecorded.name}`],
        [['run', 'quality'], 'describe '],
        [['rules', 'promote', asBefore, '--execute'], `describe ${operationsRecorded.name}`],
        [['verify'], `describe ${filesDecided.name}`],
      ],
    )
    const login = await command(['topics'], asLimited(port, 'wrong'))
    expect(login).toMatchObject(ends('2', '[kafka.refused]'))
    for (const topic of [filesQuality, operationsRecorded, filesDecided, ...Object.values(dlqByStep)])
      expect([topic.name, await recordsOf(pipeline.connection, topic)]).toEqual([topic.name, []])
    expect(await recordsOf(pipeline.connection, filesSubmitted)).toHaveLength(54 + 6)
  })

  test('of a topic is told so also where the broker answers while records are queued', async () => {
    const pipeline = pipelineOf()
    const kafka = { brokers: `127.0.0.1:${port}`, properties: limitedProperties }
    const id = 'codelupe.test.denied'
    await denied(pipeline, { operation: 'write', on: 'topic', name: filesQuality.name }, async () => {
      const producer = await openProducer(kafka, id)
      await producer.initTransactions()
      const signal = AbortSignal.timeout(patienceMs)
      const one = { topic: filesQuality.name, key: 'denied', value: Buffer.from('never written'), headers: [] }
      // Queued one at a time until the broker's answer is in, as a batch of thousands on a busy machine is.
      const queue = async (): Promise<void> => {
        for (;;) {
          await producer.produce([one], signal)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      }
      const slow = { ...producer, produce: queue }
      await expect(writeTogether(slow, [one], signal)).rejects.toMatchObject({
        code: 'kafka.denied',
        detail: expect.stringContaining(filesQuality.name),
      })
      await producer.close()
    })
    expect(await recordsOf(pipeline.connection, filesQuality)).toEqual([])
  })

  test('of Postgres is told which, and nothing is folded or buried', async () => {
    const url = await limitedUrl()
    const refusals = [
      [['run', 'projector'], 'permission denied for table positions'],
      [['status'], 'permission denied for table'],
      [['migrate', 'down', '--execute'], 'must be owner of table'],
      [['projections', 'status'], 'permission denied for table'],
    ] as const
    const found = await Promise.all(refusals.map(([args]) => command(args, { DATABASE_URL: url })))
    for (const [at, [args, said]] of refusals.entries())
      expect({ args, ...found[at] }).toMatchObject({ args, ...ends('2', said) })
    for (const { all } of found) expect(all).toContain('[postgres.denied]')
    expect(await command(['migrate', 'up'], { DATABASE_URL: url })).toMatchObject({ code: '0' })
    expect(await rowsOf(pipelineOf(), 'SELECT count(*)::INT AS count FROM positions')).toEqual([{ count: 0 }])
  })

  test('goes on once it has it', async () => {
    for (const step of [...gates, 'projector']) workers.set(step, pipelineOf().spawn(['run', step]))
    await settled()
    expect(await recordsOf(pipelineOf().connection, filesDecided)).toHaveLength(54)
    expect(await recordsOf(pipelineOf().connection, dlqByStep.quality)).toHaveLength(6)
  })
})

test('a ruleset, a proposal or a replay that nobody knows is refused with what was expected', async () => {
  const before = (await operations()).length
  const hash = 'abcdef123456'
  const refusals: readonly Refusal[] = [
    [['rules', 'diff', hash], `a proposal's file, or one of `],
    [['rules', 'diff', 'now', hash], `found no ${hash}`],
    [['rules', 'history', hash], 'too many arguments'],
    [['rules', 'promote', hash, '--execute'], hash],
    [['replay', '--ruleset', hash], hash],
    [['replay', '--ruleset', hash, '--json'], hash],
  ]
  const found = await together(...refusals.map(([args]) => args))
  for (const [at, [args, said]] of refusals.entries())
    expect({ args, ...found[at] }).toMatchObject({ args, ...ends('2', said) })
  expect(await operations()).toHaveLength(before)
})

/** One has come to its end, and the other one too, or it was told that it was taken over. */
function expectOneWins(both: readonly Ended[], told: string): void {
  expect(both.map(({ all }) => all)).toEqual(both.map(() => expect.anything()))
  expect(both.some(({ code }) => code === '0')).toBe(true)
  for (const { code, all } of both) if (code !== '0') expect(all).toContain(told)
}

describe('replays, while files flow', () => {
  test('of two who ask the same at once one goes on, and nothing is copied twice', async () => {
    const copy = ['replay', filesSubmitted.name, '--into', 'trial.pair.v1', '--rate', '20', '--execute']
    const trial = ['replay', '--ruleset', stricter, '--id', 'pair', '--rate', '20']
    const before = await placesIn(filesSubmitted)
    const all = await whileFilesFlow('pair', () => together(copy, trial, copy, trial))
    expectOneWins(
      all.filter((_, at) => at % 2 === 0),
      '[replay.fenced]',
    )
    expectOneWins(
      all.filter((_, at) => at % 2 === 1),
      '[replay.fenced]',
    )
    const copied = await originalsIn({ ...filesSubmitted, name: 'trial.pair.v1' })
    expect(new Set(copied).size).toBe(copied.length)
    expect(copied).toEqual(expect.arrayContaining([...before]))
    const shadows = await originalsIn(shadowOf('pair'))
    expect(new Set(shadows).size).toBe(shadows.length)
    expect(shadows.length).toBeGreaterThanOrEqual(54)
    const told = (await operations()).filter(({ kind }) => kind === 'replay')
    expect(new Set(told.map(({ operation }) => operation)).size).toBe(1)
    expect(told.filter(({ state }) => state === 'done')).toHaveLength(1)
  })

  test('one that was killed is gone on with by the same command', async () => {
    const args = ['replay', filesSubmitted.name, '--into', 'trial.killed.v1', '--rate', '30', '--execute']
    const killed = await command(args, { CODELUPE_CRASH_AT: 'replay.committed:2' })
    expect(killed).toMatchObject({ code: 'SIGKILL' })
    const half = await originalsIn({ ...filesSubmitted, name: 'trial.killed.v1' })
    expect(half.length).toBeGreaterThan(0)
    const again = await whileFilesFlow('killed', () => command(args))
    expect(again).toMatchObject({ code: '0', out: expect.stringContaining(`${half.length} by an earlier run`) })
    const copied = await originalsIn({ ...filesSubmitted, name: 'trial.killed.v1' })
    expect(copied.length).toBeGreaterThan(half.length)
    expect(new Set(copied).size).toBe(copied.length)
  })
})

describe('promotions', () => {
  test('of two who promote at once one does', async () => {
    const both = await together(...[0, 1].map(() => ['rules', 'promote', stricter, '--execute', '--json']))
    expect(both.some(({ code }) => code === '0')).toBe(true)
    for (const { code, all } of both)
      if (code !== '0') expect(all).toMatch(/\[(replay\.fenced|rules\.promoted-meanwhile)\]/)
    expect(await statesOf('promotion')).toEqual(['done'])
  })

  test('a backfill that is killed half way is gone on with, by two at once, and each sample is made once', async () => {
    const { connection, submit } = pipelineOf()
    await untilSeen()
    for (const name of ['second', 'third']) await submit(madeSubmission(name, 60))
    await settled()
    const lost = (await eventsOf<Decision>(connection, filesDecided)).filter(
      ({ event }) => event.outcome === 'rejected',
    )
    expect(lost.length).toBeGreaterThan(20)
    const args = ['rules', 'promote', asBefore, '--execute', '--backfill', '--json']
    const killed = await command(args, { CODELUPE_CRASH_AT: 'ingest.committed:1' })
    expect(killed).toMatchObject({ code: 'SIGKILL' })
    await submit(madeSubmission('meanwhile', 20))
    const both = await together(args, args)
    expectOneWins(both, '[replay.fenced]')
    await settled()
    const last: PromoteReport = JSON.parse(await done(...args))
    expect(last.backfill).toMatchObject({ files: lost.length, already: last.backfill?.submissions.length })
    const decided = (await eventsOf<Decision>(connection, filesDecided)).map(({ event }) => event)
    const filled = decided.filter(({ file }) => file.submission.includes(`#${last.operation}`))
    expect(filled.map(({ file }) => file.fileId).toSorted()).toEqual(
      lost.map(({ event }) => event.file.fileId).toSorted(),
    )
    expect(filled.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(await statesOf('promotion')).toEqual(['done', 'done'])
    await verified()
  })
})

/** Gates look for a promotion before a batch, at most once a second. */
const untilSeen = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_000))

test('letters that one drops while another sends them once more are handled once', async () => {
  const { connection } = pipelineOf()
  const both = await together(
    ['dlq', 'redrive', '--step', 'quality', '--execute', '--json'],
    ['dlq', 'drop', '--step', 'quality', '--execute', '--json'],
  )
  expectOneWins(both, '[redrive.fenced]')
  const said = (await eventsOf<DeadLetterHandled>(connection, deadLettersHandled)).map(({ event }) => event)
  const letters = said.map(({ letter: { partition, offset } }) => `${partition}@${offset}`)
  expect(new Set(letters).size).toBe(letters.length)
  expect(letters.length).toBeGreaterThanOrEqual(6)
  const sent = await recordsOf(connection, redriveByStep.quality)
  expect(sent).toHaveLength(said.filter(({ how }) => how === 'redriven').length)
  await verified()
})

test.each(['promote', 'rollback'])('of two who %s tables at once one does', async (verb) => {
  if (verb === 'promote') await done('projections', 'rebuild', 'files', '--no-promote')
  const first = haltsAt('swap.held:1', 'projections', verb, 'files')
  await halted(first)
  const second = await command(['projections', verb, 'files'])
  expect(second).toMatchObject(ends('2', '[projection.taken]'))
  first.child.kill('SIGCONT')
  expect(await endOf(first)).toMatchObject({ code: '0' })
  expect(await statesOf(verb === 'promote' ? 'swap' : 'rollback')).toEqual(['started', 'done'])
})

test('who is told to end in the middle is out in time, says what was abandoned, and the same command goes on', async () => {
  const { config, connection } = pipelineOf()
  const copy = ['replay', filesSubmitted.name, '--into', 'trial.stopped.v1', '--execute']
  const trial = ['replay', '--ruleset', stricter, '--id', 'stopped']
  const slowly = ['--rate', '1']
  const halves = [
    haltsAt('trim.started:1', 'trim', '--execute'),
    haltsAt('trim.deleted:1', 'trim', filesQuality.name, '--execute'),
    haltsAt('rebuild.laid:1', 'projections', 'rebuild', 'verdicts'),
    haltsAt('swap.caught-up:1', 'projections', 'rollback', 'files'),
  ]
  const replays = [pipelineOf().spawn([...copy, ...slowly]), pipelineOf().spawn([...trial, ...slowly])]
  await Promise.all([
    halted(...halves),
    until({
      what: 'the first copies of each replay',
      home: config.home,
      look: async () => [
        (await recordsOf(connection, { ...filesSubmitted, name: 'trial.stopped.v1' })).length,
        (await recordsOf(connection, shadowOf('stopped'))).length,
      ],
      holds: (copies) => copies.every((count) => count > 0),
      tells: () => replays.map(({ output }) => output()).join('\n'),
    }),
  ])
  const verifying = await whileLocked('verdicts', () => pipelineOf().spawn(['verify']))
  await outInTime([...halves, ...replays, verifying])
  for (const one of [...replays, verifying, halves[2]]) expect(one?.output()).toMatch(/stopped: .* command/)
  expect(await rowsOf(pipelineOf(), `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'codelupe%swap'`)).toEqual([])

  await Promise.all([copy, trial, ['projections', 'rebuild', 'verdicts']].map((args) => done(...args)))
  for (const topic of [{ ...filesSubmitted, name: 'trial.stopped.v1' }, shadowOf('stopped')]) {
    const copied = await originalsIn(topic)
    expect(new Set(copied).size).toBe(copied.length)
  }
  expect(await originalsIn({ ...filesSubmitted, name: 'trial.stopped.v1' })).toEqual(
    expect.arrayContaining([...(await placesIn(filesSubmitted))]),
  )
})

/** Starts something that will read a table which nobody may read yet, and gives it back in that wait. */
async function whileLocked(table: string, start: () => Running): Promise<Running> {
  const database = openDatabase(pipelineOf().connection.databaseUrl)
  try {
    return await database.transaction(async (session) => {
      await session.query({ text: `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE` })
      const one = start()
      await until({
        what: `a reader that waits for ${table}`,
        home: pipelineOf().config.home,
        look: async () => [
          one.child.exitCode,
          (await rowsOf(pipelineOf(), `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).length,
        ],
        holds: ([code, waiting]) => code !== null || waiting !== 0,
        tells: () => one.output(),
      })
      await outInTime([one])
      return one
    })
  } finally {
    await database.close()
  }
}

/** Tells each to end, by one signal or the other, and wakes those that have stopped themselves. */
async function outInTime(running: readonly Running[]): Promise<void> {
  const startedAt = performance.now()
  for (const [at, { child }] of running.entries()) {
    child.kill(at % 2 === 0 ? 'SIGTERM' : 'SIGINT')
    child.kill('SIGCONT')
  }
  for (const one of running) {
    const code = await one.ended
    expect([one.args, code, performance.now() - startedAt < outMsMax]).toEqual([
      one.args,
      expect.stringMatching(/^(130|SIGINT)$/),
      true,
    ])
  }
}

test('who may not delete is told, and of two who trim at once both find it done', async () => {
  const { connection, config, submit } = pipelineOf()
  await submit(madeSubmission('trimmed', 30))
  await settled()
  const deletion: Denial = { operation: 'delete', on: 'topic', name: filesQuality.name }
  const before = await placesIn(filesQuality)
  await refusedWithout([deletion], [[['trim', filesQuality.name, '--execute'], 'authorization failed']])
  expect(await placesIn(filesQuality)).toEqual(before)
  expect((await statesOf('trim')).at(-1)).toBe('failed')
  const both = await together(['trim', '--execute'], ['trim', '--execute'])
  expect(both).toMatchObject([ends('0', 'trim'), ends('0', 'trim')])
  expect((await placesIn(filesQuality)).length).toBeLessThanOrEqual(config.partitions)
  expect(connection.kafka.brokers).not.toBe('')
  await verified()
})

describe('a gap', () => {
  test('of a group that lives is refused with what to do; of two who accept it one does', async () => {
    const { connection, submit } = pipelineOf()
    await stopped('license')
    await submit(madeSubmission('lost', 30))
    await untilDrained(connection, ['quality', 'malicious', 'secret'])
    await expire(filesSecret)
    const lost = await command(['run', 'license'])
    expect(lost).toMatchObject(ends('1', '[kafka.position-lost]'))
    const accept = ['gaps', 'accept', 'license', '--execute']
    await whileMember(groupOf('license'), async () => {
      expect(await command(accept)).toMatchObject(
        ends('2', 'expected license to be stopped, found 1 running; ./codelupe down'),
      )
    })
    expect(await gapsOf('license')).toEqual([false])
    await movedBehind('license')
    const both = await together(accept, accept)
    expect(both.map(({ code }) => code).toSorted()).toEqual(['0', '2'])
    expect(both.find(({ code }) => code === '2')?.all).toMatch(/expected an open gap of license, found/)
    expect(await gapsOf('license')).toEqual([true])
    expect((await statesOf('gap')).filter((state) => state === 'done')).toHaveLength(1)
    workers.set('license', pipelineOf().spawn(['run', 'license']))
    await untilDrained(connection, [...gates])
  })

  test('that was accepted by one who was killed before he could say so is accepted', async () => {
    const { submit } = pipelineOf()
    await stopped('projector')
    await submit(madeSubmission('skipped', 60))
    await expire(filesSkipped)
    expect(await command(['run', 'projector'])).toMatchObject(ends('1', '[kafka.position-lost]'))
    const accept = ['gaps', 'accept', 'projector', '--execute']
    expect(await command(accept, { CODELUPE_CRASH_AT: 'gap.moved' })).toMatchObject({ code: 'SIGKILL' })
    expect(await gapsOf('projector')).toEqual([false])
    await done(...accept)
    expect(await gapsOf('projector')).toEqual([true])
    await pipelineOf().drain(['projector'])
  })
})

async function stopped(step: string): Promise<void> {
  const one = workers.get(step)
  one?.child.kill('SIGTERM')
  await one?.ended
}

const gapsOf = async (step: string): Promise<readonly boolean[]> => {
  const { kafka: address, registry } = pipelineOf().connection
  const found = await readGaps({ address, registry }, AbortSignal.timeout(patienceMs))
  return found.flatMap((one) => (one.step === step ? [one.accepted] : []))
}

/** Moves a group to where accepting its gap would, and says nothing: what an operator sees whose forerunner is about to. */
async function movedBehind(step: 'license'): Promise<void> {
  const { kafka: address, registry } = pipelineOf().connection
  const signal = AbortSignal.timeout(patienceMs)
  const open = (await readGaps({ address, registry }, signal)).findLast((one) => one.step === step && !one.accepted)
  const consumer = await openConsumer(address, { group: groupOf(step) })
  const producer = await openProducer(address, 'moved-behind')
  try {
    await producer.initTransactions()
    const positions = (open?.gaps ?? []).map(({ topic, partition, to }) => ({ topic, partition, offset: to }))
    await writeTogether(producer, [], signal, {}, () => producer.sendOffsets(positions, consumer))
    expect(await consumer.committed(positions)).toEqual(expect.arrayContaining(positions))
  } finally {
    await Promise.all([producer.close(), consumer.close()])
  }
}

/** All that a topic has is gone, as retention would take it. */
const expire = (topic: Topic): Promise<void> =>
  withAdmin(pipelineOf().connection, async (admin) => {
    const ends = await admin.ends([topic.name])
    await admin.deleteBelow(ends.map(({ stable, ...at }) => ({ ...at, offset: stable })))
  })

/** Runs `work` while this process is a member of a group. */
async function whileMember(group: string, work: () => Promise<void>): Promise<void> {
  const consumer = await openConsumer(pipelineOf().connection.kafka, { group, onRebalance: () => undefined })
  const state = { ended: false }
  consumer.subscribe([filesSecret.name])
  const belonging = (async () => {
    while (!state.ended) await consumer.consume(1)
  })()
  try {
    await withAdmin(pipelineOf().connection, (admin) =>
      until({
        what: `a member of ${group}`,
        home: pipelineOf().config.home,
        look: () => admin.members(group),
        holds: (members) => members.length === 1,
      }),
    )
    await work()
  } finally {
    state.ended = true
    await belonging
    await consumer.close()
  }
}

test('a backup and a restore that are stopped leave nothing half, and the same command does it', async () => {
  const { config } = pipelineOf()
  await Promise.all([...workers.keys()].map(stopped))
  await done('down')
  // What takes a while to copy.
  mkdirSync(join(config.home, 'trainer'), { recursive: true })
  const large = await open(join(config.home, 'trainer', 'large'), 'w')
  await large.truncate(192 * 1_048_576)
  await large.close()
  const [copy, home] = [join(folder, 'backup'), join(folder, 'restored')]
  const backup = ['backup', copy]
  await stoppedHalfWay(pipelineOf().spawn(backup), (pid) => `${copy}.part-${pid}`, 'trainer')
  expect(await done(...backup)).toContain('as of')
  const restore = (): Running => pipelineOf().spawn(['restore', copy], { CODELUPE_HOME: home })
  await stoppedHalfWay(restore(), (pid) => `${home}.restore-${pid}`, 'trainer')
  expect(await endOf(restore())).toMatchObject({ code: '0' })
  expect(existsSync(join(home, 'kafka', 'data'))).toBe(true)
  const twice = await Promise.all([restore(), restore()].map(endOf))
  for (const one of twice) expect(one).toMatchObject(ends('2', 'expected an empty or new home'))
  rmSync(dirname(kinds.postgres.marker({ ...config, home })), { recursive: true, force: true })
})

/** Told to end while it copies a part; nothing is there afterwards. */
async function stoppedHalfWay(one: Running, partOf: (pid: number) => string, name: string): Promise<void> {
  const part = partOf(one.child.pid ?? 0)
  await until({
    what: `${one.args.join(' ')} half way`,
    home: pipelineOf().config.home,
    look: () => existsSync(join(part, name, 'large')),
    holds: (there) => there,
    tells: () => one.output(),
    pollMs: 2,
  })
  await outInTime([one])
  expect(one.output()).toMatch(/stopped: nothing (of the backup is left|was restored)/)
  expect(existsSync(part)).toBe(false)
}
