// The main job through the real command line: a hostile directory, a git repository, a zip and a tar, each file explained,
// nothing lost or doubled, the same rows after a restart (I14).
// Mutants: explain leaves skipped paths out; `down` does not end the supervisor; ingest ignores its progress record.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, connect } from '../../cli/connect.ts'
import { type Explanation, readExplanations } from '../../cli/queries/explain.ts'
import type { Status } from '../../cli/queries/status.ts'
import { namePath } from '../../identify/path.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { stepNames } from '../../topics/index.ts'
import { type CommandLine, servedCommandLine } from '../support/command-line.ts'
import { isGone, serverPid, supervisorPid, workersOf } from '../support/faults.ts'
import { type HostileFolder, writeHostileFolder } from '../support/hostile-folder.ts'
import { plainSource } from '../support/plain-source.ts'
import { serverKind } from '../support/servers.ts'
import { tarOf, zipOf } from '../unit/ingest-fixtures.ts'

let cli: CommandLine
let hostile: HostileFolder
const inputs = mkdtempSync(join(tmpdir(), 'codelupe-e2e-'))

beforeAll(async () => {
  hostile = writeHostileFolder(join(inputs, 'desk'))
  cli = await servedCommandLine()
  expect(await cli.run('up', '--trainer', 'off')).toMatchObject({ code: 0 })
})

afterAll(async () => {
  await cli.stop()
  rmSync(inputs, { recursive: true, force: true })
})

type Ingested = {
  readonly submission: string
  readonly already: boolean
  readonly found: number
  readonly submitted: number
  readonly skipped: Readonly<Record<string, number>>
  readonly outcomes: { readonly accepted: number; readonly rejected: number; readonly dead: number }
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

async function ingest(...args: readonly string[]): Promise<Ingested> {
  const { code, out, err } = await cli.run('ingest', ...args, '--wait', '--json')
  expect([code, err]).toEqual([0, expect.any(String)])
  const counts: Ingested = JSON.parse(out)
  expect(counts.found).toBe(counts.submitted + total(counts.skipped))
  expect(counts.outcomes.accepted + counts.outcomes.rejected).toBe(counts.submitted)
  expect(counts.outcomes.dead).toBe(0)
  return counts
}

const connected = (): Promise<Connection> => connect(cli.config())

async function explained(name: string): Promise<readonly Explanation[]> {
  const { code, out } = await cli.run('explain', name, '--json')
  expect(code).toBe(0)
  return JSON.parse(out)
}

async function statusOf(): Promise<Status> {
  const { code, out } = await cli.run('status', '--json')
  expect(code).toBe(0)
  return JSON.parse(out)
}

test('a hostile directory goes through: each path submitted or skipped for its reason', async () => {
  const counts = await ingest(join(inputs, 'desk'))
  expect(counts.found).toBe(hostile.paths.length)
  expect(counts.already).toBe(false)
  expect(counts.skipped).toMatchObject({
    'path.unsafe': 3,
    'entry.symlink': 2,
    'file.empty': 1,
    'file.binary': 2,
    'file.repetitive': 1,
    'file.lfs-pointer': 1,
    'encoding.utf16': 1,
    'encoding.invalid': 1,
    'encoding.latin1': 1,
  })
  expect(counts.skipped['file.too-large']).toBeGreaterThanOrEqual(2)
  expect(counts.outcomes.accepted).toBeGreaterThan(200)
})

test('every path of it is explained, and none says more than one thing', async () => {
  const connection = await connected()
  const database = openDatabase(connection.databaseUrl)
  try {
    const decisions: string[] = []
    // A name that no terminal should be given is kept, and asked for, as it is shown.
    for (const path of hostile.paths.map((raw) => namePath(Buffer.from(raw).toString('latin1')).path)) {
      const { entries } = await readExplanations(database, `local/-/desk:${path}`)
      expect([path, entries.length]).toEqual([path, 1])
      const [entry] = entries
      decisions.push(entry?.decision ?? 'none')
      if (entry?.decision !== 'accepted')
        expect([path, entry?.reason]).toEqual([path, expect.stringMatching(/^[\w.-]+$/)])
    }
    expect(new Set(decisions)).toEqual(new Set(['accepted', 'rejected', 'skipped']))
  } finally {
    await database.close()
  }
})

test('a git repository, a zip and a tar are read like the directory', async () => {
  const repository = join(inputs, 'history')
  const files = Array.from({ length: 12 }, (_, index) => ({
    name: `lib/part-${index}.js`,
    content: plainSource(9_000 + index),
  }))
  mkdirSync(join(repository, 'lib'), { recursive: true })
  for (const { name, content } of files) writeFileSync(join(repository, name), content)
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: repository,
      stdio: 'pipe',
    })
  }
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'all of it')
  writeFileSync(join(repository, 'lib', 'untracked.js'), plainSource(9_100))
  const counts = await ingest(repository)
  expect(counts).toMatchObject({ found: 12, submitted: 12, skipped: {} })
  expect(counts.submission).toMatch(/^local\/-\/history@[0-9a-f]{40}$/)

  const bad = [
    { name: '../climbs.js', content: 'x' },
    { name: 'link.js', content: '/etc/passwd' },
  ] as const
  writeFileSync(join(inputs, 'packed.zip'), zipOf([...files, bad[0], { ...bad[1], mode: 0o120777 }]))
  const zipped = await ingest(join(inputs, 'packed.zip'))
  expect(zipped).toMatchObject({ submitted: 12, skipped: { 'path.unsafe': 1, 'entry.symlink': 1 } })
  const tarred = tarOf([...files, bad[0], { name: bad[1].name, type: '2' }])
  writeFileSync(join(inputs, 'packed-too.tar.gz'), gzipSync(tarred))
  expect(await ingest(join(inputs, 'packed-too.tar.gz'))).toMatchObject({ submitted: 12, skipped: zipped.skipped })

  // The file that was cut, and one entry for whatever came after it.
  writeFileSync(join(inputs, 'cut-off.tar'), tarred.subarray(0, tarred.length - 3_000))
  const cut = await cli.run('ingest', join(inputs, 'cut-off.tar'), '--wait', '--json')
  expect([cut.code, JSON.parse(cut.out)]).toMatchObject([3, { submitted: 11, skipped: { 'archive.corrupt': 2 } }])
})

