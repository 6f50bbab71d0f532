// A registry that is down while all else runs, as commands and workers meet it: who does not ask it works, who does says what
// was expected, found and is to be typed, with exit 1; nothing is half-written, and the same command repairs it afterwards.
// Mutants: connect wants every server; doctor asks a dead registry nothing; doctor asks a silent one about each topic; no
// word of a worker that waits; its waiting ends.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test as base, beforeAll, expect, onTestFinished } from 'vitest'
import { connectionTo, withClients } from '../../cli/connect.ts'
import { provision } from '../../cli/provision.ts'
import { startServers } from '../../embedded/servers.ts'
import {
  dlqByStep,
  filesQuality,
  filesSkipped,
  filesSubmitted,
  ingestProgress,
  repositoriesFetched,
} from '../../topics/index.ts'
import { type CommandLine, commandLine, type Ran } from '../support/command-line.ts'
import { serverPid, untilGone } from '../support/faults.ts'
import { plainSource } from '../support/plain-source.ts'
import { isEmbedded, startTestServers, type TestServers } from '../support/servers.ts'
import { until } from '../support/waits.ts'

const test = base.skipIf(!(await isEmbedded('a registry is killed')))
const inputs = mkdtempSync(join(tmpdir(), 'codelupe-registry-'))
const state: { servers?: TestServers; silent?: Server } = {}
const serversNow = (): TestServers => state.servers ?? expect.fail('the servers did not start')

beforeAll(async () => {
  state.servers = await startTestServers({ kind: 'embedded', own: {} })
  await provision(connectionTo(state.servers.config, state.servers.addresses), 3)
  state.silent = createServer().listen(0, '127.0.0.1')
})
afterAll(async () => {
  state.silent?.close()
  await state.servers?.stop()
  rmSync(inputs, { recursive: true, force: true })
})

/** The command line of these servers' home, with more settings. */
async function commands(settings: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const cli = await commandLine({ ...settings, CODELUPE_HOME: serversNow().config.home })
  rmSync(cli.home, { recursive: true })
  return { ...cli, home: serversNow().config.home }
}

/** A repository of so many files that every gate accepts. */
function repository(name: string, count: number): string {
  const root = join(inputs, name)
  mkdirSync(root)
  for (let index = 0; index < count; index += 1) writeFileSync(join(root, `${name}${index}.js`), plainSource(index))
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c']
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...identity, 'commit', '-q', '-m', 'first'],
  ])
    execFileSync('git', ['-C', root, ...args])
  return root
}

/** Where what ingest writes ends, topic by topic: a transaction of a half-written submission would show. */
async function submittedNow(): Promise<readonly unknown[]> {
  const { config, addresses } = serversNow()
  const written = [filesSubmitted, filesSkipped, repositoriesFetched, ingestProgress]
  return withClients(connectionTo(config, addresses), ({ admin }) => admin.ends(written.map(({ name }) => name)))
}

function expectUnavailable({ code, out, err }: Ran): void {
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/the schema registry does not answer: expected an answer from \S+ about .+, found none/)
  expect(err).toContain('[registry.unavailable]\n  ./codelupe up, or check SCHEMA_REGISTRY_URL\n')
}

