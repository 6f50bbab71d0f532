// The score: 100 less what each weakness costs. A weakness costs nothing up to `from`, its whole weight from `to` on, and
// in between in proportion, so that a small change of a file is a small change of its score.

export type Weight = {
  /** Name, in findings and documents. */
  readonly name: string
  readonly signal: string
  /** Where the cost begins and where it is whole; `to` below `from` where less is worse. */
  readonly from: number
  readonly to: number
  /** Points it costs at most. */
  readonly points: number
}

export type Score = {
  /** Between 0 and 100. */
  readonly score: number
  /** What cost points, dearest first. */
  readonly costs: readonly { readonly name: string; readonly points: number }[]
}

/** Most ranges end where the hard rule on the same signal begins. */
export const weights: readonly Weight[] = [
  { name: 'little-text', signal: 'words', from: 80, to: 30, points: 10 },
  { name: 'long-lines', signal: 'lineLongest', from: 200, to: 1_000, points: 10 },
  { name: 'wide-lines', signal: 'lineMean', from: 60, to: 100, points: 12 },
  { name: 'few-letters', signal: 'alphabeticShare', from: 0.45, to: 0.25, points: 20 },
  { name: 'many-digits', signal: 'digitShare', from: 0.08, to: 0.2, points: 20 },
  { name: 'many-blanks', signal: 'blankShare', from: 0.38, to: 0.5, points: 8 },
  { name: 'long-words', signal: 'wordMean', from: 7.5, to: 10, points: 12 },
  { name: 'nameless-words', signal: 'wordSingleShare', from: 0.3, to: 0.55, points: 25 },
  { name: 'encoded-data', signal: 'encodedShare', from: 0.03, to: 0.3, points: 25 },
  { name: 'replacement-characters', signal: 'replacementShare', from: 0, to: 0.01, points: 15 },
  { name: 'repeated-lines', signal: 'linesRepeated', from: 0.35, to: 0.7, points: 14 },
  { name: 'repeated-phrases', signal: 'repeated5grams', from: 0.45, to: 0.8, points: 10 },
  { name: 'repeated-passages', signal: 'repeated10grams', from: 0.25, to: 0.6, points: 16 },
  { name: 'one-phrase', signal: 'top2gram', from: 0.1, to: 0.2, points: 15 },
  { name: 'mostly-comments', signal: 'commentShareCounted', from: 0.6, to: 0.8, points: 15 },
  { name: 'unfinished', signal: 'todoShare', from: 0.01, to: 0.05, points: 10 },
  { name: 'mostly-prints', signal: 'printShare', from: 0.2, to: 0.4, points: 10 },
  { name: 'mostly-imports', signal: 'importShare', from: 0.25, to: 0.6, points: 20 },
  { name: 'mostly-directives', signal: 'directiveShare', from: 0.5, to: 0.8, points: 15 },
  { name: 'empty-bodies', signal: 'passShare', from: 0.02, to: 0.05, points: 10 },
  { name: 'bare-functions', signal: 'functionsPerLine', from: 0.14, to: 0.2, points: 10 },
]

/** The score of a file's signals; what was not measured costs nothing. */
export function scoreOf(signals: Readonly<Record<string, number>>): Score {
  const costs: { name: string; points: number }[] = []
  for (const weight of weights) {
    const points = cost(weight, signals[weight.signal])
    if (points > 0) costs.push({ name: weight.name, points })
  }
  costs.sort((a, b) => b.points - a.points)
  const lost = costs.reduce((sum, one) => sum + one.points, 0)
  return { score: Math.max(0, 100 - lost), costs }
}

function cost({ from, to, points }: Weight, value: number | undefined): number {
  if (value === undefined) return 0
  const reached = (value - from) / (to - from)
  return points * Math.min(1, Math.max(0, reached))
}
