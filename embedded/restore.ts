// A backup back into a home that is empty: every file is held against its hash while it is copied, beside the home, which
// gets its name when all is there. So a home is the whole of a backup, or nothing.
import { chmod, chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import {
  atFiles,
  type BackupManifest,
  copyHashed,
  makeFolder,
  manifestIn,
  manifestName,
  parentOf,
  syncFolder,
} from './backup-files.ts'
import { freeBytes, requireDisk } from './disk.ts'
import { kafkaVersion } from './kafka.ts'
import { claimPostgresFolder, type Owner, postgresFolder, postgresOwner } from './postgres-place.ts'

/**
 * Copies the backup in `from` into the home of these settings. Throws `usage.invalid` where the home has something in it,
 * `backup.damaged` where a file is not what was backed up; then nothing was restored.
 */
export async function restoreBackup(
  config: Config,
  from: string,
  progress: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<BackupManifest> {
  const part = `${config.home}.restore-${process.pid}`
  return atFiles(`restore ${from}`, async () => {
    const manifest = manifestIn(await readFile(join(from, manifestName), 'utf8'), from)
    if (manifest.kafka !== kafkaVersion)
      throw fail('backup.damaged', `expected data of Kafka ${kafkaVersion}, found data of ${manifest.kafka}`)
    await requireEmpty(config.home)
    const all = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)
    requireDisk(parentOf(config.home), (await freeBytes(parentOf(config.home))) - all)
    try {
      const place = await placeFor(config, part)
      await copyIn(manifest, from, place, (done) => progress(done, all), signal)
      await makeFolder(config.home)
      await rename(part, config.home)
      await syncFolder(parentOf(config.home))
      return manifest
    } finally {
      await rm(part, { recursive: true, force: true })
    }
  })
}

async function requireEmpty(home: string): Promise<void> {
  const names = await readdir(home).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length > 0)
    throw fail(
      'usage.invalid',
      `expected an empty or new home, found ${names.length} entries in ${home}: name another one with CODELUPE_HOME, or move it away`,
    )
}

/** Where a path of the backup goes: Postgres' files may live outside of the home. */
type Place = { readonly part: string; readonly postgres: string }

const targetOf = ({ part, postgres }: Place, path: string): string =>
  path.startsWith(`${postgresData}/`) || path === postgresData
    ? join(postgres, path.slice('postgres/'.length))
    : join(part, path)

const postgresData = 'postgres/data'

async function copyIn(
  { folders, files }: BackupManifest,
  from: string,
  place: Place,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const owner = postgresOwner()
  const ownerOf = (path: string): Owner | undefined => (path.startsWith(postgresData) ? owner : undefined)
  for (const { path } of folders) await makeFolder(targetOf(place, path))
  let done = 0
  for (const { path, mode, bytes, sha256 } of files) {
    const to = targetOf(place, path)
    const copy = await copyHashed(join(from, path), to, signal)
    if (copy.sha256 !== sha256 || copy.bytes !== bytes)
      throw fail('backup.damaged', `expected ${bytes} bytes with the hash ${sha256} in ${path}, found others`)
    await handOver(to, mode, ownerOf(path))
    done += bytes
    progress(done)
  }
  for (const { path, mode } of folders.toReversed()) {
    await syncFolder(targetOf(place, path))
    await handOver(targetOf(place, path), mode, ownerOf(path))
  }
}

async function handOver(path: string, mode: number, owner: Owner | undefined): Promise<void> {
  await chmod(path, mode)
  if (owner !== undefined) await chown(path, owner.uid, owner.gid)
}

/** Where Postgres' files go, claimed for the home that is being made where that is outside of it. */
async function placeFor(config: Config, part: string): Promise<Place> {
  await makeFolder(join(part, 'postgres'))
  // Who may pass the home decides where Postgres' files are looked for, now and after the home is what is made here.
  const home = await stat(config.home).catch(() => null)
  if (home !== null) await chmod(part, home.mode & 0o777)
  const folder = postgresFolder(config)
  if (folder === join(config.home, 'postgres')) return { part, postgres: join(part, 'postgres') }
  await writeFile(join(part, 'postgres', 'claim'), claimPostgresFolder(folder))
  return { part, postgres: folder }
}
