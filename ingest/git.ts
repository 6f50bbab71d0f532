// A git repository as a source. It is never read in place: a bare, shallow, filtered clone is made in a folder of our
// own, without hooks, templates or lazy fetching, and only objects are read from it. Local repositories are as hostile
// as others. Changes that were not committed are no part of it.

import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { namePath } from '../identify/path.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { entryContext } from './entry.ts'
import { type Gathering, gather } from './gather.ts'
import { gitAddress } from './git-address.ts'
import { readBlobs } from './git-blobs.ts'
import { defaultSearchPath, type GitContext, runGit, startGit } from './git-command.ts'
import { ownerRefusal } from './git-owner.ts'
import { gitProgress } from './git-progress.ts'
import { readTree, type Tree, type TreeKind } from './git-tree.ts'
import { entryCount, type Known, type Listing, listedEntries } from './listed.ts'
import { nameByPath, nameByUser, nameText, type RepositoryName } from './names.ts'
import { counter, type OnProgress } from './progress.ts'
import type { Source, SourceOptions } from './source.ts'

type Remote = {
  readonly name: RepositoryName
  readonly url: string
  readonly transport: 'https' | 'file'
  readonly settings: readonly string[]
}

/** Fetches from an https address. Throws `ingest.host-refused`, `ingest.git-failed`, `ingest.empty`. */
export async function openGitAddress(text: string, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  const { name, url, pin } = await gitAddress(text, options, signal)
  const certificates = options.certificates === undefined ? [] : [`http.sslCAInfo=${options.certificates}`]
  return open({ name, url, transport: 'https', settings: [pin, ...certificates] }, options, signal)
}

/** Reads a local repository, bare or with a work tree, at an absolute path. */
export function openGitPath(path: string, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  return open({ name: nameByPath(path), url: path, transport: 'file', settings: [] }, options, signal)
}

async function open(remote: Remote, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  const name =
    options.repository === undefined ? remote.name : { ...nameByUser(options.repository), url: remote.name.url }
  await mkdir(options.temporaryDirectory, { recursive: true })
  await removeStale(options.temporaryDirectory)
  const folder = await mkdtemp(join(options.temporaryDirectory, `git-${process.pid}-`))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    await mkdir(join(folder, 'home'))
    const context: GitContext = {
      home: join(folder, 'home'),
      searchPath: options.searchPath ?? defaultSearchPath,
      transport: remote.transport,
      settings: remote.settings,
    }
    const repository = join(folder, 'repository.git')
    const { onProgress, licensePack } = options
    await fetch(context, remote.url, repository, onProgress, signal)
    return await sourceOf({ context, repository, name, remove, onProgress, licensePack }, signal)
  } catch (error) {
    await remove()
    throw error
  }
}

/** One byte more than a file may have: the filter leaves out what is as large as its limit. */
const filter = `blob:limit=${limits.fileBytesMax + 1}`

async function fetch(
  context: GitContext,
  url: string,
  repository: string,
  onProgress: OnProgress | undefined,
  signal: AbortSignal,
): Promise<void> {
  counter(onProgress, { phase: 'fetching', unit: 'objects', total: null })
  const loud = onProgress === undefined ? '--quiet' : '--progress'
  const args = ['clone', loud, '--bare', '--depth=1', '--no-tags', '--single-branch', '--no-local', '--template=']
  const serve = '--upload-pack=git -c uploadpack.allowFilter=true -c pack.window=0 upload-pack'
  const local = context.transport === 'file' ? [serve] : []
  const overrun = () => oversizeOf(repository)
  const talk = onProgress === undefined ? {} : { isTalk: gitProgress(onProgress) }
  const bounds = { msMax: limits.gitMsMax, overrun, ...talk }
  const all = [...args, ...local, `--filter=${filter}`, '--no-recurse-submodules', '--', url, repository]
  const { code, message } = await runGit(context, all, bounds, signal)
  if (code === 0) return await forgetRemote(context, repository, signal)
  const refused = context.transport === 'file' ? await ownerRefusal(url, message) : null
  if (refused !== null) throw refused
  const unlike = /does not appear to be a git repository|not a git repository|does not exist/.test(message)
  throw fail(unlike && context.transport === 'file' ? 'ingest.not-git' : 'ingest.git-failed', message)
}

/** Without a promisor, an object that the filter left out is missing and is not fetched by itself. */
async function forgetRemote(context: GitContext, repository: string, signal: AbortSignal): Promise<void> {
  const bounds = { msMax: limits.gitAnswerMsMax }
  await runGit(context, ['-C', repository, 'config', '--remove-section', 'remote.origin'], bounds, signal)
  await runGit(context, ['-C', repository, 'config', '--unset-all', 'extensions.partialClone'], bounds, signal)
}

