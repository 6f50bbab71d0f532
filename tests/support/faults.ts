// What a fault test needs of a running pipeline: its processes by name, a stream that flows for a while, and the verdict
// afterwards: settled, gap 0, one outcome a file (I14).
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { type Connection, withClients } from '../../cli/connect.ts'
import { observeWith } from '../../cli/observe.ts'
import { readStatus, type Status } from '../../cli/queries/status.ts'
import { readSupervisor } from '../../cli/supervisor-state.ts'
import type { ServerName } from '../../embedded/server.ts'
import { readState } from '../../embedded/state.ts'
import { createCodec } from '../../runtime/codec.ts'
import { type Config, loadConfig } from '../../runtime/config.ts'
import { readable } from '../../runtime/readable.ts'
import { retry } from '../../runtime/retry.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { type Submission, type SubmissionResult, submit } from '../../runtime/submission.ts'
import type { WorkerStatus } from '../../runtime/supervisor.ts'
import type { DeadLetterHandled, Decision, File, TopicPosition } from '../../schemas/types.ts'
import {
  deadLettersHandled,
  dlqByStep,
  filesDecided,
  filesSubmitted,
  type StepName,
  type Topic,
} from '../../topics/index.ts'
import { recordsOf } from './pipeline.ts'
import { plainSource } from './plain-source.ts'
import { type Followed, patienceMs, until } from './waits.ts'

export const configOf = (home: string): Config => ({ ...loadConfig({}), home })

/** A pipeline as these tests meet it: its folder, and its servers as they are now. */
export type Place = { readonly home: string; readonly connection: () => Promise<Connection> }

export function supervisorPid(home: string): number {
  const found = readSupervisor(configOf(home))
  if (found === null) throw new Error('expected a supervisor, found none')
  return found.process.pid
}

export const workersOf = (home: string): readonly WorkerStatus[] => readSupervisor(configOf(home))?.workers ?? []

/** Waits until a worker is as wanted. `processes` are those of the test's own that must not end meanwhile. */
export async function untilWorker(
  home: string,
  step: StepName,
  holds: (worker: WorkerStatus) => boolean,
  processes: readonly Followed[] = [],
): Promise<WorkerStatus & { readonly pid: number }> {
  const found = await until({
    what: `the worker ${step} to be as ${holds} says`,
    home,
    processes,
    look: () => workersOf(home).find(({ name }) => name === step),
    holds: (worker) => worker !== undefined && holds(worker),
  })
  if (found === undefined) throw new Error(`expected a worker ${step}, found none`)
  return { ...found, pid: found.pid ?? 0 }
}

export function serverPid(home: string, name: ServerName): number {
  const found = readState(configOf(home))?.running[name]
  if (found === undefined) throw new Error(`expected a ${name} that runs`)
  return found.pid
}

/** A zombie has ended: nobody but its parent can see it. */
export const isGone = (pid: number): boolean =>
  !existsSync(`/proc/${pid}`) || /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

