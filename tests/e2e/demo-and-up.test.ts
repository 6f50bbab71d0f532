// The README's own path through the real command line: a demo, then `up`, which trains; a trainer whose sidecar is killed
// comes back and goes on; a demo beside it lets the pipeline's trainer make the steps; and all of it is backed up, and goes on
// in another home.
// Mutants: let `up` leave a supervisor that runs as it is, whatever it was asked for; keep no wishes in its file; let the
// demo always train by itself; start no trainer again whose sidecar has gone; copy no checkpoints, or no database, into a
// backup; compare no hash at a restore; let a backup begin while servers run.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSupervisor } from '../../cli/supervisor-state.ts'
import { findTrainer } from '../../cli/trainer-file.ts'
import { manifestIn } from '../../embedded/backup-files.ts'
import { findByMarker, type ProcessId } from '../../embedded/process.ts'
import { projectFolder } from '../../runtime/config.ts'
import { type CommandLine, commandLine, type Ran, servedCommandLine } from '../support/command-line.ts'
import { supervisorPid, untilWorker } from '../support/faults.ts'
import { isEmbedded } from '../support/servers.ts'
import { follow, until } from '../support/waits.ts'

const demoMsMax = 480_000
let cli: CommandLine

beforeAll(async () => {
  // The pipeline's trainer waits until it is asked: there is always something left to train on.
  cli = await servedCommandLine({ CODELUPE_TRAIN_SAMPLES_MIN: '1000000' })
})

afterAll(() => cli.stop(), 100_000)

type TrainStatus = { readonly running: object | null; readonly lineages: readonly { readonly step: number }[] }

const trainStatus = async (at = cli): Promise<TrainStatus> =>
  (await at.json('train', 'status', '--json')) as TrainStatus

const stepOf = ({ lineages }: TrainStatus): number => lineages[0]?.step ?? 0

/** A demo's end, and what it wrote. It starts servers, judges some hundred files and trains: minutes where others work too. */
async function demoOf(steps: number): Promise<Ran> {
  const demo = follow(cli, 'demo', `--steps=${steps}`)
  const look = () => ({ code: demo.child.exitCode, written: demo.written() })
  await until({
    what: 'the end of the demo',
    home: cli.home,
    look,
    holds: ({ code }) => code !== null,
    msMax: demoMsMax,
  })
  return demo.ended()
}

/** A trainer that answers; another one than `before`. */
async function untilTrainer(before: number | null, at = cli): Promise<number> {
  const look = () => findTrainer(at.config())
  const holds = (seen: ReturnType<typeof look>): boolean => seen !== null && seen.process.pid !== before
  const found = await until({ what: 'a trainer that answers', home: at.home, look, holds })
  return found?.process.pid ?? 0
}

const sidecars = (): readonly ProcessId[] =>
  findByMarker(basename(cli.config().python ?? 'python'), join(cli.home, 'trainer'))

test('what a demo leaves running trains once `up` asks for it, and goes on after its sidecar was killed', async () => {
  const demo = await demoOf(2)
  expect(demo).toMatchObject({ code: 0, err: expect.stringContaining(' 2 training steps') })
  expect(findSupervisor(cli.config())?.wishes).toEqual({ trainer: 'off', model: null })
  expect(sidecars()).toEqual([])
  const before = supervisorPid(cli.home)

  expect(await follow(cli, 'up').ended()).toMatchObject({
    code: 0,
    err: expect.stringContaining('the pipeline ran with trainer off: starting it again with trainer on'),
  })
  expect(supervisorPid(cli.home)).not.toBe(before)
  expect(findSupervisor(cli.config())?.wishes).toEqual({ trainer: 'on', model: null })
  await untilWorker(cli.home, 'trainer', ({ state }) => state === 'running')
  const trainer = await untilTrainer(null)
  expect(await trainStatus()).toMatchObject({ running: expect.any(Object), lineages: [{ step: 2 }] })

  const [sidecar, ...more] = sidecars()
  expect(more).toEqual([])
  process.kill(sidecar?.pid ?? 0, 'SIGKILL')
  await untilWorker(cli.home, 'trainer', ({ state, restarts }) => state === 'running' && restarts === 1)
  await untilTrainer(trainer)
  expect(await cli.run('train', 'now')).toMatchObject({ code: 0 })
  await until({
    what: 'a step more',
    home: cli.home,
    look: () => trainStatus(),
    holds: (seen) => stepOf(seen) > 2,
    pollMs: 500,
  })
})

