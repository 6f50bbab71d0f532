// The number of partitions of a topic is fixed at its creation: with another one equal content would meet in another partition,
// and order within a key would be gone. A topic that somebody has grown is refused at the start, and where a running step is
// given a partition of it; the client looks for new ones by itself, every `limits.partitionsLookMs`.
import type { Topic } from '../topics/index.ts'
import { fail } from './errors.ts'
import type { Partition } from './step.ts'

/** How many partitions the catalogue gives a topic, where topics of files have so many. */
export const partitionsOf = (topic: Topic, files: number): number => (topic.partitions === 'one' ? 1 : files)

/** Throws `kafka.partitions-changed` for the first topic that has another number of them. */
export function requireCounts(topics: readonly Topic[], files: number, found: ReadonlyMap<string, number>): void {
  for (const topic of topics) {
    const [expected, count] = [partitionsOf(topic, files), found.get(topic.name) ?? 0]
    if (count !== expected)
      throw fail('kafka.partitions-changed', `expected ${expected} partitions of ${topic.name}, found ${count}`)
  }
}

/** What is asked of the control plane here. */
type Metadata = {
  readonly listTopics: () => Promise<string[]>
  readonly fetchTopicMetadata: (options: { topics: string[] }) => Promise<{
    topics: readonly { readonly name: string; readonly partitions: readonly unknown[] }[]
  }>
}

/** How many partitions each of these topics has; those that are not there are left out. Throws `kafka.unavailable`. */
export async function countsOf(admin: Metadata, topics: readonly Topic[]): Promise<ReadonlyMap<string, number>> {
  const present = new Set(await admin.listTopics())
  const names = topics.map(({ name }) => name).filter((name) => present.has(name))
  const { topics: found } = await admin.fetchTopicMetadata({ topics: names })
  const unmade = found.find(({ partitions }) => partitions.length === 0)
  if (unmade !== undefined)
    throw fail('kafka.unavailable', `expected the partitions of ${unmade.name}, which is being made, found none yet`)
  return new Map(found.map(({ name, partitions }) => [name, partitions.length]))
}

/**
 * What was found of topics that were made a moment ago. A busy broker answers for a while as if one of them were not there: that
 * is no other number of partitions, and is asked again. Throws `kafka.unavailable`.
 */
export function requireSeen(topics: readonly Topic[], found: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const unseen = topics.find(({ name }) => !found.has(name))
  if (unseen === undefined) return found
  throw fail('kafka.unavailable', `expected ${unseen.name} to be there, found that the broker does not know it yet`)
}

/**
 * How many partitions topics of files have, by what most of those that are there have: whoever starts a step need not be told.
 * Throws `kafka.partitions-changed` for one that differs.
 */
export function requireAlike(topics: readonly Topic[], found: ReadonlyMap<string, number>): number {
  const present = topics.filter(({ name }) => found.has(name))
  const counts = present.flatMap(({ name, partitions }) => (partitions === 'files' ? (found.get(name) ?? []) : []))
  const often = (count: number): number => counts.filter((one) => one === count).length
  const files = counts.reduce(
    (one, other) => (often(other) > often(one) ? other : one),
    counts[0] ?? Number.POSITIVE_INFINITY,
  )
  requireCounts(present, files, found)
  return files
}

/** Throws `kafka.partitions-changed` where one of these partitions is none that the catalogue gives its topic. */
export function requireKnown(partitions: readonly Partition[], topics: readonly Topic[], files: number): void {
  for (const { topic: name, partition } of partitions) {
    const topic = topics.find((one) => one.name === name)
    if (topic === undefined || partition < partitionsOf(topic, files)) continue
    const expected = partitionsOf(topic, files)
    throw fail(
      'kafka.partitions-changed',
      `expected ${expected} partitions of ${name}, found its partition ${partition}`,
    )
  }
}