/** What a clone leaves where it is not removed. */
const clones = (): readonly string[] => {
  const folder = join(serversNow().config.home, 'tmp')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Each command against a registry that is down: who asks it fails, who does not is as ever. */
async function expectRefusals(cli: CommandLine, source: string): Promise<void> {
  const before = await submittedNow()
  const [ingested, tapped, status, explained, diagnosed] = await Promise.all([
    cli.run('ingest', source),
    cli.run('tap', filesSubmitted.name),
    cli.json('status', '--json'),
    cli.run('explain', 'first0.js'),
    cli.run('doctor'),
  ])
  expectUnavailable(ingested)
  expectUnavailable(tapped)
  expect(status).toMatchObject({ files: { submitted: 1 } })
  expect(explained).toMatchObject({ code: 0, out: expect.stringContaining('in flight: no outcome yet') })
  expect(diagnosed.code).toBe(1)
  expect(diagnosed.out.match(/^(fault|warning): .*registry.*$/gim)).toHaveLength(1)
  expect(await submittedNow()).toEqual(before)
}

test('a file is in the log and in the tables', async () => {
  const cli = await commands()
  const projector = cli.start('run', 'projector')
  onTestFinished(() => void projector.child.kill('SIGKILL'))
  expect(await cli.run('ingest', repository('first', 1))).toMatchObject({ code: 0 })
  await until({
    what: 'the file in the tables',
    home: cli.home,
    look: () => cli.run('explain', 'first0.js'),
    holds: ({ code }) => code === 0,
    pollMs: 250,
  })
  projector.child.kill('SIGTERM')
  await projector.ended
})

/** The same servers as somebody gives them, and a registry that takes a connection and says nothing. */
function besideSilence(): Promise<CommandLine> {
  const { addresses } = serversNow()
  const address = state.silent?.address()
  if (address === null || typeof address !== 'object') throw new Error('expected a port')
  return commands({
    KAFKA_BROKERS: addresses.kafkaBrokers,
    DATABASE_URL: addresses.databaseUrl,
    SCHEMA_REGISTRY_URL: `http://127.0.0.1:${address.port}/apis/ccompat/v7`,
  })
}

/** A worker of quality, once it has said that it waits. */
async function waitingWorker(cli: CommandLine) {
  const worker = cli.start('run', 'quality')
  onTestFinished(() => void worker.child.kill('SIGKILL'))
  const said: string[] = []
  worker.child.stderr?.on('data', (text: string) => said.push(text))
  const words =
    /^waiting: the schema registry does not answer: .*\[registry\.unavailable\]\n {2}\.\/codelupe up, or check/m
  const { exitCode } = await until({
    what: 'the worker to say what it waits for',
    home: cli.home,
    look: () => ({ text: said.join(''), exitCode: worker.child.exitCode }),
    holds: ({ text, exitCode }) => words.test(text) || exitCode !== null,
    msMax: 60_000,
  })
  expect(exitCode).toBeNull()
  return { ...worker, said: () => said.join('') }
}

test('one that is killed, and one that is silent: a sentence each, and all goes on once it is back', async () => {
  const { config } = serversNow()
  const [cli, silent] = [await commands(), await besideSilence()]
  const registry = serverPid(config.home, 'registry')
  process.kill(registry, 'SIGKILL')
  await untilGone(config.home, [registry])
  const source = repository('second', 2)
  const untilBack = async () => {
    await expectRefusals(cli, source)
    const waiting = await waitingWorker(cli)
    await startServers(config, {}, AbortSignal.timeout(60_000))
    return waiting
  }
  // A silent one takes 10 s: meanwhile the other is dealt with.
  const [worker] = await Promise.all([untilBack(), expectRefusals(silent, source)])
  expect(clones()).toEqual([])
  const first = await cli.run('ingest', source)
  expect(first).toMatchObject({ code: 0, out: expect.stringContaining('found 2, submitted 2') })
  const second = await cli.run('ingest', source)
  expect(second).toMatchObject({ code: 0, out: expect.stringContaining('was submitted before') })
  const linesOf = async (topic: string): Promise<readonly string[]> =>
    (await cli.run('tap', topic)).out.split('\n').filter((line) => line !== '')
  await until({
    what: 'the worker to judge what was submitted before and after',
    home: config.home,
    look: () => linesOf(filesQuality.name),
    holds: (lines) => lines.length === 3,
    pollMs: 250,
  })
  expect(await linesOf(filesSubmitted.name)).toHaveLength(3)
  expect(await linesOf(dlqByStep.quality.name)).toEqual([])
  expect(worker.said().match(/^waiting: /gm)).toHaveLength(1)
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toMatchObject({ code: 130 })
}, 180_000)
