// The contents of many objects, in order, from one `git cat-file --batch`: ids go in, headers and bytes come out.
// Nothing is read ahead but what fits into the pipes, so memory does not grow with the repository.
import type { ChildProcess } from 'node:child_process'
import { Readable } from 'node:stream'
import { fail } from '../runtime/errors.ts'
import { byteReader } from './byte-reader.ts'
import { collect, endGit, escaped, exitOf } from './git-command.ts'

export type BlobReader = {
  /** The next object's content; null where the repository does not have it. */
  readonly next: () => Promise<Buffer | null>
  readonly close: () => Promise<void>
}

export function readBlobs(child: ChildProcess, objects: () => Iterable<string>, signal: AbortSignal): BlobReader {
  const message = collect(child.stderr)
  const exit = exitOf(child)
  const feed = Readable.from(lines(objects()))
  child.stdin?.on('error', () => feed.destroy())
  if (child.stdin !== null) feed.pipe(child.stdin)
  const abort = (): void => endGit(child)
  signal.addEventListener('abort', abort, { once: true })
  const bytes = byteReader((child.stdout ?? Readable.from([]))[Symbol.asyncIterator]())
  return {
    next: async () => {
      const header = (await bytes.line())?.split(' ') ?? []
      if (header[1] === 'missing') return null
      const length = Number(header[2])
      const content = Number.isSafeInteger(length) ? await bytes.take(length) : null
      if (content === null || content.length < length || (await bytes.skip(1)) === 0) {
        signal.throwIfAborted()
        await exit
        throw fail('ingest.git-failed', `expected an object, found the end: ${escaped(message())}`)
      }
      return header[1] === 'blob' ? content : null
    },
    close: async () => {
      signal.removeEventListener('abort', abort)
      feed.destroy()
      endGit(child)
      // A stream with unread bytes would never close, and the process would not be seen to end.
      child.stdout?.destroy()
      await exit
    },
  }
}

function* lines(objects: Iterable<string>): Generator<string, void, undefined> {
  for (const object of objects) yield `${object}\n`
}
