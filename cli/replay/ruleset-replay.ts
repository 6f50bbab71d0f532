// What other rules would decide of all that was decided, written as shadow decisions beside the live pipeline and told as a
// difference. Nothing that runs reads what is written here. A second run of the same replay writes only what is missing.
import { createHash } from 'node:crypto'
import { createDecider } from '../../processors/again.ts'
import { createDifference, type Difference, type Flip } from '../../processors/difference.ts'
import type { Processor } from '../../processors/processor.ts'
import { signalsOf } from '../../runtime/avro-types.ts'
import { createCodec } from '../../runtime/codec.ts'
import type { Passing } from '../../runtime/crash-point.ts'
import { fail, hasCode } from '../../runtime/errors.ts'
import type { OutgoingRecord } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { type Operation, operationRecord } from '../../runtime/operations.ts'
import { type Range, rangesOf, readRanges } from '../../runtime/reader.ts'
import { retry } from '../../runtime/retry.ts'
import type { OperationRecorded } from '../../schemas/types.ts'
import { toHeader } from '../../topics/header-text.ts'
import { filesDecided, shadowOf, type Topic } from '../../topics/index.ts'
import { type Connection, withAdmin } from '../connect.ts'
import { rulesetsOf } from '../rulesets/overlay.ts'
import { readOperations } from '../rulesets/promotions.ts'
import { publishedRulesets } from '../rulesets/texts.ts'
import { createDigest } from './digest.ts'
import { decideHistories, type HistoryCounts, noCounts, type Twice } from './history.ts'
import { openReplayWriter, type ReplayWriter } from './writer.ts'

/** What a replay under other rules has found. */
export type RulesetReplay = {
  readonly replay: string
  readonly shadow: string
  /** True where an earlier run had written all of it. */
  readonly already: boolean
  readonly rulesets: Readonly<Record<string, string>>
  readonly from: readonly Range[]
  readonly counts: HistoryCounts
  readonly difference: Difference
  readonly digest: string
  readonly seconds: number
}

export type ReplayAsk = {
  readonly connection: Connection
  /** In order, with the rules that would be. */
  readonly processors: readonly Processor[]
  /** Name of the proposal, for the record. */
  readonly about: string
  /** Id of an earlier run to go on with; null: one that follows from the rules and the history. */
  readonly replay: string | null
  /** Judge everything from its content. */
  readonly anew?: boolean
  /** Records written a second, at most. */
  readonly rate?: number
  readonly by: string
  readonly now: () => number
  readonly progress: (line: string) => void
  /** Told the id of the replay before anything is written. */
  readonly begun?: (replay: string) => void
  /** Told each file in the order of the log, with its flip where it is decided otherwise. */
  readonly each?: (twice: Twice, flip: Flip | null) => void
  readonly passing?: Passing
}

/** Replays all that is decided when it is asked. Throws `replay.differs`, and `replay.fenced` where another took over. */
export async function replayRuleset(ask: ReplayAsk, signal: AbortSignal): Promise<RulesetReplay> {
  const { connection, processors } = ask
  const rulesets = rulesetsOf(processors)
  const ends = await rangesOf(connection.kafka, [filesDecided.name], 'stable')
  if (ends.length === 0) throw fail('kafka.topic-missing', `expected ${filesDecided.name}, found no such topic`)
  const replay = ask.replay ?? idOf([rulesets, ends, ask.anew === true])
  ask.begun?.(replay)
  const shadow = shadowOf(replay)
  await prepareShadow(connection, shadow, new Set(ends.map(({ partition }) => partition)).size)
  const rate = ask.rate ?? Number.POSITIVE_INFINITY
  const writer = await openReplayWriter(connection.kafka, replay, rate, signal, ask.passing)
  try {
    const earlier = (await readOperations(connection, signal)).filter(({ operation }) => operation === replay)
    const ranges = boundsOf(earlier, rulesets, ends)
    const run: Run = { ask, replay, shadow, rulesets, ranges, writer, startedAt: performance.now() }
    if (earlier.length === 0) await record(run, 'started', {}, null, signal)
    const done = earlier.some(({ state }) => state === 'done')
    return await replayAll(run, done, signal)
  } catch (error) {
    if (!hasCode(error, 'kafka.fenced')) throw error
    throw fail('replay.fenced', `replay ${replay}, by the same rules over the same history`, error)
  } finally {
    await writer.close()
  }
}

type Run = {
  readonly ask: ReplayAsk
  readonly replay: string
  readonly shadow: Topic
  readonly rulesets: Readonly<Record<string, string>>
  readonly ranges: readonly Range[]
  readonly writer: ReplayWriter
  readonly startedAt: number
}

/** The same rules over the same history are the same replay. */
const idOf = (what: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 12)

/** The bounds that an earlier run of the same id has had. */
function boundsOf(earlier: readonly OperationRecorded[], rulesets: object, ends: readonly Range[]): readonly Range[] {
  const [first] = earlier
  if (first === undefined) return ends
  const before: unknown = JSON.parse(first.detail ?? '{}')
  const same = first.kind === 'ruleset-replay' && typeof before === 'object' && before !== null && 'rulesets' in before
  if (!same || JSON.stringify(before.rulesets) !== JSON.stringify(rulesets))
    throw fail('replay.differs', `expected the rules of ${first.about}, found others under the id ${first.operation}`)
  return first.to.map(({ topic, partition, offset }) => ({
    topic,
    partition,
    from: first.from.find((one) => one.partition === partition)?.offset ?? 0,
    to: offset,
  }))
}

