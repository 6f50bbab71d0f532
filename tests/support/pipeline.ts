// A live pipeline for one test file: real servers and a home of its own, steps as real processes that can be killed,
// made-up submissions, and everything that a topic holds for a read_committed reader.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, connectionTo, withClients } from '../../cli/connect.ts'
import { provision } from '../../cli/provision.ts'
import { stepInputs } from '../../cli/steps.ts'
import { createCodec } from '../../runtime/codec.ts'
import { type Config, projectFolder } from '../../runtime/config.ts'
import { rangesOf, readRanges, writtenEnds } from '../../runtime/reader.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { type Submission, type SubmissionResult, submit } from '../../runtime/submission.ts'
import { within } from '../../runtime/within.ts'
import type { StepName, Topic } from '../../topics/index.ts'
import { type ServersWanted, startTestServers } from './servers.ts'
import { patienceMs } from './waits.ts'

export type LivePipeline = {
  readonly config: Config
  readonly connection: Connection
  /** Starts the command line as a process with this home. */
  readonly spawn: (args: readonly string[], env?: Readonly<Record<string, string>>) => Running
  /** Runs these steps until they have no lag, then ends them with SIGTERM. */
  readonly drain: (steps: readonly StepName[]) => Promise<void>
  /** Waits until these steps, which run already, have no lag. */
  readonly drained: (steps: readonly StepName[]) => Promise<void>
  readonly submit: (source: Submission) => Promise<SubmissionResult>
  /** What each process that was started has written and how it stands, for the reader of a failure. */
  readonly told: () => string
  readonly stop: () => Promise<void>
}

export type Running = {
  readonly args: readonly string[]
  readonly child: ChildProcess
  /** `0`, `1`, ... or the name of the signal. */
  readonly ended: Promise<string>
  /** What it wrote so far, stdout and stderr. */
  readonly output: () => string
  readonly stdout: () => string
}

export async function startLivePipeline(wanted: ServersWanted = {}): Promise<LivePipeline> {
  const servers = await startTestServers(wanted)
  const { config } = servers
  const connection = connectionTo(config, servers.addresses)
  const late = (): Error =>
    new Error(`expected topics, schemas and tables within ${patienceMs} ms, found that they are not there`)
  await within(patienceMs, provision(connection, config.partitions), late)
  const running = new Set<Running>()
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
    const one = spawnCli(args, { ...servers.environment, UV_THREADPOOL_SIZE: '16', NODE_OPTIONS: '', ...env })
    running.add(one)
    return one
  }
  return {
    config,
    connection,
    spawn: start,
    drain: async (steps) => {
      const workers = steps.map((step) => start(['run', step]))
      await untilDrained(connection, steps)
      for (const { child } of workers) child.kill('SIGTERM')
      await Promise.all(workers.map(({ ended }) => ended))
    },
    drained: (steps) => untilDrained(connection, steps),
    submit: (source) => {
      const parts = { address: connection.kafka, registry: connection.registry, now: Date.now }
      const ignored = { onProgress: () => undefined, passing: () => undefined }
      return submit(source, { ...parts, ...ignored }, false, AbortSignal.timeout(patienceMs))
    },
    told: () =>
      [...running]
        .map(
          ({ args, child, output }) =>
            `${args.join(' ')}: ${child.signalCode ?? child.exitCode ?? 'runs'}, wrote ${output() || 'nothing'}`,
        )
        .join('\n'),
    stop: async () => {
      await endAll(running)
      await servers.stop()
    },
  }
}

/** With SIGTERM first: a killed member keeps its group for a session, and the next file waits for that. */
async function endAll(running: ReadonlySet<Running>): Promise<void> {
  for (const { child } of running) child.kill('SIGTERM')
  await Promise.race([Promise.all([...running].map(({ ended }) => ended)), sleep(5_000)])
  for (const { child } of running) child.kill('SIGKILL')
}

function spawnCli(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const flags = ['--disable-warning=TimeoutNegativeWarning', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, join(projectFolder, 'cli', 'main.ts'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { all: '', out: '' }
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text.all += part
    text.out += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text.all += part
  })
  const ended = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? String(code)))
  })
  return { args, child, ended, output: () => text.all, stdout: () => text.out }
}

