// Where copies go: a topic that no step reads, made with as many partitions as the source; and what of a replay it holds.
import { fail } from '../../runtime/errors.ts'
import { type Range, rangesOf, readRanges } from '../../runtime/reader.ts'
import { type Topic, topics } from '../../topics/index.ts'
import { type Connection, withAdmin } from '../connect.ts'

const namePattern = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+$/

/** A topic to copy into. Throws `usage.invalid` for every topic of the catalogue: steps, the projector or `verify` read it. */
export function requireTarget(into: string | undefined, from: Topic): string {
  if (into === undefined) throw fail('usage.invalid', 'expected --into with the name of a topic that no step reads')
  if (topics.some(({ name }) => name === into))
    throw fail(
      'usage.invalid',
      `expected --into a topic that no step reads, found ${into}, which is one of the pipeline's`,
    )
  if (!namePattern.test(into) || into.length > 200)
    throw fail(
      'usage.invalid',
      `expected --into as small words with dots between, such as replay.${from.name}, found ${JSON.stringify(into)}`,
    )
  return into
}

type TargetAsk = {
  readonly connection: Connection
  readonly from: Topic
  readonly into: string
  readonly ranges: readonly Range[]
}

/** Creates the target where it is missing; whether it has as many partitions as the source. */
export async function prepareTarget({ connection, from, into, ranges }: TargetAsk): Promise<boolean> {
  const found = await rangesOf(connection.kafka, [into], 'high')
  if (found.length > 0) return found.length === ranges.length
  // As many partitions as the source, whatever the catalogue would give it.
  const topic: Topic = {
    ...from,
    name: into,
    partitions: 'files',
    retention: 'forever',
    messageBytesMax: 4 * 1_048_576,
  }
  await withAdmin(connection, (admin) => admin.provision([topic], ranges.length))
  return true
}

/** Last offset of each source partition that the target has a copy of, read past this run's fence; and how many copies. */
export async function reachedIn(connection: Connection, into: string, replay: string, signal: AbortSignal) {
  const reached = new Map<number, number>()
  const state = { copies: 0 }
  for await (const records of readRanges(connection.kafka, await rangesOf(connection.kafka, [into], 'high'), signal)) {
    for (const { headers } of records) {
      const of = new Map(headers)
      const [, partition, offset] = /:(\d+):(\d+)$/.exec(of.get('x-replay-original') ?? '') ?? []
      if (of.get('x-replay-id') !== replay || offset === undefined) continue
      state.copies++
      reached.set(Number(partition), Math.max(Number(offset), reached.get(Number(partition)) ?? -1))
    }
  }
  signal.throwIfAborted()
  return { reached, copies: state.copies }
}
