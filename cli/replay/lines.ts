// A difference as a person reads it.
import type { Difference, Flip, Flips } from '../../processors/difference.ts'
import { shown } from '../command.ts'
import { tableLines } from '../table.ts'
import type { HistoryCounts } from './history.ts'
import type { RulesetReplay } from './ruleset-replay.ts'

export function replayLines({
  shadow,
  already,
  counts,
  difference,
  digest,
  seconds,
}: RulesetReplay): readonly string[] {
  const { files } = difference
  const rate = seconds > 0 ? `, ${Math.round(files / seconds)} files/s` : ''
  return [
    `${files} files decided so far, replayed in ${seconds.toFixed(1)} s${rate}`,
    ...howLines(counts),
    ...differenceLines(difference),
    `digest     ${digest}`,
    `shadow     ${shadow}, kept for 7 days${already ? '; an earlier run had written it' : ''}`,
  ]
}

const reasons: Readonly<Record<keyof HistoryCounts['fromContent'], string>> = {
  asked: '--anew asks for it',
  'rules-changed': 'a rule that is looked for in the content has changed',
  'not-judged': 'what rejected them lets them through now, and nobody after it has judged them',
  'too-near': 'a number lies too near a threshold for the digits that were kept',
  'not-admitted': 'every gate accepts them, and admission did not',
}

const contentReasons = ['asked', 'not-judged', 'rules-changed', 'too-near', 'not-admitted'] as const

function howLines({ fromVerdicts, fromContent, unreadable }: HistoryCounts): readonly string[] {
  const because = contentReasons.flatMap((why) =>
    fromContent[why] === 0 ? [] : [`           ${fromContent[why]} judged anew from their content: ${reasons[why]}`],
  )
  return [
    `how        ${fromVerdicts} decided again from the signals of their verdicts, without their content`,
    ...because,
    ...(unreadable === 0 ? [] : [`           ${unreadable} left out: their record or their content cannot be read`]),
  ]
}

const signed = (count: number, sign: string): string => (count === 0 ? '0' : `${sign}${count}`)

export function differenceLines({
  acceptedBefore,
  acceptedAfter,
  flips,
  ...difference
}: Difference): readonly string[] {
  const { gained, lost, reason, content } = flips
  const more = content === 0 ? '' : `; ${content} with other redactions`
  const head = `samples    ${acceptedBefore} now, ${acceptedAfter} then: ${signed(gained, '+')} gained, ${signed(lost, '-')} lost${more}`
  const others = `rejected   ${reason} for another reason than now`
  if (gained + lost + reason + content === 0) return [head, others, 'no file is decided otherwise']
  return [
    head,
    others,
    '',
    ...flipTable('processor', difference.byProcessor),
    '',
    ...flipTable('rule', difference.byRule),
    '',
    ...flipTable('language', difference.byLanguage),
    '',
    ...difference.examples.flatMap(exampleLines),
    '',
  ]
}

const rowsMax = 15

function flipTable(head: string, flips: Readonly<Record<string, Flips>>): readonly string[] {
  const all = Object.entries(flips)
  const rows = all
    .slice(0, rowsMax)
    .map(([name, { gained, lost, reason, content }]) => [shown(name), ...[gained, lost, reason, content].map(String)])
  const rest = all.length > rowsMax ? [`and ${all.length - rowsMax} more; --json has all`] : []
  return [...tableLines([head, 'gained', 'lost', 'other reason', 'redactions'], rows), ...rest]
}

const causeWords = (cause: Flip['before']): string => (cause === null ? 'accepted' : `${cause.by} ${cause.reason}`)

function exampleLines({ kind, repository, path, language, before, after, at }: Flip): readonly string[] {
  const where = at === null || at.startLine === 0 ? 'whole file' : linesOf(at.startLine, at.endLine)
  return [
    shown(`${kind.padEnd(8)} ${repository}:${path} (${language})`),
    shown(`         ${causeWords(before)} -> ${causeWords(after)}${at === null ? '' : `, ${where}: ${at.message}`}`),
  ]
}

const linesOf = (from: number, to: number): string => (from === to ? `line ${from}` : `lines ${from} to ${to}`)
