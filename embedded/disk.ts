// How much disk each topic takes in the embedded broker, for `doctor` and `status`: a broker halts on a full disk.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
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
