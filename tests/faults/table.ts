// The table of the trainer's faults, with the columns of stage.ts.

export type Row = {
  readonly fault: string
  readonly runs: number
  readonly strikes: number
  readonly records: number
  readonly lost: number
  readonly doubled: number
  readonly seconds: number
}

export function tableOf(rows: readonly Row[]): string {
  const head = ['fault', 'runs', 'strikes', 'records', 'lost', 'doubled', 'seconds to recover']
  const lines = rows.map(({ fault, runs, strikes, records, lost, doubled, seconds }) => [
    fault,
    ...[runs, strikes, records, lost, doubled].map(String),
    seconds.toFixed(1),
  ])
  const widths = head.map((title, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] ?? title).length)),
  )
  return [head, ...lines]
    .map((line) =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n')
}
