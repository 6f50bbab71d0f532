// Decided files in the order of the log, a window at a time, each with the decision that other rules would make. What cannot
// be said from a decision's own verdicts is judged from the content of its submission, whose place the trail names.
import type { Again, ContentReason, Decider } from '../../processors/again.ts'
import type { Codec } from '../../runtime/codec.ts'
import { limits } from '../../runtime/limits.ts'
import { type Readable, readable } from '../../runtime/readable.ts'
import { type Range, readRanges } from '../../runtime/reader.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { Decision, File } from '../../schemas/types.ts'
import { filesDecided, filesSubmitted } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'

/** One file, decided twice. */
export type Twice = {
  readonly record: LogRecord
  readonly before: Decision
  readonly after: Decision
  /** Offset of the submission in files.submitted.v1, in the record's own partition; -1 where the trail does not say. */
  readonly submittedAt: number
}

export type HistoryCounts = {
  /** Decided from what their verdicts keep. */
  fromVerdicts: number
  /** Judged from their content, by why that was needed. */
  readonly fromContent: Record<ContentReason, number>
  /** Decisions that cannot be read, or whose submission is not there any more: left out of everything. */
  unreadable: number
}

export type HistoryParts = {
  readonly connection: Pick<Connection, 'kafka' | 'registry'>
  readonly decider: Decider
  /** For decisions: their signals may stay as they came. */
  readonly codec: Codec
  /** For files with their content. */
  readonly contents: Codec
  readonly counts: HistoryCounts
}

export const noCounts = (): HistoryCounts => ({
  fromVerdicts: 0,
  fromContent: { asked: 0, 'rules-changed': 0, 'not-judged': 0, 'too-near': 0, 'not-admitted': 0 },
  unreadable: 0,
})

type Item = {
  readonly record: LogRecord
  readonly before: Decision
  readonly submittedAt: number
  after: Decision | null
}

/** Windows of these ranges, one range after the other: the next one is opened, and read into, while one is worked on. */
export async function* decideHistories(
  parts: HistoryParts,
  ranges: readonly Range[],
  signal: AbortSignal,
): AsyncGenerator<readonly Twice[]> {
  const begin = (range: Range | undefined): Begun | null => {
    if (range === undefined) return null
    const windows = decideHistory(parts, range, signal)
    const first = windows.next()
    // Told where it is awaited; until then a failure is nobody's unhandled rejection.
    first.catch(() => undefined)
    return { windows, first }
  }
  let begun = begin(ranges[0])
  for (let index = 0; begun !== null; index++) {
    const now = begun
    begun = begin(ranges[index + 1])
    let whole = false
    try {
      for (let next = await now.first; next.done !== true; next = await now.windows.next()) yield next.value
      whole = true
    } finally {
      // Whoever stops here leaves no reader open.
      if (!whole) await Promise.allSettled([now.windows.return(undefined), begun?.windows.return(undefined)])
    }
  }
}

type Begun = {
  readonly windows: AsyncGenerator<readonly Twice[]>
  readonly first: Promise<IteratorResult<readonly Twice[]>>
}

/** Windows of one partition of files.decided.v1, in order. */
export async function* decideHistory(
  parts: HistoryParts,
  range: Range,
  signal: AbortSignal,
): AsyncGenerator<readonly Twice[]> {
  const read = readable<Decision>(parts.connection.registry, parts.codec, filesDecided)
  let window: Item[] = []
  for await (const records of readRanges(parts.connection.kafka, [range], signal)) {
    window.push(...itemsOf(await read(records), parts))
    if (window.length < limits.replayWindow) continue
    yield await settled(window, parts, signal)
    window = []
  }
  signal.throwIfAborted()
  if (window.length > 0) yield await settled(window, parts, signal)
}

function itemsOf({ found, unreadable }: Readable<Decision>, { decider, counts }: HistoryParts): readonly Item[] {
  counts.unreadable += unreadable.length
  return found.map(({ record, event }) => {
    const again = decider.fromVerdicts(event)
    countAgain(counts, again)
    const after = again.kind === 'decided' ? again.decision : null
    return { record, before: event, after, submittedAt: submittedIn(record) }
  })
}

function countAgain(counts: HistoryCounts, again: Again): void {
  if (again.kind === 'decided') counts.fromVerdicts++
  else counts.fromContent[again.why]++
}

const submittedPattern = new RegExp(`^${filesSubmitted.name.replaceAll('.', '\\.')}:(\\d+):(\\d+)`)

/** Where the trail of a decision begins. */
function submittedIn(record: LogRecord): number {
  const trail = record.headers.find(([name]) => name === 'x-trail')?.[1] ?? ''
  const [, partition, offset] = submittedPattern.exec(trail) ?? []
  return Number(partition) === record.partition ? Number(offset) : -1
}

/** The window with every decision made; those whose content is gone are counted, and left out. */
async function settled(window: readonly Item[], parts: HistoryParts, signal: AbortSignal): Promise<readonly Twice[]> {
  const wanted = new Map<number, Item[]>()
  for (const item of window)
    if (item.after === null) wanted.set(item.submittedAt, [...(wanted.get(item.submittedAt) ?? []), item])
  const partition = window[0]?.record.partition ?? 0
  for await (const { record, file } of readFiles(parts, partition, wanted, signal)) {
    for (const item of wanted.get(record.offset) ?? []) {
      const { fileId, submission } = item.before.file
      if (file.fileId === fileId && file.submission === submission)
        item.after = parts.decider.fromContent(item.before, file)
    }
  }
  return window.flatMap(({ record, before, submittedAt, after }) => {
    if (after === null) parts.counts.unreadable++
    return after === null ? [] : [{ record, before, after, submittedAt }]
  })
}

type Submitted = { readonly record: LogRecord; readonly file: File }

/** Submitted files at these offsets of a partition; what lies between two that are near is read and passed over. */
export async function* readFiles(
  { connection, contents }: Pick<HistoryParts, 'connection' | 'contents'>,
  partition: number,
  wanted: { readonly has: (offset: number) => boolean; readonly keys: () => Iterable<number> },
  signal: AbortSignal,
): AsyncGenerator<Submitted> {
  const read = readable<File>(connection.registry, contents, filesSubmitted)
  for (const range of rangesAround([...wanted.keys()], partition)) {
    for await (const records of readRanges(connection.kafka, [range], signal)) {
      const { found } = await read(records.filter(({ offset }) => wanted.has(offset)))
      for (const { record, event } of found) yield { record, file: event }
    }
    signal.throwIfAborted()
  }
}

/** Few ranges that hold all of these offsets. */
export function rangesAround(offsets: readonly number[], partition: number): readonly Range[] {
  const ranges: { from: number; to: number }[] = []
  for (const offset of offsets.filter((one) => one >= 0).sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last !== undefined && offset - last.to <= limits.replayGapMax) last.to = offset + 1
    else ranges.push({ from: offset, to: offset + 1 })
  }
  return ranges.map(({ from, to }) => ({ topic: filesSubmitted.name, partition, from, to }))
}
