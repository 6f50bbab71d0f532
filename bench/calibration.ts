// What the gates make of real code: the share of each language's files that quality rejects, by rule; and the rules that nothing
// in the bench corpus or the gold corpus has ever made fire. docs/calibration.md is written from it.
import { judgeCases } from '../evaluation/evaluate.ts'
import { goldCases } from '../evaluation/gold/index.ts'
import type { JudgedFile, Processor } from '../processors/processor.ts'
import { pipelineOf } from './corpus-files.ts'
import { round } from './report.ts'

export type LanguageCalibration = {
  readonly language: string
  readonly files: number
  readonly rejected: number
  /** Files by the rule that rejects them, the most frequent first. */
  readonly rules: Readonly<Record<string, number>>
}

export type Rejection = { readonly path: string; readonly language: string; readonly reason: string }

export type Calibration = {
  /** Code, with tests and documentation aside. */
  readonly code: { readonly files: number; readonly rejected: number; readonly share: number }
  readonly languages: readonly LanguageCalibration[]
  /** By gate: in how many files of the corpus, whatever they are, each rule has a finding. */
  readonly fired: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** By gate: rules that fired neither there nor on the gold corpus. */
  readonly silent: Readonly<Record<string, readonly string[]>>
  /** Rejections of code by quality, spread evenly over all of them. */
  readonly sample: readonly Rejection[]
}

const aside =
  /(?:^|\/)(?:tests?|testing|__tests__|specs?|testdata|test[-_]data|fixtures?|docs?|documentation|examples?)\/|(?:^|\/)test_[^/]*$|[._-](?:test|spec)\.[^/.]+$|_(?:test|spec)\.[^/.]+$|\.(?:md|mdx|rst|txt|adoc)$/i

/** Whether a path is neither of a test nor of documentation. */
export const isCode = (path: string): boolean => !aside.test(path)

export function measureCalibration(files: readonly JudgedFile[], samples: number): Calibration {
  const gates = pipelineOf()
  const [quality] = gates
  if (quality === undefined) throw new Error('expected a first gate')
  const code = files.filter(({ path }) => isCode(path))
  const judged = code.map((file) => ({ file, reason: quality.judge(file).reason }))
  const rejections = judged.flatMap(({ file: { path, language }, reason }) =>
    reason === null ? [] : [{ path, language, reason }],
  )
  const fired = Object.fromEntries(gates.map((gate) => [gate.name, firedBy(gate, files)]))
  return {
    code: { files: code.length, rejected: rejections.length, share: round(rejections.length / code.length, 4) },
    languages: byLanguage(code, rejections),
    fired,
    silent: Object.fromEntries(gates.map((gate) => [gate.name, silentIn(gate, fired[gate.name] ?? {})])),
    sample: spread(rejections, samples),
  }
}

function byLanguage(code: readonly JudgedFile[], rejections: readonly Rejection[]): Calibration['languages'] {
  const counts = countsOf(code.map(({ language }) => language))
  const rejected = Map.groupBy(rejections, ({ language }) => language)
  return Object.entries(counts).map(([language, count]) => {
    const own = rejected.get(language) ?? []
    return { language, files: count, rejected: own.length, rules: countsOf(own.map(({ reason }) => reason)) }
  })
}

/** How often each is there, the most frequent first. */
function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([one, a], [other, b]) => b - a || one.localeCompare(other)))
}

const firedBy = (gate: Processor, files: readonly JudgedFile[]): Readonly<Record<string, number>> =>
  countsOf(files.flatMap((file) => [...new Set(gate.judge(file).findings.map(({ rule }) => rule))]))

function silentIn(gate: Processor, fired: Readonly<Record<string, number>>): readonly string[] {
  const { said } = judgeCases(gate, goldCases(gate.name), () => 0)
  const heard = new Set([...Object.keys(fired), ...said.flatMap(({ rules }) => rules)])
  return gate.rules.map(({ id }) => id).filter((id) => !heard.has(id))
}

/** So many of them, from the first to the last at even steps. */
function spread<One>(all: readonly One[], count: number): readonly One[] {
  const step = Math.max(1, all.length / count)
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).slice(0, count)
}

const percent = (part: number, all: number): string => (all === 0 ? '-' : `${((100 * part) / all).toFixed(1)} %`)

const [languagesMax, rulesMax] = [40, 5]

/** docs/calibration.md: `command` is what makes it. */
export function renderCalibration({ code, languages, fired, silent }: Calibration, command: string): string {
  const shown = languages.slice(0, languagesMax)
  const rest = languages.slice(languagesMax)
  return [
    '# Calibration',
    '',
    `Written by \`${command}\`, over real code of well-known packages; do not edit.`,
    '',
    `## Quality, by language\n\nTests and documentation aside, ${percent(code.rejected, code.files)} of ${code.files} files are rejected.`,
    '',
    '| language | files | rejected | by rule |',
    '|---|---|---|---|',
    ...shown.map(
      ({ language, files, rejected, rules }) =>
        `| ${language} | ${files} | ${percent(rejected, files)} | ${rulesTold(rules)} |`,
    ),
    ...(rest.length === 0
      ? []
      : [
          `| ${rest.length} others | ${sumOf(rest, 'files')} | ${percent(sumOf(rest, 'rejected'), sumOf(rest, 'files'))} | |`,
        ]),
    ...Object.entries(silent).flatMap(([gate, ids]) => [
      '',
      `## ${gate}: ${Object.keys(fired[gate] ?? {}).length} rules fired on the corpus, ${ids.length} neither there nor on the gold corpus`,
      '',
      ids.length === 0 ? 'None is silent.' : ids.map((id) => `\`${id}\``).join(', '),
    ]),
    '',
  ].join('\n')
}

const rulesTold = (rules: Readonly<Record<string, number>>): string =>
  Object.entries(rules)
    .slice(0, rulesMax)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ')

const sumOf = (all: readonly LanguageCalibration[], what: 'files' | 'rejected'): number =>
  all.reduce((sum, one) => sum + one[what], 0)
