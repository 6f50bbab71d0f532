// Answers as a person, a program or a spreadsheet reads them. Rows are written as they come: a huge answer is never held.
import { once } from 'node:events'
import type { ResultColumn, TextRow } from '../../runtime/duckdb.ts'
import { shown, type Terminal } from '../command.ts'
import { escapeHidden } from '../json.ts'
import { tableLines } from '../table.ts'

export type Format = 'table' | 'json' | 'csv'
/** Rows whose widths are made one, and characters of a cell that a person is shown. */
const tableRowsMax = 500
const cellCharactersMax = 80

type Columns = readonly ResultColumn[]

/** Lines of an answer, block by block; those for files are as they are, others escaped. */
export async function* linesOf(
  format: Format,
  columns: Columns,
  rows: AsyncIterable<readonly TextRow[]>,
  escaped: (text: string) => string = shown,
): AsyncGenerator<readonly string[]> {
  if (format === 'csv') yield [csvLine(columns.map(({ name }) => escaped(name)))]
  if (format === 'table') {
    yield* tables(columns, rows)
    return
  }
  const names = columns.map(({ name }) => JSON.stringify(name))
  for await (const block of rows)
    yield block.map((row) =>
      format === 'csv' ? csvLine(row.map((cell) => (cell === null ? null : escaped(cell)))) : jsonOf(names, row),
    )
}

const jsonOf = (names: readonly string[], row: TextRow): string =>
  escapeHidden(`{${names.map((name, at) => `${name}:${jsonCell(row[at] ?? null)}`).join(',')}}`)

// Inside of strings such a word is text: strings are matched first, and stay as they are.
const jsonCell = (cell: string | null): string =>
  cell === null
    ? 'null'
    : /NaN|Infinity/.test(cell)
      ? cell.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) => (found.startsWith('"') ? found : 'null'))
      : cell

/** RFC 4180; null is empty and an empty text is quoted. */
const csvLine = (cells: readonly (string | null)[]): string =>
  cells
    .map((cell) => (cell === null ? '' : /^$|[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')

/** Tables of so many rows that their widths can be told. */
async function* tables(columns: Columns, rows: AsyncIterable<readonly TextRow[]>): AsyncGenerator<readonly string[]> {
  let held: TextRow[] = []
  let given = 0
  const heads = columns.map(({ name }) => cellOf(name))
  const flush = (): readonly string[] => {
    const lines = tableLines(
      heads,
      held.map((row) => row.map((cell) => (cell === null ? 'NULL' : cellOf(cell)))),
    )
    given += held.length
    held = []
    return lines
  }
  for await (const block of rows)
    for (const row of block) {
      held.push(row)
      if (held.length >= tableRowsMax) yield flush()
    }
  if (held.length > 0 || given === 0) yield flush()
}

const cellOf = (text: string): string => {
  const cut = text.length > cellCharactersMax ? `${text.slice(0, cellCharactersMax - 1)}…` : text
  return shown(cut)
}

/** Writes lines to the terminal, no faster than who reads them takes them. Counts the rows that were written. */
export async function writeLines(terminal: Terminal, lines: AsyncIterable<readonly string[]>): Promise<void> {
  for await (const block of lines) {
    for (const line of block) terminal.out(line)
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  }
}
