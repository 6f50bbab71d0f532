// Records of one topic as JSON lines, decoded; until the end seen at the start, or with --follow for ever.
import { createCodec } from '../runtime/codec.ts'
import { fail } from '../runtime/errors.ts'
import { openConsumer } from '../runtime/kafka.ts'
import { limits } from '../runtime/limits.ts'
import { type Range, rangesOf, readRanges } from '../runtime/reader.ts'
import type { LogRecord } from '../runtime/step.ts'
import { type Topic, topics } from '../topics/index.ts'
import type { Context } from './command.ts'
import { connect } from './connect.ts'
import { jsonLine } from './json.ts'
import { secretInUse } from './kept-rules.ts'
import { wholeOf } from './options.ts'
import { viewOf } from './record-view.ts'
import { promotedFiles } from './rulesets/now.ts'

export type TapOptions = {
  readonly from?: string
  readonly partition?: string
  readonly limit?: string
  readonly follow?: boolean
}

export async function tap(context: Context, options: TapOptions, [name = '']: readonly string[]): Promise<number> {
  const { config, signal, terminal } = context
  const topic = topicOf(name)
  const limit =
    options.limit === undefined
      ? Number.POSITIVE_INFINITY
      : wholeOf(options.limit, '--limit', 1, Number.MAX_SAFE_INTEGER)
  const start = startOf(options)
  const only = options.partition === undefined ? null : wholeOf(options.partition, '--partition', 0, 999_999)
  const connection = await connect(config)
  const { kafka, registry } = connection
  const found = await rangesOf(kafka, [topic.name], 'stable')
  if (found.length === 0) throw fail('kafka.topic-missing', `expected ${topic.name}, found no such topic`)
  const chosen = found.filter(({ partition }) => only === null || partition === only)
  if (chosen.length === 0)
    throw fail('usage.invalid', `expected --partition from 0 to ${found.length - 1}, found ${only}`)
  const ranges = chosen.map((range) => ({ ...range, from: firstOf(range, start) }))
  for (const { partition, from } of ranges)
    if (typeof start === 'number' && from > start)
      terminal.say(`partition ${partition} begins at ${from}: what was before is no longer kept`)
  const secret = await secretInUse(config, terminal.say, await promotedFiles(context, connection))
  const codec = createCodec()
  const read = options.follow === true ? followRanges : inOrder
  let shown = 0
  for await (const records of read(kafka, ranges, signal)) {
    await registry.prepare(codec, topic, records)
    for (const record of records.slice(0, limit - shown)) terminal.out(jsonLine(viewOf(topic, codec, record, secret)))
    shown += records.length
    if (shown >= limit) break
  }
  if (shown === 0 && !signal.aborted)
    terminal.say(`no records; ./codelupe topics shows where ${topic.name} begins and ends`)
  return 0
}

function topicOf(name: string): Topic {
  const topic = topics.find((known) => known.name === name)
  if (topic !== undefined) return topic
  throw fail('usage.invalid', `expected a topic (${topics.map((known) => known.name).join(', ')}), found ${name}`)
}

type Start = 'beginning' | 'end' | number

/** Where to begin: everything that is there, or with --follow what comes from now on. */
export function startOf({ from, follow }: TapOptions): Start {
  if (from === undefined) return follow === true ? 'end' : 'beginning'
  if (from === 'beginning' || from === 'end') return from
  if (/^\d{1,15}$/.test(from)) return Number(from)
  throw fail('usage.invalid', `expected --from beginning, end or an offset, found ${JSON.stringify(from)}`)
}

/** The first offset to read: within what the partition keeps. */
export const firstOf = ({ from, to }: Range, start: Start): number =>
  start === 'beginning' ? from : start === 'end' ? to : Math.min(Math.max(from, start), to)

/** One partition after the other, so that the same log prints the same lines. */
export async function* inOrder(
  address: Parameters<typeof readRanges>[0],
  ranges: readonly Range[],
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  for (const range of ranges) yield* readRanges(address, [range], signal)
}

async function* followRanges(
  address: Parameters<typeof readRanges>[0],
  ranges: readonly Range[],
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  const consumer = await openConsumer(address, { group: 'codelupe.reader' })
  try {
    consumer.assign(ranges.map(({ topic, partition, from }) => ({ topic, partition, offset: from })))
    while (!signal.aborted) {
      const records = await consumer.consume(limits.consumeRecordsMax)
      if (records.length > 0) yield records
    }
  } finally {
    await consumer.close()
  }
}
