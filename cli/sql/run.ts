// One statement from its text to its lines: on the terminal, or in a file that is whole when it has its name.
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fail } from '../../runtime/errors.ts'
import type { Terminal } from '../command.ts'
import { partPrefix, writing } from '../export-folder.ts'
import { openWholeFile } from '../whole-file.ts'
import { type Format, linesOf, writeLines } from './output.ts'
import { openParquetWriter } from './parquet.ts'
import { print } from './print.ts'
import { type Answer, type Asked, select } from './select.ts'
import { describe, type Shown, showGroups, showSubjects, showTables, showTopics } from './show.ts'
import { type Statement, statementOf } from './statement.ts'

export type Target = {
  readonly terminal: Terminal
  readonly format: Format | 'parquet'
  /** A new file; undefined: the terminal. */
  readonly out: string | undefined
  /** A folder that does not exist yet, for what the writer of Parquet spills. */
  readonly spillFolder: string
}

export async function runStatement(asked: Asked, text: string, target: Target): Promise<void> {
  const statement = statementOf(text)
  if (statement.kind === 'print') {
    await writeLines(target.terminal, print(asked, statement))
    return
  }
  const answer = await answerOf(asked, statement, target.format === 'json')
  if (target.out === undefined) {
    if (target.format === 'parquet') throw fail('usage.invalid', 'expected --out <file> with --format parquet')
    await writeLines(target.terminal, linesOf(target.format, answer.columns, answer.rows))
    return
  }
  const rows =
    target.format === 'parquet' ? await toParquet(answer, target, target.out) : await toText(answer, target, target.out)
  target.terminal.say(`${rows} rows in ${resolve(target.out)}`)
}

async function answerOf(
  asked: Asked,
  statement: Exclude<Statement, { readonly kind: 'print' }>,
  json: boolean,
): Promise<Answer> {
  if (statement.kind === 'select') return select(asked, statement.text, { ...statement, json })
  const { heads, rows } = await shownBy(asked, statement)
  const cells = json ? rows.map((row) => row.map((cell) => (cell === null ? null : JSON.stringify(cell)))) : rows
  return { columns: heads.map((name) => ({ name, type: 'VARCHAR' })), rows: once(cells) }
}

async function* once<Value>(value: Value): AsyncGenerator<Value> {
  yield value
}

async function shownBy(
  asked: Asked,
  statement: Extract<Statement, { readonly kind: 'show' | 'describe' }>,
): Promise<Shown> {
  if (statement.kind === 'describe') return describe(asked.sources, statement.name)
  if (statement.what === 'tables') return showTables(asked.sources)
  const connection = await asked.connection()
  if (statement.what === 'topics') return showTopics(connection, statement.extended)
  return statement.what === 'groups' ? showGroups(connection) : showSubjects(connection)
}

async function toText({ columns, rows }: Answer, { format }: Target, out: string): Promise<number> {
  if (format !== 'csv' && format !== 'json')
    throw fail('usage.invalid', 'expected --format csv, json or parquet with --out')
  const file = await openWholeFile(out, '--out')
  try {
    const counted = { rows: 0 }
    for await (const lines of linesOf(format, columns, countedBy(rows, counted), (text) => text))
      if (lines.length > 0) await file.write(`${lines.join('\n')}\n`)
    await file.finish()
    return counted.rows
  } catch (error) {
    await file.drop()
    throw error
  }
}

async function* countedBy<Row>(
  blocks: AsyncIterable<readonly Row[]>,
  counted: { rows: number },
): AsyncGenerator<readonly Row[]> {
  for await (const block of blocks) {
    counted.rows += block.length
    yield block
  }
}

async function toParquet({ columns, rows }: Answer, { spillFolder }: Target, out: string): Promise<number> {
  const target = resolve(out)
  const isThere = await stat(target).then(
    () => true,
    () => false,
  )
  if (isThere) throw fail('usage.invalid', `expected --out as a new file, found one at ${target}`)
  const part = `${partPrefix(target)}${process.pid}`
  await writing(target, () => mkdir(dirname(target), { recursive: true }))
  const writer = await openParquetWriter(columns, dirname(target), spillFolder)
  try {
    const counted = { rows: 0 }
    for await (const block of countedBy(rows, counted)) await writer.append(block)
    await writer.write(part)
    await writing(target, () => rename(part, target))
    return counted.rows
  } finally {
    await writer.close()
    await rm(part, { force: true })
  }
}
