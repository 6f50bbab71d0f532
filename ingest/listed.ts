// Entries of a source whose paths are known beforehand: a directory and a git tree. Index = place in the sorted list.
import { namePath } from '../identify/path.ts'
import { limits } from '../runtime/limits.ts'
import type { OptOutSignal } from '../schemas/types.ts'
import { type EntryContext, entryOf, skipEntry, tooLarge } from './entry.ts'
import type { ReasonCode } from './reasons.ts'
import type { Entry } from './source.ts'

/** Why a path is skipped, known without its content. */
export type Known = { readonly reason: ReasonCode; readonly detail: string }

export type Reader = {
  /** Content of one wanted index after the other, in order; or why there is none. */
  readonly read: (index: number) => Promise<Buffer | Known> | Buffer | Known
  readonly close: () => Promise<void>
}

export type Listing = {
  readonly length: number
  /** Path in Latin-1 form, one character a byte. */
  readonly pathBytes: (index: number) => string
  /** -1 where unknown. */
  readonly sizeBytes: (index: number) => number
  readonly known: (index: number) => Known | null
  /** Opens a reader for these indexes, given in order. */
  readonly reader: (wanted: () => Iterable<number>, signal: AbortSignal) => Reader
  /** True where there were more paths than are read. */
  readonly cut: boolean
}

/** Number of entries that a listing gives. */
export const entryCount = (listing: Listing): number => listing.length + (listing.cut ? 1 : 0)

export async function* listedEntries(
  listing: Listing,
  context: EntryContext,
  optOut: OptOutSignal | undefined,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Entry, void, undefined> {
  const reader = optOut === undefined ? listing.reader(() => wantedFrom(listing, from), signal) : null
  try {
    for (let index = from; index < listing.length; index += 1) {
      signal.throwIfAborted()
      const { path, unsafe } = namePath(listing.pathBytes(index))
      const sizeBytes = listing.sizeBytes(index)
      const known = unsafe === null ? listing.known(index) : ({ reason: 'path.unsafe', detail: unsafe } as const)
      if (optOut !== undefined) yield optedOutEntry(index, path, optOut, sizeBytes)
      else if (known?.reason === 'file.too-large') yield tooLarge(index, path, sizeBytes)
      else if (known !== null) yield skipEntry(index, path, known.reason, known.detail, sizeBytes)
      else {
        const content = await reader?.read(index)
        if (Buffer.isBuffer(content)) yield entryOf(context, index, path, content)
        else if (content !== undefined) yield skipEntry(index, path, content.reason, content.detail, sizeBytes)
      }
    }
    if (listing.cut && from <= listing.length) yield restEntry(listing.length)
  } finally {
    await reader?.close()
  }
}

export const optedOutEntry = (index: number, path: string, signal: OptOutSignal, sizeBytes: number): Entry => {
  const detail = `expected a repository without an opt-out, found ${signal.kind} in ${signal.path}`
  return skipEntry(index, path, 'repository.opt-out', detail, sizeBytes)
}

const restEntry = (index: number): Entry =>
  skipEntry(index, '(rest)', 'repository.entries', `expected at most ${limits.pathsMax} paths, found more`, -1)

/** The indexes whose content will be asked for. */
function* wantedFrom(listing: Listing, from: number): Generator<number, void, undefined> {
  for (let index = from; index < listing.length; index += 1) {
    if (listing.known(index) === null && namePath(listing.pathBytes(index)).unsafe === null) yield index
  }
}