export async function untilGone(home: string, pids: readonly number[]): Promise<void> {
  await until({
    what: `the processes ${pids.join(', ')} to end`,
    home,
    look: () => pids.filter((pid) => !isGone(pid)),
    holds: (left) => left.length === 0,
  })
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const fileIdOf = (name: string, index: number, contentOf = plainSource): string =>
  sha256(`local/-/${name}\0src/${index}.js\0${sha256(contentOf(index))}`).slice(0, 32)

/** Files that every gate accepts, one at a time, so that chunks keep coming for `count * waitMs`. */
export function streamOf(name: string, count: number, waitMs: number, contentOf = plainSource): Submission {
  const repository = { host: 'local', owner: '-', name, url: null, commit: `commit-of-${name}`, declaredLicense: null }
  return {
    kind: 'directory',
    repository,
    submission: `local/-/${name}@commit-of-${name}`,
    optOuts: [],
    licenseEvidence: [],
    count,
    entries: async function* (from) {
      for (let index = from; index < count; index++) {
        if (waitMs > 0) await sleep(waitMs)
        yield fileAt(name, index, contentOf)
      }
    },
  }
}

function fileAt(name: string, index: number, contentOf: (index: number) => string) {
  const text = contentOf(index)
  const content = Buffer.from(text)
  const contentSha256 = sha256(text)
  return {
    kind: 'file' as const,
    index,
    path: `src/${index}.js`,
    language: 'JavaScript',
    sizeBytes: content.length,
    contentSha256,
    fileId: fileIdOf(name, index, contentOf),
    generated: null,
    vendored: null,
    licenseEvidence: [],
    content,
  }
}

const flowMsMax = 200_000

export function flow(connection: Connection, source: Submission): Promise<SubmissionResult> {
  const parts = { address: connection.kafka, registry: connection.registry, now: Date.now }
  const ignored = { onProgress: () => undefined, passing: () => undefined }
  return submit(source, { ...parts, ...ignored }, false, AbortSignal.timeout(flowMsMax))
}

/** Waits until nothing is in flight and projections have caught up; errors on the way are the fault's, and pass. */
export async function settled(place: Place, processes: readonly Followed[] = [], msMax = patienceMs): Promise<Status> {
  const { home } = place
  const status = await until({
    what: 'lag 0 of every step and nothing in flight',
    home,
    processes,
    look: async () => place.connection().then(statusOf).catch(String),
    holds: (seen) =>
      typeof seen === 'object' &&
      seen.files.inFlight === 0 &&
      seen.steps.every(({ step, lag }) => step === 'trainer' || lag === 0),
    // A backlog of twenty thousand files takes a machine that others share longer than anybody's patience.
    moves: (seen) => (typeof seen === 'object' ? JSON.stringify(seen.steps) : ''),
    pollMs: 250,
    msMax,
  })
  if (typeof status === 'string') throw new Error(status)
  return status
}

export const statusOf = (connection: Connection): Promise<Status> =>
  withClients(connection, ({ admin, database }) =>
    readStatus(database, observeWith(admin, connection.kafka), AbortSignal.timeout(patienceMs)),
  )

/** What the log says once everything is settled, each (file id, submission) by its name, and the status of that moment. */
export type Outcomes = {
  readonly status: Status
  readonly submitted: readonly string[]
  readonly decided: readonly string[]
  readonly buried: readonly string[]
  /** Letters about no file, of records that nothing could be read in, by the topic they were read from. */
  readonly foreignFrom: readonly string[]
}

export async function settledOutcomes(place: Place, processes: readonly Followed[] = []): Promise<Outcomes> {
  const status = await settled(place, processes)
  const connection = await place.connection()
  const nameOf = ({ fileId, submission }: { fileId: string; submission: string }): string => `${fileId}@${submission}`
  const sentAgain = await redrivenFrom(connection)
  const letters = (await lettersOf(connection)).filter(({ record }) => !sentAgain.has(placeOf(record)))
  return {
    status,
    submitted: (await readableOf<File>(connection, filesSubmitted)).map(nameOf),
    decided: (await readableOf<Decision>(connection, filesDecided)).map(({ file }) => nameOf(file)),
    buried: letters.flatMap(({ subject, submission }) => (subject === null ? [] : [`${subject}@${submission}`])),
    foreignFrom: letters.flatMap(({ subject, from }) => (subject === null ? [from] : [])),
  }
}

/**
 * Every submitted file has one outcome in the log and in the rows; the dead are those that were expected. Letters about no
 * file are of foreign records, and counted beside the equation.
 */
export function expectWhole(
  { status, submitted, decided, buried, foreignFrom }: Outcomes,
  deadFileIds: readonly string[],
): void {
  expect([...decided, ...buried].toSorted()).toEqual(submitted.toSorted())
  expect(buried.map((name) => name.split('@')[0]).toSorted()).toEqual(deadFileIds.toSorted())
  // The equation begins where files are submitted: what is foreign farther on is nobody's file that was lost.
  const unreadable = foreignFrom.filter((from) => from === filesSubmitted.name).length
  expect(status.conservation).toMatchObject({ lost: 0, doubled: 0, gap: 0, unreadable })
  expect(status.files).toMatchObject({ submitted: submitted.length, dead: buried.length, inFlight: 0 })
  expect(status.files.accepted + status.files.rejected).toBe(decided.length)
}

const placeOf = ({ topic, partition, offset }: TopicPosition): string => `${topic}:${partition}:${offset}`

/** Places of the letters that were sent once more: what became of their files comes later in the log. */
async function redrivenFrom(connection: Connection): Promise<ReadonlySet<string>> {
  const handled = await readableOf<DeadLetterHandled>(connection, deadLettersHandled)
  return new Set(handled.filter(({ how }) => how === 'redriven').map(({ letter }) => placeOf(letter)))
}

async function readableOf<Event>(connection: Connection, topic: Topic): Promise<readonly Event[]> {
  const read = readable<Event>(connection.registry, createCodec(), topic)
  const records = await recordsOf(connection, topic)
  // A registry that was ended with its database is started again, and may not be there yet.
  const { found } = await retry(() => read(records), AbortSignal.timeout(patienceMs), Number.POSITIVE_INFINITY)
  return found.map(({ event }) => event)
}

/** A dead letter in the log, and the file that it is about. */
export type Letter = {
  readonly step: string
  readonly record: LogRecord
  /** The topic it was buried from. */
  readonly from: string
  readonly subject: string | null
  readonly submission: string | null
}

export async function lettersOf(connection: Connection): Promise<readonly Letter[]> {
  const found: Letter[] = []
  for (const [step, topic] of Object.entries(dlqByStep)) {
    for (const record of await recordsOf(connection, topic)) {
      const values = new Map(record.headers)
      const [subject, submission] = [values.get('ce_subject') ?? null, values.get('x-submission') ?? null]
      found.push({ step, record, from: values.get('dlq.original.topic') ?? '', subject, submission })
    }
  }
  return found
}
