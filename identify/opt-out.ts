// Statements in a repository that it must not be trained on. Any one skips the whole repository: a signal that speaks of
// some paths only is read as speaking of all, because the doubt is the author's to have.
import type { OptOutSignal } from '../schemas/types.ts'

/** Largest opt-out file that is read; a longer one is read so far. */
export const optOutBytesMax = 65_536
/** Longest line that is quoted as evidence. */
const evidenceMax = 200

type Reader = {
  readonly kind: string
  /** Where such a file stands. */
  readonly where: RegExp
  /** The line that says so, or null. */
  readonly said: (text: string) => string | null
}

const readers: readonly Reader[] = [
  // The mere file is the statement.
  { kind: 'github.ai-opt-out', where: /^\.github\/ai-opt-out(?:\.(?:txt|md|ya?ml|json))?$/i, said: firstLine },
  { kind: 'noai', where: /^(?:\.github\/)?\.?noai(?:\.txt|\.md)?$/i, said: firstLine },
  // gitattributes(5): `-name` unsets an attribute, `name=false` gives it that value; macros and patterns alike.
  { kind: 'gitattributes.ai-training', where: /^(?:.*\/)?\.gitattributes$/, said: attributeLine },
  // Spawning's ai.txt: robots.txt's grammar about use in training.
  { kind: 'ai.txt', where: /^(?:\.well-known\/)?ai\.txt$/i, said: disallowLine },
  // W3C community group's TDM Reservation Protocol: a JSON array of {location, tdm-reservation, tdm-policy}.
  { kind: 'tdmrep', where: /^(?:\.well-known\/)?tdmrep\.json$/i, said: reservationLine },
]

/** Whether a path may hold an opt-out signal, so that its content is wanted. */
export const isOptOutPath = (path: string): boolean => readers.some((reader) => reader.where.test(path))

/** The signals that one file of a repository gives. */
export function optOutsOf(path: string, content: Buffer): readonly OptOutSignal[] {
  const text = content.subarray(0, optOutBytesMax).toString('utf8')
  return readers.flatMap(({ kind, where, said }) => {
    const line = where.test(path) ? said(text) : null
    return line === null ? [] : [{ kind, path, evidence: line.trim().slice(0, evidenceMax) }]
  })
}

function firstLine(text: string): string {
  return text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '(the file is there)'
}

const attribute = /\s(?:-(?:ai-training|ai)|(?:ai-training|ai)=(?:false|no|off|0|none|deny|disallow(?:ed)?))(?:\s|$)/i

function attributeLine(text: string): string | null {
  return lineOf(text, (line) => !/^\s*#/.test(line) && attribute.test(line))
}

/** Patterns about pictures, sound and film say nothing about code. */
const media = /^\/?\*\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|ico|heic|mp3|wav|ogg|flac|aac|m4a|mp4|mov|avi|mkv|webm)\$?$/i

function disallowLine(text: string): string | null {
  return lineOf(text, (line) => {
    const value = /^\s*disallow\s*:\s*([^#\s]+)/i.exec(line)?.[1]
    return value !== undefined && !media.test(value)
  })
}

function reservationLine(text: string): string | null {
  const found = /"tdm-reservation"\s*:\s*"?1"?/.exec(text)
  return found === null ? null : found[0]
}

const lineOf = (text: string, test: (line: string) => boolean): string | null => text.split(/\r?\n/).find(test) ?? null
