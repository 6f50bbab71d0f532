// Where the faults happen: one pipeline of real processes on embedded servers for all rows of a file. Each row injects and
// heals; then nothing may be lost or doubled, and a table at the end says what was done and how long it took (I14).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, withClients } from '../../cli/connect.ts'
import type { Topic } from '../../topics/index.ts'
import { type CommandLine, commandLine } from '../support/command-line.ts'
import { connectionOf, expectWhole, settled, supervisorPid, untilGone, workersOf } from '../support/faults.ts'
import { plainSource } from '../support/plain-source.ts'
import { type Followed, until } from '../support/waits.ts'

export type Stage = {
  readonly cli: CommandLine
  readonly home: string
  readonly connection: () => Promise<Connection>
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
  readonly runs: number
  readonly healedAt: number
  readonly buried?: readonly string[]
  /** Processes of the test's own that must not end before all is settled, and are ended then. */
  readonly processes?: readonly Followed[]
}

export type Fault = {
  readonly name: string
  /** One of the hardest: also in `npm test`. */
  readonly quick: boolean
  readonly strike: (stage: Stage) => Promise<Struck>
  /** What else must hold once everything is settled. */
  readonly after?: (stage: Stage) => Promise<void>
}

type Line = readonly [fault: string, ...numbers: readonly number[]]

export const steps = ['quality', 'malicious', 'secret', 'license', 'admission', 'projector'] as const

/** The stage of a file of tests, started before them and ended after them. */
export function openStage(...upOptions: readonly string[]): () => Stage {
  const opened: { stage?: Stage } = {}
  const inputs = mkdtempSync(join(tmpdir(), 'codelupe-faults-'))
  beforeAll(async () => {
    const cli = await commandLine()
    opened.stage = stageOf(cli, inputs)
    expect(await cli.run('up', ...upOptions)).toMatchObject({ code: 0 })
  })
  afterAll(async () => {
    await opened.stage?.cli.stop()
    rmSync(inputs, { recursive: true, force: true })
  })
  return () => {
    if (opened.stage === undefined) throw new Error('expected a stage, found that it did not start')
    return opened.stage
  }
}

function stageOf(cli: CommandLine, inputs: string): Stage {
  const under: Stage['under'] = async (settings) => {
    const other = await commandLine({ ...settings, CODELUPE_HOME: cli.home })
    rmSync(other.home, { recursive: true })
    return other
  }
  const up = async (from: CommandLine): Promise<void> => {
    const { code, err } = await from.run('up', '--trainer', 'off')
    if (code !== 0) throw new Error(`expected the pipeline to start, found exit ${code}: ${err}`)
  }
  return {
    cli,
    home: cli.home,
    connection: () => connectionOf(cli.home),
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

/** Registers a test for each fault, one that verifies everything after them, and the table. */
export function strikeAll(faults: readonly Fault[], stageNow: () => Stage): void {
  const lines: Line[] = []
  const buried: string[] = []
  const submitted: { files?: number } = {}
  const strikeOne = async ({ name, strike, after }: Fault): Promise<void> => {
    const stage = stageNow()
    const before = submitted.files ?? (await settled(stage.home)).files.submitted
    const { runs, healedAt, processes = [], buried: more = [] } = await strike(stage)
    buried.push(...more)
    const { files, conservation } = await expectWhole(stage.home, buried, processes)
    const seconds = (performance.now() - healedAt) / 1_000
    lines.push([name, runs, files.submitted - before, conservation.lost, conservation.doubled, seconds])
    submitted.files = files.submitted
    for (const { child } of processes) child.kill('SIGTERM')
    for (const { ended } of processes) expect(await ended()).toMatchObject({ code: 130 })
    await after?.(stage)
  }
  for (const fault of faults) test(fault.name, () => strikeOne(fault))
  // By a path of its own through the log, the tables and the order of records: counts that add up could hide two mistakes.
  test('the verifier finds no break after all of it', async () => {
    const { code, out, err } = await stageNow().cli.run('verify', '--json')
    expect([code, out === '' ? err : JSON.parse(out).breaks]).toEqual([0, { total: 0, byKind: {}, first: [] }])
  })
  afterAll(() => console.log(tableOf(lines)))
}

function tableOf(lines: readonly Line[]): string {
  const head = ['fault', 'runs', 'records', 'lost', 'doubled', 'seconds to recover']
  const rows = lines.map(([name, ...numbers]) => [
    name,
    ...numbers.map((value) => String(Number.isInteger(value) ? value : value.toFixed(1))),
  ])
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)))
  return [head, ...rows]
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n')
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
