// All there is to a projection: a name, its tables, what it reads, and a pure fold from one record to row changes.
import type { RowChange, Table } from '../runtime/sql.ts'
import type { LogRecord } from '../runtime/step.ts'
import type { Repository } from '../schemas/types.ts'
import type { LogEvent } from './events.ts'

export type Projection = {
  readonly name: string
  /** Its tables; they are disposable, the log is not. */
  readonly tables: readonly Table[]
  readonly inputs: readonly LogEvent['kind'][]
  readonly fold: (event: LogEvent) => readonly RowChange[]
}

export const nothing: readonly RowChange[] = []

/** host/owner/name. */
export const nameOf = ({ host, owner, name }: Repository): string => `${host}/${owner}/${name}`

/** Where the record stands: the rank by which facts of one key are chosen. */
export const placeOf = (record: LogRecord): { readonly log_partition: number; readonly log_offset: number } => ({
  log_partition: record.partition,
  log_offset: record.offset,
})

/** Columns that every table with facts has. */
export const place = { log_partition: ['int', 'fact'], log_offset: ['bigint', 'fact'] } as const
