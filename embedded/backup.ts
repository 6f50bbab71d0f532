// A copy of everything that one home holds: the log, the database and the checkpoints, of one moment, because nothing that
// writes them runs. Made beside and renamed when whole, so that a backup under its own name always is.
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import {
  atFiles,
  type BackupFile,
  type BackupManifest,
  copyHashed,
  type Found,
  filesBelow,
  makeFolder,
  manifestName,
  parentOf,
  syncFolder,
} from './backup-files.ts'
import { kafkaDataFolder, kafkaVersion } from './kafka.ts'
import { kinds } from './plans.ts'

export type BackupParts = {
  /** Told the bytes copied so far, and all of them. */
  readonly progress: (done: number, all: number) => void
  readonly now: () => Date
}

/** Where each part lies, and its name in a backup. */
const partsOf = (config: Config): readonly (readonly [string, string])[] => [
  [kafkaDataFolder(config), 'kafka/data'],
  [kinds.postgres.marker(config), 'postgres/data'],
  [join(config.home, 'trainer'), 'trainer'],
]

/** Nothing of this home may run. `to` is new. Throws `backup.unwritable`, and leaves nothing behind then. */
export async function writeBackup(
  config: Config,
  to: string,
  { progress, now }: BackupParts,
  signal: AbortSignal,
): Promise<BackupManifest> {
  const part = `${to}.part-${process.pid}`
  return atFiles(`write ${to}`, async () => {
    const found = await foundIn(config)
    try {
      const all = found.reduce((sum, { files }) => sum + files.reduce((bytes, file) => bytes + file.bytes, 0), 0)
      await makeFolder(part, 0o700)
      const files = await copyParts(config, found, part, (done) => progress(done, all), signal)
      const postgres = await readFile(join(kinds.postgres.marker(config), 'PG_VERSION'), 'utf8')
      const manifest: BackupManifest = {
        format: 1,
        at: now().toISOString(),
        kafka: kafkaVersion,
        postgres: postgres.trim(),
        folders: found.flatMap(({ folders }) => folders),
        files,
      }
      await writeFile(join(part, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
      await syncFolder(part)
      await rename(part, to)
      await syncFolder(parentOf(to))
      return manifest
    } finally {
      await rm(part, { recursive: true, force: true })
    }
  })
}

async function foundIn(config: Config): Promise<readonly Found[]> {
  const found = await Promise.all(partsOf(config).map(([folder, name]) => filesBelow(folder, name)))
  if (found.slice(0, 2).some(({ files }) => files.length === 0))
    throw fail(
      'usage.invalid',
      `expected a log and a database in ${config.home}, found none: nothing was started here yet`,
    )
  return found
}

async function copyParts(
  config: Config,
  found: readonly Found[],
  part: string,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly BackupFile[]> {
  const copied: BackupFile[] = []
  let done = 0
  for (const [index, { folders, files }] of found.entries()) {
    const [from, name] = partsOf(config)[index] ?? ['', '']
    for (const { path } of folders) await makeFolder(join(part, path), 0o700)
    for (const { path, mode } of files) {
      const copy = await copyHashed(join(from, path.slice(name.length + 1)), join(part, path), signal)
      copied.push({ path, mode, ...copy })
      done += copy.bytes
      progress(done)
    }
    for (const { path } of folders) await syncFolder(join(part, path))
  }
  return copied
}
