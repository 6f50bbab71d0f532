// The figure of the judges: one after the other in one process, on files in memory, in MB per CPU second. Together a
// rejected file goes no further, as in the pipeline; alone each gate has what reaches it there, and also every file.
import { spdxTexts } from '../identify/license-corpus.ts'
import { type JudgedFile, judgedFile, type Processor, verdictOf } from '../processors/processor.ts'
import { pipelineOf } from './corpus-files.ts'
import { type HostileFigure, measureHostile } from './hostile.ts'
import { megabytes, round } from './report.ts'

export type Rate = {
  readonly files: number
  readonly megabytes: number
  readonly cpuSeconds: number
  readonly megabytesPerCpuSecond: number
  readonly filesPerCpuSecond: number
  /** One figure a pass: how much they differ tells how calm the machine was. */
  readonly passes: readonly number[]
}

export type GatesFigure = {
  readonly together: Rate
  readonly alone: Readonly<Record<string, { readonly reached: Rate; readonly all: Rate }>>
  /** The licence gate on files in which nothing calls for reading words, on the others, and on whole licence texts. */
  readonly license: { readonly unmarked: Rate; readonly marked: Rate; readonly texts: Rate }
  readonly hostile: HostileFigure
  readonly accepted: { readonly files: number; readonly shareOfFiles: number; readonly shareOfBytes: number }
  readonly languages: Readonly<
    Record<string, { readonly files: number; readonly megabytes: number; readonly accepted: number }>
  >
  readonly rejections: Readonly<Record<string, number>>
  readonly slowest: readonly {
    readonly path: string
    readonly bytes: number
    readonly gate: string
    /** At the first judging of this file, with what a process does once. */
    readonly ms: number
  }[]
}

/** Null for a file that every gate accepts. */
type Fate = { readonly gate: string; readonly reason: string } | null

function fateOf(gates: readonly Processor[], file: JudgedFile): Fate {
  for (const gate of gates) {
    const { reason } = verdictOf(gate, file)
    if (reason !== null) return { gate: gate.name, reason }
  }
  return null
}

/** Judges the files `passes` times; the gates are expected to be warm. */
function rateOf(gates: readonly Processor[], files: readonly JudgedFile[], passes: number): Rate {
  const size = megabytes(files.reduce((sum, file) => sum + file.content.length, 0))
  const seconds: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    const before = process.cpuUsage()
    for (const file of files) fateOf(gates, file)
    const { user, system } = process.cpuUsage(before)
    seconds.push((user + system) / 1e6)
  }
  const mean = seconds.reduce((sum, value) => sum + value, 0) / passes
  return {
    files: files.length,
    megabytes: round(size),
    cpuSeconds: round(mean, 3),
    megabytesPerCpuSecond: round(size / mean),
    filesPerCpuSecond: Math.round(files.length / mean),
    passes: seconds.map((value) => round(size / value)),
  }
}

export function measureTogether(files: readonly JudgedFile[], passes: number): Rate {
  const gates = pipelineOf()
  for (const file of files) fateOf(gates, file)
  return rateOf(gates, files, passes)
}

export function measureGates(files: readonly JudgedFile[], passes: number, say: (line: string) => void): GatesFigure {
  const gates = pipelineOf()
  say('warming up')
  // The first pass compiles and fills caches. It also goes on past a rejection, so that every gate has seen every file.
  const slowest = gates.flatMap((gate) => slowestOf(gate, files)).sort((a, b) => b.ms - a.ms)
  const fates = files.map((file) => fateOf(gates, file))
  say('all gates together')
  const together = rateOf(gates, files, passes)
  const alone: Record<string, { reached: Rate; all: Rate }> = {}
  for (const [index, gate] of gates.entries()) {
    say(`${gate.name} alone`)
    const before = new Set<string>(gates.slice(0, index).map(({ name }) => name))
    const reached = files.filter((_, at) => !before.has(fates[at]?.gate ?? ''))
    alone[gate.name] = { reached: rateOf([gate], reached, passes), all: rateOf([gate], files, passes) }
  }
  say('licence texts, and hostile text')
  const license = licenseRates(
    gates.filter(({ name }) => name === 'license'),
    files,
    passes,
  )
  const hostile = measureHostile(gates)
  return { together, alone, license, hostile, ...fatesOf(files, fates), slowest: slowest.slice(0, 10) }
}

function licenseRates(
  gates: readonly Processor[],
  files: readonly JudgedFile[],
  passes: number,
): GatesFigure['license'] {
  const isMarked = (file: JudgedFile): boolean =>
    gates.some((gate) => (gate.judge(file).signals['scan.regionBytes'] ?? 0) > 0)
  const [marked, unmarked] = [files.filter(isMarked), files.filter((file) => !isMarked(file))]
  const [first] = files
  const texts = Object.values(spdxTexts()).map(({ licenseText }) => Buffer.from(licenseText))
  const textFiles = first === undefined ? [] : texts.map((content) => textFile(first, content))
  for (const file of textFiles) fateOf(gates, file)
  const rate = (of: readonly JudgedFile[]): Rate => rateOf(gates, of, passes)
  return { unmarked: rate(unmarked), marked: rate(marked), texts: rate(textFiles) }
}

const textFile = (like: JudgedFile, content: Buffer): JudgedFile =>
  judgedFile({ ...like, path: 'LICENSE', language: 'Text', sizeBytes: content.length, licenseEvidence: [] }, content)

function slowestOf(gate: Processor, files: readonly JudgedFile[]): GatesFigure['slowest'] {
  const timed = files.map((file) => {
    const startedAt = performance.now()
    gate.judge(file)
    return { path: file.path, bytes: file.content.length, gate: gate.name, ms: round(performance.now() - startedAt) }
  })
  return timed.sort((a, b) => b.ms - a.ms).slice(0, 10)
}

function fatesOf(
  files: readonly JudgedFile[],
  fates: readonly Fate[],
): Pick<GatesFigure, 'accepted' | 'languages' | 'rejections'> {
  const languages = new Map<string, { files: number; bytes: number; accepted: number }>()
  const rejections = new Map<string, number>()
  const total = { files: 0, bytes: 0, all: 0 }
  for (const [index, file] of files.entries()) {
    const fate = fates[index] ?? null
    const { length } = file.content
    const language = languages.get(file.language) ?? { files: 0, bytes: 0, accepted: 0 }
    languages.set(file.language, language)
    language.files++
    language.bytes += length
    total.all += length
    if (fate !== null) {
      rejections.set(fate.reason, (rejections.get(fate.reason) ?? 0) + 1)
      continue
    }
    language.accepted++
    total.files++
    total.bytes += length
  }
  return {
    accepted: {
      files: total.files,
      shareOfFiles: round(total.files / files.length, 3),
      shareOfBytes: round(total.bytes / total.all, 3),
    },
    languages: Object.fromEntries(
      [...languages]
        .sort(([, a], [, b]) => b.bytes - a.bytes)
        .map(([name, { files: count, bytes, accepted }]) => [
          name,
          { files: count, megabytes: round(megabytes(bytes)), accepted: round(accepted / count, 3) },
        ]),
    ),
    rejections: Object.fromEntries([...rejections].sort(([, a], [, b]) => b - a).slice(0, 25)),
  }
}
