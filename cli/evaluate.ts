// `evaluate`: a gate over labelled files, of the gold corpus or of the user's own set. Nothing of the log is read or written.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { knownClasses } from '../evaluation/classes.ts'
import { evaluate, judgeCases } from '../evaluation/evaluate.ts'
import { isLabelledFolder, readFolder, unclassedFolders } from '../evaluation/folder.ts'
import { goldCases } from '../evaluation/gold/index.ts'
import { parseLines } from '../evaluation/jsonl.ts'
import type { LabelledCase } from '../evaluation/labelled.ts'
import { comparePeer } from '../evaluation/peers/compare.ts'
import { peers } from '../evaluation/peers/index.ts'
import type { Peer } from '../evaluation/peers/peer.ts'
import { installedPeer } from '../evaluation/peers/run.ts'
import type { LicensePack } from '../identify/license-pack.ts'
import { createProcessor } from '../processors/index.ts'
import { meant } from '../processors/nearest.ts'
import { order, type ProcessorName } from '../processors/order.ts'
import type { Processor } from '../processors/processor.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { reapedSeconds } from '../runtime/process-stat.ts'
import { type Context, shown } from './command.ts'
import { evaluationLines, reportOf } from './evaluate-lines.ts'
import { againstOf, comparisonLines } from './evaluate-peer-lines.ts'
import { type RulesOptions, requireGateRules } from './gate-rules.ts'
import { jsonLine } from './json.ts'
import { wholeOf } from './options.ts'

type Options = RulesOptions & {
  readonly half?: string
  readonly list: string
  readonly classes?: boolean
  readonly against?: string
  readonly json?: boolean
}

export async function evaluateGate(
  { config, terminal, signal }: Context,
  options: Options,
  [name = '', set]: readonly string[],
): Promise<undefined> {
  const gateName = gateOf(name)
  const half = halfOf(options.half)
  const installed =
    options.against === undefined ? null : installedPeer(peerOf(options.against, gateName), config.cache)
  const listMax = wholeOf(options.list, '--list', 0, 1_000_000)
  const { settings } = await requireGateRules(config, options, terminal.say)
  const gate = createProcessor(gateName, settings)
  const classes = knownClasses(gateName, gate.rules)
  if (options.classes === true) {
    for (const word of classes) terminal.out(word)
    return
  }
  const all = set === undefined ? goldCases(gateName) : readSet(set, classes, terminal.say)
  const cases = half === null ? all : all.filter((one) => one.half === half)
  if (cases.length === 0)
    throw fail('evaluation.invalid', `expected cases${half === null ? '' : ` of the half ${half}`}, found none`)
  const judged = judgedTwice(gate, cases, settings.licensePack)
  const evaluation = evaluate(gate, judged)
  const asked = { gate, said: judged.said, reaped: reapedSeconds, signal }
  const comparison = installed === null ? null : await comparePeer(installed, asked)
  if (options.json === true) terminal.out(jsonLine({ ...reportOf(evaluation), ...againstOf(comparison) }))
  else for (const line of evaluationLines(evaluation, listMax)) terminal.out(line)
  if (options.json !== true && comparison !== null)
    for (const line of comparisonLines(evaluation, comparison, listMax)) terminal.out(line)
}

/** Judges the cases twice: the first time compiles the gate's code and fills its caches, and is not timed. */
function judgedTwice(
  gate: Processor,
  cases: readonly LabelledCase[],
  pack: LicensePack | undefined,
): ReturnType<typeof judgeCases> {
  judgeCases(gate, cases, microsecondsUsed, pack)
  return judgeCases(gate, cases, microsecondsUsed, pack)
}

function microsecondsUsed(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

function gateOf(name: string): ProcessorName {
  const names = order.map((entry) => entry.name)
  const found = names.find((one) => one === name)
  if (found !== undefined) return found
  throw fail('usage.invalid', `expected a gate of ${names.join(', ')}, found ${shown(name)}${meant(name, names)}`)
}

function peerOf(name: string, gate: ProcessorName): Peer {
  const names = peers.filter((peer) => peer.gate === gate).map((peer) => peer.name)
  const found = peers.find((peer) => peer.name === name && peer.gate === gate)
  if (found !== undefined) return found
  throw fail(
    'usage.invalid',
    `expected --against ${names.join(' or ')} for ${gate}, found ${shown(name)}${meant(name, names)}`,
  )
}

function halfOf(text: string | undefined): LabelledCase['half'] {
  if (text === undefined) return null
  if (text === 'train' || text === 'test') return text
  throw fail('usage.invalid', `expected --half train or --half test, found ${shown(text)}`)
}

function readSet(path: string, classes: readonly string[], say: (line: string) => void): readonly LabelledCase[] {
  if (!existsSync(path))
    throw fail('evaluation.invalid', `expected a file or a folder, found nothing at ${shown(path)}`)
  const found = statSync(path)
  if (found.isDirectory()) {
    if (!isLabelledFolder(path))
      throw fail(
        'evaluation.invalid',
        `expected a folder with positive or negative in it, found neither in ${shown(path)}`,
      )
    requireClasses(path, classes, say)
    return readFolder(path, classes)
  }
  if (found.size > limits.labelledSetBytesMax)
    throw fail(
      'evaluation.invalid',
      `expected at most ${limits.labelledSetBytesMax} bytes, found ${found.size} in ${shown(path)}`,
    )
  const read = parseLines(readFileSync(path, 'utf8'), classes)
  if (read.kind === 'read') return read.cases
  const more = read.faults.length - limits.labelledFaultsMax
  const told = [...read.faults.slice(0, limits.labelledFaultsMax), ...(more > 0 ? [`and ${more} more`] : [])]
  throw fail('evaluation.invalid', `${shown(path)}: ${told.map(shown).join('; ')}`)
}

/** Refuses folders that stand among classes and are none; where no class stands beside one, it is said that it is none. */
function requireClasses(path: string, classes: readonly string[], say: (line: string) => void): void {
  const unclassed = unclassedFolders(path, classes)
  for (const { folder, meant: near, among } of unclassed)
    if (!among) say(`note: ${folder} is no class of the gate${near}: it counts as part of its files' paths`)
  const wrong = unclassed.filter(({ among }) => among)
  const told = wrong.map(({ folder, meant: near }) => shown(`${folder}${near}`))
  const more = told.length - limits.labelledFaultsMax
  if (told.length > 0)
    throw fail(
      'evaluation.invalid',
      `${shown(path)}: expected a class or rule of the gate beside others, found ${[...told.slice(0, limits.labelledFaultsMax), ...(more > 0 ? [`${more} more`] : [])].join('; ')}`,
    )
}
