// What `evaluate` prints: the counts, the shares with their intervals, the classes, and each case that went wrong.
import type { ClassScore, Evaluation, Said } from '../evaluation/evaluate.ts'
import type { Share } from '../evaluation/score.ts'
import { shown } from './command.ts'
import { tableLines } from './table.ts'

/** The whole report for a terminal. */
export function evaluationLines(evaluation: Evaluation, listMax: number): readonly string[] {
  const { gate, cases, skipped, score, exact, megabytes, cpuSeconds } = evaluation
  return [
    `${gate}: ${cases} files, ${score.truePositives + score.falseNegatives} of them positive; ruleset ${evaluation.ruleset.slice(0, 12)}`,
    '',
    ...tableLines(
      ['', 'share', '95 %', 'of'],
      [
        shareRow('precision', score.precision, score.truePositives + score.falsePositives),
        shareRow('recall', score.recall, score.truePositives + score.falseNegatives),
        shareRow('F1', score.f1, cases),
        ...(exact === null ? [] : [shareRow('exact expression', exact, cases)]),
      ],
    ),
    '',
    ...tableLines(
      ['class', 'positive', 'found', 'by its name', 'negative', 'false alarms'],
      evaluation.classes.map(classRow),
    ),
    '',
    ...listed('missed', evaluation.misses, listMax),
    ...listed('false alarm', evaluation.falseAlarms, listMax),
    ...listed('read otherwise', evaluation.otherwise, listMax),
    ...skipped.slice(0, listMax).map(({ labelled, reason }) => `not submitted  ${shown(labelled.id)}  ${reason}`),
    `${megabytes.toFixed(2)} MB in ${cpuSeconds.toFixed(2)} CPU s`,
  ]
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`

const shareRow = (name: string, share: Share, of: number): readonly string[] =>
  share === null
    ? [name, '-', '-', String(of)]
    : [name, percent(share.value), `${percent(share.low)} to ${percent(share.high)}`, String(of)]

const classRow = ({ name, positives, negatives, recall, named, falseAlarms }: ClassScore): readonly string[] => [
  name,
  String(positives),
  recall === null ? '-' : percent(recall.value),
  named === null ? '-' : percent(named.value),
  String(negatives),
  String(falseAlarms),
]

function listed(what: string, all: readonly Said[], max: number): readonly string[] {
  if (all.length === 0) return []
  const lines = all
    .slice(0, max)
    .map((said) => `${what}  ${shown(said.labelled.id)}  ${shown(said.labelled.path)}  ${toldOf(said)}`)
  return [...lines, ...(all.length > max ? [`${what}  and ${all.length - max} more`] : []), '']
}

function toldOf({ labelled, rules, expression }: Said): string {
  const is = labelled.expression === null ? labelled.classes.join(', ') : labelled.expression
  const found = expression === null ? rules.join(', ') : `${expression}, ${rules.slice(0, 1).join('')}`
  return `is ${shown(is)}, found ${shown(found === '' ? 'nothing' : found)}`
}

const named = ({ labelled, rules, expression }: Said): object => ({
  id: labelled.id,
  path: labelled.path,
  classes: labelled.classes,
  rules,
  ...(expression === null ? {} : { expected: labelled.expression, found: expression }),
})

/** The same as data. */
export function reportOf(evaluation: Evaluation): object {
  const { misses, falseAlarms, otherwise, skipped, ...rest } = evaluation
  return {
    ...rest,
    misses: misses.map(named),
    falseAlarms: falseAlarms.map(named),
    otherwise: otherwise.map(named),
    skipped: skipped.map(({ labelled, reason, detail }) => ({ id: labelled.id, reason, detail })),
  }
}
