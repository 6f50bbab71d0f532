// Rows in Postgres' binary COPY format: for tables whose rows are new, a third of what an upsert costs. The values are written
// as sql-array.ts writes them, so a row is the same whichever way it came.
import type { Row, Table } from './sql.ts'
import { sizeOf, textsOf, type Value, writeElement } from './sql-array.ts'

/** A statement of COPY and the bytes that follow it. */
export type Copy = { readonly text: string; readonly bytes: Buffer }

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const trailer = -1

/** Whether a record makes a row of its own here: such a table names the record. The others count over many records. */
export const isRowARecord = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'log_offset')

/** These rows of one table, each key once. Throws `postgres.data` for a number that its type cannot hold. */
export function copyOf(table: Table, rows: readonly Row[]): Copy {
  const columns = table.columns.map(({ name, type }) => {
    const values: readonly Value[] = rows.map((row) => row[name] ?? null)
    const texts = textsOf(type, values)
    return { type, values: texts ?? values, bytes: sizeOf(type, values, texts) }
  })
  const bytes = columns.reduce((sum, column) => sum + column.bytes, signature.length + 2 + rows.length * 2)
  const buffer = Buffer.allocUnsafe(bytes)
  let at = signature.copy(buffer)
  for (let index = 0; index < rows.length; index++) {
    at = buffer.writeInt16BE(columns.length, at)
    for (const { type, values } of columns) {
      const value = values[index] ?? null
      at = value === null ? buffer.writeInt32BE(-1, at) : writeElement(buffer, at, type, value)
    }
  }
  at = buffer.writeInt16BE(trailer, at)
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
  return { text: `COPY "${table.name}" (${names}) FROM STDIN (FORMAT binary)`, bytes: buffer.subarray(0, at) }
}
