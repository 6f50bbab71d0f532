// Rows into a Parquet file, by an engine of its own that may write in one folder and is given nothing that a user has typed but
// names and values: the engine of users' statements writes no file at all.
import { openSqlEngine, type ResultColumn, type TextRow } from '../../runtime/duckdb.ts'
import { identifier, literal } from './words.ts'

export type ParquetWriter = {
  readonly append: (rows: readonly TextRow[]) => Promise<void>
  /** Writes what was appended, in its order, and forgets it: the next file is of other rows. */
  readonly write: (file: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** `folder` is where files may be written; nested values are given as JSON. */
export async function openParquetWriter(
  columns: readonly ResultColumn[],
  folder: string,
  spillFolder: string,
): Promise<ParquetWriter> {
  const engine = await openSqlEngine({ spillFolder, writes: folder })
  const names = namesOf(columns)
  const staged = columns.map((_, at) => `c${at} VARCHAR`).join(', ')
  const made = columns.map(({ type }, at) => `${madeOf(`c${at}`, type)} AS ${identifier(names[at] ?? '')}`).join(', ')
  await engine.query(`CREATE TABLE rows (${staged})`)
  return {
    append: (rows) =>
      engine.append(
        'rows',
        columns.map(() => 'VARCHAR' as const),
        columns.map((_, at) => rows.map((row) => row[at] ?? null)),
      ),
    write: async (file) => {
      await engine.query(`COPY (SELECT ${made} FROM rows) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`)
      await engine.query('TRUNCATE rows')
    },
    close: engine.close,
  }
}

const madeOf = (name: string, type: string): string =>
  type === 'VARCHAR' ? name : /\[\d*\]$|^(STRUCT|MAP)\(/.test(type) ? `${name}::JSON::${type}` : `${name}::${type}`

/** Columns of a file have names of their own: a second `n` is `n_2`. */
function namesOf(columns: readonly ResultColumn[]): readonly string[] {
  const seen = new Map<string, number>()
  return columns.map(({ name }) => {
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1
    seen.set(name.toLowerCase(), count)
    return count === 1 ? name : `${name}_${count}`
  })
}
