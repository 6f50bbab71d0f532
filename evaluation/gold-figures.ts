// How good each gate is on the gold corpus: of both halves, as the table in docs/evaluation.md has it and as floors.json keeps it.
import { createProcessor, defaultGateSettings } from '../processors/index.ts'
import { order } from '../processors/order.ts'
import { type Evaluation, evaluate, judgeCases } from './evaluate.ts'
import type { Half } from './gold/case.ts'
import { goldCases } from './gold/index.ts'

export type GoldFigures = {
  readonly gate: string
  readonly half: Half
  readonly files: number
  /** Files that ingest would not have submitted. */
  readonly skipped: number
  /** Shares by what they are of: `precision`, `recall`, and of licences `exact`. */
  readonly shares: Readonly<Record<string, number>>
}

const halves: readonly Half[] = ['train', 'test']
const untimed = (): number => 0

export const goldFigures = (): readonly GoldFigures[] =>
  order.flatMap(({ name }) => halves.map((half) => goldFiguresOf(name, half)))

export function goldFiguresOf(gate: (typeof order)[number]['name'], half: Half): GoldFigures {
  const processor = createProcessor(gate, defaultGateSettings)
  const cases = goldCases(gate).filter((one) => one.half === half)
  const judged = judgeCases(processor, cases, untimed)
  const shares = sharesOf(evaluate(processor, judged))
  return { gate, half, files: cases.length, skipped: judged.skipped.length, shares }
}

const sharesOf = ({ score, exact }: Evaluation): GoldFigures['shares'] => ({
  precision: score.precision?.value ?? 0,
  recall: score.recall?.value ?? 0,
  ...(exact === null ? {} : { exact: exact.value }),
})

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** The rows of a table in Markdown. */
export function renderGoldTable(figures: readonly GoldFigures[]): string {
  const head = ['| gate | half | files | precision | recall | exact expression |', '|---|---|---|---|---|---|']
  const rows = figures.map(({ gate, half, files, shares }) => {
    const cells = ['precision', 'recall', 'exact'].map((what) => (what in shares ? percent(shares[what] ?? 0) : ''))
    return `| ${[gate, half, files, ...cells].join(' | ')} |`
  })
  return [...head, ...rows].join('\n')
}

/** What no gate may fall below: what it reached, to three digits. */
export function renderFloors(figures: readonly GoldFigures[]): string {
  const gates = Map.groupBy(figures, ({ gate }) => gate)
  const floors = [...gates].map(([gate, own]) => [gate, Object.fromEntries(own.map(floorsOf))])
  return `${JSON.stringify(Object.fromEntries(floors), null, 2)}\n`
}

const floorsOf = ({ half, shares }: GoldFigures) => [
  half,
  Object.fromEntries(Object.entries(shares).map(([what, share]) => [what, Math.floor(share * 1_000) / 1_000])),
]
