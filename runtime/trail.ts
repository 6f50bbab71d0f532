// The header that says where a record's file has been (docs/adr/0003): `topic:partition:offset`, oldest first, comma between.
import type { LogRecord, Position } from './step.ts'

export const trailHeader = 'x-trail'

/** Where a record's file has been, this record included. */
export const trailOf = (record: LogRecord): string =>
  trailTo(record.headers.find(([name]) => name === trailHeader)?.[1] ?? '', record)

/** A trail, and one place more. */
export const trailTo = (trail: string, { topic, partition, offset }: Position): string =>
  `${trail === '' ? '' : `${trail},`}${topic}:${partition}:${offset}`
