// `replay <topic>`: what is asked for, checked before anything is read; a dry run with counts until --execute.

import { meant } from '../../processors/nearest.ts'
import { crashAt } from '../../runtime/crash-point.ts'
import { exitCodes, fail } from '../../runtime/errors.ts'
import { rangesOf } from '../../runtime/reader.ts'
import { type Topic, topics } from '../../topics/index.ts'
import { type Context, shown } from '../command.ts'
import { type Connection, connect } from '../connect.ts'
import { jsonLine } from '../json.ts'
import { tableLines } from '../table.ts'
import { operator, type ReplayOptions, rateOf, replayIdOf } from './options.ts'
import type { Chosen } from './question.ts'
import { placeOf, rangesBetween } from './topic-range.ts'
import { rehearseTopic, replayTopic, type TopicReplay, type TopicReplayAsk } from './topic-replay.ts'
import { requireTarget } from './topic-target.ts'
import { compileWhere } from './where.ts'

export async function replayTopicCommand(context: Context, name: string, options: ReplayOptions): Promise<number> {
  const { config, signal, terminal } = context
  const [from, to] = [placeOf(options.from ?? 'beginning', '--from'), placeOf(options.to ?? 'end', '--to')]
  if ('at' in from && 'at' in to && from.kind === to.kind && from.at >= to.at)
    throw fail('usage.invalid', `expected --from before --to, found ${options.from} and ${options.to}`)
  const rate = rateOf(options.rate)
  const replay = replayIdOf(options.id)
  const known = topics.find((topic) => topic.name === name)
  const connection = await connect(config)
  const source = known ?? (await foreignTopic(connection, name))
  const into = requireTarget(options.into, source)
  if (into === name) throw fail('usage.invalid', `expected --into another topic than ${name}`)
  const where =
    options.where === undefined ? null : { text: options.where, matches: compileWhere(options.where, source) }
  const ranges = await rangesBetween(connection.kafka, name, from, to)
  const range = `${options.from ?? 'beginning'} to ${options.to ?? 'end'}`
  const asked = { connection, from: source, into, ranges, range, where, replay, rate, by: operator(), now: Date.now }
  const begun = (chosen: Chosen): void => terminal.say(begunLine(chosen))
  const ask: TopicReplayAsk = { ...asked, progress: terminal.progress, begun, passing: crashAt(config.crashAt) }
  const dry = options.execute !== true
  const found = await (dry ? rehearseTopic(ask, signal) : replayTopic(ask, signal))
  terminal.settle()
  if (options.json === true) terminal.out(jsonLine({ ...found, dry }))
  else for (const line of linesOf(found, dry)) terminal.out(shown(line))
  if (dry) terminal.say('a dry run: nothing was written; add --execute to copy')
  return exitCodes.done
}

const begunLine = ({ replay, earlier: [first] }: Chosen): string =>
  first === undefined
    ? `replay ${replay}: whatever stops it, the same command goes on with it`
    : shown(
        `replay ${replay} goes on, begun by ${first.by} ${new Date(first.at).toISOString()}, up to where the topic was then`,
      )

/** A topic that is no part of the catalogue, such as the target of an earlier replay. */
async function foreignTopic(connection: Connection, name: string): Promise<Topic> {
  const names = topics.map((topic) => topic.name)
  if (!/^[\w.-]{1,249}$/.test(name) || (await rangesOf(connection.kafka, [name], 'stable')).length === 0)
    throw fail(
      'usage.invalid',
      `expected a topic that is there, found ${name}${meant(name, names)}; ./codelupe topics lists them`,
    )
  return { name, schema: null, key: '', partitions: 'files', retention: 'forever', messageBytesMax: 4 * 1_048_576 }
}

function linesOf({ replay, topic, into, partitions, written, before }: TopicReplay, dry: boolean): readonly string[] {
  const total = partitions.reduce((sum, { matched }) => sum + matched, 0)
  const unanswered = partitions.reduce((sum, counts) => sum + counts.unanswered, 0)
  const rows = partitions.map((one) => [one.partition, one.from, one.to, one.read, one.matched].map(String))
  const copied = before === 0 ? `${written} copied` : `${written} copied, ${before} by an earlier run`
  return [
    `${topic} -> ${into}, replay ${replay}`,
    ...tableLines(['partition', 'from', 'to', 'records', 'wanted'], rows),
    ...(unanswered === 0 ? [] : [`${unanswered} records lack what --where reads: not wanted`]),
    dry ? `${total} records would be copied` : copied,
  ]
}
