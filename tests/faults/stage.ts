// Where the faults happen: one pipeline of real processes on embedded servers for all rows of a file. Each row injects and
// heals; then nothing may be lost or doubled, and a table at the end says what was done and how long it took (I14).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, withClients } from '../../cli/connect.ts'
import type { Topic } from '../../topics/index.ts'
import { type CommandLine, commandLine } from '../support/command-line.ts'
import {
  expectWhole,
  type Place,
  settled,
  settledOutcomes,
  supervisorPid,
  untilGone,
  workersOf,
} from '../support/faults.ts'
import { plainSource } from '../support/plain-source.ts'
import { type Followed, until } from '../support/waits.ts'
import { type Serving, watchServing } from './serving.ts'
import { emptyRow, lostAndDoubled, type Row, tableOf } from './table.ts'

export type Stage = Place & {
  readonly cli: CommandLine
  /** Of the row, from 1 on: what differs from run to run is chosen by it. */
  readonly run: number
  /** A name that no other run of the row has. */
  readonly named: (name: string) => string
  /** A folder of so many files that every gate accepts. */
  readonly folderOf: (name: string, count: number) => string
  /** The command line of the same home under other settings. */
  readonly under: (settings: Readonly<Record<string, string>>) => Promise<CommandLine>
  /** The pipeline anew, under other settings: the servers stay. */
  readonly restart: (settings?: Readonly<Record<string, string>>) => Promise<void>
  /** Starts what is not running. */
  readonly up: () => Promise<void>
}

/** What a row did: how often it struck, when it had healed (performance.now), and what it buried on purpose. */
export type Struck = {
  readonly strikes: number
  readonly healedAt: number
  readonly buried?: readonly string[]
  /** What else it measured, as the table tells it. */
  readonly measured?: string
  /** Processes of the test's own that must not end before all is settled, and are ended then. */
  readonly processes?: readonly Followed[]
}

export type Fault = {
  readonly name: string
  /** One of the hardest: also in `npm test`. */
  readonly quick?: true
  readonly strike: (stage: Stage) => Promise<Struck>
  /** What else must hold once everything is settled. */
  readonly after?: (stage: Stage) => Promise<void>
}

export const steps = ['quality', 'malicious', 'secret', 'license', 'admission', 'projector'] as const

/** One of a list for each run of a row, and the first one again after the last. */
export function ofRun<Choice>(choices: readonly [Choice, ...Choice[]], run: number): Choice {
  return choices[(run - 1) % choices.length] ?? choices[0]
}

/** Servers of the suite's own that a stage works on, by the settings that name them. */
export type OwnServers = { readonly settings: Readonly<Record<string, string>>; readonly stop: () => Promise<void> }

export type StageOptions = {
  /** Options of the first `up`, and of those that start what is not running. */
  readonly up?: readonly string[]
  /** Settings of every process. */
  readonly settings?: Readonly<Record<string, string>>
  /** Started before the pipeline, ended after it. */
  readonly servers?: () => Promise<OwnServers>
  /** Done to the folder before anything is started there; what it gives undoes it. */
  readonly prepare?: (home: string) => () => void
}

const pipelineOnly = ['--trainer', 'off'] as const

/** The stage of a file of tests, started before them and ended after them. */
export function openStage(options: StageOptions = {}): () => Stage {
  const { up = pipelineOnly, settings: given = {}, servers, prepare } = options
  const opened: { stage?: Stage; undo?: () => void; servers?: OwnServers | undefined } = {}
  const inputs = mkdtempSync(join(tmpdir(), 'codelupe-faults-'))
  beforeAll(async () => {
    opened.servers = await servers?.()
    const settings = { ...opened.servers?.settings, ...given }
    const cli = await commandLine(settings)
    opened.stage = stageOf(cli, inputs, settings, up.includes('--trainer') ? up : pipelineOnly)
    if (prepare !== undefined) opened.undo = prepare(cli.home)
    const { code, err } = await cli.run('up', ...up)
    if (code !== 0) throw new Error(`expected the pipeline to start, found exit ${code}: ${err}`)
  })
  afterAll(async () => {
    await opened.stage?.cli.run('down')
    opened.undo?.()
    await opened.stage?.cli.stop()
    await opened.servers?.stop()
    rmSync(inputs, { recursive: true, force: true })
  })
  return () => {
    if (opened.stage === undefined) throw new Error('expected a stage, found that it did not start')
    return opened.stage
  }
}

