// Positions as the patched client takes and gives them (scripts/node-rdkafka.patch): the record that a position comes after
// travels as its metadata, in the same request, so that neither can be there without the other.
import { fail } from './errors.ts'
import type { Partition, Position } from './step.ts'

/** A place as the patched client takes and gives it: what `after` says travels as the position's metadata. */
export type NativePlace = Partition & { readonly offset?: number | undefined; readonly metadata?: string }

/** Places that have an offset. */
export const validPositions = (places: readonly NativePlace[]): Position[] =>
  places.flatMap(({ topic, partition, offset, metadata }) =>
    offset !== undefined && offset >= 0
      ? [{ topic, partition, offset, ...(metadata === undefined ? {} : { after: metadata }) }]
      : [],
  )

/**
 * Places that brokers were asked for. The client answers as soon as one partition has an answer, and gives an error in the
 * place of each other one: a partition that is left out would count as one that nobody is behind in. Throws
 * `kafka.unavailable`, or `kafka.denied`.
 */
export function answeredPositions(what: string, places: readonly (NativePlace | Error)[]): Position[] {
  const failed = places.find((place) => place instanceof Error)
  if (failed === undefined) return validPositions(places.flatMap((place) => (place instanceof Error ? [] : [place])))
  // Of one place the client gives words alone.
  throw / authorization failed$/.test(failed.message)
    ? fail('kafka.denied', `expected the right to ${what}, found: ${failed.message}`, failed)
    : fail('kafka.unavailable', `${what}: expected an answer for each partition, found: ${failed.message}`)
}

export const nativePlace = ({ topic, partition, offset, after }: Position): NativePlace & { offset: number } => ({
  topic,
  partition,
  offset,
  ...(after === undefined || after === null ? {} : { metadata: after }),
})
