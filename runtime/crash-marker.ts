// A record that kills its process never throws. Before judging, a worker notes its batch in a marker file; a marker found
// at the start is an unclean end. After two on one batch it goes one record at a time; the third buries that record.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { limits } from './limits.ts'
import type { LogRecord, Position } from './step.ts'

type Mark = { readonly crashes: number; readonly single: boolean; readonly records: readonly Position[] }

export type CrashMarker = {
  /** How these records are to be judged: together, or one by one, and which of them ended the process before. */
  readonly plan: (records: readonly LogRecord[]) => { readonly single: boolean; readonly crashed: LogRecord | null }
  /** Notes what is about to be judged. */
  readonly note: (records: readonly LogRecord[]) => void
  readonly clear: () => void
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
  const suspect: { mark: Mark | null } = { mark: found === null ? null : { ...found, crashes: found.crashes + 1 } }
  const write = (mark: Mark): void => place.write(JSON.stringify(mark))
  if (suspect.mark !== null) write(suspect.mark)
  return {
    plan: (records) => {
      const { mark } = suspect
      if (mark === null || !records.some((record) => covers(mark, record))) return { single: false, crashed: null }
      const culprit = mark.records[0]
      const buried = mark.single && mark.crashes >= limits.crashesBeforeBurial && culprit !== undefined
      return {
        single: mark.crashes >= limits.crashesBeforeSingle,
        crashed: buried ? (records.find((record) => same(record, culprit)) ?? null) : null,
      }
    },
    note: (records) => {
      const { mark } = suspect
      const again = mark !== null && records.some((record) => covers(mark, record))
      const crashes = again ? mark.crashes : 0
      write({
        crashes,
        single: records.length === 1 && crashes >= limits.crashesBeforeSingle,
        records: spansOf(records),
      })
    },
    clear: () => {
      place.remove()
      suspect.mark = null
    },
  }
}

const markOf = (text: string): Mark | null => (text === '' ? null : (JSON.parse(text) as Mark))

// An empty file is a write that the crash cut off before its first byte: nothing is known, so nothing is suspected.
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd()
  } catch {
    return ''
  }
}