function stageOf(cli: CommandLine, inputs: string, own: OwnServers['settings'], upWith: readonly string[]): Stage {
  const under: Stage['under'] = async (settings) => {
    const other = await commandLine({ ...own, ...settings, CODELUPE_HOME: cli.home })
    rmSync(other.home, { recursive: true })
    return { ...other, home: cli.home }
  }
  const up = async (from: CommandLine): Promise<void> => {
    const { code, err } = await from.run('up', ...upWith)
    if (code !== 0) throw new Error(`expected the pipeline to start, found exit ${code}: ${err}`)
  }
  return {
    cli,
    home: cli.home,
    connection: () => connect(cli.config()),
    run: 1,
    named: (name) => name,
    under,
    up: () => up(cli),
    folderOf: (name, count) => {
      const folder = join(inputs, name)
      mkdirSync(join(folder, 'src'), { recursive: true })
      for (let index = 0; index < count; index++) writeFileSync(join(folder, 'src', `${index}.js`), plainSource(index))
      return folder
    },
    restart: async (settings = {}) => {
      const supervisor = supervisorPid(cli.home)
      const workers = workersOf(cli.home).flatMap(({ pid }) => (pid === null ? [] : [pid]))
      process.kill(supervisor, 'SIGTERM')
      await untilGone(cli.home, [supervisor, ...workers])
      await up(await under(settings))
    },
  }
}

/** Runs of a row: five by `npm run faults`, one inside `npm test`. */
export const runsWanted = Number(process.env.CODELUPE_FAULT_RUNS ?? (process.env.CODELUPE_FAULTS === '1' ? 5 : 1))
const runMsMax = 600_000

async function settledAfter(stage: Stage, strike: Fault['strike'], serving: Serving) {
  try {
    const struck = await strike(stage)
    const found = await settledOutcomes(stage, struck.processes)
    return { struck, found, settledAt: performance.now() }
  } finally {
    await serving.stop()
  }
}

/** Registers a test for each fault, one that verifies everything after them, and the table. */
export function strikeAll(faults: readonly Fault[], stageNow: () => Stage): void {
  const rows: Row[] = []
  const buried: string[] = []
  const submitted: { files?: number } = {}
  const strikeOnce = async ({ strike, after }: Fault, stage: Stage, row: Row): Promise<void> => {
    const before = submitted.files ?? (await settled(stage)).files.submitted
    const serving = watchServing(stage)
    const { struck, found, settledAt } = await settledAfter(stage, strike, serving)
    const { strikes, healedAt, processes = [], buried: more = [], measured = '' } = struck
    buried.push(...more)
    row.seconds = Math.max(row.seconds, (settledAt - healedAt) / 1_000)
    row.serving = Math.max(row.serving ?? 0, serving.after(healedAt))
    row.strikes += strikes
    row.measured = measured
    row.records += found.submitted.length - before
    // Over everything so far: the last reading stands for all runs.
    Object.assign(row, lostAndDoubled(found.submitted, [...found.decided, ...found.buried]))
    submitted.files = found.submitted.length
    expectWhole(found, buried)
    for (const { child } of processes) child.kill('SIGTERM')
    for (const { ended } of processes) expect(await ended()).toMatchObject({ code: 130 })
    await after?.(stage)
    row.runs++
  }
  const strikeOften = async (fault: Fault, runs: number): Promise<void> => {
    const row = emptyRow(fault.name)
    rows.push(row)
    for (let run = 1; run <= runs; run++)
      await strikeOnce(fault, { ...stageNow(), run, named: (name) => `${name}.${run}` }, row)
  }
  for (const fault of faults) {
    test(fault.name, { timeout: runsWanted * runMsMax }, () => strikeOften(fault, runsWanted))
  }
  // By a path of its own through the log, the tables and the order of records: counts that add up could hide two mistakes.
  test('the verifier finds no break after all of it', async () => {
    const { code, out, err } = await stageNow().cli.run('verify', '--json')
    expect([code, out === '' ? err : JSON.parse(out).breaks]).toEqual([0, { total: 0, byKind: {}, first: [] }])
  })
  afterAll(() => console.log(tableOf(rows)))
}

/** Committed records of a topic so far. */
export const recordsIn = async (stage: Stage, topic: Topic): Promise<number> =>
  withClients(await stage.connection(), async ({ admin }) => {
    const ends = await admin.ends([topic.name])
    return ends.reduce((sum, end) => sum + end.stable - end.low, 0)
  })

export async function untilRecords(
  stage: Stage,
  topic: Topic,
  count: number,
  processes: readonly Followed[] = [],
): Promise<void> {
  await until({
    what: `${count} records in ${topic.name}`,
    home: stage.home,
    processes,
    look: () => recordsIn(stage, topic),
    pollMs: 150,
    holds: (found) => found >= count,
  })
}
