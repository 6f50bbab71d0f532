// The folder of an export: shards of bounded size written beside, synced and renamed when everything is there, so that a
// folder under its own name is always whole.
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { startTimeOf } from '../embedded/process.ts'
import { fail } from '../runtime/errors.ts'

export type Shard = {
  readonly file: string
  readonly samples: number
  /** As JSON lines, whatever the format: shards are cut by it. */
  readonly bytes: number
  readonly sha256: string
}

/** How the shards of a format are made. */
export type ShardFormat = {
  readonly extension: 'jsonl' | 'parquet'
  /** A new shard at this path. */
  readonly open: (path: string) => Promise<OpenShard>
}

export type OpenShard = {
  readonly append: (line: string) => Promise<void>
  /** Everything is on the disk afterwards; its hash, in hex. */
  readonly close: () => Promise<string>
  /** Gives up what is open. */
  readonly drop: () => Promise<void>
}

export type ExportFolder = {
  readonly write: (lines: readonly string[]) => Promise<void>
  /** Closes the last shard; all of them. */
  readonly shards: () => Promise<readonly Shard[]>
  /** Writes the manifest and gives the folder its name. */
  readonly finish: (manifest: string) => Promise<void>
  /** Removes what was written. */
  readonly drop: () => Promise<void>
}

type Writing = { readonly file: string; readonly shard: OpenShard; samples: number; bytes: number }

/** A JSON object a line. */
export const jsonLines: ShardFormat = {
  extension: 'jsonl',
  open: async (path) => {
    const handle = await open(path, 'wx')
    const hash = createHash('sha256')
    return {
      append: async (line) => {
        const bytes = Buffer.from(`${line}\n`)
        hash.update(bytes)
        await handle.appendFile(bytes)
      },
      close: async () => {
        await handle.sync()
        await handle.close()
        return hash.digest('hex')
      },
      drop: () => handle.close(),
    }
  },
}

/**
 * Throws `usage.invalid` where the folder has something in it, and `export.unwritable`, then and later, where the system
 * refuses to make or to write it. Removes what a killed export left beside it.
 */
export async function openExportFolder(
  to: string,
  shardBytesMax: number,
  format: ShardFormat = jsonLines,
): Promise<ExportFolder> {
  const target = resolve(to)
  const part = `${partPrefix(target)}${process.pid}`
  await writing(target, async () => {
    await refuseFull(target)
    await mkdir(dirname(target), { recursive: true })
    await removeLeft(target)
    await mkdir(part)
  })
  const done: Shard[] = []
  const state: { writing: Writing | null } = { writing: null }
  const close = async (): Promise<void> => {
    if (state.writing === null) return
    const { file, shard, samples, bytes } = state.writing
    done.push({ file, samples, bytes, sha256: await shard.close() })
    state.writing = null
  }
  const begin = async (): Promise<Writing> => {
    const file = `samples-${String(done.length).padStart(5, '0')}.${format.extension}`
    return { file, shard: await format.open(join(part, file)), samples: 0, bytes: 0 }
  }
  const append = async (line: string): Promise<void> => {
    const bytes = Buffer.byteLength(line) + 1
    if (state.writing !== null && state.writing.bytes + bytes > shardBytesMax) await close()
    state.writing ??= await begin()
    state.writing.samples += 1
    state.writing.bytes += bytes
    await state.writing.shard.append(line)
  }
  return {
    write: (lines) =>
      writing(target, async () => {
        for (const line of lines) await append(line)
      }),
    shards: async () => {
      await writing(target, close)
      return done
    },
    finish: (manifest) =>
      writing(target, async () => {
        const handle = await open(join(part, 'manifest.json'), 'wx')
        await handle.writeFile(manifest)
        await handle.sync()
        await handle.close()
        await rename(part, target)
      }),
    drop: async () => {
      await state.writing?.shard.drop()
      await rm(part, { recursive: true, force: true })
    },
  }
}

/** Beside a target: what is written and does not have its name yet, with the process behind it. */
export const partPrefix = (target: string): string => join(dirname(target), `.${basename(target)}.part-`)

/** Work at a target: what fails in a call of the system is the user's to mend. */
export const writing = <Made>(target: string, work: () => Promise<Made>): Promise<Made> =>
  work().catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error
    throw fail('export.unwritable', `expected to write ${target}, found ${error.message}`, error)
  })

async function refuseFull(target: string): Promise<void> {
  const names = await readdir(target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    if (!(await isFile(target))) throw error
    throw fail('usage.invalid', `expected --to as an empty or new folder, found a file at ${target}`, error)
  })
  if (names.length > 0)
    throw fail('usage.invalid', `expected --to as an empty or new folder, found ${names.length} files in ${target}`)
}

const isFile = (target: string): Promise<boolean> =>
  stat(target).then(
    (found) => found.isFile(),
    () => false,
  )

/** What processes that are gone left beside a target. */
export async function removeLeft(target: string): Promise<void> {
  const prefix = basename(partPrefix(target))
  for (const name of await readdir(dirname(target))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN
    if (Number.isInteger(pid) && (pid === process.pid || startTimeOf(pid) === undefined))
      await rm(join(dirname(target), name), { recursive: true, force: true })
  }
}