async function oversizeOf(repository: string): Promise<string | null> {
  const folder = join(repository, 'objects', 'pack')
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(
    names.map((each) =>
      stat(join(folder, each)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return total > limits.gitBytesMax ? `expected at most ${limits.gitBytesMax} bytes, found more` : null
}

type Fetched = {
  readonly context: GitContext
  readonly repository: string
  readonly name: RepositoryName
  readonly remove: () => Promise<void>
  readonly onProgress: OnProgress | undefined
  readonly licensePack: SourceOptions['licensePack']
}

async function sourceOf(fetched: Fetched, signal: AbortSignal): Promise<Source> {
  const { context, repository, name, remove, onProgress, licensePack } = fetched
  const bounds = { msMax: limits.gitAnswerMsMax }
  const head = await runGit(context, ['-C', repository, 'rev-parse', '--verify', 'HEAD^{commit}'], bounds, signal)
  if (head.code !== 0) throw fail('ingest.empty', `expected a commit in ${nameText(name)}, found none`)
  const commit = head.output.trim()
  const listing = ['-C', repository, 'ls-tree', '-r', '-z', '-l', '--full-tree', commit]
  const tree = await readTree(startGit(context, listing), signal, onProgress)
  if (tree.entries.length === 0) throw fail('ingest.empty', `expected files in ${nameText(name)}, found none`)
  const listed = listingOf(context, repository, tree)
  const gathering = gather()
  await see(listed, gathering, onProgress, signal)
  const { optOuts, licenseEvidence, reportedEvidence, declaredLicense } = gathering.finish(
    (path) => path,
    await licensePack?.(),
  )
  const entries = entryContext(nameText(name), licenseEvidence, false)
  return {
    kind: 'git',
    repository: { ...name, commit, declaredLicense },
    submission: `${nameText(name)}@${commit}`,
    optOuts,
    licenseEvidence: reportedEvidence,
    count: entryCount(listed),
    sizeBytes: tree.entries.reduce((sum, { sizeBytes }) => sum + Math.max(0, sizeBytes), 0),
    entries: (from, stop) => listedEntries(listed, entries, optOuts[0], from, stop),
    close: remove,
  }
}

const knownOf: Readonly<Record<TreeKind, Known | null>> = {
  file: null,
  symlink: { reason: 'entry.symlink', detail: 'expected a file, found a symbolic link' },
  submodule: { reason: 'entry.submodule', detail: 'expected a file, found a submodule' },
  absent: { reason: 'file.too-large', detail: '' },
  other: { reason: 'entry.type', detail: 'expected a file, found another kind of tree entry' },
}
const large: Known = { reason: 'file.too-large', detail: '' }
const missing: Known = { reason: 'file.unreadable', detail: 'expected the object, found that git does not have it' }

function listingOf(context: GitContext, repository: string, tree: Tree): Listing {
  const sizeBytes = (index: number): number => tree.entries[index]?.sizeBytes ?? -1
  return {
    length: tree.entries.length,
    pathBytes: (index) => tree.entries[index]?.path ?? '',
    sizeBytes,
    known: (index) => (sizeBytes(index) > limits.fileBytesMax ? large : knownOf[tree.entries[index]?.kind ?? 'other']),
    reader: (wanted, signal) => {
      const child = startGit(context, ['-C', repository, 'cat-file', '--batch'])
      const blobs = readBlobs(child, () => objectsOf(tree, wanted()), signal)
      return { read: async () => (await blobs.next()) ?? missing, close: blobs.close }
    },
    cut: tree.cut,
  }
}

function* objectsOf(tree: Tree, indexes: Iterable<number>): Generator<string, void, undefined> {
  for (const index of indexes) yield tree.entries[index]?.object ?? ''
}

/** Reads the files that speak of licences and opt-outs. */
async function see(
  listing: Listing,
  gathering: Gathering,
  onProgress: OnProgress | undefined,
  signal: AbortSignal,
): Promise<void> {
  const wanted: { readonly index: number; readonly path: string }[] = []
  for (let index = 0; index < listing.length; index += 1) {
    const { path, unsafe } = namePath(listing.pathBytes(index))
    if (unsafe === null && listing.known(index) === null && gathering.wants(path)) wanted.push({ index, path })
  }
  const reading = counter(onProgress, { phase: 'reading', unit: 'files', total: wanted.length })
  const reader = listing.reader(() => wanted.map(({ index }) => index), signal)
  try {
    for (const { index, path } of wanted) {
      const content = await reader.read(index)
      if (Buffer.isBuffer(content)) gathering.take(path, content)
      reading.add(1)
    }
  } finally {
    await reader.close()
  }
}

/** Removes what processes that no longer live have left behind. */
async function removeStale(directory: string): Promise<void> {
  for (const each of await readdir(directory)) {
    const owner = Number(/^git-(\d+)-/.exec(each)?.[1] ?? 0)
    if (owner > 0 && !isAlive(owner)) await rm(join(directory, each), { recursive: true, force: true })
  }
}

function isAlive(owner: number): boolean {
  try {
    return process.kill(owner, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