test('a demo beside a pipeline that trains leaves the steps to its trainer; the same `up` again changes nothing', async () => {
  const before = supervisorPid(cli.home)
  const demo = await demoOf(1)
  expect(demo).toMatchObject({ code: 0, err: expect.stringContaining("by the pipeline's trainer, which goes on") })
  expect(demo.out).toContain('lost 0, doubled 0, gap 0')
  expect(await cli.run('up')).toMatchObject({ code: 0, err: expect.not.stringContaining('starting it again') })
  expect(supervisorPid(cli.home)).toBe(before)
  const { restarts } = await untilWorker(cli.home, 'trainer', ({ state }) => state === 'running')
  expect(restarts).toBe(1)
  expect(await cli.run('backup', `${cli.home}-backup`)).toMatchObject({ code: 2, err: expect.stringContaining('down') })
  expect(await cli.run('down')).toMatchObject({ code: 0 })
  expect([findSupervisor(cli.config()), findTrainer(cli.config()), sidecars()]).toEqual([null, null, []])
})

type Verified = {
  readonly files: { readonly submitted: number; readonly inFlight: number }
  readonly checkpoints: { readonly verified: number }
  readonly breaks: { readonly total: number }
}

test.skipIf(!(await isEmbedded('files of servers are backed up')))(
  'a backup in an empty home has all of it, and goes on; one that was damaged is refused',
  async ({ onTestFinished }) => {
    const backup = `${cli.home}-backup`
    onTestFinished(() => rmSync(backup, { recursive: true, force: true }))
    expect(await cli.run('backup', backup)).toMatchObject({ code: 0 })
    expect(await cli.run('backup', backup)).toMatchObject({ code: 2 })
    const other = await commandLine({ CODELUPE_TRAIN_SAMPLES_MIN: '1000000' })
    onTestFinished(() => other.stop())
    const { files } = manifestIn(readFileSync(join(backup, 'manifest.json'), 'utf8'), backup)
    const weights =
      files.findLast(({ path, bytes }) => path.startsWith('trainer/') && bytes > 0) ?? fail('a checkpoint')
    flip(join(backup, weights.path))
    expect(await other.run('restore', backup)).toMatchObject({
      code: 2,
      err: expect.stringContaining('backup.damaged'),
    })
    expect(readdirSync(other.home)).toEqual([])
    flip(join(backup, weights.path))
    expect(await other.run('restore', backup)).toMatchObject({ code: 0 })
    expect(await other.run('restore', backup)).toMatchObject({ code: 2, err: expect.stringContaining('empty') })

    expect(await other.run('up')).toMatchObject({ code: 0 })
    const { lineages } = await trainStatus(other)
    const folder = join(projectFolder, 'topics')
    expect(await other.run('ingest', folder, '--repository', 'local/-/after', '--wait')).toMatchObject({ code: 0 })
    await untilTrainer(null, other)
    expect(await other.run('train', 'now')).toMatchObject({ code: 0 })
    const look = async () => (await trainStatus(other)).lineages.map(({ step }) => step)
    const before = lineages.map(({ step }) => step)
    const holds = (steps: readonly number[]): boolean => (steps[0] ?? 0) > (before[0] ?? 0)
    const steps = await until({ what: 'a step more', home: other.home, look, holds, pollMs: 500 })
    expect([before.length, steps.length]).toEqual([1, 1])
    const { err, out } = await other.run('verify', '--json')
    const found: Verified = JSON.parse(out)
    expect([found.breaks, err]).toEqual([{ total: 0, byKind: {}, first: [] }, ''])
    expect(found.files.inFlight).toBe(0)
    expect(found.checkpoints.verified).toBeGreaterThan(1)
  },
)

/** Turns the first byte of a file over; once more, and it is as it was. */
function flip(file: string): void {
  const bytes = readFileSync(file)
  bytes[0] = (bytes[0] ?? 0) ^ 255
  writeFileSync(file, bytes)
}

function fail(what: string): never {
  throw new Error(`expected ${what}, found none`)
}
