// Which records of a topic a replay is about: the whole of it, from an offset or a time, to an offset or a time.
import { fail } from '../../runtime/errors.ts'
import { type KafkaAddress, openConsumer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { type Range, rangesOf } from '../../runtime/reader.ts'
import { retry } from '../../runtime/retry.ts'

/** Milliseconds since 1970, an offset in every partition, or an end of the topic. */
export type Place = { readonly kind: 'beginning' | 'end' } | { readonly kind: 'offset' | 'time'; readonly at: number }

const timePattern = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/

/** What was typed for an end of the range. Throws `usage.invalid`. */
export function placeOf(text: string, option: '--from' | '--to'): Place {
  const named = option === '--from' ? 'beginning' : 'end'
  if (text === named) return { kind: named }
  if (/^\d{1,15}$/.test(text)) return { kind: 'offset', at: Number(text) }
  const time = timePattern.test(text)
    ? Date.parse(text.includes('T') && !/[Z+-]\d*:?\d*$/.test(text.slice(11)) ? `${text}Z` : text)
    : Number.NaN
  if (!Number.isNaN(time)) return { kind: 'time', at: time }
  throw fail(
    'usage.invalid',
    `expected ${option} ${named}, an offset, or a time such as 2026-11-26T12:00:00Z, found ${JSON.stringify(text)}`,
  )
}

/** The ranges between two places. Throws `usage.invalid` where they hold nothing in any partition. */
export async function rangesBetween(
  address: KafkaAddress,
  topic: string,
  from: Place,
  to: Place,
): Promise<readonly Range[]> {
  const whole = await rangesOf(address, [topic], 'stable')
  if (whole.length === 0) throw fail('kafka.topic-missing', `expected ${topic}, found no such topic`)
  const [starts, ends] = [await offsetsFor(address, whole, from), await offsetsFor(address, whole, to)]
  const ranges = whole.map((range, at) => {
    const bounded = (offset: number): number => Math.min(Math.max(offset, range.from), range.to)
    return { ...range, from: bounded(starts[at] ?? range.from), to: bounded(ends[at] ?? range.to) }
  })
  if (ranges.some((range) => range.from < range.to)) return ranges
  const held = whole.map(({ partition, from: first, to: last }) => `${partition}: ${first} to ${last}`).join(', ')
  throw fail(
    'usage.invalid',
    `expected a range with records of ${topic} (offsets by partition ${held}), found none in it`,
  )
}

async function offsetsFor(address: KafkaAddress, whole: readonly Range[], place: Place): Promise<readonly number[]> {
  if (!('at' in place) && place.kind === 'beginning') return whole.map(({ from }) => from)
  if (!('at' in place)) return whole.map(({ to }) => to)
  const { at } = place
  if (place.kind === 'offset') return whole.map(() => at)
  const consumer = await openConsumer(address, { group: 'codelupe.reader' })
  try {
    const found = await retry(() => consumer.offsetsAt(whole, at), AbortSignal.timeout(limits.kafkaCallMsMax))
    // A partition without a record so late ends before it.
    return whole.map(({ partition, to }) => found.find((one) => one.partition === partition)?.offset ?? to)
  } finally {
    await consumer.close()
  }
}
