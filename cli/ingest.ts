// Reads a source into the log, exactly once, and may wait until every file has its outcome.

import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import type { LicensePack } from '../identify/license-pack.ts'
import { openSource } from '../ingest/open.ts'
import { partialReasons } from '../ingest/reasons.ts'
import type { Source, SourceKind } from '../ingest/source.ts'
import { crashAt } from '../runtime/crash-point.ts'
import { type CodelupeError, exitCodes, fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { requireAlike } from '../runtime/partitions.ts'
import { partitionCounts } from '../runtime/reader.ts'
import { type SubmissionResult, submit } from '../runtime/submission.ts'
import { topics } from '../topics/index.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { openingLine } from './opening.ts'
import { readSubmission, type SubmissionProgress } from './queries/submission.ts'
import { licensePackNow } from './rulesets/now.ts'
import { decidedWords, standstillOf, standstillWatch } from './standstill.ts'
import { findSupervisor } from './supervisor-state.ts'

export type IngestOptions = {
  readonly repository?: string
  readonly as?: string
  readonly again?: boolean
  readonly wait?: boolean
  readonly allowHost: readonly string[]
  readonly json?: boolean
}

export async function ingest(
  given: Context,
  options: IngestOptions,
  [argument = '']: readonly string[],
): Promise<number> {
  // Where they share a machine, what was submitted is judged before more is: ingest is several times as fast as the gates,
  // and a backlog is no use. Set before any thread is made, which then has it too.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  // The bytes of files that have been sent would otherwise start collections of everything that lives, two or fifteen of them
  // as chance will have it, and fifteen are a tenth of its CPU.
  setFlagsFromString('--heap-growing-percent=200')
  const context = options.json === true ? withoutProgress(given) : given
  const connection = await connect(context.config)
  const licensePack = (): Promise<LicensePack | null> => licensePackNow(context, connection)
  const source = await openSource(argument, { ...sourceOptions(context, options), licensePack }, context.signal)
  try {
    // Equal content goes where others find it, or nowhere.
    requireAlike(
      topics,
      await partitionCounts(
        connection.kafka,
        topics.map(({ name }) => name),
      ),
    )
    const result = await submitSource(context, connection, source, options.again === true)
    const waited = options.wait === true ? await untilDecided(context, connection, result.submission) : null
    report(context, result, waited, options.json === true)
    if (waited?.absent !== undefined) throw waited.absent
    return Object.keys(result.skipped).some((reason) => partial.has(reason)) ? exitCodes.partial : exitCodes.done
  } finally {
    await source.close()
  }
}

/** Who asks for JSON is a program. */
const withoutProgress = (context: Context): Context => ({
  ...context,
  terminal: { ...context.terminal, isTerminal: false, progress: () => undefined },
})

/** Reasons that say that some of the input was never seen: the rest was submitted, and the exit code says so. */
const partial: ReadonlySet<string> = new Set(partialReasons)

const kinds: readonly SourceKind[] = ['directory', 'git', 'archive']

function sourceOptions({ config, terminal }: Context, options: IngestOptions): Parameters<typeof openSource>[1] {
  const kind = kinds.find((known) => known === options.as)
  if (options.as !== undefined && kind === undefined) {
    throw fail('usage.invalid', `expected --as ${kinds.join(', ')}, found ${options.as}`)
  }
  return {
    ...(options.repository === undefined ? {} : { repository: options.repository }),
    ...(kind === undefined ? {} : { as: kind }),
    allowHosts: options.allowHost,
    temporaryDirectory: join(config.home, 'tmp'),
    ...(terminal.isTerminal ? { onProgress: openingLine(terminal.progress, () => performance.now()) } : {}),
  }
}

/** Submits a source with progress on a terminal. */
export async function submitSource(
  context: Context,
  connection: Connection,
  source: Source,
  again: boolean,
): Promise<SubmissionResult> {
  const { signal, terminal } = context
  const startedAt = performance.now()
  const begun: { next: number | null } = { next: null }
  const parts = {
    address: connection.kafka,
    registry: connection.registry,
    now: Date.now,
    passing: crashAt(context.config.crashAt),
    onProgress: ({ next, submittedBytes }: { readonly next: number; readonly submittedBytes: number }): void => {
      begun.next ??= next
      const seconds = Math.max(0.001, (performance.now() - startedAt) / 1_000)
      const rate = next / seconds
      const left = Math.ceil((source.count - next) / Math.max(1, rate))
      terminal.progress(
        `${next} of ${source.count} paths, ${Math.round(rate)} files/s, ${(submittedBytes / seconds / 1e6).toFixed(1)} MB/s, ${left} s left`,
      )
    },
  }
  const result = await submit(source, parts, again, signal)
  terminal.settle()
  return result
}

/** Waits until every file of a submission has an outcome that projections show. Throws `pipeline.absent`. */
export async function waitFor(context: Context, connection: Connection, submission: string): Promise<void> {
  const { absent } = await untilDecided(context, connection, submission)
  if (absent !== undefined) throw absent
}

/** How far a submission has come, and why it comes no further where nobody judges it. */
type Waited = { readonly progress: SubmissionProgress; readonly absent?: CodelupeError }

async function untilDecided(
  { config, signal, terminal }: Context,
  connection: Connection,
  submission: string,
): Promise<Waited> {
  return withClients(connection, async ({ database }) => {
    const stands = standstillWatch(limits.standstillMs, () => performance.now())
    const said = new Set<string>()
    // One that ran a moment ago may be about to be started again: a second look, as long after the first.
    let looksLeft = findSupervisor(config) === null ? 1 : 2
    for (;;) {
      const progress = await readSubmission(database, submission)
      if (progress.complete) {
        terminal.settle()
        return { progress }
      }
      terminal.progress(decidedWords(progress))
      if (stands(progress)) {
        const { forever, lines } = standstillOf(findSupervisor(config), config.kafkaBrokers === undefined)
        looksLeft = forever ? looksLeft - 1 : 2
        if (looksLeft === 0) return { progress, absent: absentFor(submission, progress) }
        for (const line of lines.filter((found) => !said.has(found))) terminal.say(line)
        for (const line of lines) said.add(line)
      }
      await sleep(100, undefined, { signal })
    }
  })
}

const absentFor = (submission: string, progress: SubmissionProgress): CodelupeError =>
  fail(
    'pipeline.absent',
    `waited for the outcomes of ${submission}, ${decidedWords(progress)}, and no pipeline runs; the submission itself is whole`,
  )

function report({ terminal }: Context, result: SubmissionResult, waited: Waited | null, json: boolean): void {
  const outcomes = waited === null || waited.absent !== undefined ? null : waited.progress
  if (json) {
    terminal.out(jsonLine({ ...result, outcomes }))
    return
  }
  const skipped = Object.values(result.skipped).reduce((sum, count) => sum + count, 0)
  const how = result.already
    ? 'was submitted before'
    : result.resumedAt > 0
      ? `went on at path ${result.resumedAt}`
      : 'submitted'
  terminal.out(
    `${shown(result.submission)} ${how}: found ${result.found}, submitted ${result.submitted}, skipped ${skipped}`,
  )
  for (const [reason, count] of Object.entries(result.skipped)) terminal.out(`  skipped ${count} ${reason}`)
  if (outcomes !== null)
    terminal.out(`accepted ${outcomes.accepted}, rejected ${outcomes.rejected}, dead ${outcomes.dead}`)
  if (waited?.absent === undefined)
    terminal.say(outcomes === null ? 'next: ./codelupe status' : 'next: ./codelupe explain <path>')
}
