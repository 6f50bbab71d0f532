// The figure of the whole pipeline: the corpus under several repository names, from ingest to projections, on servers of
// its own, every step a process, exactly once. The judges' own speed is measured just before, on the same machine.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { rangesOf, readRanges } from '../runtime/reader.ts'
import type { SubmissionResult } from '../runtime/submission.ts'
import { filesSubmitted } from '../topics/index.ts'
import type { Corpus } from './corpus.ts'
import { corpusFiles } from './corpus-files.ts'
import { requireConserved, untilSettled } from './flow.ts'
import { measureTogether } from './gates.ts'
import { type Ended, type Home, openHome } from './home.ts'
import { type Cost, watchProcesses } from './processes.ts'
import { megabytes, round } from './report.ts'

export type PipelineOptions = { readonly bytes: number; readonly passes: number; readonly say: (line: string) => void }

type Repository = { readonly folder: string; readonly name: string }

/** Whole copies of the corpus; packages of it, one by one, where less than one copy is asked for. */
function repositoriesOf({ folder }: Corpus, bytes: number): readonly Repository[] {
  const packages = readdirSync(folder)
    .sort()
    .map((name) => ({ name, folder: join(folder, name), bytes: sizeOf(join(folder, name)) }))
  const size = packages.reduce((sum, one) => sum + one.bytes, 0)
  if (bytes >= size)
    return Array.from({ length: Math.ceil(bytes / size) }, (_, copy) => ({ folder, name: `corpus-${copy + 1}` }))
  const reached = (index: number): number => packages.slice(0, index).reduce((sum, one) => sum + one.bytes, 0)
  return packages.filter((_, index) => reached(index) < bytes)
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const found = statSync(join(folder, name))
    return sum + (found.isFile() ? found.size : 0)
  }, 0)

export async function measurePipeline(corpus: Corpus, options: PipelineOptions, signal: AbortSignal): Promise<object> {
  const { say } = options
  say('the judges alone, for comparison')
  const { files } = await corpusFiles(corpus, options.bytes, signal)
  const gates = measureTogether(files, options.passes)
  say(`judges: ${gates.megabytesPerCpuSecond} MB per CPU second; starting servers`)
  const home = await openHome(signal)
  try {
    await home.startSteps()
    const repositories = repositoriesOf(corpus, options.bytes)
    say('one copy of it to warm up')
    const warm = await warmUp(home, repositories[0]?.folder ?? corpus.folder, say, signal)
    const figure = await measure(home, repositories, warm, say, signal)
    say('the judges alone once more')
    const again = measureTogether(files, options.passes)
    return withShareOfGates(figure, [gates.megabytesPerCpuSecond, again.megabytesPerCpuSecond])
  } finally {
    await home.stop()
  }
}

/** Before and after: a shared machine is not as fast all the time, and a share of one moment's speed would say nothing. */
function withShareOfGates(figure: Figure, rates: readonly [before: number, after: number]): object {
  const mean = 2 / (1 / rates[0] + 1 / rates[1])
  const shares = { shareOfGates: round(figure.megabytesPerCpuSecond / mean, 3), shareOfGatesAsked: shareAsked }
  return { ...figure, gatesMegabytesPerCpuSecond: rates, ...shares }
}

/** What the whole pipeline may cost beside the judges alone: three times as much. */
const shareAsked = 0.333

type Figure = { readonly megabytesPerCpuSecond: number } & Readonly<Record<string, unknown>>

/** What was submitted before the measured part began. */
type WarmUp = { readonly files: number; readonly megabytes: number }

/** The judges' own speed is that of warm code, so the pipeline's is too: a copy of everything goes through it before. */
async function warmUp(home: Home, folder: string, say: (line: string) => void, signal: AbortSignal): Promise<WarmUp> {
  const { submitted, submittedBytes } = resultOf(await ingest(home, { folder, name: 'warm-up' }))
  await untilSettled(home, submitted, say, signal)
  return { files: submitted, megabytes: round(megabytes(submittedBytes)) }
}