test('status --json keeps its contract, and nothing is lost or doubled', async () => {
  const status = await statusOf()
  const { files, conservation, steps, training } = status
  expect(new Date(status.asOf).toISOString()).toBe(status.asOf)
  expect(Object.keys(files)).toEqual(['found', 'skipped', 'submitted', 'accepted', 'rejected', 'dead', 'inFlight'])
  expect(files.found).toBe(files.submitted + files.skipped)
  expect(files.submitted).toBe(files.accepted + files.rejected)
  expect(files.found).toBe(hostile.paths.length + 12 + 14 + 14 + 13)
  expect(files).toMatchObject({ dead: 0, inFlight: 0 })
  expect(conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0 })
  expect(steps.map(({ step }) => step).toSorted()).toEqual([...stepNames].toSorted())
  for (const step of steps) {
    expect(Object.keys(step)).toEqual(['step', 'in', 'accepted', 'rejected', 'dead', 'lag'])
    for (const key of ['in', 'accepted', 'rejected', 'dead', 'lag'] as const) expect(step[key]).toBeTypeOf('number')
    if (step.step !== 'trainer') expect([step.step, step.lag]).toEqual([step.step, 0])
  }
  expect(steps.find(({ step }) => step === 'quality')?.in).toBe(files.submitted)
  expect(training).toEqual({ step: 0, samples: 0, tokens: 0, loss: null })
})

const fileKeys = ['fileId', 'submission', 'repository', 'path', 'language', 'sizeBytes']