async function prepareShadow(connection: Connection, shadow: Topic, partitions: number): Promise<void> {
  await withAdmin(connection, (admin) => admin.provision([shadow], partitions))
  // The rule of a subject that another has registered at this moment may come after it.
  await retry(() => connection.registry.register(shadow), AbortSignal.timeout(limits.kafkaCallMsMax))
}

async function replayAll(run: Run, done: boolean, signal: AbortSignal): Promise<RulesetReplay> {
  const { ask, writer } = run
  const decider = createDecider({
    processors: ask.processors,
    published: await publishedIn(ask.connection, signal),
    signalsOf,
    anew: ask.anew === true,
  })
  const counts = noCounts()
  const difference = createDifference(limits.differenceExamplesMax, limits.differenceExamplesEach)
  const digest = createDigest()
  const codec = createCodec({ keepSignals: true })
  const id = await ask.connection.registry.idOf(run.shadow)
  const written = await writtenIn(ask.connection, run.shadow, signal)
  const parts = { connection: ask.connection, decider, codec, contents: createCodec(), counts }
  try {
    for await (const window of decideHistories(parts, run.ranges, signal)) {
      for (const twice of window) {
        const { partition, key } = twice.record
        const flip = difference.add(twice.before, twice.after)
        ask.each?.(twice, flip)
        const value = codec.encode('Decision', id, twice.after)
        digest.add({ partition, key, value })
        const before = written.get(partition) ?? 0
        if (before > 0) written.set(partition, before - 1)
        else await writer.add(shadowRecord(run, twice, value))
      }
      ask.progress(progressLine(run, difference.result()))
    }
    await writer.flush()
  } catch (error) {
    if (signal.aborted) await stopped(run, counts, writer.written())
    throw error
  }
  const found = {
    replay: run.replay,
    shadow: run.shadow.name,
    already: done,
    rulesets: run.rulesets,
    from: run.ranges,
    counts,
    difference: difference.result(),
    digest: digest.result(),
    seconds: Math.round(performance.now() - run.startedAt) / 1_000,
  }
  if (!done) await record(run, 'done', countsOf(found), { digest: found.digest }, signal)
  return found
}

/** What Ctrl-C leaves behind says so; the next run of the same replay goes on. */
async function stopped(run: Run, counts: HistoryCounts, written: number): Promise<void> {
  const ending = AbortSignal.timeout(limits.promptMsMax / 2)
  await record(run, 'stopped', { written, fromVerdicts: counts.fromVerdicts }, null, ending)
}

function shadowRecord({ replay, shadow }: Run, { record: at, before }: Twice, value: Buffer): OutgoingRecord {
  const headers = [
    ['ce_subject', toHeader(before.file.fileId)],
    ['x-submission', toHeader(before.file.submission)],
    ['x-replay-id', replay],
    ['x-replay-original', `${at.topic}:${at.partition}:${at.offset}`],
  ] as const
  return { topic: shadow.name, key: at.key, value, headers }
}

async function record(
  { ask, replay, shadow, rulesets, ranges, writer }: Run,
  state: Operation['state'],
  counts: Readonly<Record<string, number>>,
  more: object | null,
  signal: AbortSignal,
): Promise<void> {
  const place = (of: 'from' | 'to') =>
    ranges.map((range) => ({ topic: range.topic, partition: range.partition, offset: range[of] }))
  const operation: Operation = {
    operation: replay,
    kind: 'ruleset-replay',
    state,
    by: ask.by,
    at: ask.now(),
    about: `${ask.about} over ${filesDecided.name} into ${shadow.name}`,
    from: place('from'),
    to: place('to'),
    counts,
    detail: JSON.stringify({ rulesets, ...more }),
  }
  await writer.write([await operationRecord(ask.connection.registry, operation)], signal)
}

function countsOf({
  difference,
  counts,
}: Pick<RulesetReplay, 'difference' | 'counts'>): Readonly<Record<string, number>> {
  const { files, acceptedBefore, acceptedAfter, flips } = difference
  const fromContent = Object.values(counts.fromContent).reduce((sum, count) => sum + count, 0)
  const { fromVerdicts, unreadable } = counts
  return { files, acceptedBefore, acceptedAfter, ...flips, fromVerdicts, fromContent, unreadable }
}

function progressLine({ ranges, startedAt }: Run, { files, flips }: Difference): string {
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  const rate = Math.round((files * 1_000) / (performance.now() - startedAt))
  return `${files} of at most ${total} files, ${rate} files/s, ${flips.gained} gained, ${flips.lost} lost`
}

/** Texts of every ruleset in the log. */
async function publishedIn(connection: Connection, signal: AbortSignal): Promise<(ruleset: string) => string | null> {
  const texts = new Map((await publishedRulesets(connection, signal)).map(({ ruleset, text }) => [ruleset, text]))
  return (ruleset) => texts.get(ruleset) ?? null
}

/** Records that an earlier run has written, by partition: read past this run's fence. */
async function writtenIn({ kafka }: Connection, topic: Topic, signal: AbortSignal): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  for await (const records of readRanges(kafka, await rangesOf(kafka, [topic.name], 'high'), signal)) {
    for (const { partition } of records) counts.set(partition, (counts.get(partition) ?? 0) + 1)
  }
  signal.throwIfAborted()
  return counts
}
