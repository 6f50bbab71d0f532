// The figures: how fast the judges are, the whole pipeline, training, the questions that projections answer, and starting.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureBacklog } from '../bench/backlog.ts'
import { measureCalibration, renderCalibration } from '../bench/calibration.ts'
import { type Corpus, corpusOf } from '../bench/corpus.ts'
import { corpusFiles } from '../bench/corpus-files.ts'
import { measureGates } from '../bench/gates.ts'
import { measureLag } from '../bench/lag.ts'
import { measurePipeline } from '../bench/pipeline.ts'
import { measureQueries } from '../bench/queries.ts'
import { measureRebuild } from '../bench/rebuild.ts'
import { measureRedrive } from '../bench/redrive.ts'
import { measureReplay } from '../bench/replay.ts'
import { circumstancesOf, writeResult } from '../bench/report.ts'
import { measureSql } from '../bench/sql.ts'
import { measureStart } from '../bench/start.ts'
import { measureTrain } from '../bench/train.ts'
import { projectFolder } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import type { Context } from './command.ts'
import { trainerOf, wholeOf } from './options.ts'

type BenchOptions = { readonly json?: boolean }
type CalibrationOptions = BenchOptions & { readonly sample: string }
type GatesOptions = BenchOptions & { readonly mb?: string; readonly passes: string }
type PipelineOptions = GatesOptions & { readonly mb: string; readonly backlog?: string; readonly trainer: string }
type TrainOptions = BenchOptions & { readonly steps: string; readonly packages: string; readonly model?: string }
type RedriveOptions = BenchOptions & { readonly letters: string }
type LagOptions = BenchOptions & { readonly seconds: string }
type SqlOptions = BenchOptions & { readonly records: string }
type QueriesOptions = BenchOptions & { readonly files: string }

const megabyte = 1_000_000

export async function benchGates(context: Context, options: GatesOptions): Promise<undefined> {
  const { terminal, signal } = context
  const passes = wholeOf(options.passes, '--passes', 1, 100)
  const bytesMax = options.mb === undefined ? Number.POSITIVE_INFINITY : bytesOf(options.mb)
  await figure(context, 'gates', options, async (corpus) => {
    const { files, skipped } = await corpusFiles(corpus, bytesMax, signal)
    if (files.length === 0) throw fail('ingest.empty', `expected files in ${corpus.folder}, found none`)
    return { skipped, ...measureGates(files, passes, terminal.say) }
  })
}

export async function benchCalibration(context: Context, options: CalibrationOptions): Promise<undefined> {
  const samples = wholeOf(options.sample, '--sample', 0, 100_000)
  await figure(context, 'calibration', options, async (corpus) => {
    const { files } = await corpusFiles(corpus, Number.POSITIVE_INFINITY, context.signal)
    if (files.length === 0) throw fail('ingest.empty', `expected files in ${corpus.folder}, found none`)
    const found = measureCalibration(files, samples)
    const docs = join(projectFolder, 'docs', 'calibration.md')
    writeFileSync(docs, renderCalibration(found, './codelupe bench calibration'))
    context.terminal.say(`written to ${docs}`)
    return found
  })
}

export async function benchPipeline(context: Context, options: PipelineOptions): Promise<undefined> {
  const { terminal, signal } = context
  if (trainerOf({ trainer: options.trainer }) === 'on')
    throw fail('usage.invalid', 'expected --trainer off: training is measured by ./codelupe bench train')
  const bytes = bytesOf(options.mb)
  const passes = wholeOf(options.passes, '--passes', 1, 100)
  if (options.backlog !== undefined) {
    const files = wholeOf(options.backlog, '--backlog', 1, 10_000_000)
    await figure(context, 'backlog', options, (corpus) => measureBacklog(corpus, files, terminal.say, signal))
    return
  }
  await figure(context, 'pipeline', options, (corpus) =>
    measurePipeline(corpus, { bytes, passes, say: terminal.say }, signal),
  )
}

export async function benchTrain(context: Context, options: TrainOptions): Promise<undefined> {
  const { terminal, signal } = context
  const steps = wholeOf(options.steps, '--steps', 1, 1_000_000)
  const packages = wholeOf(options.packages, '--packages', 1, 1_000)
  const model = options.model ?? null
  await figure(context, 'train', options, (corpus) =>
    measureTrain(corpus, { steps, packages, model, say: terminal.say }, signal),
  )
}

export async function benchQueries(context: Context, options: QueriesOptions): Promise<undefined> {
  const files = wholeOf(options.files, '--files', 1_000, 100_000_000)
  const { terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureQueries(files, terminal.say, signal)
  report(context, writeResult('queries', circumstances, result), { ...circumstances, ...result }, options)
}

export async function benchRebuild(context: Context, options: QueriesOptions): Promise<undefined> {
  const files = wholeOf(options.files, '--files', 1_000, 10_000_000)
  const { terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureRebuild(files, terminal.say, signal)
  report(context, writeResult('rebuild', circumstances, result), { ...circumstances, ...result }, options)
}

export async function benchRedrive(context: Context, options: RedriveOptions): Promise<undefined> {
  const letters = wholeOf(options.letters, '--letters', 1_000, 10_000_000)
  const { terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureRedrive(letters, terminal.say, signal)
  report(context, writeResult('redrive', circumstances, result), { ...circumstances, ...result }, options)
}

export async function benchReplay(context: Context, options: QueriesOptions): Promise<undefined> {
  const files = wholeOf(options.files, '--files', 100, 10_000_000)
  const { terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureReplay(files, terminal.say, signal)
  report(context, writeResult('replay', circumstances, result), { ...circumstances, ...result }, options)
}

export async function benchLag(context: Context, options: LagOptions): Promise<undefined> {
  const seconds = wholeOf(options.seconds, '--seconds', 15, 3_600)
  const { terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureLag(seconds, terminal.say, signal)
  report(context, writeResult('lag', circumstances, result), { ...circumstances, ...result }, options)
}

export async function benchSql(context: Context, options: SqlOptions): Promise<undefined> {
  const records = wholeOf(options.records, '--records', 1_000, 10_000_000)
  const { terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureSql(records, terminal.say, signal)
  report(context, writeResult('sql', circumstances, result), { ...circumstances, ...result }, options)
}

export async function benchStart(context: Context, options: BenchOptions): Promise<undefined> {
  const { config, terminal, signal } = context
  const circumstances = circumstancesOf(commandLine())
  const result = await measureStart(config, terminal.say, signal)
  report(context, writeResult('start', circumstances, result), { ...circumstances, ...result }, options)
}

const commandLine = (): string => ['codelupe', ...process.argv.slice(2)].join(' ')

const bytesOf = (text: string): number => wholeOf(text, '--mb', 1, 100_000) * megabyte

async function figure(
  context: Context,
  name: string,
  options: BenchOptions,
  measure: (corpus: Corpus) => Promise<object>,
): Promise<void> {
  const { config, terminal, signal } = context
  const corpus = await corpusOf(config.cache, terminal.say, signal)
  const circumstances = circumstancesOf(commandLine())
  const { hash, packages, missing } = corpus
  const result = { corpus: { hash, packages, missingClients: missing }, ...(await measure(corpus)) }
  report(context, writeResult(name, circumstances, result), { ...circumstances, ...result }, options)
}

function report({ terminal }: Context, file: string, result: object, { json }: BenchOptions): void {
  terminal.out(json === true ? JSON.stringify(result) : JSON.stringify(result, null, 2))
  terminal.say(`written to ${file}`)
}
