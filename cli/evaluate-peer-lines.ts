// What `evaluate --against` prints besides: the gate and the peer side by side, and what the peer alone finds.
import type { Evaluation, Said } from '../evaluation/evaluate.ts'
import type { Comparison } from '../evaluation/peers/compare.ts'
import type { Share } from '../evaluation/score.ts'
import { shown } from './command.ts'
import { reportOf } from './evaluate-lines.ts'
import { tableLines } from './table.ts'

export function comparisonLines(own: Evaluation, comparison: Comparison, listMax: number): readonly string[] {
  const { name, version, evaluation: other, startCpuSeconds, onlyPeer, onlyGate } = comparison
  const both = (what: string, of: (one: Evaluation) => string): readonly string[] => [what, of(own), of(other)]
  return [
    '',
    ...tableLines(
      ['', own.gate, `${name} ${version}`],
      [
        both('precision', ({ score }) => shareText(score.precision)),
        both('recall', ({ score }) => shareText(score.recall)),
        both('F1', ({ score }) => shareText(score.f1)),
        ...(own.exact === null ? [] : [both('exact expression', ({ exact }) => shareText(exact))]),
        both('false alarms', ({ falseAlarms }) => String(falseAlarms.length)),
        ['found alone', String(onlyGate.length), String(onlyPeer.length)],
        both('MB per CPU s', ({ megabytes, cpuSeconds }) => rateText(megabytes, cpuSeconds)),
        ['  less start-up', '', rateText(other.megabytes, other.cpuSeconds - startCpuSeconds)],
        both('MB read', ({ megabytes }) => megabytes.toFixed(2)),
        both('CPU s', ({ cpuSeconds }) => cpuSeconds.toFixed(2)),
        ['  of it start-up', '', startCpuSeconds.toFixed(2)],
      ],
    ),
    '',
    ...tableLines(
      ['class', 'positive', `${own.gate} found`, `${name} found`, 'negative', 'false alarms', `of ${name}`],
      own.classes.map((one, index) => {
        const its = other.classes[index]
        const found = ({ recall }: { readonly recall: Share }): string =>
          recall === null ? '-' : percent(recall.value)
        return [
          ...[one.name, String(one.positives), found(one), its === undefined ? '-' : found(its)],
          ...[String(one.negatives), String(one.falseAlarms), String(its?.falseAlarms ?? 0)],
        ]
      }),
    ),
    '',
    ...onlyPeer.slice(0, listMax).map((said) => `only ${name}  ${toldOf(said)}`),
  ]
}

const toldOf = ({ labelled, rules }: Said): string =>
  [labelled.id, labelled.path, labelled.classes.join(', '), rules.join(', ')].map(shown).join('  ')

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`

const shareText = (share: Share): string =>
  share === null ? '-' : `${percent(share.value)} (${percent(share.low)} to ${percent(share.high)})`

/** Of so few seconds that the clock's hundredths do not tell, no rate. */
const rateText = (megabytes: number, seconds: number): string =>
  seconds < 0.05 ? '-' : (megabytes / seconds).toFixed(seconds > megabytes * 2 ? 3 : 1)

/** The same as data. */
export function againstOf(comparison: Comparison | null): object {
  if (comparison === null) return {}
  const { evaluation, onlyPeer, onlyGate, ...rest } = comparison
  const { ruleset: _, ...report } = { ruleset: '', ...reportOf(evaluation) }
  const ids = (said: readonly Said[]): readonly string[] => said.map(({ labelled }) => labelled.id)
  return { against: { ...rest, ...report, onlyPeer: ids(onlyPeer), onlyGate: ids(onlyGate) } }
}
