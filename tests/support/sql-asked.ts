// Questions in SQL to a log in memory: the same statements, parser, engine and answers as the command has, and no server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linesOf } from '../../cli/sql/output.ts'
import type { Pruned } from '../../cli/sql/prune.ts'
import { type Asked, select } from '../../cli/sql/select.ts'
import { sources } from '../../cli/sql/shape.ts'
import { statementOf } from '../../cli/sql/statement.ts'
import { createProcessor, defaultGateSettings } from '../../processors/index.ts'
import type { Codec } from '../../runtime/codec.ts'
import { openSqlEngine } from '../../runtime/duckdb.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { type SchemaName, schemaTexts } from '../../schemas/types.ts'

export type SqlHere = {
  /** Rows as objects. Throws as the command does. */
  readonly ask: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly said: string[]
  /** What was asked of the log, with what was pruned. */
  readonly asked: { readonly topic: string; readonly pruned: Pruned }[]
  /** Blocks that were taken from the log. */
  readonly taken: { blocks: number }
  readonly close: () => Promise<void>
}

const noServer = async (): Promise<never> => {
  throw new Error('expected no server to be asked')
}

/** `ids` says which schema id stands for which schema in the records. */
export async function sqlHere(
  blocks: (topic: string) => Iterable<readonly LogRecord[]>,
  ids: Readonly<Record<number, SchemaName>>,
  signal: AbortSignal = new AbortController().signal,
): Promise<SqlHere> {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-sql-'))
  const engine = await openSqlEngine({ spillFolder: join(folder, 'spill') })
  const asked: { topic: string; pruned: Pruned }[] = []
  const taken = { blocks: 0 }
  const said: string[] = []
  async function* read(topic: string): AsyncGenerator<readonly LogRecord[]> {
    for (const records of blocks(topic)) {
      taken.blocks++
      yield records
    }
  }
  const log = {
    bounded: (topic: string, pruned: Pruned) => {
      asked.push({ topic, pruned })
      return read(topic)
    },
    changes: read,
  }
  const prepare = async (codec: Codec): Promise<void> => {
    for (const [id, name] of Object.entries(ids))
      if (!codec.knows(Number(id))) codec.learn(Number(id), schemaTexts[name])
  }
  const here: Asked = {
    engine,
    connection: noServer,
    log: async () => ({ log, registry: { prepare } }),
    secret: async () => createProcessor('secret', defaultGateSettings),
    sources: sources(),
    say: (line) => void said.push(line),
    signal,
  }
  return {
    ask: async (text) => {
      const statement = statementOf(text)
      if (statement.kind !== 'select') throw new Error('expected a SELECT')
      const { columns, rows } = await select(here, statement.text, { ...statement, json: true })
      const found: Readonly<Record<string, unknown>>[] = []
      for await (const lines of linesOf('json', columns, rows)) found.push(...lines.map((line) => JSON.parse(line)))
      return found
    },
    said,
    asked,
    taken,
    close: async () => {
      await engine.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
