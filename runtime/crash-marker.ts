// A record that kills its process never throws. Before judging, a worker notes its batch in a marker file; one that is
// found open at the start is an unclean end. After two on one batch it goes one record at a time; the third buries that
// record. A batch may hold several such records, and others may be judged meanwhile: what is known of one is kept until it
// is passed, or the worker would begin anew each time and never end.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { limits } from './limits.ts'
import type { LogRecord, Position } from './step.ts'

type Mark = {
  readonly crashes: number
  readonly single: boolean
  /** First and last of each partition's span that was judged when the process ended. */
  readonly records: readonly Position[]
  /** Found guilty: to be buried when they come. */
  readonly convicted: readonly Position[]
  /** Judging was under way; false where a mark is only kept. */
  readonly open: boolean
}

export type Plan = {
  readonly single: boolean
  readonly crashed: readonly LogRecord[]
  /** One by one they were fine, and together they ended the process all the same. */
  readonly apart: boolean
}

export type CrashMarker = {
  /** How these records are to be judged: together, or one by one, and which of them ended the process before. */
  readonly plan: (records: readonly LogRecord[]) => Plan
  /** Notes what is about to be judged. */
  readonly note: (records: readonly LogRecord[]) => void
  /** These have been judged. */
  readonly clear: (judged: readonly LogRecord[]) => void
}

const same = (a: Position, b: Position): boolean =>
  a.topic === b.topic && a.partition === b.partition && a.offset === b.offset

/** Only the ends of each partition's span are noted: a batch has up to a thousand records. */
function spansOf(records: readonly LogRecord[]): readonly Position[] {
  const spans = new Map<string, { first: Position; last: Position }>()
  for (const { topic, partition, offset } of records) {
    const key = `${topic}/${partition}`
    const span = spans.get(key)
    if (span === undefined) spans.set(key, { first: { topic, partition, offset }, last: { topic, partition, offset } })
    else span.last = { topic, partition, offset }
  }
  return [...spans.values()].flatMap(({ first, last }) => [first, last])
}

function covers(mark: Mark, record: LogRecord): boolean {
  for (let i = 0; i + 1 < mark.records.length; i += 2) {
    const first = mark.records[i] as Position
    const last = mark.records[i + 1] as Position
    const here = first.topic === record.topic && first.partition === record.partition
    if (here && record.offset >= first.offset && record.offset <= last.offset) return true
  }
  return false
}

/** Where the mark outlives the process: its text, '' where there is none. */
export type MarkPlace = {
  readonly read: () => string
  readonly write: (text: string) => void
  readonly remove: () => void
}

export function openCrashMarker(file: string): CrashMarker {
  mkdirSync(dirname(file), { recursive: true })
  return crashMarkerIn({
    read: () => readText(file),
    write: (text) => writeFileSync(file, text),
    remove: () => rmSync(file, { force: true }),
  })
}

export function crashMarkerIn(place: MarkPlace): CrashMarker {
  const found = markOf(place.read())
  const suspect: { mark: Mark | null } = { mark: found === null ? null : afterEnd(found) }
  const write = (mark: Mark): void => place.write(JSON.stringify(mark))
  if (suspect.mark !== null) write({ ...suspect.mark, open: false })
  return {
    plan: (records) => {
      const { mark } = suspect
      if (mark === null) return { single: false, crashed: [], apart: false }
      const crashed = records.filter((record) => mark.convicted.some((one) => same(one, record)))
      const suspected = mark.crashes >= limits.crashesBeforeSingle && records.some((record) => covers(mark, record))
      const apart = suspected && !mark.single && mark.crashes >= limits.crashesBeforeBurial
      return { single: suspected || crashed.length > 0, crashed, apart }
    },
    note: (records) => {
      const { mark } = suspect
      const again = mark !== null && records.some((record) => covers(mark, record))
      const crashes = again ? mark.crashes : 0
      const single = records.length === 1 && crashes >= limits.crashesBeforeSingle
      write({ crashes, single, records: spansOf(records), convicted: mark?.convicted ?? [], open: true })
    },
    clear: (judged) => {
      suspect.mark = suspect.mark === null ? null : withoutPassed(suspect.mark, judged)
      if (suspect.mark === null) place.remove()
      else write({ ...suspect.mark, open: false })
    },
  }
}

/** What the next process makes of a mark: one more unclean end, and who is guilty by now. */
function afterEnd(mark: Mark): Mark {
  if (!mark.open) return mark
  const crashes = mark.crashes + 1
  const culprit = mark.records[0]
  const guilty = mark.single && crashes >= limits.crashesBeforeBurial && culprit !== undefined
  return { ...mark, crashes, convicted: guilty ? [...mark.convicted, culprit] : mark.convicted }
}

/** What is left to suspect once these records have been judged; null where nothing is. */
function withoutPassed(mark: Mark, judged: readonly LogRecord[]): Mark | null {
  const passed = (suspect: Position): boolean =>
    judged.some(
      ({ topic, partition, offset }) =>
        topic === suspect.topic && partition === suspect.partition && offset >= suspect.offset,
    )
  const records = mark.records.filter((_, index) => {
    const last = mark.records[index | 1]
    return last !== undefined && !passed(last)
  })
  const convicted = mark.convicted.filter((one) => !passed(one))
  return records.length === 0 && convicted.length === 0 ? null : { ...mark, records, convicted }
}

/** An earlier version's mark has no `convicted`, and was there only while judging. */
const markOf = (text: string): Mark | null =>
  text === ''
    ? null
    : { convicted: [], open: true, ...(JSON.parse(text) as Partial<Mark> & Omit<Mark, 'convicted' | 'open'>) }

// An empty file is a write that the crash cut off before its first byte: nothing is known, so nothing is suspected.
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd()
  } catch {
    return ''
  }
}
