// The figures: how fast the judges are, the whole pipeline, training, and the questions that projections answer.

import type { Corpus } from '../bench/corpus.ts'
import { corpusOf } from '../bench/corpus.ts'
import { corpusFiles } from '../bench/corpus-files.ts'
import { measureGates } from '../bench/gates.ts'
import { circumstancesOf, writeResult } from '../bench/report.ts'
import { fail } from '../runtime/errors.ts'
import type { Context } from './command.ts'
import { wholeOf } from './options.ts'

export type BenchOptions = {
  readonly json?: boolean
  readonly mb?: string
  readonly passes?: string
}

const megabyte = 1_000_000
const commandLine = (): string => ['codelupe', ...process.argv.slice(2)].join(' ')

const corpusFor = ({ config, terminal, signal }: Context): Promise<Corpus> =>
  corpusOf(config.cache, terminal.say, signal)

export async function benchGates(context: Context, options: BenchOptions): Promise<undefined> {
  const circumstances = circumstancesOf(commandLine())
  const { terminal, signal } = context
  const passes = wholeOf(options.passes ?? '3', '--passes', 1, 100)
  const bytesMax =
    options.mb === undefined ? Number.POSITIVE_INFINITY : wholeOf(options.mb, '--mb', 1, 10_000) * megabyte
  const corpus = await corpusFor(context)
  const { files, skipped } = await corpusFiles(corpus, bytesMax, signal)
  if (files.length === 0) throw fail('ingest.empty', `expected files in ${corpus.folder}, found none`)
  const figure = measureGates(files, passes, terminal.say)
  const result = { corpus: corpusFacts(corpus), skipped, ...figure }
  report(context, writeResult('gates', circumstances, result), { ...circumstances, ...result }, options.json === true)
}

const corpusFacts = ({ hash, packages, missing }: Corpus): object => ({ hash, packages, missingClients: missing })

function report({ terminal }: Context, file: string, result: object, json: boolean): void {
  if (json) terminal.out(JSON.stringify(result))
  else terminal.out(JSON.stringify(result, null, 2))
  terminal.say(`written to ${file}`)
}
