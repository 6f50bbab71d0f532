// Shards of an export as Parquet: the fields of a line, as columns. One thread writes a shard in the order of the log, so that the
// same log gives the same bytes here too.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ResultColumn } from '../runtime/duckdb.ts'
import type { OpenShard, ShardFormat } from './export-folder.ts'
import type { ExportedSample } from './export-lines.ts'
import { openParquetWriter, type ParquetWriter } from './sql/parquet.ts'

/** Every field of a line, and no other: a new one that is not here does not compile. */
const types: Readonly<Record<keyof ExportedSample, string>> = {
  sampleId: 'VARCHAR',
  fileId: 'VARCHAR',
  submission: 'VARCHAR',
  repository: 'VARCHAR',
  url: 'VARCHAR',
  commit: 'VARCHAR',
  path: 'VARCHAR',
  language: 'VARCHAR',
  license: 'VARCHAR',
  content: 'VARCHAR',
  sha256: 'VARCHAR',
  foundSha256: 'VARCHAR',
  sizeBytes: 'BIGINT',
  redactions: 'INTEGER',
  qualityScore: 'DOUBLE',
}

const columns: readonly ResultColumn[] = Object.entries(types).map(([name, type]) => ({ name, type }))
/** Rows that are put into a shard together. */
const rowsMax = 500

/** `spillFolder` is made for each shard, and removed with it. */
export const parquetShards = (spillFolder: string): ShardFormat => ({
  extension: 'parquet',
  open: async (path) => shardOf(path, await openParquetWriter(columns, dirname(path), spillFolder)),
})

function shardOf(path: string, writer: ParquetWriter): OpenShard {
  let rows: (readonly (string | null)[])[] = []
  const flush = async (): Promise<void> => {
    await writer.append(rows)
    rows = []
  }
  return {
    append: async (line) => {
      const sample: Readonly<Record<string, unknown>> = JSON.parse(line)
      rows.push(columns.map(({ name }) => (sample[name] === null ? null : String(sample[name]))))
      if (rows.length >= rowsMax) await flush()
    },
    close: async () => {
      await flush()
      await writer.write(path)
      await writer.close()
      return hashOf(path)
    },
    drop: writer.close,
  }
}

async function hashOf(path: string): Promise<string> {
  const handle = await open(path, 'r+')
  await handle.sync()
  const hash = createHash('sha256')
  for await (const bytes of handle.createReadStream({ autoClose: true })) hash.update(bytes)
  return hash.digest('hex')
}
