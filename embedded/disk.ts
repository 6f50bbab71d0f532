// How much disk there is, and how much each topic takes in the embedded broker: a broker halts on a full disk.
import { existsSync } from 'node:fs'
import { readdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { kafkaDataFolder } from './kafka.ts'

export type TopicBytes = { readonly topic: string; readonly bytes: number }

/** Bytes on disk by topic, the largest first; empty when the embedded broker has no data here. */
export async function bytesByTopic(config: Config): Promise<readonly TopicBytes[]> {
  const data = kafkaDataFolder(config)
  const folders = await namesIn(data)
  const totals = new Map<string, number>()
  for (const folder of folders) {
    // A partition's folder is <topic>-<number>; what is deleted waits as <topic>-<number>.<id>-delete.
    const topic = /^(.+)-\d+(\.[0-9a-f]+-(delete|stray|future))?$/.exec(folder)?.[1]
    if (topic === undefined) continue
    totals.set(topic, (totals.get(topic) ?? 0) + (await folderBytes(join(data, folder))))
  }
  return [...totals].map(([topic, bytes]) => ({ topic, bytes })).sort((a, b) => b.bytes - a.bytes)
}

/** Real blocks, not lengths: the broker's index files are sparse. */
async function folderBytes(folder: string): Promise<number> {
  const sizes = await Promise.all((await namesIn(folder)).map((name) => blockBytes(join(folder, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** A segment may be deleted while it is looked at. */
const blockBytes = (file: string): Promise<number> =>
  stat(file).then(
    ({ blocks }) => blocks * 512,
    () => 0,
  )

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

/** Bytes that are free where a folder is, or will be. */
export async function freeBytes(folder: string): Promise<number> {
  if (!existsSync(folder)) return freeBytes(dirname(folder))
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

export const gibibyte = 1_024 ** 3

/** Throws `disk.low` where a broker that is started now would soon halt. */
export function requireDisk(folder: string, free: number): void {
  if (free >= limits.diskFreeBytesMin) return
  const least = `at least ${limits.diskFreeBytesMin / gibibyte} GiB free in ${folder}`
  throw fail('disk.low', `expected ${least}, found ${(free / gibibyte).toFixed(1)} GiB`)
}
