// Writes the accepted corpus: every sample up to the end seen at the start, in the order of the log, with a manifest that
// says what is in it, by which rules it was decided, and from which positions it was read.
import { join } from 'node:path'
import { createCodec } from '../runtime/codec.ts'
import { decider } from '../runtime/decide.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { type Range, rangesOf } from '../runtime/reader.ts'
import type { LogRecord } from '../runtime/step.ts'
import type { Sample } from '../schemas/types.ts'
import { samplesAccepted } from '../topics/index.ts'
import { type Context, shown } from './command.ts'
import { connect } from './connect.ts'
import { type ExportFolder, jsonLines, openExportFolder, type Shard, type ShardFormat } from './export-folder.ts'
import {
  count,
  countsOf,
  type ExportedSample,
  emptyTally,
  exportedSample,
  pairsOf,
  type Tally,
} from './export-lines.ts'
import { parquetShards } from './export-parquet.ts'
import { jsonLine } from './json.ts'
import { bytesText } from './table.ts'
import { inOrder } from './tap.ts'

export type ExportOptions = {
  readonly format: string
  readonly to: string
  readonly language: readonly string[]
  readonly json?: boolean
}

/** Where a shard is closed: what editors and loaders still open without trouble. */
const shardBytesMax = 64 * 1_048_576

export async function exportSamples(context: Context, options: ExportOptions): Promise<number> {
  const format = shardFormatOf(context, options.format)
  const { kafka, registry } = await connect(context.config)
  const { signal, terminal } = context
  const ranges = await rangesOf(kafka, [samplesAccepted.name], 'stable')
  const folder = await openExportFolder(options.to, shardBytesMax, format)
  const work: Work = { folder, tally: emptyTally(), unreadable: [], languages: languagesOf(options.language) }
  try {
    const codec = createCodec()
    const decide = decider({ name: 'export', inputs: [samplesAccepted], handle: linesOf }, codec, (line) => line)
    const total = ranges.reduce((sum, range) => sum + range.to - range.from, 0)
    let seen = 0
    for await (const records of inOrder(kafka, ranges, signal)) {
      await registry.prepare(codec, samplesAccepted, records)
      await take(work, records, decide)
      seen += records.length
      terminal.progress(`${work.tally.samples} samples, ${bytesText(work.tally.bytes)}, ${seen} of ${total} records`)
    }
    signal.throwIfAborted()
    const manifest = manifestOf(format, work, ranges, await folder.shards())
    await folder.finish(`${JSON.stringify(manifest, null, 2)}\n`)
    report(context, options, manifest)
    return work.unreadable.length === 0 ? exitCodes.done : exitCodes.partial
  } catch (error) {
    await folder.drop()
    throw error
  }
}

function shardFormatOf({ config }: Context, format: string): ShardFormat {
  if (format === 'jsonl') return jsonLines
  if (format === 'parquet') return parquetShards(join(config.home, 'run', 'sql', `${process.pid}-export`))
  throw fail('usage.invalid', `expected --format jsonl or parquet, found ${format}`)
}

type Unreadable = { readonly partition: number; readonly offset: number; readonly code: string }
type Work = {
  readonly folder: ExportFolder
  readonly tally: Tally
  readonly unreadable: Unreadable[]
  /** In lower case; null takes every language. */
  readonly languages: ReadonlySet<string> | null
}
type Line = { readonly sample: Sample; readonly line: ExportedSample }

const linesOf = (sample: Sample): readonly Line[] => [{ sample, line: exportedSample(sample) }]

const languagesOf = (names: readonly string[]): Work['languages'] =>
  names.length === 0 ? null : new Set(names.map((name) => name.toLowerCase()))

/** What cannot be read is named in the manifest, and makes the export a partial one. */
async function take(
  { folder, tally, unreadable, languages }: Work,
  records: readonly LogRecord[],
  decide: ReturnType<typeof decider<Sample, Line, Line>>,
): Promise<void> {
  const lines: string[] = []
  for (const record of records) {
    const outcome = decide(record)
    if (outcome.kind === 'burial') {
      unreadable.push({ partition: record.partition, offset: record.offset, code: outcome.code })
      continue
    }
    for (const { sample, line } of outcome.effects) {
      if (languages?.has(line.language.toLowerCase()) === false) {
        tally.leftOut += 1
        continue
      }
      count(tally, sample, line)
      lines.push(JSON.stringify(line))
    }
  }
  await folder.write(lines)
}

/** No clock and no machine in it: the same log gives the same bytes. */
const manifestOf = (
  { extension }: ShardFormat,
  { tally, unreadable, languages }: Work,
  ranges: readonly Range[],
  shards: readonly Shard[],
) => ({
  format: `codelupe-${extension}`,
  version: 1,
  topic: samplesAccepted.name,
  positions: ranges.map(({ partition, from, to }) => ({ partition, from, to })),
  filter: { languages: languages === null ? null : [...languages].sort() },
  samples: tally.samples,
  bytes: tally.bytes,
  leftOut: tally.leftOut,
  unreadable,
  languages: countsOf(tally.languages),
  licenses: countsOf(tally.licenses),
  rulesets: pairsOf(tally.rulesets, 'processor', 'ruleset'),
  pipelines: pairsOf(tally.pipelines, 'order', 'pipeline'),
  shards,
})

function report({ terminal }: Context, options: ExportOptions, manifest: ReturnType<typeof manifestOf>): void {
  if (options.json === true) {
    terminal.out(jsonLine(manifest))
    return
  }
  const { samples, bytes, leftOut, unreadable, shards } = manifest
  terminal.out(`${samples} samples, ${bytesText(bytes)} of text, ${shards.length} shards in ${shown(options.to)}`)
  if (leftOut > 0) terminal.out(`left out ${leftOut} of other languages`)
  for (const { partition, offset, code } of unreadable)
    terminal.out(`unreadable: ${samplesAccepted.name}/${partition}@${offset} [${code}]`)
  if (samples === 0) terminal.say('no samples; ./codelupe status shows what became of the files')
}