async function measure(
  home: Home,
  repositories: readonly Repository[],
  warm: WarmUp,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Figure> {
  const first = await rangesOf(home.connection.kafka, [filesSubmitted.name], 'high')
  const steps = watchProcesses(home.steps)
  const servers = watchProcesses(home.servers, 1_000)
  const runs: Ended[] = []
  const results: SubmissionResult[] = []
  for (const repository of repositories) {
    const run = await ingest(home, repository)
    runs.push(run)
    results.push(resultOf(run))
    say(`${repository.name}: submitted after ${round(run.seconds, 1)} s`)
  }
  const ingestedAt = performance.now()
  const submitted = results.reduce((sum, { submitted: files }) => sum + files, 0)
  const bytes = results.reduce((sum, { submittedBytes }) => sum + submittedBytes, 0)
  const behind = await home.status(signal)
  const { status, decidedAt, settledAt } = await untilSettled(home, warm.files + submitted, say, signal)
  const costs = { steps: steps.costs(), servers: servers.costs() }
  steps.stop()
  servers.stop()
  const endedWhen = Date.now() - (performance.now() - decidedAt)
  const firstWhen = await firstRecordAt(home, first, signal)
  const seconds = (endedWhen - firstWhen) / 1_000
  requireConserved(status, warm.files + submitted)
  const megabytesIn = megabytes(bytes)
  const processes = { ...costs.steps, ingest: ingestCost(runs) }
  const own = cpuOf(processes)
  const all = own + cpuOf(costs.servers)
  return {
    warmUpMegabytes: warm.megabytes,
    repositories: repositories.length,
    files: submitted,
    megabytes: round(megabytesIn),
    skipped: results.reduce((sum, { skipped }) => sum + Object.values(skipped).reduce((a, b) => a + b, 0), 0),
    seconds: round(seconds),
    filesPerSecond: round(submitted / seconds, 1),
    megabytesPerSecond: round(megabytesIn / seconds),
    secondsFromEndOfIngestToLastOutcome: round((decidedAt - ingestedAt) / 1_000),
    secondsFromEndOfIngestToNoLag: round((settledAt - ingestedAt) / 1_000),
    inFlightAtEndOfIngest: behind.files.inFlight,
    megabytesPerCpuSecond: round(megabytesIn / own),
    megabytesPerCpuSecondWithServers: round(megabytesIn / all),
    accepted: status.files.accepted,
    rejected: status.files.rejected,
    conservation: status.conservation,
    processes: withShare(processes, megabytesIn),
    servers: withShare(costs.servers, megabytesIn),
  }
}

const ingest = (home: Home, { folder, name }: Repository): Promise<Ended> =>
  home.command(['ingest', folder, '--as', 'directory', '--repository', `local/bench/${name}`, '--json'])

const resultOf = ({ stdout }: Ended): SubmissionResult => JSON.parse(stdout)

const ingestCost = (runs: readonly Ended[]): Cost => ({
  cpuSeconds: round(runs.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)),
  peakRssMegabytes: round(megabytes(Math.max(0, ...runs.map(({ peakRssBytes }) => peakRssBytes))), 1),
})

const cpuOf = (costs: Readonly<Record<string, Cost>>): number =>
  Object.values(costs).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)

/** Each process also in CPU milliseconds per MB: what one hop costs. */
const withShare = (costs: Readonly<Record<string, Cost>>, size: number): object =>
  Object.fromEntries(
    Object.entries(costs).map(([name, cost]) => [
      name,
      { ...cost, cpuMillisecondsPerMegabyte: round((cost.cpuSeconds * 1_000) / size, 1) },
    ]),
  )

/** When the first record behind these ends was produced, in milliseconds since 1970. */
async function firstRecordAt(
  home: Home,
  ends: Awaited<ReturnType<typeof rangesOf>>,
  signal: AbortSignal,
): Promise<number> {
  const now = await rangesOf(home.connection.kafka, [filesSubmitted.name], 'stable')
  const ranges = ends.flatMap(({ topic, partition, to }) => {
    const end = now.find((range) => range.partition === partition)?.to ?? to
    // A transaction's marker has an offset and no record: the first record may stand a little behind.
    return end > to ? [{ topic, partition, from: to, to: Math.min(end, to + 4) }] : []
  })
  let earliest = Number.POSITIVE_INFINITY
  for await (const records of readRanges(home.connection.kafka, ranges, signal)) {
    for (const { timestamp } of records) earliest = Math.min(earliest, timestamp)
  }
  return earliest
}