/** Waits until the committed positions of these steps are at the ends of what they read. */
export async function untilDrained(
  connection: Connection,
  steps: readonly StepName[],
  msMax = patienceMs,
): Promise<void> {
  await withClients(connection, async ({ admin, database }) => {
    const deadline = Date.now() + msMax
    const lagOf = async ({ step, inputs }: { step: StepName; inputs: readonly Topic[] }): Promise<number> => {
      const names = inputs.map((topic) => topic.name)
      // Stable ends say 0 for a moment after a commit that was answered: a pipeline would count as drained before it began.
      const ends = await writtenEnds(connection.kafka, names)
      const reached =
        step === 'projector'
          ? (await database.query({ text: 'SELECT topic, partition, next_offset AS offset FROM positions' })).rows
          : await admin.committed(groupOf(step), names)
      const at = new Map(reached.map((row) => [`${row.topic}/${row.partition}`, Number(row.offset)]))
      return ends.reduce((sum, end) => sum + end.offset - (at.get(`${end.topic}/${end.partition}`) ?? 0), 0)
    }
    // In the order of the pipeline, the projector last, one after another: what an earlier step emits while a later one
    // is looked at counts.
    const wanted = stepInputs().filter(({ step }) => steps.includes(step))
    const last = wanted.filter(({ step }) => step === 'projector')
    for (const found of [...wanted.filter((one) => !last.includes(one)), ...last]) {
      for (let lag = await lagOf(found); lag !== 0; lag = await lagOf(found)) {
        if (Date.now() > deadline) throw new Error(`expected ${found.step} to have no lag, found ${lag} records`)
        await sleep(100)
      }
    }
  })
}

export type Decoded<Event> = { readonly record: LogRecord; readonly event: Event }

/** Every committed record of a topic, in order within each partition. */
export async function recordsOf(connection: Connection, topic: Topic): Promise<readonly LogRecord[]> {
  const all: LogRecord[] = []
  const ranges = await rangesOf(connection.kafka, [topic.name], 'stable')
  for await (const records of readRanges(connection.kafka, ranges, AbortSignal.timeout(patienceMs)))
    all.push(...records)
  return all
}

export async function eventsOf<Event>(connection: Connection, topic: Topic): Promise<readonly Decoded<Event>[]> {
  const codec = createCodec()
  const records = await recordsOf(connection, topic)
  await connection.registry.prepare(codec, topic, records)
  return records.map((record) => ({ record, event: codec.decode<Event>(topic.schema, record.value) }))
}

const words = 'total order parcel window branch column market garden letter number weight signal'.split(' ')

/** A made-up source file that the gates accept: a function whose words depend on its number. */
export function madeSource(index: number): string {
  const word = (step: number): string => `${words[(index * 7 + step * 5) % words.length]}${(index + step) % 97}`
  const lines = Array.from(
    { length: 12 },
    (_, line) => `  const ${word(line)}_${line} = ${word(line + 3)}(${word(line + 1)}, ${index + line})`,
  )
  return `// SPDX-License-Identifier: MIT\nexport function ${word(0)}_${index}(${word(1)}) {\n${lines.join('\n')}\n  return ${word(2)}_${index}\n}\n`
}

/** A made-up submission of `count` files; every tenth path is skipped. */
export function madeSubmission(name: string, count: number): Submission {
  const repository = { host: 'local', owner: '-', name, url: null, commit: `commit-of-${name}`, declaredLicense: null }
  return {
    kind: 'directory',
    repository,
    submission: `local/-/${name}@commit-of-${name}`,
    optOuts: [],
    licenseEvidence: [],
    count,
    entries: async function* (from) {
      for (let index = from; index < count; index++) yield index % 10 === 9 ? skipOf(index) : fileOf(name, index)
    },
  }
}

const skipOf = (index: number) => ({
  kind: 'skip' as const,
  index,
  path: `src/${index}.bin`,
  reason: 'file.binary',
  detail: 'made up',
  sizeBytes: 8,
})

function fileOf(name: string, index: number) {
  const content = Buffer.from(madeSource(index))
  const contentSha256 = createHash('sha256').update(content).digest('hex')
  const path = `src/${index}.js`
  const fileId = createHash('sha256').update(`local/-/${name}\0${path}\0${contentSha256}`).digest('hex').slice(0, 32)
  const facts = { generated: null, vendored: null, licenseEvidence: [] }
  return {
    kind: 'file' as const,
    index,
    path,
    language: 'JavaScript',
    sizeBytes: content.length,
    contentSha256,
    fileId,
    ...facts,
    content,
  }
}

/** The made-up files, the first of which is one long line that the quality gate refuses with findings. */
export const refusedFirst = (submission: Submission): Submission => ({
  ...submission,
  entries: async function* (from, signal) {
    for await (const entry of submission.entries(from, signal)) {
      if (entry.kind !== 'file' || entry.index > 0) yield entry
      else {
        const content = Buffer.from(`x=[${'1,'.repeat(20_000)}]\n`)
        const contentSha256 = createHash('sha256').update(content).digest('hex')
        yield { ...entry, content, contentSha256, sizeBytes: content.length }
      }
    }
  },
})
