// The topics: what is in them, who is how far behind; makes missing ones; draws how they hang together.
import { bytesByTopic } from '../embedded/disk.ts'
import type { Admin, Ends } from '../runtime/admin.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import type { Database } from '../runtime/postgres.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Position } from '../runtime/step.ts'
import { type Topic, topics } from '../topics/index.ts'
import { topologyMermaid, topologyText } from '../topics/topology.ts'
import type { Context } from './command.ts'
import { connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { provision } from './provision.ts'
import { readProjected } from './queries/conservation.ts'
import { lagOf, offsetsOf } from './queries/observation.ts'
import { stepInputs } from './steps.ts'
import { bytesText, tableLines } from './table.ts'
import { edges } from './topology.ts'

export type TopicView = {
  readonly topic: string
  /** False where the catalogue names it and the broker has none. */
  readonly present: boolean
  readonly schema: string | null
  readonly key: string
  readonly retention: string
  readonly partitions: number
  /** Offsets between the first kept and the stable end, commit markers included. */
  readonly offsets: number
  /** On the embedded broker's disk; null where the broker is somebody else's. */
  readonly bytes: number | null
  /** Offsets that each reader still has before it. */
  readonly lag: Readonly<Record<string, number>>
}

export async function listTopics({ config, terminal }: Context, options: { readonly json?: boolean }): Promise<number> {
  const connection = await connect(config)
  const disk = config.kafkaBrokers === undefined ? await bytesByTopic(config) : null
  const views = await withClients(connection, async ({ admin, database }) => {
    const names = new Set(await admin.topicNames())
    const present = topics.filter((topic) => names.has(topic.name))
    const readers = await readPositions(admin, database, present)
    const ends = await admin.ends(present.map((topic) => topic.name))
    const bytes = disk === null ? null : new Map(disk.map((entry) => [entry.topic, entry.bytes]))
    return topics.map((topic) => topicView(topic, ends, readers, bytes))
  })
  if (options.json === true) terminal.out(jsonLine(views))
  else for (const line of topicLines(views)) terminal.out(line)
  const missing = views.filter((view) => !view.present)
  if (missing.length > 0)
    throw fail('kafka.topic-missing', `expected ${missing.map(({ topic }) => topic).join(', ')}, found no such topic`)
  return exitCodes.done
}

/** Where one reader stands in one topic. */
export type Reader = { readonly step: string; readonly topic: string; readonly positions: readonly Position[] }

async function readPositions(admin: Admin, database: Database, present: readonly Topic[]): Promise<readonly Reader[]> {
  const names = new Set(present.map((topic) => topic.name))
  const projected = await readProjected(database)
  const readers = await Promise.all(
    stepInputs().map(async ({ step, inputs }) => {
      const own = inputs.map((topic) => topic.name).filter((name) => names.has(name))
      const positions = step === 'projector' ? projected : await admin.committed(groupOf(step), own)
      return own.map((topic) => ({
        step,
        topic,
        positions: positions.filter((position) => position.topic === topic),
      }))
    }),
  )
  return readers.flat()
}

export function topicView(
  topic: Topic,
  allEnds: readonly Ends[],
  readers: readonly Reader[],
  bytes: ReadonlyMap<string, number> | null,
): TopicView {
  const ends = allEnds.filter((end) => end.topic === topic.name)
  const stable = ends.map((end) => ({ ...end, offset: end.stable }))
  const lags = readers
    .filter((reader) => reader.topic === topic.name)
    .map(({ step, positions }) => [step, lagOf(stable, offsetsOf(positions))] as const)
  return {
    topic: topic.name,
    present: ends.length > 0,
    schema: topic.schema,
    key: topic.key,
    retention: topic.retention,
    partitions: ends.length,
    offsets: ends.reduce((sum, end) => sum + end.stable - end.low, 0),
    bytes: bytes === null ? null : (bytes.get(topic.name) ?? 0),
    lag: Object.fromEntries(lags),
  }
}

export const topicLines = (views: readonly TopicView[]): readonly string[] =>
  tableLines(
    ['topic', 'partitions', 'offsets', 'disk', 'record type', 'kept', 'lag'],
    views.map((view) => [
      view.topic,
      view.present ? String(view.partitions) : 'missing',
      String(view.offsets),
      view.bytes === null ? '-' : bytesText(view.bytes),
      view.schema ?? 'as buried',
      view.retention,
      Object.entries(view.lag)
        .map(([step, lag]) => `${step} ${lag}`)
        .join(', '),
    ]),
  )

/** Creates missing topics, registers schemas, runs migrations, writes first positions; run as often as wanted. */
export async function provisionTopics({ config, terminal }: Context): Promise<undefined> {
  const made = await provision(await connect(config), config.partitions)
  for (const topic of made.topics) terminal.out(`created ${topic}`)
  for (const migration of made.migrations) terminal.out(`ran ${migration}`)
  terminal.say(`${topics.length} topics, their schemas and first positions are in place`)
}

/** What reads and writes what, from the code: needs no servers. */
export async function graphTopics({ terminal }: Context, options: { readonly mermaid?: boolean }): Promise<undefined> {
  terminal.out(options.mermaid === true ? topologyMermaid(edges()) : topologyText(edges()))
}
