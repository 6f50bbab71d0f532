// The table that fault suites print: what was done, and what was lost and doubled of it, as counted in the log.

export type Row = {
  readonly fault: string
  /** A row that failed has fewer runs than were wanted. */
  runs: number
  /** How often it struck in all runs. */
  strikes: number
  records: number
  /** Set before anything is expected of them, so that a row that fails says how many. */
  lost: number
  doubled: number
  /** From healed to served by every step again, the longest of all runs; null where nobody looked. */
  serving: number | null
  /** From healed to settled, the longest of all runs. */
  seconds: number
  /** What else it measured: that of the last run. */
  measured: string
}

export const emptyRow = (fault: string): Row => ({
  fault,
  runs: 0,
  strikes: 0,
  records: 0,
  lost: 0,
  doubled: 0,
  serving: null,
  seconds: 0,
  measured: '',
})

/** What these outcomes of these ids have lost, and what they have twice; an id that was given twice is doubled too. */
export function lostAndDoubled(
  given: readonly string[],
  outcomes: readonly string[],
): { readonly lost: number; readonly doubled: number } {
  const [ids, seen] = [new Set(given), new Set(outcomes)]
  const lost = [...ids].filter((id) => !seen.has(id)).length
  return { lost, doubled: given.length - ids.size + outcomes.length - seen.size }
}

export function tableOf(rows: readonly Row[]): string {
  const head = ['fault', 'runs', 'strikes', 'records', 'lost', 'doubled', 'seconds to serve', 'seconds to recover']
  const lines = rows.map(({ fault, runs, strikes, records, lost, doubled, serving, seconds }) => [
    fault,
    ...[runs, strikes, records, lost, doubled].map(String),
    serving?.toFixed(1) ?? '-',
    seconds.toFixed(1),
  ])
  const widths = head.map((title, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] ?? title).length)),
  )
  const tails = rows.some(({ measured }) => measured !== '')
    ? ['measured', ...rows.map(({ measured }) => measured)]
    : []
  return [head, ...lines]
    .map((line, index) => {
      const cells = line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      return [...cells, tails[index] ?? ''].join('  ').trimEnd()
    })
    .join('\n')
}