test('explain --json keeps its contract for accepted, rejected and skipped, by each kind of name', async () => {
  const accepted = await explained('local/-/desk:src/0/file-0.js')
  expect(accepted).toHaveLength(1)
  const [entry] = accepted
  expect(Object.keys(entry?.file ?? {})).toEqual(fileKeys)
  expect(entry).toMatchObject({ decision: 'accepted', by: null, training: [] })
  expect(entry?.sample).toMatchObject({ sampleId: `${entry?.file.fileId}@${entry?.file.submission}` })
  expect(entry?.verdicts.map(({ processor }) => processor)).toEqual(['quality', 'malicious', 'secret', 'license'])
  for (const verdict of entry?.verdicts ?? []) {
    expect(verdict).toMatchObject({
      decision: 'accept',
      findings: expect.any(Array),
      signals: expect.any(Object),
      ruleset: expect.stringMatching(/^[0-9a-f]{64}$/),
      topic: expect.stringMatching(/^files\./),
      partition: expect.any(Number),
      offset: expect.any(Number),
    })
  }
  expect(await explained(entry?.file.fileId ?? '')).toEqual(accepted)
  expect(await explained('src/0/file-0.js')).toEqual(accepted)

  const [rejected] = await explained('data/nested.json')
  expect(rejected).toMatchObject({ decision: 'rejected', by: expect.any(String), sample: null, training: [] })
  expect(rejected?.verdicts.at(-1)).toMatchObject({ processor: rejected?.by, decision: 'reject' })
  const [skipped] = await explained('data/logo.png')
  expect(skipped).toMatchObject({ decision: 'skipped', by: 'ingest', verdicts: [], sample: null, training: [] })
  expect(Object.keys(skipped?.file ?? {})).toEqual(fileKeys)
  expect(skipped?.file).toMatchObject({ fileId: null, language: null, path: 'data/logo.png' })

  const story = await cli.run('explain', 'canary/charge.js')
  expect(story).toMatchObject({ code: 0, out: expect.stringContaining('secret: accept') })
  expect((await cli.run('explain', 'no/such/file.js')).code).toBe(2)
})

test('a second ingest does nothing, unless it is asked to', async () => {
  const folder = join(inputs, 'history')
  const before = await statusOf()
  expect(await ingest(folder)).toMatchObject({ already: true, found: 12, submitted: 12 })
  expect((await statusOf()).files).toEqual(before.files)
  const again = await ingest(folder, '--again')
  expect(again).toMatchObject({ already: false, submitted: 12 })
  expect(again.submission).toMatch(/#2$/)
  expect((await explained('local/-/history:lib/part-3.js')).map(({ decision }) => decision)).toEqual([
    'accepted',
    'accepted',
  ])
  const after = await statusOf()
  expect(after.files.submitted).toBe(before.files.submitted + 12)
  expect(after.conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0 })
})

test('down ends everything that up started, and up finds the same rows again', async () => {
  const embedded = (await serverKind()) === 'embedded'
  const before = await statusOf()
  const processes = [supervisorPid(cli.home), ...workersOf(cli.home).map(({ pid }) => pid ?? 0)]
  const names = embedded ? (['kafka', 'registry', 'postgres'] as const) : []
  const servers = names.map((name) => serverPid(cli.home, name))
  expect(await cli.run('down')).toMatchObject({ code: 0 })
  expect([...processes, ...servers].map(isGone)).toEqual(Array.from({ length: 7 + names.length }, () => true))
  // Servers that were given are not ours to end.
  const absent = { code: 2, err: expect.stringContaining('[servers.absent]') }
  expect(await cli.run('status')).toMatchObject(embedded ? absent : { code: 0 })
  expect(await cli.run('up', '--trainer', 'off')).toMatchObject({ code: 0 })
  const { asOf: _, ...after } = await statusOf()
  expect(after).toEqual({ ...before, asOf: undefined })
  expect(await ingest(join(inputs, 'desk'))).toMatchObject({ already: true })
})
