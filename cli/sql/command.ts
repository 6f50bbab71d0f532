// `sql`: asks the log in SQL, with ksql's words. One statement, a file of them, or a prompt.
import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { startTimeOf } from '../../embedded/process.ts'
import { openSqlEngine } from '../../runtime/duckdb.ts'
import { CodelupeError, fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { type Context, shown } from '../command.ts'
import { connect } from '../connect.ts'
import { secretInUse } from '../kept-rules.ts'
import { promotedFiles } from '../rulesets/now.ts'
import { sqlLogOn } from './log.ts'
import { runStatement, type Target } from './run.ts'
import type { Asked } from './select.ts'
import { sources } from './shape.ts'
import { splitStatements } from './words.ts'

/** Of all statements of one text. */
const textBytesMax = 4 * limits.sqlStatementBytesMax

export type SqlOptions = {
  readonly file?: string
  readonly format?: string
  readonly out?: string
  readonly json?: boolean
}

export async function sql(context: Context, options: SqlOptions, [statement]: readonly string[]): Promise<undefined> {
  const { config } = context
  const format = formatOf(options)
  if (statement !== undefined && options.file !== undefined)
    throw fail('usage.invalid', 'expected a statement or --file, found both')
  const given = statement ?? (options.file === undefined ? undefined : await textOf(options.file))
  const spill = join(config.home, 'run', 'sql')
  await removeLeft(spill)
  const engine = await openSqlEngine({ spillFolder: join(spill, String(process.pid)) })
  try {
    const asked = askedOf(context, engine)
    const target: Target = {
      terminal: context.terminal,
      format,
      out: options.out,
      spillFolder: join(spill, `${process.pid}-out`),
    }
    if (given === undefined) await prompt(context, asked, target)
    else for (const one of statementsIn(given, options.out)) await runStatement(asked, one, target)
  } finally {
    await engine.close()
  }
}

function formatOf({ format, json }: SqlOptions): Target['format'] {
  const found = format ?? (json === true ? 'json' : 'table')
  if (found === 'table' || found === 'json' || found === 'csv' || found === 'parquet') return found
  throw fail('usage.invalid', `expected --format table, json, csv or parquet, found ${found}`)
}

function statementsIn(text: string, out: string | undefined): readonly string[] {
  const bytes = Buffer.byteLength(text)
  if (bytes > textBytesMax)
    throw fail('sql.invalid', `expected statements of at most ${textBytesMax} bytes together, found ${bytes}`)
  const { whole, rest } = splitStatements(text)
  const found = rest === '' ? whole : [...whole, rest]
  if (found.length === 0) throw fail('sql.invalid', 'expected a statement, found none')
  if (out !== undefined && found.length > 1)
    throw fail('usage.invalid', `expected one statement with --out, found ${found.length}`)
  return found
}

async function textOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw fail('usage.invalid', `expected --file as a file that can be read, found ${error.message}`, error)
  })
  try {
    const { size } = await handle.stat()
    if (size > textBytesMax)
      throw fail('sql.invalid', `expected --file with at most ${textBytesMax} bytes, found ${size}`)
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/** What a statement may need, each asked for when the first one does. */
function askedOf(context: Context, engine: Asked['engine'], signal: AbortSignal = context.signal): Asked {
  const { config, terminal } = context
  const kept: { connection?: ReturnType<Asked['connection']>; secret?: ReturnType<Asked['secret']> } = {}
  const connection = (): ReturnType<Asked['connection']> => (kept.connection ??= connect(config))
  return {
    engine,
    sources: sources(),
    say: terminal.say,
    signal,
    connection,
    log: async () => {
      const { kafka, registry } = await connection()
      return { log: sqlLogOn(kafka), registry }
    },
    secret: () =>
      (kept.secret ??= connection().then(async (found) =>
        secretInUse(config, terminal.say, await promotedFiles(context, found)),
      )),
  }
}

/** Folders of processes that are gone. */
async function removeLeft(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names)
    if (startTimeOf(Number.parseInt(name, 10)) === undefined)
      await rm(join(folder, name), { recursive: true, force: true })
}

/** Statements as they are typed, each ended by a semicolon. Ctrl-C ends the statement, and at an empty prompt the command. */
async function prompt(context: Context, asked: Asked, target: Target): Promise<void> {
  const { signal, terminal } = context
  const isTyped = process.stdin.isTTY === true
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: isTyped,
    prompt: 'codelupe> ',
  })
  const state: { text: string; running: AbortController | null } = { text: '', running: null }
  lines.on('SIGINT', () => {
    if (state.running !== null) state.running.abort()
    else if (state.text === '') lines.close()
    state.text = ''
    if (state.running === null) lines.prompt()
  })
  signal.addEventListener('abort', () => lines.close())
  if (isTyped) terminal.say('statements end with a semicolon; SHOW TOPICS; is a good first one, and Ctrl-D ends it')
  if (isTyped) lines.prompt()
  for await (const line of lines) {
    state.text += `${line}\n`
    if (Buffer.byteLength(state.text) > textBytesMax)
      throw fail('sql.invalid', `expected statements of at most ${textBytesMax} bytes`)
    const { whole, rest } = splitStatements(state.text)
    state.text = rest === '' ? '' : `${rest}\n`
    for (const one of whole) await typed(one)
    if (isTyped) lines.prompt()
  }
  if (state.text.trim() !== '') await typed(state.text)

  async function typed(text: string): Promise<void> {
    const running = new AbortController()
    state.running = running
    try {
      await runStatement({ ...asked, signal: AbortSignal.any([signal, running.signal]) }, text, target)
    } catch (error) {
      // A script on stdin ends at its first fault; who types mends it and goes on.
      if (!isTyped || signal.aborted) throw error
      terminal.settle()
      if (running.signal.aborted) terminal.say('interrupted')
      else if (error instanceof CodelupeError) terminal.say(`${shown(error.message)} [${error.code}]\n  ${error.hint}`)
      else throw error
    } finally {
      state.running = null
    }
  }
}
